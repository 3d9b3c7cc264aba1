// In: a parsed rule. Out: the same in words, for people who own paragraphs and do not write rules.
// Refuses nothing.
#include "rules/node.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;
using Operator = Rule::Node::Operator;

std::string condition(const Node& node);

std::string operand(const Node& node) {
  if (node.kind == Kind::string) return "‘" + node.value + "’";
  if (node.kind == Kind::boolean) return node.value == "true" ? "yes" : "no";
  if (node.kind != Kind::list) return node.value;
  std::string words;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) words += i + 1 == node.children.size() ? " or " : ", ";
    words += operand(node.children[i]);
  }
  return words;
}

std::string_view verb(const Node& node) {
  const bool days = node.children[0].kind == Kind::date || node.children[1].kind == Kind::date;
  switch (node.op) {
    case Operator::equal:
      return "is";
    case Operator::unequal:
      return "is not";
    case Operator::less:
      return days ? "is before" : "is less than";
    case Operator::less_equal:
      return days ? "is on or before" : "is at most";
    case Operator::greater:
      return days ? "is after" : "is more than";
    case Operator::greater_equal:
      return days ? "is on or after" : "is at least";
  }
  return "is";
}

// 'pshe' in topics, and role in ['mp', 'peer'].
std::string membership(const Node& node) {
  const Node& where = node.children[1];
  if (where.kind == Kind::list) return operand(node.children[0]) + " is " + operand(where);
  return operand(node.children[0]) + " is among " + operand(where);
}

// A part that is itself made of parts stands between brackets.
std::string part(const Node& node) {
  const bool joined = (node.kind == Kind::any || node.kind == Kind::all) && node.children.size() > 1;
  return joined ? "(" + condition(node) + ")" : condition(node);
}

std::string joined(const Node& node, std::string_view by) {
  std::string words;
  for (const Node& child : node.children) {
    if (!words.empty()) words.append(" ").append(by).append(" ");
    words += part(child);
  }
  return words;
}

// What stands under `not` that has words of its own for it.
std::string negated(const Node& node) {
  if (node.kind == Kind::presence) return operand(node.children[0]) + " is not given";
  if (node.kind == Kind::membership) {
    const Node& where = node.children[1];
    return operand(node.children[0]) + (where.kind == Kind::list ? " is not " : " is not among ") + operand(where);
  }
  return "not " + part(node);
}

std::string condition(const Node& node) {
  switch (node.kind) {
    case Kind::any:
      return joined(node, "or");
    case Kind::all:
      return joined(node, "and");
    case Kind::negation:
      return negated(node.children[0]);
    case Kind::presence:
      return operand(node.children[0]) + " is given";
    case Kind::membership:
      return membership(node);
    case Kind::comparison:
      return operand(node.children[0]) + " " + std::string(verb(node)) + " " + operand(node.children[1]);
    default:
      return operand(node);
  }
}

}  // namespace

std::string Rule::in_words() const {
  return condition(*root_);
}

}  // namespace engross
