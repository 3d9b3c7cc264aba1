// In: values of the facts and literals of a rule. Out: how they compare, and how a reason prints them.
// Refuses: nothing here; kinds that do not compare give no order, and the evaluation says so.
#include "rules/operand.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "rules/decimal.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;
using Operator = Rule::Node::Operator;

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most && text.find_first_of("\n\t") == std::string_view::npos) return std::string(text);
  std::string shown;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == most) return shown + "…";
    const Decoded d = decode_at(text, i);
    shown += d.code_point == '\n' || d.code_point == '\t' ? " " : text.substr(i, d.length);
    i += d.length;
  }
  return shown;
}

bool is_date(const Operand& operand) {
  const bool may_be = operand.kind == Operand::Kind::date || operand.kind == Operand::Kind::string;
  return may_be && Date::parse(operand.text).has_value();
}

}  // namespace

std::string show(const Value& value) {
  constexpr std::size_t most = 12;
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return value.truth() ? "true" : "false";
    case Value::Kind::number:
    case Value::Kind::string:
      return shortened(value.text());
    case Value::Kind::object:
      return "{…}";
    case Value::Kind::array:
      break;
  }
  std::string text;
  for (std::size_t i = 0; i < value.items().size() && i <= most; ++i) {
    const Value& item = value.items()[i];
    if (i > 0) text += ", ";
    text += i == most ? "…" : item.is_array() ? "[…]" : show(item);
  }
  return "[" + text + "]";
}

std::string describe(const Value& value) {
  if (value.is_array() || value.is_object()) return std::string(with_article(value.kind()));
  if (value.is_boolean() || value.is_null()) return show(value);
  return fmt::format("{} ({})", with_article(value.kind()), show(value));
}

std::string_view name_of(Operand::Kind kind) {
  constexpr std::string_view names[] = {"a string", "a number", "a date", "true or false"};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<Operand> operand_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
      return Operand{Operand::Kind::string, value.text()};
    case Value::Kind::number:
      return Operand{Operand::Kind::number, value.text()};
    case Value::Kind::boolean:
      return Operand{Operand::Kind::boolean, value.truth() ? "true" : "false"};
    default:
      return std::nullopt;
  }
}

Operand operand_of(const Node& literal) {
  switch (literal.kind) {
    case Kind::number:
      return {Operand::Kind::number, literal.value};
    case Kind::date:
      return {Operand::Kind::date, literal.value};
    case Kind::boolean:
      return {Operand::Kind::boolean, literal.value};
    default:
      return {Operand::Kind::string, literal.value};
  }
}

bool equal(const Operand& a, const Operand& b) {
  if (a.kind == Operand::Kind::number && b.kind == Operand::Kind::number) return compare_decimals(a.text, b.text) == 0;
  const bool dates = is_date(a) && is_date(b);
  return (a.kind == b.kind || dates) && a.text == b.text;
}

bool holds(Operator op, std::strong_ordering order) {
  switch (op) {
    case Operator::equal:
      return order == 0;
    case Operator::unequal:
      return order != 0;
    case Operator::less:
      return order < 0;
    case Operator::less_equal:
      return order <= 0;
    case Operator::greater:
      return order > 0;
    case Operator::greater_equal:
      return order >= 0;
  }
  return false;
}

bool is_ordered(Operator op) {
  return op != Operator::equal && op != Operator::unequal;
}

std::optional<std::strong_ordering> order_of(const Operand& a, const Operand& b, bool ordered) {
  if (a.kind == Operand::Kind::number && b.kind == Operand::Kind::number) return compare_decimals(a.text, b.text);
  const bool comparable = (is_date(a) && is_date(b)) || (a.kind == b.kind && !ordered);
  if (!comparable) return std::nullopt;
  return a.text.compare(b.text) <=> 0;  // ISO dates sort as text
}

}  // namespace engross
