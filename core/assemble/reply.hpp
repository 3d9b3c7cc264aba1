// The pipeline for one letter: prepare (select, compose, draft, check), finish (lay out, draw).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assemble/decide.hpp"
#include "assemble/equipment.hpp"
#include "base/date.hpp"
#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/checker.hpp"
#include "compose/compose.hpp"
#include "compose/draft.hpp"
#include "layout/lay_out.hpp"
#include "pdf/draw.hpp"

namespace engross {

// What one worker holds while it makes letters of one department. Not shared between threads.
struct Workbench {
  Workbench(std::shared_ptr<const Department> of, Equipment with, std::unique_ptr<DepartmentCode> deciding = nullptr)
      : department(std::move(of)), code(std::move(deciding)), equipment(std::move(with)), checker(*department) {}

  std::shared_ptr<const Department> department;
  std::unique_ptr<DepartmentCode> code;  // null when the department decides nothing, or its code is not here
  Equipment equipment;
  Checker checker;
  ComposeCache compose_cache;
  CleanLines clean_lines;
  LayoutCache layout_cache;
  DrawCache draw_cache;
  Diagnostics against_issue;  // why no letter of this department may go out as it is, though it may be written
  std::optional<std::pair<Date, Timestamp>> midnight;  // of the last letter's date, in the department's zone
};

// The days that the run believes in.
struct Calendar {
  Date today;                       // judges review_by
  std::optional<Date> letter_date;  // overrides all; default: the case's date, else the draft's, else today
};

// A letter that is ready to be looked at: composed, drafted, checked.
struct Reply {
  Case case_;
  SourceRef draft;                // null without one
  Composed composed;              // from the case alone
  Decided decided;                // by the department's code
  std::optional<Letter> drafted;  // with the draft's words
  std::vector<DraftChange> changes;
  Date date;
  Date today;
  Diagnostics findings;  // warnings and errors of the checks, notes of selection

  // What will be printed.
  const Letter& letter() const { return drafted ? *drafted : composed.letter; }
};

// Errors stop it; findings of the checks do not, so that `check` can show them all. A draft's head decides on the
// template, and on the date when the case has none. Errors: "case.other-department" (the workbench is not of the case's
// department), those of decide, of compose, of reading a draft and of its head.
// Findings besides the checks': "draft.department-changed", "draft.dated" (another day than today, by the draft alone),
// and when the case is not as it was: "draft.case-changed" (note), "draft.value-changed" (a warning for each value of
// the case that the draft's words no longer hold).
Result<Reply> prepare(Workbench& workbench, Case case_, const Calendar& calendar, SourceRef draft = nullptr);

// Which paragraphs the reply's first letter has and why, and why others are not in it, as prepare() chose them. Errors:
// those of choose().
Result<Selection> choose_again(Workbench& workbench, const Reply& reply);

enum class Purpose : std::uint8_t { proof, letter };

struct Finished {
  std::string pdf;
  std::size_t pages = 0;
  Diagnostics notes;  // what the layout had to do to the words, graded as the department wishes
};

// A letter's pages, as they are judged before it goes out.
struct LaidOut {
  Pages pages;
  Diagnostics notes;  // as of Finished
};
// A letter on the department's paper, as the layout makes it; errors are not placed in style or case yet.
Result<Pages> lay_out_letter(Workbench& workbench, const Letter& letter, std::vector<SignatureField> fields,
                             std::string proof_mark);
// Faults of the page that no words are to blame for, each with its place in the style or the case.
Diagnostics placed_findings(Diagnostics found, const Workbench& workbench, const Reply& reply);

// With these fields; none in a proof. Errors as of finish().
Result<LaidOut> lay_out_reply(Workbench& workbench, const Reply& reply, Purpose purpose,
                              std::vector<SignatureField> fields = {});
// What the file of a reply says about itself.
DocumentInfo info_of(Workbench& workbench, const Reply& reply, Purpose purpose);

// Without a signature. A proof is marked on each page. A letter is refused when the department grades a note of its
// layout as an error; a proof shows it among its notes.
Result<Finished> finish(Workbench& workbench, const Reply& reply, Purpose purpose);

// Whether a file's own bytes say that it is a proof: its metadata name its producer so.
bool is_proof(std::string_view pdf);

// "School funding – reference 2016-0046030": the document's title, in the language of the first letter in it.
std::string title_of(const Letter& letter, const Department& department);

}  // namespace engross
