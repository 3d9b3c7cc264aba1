// A letter while an officer chooses and words it, paragraph by paragraph. Each step gives a whole draft again, made by
// the same pipeline that reads it later, so that what the officer sees is what will be issued.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/reply.hpp"
#include "desk/steps.hpp"

namespace engross {

struct DeskItem {
  std::string id;     // of the paragraph, or "/case/paragraphs/N": the case's own words
  std::string title;  // of the paragraph
  Part part = Part::body;
  std::string reason;
  std::string words;  // Markdown, of the letter's first language
  std::string own;    // the officer's own words behind it, likewise
  bool edited = false;
};

struct DeskSuggestion {
  const Paragraph* paragraph = nullptr;  // of the department
  std::string reason;                    // why it is out
};

class Desk {
 public:
  // The workbench outlives the desk. `case_path`: as DraftHead has it. Errors: those of prepare().
  static Result<Desk> open(Workbench& workbench, Case of, const Calendar& calendar, std::string case_path);

  // One step further; nothing changes on an error: "desk.no-item" (the letter has no such paragraph; did you mean),
  // "desk.there" (it has it already), "desk.no-paragraph" (the library has none; did you mean), "desk.part" (a
  // paragraph cannot stand behind one of another part), "desk.language", "desk.nothing" (there is nothing to undo), and
  // those of prepare() on the draft that the step gives.
  Result<void> take(const DeskStep& step);

  const std::vector<DeskStep>& steps() const { return steps_; }  // all that were taken, undos too
  const Reply& reply() const { return states_.back().reply; }
  const std::string& draft() const { return states_.back().draft; }
  const DeskIdentity& identity() const { return identity_; }
  std::vector<DeskItem> items() const;  // in the order of the letter

  // Paragraphs that the letter does not have, the nearest first.
  std::vector<DeskSuggestion> suggestions() const;

 private:
  struct State {
    std::vector<std::string> picks;  // in the order of the letter
    DraftEdits edits;
    std::vector<Allowance> allowed;
    Reply reply;
    std::string draft;
  };

  Desk(Workbench& workbench, Case of, const Calendar& calendar, std::string case_path);
  Result<State> state_of(std::vector<std::string> picks, DraftEdits edits, std::vector<Allowance> allowed) const;
  Result<void> allow(const DeskStep& step, std::vector<Allowance>& allowed) const;
  Result<void> add(const DeskStep& step, State& next) const;
  Result<void> put_behind(const std::string& id, Part part, const std::string& after,
                          std::vector<std::string>& picks) const;
  Result<void> word(const DeskStep& step, DraftEdits& edits) const;
  Part part_of(const std::string& id) const;
  Diagnostic no_paragraph(const std::string& id) const;
  Diagnostic no_item(const std::string& id) const;

  Workbench* workbench_;
  Case case_;
  Calendar calendar_;
  std::string case_path_;
  DeskIdentity identity_;
  std::vector<std::string> chosen_;  // by the rules or the case, before any step
  std::vector<State> states_;
  std::vector<DeskStep> steps_;
};

}  // namespace engross
