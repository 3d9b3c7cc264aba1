// In: a reply that was composed from its case, and the head of its draft. Out: the reply with the draft's words.
// Refuses: a head that contradicts case, department or language, and drafts that cannot be read.
#include "assemble/take_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"

namespace engross {

namespace {

void note_date(const DraftHead& head, Reply& reply) {
  if (head.date.empty() || reply.case_.date || reply.date == reply.today) return;
  reply.findings.push_back(
      warning("draft.dated", head.place("date"),
              fmt::format("the draft is dated {}; today is {}", reply.date.iso(), reply.today.iso()),
              {"draft again to date it today, or give the case a date"}));
}

// "case.json:9:5"
std::string place_of(const OtherValue& value) {
  if (!value.in_case.source) return value.pointer;
  const LineColumn at = locate(value.in_case.source->text, value.in_case.begin);
  return fmt::format("{}:{}:{}", value.in_case.source->name, at.line, at.column);
}

// Tells what the case now says otherwise. Reference and date have a check of their own.
void note_changes(const DraftHead& head, const Drafted& drafted, Reply& reply) {
  const SourceRef& source = reply.case_.document.source;
  if (!source || head.case_sha256 == sha256_hex(source->text)) return;
  reply.findings.push_back({Severity::note,
                            "draft.case-changed",
                            head.place("case"),
                            fmt::format("{} has changed since this draft was written", source->name),
                            {"draft it again to have all that is new; what follows is what the draft says otherwise"}});
  for (const OtherValue& value : drafted.other_values) {
    if (value.pointer == "/letter/reference" || value.pointer == "/letter/date") continue;
    reply.findings.push_back(
        warning("draft.value-changed", value.place,
                fmt::format("the case now has \"{}\" for these words, which do not say so", value.printed),
                {fmt::format("write it, unless you mean otherwise: it stands at {}", place_of(value))}));
  }
}

// What was changed in one of several letters: whoever reads the other is to be told the same.
void note_one_language(const Drafted& drafted, Reply& reply) {
  const std::vector<const Letter*> letters = in_each_language(drafted.letter);
  if (letters.size() < 2) return;
  const auto changed_alike = [&](const DraftChange& change, const Letter& letter) {
    return std::ranges::any_of(drafted.changes, [&](const DraftChange& other) {
      return other.language == letter.language && other.kind == change.kind && other.id == change.id &&
             other.part == change.part;
    });
  };
  for (const DraftChange& change : drafted.changes)
    for (const Letter* letter : letters) {
      if (letter->language == change.language || changed_alike(change, *letter)) continue;
      const std::string what = change.id.empty() ? std::string("these words") : fmt::format("\"{}\"", change.id);
      reply.findings.push_back(warning(
          "draft.one-language", change.place,
          fmt::format("{} {} {} in the \"{}\" letter, and not in the \"{}\" one", what,
                      change.id.empty() ? "were" : "was", name_of(change.kind), change.language, letter->language),
          {fmt::format("see that the \"{}\" letter says the same", letter->language)}));
    }
}

}  // namespace

Date letter_date(const Calendar& calendar, const Case& case_, const DraftHead& head) {
  if (calendar.letter_date) return *calendar.letter_date;
  if (case_.date) return *case_.date;
  return Date::parse(head.date).value_or(calendar.today);
}

DraftHead head_of(const Reply& reply, const Department& department, std::string case_path) {
  DraftHead head;
  head.case_path = std::move(case_path);
  head.case_sha256 = sha256_hex(reply.case_.document.source->text);
  head.department = department.id;
  head.department_sha256 = department.bundle_sha256;
  head.version = department.version;
  head.template_name = reply.letter().template_name;
  head.language = languages_of(reply.letter());
  head.date = reply.date.iso();
  head.allowed = reply.case_.allowed;
  return head;
}

Result<void> take_draft(const DraftHead& head, const Workbench& workbench, Reply& reply) {
  const Diagnostics said =
      check_draft_head(head, reply.case_, *workbench.department, languages_of(reply.composed.letter));
  if (has_errors(said)) return fail(said);
  Result<Drafted> drafted = read_draft(reply.draft, reply.composed, *workbench.department);
  if (!drafted) return fail(std::move(drafted.error()));
  append(reply.findings, said);
  append(reply.findings, drafted->notes);
  note_date(head, reply);
  note_changes(head, *drafted, reply);
  note_one_language(*drafted, reply);
  reply.drafted = std::move(drafted->letter);
  reply.changes = std::move(drafted->changes);
  return {};
}

}  // namespace engross
