// gzip: what is unpacked, and where it fails, does not depend on the pieces that it comes in.
#include "exports/gzip_stream.hpp"
#include "require.hpp"
#include "support/pieces.hpp"

namespace {

using namespace engross;

// Up to a few megabytes: a bomb is read in constant memory, and takes its time.
std::string unpacked(const std::string& bytes, std::size_t piece) {
  const auto stream = gunzip(test::in_pieces(bytes, piece), "cases.gz");
  std::string all;
  while (all.size() < 4U << 20U) {
    const auto next = stream->next();
    if (!next) {
      fuzz::require_sound(next.error());
      return all + '!';
    }
    if (next->empty()) return all;
    all += *next;
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const std::string whole = unpacked(bytes, bytes.size() + 1);
  const std::string small = unpacked(bytes, 3);
  if (whole.size() < 4U << 20U && !whole.ends_with('!')) fuzz::require(whole == small, "pieces change nothing");
  return 0;
}
