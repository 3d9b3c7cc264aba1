// Cases: the typed view of any JSON.
#include "cases/case.hpp"

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<Case> made = Case::from(fuzz::source_of(data, size));
  if (!made) {
    fuzz::require_sound(made.error());
    return 0;
  }
  fuzz::require(!made->reference.empty() && !made->department.empty(), "a case has a reference and a department");
  fuzz::require(made->reference.find('/') == std::string::npos, "a reference leads nowhere");
  fuzz::require(made->signatories.size() <= 2, "at most two sign");
  return 0;
}
