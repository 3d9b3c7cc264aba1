// The smallest department that loads, and what is said of it after changes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "department/department.hpp"
#include "department/said.hpp"

namespace engross::test {

// Changes to the files of the department: a new text, or nothing to take the file away.
using Changes = std::map<std::string, std::optional<std::string>>;

inline const std::string quay_yaml = "id: quay\nname: Quay\nversion: 1.0.0\nlanguages: [en-GB, cy]\n";
inline const std::string quay_style =
    "geometry: uk-c5\nsender: {align: left, lines: [Quay]}\nfonts:\n"
    "  regular: liberation/LiberationSans-Regular.ttf\n  bold: liberation/LiberationSans-Bold.ttf\n"
    "  italic: liberation/LiberationSans-Italic.ttf\n  bold_italic: liberation/LiberationSans-BoldItalic.ttf\n"
    "text:\n  body: {size: 11, leading: 13}\n";

inline std::string paragraph_file(const std::string& front = "", const std::string& body = "Words.\n") {
  return "---\ntitle: T\nowner: O\nrevision: 1\n" + front + "---\n" + body;
}

inline const SharedResources& shared_templates() {
  static const SharedResources shared = [] {
    const auto read = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
    EXPECT_THAT(read, Succeeds());
    return *read;
  }();
  return shared;
}

inline Result<std::shared_ptr<const Department>> quay(const Changes& changes = {}) {
  Resources resources{.origin = "quay",
                      .files = {{"department.yaml", quay_yaml},
                                {"style.yaml", quay_style},
                                {"paragraphs/a.md", paragraph_file()},
                                {"paragraphs/b.md", paragraph_file()}}};
  for (const auto& [path, text] : changes) {
    resources.files.erase(path);
    if (text) resources.files[path] = *text;
  }
  return Department::from(std::move(resources), shared_templates());
}

inline std::string refused(const Changes& changes) {
  const auto department = quay(changes);
  return department ? "not refused\n" : placed(department.error());
}

// The message and hints of the only problem.
inline std::string only(const Changes& changes) {
  const auto department = quay(changes);
  if (department) return "not refused";
  if (department.error().size() != 1) return print(department.error());
  std::string out = department.error()[0].message;
  for (const std::string& hint : department.error()[0].hints) out += " | " + hint;
  return out;
}

}  // namespace engross::test
