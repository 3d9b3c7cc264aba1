// Lines in which nothing was found that depends on their words alone, and on which of them are values: what letters of
// a batch share need not be taken apart again. Changes what a check costs, and never what it finds.
#pragma once

#include <array>
#include <string>
#include <unordered_map>

#include "checks/line_of_text.hpp"

namespace engross {

// How a line was looked at.
struct LineKind {
  bool prose = false, english = false;
};

// Of one department, whose words to avoid decide. Not shared between threads.
class CleanLines {
 public:
  // Fills in words and dates of a line that is known, and says that it is; else leaves the line alone.
  bool recall(LineOfText& line, LineKind kind);
  // Keeps a few thousand lines without links, of a few thousand bytes each at most.
  void keep(const LineOfText& line, LineKind kind);

 private:
  struct Known {
    TextWords words;  // of a text that is there no more
    std::vector<WrittenDate> dates;
  };
  using Lines = std::unordered_map<std::string, Known>;
  static std::size_t index_of(LineKind kind) { return (kind.prose ? 1U : 0U) + (kind.english ? 2U : 0U); }
  std::array<Lines, 4> lines_;
  std::string identity_;  // of the line that was asked for last; keeps its room
};

bool holds_link(const std::vector<Inline>& inlines);

}  // namespace engross
