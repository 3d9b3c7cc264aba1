// Values as a rule compares and prints them, private to this room.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "rules/node.hpp"

namespace engross {

// One side of a comparison; the text belongs to the value or the node.
struct Operand {
  enum class Kind : std::uint8_t { string, number, date, boolean };
  Kind kind = Kind::string;
  std::string_view text;
};

std::string_view name_of(Operand::Kind kind);           // "a string"
std::optional<Operand> operand_of(const Value& value);  // nothing for null, arrays and objects
Operand operand_of(const Rule::Node& literal);

bool is_ordered(Rule::Node::Operator op);  // every operator but == and !=
bool holds(Rule::Node::Operator op, std::strong_ordering order);

// Equal as `in` asks it: kinds that differ are simply not equal.
bool equal(const Operand& a, const Operand& b);
// Nothing when the two do not compare, or have no order and one is asked for.
std::optional<std::strong_ordering> order_of(const Operand& a, const Operand& b, bool ordered);

std::string show(const Value& value);      // short, on one line: "[cse, pshe]"
std::string describe(const Value& value);  // "a string (soon)", "an object"

}  // namespace engross
