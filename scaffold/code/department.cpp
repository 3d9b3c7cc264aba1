// What rules cannot say about the letters of @name@. Everything else stands in paragraphs/ and needs no C++.
//
// Each function gets the question as JSON: the case, with the letter's date under "letter". The same question must have
// the same answer: no clock, no files, no network. To refuse a case, throw; the message is what the officer reads.
#include <engross/department.hpp>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

// How often the same person has written before.
std::size_t earlier_letters(const json& question) {
  const auto history = question.find("history");
  return history != question.end() && history->is_array() ? history->size() : 0;
}

class Letters : public engross::Department {
 public:
  // Fields that rules and paragraphs see as derived.….
  void derive(std::string_view question, engross::Derived& derived) {
    const std::size_t earlier = earlier_letters(json::parse(question));
    derived.set("earlier_letters", earlier);
    derived.set("wrote_before", earlier > 0);
  }

  // Changes to what the rules chose, each with its reason, which the letter's record keeps.
  void select(std::string_view question, engross::Decisions& decisions) {
    if (earlier_letters(json::parse(question)) >= 2)
      decisions.add("apology-again", "the third letter, or a later one, about the same matter");
  }
};

}  // namespace

ENGROSS_DEPARTMENT(Letters);
