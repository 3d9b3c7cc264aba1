// In: a composed letter and what it was composed from. Out: Markdown for an editor: front matter, one div a section,
// one div a paragraph inside it. Everything that could read as markup is escaped by the Markdown and fence writers.
#include <fmt/format.h>

#include "compose/draft.hpp"
#include "compose/draft_groups.hpp"
#include "data/value.hpp"
#include "letter/fences.hpp"

namespace engross {
namespace {

// A JSON string is a YAML string whatever it holds.
void write_key(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out += fmt::format("{}: {}\n", key, to_json(Value::string(value)));
}

std::string write_head(const DraftHead& head) {
  std::string out = "---\n";
  write_key(out, "case", head.case_path);
  write_key(out, "case-sha256", head.case_sha256);
  write_key(out, "department", head.department);
  write_key(out, "department-sha256", head.department_sha256);
  write_key(out, "version", head.version);
  write_key(out, "template", head.template_name);
  write_key(out, "language", head.language);
  write_key(out, "date", head.date);
  write_key(out, "paragraphs", head.paragraphs);
  if (!head.allowed.empty()) {
    Value allowed = Value::object();
    for (const Allowance& one : head.allowed) allowed.set(one.id, Value::string(one.because));
    out += fmt::format("allow: {}\n", to_json(allowed, false));
  }
  return out + "---\n";
}

std::string write(const DraftGroup& group, Part part, const std::string* instead) {
  std::string words = instead != nullptr ? *instead : write_group(group, part);
  switch (group.kind) {
    case DraftGroup::Kind::paragraph:
      return write_fence(
          paragraph_div,
          {{"id", group.why->id}, {"revision", std::to_string(group.why->revision)}, {"reason", group.why->reason}},
          words);
    case DraftGroup::Kind::words:
      return write_fence(words_div, {{"from", group.why->id}}, words);
    case DraftGroup::Kind::plain:
      break;
  }
  return words;
}

using FenceAttributes = std::vector<std::pair<std::string, std::string>>;

FenceAttributes language_attribute(const Letter& letter) {
  return {{std::string(section_language), letter.language}};
}

const std::string* find(const std::map<DraftEdits::Place, std::string>& in, const Letter& letter,
                        const std::string& id) {
  const auto found = in.find({letter.language, id});
  return found == in.end() ? nullptr : &found->second;
}

void add_words(std::string& content, const std::string* words) {
  if (words == nullptr) return;
  if (!content.empty()) content += '\n';
  content += *words;
  if (!words->ends_with('\n')) content += '\n';
}

void write_letter(const Letter& letter, const FenceAttributes& attributes, const DraftEdits& edits, std::string& out) {
  const std::vector<DraftGroup> groups = groups_of(letter);
  auto group = groups.begin();
  for (std::size_t s = 0; s < letter.sections.size(); ++s) {
    const Part part = letter.sections[s].part;
    std::string content;
    if (part == Part::body) add_words(content, find(edits.after, letter, {}));
    for (; group != groups.end() && group->section == s; ++group) {
      const bool is_div = group->kind != DraftGroup::Kind::plain;
      if (!content.empty()) content += '\n';
      content += write(*group, part, is_div ? find(edits.words, letter, group->why->id) : nullptr);
      if (is_div) add_words(content, find(edits.after, letter, group->why->id));
    }
    out += '\n';
    out += write_fence(name_of(part), attributes, content);
  }
}

}  // namespace

std::string write_draft(const Composed& composed, const DraftHead& head, const DraftEdits& edits) {
  std::string out = write_head(head);
  for (const Letter* letter : in_each_language(composed.letter))
    write_letter(*letter, composed.letter.further.empty() ? FenceAttributes{} : language_attribute(*letter), edits,
                 out);
  return out;
}

std::vector<DraftDiv> divs_of(const Letter& letter) {
  std::vector<DraftDiv> divs;
  for (const DraftGroup& group : groups_of(letter)) {
    if (group.kind == DraftGroup::Kind::plain) continue;
    const Part part = letter.sections[group.section].part;
    divs.push_back({group.why, part, write_group(group, part)});
  }
  return divs;
}

}  // namespace engross
