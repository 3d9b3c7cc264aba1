// A line of a letter as the checks that run along its words see it: private to this room.
#pragma once

#include <vector>

#include "checks/flat_text.hpp"
#include "checks/words.hpp"
#include "checks/written_dates.hpp"
#include "letter/letter.hpp"

namespace engross {

// A paragraph, heading, item or cell. One is filled again for each.
struct LineOfText {
  FlatText flat;
  TextWords words;
  std::vector<WrittenDate> dates;
  Part part = Part::body;

  void assign(const std::vector<Inline>& inlines, Part of) {
    assign_text(inlines, of);
    read_words();
  }
  // The text alone, without words and dates.
  void assign_text(const std::vector<Inline>& inlines, Part of) {
    flat.assign(inlines);
    words.assign({});
    dates.clear();
    part = of;
  }
  void read_words() {
    words.assign(flat.text());
    read_dates(words, dates);
  }
  // Words that are read as sentences, and not line by line.
  bool is_prose() const { return breaks_of(part) == Breaks::soft; }
};

// What the whole letter says, gathered from its lines: for checks of what is not there.
struct LetterWords {
  std::string text;  // every line, each ended by a line feed
  struct Day {
    WrittenDate written;
    Part part;
  };
  std::vector<Day> dates;

  void add(const LineOfText& line) {
    text += line.flat.text();
    text += '\n';
    for (const WrittenDate& date : line.dates) dates.push_back({date, line.part});
  }
};

}  // namespace engross
