// The parsed form of a rule: for this room, and for conformance/, which looks for the branches of rules.
#pragma once

#include "rules/rule.hpp"

namespace engross {

struct Rule::Node {
  enum class Kind : std::uint8_t {
    any,
    all,
    negation,
    comparison,
    membership,
    presence,  // true or false
    path,
    string,
    number,
    date,
    boolean,
    list  // operands
  };
  enum class Operator : std::uint8_t { equal, unequal, less, less_equal, greater, greater_equal };

  Kind kind = Kind::path;
  Operator op = Operator::equal;  // of a comparison
  Extent extent;                  // in the rule's source
  std::string text;               // as written, on one line: for reasons
  std::string value;              // path, string (NFC), number, ISO date, "true" or "false"
  std::vector<Node> children;
};

// "==", "<" …
std::string_view name_of(Rule::Node::Operator op);

}  // namespace engross
