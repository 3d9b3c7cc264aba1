// The names that paragraphs, skeletons and rules see: private to this room.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "compose/compose.hpp"
#include "compose/greeting.hpp"
#include "compose/parsed_cache.hpp"
#include "merge/merge.hpp"
#include "rules/rule.hpp"

namespace engross {

// Frames, from the outermost: the case's fields (without department, signatory, template, paragraphs and deadline),
// `department`, `signatory` (the first), `letter`, `deadline` (compose/deadline_facts.hpp), `earlier`
// (compose/earlier_facts.hpp), `derived`. Rules see
// `template` besides, and `topics` even when the case has none.
//
//   letter.date            ISO            letter.address      lines of every recipient, one after the other
//   letter.reference                      letter.addressees   [{name, lines}], one for each recipient
//   letter.your_reference  or null        letter.recipients   [name]
//   letter.salutation      or null        letter.enclosures, letter.copies  {items} or null
//   letter.close           or null        letter.on_behalf_of, letter.marking, letter.subject  or null
//   letter.language                       letter.labels       the house style's, in the letter's language
//
// Values that come from the case keep its places.
// `deadline` is an object, or null.
class LetterContext {
 public:
  LetterContext(const ComposeInput& input, const std::string& language, const Greeting& greeting,
                const std::vector<const Signatory*>& signatories, const DepartmentView& view, const Value& deadline);
  LetterContext(const LetterContext&) = delete;
  LetterContext& operator=(const LetterContext&) = delete;

  const Context& frames() const { return frames_; }
  const Facts& facts() const { return facts_; }

 private:
  void add(Value frame, SourceRef source, std::string pointer = {});

  std::deque<Value> values_;  // stay where they are
  Context frames_;
  Facts facts_;
};

}  // namespace engross
