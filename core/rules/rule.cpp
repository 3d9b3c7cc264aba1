// In: parsed rules and facts. Out: the paths that a rule names, its printed form, the fact that a path names.
// Refuses nothing.
#include "rules/rule.hpp"

#include <algorithm>

#include "rules/node.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;

void collect_paths(const Node& node, std::vector<std::string>& to) {
  if (node.kind == Kind::path && std::ranges::find(to, node.value) == to.end()) to.push_back(node.value);
  for (const Node& child : node.children) collect_paths(child, to);
}

std::string head(const Node& node) {
  switch (node.kind) {
    case Kind::any:
      return "or";
    case Kind::all:
      return "and";
    case Kind::negation:
      return "not";
    case Kind::membership:
      return "in";
    case Kind::presence:
      return "exists";
    case Kind::list:
      return "list";
    default:
      return std::string(name_of(node.op));
  }
}

std::string dump_node(const Node& node) {
  switch (node.kind) {
    case Kind::string:
      return to_json(Value::string(node.value));
    case Kind::path:
    case Kind::number:
    case Kind::date:
    case Kind::boolean:
      return node.value;
    default:
      break;
  }
  std::string text = "(" + head(node);
  for (const Node& child : node.children) text += " " + dump_node(child);
  return text + ")";
}

}  // namespace

std::string_view name_of(Rule::Node::Operator op) {
  constexpr std::string_view names[] = {"==", "!=", "<", "<=", ">", ">="};
  return names[static_cast<std::size_t>(op)];
}

const Value* Facts::find(std::string_view path) const {
  const std::string_view first = path.substr(0, path.find('.'));
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    const Value* found = (*frame)->find(first);
    if (found == nullptr) continue;
    return first.size() == path.size() ? found : find_path(*found, path.substr(first.size() + 1));
  }
  return nullptr;
}

std::vector<std::string> Rule::paths() const {
  std::vector<std::string> paths;
  collect_paths(*root_, paths);
  return paths;
}

std::string Rule::dump() const {
  return dump_node(*root_);
}

}  // namespace engross
