// In: two editions of a department. Out: the paragraphs, files and settings that differ, and what is odd about that.
// Refuses nothing: any two departments can be compared.
#include "library/department_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/language_tag.hpp"
#include "data/read.hpp"
#include "department/files.hpp"
#include "department/front_matter.hpp"
#include "department/lenders.hpp"

namespace engross {
namespace {

// A setting and its value by dotted keys: "text.body.size" -> "12".
using Settings = std::map<std::string, std::string, std::less<>>;

void flatten(const Value& value, const std::string& key, Settings& to) {
  if (value.is_object()) {
    for (const Member& member : value.members())
      flatten(member.value, key.empty() ? member.key : key + "." + member.key, to);
  } else if (value.is_array()) {
    const bool plain =
        std::ranges::none_of(value.items(), [](const Value& v) { return v.is_object() || v.is_array(); });
    std::string joined;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (!plain) flatten(value.items()[i], fmt::format("{}.{}", key, i + 1), to);
      joined += (i == 0 ? "" : ", ") + value.items()[i].text();
    }
    if (plain) to[key] = joined;
  } else {
    to[key] = value.is_boolean() ? (value.truth() ? "true" : "false") : value.text();
  }
}

Settings settings_of(const SourceRef& source, std::optional<Extent> part = std::nullopt) {
  Settings settings;
  if (!source) return settings;
  const auto document = part ? read_yaml(source, *part) : read_yaml(source);
  if (document) flatten(document->root, "", settings);
  return settings;
}

std::vector<FieldChange> differences(const Settings& before, const Settings& after) {
  std::vector<FieldChange> changes;
  std::set<std::string> keys;
  for (const Settings* side : {&before, &after})
    for (const auto& [key, value] : *side) keys.insert(key);
  const auto at = [](const Settings& settings, const std::string& key) {
    const auto found = settings.find(key);
    return found == settings.end() ? std::string() : found->second;
  };
  for (const std::string& key : keys)
    if (at(before, key) != at(after, key) || before.contains(key) != after.contains(key))
      changes.push_back({key, at(before, key), at(after, key)});
  return changes;
}

std::string_view words_of(const Paragraph& paragraph) {
  const auto parts = find_front_matter(paragraph.source->text);
  std::string_view text = paragraph.source->text;
  text.remove_prefix(parts ? parts->body : 0);
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

Settings front_matter_of(const Paragraph& paragraph) {
  const auto parts = find_front_matter(paragraph.source->text);
  return parts ? settings_of(paragraph.source, parts->yaml) : Settings();
}

const Paragraph* find_exact(const Department& in, const std::string& id, const std::string& language) {
  const auto found = std::ranges::lower_bound(in.paragraphs, std::tie(id, language), {},
                                              [](const Paragraph& p) { return std::tie(p.id, p.language); });
  return found != in.paragraphs.end() && found->id == id && found->language == language ? &*found : nullptr;
}

Edition edition_of(const Department& department) {
  return {department.id, department.version, department.bundle_sha256, department.resources.origin,
          department.languages.front()};
}

// "partials/o-fewn.en.mustache": the department's English, by its primary subtag.
std::string language_of_file(const std::string& path, const Department& of) {
  const std::string name = name_of_file(path);
  const std::size_t dot = name.rfind('.');
  const auto named = std::ranges::find_if(of.languages, [&](const std::string& language) {
    return dot != std::string::npos && primary_subtag(language) == name.substr(dot + 1);
  });
  return named == of.languages.end() ? of.languages.front() : *named;
}

class Comparing {
 public:
  Comparing(const Department& before, const Department& after) : before_(before), after_(after) {
    diff_.before = edition_of(before);
    diff_.after = edition_of(after);
  }

  DepartmentDiff run() {
    for (const Paragraph& paragraph : after_.paragraphs) compare_new(paragraph);
    for (const Paragraph& paragraph : before_.paragraphs)
      if (!taken_.contains(&paragraph)) remove(paragraph);
    std::ranges::stable_sort(diff_.paragraphs, [](const auto& a, const auto& b) {
      return std::tie(a.id, a.language) < std::tie(b.id, b.language);
    });
    compare_files();
    const bool same = diff_.paragraphs.empty() && diff_.files.empty();
    if (!same && before_.version == after_.version)
      find("diff.version", after_.resources.source("department.yaml"),
           fmt::format("both editions call themselves version {}", after_.version),
           "raise `version` in department.yaml, so that records tell them apart");
    return std::move(diff_);
  }

 private:
  void find(std::string code, const SourceRef& source, std::string message, std::string hint) {
    diff_.findings.push_back(warning(std::move(code), {source, 0, 0}, std::move(message), {std::move(hint)}));
  }

  // The old paragraph that a new one is: of its id, else one that was forwarded to it.
  const Paragraph* old_of(const Paragraph& now) const {
    if (const Paragraph* same = find_exact(before_, now.id, now.language)) return same;
    for (const Paragraph& old : before_.paragraphs) {
      if (old.language != now.language || find_exact(after_, old.id, old.language) != nullptr) continue;
      const ForwardingWay way = after_.forwarding.follow(old.id);
      if (!way.empty() && way.back()->to == now.id && !taken_.contains(&old)) return &old;
    }
    return nullptr;
  }

  void compare_new(const Paragraph& now) {
    const Paragraph* old = old_of(now);
    ParagraphChange change = change_of(now);
    change.revision = now.revision;
    if (old == nullptr) {
      change.kind = ParagraphChange::Kind::added;
      change.words = diff_text({}, words_of(now));
      diff_.paragraphs.push_back(std::move(change));
      return;
    }
    taken_.insert(old);
    change.old_revision = old->revision;
    change.fields = differences(front_matter_of(*old), front_matter_of(now));
    if (words_of(*old) != words_of(now)) change.words = diff_text(words_of(*old), words_of(now));
    const bool renamed = old->id != now.id;
    if (renamed) {
      change.kind = ParagraphChange::Kind::renamed;
      change.old_id = old->id;
      change.note = told(after_.forwarding.follow(old->id));
    }
    if (!renamed && change.fields.empty() && change.words.empty()) return;
    check_revision(*old, now, change);
    diff_.paragraphs.push_back(std::move(change));
  }

  // A translation has the revision of its original, and may be corrected without it.
  void check_revision(const Paragraph& old, const Paragraph& now, const ParagraphChange& change) {
    if (change.words.empty() || !now.language.empty() || now.revision > old.revision) return;
    find("diff.revision", now.source,
         fmt::format("the words of \"{}\" have changed, and its revision is {} as before{}", now.id, now.revision,
                     now.revision < old.revision ? fmt::format(" (it was {})", old.revision) : ""),
         fmt::format("write revision: {}", old.revision + 1));
  }

  void remove(const Paragraph& old) {
    ParagraphChange change = change_of(old);
    change.kind = ParagraphChange::Kind::removed;
    change.old_revision = old.revision;
    change.words = diff_text(words_of(old), {});
    const ForwardingWay way = after_.forwarding.follow(old.id);
    change.note = told(way);
    const bool whole = old.language.empty() && find_exact(after_, old.id, {}) == nullptr;
    if (whole && way.empty())
      find("diff.no-note", after_.resources.source("department.yaml"),
           fmt::format("the paragraph \"{}\" has gone, and no forwarding note says where{}", old.id, namesake(old)),
           "write one into forwarding.yaml: a case or a draft may still name it");
    diff_.paragraphs.push_back(std::move(change));
  }

  // A new paragraph with the very same words: most likely the old one under another id.
  std::string namesake(const Paragraph& old) const {
    for (const ParagraphChange& change : diff_.paragraphs) {
      const Paragraph* now = change.kind == ParagraphChange::Kind::added ? find_exact(after_, change.id, {}) : nullptr;
      if (now != nullptr && words_of(*now) == words_of(old)) return fmt::format("; \"{}\" has its words", now->id);
    }
    return {};
  }

  static ParagraphChange change_of(const Paragraph& paragraph) {
    ParagraphChange change;
    change.id = paragraph.id;
    change.language = paragraph.language;
    change.title = paragraph.title;
    return change;
  }

  void compare_files() {
    std::set<std::string> paths;
    for (const Resources* side : {&before_.resources, &after_.resources})
      for (const auto& [path, content] : side->files)
        if (kind_of_file(path) != FileKind::paragraph && path != inherited_file) paths.insert(path);
    for (const std::string& path : paths) compare_file(path);
  }

  void compare_file(const std::string& path) {
    const SourceRef before = before_.resources.source(path);
    const SourceRef after = after_.resources.source(path);
    if (before && after && before->text == after->text) return;
    FileChange change;
    change.path = path;
    change.kind = !before ? FileChange::Kind::added : !after ? FileChange::Kind::removed : FileChange::Kind::changed;
    const FileKind kind = kind_of_file(path);
    const std::string_view old = before ? std::string_view(before->text) : std::string_view();
    const std::string_view now = after ? std::string_view(after->text) : std::string_view();
    if (path.ends_with(".yaml"))
      change.fields = differences(settings_of(before), settings_of(after));
    else if (kind == FileKind::partial || kind == FileKind::skeleton)
      change.words = diff_text(old, now);
    if (!change.words.empty()) change.language = language_of_file(path, after ? after_ : before_);
    const bool only_layout = path.ends_with(".yaml") && before && after && change.fields.empty();
    if (!only_layout) diff_.files.push_back(std::move(change));
  }

  const Department& before_;
  const Department& after_;
  DepartmentDiff diff_;
  std::set<const Paragraph*> taken_;  // old paragraphs that a new one is
};

}  // namespace

bool DepartmentDiff::same() const {
  return paragraphs.empty() && files.empty() && std::ranges::all_of(letters, &LetterChange::same);
}

DepartmentDiff diff_departments(const Department& before, const Department& after) {
  return Comparing(before, after).run();
}

void judge_letters(DepartmentDiff& diff) {
  for (const LetterChange& letter : diff.letters)
    if (letter.refused_before.empty() && !letter.refused_after.empty())
      diff.findings.push_back(warning("diff.refused", letter.refused_after.front().span,
                                      fmt::format("the letter of {} cannot be made any more: {}", letter.sample,
                                                  letter.refused_after.front().message),
                                      letter.refused_after.front().hints));
}

std::string_view name_of(ParagraphChange::Kind kind) {
  static constexpr std::array<std::string_view, 4> names{"added", "removed", "renamed", "changed"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(FileChange::Kind kind) {
  static constexpr std::array<std::string_view, 3> names{"added", "removed", "changed"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace engross
