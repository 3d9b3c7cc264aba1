// The `when` language: parse once, evaluate with reasons.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// What a rule sees. Later frames shadow earlier ones, as in the merge.
struct Facts {
  std::vector<const Value*> frames;  // objects
  const Value* find(std::string_view dotted_path) const;
};

// The reason is the part of the rule that decided and the values it saw: "'pshe' in topics: topics = [cse, pshe]".
// Parts that decided together are joined by "; ", one that does not hold says so ("x > 3 is false: x = 2"), and a let
// shows its rule: "not late (deadline.days_left < 0): deadline.days_left = 5".
struct Verdict {
  bool truth = false;
  std::string reason;
};

// For which truths a reason is wanted: making one costs several times what finding the truth does.
enum class Reasons : std::uint8_t { always, when_true, never };

// Grammar: or, and, not, comparison (== != < <= > >=), `in`, `not in`, exists(path), parentheses, 'strings' or
// "strings" (no escapes: the other quote holds the one), numbers (exact decimals), ISO dates (2016-10-26), true, false,
// lists [a, b] after `in`, dotted paths, and names defined by `let`, which go before paths. Dates compare with dates
// and with strings that hold one; numbers with numbers; anything else only by == and !=, kind with the same kind. A
// path alone stands for a boolean. A null counts as absent.
class Rule {
 public:
  // Errors with place and hint: "rule.syntax", "rule.too-deep", "rule.too-long", "rule.type" (a comparison that can
  // never hold, such as a date against a number).
  static Result<Rule> parse(SourceRef source, std::uint32_t begin, std::uint32_t end);
  static Result<Rule> parse(std::string text, std::string name = "rule");

  // Errors: "rule.absent" (a path that the facts do not have, outside exists()), "rule.compare" (kinds that do not
  // compare), "rule.cycle" (a let that needs itself). The first one ends the evaluation. `exists(x) and …` guards: the
  // right side is not evaluated when the left decides.
  Result<Verdict> evaluate(const Facts& facts, const std::map<std::string, Rule>& lets = {},
                           Reasons reasons = Reasons::always) const;

  std::vector<std::string> paths() const;  // every path it names, once each, in order: for lint
  std::string dump() const;                // (and (in "pshe" topics) (not late))
  // For people who own paragraphs: "correspondent.role is ‘mp’ and (facts.fee is not given or facts.fee is more than
  // 5)".
  std::string in_words() const;
  const Span& span() const { return span_; }

  struct Node;  // rules/node.hpp, for this room alone
  const Node& root() const { return *root_; }

 private:
  Rule(std::shared_ptr<const Node> root, Span span) : root_(std::move(root)), span_(std::move(span)) {}
  std::shared_ptr<const Node> root_;
  Span span_;
};

}  // namespace engross
