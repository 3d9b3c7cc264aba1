// The three tables of a department's style in one YAML file: house style, geometry preset, forms of address.
// A style that reads has lengths that fit its sheet; a table that reads greets and names everyone.
#include <cmath>
#include <fstream>
#include <iterator>

#include "data/read.hpp"
#include "require.hpp"
#include "style/address.hpp"
#include "style/geometry.hpp"
#include "style/house_style.hpp"

namespace {

using namespace engross;
using Presets = std::map<std::string, Document, std::less<>>;

Document shared(const std::string& path) {
  std::ifstream file(std::string(ENGROSS_SOURCE_DIR "/templates/") + path, std::ios::binary);
  const Result<Document> read = read_yaml(make_source(path, {std::istreambuf_iterator<char>(file), {}}));
  fuzz::require(read.has_value(), "what departments share is sound");
  return *read;
}

Presets presets() {
  Presets made;
  for (const char* name : {"notify-2.4", "uk-c5", "din-5008-b"})
    made.emplace(name, shared("geometry/" + std::string(name) + ".yaml"));
  return made;
}

void require_style(const HouseStyle& style) {
  const Geometry& sheet = style.geometry;
  fuzz::require(sheet.page_width >= 50 && sheet.page_height >= 50, "there is a sheet");
  fuzz::require(sheet.body_width >= 40 && sheet.body_bottom - sheet.continuation_top >= 40, "a page holds text");
  fuzz::require(style.labels.size() == 10, "every label is there");
  for (const auto& [role, text] : style.text)
    fuzz::require(text.size >= 5 && text.leading >= text.size, "lines do not touch");
  for (const char* role : {"body", "address", "heading3", "caption", "no role"})
    fuzz::require(style.role(role).size > 0, "every role has a size");
  fuzz::require(style.orphans >= 1 && style.widows >= 1 && style.close_keeps >= 0, "lines are kept together");
  fuzz::require(!style.logo || !style.logo->alternative.empty(), "a logo has words");
}

// A geometry preset is as good as the style that takes it.
void try_geometry(const Document& document) {
  Diagnostics problems;
  const Geometry geometry = read_geometry(document, problems);
  if (problems.empty()) check_geometry(geometry, document.span(document.root), problems);
  if (!problems.empty()) fuzz::require_sound(problems);
}

Addressee person(std::string title, std::string forename, std::string surname, std::string role, std::string office) {
  Addressee made;
  made.title = std::move(title);
  made.forename = std::move(forename);
  made.surname = std::move(surname);
  made.role = std::move(role);
  made.office = std::move(office);
  made.address = {"1 Weir Lane", "", "Ludlow,"};
  return made;
}

const std::vector<Addressee>& office_staff() {
  static const std::vector<Addressee> made{person("", "", "", "", ""), person("Mrs", "", "Wynne", "landowner", ""),
                                           person("The Rt Hon", "Ada", "Hall", "mp", ""),
                                           person("", "", "Watling", "", "Water Bailiff North")};
  return made;
}

void try_forms(const Document& document, const Document& usual) {
  for (const Result<FormsOfAddress>& forms : {FormsOfAddress::from(document, usual), FormsOfAddress::from(document)}) {
    if (!forms) {
      fuzz::require_sound(forms.error());
      continue;
    }
    for (const char* language : {"en-GB", "cy"})
      for (const Addressee& one : office_staff()) {
        const FormOfAddress form = forms->form_for(one, language);
        fuzz::require(!form.salutation.empty() && !form.close.empty() && !form.source.empty(), "everyone is greeted");
        address_lines(one, form);
      }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Presets known = presets();
  static const Document usual = shared("forms-of-address.yaml");
  const Result<Document> document = read_yaml(fuzz::source_of(data, size));
  if (!document) return 0;
  const Result<HouseStyle> style = HouseStyle::from(*document, known);
  if (style)
    require_style(*style);
  else
    fuzz::require_sound(style.error());
  try_geometry(*document);
  try_forms(*document, usual);
  return 0;
}
