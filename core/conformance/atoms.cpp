// In: a rule and its lets. Out: its atoms. Refuses nothing: literals compared with each other decide nothing.
#include "conformance/atoms.hpp"

#include <algorithm>
#include <set>

#include "rules/node.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;

Literal literal_of(const Node& node) {
  switch (node.kind) {
    case Kind::number:
      return {Literal::Kind::number, node.value};
    case Kind::date:
      return {Literal::Kind::date, node.value};
    case Kind::boolean:
      return {Literal::Kind::boolean, node.value};
    default:
      return {Literal::Kind::string, node.value};
  }
}

class Walk {
 public:
  explicit Walk(const std::map<std::string, Rule>& lets) : lets_(lets) {}

  void condition(const Node& node) {
    switch (node.kind) {
      case Kind::any:
      case Kind::all:
      case Kind::negation:
        for (const Node& child : node.children) condition(child);
        return;
      case Kind::presence:
        if (!is_let(node.children[0])) add({Atom::Kind::presence, node.children[0].value});
        return;
      case Kind::comparison:
        return comparison(node.children[0], node.children[1]);
      case Kind::membership:
        return membership(node.children[0], node.children[1]);
      case Kind::path:
        if (!is_let(node)) add({Atom::Kind::truth, node.value});
        return;
      default:
        return;
    }
  }

  std::vector<Atom> take() { return std::move(atoms_); }

 private:
  // A let is not an atom: what it is made of is.
  bool is_let(const Node& node) {
    const auto let = lets_.find(node.value);
    if (node.kind != Kind::path || let == lets_.end()) return false;
    if (followed_.insert(node.value).second) condition(let->second.root());
    return true;
  }

  void comparison(const Node& left, const Node& right) {
    const bool left_is_let = is_let(left);  // both are followed
    const bool right_is_let = is_let(right);
    if (left_is_let || right_is_let) return;
    if (left.kind == Kind::path && right.kind == Kind::path)
      add({Atom::Kind::compared, left.value, {}, right.value});
    else if (left.kind == Kind::path)
      add({Atom::Kind::compared, left.value, literal_of(right)});
    else if (right.kind == Kind::path)
      add({Atom::Kind::compared, right.value, literal_of(left)});
  }

  void membership(const Node& left, const Node& right) {
    if (right.kind == Kind::list) {
      for (const Node& item : right.children) comparison(left, item);
    } else if (left.kind == Kind::path) {
      add({Atom::Kind::contains, right.value, {}, left.value});
    } else {
      add({Atom::Kind::contains, right.value, literal_of(left)});
    }
  }

  void add(Atom atom) {
    if (std::ranges::find(atoms_, atom) == atoms_.end()) atoms_.push_back(std::move(atom));
  }

  const std::map<std::string, Rule>& lets_;
  std::set<std::string> followed_;
  std::vector<Atom> atoms_;
};

}  // namespace

std::vector<Atom> atoms_of(const Rule& rule, const std::map<std::string, Rule>& lets) {
  Walk walk(lets);
  walk.condition(rule.root());
  return walk.take();
}

}  // namespace engross
