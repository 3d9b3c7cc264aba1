// In: the files of a department, and of the one that it extends. Out: the files of both, the department's own first.
// A file of the lender is left behind when the heir has its own by that id or name, in whatever folder, when it is a
// translation into a language that the heir does not have, or when a forwarding note of the heir is about its id.
// Refuses: languages that do not fit, and more than one department may have.
#include "department/inherit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/language_tag.hpp"
#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/files.hpp"
#include "department/lenders.hpp"

namespace engross {
namespace {

Document yaml_of(const Resources& resources, std::string_view path) {
  const SourceRef source = resources.source(path);
  auto document = source ? read_yaml(source) : Result<Document>(Document{});
  return document ? std::move(*document) : Document{};
}

std::vector<std::string> languages_of(const Document& manifest) {
  std::vector<std::string> languages;
  const Value* list = manifest.root.is_object() ? manifest.root.find("languages") : nullptr;
  if (list != nullptr && list->is_array())
    for (const Value& item : list->items())
      if (item.is_string()) languages.push_back(item.text());
  if (languages.empty()) languages = {"en-GB"};
  return languages;
}

bool is_library_kind(FileKind kind) {
  return kind == FileKind::paragraph || kind == FileKind::partial || kind == FileKind::skeleton;
}

// What a file is called within its kind, and in which language: "pshe" and "cy" for paragraphs/schools/pshe.cy.md.
struct Name {
  FileKind kind = FileKind::none;
  std::string id, language;
};

Name name_of(const std::string& path, FileKind kind) {
  if (kind == FileKind::paragraph) {
    ParagraphName name = paragraph_name(path);
    return {kind, std::move(name.id), std::move(name.language)};
  }
  std::string id = name_of_file(path);
  const std::size_t dot = id.rfind('.');
  if (dot == std::string::npos || !is_language_tag(id.substr(dot + 1))) return {kind, std::move(id), {}};
  std::string language = id.substr(dot + 1);
  id.resize(dot);
  return {kind, std::move(id), std::move(language)};
}

class Inheriting {
 public:
  Inheriting(Resources heir, const Resources& lender, const Extended& extends)
      : made_(std::move(heir)),
        lender_(lender),
        extends_(extends),
        languages_(languages_of(yaml_of(made_, manifest))) {}

  Result<Resources> run() {
    const Document theirs = yaml_of(lender_, manifest);
    if (auto same = same_first_language(languages_of(theirs)); !same) return fail(std::move(same.error()));
    note_own();
    made_.lenders.push_back({.id = extends_.id,
                             .version = text_member(theirs.root, "version"),
                             .sha256 = lender_.own_sha256(),
                             .origin = lender_.origin,
                             .directory = lender_.directory});
    made_.lenders.insert(made_.lenders.end(), lender_.lenders.begin(), lender_.lenders.end());
    for (const auto& [path, content] : lender_.files) take(path, content);
    made_.files[std::string(inherited_file)] = write_lenders(made_);
    if (auto small = not_too_large(); !small) return fail(std::move(small.error()));
    return std::move(made_);
  }

 private:
  static constexpr std::string_view manifest = "department.yaml";

  // Files without a language are in the first one; it must be the same for both.
  Result<void> same_first_language(const std::vector<std::string>& theirs) const {
    if (primary_subtag(theirs.front()) == primary_subtag(languages_.front())) return {};
    return fail(error("department.extends", extends_.place,
                      fmt::format("{} writes in {} first, and this department in {}", extends_.id, theirs.front(),
                                  languages_.front()),
                      {"a department can extend one whose first language is its own"}));
  }

  void note_own() {
    for (const auto& [path, content] : made_.files) {
      const FileKind kind = kind_of_file(path);
      if (is_library_kind(kind)) own_.insert(key(name_of(path, kind)));
    }
    const Document notes = yaml_of(made_, "forwarding.yaml");
    if (!notes.root.is_array()) return;
    for (const Value& note : notes.root.items())
      if (const Value* id = note.is_object() ? note.find("id") : nullptr; id != nullptr && id->is_string())
        gone_.insert(id->text());
  }

  static std::string key(const Name& name) {
    return fmt::format("{} {} {}", static_cast<int>(name.kind), name.id, name.language);
  }

  bool is_overridden(const Name& name) const {
    if (!name.language.empty() && std::ranges::find(languages_, name.language) == languages_.end()) return true;
    if (name.kind == FileKind::paragraph && gone_.contains(name.id)) return true;
    return own_.contains(key(name)) || own_.contains(key({name.kind, name.id, {}}));
  }

  void take(const std::string& path, const std::string& content) {
    const FileKind kind = kind_of_file(path);
    std::string to = path;
    if (path == "forwarding.yaml") {
      to = lent_notes(extends_.id);
    } else if (!path.starts_with(lent_notes_folder)) {
      if (!is_library_kind(kind) || is_overridden(name_of(path, kind))) return;
    }
    if (made_.files.contains(to)) return;  // the heir's own file of that name, which is of another id or none
    const std::string* from = lender_.lender_of(path) != nullptr ? &lender_.lender_of(path)->id : &extends_.id;
    made_.files[to] = content;
    made_.lent[to] = *from;
  }

  Result<void> not_too_large() const {
    std::size_t bytes = 0;
    for (const auto& [path, content] : made_.files) bytes += content.size();
    if (made_.files.size() <= most_department_files && bytes <= most_department_bytes) return {};
    return fail(error("department.too-large", extends_.place,
                      fmt::format("with what it takes over from {}, this department has more than {} files or {} MiB",
                                  extends_.id, most_department_files, most_department_bytes >> 20U)));
  }

  Resources made_;
  const Resources& lender_;
  const Extended& extends_;
  std::vector<std::string> languages_;
  std::set<std::string, std::less<>> own_;   // what the heir has itself, by kind, id and language
  std::set<std::string, std::less<>> gone_;  // ids that the heir's notes are about
};

}  // namespace

std::optional<Extended> extended_by(const Resources& resources) {
  const Document document = yaml_of(resources, "department.yaml");
  const Value* id = document.root.is_object() ? document.root.find("extends") : nullptr;
  if (id == nullptr || !id->is_string() || !is_id(id->text())) return std::nullopt;
  const Value* own = document.root.find("id");
  return Extended{.by = own != nullptr && own->is_string() ? own->text() : std::string(),
                  .id = id->text(),
                  .place = document.span(*id)};
}

Result<Resources> inherit(Resources heir, const Resources& lender, const Extended& extends) {
  return Inheriting(std::move(heir), lender, extends).run();
}

}  // namespace engross
