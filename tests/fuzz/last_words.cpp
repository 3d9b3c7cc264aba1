// The last message of a department child, which its library may have written itself.
#include "department/last_words.hpp"

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto words = explain_forbidden(bytes);
  if (words) fuzz::require(words->starts_with("it tried to "), "a sentence begins as one");
  return 0;
}
