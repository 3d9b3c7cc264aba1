// Registrations of runs.
#include "ledger/registered_runs.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<RunRegistration> registration = read_registration(fuzz::source_of(data, size));
  if (!registration) fuzz::require_sound(registration.error());
  return 0;
}
