// Ledgers: whatever bytes the file has, each question has an answer or an error with a remedy.
#include "ledger/ledger.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "ledger/manifest.hpp"
#include "require.hpp"

namespace {
namespace fs = std::filesystem;

// In memory where there is such a place; one for all inputs, taken away at the end.
struct Folder {
  fs::path path = (fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                  ("engross-fuzz-ledger-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

template <class Answer>
void check(const Answer& answer) {
  if (!answer) engross::fuzz::require_sound(answer.error());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  static const Folder place;
  const RunFolder folder(place.path);
  std::ofstream(folder.ledger(), std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  check(ledger);
  if (!ledger) return 0;
  check(ledger->find("2016-0000001"));
  check(ledger->with_bytes(std::string(64, 'a')));
  check(ledger->has_file("letters/0000/2016-0000001.pdf"));
  check(ledger->end_of(1));
  check(ledger->counts());
  check(ledger->rows());
  check(ledger->records_end());
  check(ledger->prepared());
  check(ledger->each_refused([](const RefusedCase&) -> Result<void> { return {}; }));
  for (const ManifestForm form : manifest_forms)
    check(each_manifest_line(*ledger, form, [](std::string_view) -> Result<void> { return {}; }));
  return 0;
}
