// Why each paragraph, sentence and value of a letter is there.
#pragma once

#include <string>
#include <vector>

#include "checks/flat_text.hpp"
#include "letter/letter.hpp"
#include "record/record.hpp"
#include "selection/select.hpp"

namespace engross {

// One stretch of the letter that has one reason.
struct ExplainedParagraph {
  Part part = Part::body;
  Provenance why;
  std::string words;                  // plain text
  std::string from{};                 // the department that the paragraph was taken over from; empty: its own
  std::vector<RecordedValue> values;  // what it printed of the case and the department
  std::string language = {};          // of the letter; empty when there is one alone
};

// Some words that were asked for, and the run they stand in.
struct ExplainedWords {
  std::size_t paragraph = 0;  // index into Explanation::paragraphs
  std::string sentence;       // the sentence around them
  Origin origin;              // of the run that holds the first of them
};

struct NearMissed {
  std::string id;
  int revision = 0;
  std::string reason;
  std::string from{};  // as of ExplainedParagraph
};

struct Explanation {
  std::vector<ExplainedParagraph> paragraphs;
  std::vector<NearMissed> near_misses;
  std::vector<ExplainedWords> found;  // of find()
};

Explanation explain(const Letter& letter, const Selection& selection, const Department& department);

// Every place of the words on the page, over run borders. Capitals, the kinds of quotation marks and dashes, and white
// space are not compared: what people type is not what is printed.
std::vector<ExplainedWords> find_words(const Letter& letter, std::string_view words);

// As a person reads it.
std::string print(const Explanation& explanation);
std::string print_found(const Explanation& explanation, std::string_view words);
// As a person reads it beside the letter, in a browser: one page in HTML that needs no other file.
std::string write_html(const Letter& letter, const Explanation& explanation);
// As a program reads it.
Value to_value(const Explanation& explanation);

// "weir-licence, revision 3, owned by Licensing": what a stretch is.
std::string heading_of(const ExplainedParagraph& paragraph);

}  // namespace engross
