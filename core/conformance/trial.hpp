// A made case put through the house, and everything that was decided on the way. Private to this room.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compose/compose.hpp"

namespace engross {

struct Outcome {
  Value made;  // the case as it was tried, with what code would say: "derived", and "select" {add, leave_out: [id]}
  std::unique_ptr<Case> case_;  // null: it was no case
  std::optional<Composed> composed;
  Diagnostics errors;  // why there is no letter
  struct Section {
    const Paragraph* paragraph = nullptr;
    Span tag;
    bool shown = false;
  };
  std::vector<std::pair<const Paragraph*, bool>> whens;
  std::vector<Section> sections;

  bool chose(const Paragraph& paragraph) const;  // the paragraph or a translation of it
  // Whether its rules would choose it, whatever the rest of the letter comes to: topics and `when` hold.
  bool would_choose(const Paragraph& original) const;
};

// What the source of a made case is called.
inline constexpr std::string_view made_case = "a made case";

// The case alone, as a case system would write it.
Value as_case(Value made);

class Trials {
 public:
  Trials(const Department& department, Date today);

  // A letter that lacks only a body gets company: the first topic that gives it one is added to the case.
  Outcome run(Value made);
  std::size_t count() const { return count_; }

 private:
  Outcome attempt(Value made);

  const Department& department_;
  Date today_;
  ComposeCache cache_;
  std::vector<std::string> body_topics_;
  std::map<std::string, std::string> company_;  // by template and language
  std::size_t count_ = 0;
};

// What the faults of a made case mean.
enum class Refusal : std::uint8_t {
  none,
  input,   // it lacks a value that the department needs, or no paragraph is for it: as it should be
  unmade,  // the value that was made up does not suit; a sample with a better one would help
  broken,  // the department cannot make this letter, and should
};
Refusal refusal_of(const Outcome& outcome);

}  // namespace engross
