// What a department's letters need besides words: faces, pictures and hyphenation, read once and shared.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "assemble/dictionaries.hpp"
#include "base/result.hpp"
#include "base/world.hpp"
#include "department/department.hpp"
#include "layout/face.hpp"
#include "layout/picture.hpp"

namespace engross {

struct Equipment {
  FontSet fonts;
  PictureRef logo;                                       // null when the style has none
  std::map<std::string, FaceRef, std::less<>> packaged;  // faces that are not files of the department, by style's name
  Dictionaries hyphenation;
};

// The bytes of a packaged font such as "liberation/LiberationSans-Regular.ttf".
using FontSource = std::function<Result<std::string>(const std::string& file)>;

// Looks in the folders in order. Error "font.not-found" lists where it looked and the package to install.
FontSource fonts_in(const World& world, std::vector<std::filesystem::path> folders);

// Errors, all collected: "font.not-found" and those of Face, Picture and Hyphenation.
Result<Equipment> equip(const Department& department, const FontSource& fonts, const DictionarySource& dictionaries);

}  // namespace engross
