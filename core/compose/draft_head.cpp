// In: the head of a draft, its case, its department as it is now. Out: what the head says otherwise, with its place.
// Refuses: another department or language than the letter's, another date than the case gives. A department that has
// changed since is a warning: its paragraphs tell by themselves what is new.
#include <fmt/format.h>

#include "base/text.hpp"
#include "compose/draft.hpp"
#include "compose/draft_groups.hpp"

namespace engross {
namespace {

void check_department(const DraftHead& head, const Department& department, Diagnostics& found) {
  if (head.department == department.id) return;
  found.push_back(error(
      "draft.department", head.place("department"),
      fmt::format("the draft says that it is of \"{}\"; this letter is made by \"{}\"", head.department, department.id),
      {fmt::format("write department: \"{}\"", department.id),
       "for a letter of another department, change the case and draft it again"}));
}

void check_languages(const DraftHead& head, std::string_view languages, Diagnostics& found) {
  if (head.language.empty() || head.language == languages) return;
  found.push_back(error(
      "draft.language", head.place("language"),
      fmt::format("the draft says that it is in \"{}\"; the case makes a letter in \"{}\"", head.language, languages),
      {fmt::format("write language: \"{}\"", languages),
       "for a letter in another language, change the case's \"languages\" and draft it again"}));
}

void check_date(const DraftHead& head, const Case& case_, Diagnostics& found) {
  if (head.date.empty() || !case_.date || head.date == case_.date->iso()) return;
  found.push_back(
      error("draft.date", head.place("date"),
            fmt::format("the draft is dated {}, and its case {}", head.date, case_.date->iso()),
            {fmt::format("the case's date decides: write date: \"{}\"", case_.date->iso()),
             "to keep the draft's, change the case's, or take it out of the case and let this line decide"}));
}

void check_version(const DraftHead& head, const Department& department, Diagnostics& found) {
  const bool other_version = !head.version.empty() && head.version != department.version;
  const bool other_files = !head.department_sha256.empty() && head.department_sha256 != department.bundle_sha256;
  if (!other_version && !other_files) return;
  found.push_back(warning(
      "draft.department-changed", head.place(other_version ? "version" : "department-sha256"),
      other_version ? fmt::format("the draft was written with version {} of \"{}\", which is now {}", head.version,
                                  department.id, department.version)
                    : fmt::format("files of \"{}\" have changed since this draft was written, though it is still "
                                  "version {}",
                                  department.id, department.version),
      {"paragraphs whose words differ from the library's count as edited; `engross diff` with the case shows which"}));
}

}  // namespace

Diagnostics check_draft_head(const DraftHead& head, const Case& case_, const Department& department,
                             std::string_view languages) {
  Diagnostics found;
  check_department(head, department, found);
  check_languages(head, languages, found);
  check_date(head, case_, found);
  if (found.empty()) check_version(head, department, found);
  return found;
}

std::optional<std::vector<CaseParagraph>> picks_of(const DraftHead& head) {
  if (trim(head.paragraphs).empty()) return std::nullopt;
  std::vector<CaseParagraph> picks;
  std::string_view rest = head.paragraphs;
  for (bool more = true; more;) {
    const std::size_t comma = rest.find(',');
    more = comma != std::string_view::npos;
    const std::string_view id = trim(rest.substr(0, comma));
    if (!id.empty())
      picks.push_back({.kind = CaseParagraph::Kind::use, .value = std::string(id), .span = head.place("paragraphs")});
    if (more) rest.remove_prefix(comma + 1);
  }
  return picks;
}

Span place_in_draft(const SourceRef& draft, Part part, std::string_view language) {
  const std::string& text = draft->text;
  const std::string opening = fmt::format("\n::: {}", name_of(part));
  const std::string attribute = fmt::format("{}=", section_language);
  const std::string wanted = fmt::format("{}\"{}\"", attribute, language);
  for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
    const std::size_t end = at + opening.size();
    if (end < text.size() && text[end] != '\n' && text[end] != '\r' && text[end] != ' ' && text[end] != '{') continue;
    const std::string_view rest = std::string_view(text).substr(end, std::min(text.find('\n', end), text.size()) - end);
    if (rest.find(attribute) != rest.npos && rest.find(wanted) == rest.npos) continue;
    return {draft, static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(end)};
  }
  return {draft, 0, 0};
}

}  // namespace engross
