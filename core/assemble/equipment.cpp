// In: a department's style. Out: its faces, pictures and dictionaries, checked and decoded once.
// Refuses: fonts that are not there, damaged or may not be embedded; pictures that do not decode; no dictionaries.
#include "assemble/equipment.hpp"

#include <fmt/format.h>

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t max_font = 32U << 20U;

class Loader {
 public:
  Loader(const Department& department, const FontSource& fonts, Equipment& equipment, Diagnostics& faults)
      : department_(department), fonts_(fonts), equipment_(equipment), faults_(faults) {}

  // `place` is where the department names the file; whatever is wrong with the file is told there.
  FaceRef face(const std::string& file, const Span& place) {
    if (file.empty()) return nullptr;
    if (const auto known = faces_.find(file); known != faces_.end()) return known->second;
    const auto own = department_.resources.files.find(file);
    const bool is_own = own != department_.resources.files.end();
    Result<std::string> bytes = is_own ? Result<std::string>(own->second) : fonts_(file);
    if (!bytes) return note(std::move(bytes.error()), place);
    Result<FaceRef> face = Face::from_bytes(file, std::move(*bytes));
    if (!face) return note(std::move(face.error()), place);
    if (!is_own) equipment_.packaged.emplace(file, *face);
    return faces_[file] = *face;
  }

  PictureRef picture(const std::string& path, const Span& place) {
    const auto own = department_.resources.files.find(path);
    if (own == department_.resources.files.end()) {
      faults_.push_back(error("department.picture", place, fmt::format("the department has no picture {}", path),
                              {"add the file to the department's directory"}));
      return nullptr;
    }
    Result<PictureRef> picture = Picture::from_bytes(path, own->second);
    if (picture) return *picture;
    note(std::move(picture.error()), place);
    return nullptr;
  }

 private:
  FaceRef note(Diagnostics faults, const Span& place) {
    for (Diagnostic& fault : faults)
      if (!fault.span.source) fault.span = place;
    append(faults_, faults);
    return nullptr;
  }

  const Department& department_;
  const FontSource& fonts_;
  Equipment& equipment_;
  Diagnostics& faults_;
  std::map<std::string, FaceRef> faces_;
};

}  // namespace

FontSource fonts_in(const World& world, std::vector<fs::path> folders) {
  return [&world, folders = std::move(folders)](const std::string& file) -> Result<std::string> {
    std::string looked;
    for (const fs::path& folder : folders) {
      const fs::path path = folder / file;
      if (world.kind_of(path) == World::Kind::file) return world.read_file(path, max_font);
      looked += (looked.empty() ? "" : ", ") + path.string();
    }
    return fail(error("font.not-found", {}, fmt::format("there is no font {}; looked for {}", file, looked),
                      {"install the package that has it, such as fonts-liberation or fonts-dejavu-core",
                       "or put the file into the department's fonts/ folder"}));
  };
}

Result<Equipment> equip(const Department& department, const FontSource& fonts, const DictionarySource& dictionaries) {
  Equipment equipment;
  Diagnostics faults;
  Loader loader(department, fonts, equipment, faults);
  const HouseStyle& style = department.style;
  equipment.fonts.regular = loader.face(style.fonts.regular, department.place_in_style("fonts.regular"));
  equipment.fonts.bold = loader.face(style.fonts.bold, department.place_in_style("fonts.bold"));
  equipment.fonts.italic = loader.face(style.fonts.italic, department.place_in_style("fonts.italic"));
  equipment.fonts.bold_italic = loader.face(style.fonts.bold_italic, department.place_in_style("fonts.bold_italic"));
  for (std::size_t i = 0; i < style.fonts.fallback.size(); ++i)
    if (FaceRef face =
            loader.face(style.fonts.fallback[i], department.place_in_style(fmt::format("fonts.fallback.{}", i))))
      equipment.fonts.fallback.push_back(std::move(face));
  if (style.logo) equipment.logo = loader.picture(style.logo->picture, department.place_in_style("logo.picture"));
  Result<Dictionaries> hyphenation = dictionaries_of(department, dictionaries);
  if (hyphenation)
    equipment.hyphenation = std::move(*hyphenation);
  else
    append(faults, hyphenation.error());
  if (!faults.empty()) return fail(std::move(faults));
  return equipment;
}

}  // namespace engross
