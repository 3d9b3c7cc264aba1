// In: a case, perhaps a draft. Out: a checked letter, then its PDF.
// Refuses: whatever a phase refuses; the phases after it do not run.
#include "assemble/reply.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"

namespace engross {
namespace {

// A batch asks for one date again and again, and ICU makes a zone anew each time.
Timestamp midnight_of(Workbench& workbench, const Date& date) {
  if (!workbench.midnight || workbench.midnight->first != date) {
    // A zone that ICU does not know is refused when the department loads; UTC keeps this total.
    const auto known = midnight_in(date, workbench.department->zone);
    workbench.midnight = {date, known.value_or(Timestamp{.instant = date.days()})};
  }
  return workbench.midnight->second;
}

DocumentInfo info_of(const Reply& reply, Workbench& workbench) {
  const Department& department = *workbench.department;
  DocumentInfo info;
  info.title = title_of(reply.letter(), department);
  info.author = department.name;
  info.subject = reply.letter().subject;
  info.language = reply.letter().language;
  info.date = midnight_of(workbench, reply.date);
  return info;
}

// A draft keeps its own date, unless the case has one.
Date letter_date(const Calendar& calendar, const Case& case_, const DraftHead& head) {
  if (calendar.letter_date) return *calendar.letter_date;
  if (case_.date) return *case_.date;
  return Date::parse(head.date).value_or(calendar.today);
}

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

// The draft's words take the place of the composed ones.
Result<void> take_draft(const DraftHead& head, const Workbench& workbench, Reply& reply) {
  const Diagnostics said = check_draft_head(head, reply.case_, *workbench.department, reply.composed.letter.language);
  if (has_errors(said)) return fail(said);
  Result<Drafted> drafted = read_draft(reply.draft, reply.composed);
  if (!drafted) return fail(std::move(drafted.error()));
  append(reply.findings, said);
  note_date(head, reply);
  note_changes(head, *drafted, reply);
  reply.drafted = std::move(drafted->letter);
  reply.changes = std::move(drafted->changes);
  return {};
}

}  // namespace

std::string title_of(const Letter& letter, const Department& department) {
  if (letter.subject.empty()) return fmt::format("Letter {} from {}", letter.reference, department.name);
  return fmt::format("{} – reference {}", letter.subject, letter.reference);
}

Result<Reply> prepare(Workbench& workbench, Case case_, const Calendar& calendar, SourceRef draft) {
  Result<DraftHead> head = draft ? read_draft_head(draft) : DraftHead{};
  if (!head) return fail(std::move(head.error()));
  if (!head->template_name.empty()) {
    case_.template_name = head->template_name;
    case_.template_place = head->place("template");
  }
  const Date date = letter_date(calendar, case_, *head);
  const ComposeInput input{.case_ = &case_,
                           .department = workbench.department.get(),
                           .date = date,
                           .today = calendar.today,
                           .language = {},
                           .derived = {}};
  Result<Composed> composed = compose(input, workbench.compose_cache);
  if (!composed) return fail(composed.error());
  Reply reply{.case_ = std::move(case_),
              .draft = std::move(draft),
              .composed = std::move(*composed),
              .drafted = {},
              .changes = {},
              .date = date,
              .today = calendar.today,
              .findings = {}};
  reply.findings = reply.composed.notes;
  if (reply.draft) {
    if (auto taken = take_draft(*head, workbench, reply); !taken) return fail(std::move(taken.error()));
  }
  append(reply.findings, workbench.checker.check(reply.letter(), reply.case_,
                                                 {.draft = reply.draft, .composed = &reply.composed.letter}));
  return reply;
}

Result<Finished> finish(Workbench& workbench, const Reply& reply, Purpose purpose) {
  const Department& department = *workbench.department;
  LayoutInput input{.letter = &reply.letter(),
                    .style = &department.style,
                    .fonts = &workbench.equipment.fonts,
                    .logo = workbench.equipment.logo,
                    .ink = {},
                    .proof_mark = {}};
  if (purpose == Purpose::proof)
    input.proof_mark = "PROOF – not issued";
  else
    input.ink = workbench.equipment.ink;
  const Result<Pages> pages = lay_out(input, workbench.layout_cache);
  if (!pages) return fail(pages.error());
  Result<std::string> pdf =
      draw(*pages, info_of(reply, workbench), {.embedding = department.style.embedding}, workbench.draw_cache);
  if (!pdf) return fail(pdf.error());
  return Finished{.pdf = std::move(*pdf), .pages = pages->pages.size()};
}

}  // namespace engross
