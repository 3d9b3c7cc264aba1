// Which letters used a paragraph: those of a store, and those of the runs that are registered with it.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

// "pshe-curriculum", or "pshe-curriculum@3" for one revision of it. Error: "options.revision" (what follows the @ is no
// whole number from 1).
struct AskedParagraph {
  std::string id{};
  std::optional<int> revision{};
};
Result<AskedParagraph> read_asked_paragraph(std::string_view name);

struct UsingQuestion {
  AskedParagraph paragraph{};
  std::string department{};          // empty: any
  std::optional<Date> from{}, to{};  // the letter's date, both days included
  bool with_case = false;
};

struct LetterUsing {
  std::string reference{};
  int issue = 1;
  Date date = Date::from_days({});  // of the letter
  std::optional<Timestamp> at{};    // when it was issued
  std::string department{};
  std::vector<int> revisions{};  // of the paragraph in it; several in one letter only by a draft that was detached
  bool edited = false;           // an officer changed the paragraph's words in the draft
  bool drafted = false;          // the letter came from a draft: its case alone does not have what was changed there
  std::string to_whom{};         // name and organisation; empty when that is purged
  std::string run{};             // folder of the run that issued it; empty: it was issued alone
  std::size_t row = 0;           // of the run's export
  std::string state{};           // "issued", "withdrawn", "prepared"
  bool issued_again = false;     // a later issue of its reference is there, which has the paragraph or has it not
  std::optional<RecordedPurge> purged{};
  std::string case_json{};  // as it was kept; empty unless it was asked for, and when it is purged
};

struct LettersUsing {
  std::size_t letters = 0;  // that were visited
  // All paragraphs that any record names, of any department: for who mistyped one.
  std::set<std::string> recorded;
  std::set<int> revisions;  // of the one that was asked for, in all letters of all times
  Diagnostics faults;       // records and runs that could not be read; errors, for then the answer is not whole
};

// Those of the store by reference and issue, then those of each run by row. What `visit` returns stops it when it is an
// error. Runs are read a line at a time. Errors: those of listing the store.
Result<LettersUsing> letters_using(World& world, const Store& store, const RegisteredRuns& runs,
                                   const UsingQuestion& question,
                                   const std::function<Result<void>(const LetterUsing&)>& visit);

// A case again, as `engross batch` takes it: one line. With a suffix the reference gets it, and the earlier letter is
// added to the history, so that batch, which issues no reference twice, takes it. Errors: those of read_json().
Result<std::string> case_line(const LetterUsing& letter, const std::string& suffix = {});

}  // namespace engross
