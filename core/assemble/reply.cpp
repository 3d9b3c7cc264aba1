// In: a case, perhaps a draft. Out: a checked letter, then its PDF.
// Refuses: whatever a phase refuses; the phases after it do not run.
#include "assemble/reply.hpp"

#include <fmt/format.h>

#include <array>

#include "assemble/envelope_check.hpp"
#include "assemble/take_draft.hpp"
#include "base/language_tag.hpp"

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

constexpr std::string_view proof_producer = "engross proof";

// Faults of the page that no run of the letter's text is to blame for, and the key of style.yaml to mend them at.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> faults_of_style{
    {{"layout.sender-overflow", "sender"},
     {"layout.no-logo", "logo"},
     {"layout.outside-printable", "geometry"},
     {"layout.too-tall", "geometry"},
     {"layout.no-hyphenation", "hyphenate"}}};

// The layout knows neither style.yaml nor the case.
Diagnostics placed(Diagnostics found, const Department& department, const Case& case_) {
  for (Diagnostic& d : found) {
    if (d.span.source) continue;
    for (const auto& [code, key] : faults_of_style)
      if (d.code == code) d.span = department.place_in_style(key);
    const Value* marking = d.code == "layout.marking-too-wide" ? case_.document.root.find("marking") : nullptr;
    if (marking != nullptr) d.span = case_.document.span(*marking);
  }
  return found;
}

// One department's words never go out as the answer of another.
Result<void> same_department(const Case& case_, const Department& department) {
  if (case_.department == department.id) return {};
  const Value* named = case_.document.root.find("department");
  return fail(error(
      "case.other-department", named != nullptr ? case_.document.span(*named) : Span{},
      fmt::format("this is a case of the department \"{}\", but {} is the department \"{}\"", case_.department,
                  department.resources.origin, department.id),
      {fmt::format("use the department \"{}\": by its id, or by the folder or library that says so", case_.department),
       fmt::format("if the case is for \"{}\", say so in its \"department\"", department.id)}));
}

struct Days {
  Date letter, today;
};

ComposeInput input_for(const Department& department, const Case& case_, const Days& days, const std::string& language,
                       const Decided& decided) {
  return {.case_ = &case_,
          .department = &department,
          .date = days.letter,
          .today = days.today,
          .language = language,
          .derived = decided.derived,
          .decisions = &decided.decisions};
}

// In Welsh for a Welsh letter; otherwise in English, as formatters do.
bool is_welsh(const Letter& letter) {
  return primary_subtag(letter.language) == "cy";
}

}  // namespace

std::string title_of(const Letter& letter, const Department& department) {
  const bool welsh = is_welsh(letter);
  if (letter.subject.empty())
    return welsh ? fmt::format("Llythyr {} oddi wrth {}", letter.reference, department.name)
                 : fmt::format("Letter {} from {}", letter.reference, department.name);
  return fmt::format("{} – {} {}", letter.subject, welsh ? "cyfeirnod" : "reference", letter.reference);
}

bool is_proof(std::string_view pdf) {
  // Words of a letter never stand in the packet as markup, so nothing else can say this.
  return pdf.starts_with("%PDF-") &&
         pdf.find(fmt::format("<pdf:Producer>{}</pdf:Producer>", proof_producer)) != std::string_view::npos;
}

Result<Reply> prepare(Workbench& workbench, Case case_, const Calendar& calendar, SourceRef draft) {
  if (auto same = same_department(case_, *workbench.department); !same) return fail(same.error());
  Result<DraftHead> head = draft ? read_draft_head(draft) : DraftHead{};
  if (!head) return fail(std::move(head.error()));
  if (!head->template_name.empty()) {
    case_.template_name = head->template_name;
    case_.template_place = head->place("template");
  }
  if (auto picks = picks_of(*head)) case_.picks = std::move(picks);
  for (Allowance& allowance : head->allowed)  // the command line has the last word
    if (std::ranges::find(case_.allowed, allowance.id, &Allowance::id) == case_.allowed.end())
      case_.allowed.push_back(std::move(allowance));
  const Date date = letter_date(calendar, case_, *head);
  Result<Decided> decided = decide(*workbench.department, workbench.code.get(), case_, date, calendar.today);
  if (!decided) return fail(std::move(decided.error()));
  Result<Composed> composed = compose_in_each_language(
      input_for(*workbench.department, case_, {date, calendar.today}, {}, *decided), workbench.compose_cache);
  if (!composed) return fail(composed.error());
  Reply reply{.case_ = std::move(case_),
              .draft = std::move(draft),
              .composed = std::move(*composed),
              .decided = std::move(*decided),
              .drafted = {},
              .changes = {},
              .date = date,
              .today = calendar.today,
              .findings = {}};
  reply.findings = reply.decided.notes;
  append(reply.findings, reply.composed.notes);
  if (reply.draft) {
    if (auto taken = take_draft(*head, workbench, reply); !taken) return fail(std::move(taken.error()));
  }
  append(reply.findings,
         workbench.checker.check(reply.letter(), reply.case_,
                                 {.draft = reply.draft, .composed = &reply.composed.letter}, &workbench.clean_lines));
  return reply;
}

Result<Selection> choose_again(Workbench& workbench, const Reply& reply) {
  return choose(
      input_for(*workbench.department, reply.case_, {reply.date, reply.today}, reply.letter().language, reply.decided),
      workbench.compose_cache);
}

DocumentInfo info_of(Workbench& workbench, const Reply& reply, Purpose purpose) {
  const Department& department = *workbench.department;
  DocumentInfo info;
  info.title = title_of(reply.letter(), department);
  info.author = department.name;
  info.subject = reply.letter().subject;
  info.language = reply.letter().language;
  info.date = midnight_of(workbench, reply.date);
  if (purpose == Purpose::proof) info.producer = proof_producer;
  return info;
}

Result<Pages> lay_out_letter(Workbench& workbench, const Letter& letter, std::vector<SignatureField> fields,
                             std::string proof_mark) {
  const LayoutInput input{.letter = &letter,
                          .style = &workbench.department->style,
                          .fonts = &workbench.equipment.fonts,
                          .logo = workbench.equipment.logo,
                          .fields = std::move(fields),
                          .hyphenation = workbench.equipment.hyphenation.by_language,
                          .proof_mark = std::move(proof_mark)};
  return lay_out(input, workbench.layout_cache);
}

Diagnostics placed_findings(Diagnostics found, const Workbench& workbench, const Reply& reply) {
  return placed(std::move(found), *workbench.department, reply.case_);
}

Result<LaidOut> lay_out_reply(Workbench& workbench, const Reply& reply, Purpose purpose,
                              std::vector<SignatureField> fields) {
  const Department& department = *workbench.department;
  Result<Pages> pages = lay_out_letter(workbench, reply.letter(), std::move(fields),
                                       purpose == Purpose::proof ? "PROOF – not issued" : "");
  if (!pages) return fail(placed(pages.error(), department, reply.case_));
  Diagnostics notes = placed(workbench.checker.check(*pages), department, reply.case_);
  append(notes, envelope_findings(workbench, reply.letter(), *pages));
  if (purpose == Purpose::letter && has_errors(notes)) return fail(std::move(notes));
  return LaidOut{.pages = std::move(*pages), .notes = std::move(notes)};
}

Result<Finished> finish(Workbench& workbench, const Reply& reply, Purpose purpose) {
  Result<LaidOut> laid = lay_out_reply(workbench, reply, purpose);
  if (!laid) return fail(std::move(laid.error()));
  Result<std::string> pdf = draw(laid->pages, info_of(workbench, reply, purpose),
                                 {.embedding = workbench.department->style.embedding}, workbench.draw_cache);
  if (!pdf) return fail(pdf.error());
  return Finished{.pdf = std::move(*pdf), .pages = laid->pages.pages.size(), .notes = std::move(laid->notes)};
}

}  // namespace engross
