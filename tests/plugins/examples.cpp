// In: docs/formats.md. Out: its named examples. Refuses nothing; the tests say what must be there.
#include "examples.hpp"

#include <fstream>
#include <sstream>

#include "base/sha256.hpp"
#include "signing/staff.hpp"

namespace engross::test {

std::map<std::string, std::string> examples() {
  std::ifstream page(ENGROSS_SOURCE_DIR "/docs/formats.md");
  std::map<std::string, std::string> found;
  std::string line, name;
  for (bool inside = false; std::getline(page, line);) {
    if (line.starts_with("```")) {
      const std::size_t space = line.find(' ');
      inside = !inside;
      name = inside && space != std::string::npos ? line.substr(space + 1) : "";
    } else if (!name.empty()) {
      found[name] += line + "\n";
    }
  }
  const std::string hash = sha256_hex(found["case.json"]);
  for (auto& [file, text] : found)
    if (const std::size_t at = text.find("CASE-SHA256"); at != std::string::npos) text.replace(at, 11, hash);
  return found;
}

std::string example_root() {
  static const std::string pem = pem_of(make_root({.name = "Rivers Root"}).certificate);
  return pem;
}

}  // namespace engross::test
