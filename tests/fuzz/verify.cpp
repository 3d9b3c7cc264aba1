// Any bytes as a PDF: a verdict or a reason, which travels as JSON; and nothing passes that no corpus file signed.
#include "verification/verify.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/sha256.hpp"
#include "require.hpp"

namespace {
using namespace engross;
using namespace engross::verification;

// The bytes without the values of signatures: what a signature protects.
std::string blanked(std::string bytes) {
  for (std::size_t at = 0; (at = bytes.find("/Contents <", at)) != std::string::npos; ++at) {
    const std::size_t begin = at + 11;
    const std::size_t end = bytes.find('>', begin);
    if (end != std::string::npos) bytes.replace(begin, end - begin, end - begin, '0');
  }
  return sha256_hex(bytes);
}

const std::set<std::string>& signed_files() {
  static const std::set<std::string> all = [] {
    std::set<std::string> hashes;
    for (const auto& entry : std::filesystem::directory_iterator(ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/verify")) {
      std::ifstream in(entry.path(), std::ios::binary);
      hashes.insert(blanked({std::istreambuf_iterator<char>(in), {}}));
    }
    return hashes;
  }();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const VerifyOptions options{.roots = {}, .at = std::chrono::sys_seconds(std::chrono::seconds(1'710'000'000))};
  const Result<Verdict> verdict = verify(bytes, options);
  if (!verdict) {
    fuzz::require_sound(verdict.error());
    return 0;
  }
  const Result<Verdict> again = verdict_from(to_value(*verdict));
  fuzz::require(again && *again == *verdict, "a verdict reads back the same");
  fuzz::require(!headline(*verdict).empty(), "a verdict has words");
  fuzz::require(details(*verdict).find('\x1b') == std::string::npos, "a verdict drives no terminal");
  if (verdict->intact && verdict->signatures.back().after == After::nothing)
    fuzz::require(signed_files().contains(blanked(bytes)), "nobody can sign here");
  return 0;
}
