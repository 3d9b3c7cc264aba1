// The hyphenation dictionaries of a department's languages, and where they come from.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "department/department.hpp"
#include "layout/hyphenation.hpp"

namespace engross {

struct Dictionaries {
  std::map<std::string, HyphenationRef, std::less<>> by_language;  // none for a language that has no dictionary
  std::map<std::string, std::string, std::less<>> packaged;  // bytes of those that are not the department's, by file
};

// The bytes of a packaged dictionary such as "hyph_en_GB.dic"; nothing when it is not there, which is no fault.
using DictionarySource = std::function<Result<std::optional<std::string>>(const std::string& file)>;

// Looks in the folders in order.
DictionarySource dictionaries_in(const World& world, std::vector<std::filesystem::path> folders);

// The files that would serve a language, the best first: "hyph_de_AT.dic", "hyph_de.dic" for de-AT.
std::vector<std::string> dictionary_files(std::string_view language);

// None at all for a style that does not hyphenate. A file of the department's hyphenation/ goes before a packaged one.
// Errors, all collected, at the style's `hyphenate`: those of Hyphenation and of reading.
Result<Dictionaries> dictionaries_of(const Department& department, const DictionarySource& packaged);

}  // namespace engross
