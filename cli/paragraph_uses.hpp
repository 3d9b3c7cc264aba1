// How often a department's paragraphs were used, as the store tells it.
#pragma once

#include <optional>
#include <string>

#include "library/usage_index.hpp"
#include "session.hpp"

namespace engross::cli {

// Brings the index of uses up to date when it is made. Whoever asks does without when that cannot be done: then nothing
// was used, and notes() has a warning that says why.
class ParagraphUses {
 public:
  ParagraphUses(Session& session, std::string department);

  Usage of(const std::string& paragraph);
  const Diagnostics& notes() const { return notes_; }

 private:
  void note(Diagnostics faults);

  std::string department_;
  std::optional<UsageIndex> index_;
  Diagnostics notes_;
};

// "used in 3 letters, last on 2016-10-26"
std::string words_of(const Usage& usage);

}  // namespace engross::cli
