// In: a rule, its lets, and facts. Out: true or false.
// Refuses: absent paths, kinds that do not compare, lets that need themselves or nest deeper than 32.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/suggest.hpp"
#include "rules/evaluation.hpp"

namespace engross {
namespace {

using Kind = Rule::Node::Kind;

}  // namespace

Result<bool> Judging::rule(const Rule& rule) {
  source_ = rule.span().source;
  return condition(rule.root());
}

Result<bool> Judging::condition(const Node& node) {
  switch (node.kind) {
    case Kind::any:
    case Kind::all:
      return junction(node);
    case Kind::negation: {
      Result<bool> inner = condition(node.children[0]);
      if (inner) *inner = !*inner;
      return inner;
    }
    case Kind::comparison:
      return comparison(node);
    case Kind::membership:
      return membership(node);
    case Kind::presence: {
      if (let_of(node.children[0]) != nullptr) return true;
      const Value* value = fact(node.children[0]);
      return value != nullptr && !value->is_null();
    }
    case Kind::boolean:
      return node.value == "true";
    default:
      return truth_of_path(node);
  }
}

// Parts in turn until one decides.
Result<bool> Judging::junction(const Node& node) {
  const bool deciding = node.kind == Kind::any;
  for (const Node& part : node.children) {
    Result<bool> one = condition(part);
    if (!one || *one == deciding) return one;
  }
  return !deciding;
}

const Rule* Judging::let_of(const Node& node) const {
  if (node.kind != Kind::path || lets_.empty()) return nullptr;
  const auto found = lets_.find(node.value);
  return found == lets_.end() ? nullptr : &found->second;
}

Result<bool> Judging::truth_of_path(const Node& node) {
  if (const Rule* let = let_of(node)) return named(node, *let);
  const Result<const Value*> value = need(node);
  if (!value) return tl::unexpected<Diagnostics>(value.error());
  if ((*value)->is_boolean()) return (*value)->truth();
  return wrong(node, fmt::format("{} is {}, not true or false", node.value, describe(**value)),
               {fmt::format("compare it, or ask exists({})", node.value)});
}

// A let is judged once, however often it is named.
Result<bool> Judging::named(const Node& node, const Rule& let) {
  if (const auto known = judged_.find(node.value); known != judged_.end()) return known->second;
  if (std::ranges::find(open_, node.value) != open_.end())
    return fail(
        error("rule.cycle", span(node),
              fmt::format("the let {} needs itself: {} -> {}", node.value, fmt::join(open_, " -> "), node.value)));
  constexpr std::size_t most_depth = 32;
  if (open_.size() >= most_depth)
    return fail(error("rule.too-deep", span(node), fmt::format("lets name each other deeper than {}", most_depth)));
  open_.push_back(node.value);
  const SourceRef outer = std::exchange(source_, let.span().source);
  Result<bool> truth = condition(let.root());
  source_ = outer;
  open_.pop_back();
  if (truth) judged_.emplace(node.value, *truth);
  return truth;
}

Result<bool> Judging::membership(const Node& node) {
  const Result<Operand> left = operand(node.children[0]);
  if (!left) return tl::unexpected<Diagnostics>(left.error());
  const Node& right = node.children[1];
  if (right.kind == Kind::list) return listed(*left, right);
  const Result<const Value*> list = need(right);
  if (!list) return tl::unexpected<Diagnostics>(list.error());
  if (!(*list)->is_array())
    return wrong(right, fmt::format("{} is {}, not a list", right.value, describe(**list)), {"use =="});
  return std::ranges::any_of((*list)->items(), [&](const Value& item) {
    const std::optional<Operand> one = operand_of(item);
    return one && equal(*left, *one);
  });
}

Result<bool> Judging::listed(const Operand& left, const Node& list) {
  bool found = false;
  for (const Node& item : list.children) {
    const Result<Operand> one = operand(item);
    if (!one) return tl::unexpected<Diagnostics>(one.error());
    found = found || equal(left, *one);
  }
  return found;
}

Result<bool> Judging::comparison(const Node& node) {
  const Result<Operand> left = operand(node.children[0]);
  if (!left) return tl::unexpected<Diagnostics>(left.error());
  const Result<Operand> right = operand(node.children[1]);
  if (!right) return tl::unexpected<Diagnostics>(right.error());
  if (const std::optional<std::strong_ordering> order = order_of(*left, *right, is_ordered(node.op)))
    return holds(node.op, *order);
  const std::string what = left->kind == right->kind
                               ? fmt::format("{} has no order", name_of(left->kind))
                               : fmt::format("{} does not compare with {}", name_of(left->kind), name_of(right->kind));
  std::vector<std::string> hints;
  if (left->kind == Operand::Kind::date || right->kind == Operand::Kind::date)
    hints.emplace_back("a date is written YYYY-MM-DD");
  return wrong(node, fmt::format("{}: {}", what, seen_by(node, *this)), std::move(hints));
}

Result<Operand> Judging::operand(const Node& node) {
  if (node.kind != Kind::path) return operand_of(node);
  if (const Rule* let = let_of(node)) {
    const Result<bool> truth = named(node, *let);
    if (!truth) return tl::unexpected<Diagnostics>(truth.error());
    return Operand{Operand::Kind::boolean, *truth ? "true" : "false"};
  }
  const Result<const Value*> value = need(node);
  if (!value) return tl::unexpected<Diagnostics>(value.error());
  if (const std::optional<Operand> made = operand_of(**value)) return *made;
  return wrong(node, fmt::format("{} is {}, which does not compare", node.value, describe(**value)),
               {(*value)->is_array() ? fmt::format("use `in`: 'x' in {}", node.value) : "name one of its fields"});
}

const Value* Judging::fact(const Node& path) {
  const std::span known(found_.data(), found_count_);
  const auto found = std::ranges::find(known, &path, &std::pair<const Node*, const Value*>::first);
  if (found != known.end()) return found->second;
  const Value* value = facts_.find(path.value);
  if (found_count_ < most_found) found_[found_count_++] = {&path, value};
  return value;
}

Result<const Value*> Judging::need(const Node& path) {
  const Value* value = fact(path);
  if (value != nullptr && !value->is_null()) return value;
  const std::string guard = fmt::format("guard it: exists({0}) and …", path.value);
  if (value != nullptr) return fail(error("rule.absent", span(path), path.value + " is null", {guard}));
  std::vector<std::string> hints;
  if (std::string near = nearest_name(path.value); !near.empty()) hints.push_back(std::move(near));
  hints.push_back(guard);
  return fail(error("rule.absent", span(path), path.value + " is absent", std::move(hints)));
}

// Did you mean, among the names that stand beside the first step that leads nowhere.
std::string Judging::nearest_name(std::string_view path) const {
  std::size_t known = std::string_view::npos;  // end of the longest beginning of the path that is there
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1))
    if (facts_.find(path.substr(0, dot)) != nullptr) known = dot;
  if (known != std::string_view::npos) {
    const std::string_view step = path.substr(known + 1);
    return did_you_mean(step.substr(0, step.find('.')), facts_.find(path.substr(0, known))->keys());
  }
  std::vector<std::string> names;
  for (const Value* frame : facts_.frames)
    for (const Member& member : frame->members()) names.push_back(member.key);
  for (const auto& [name, let] : lets_) names.push_back(name);
  return did_you_mean(path.substr(0, path.find('.')), names);
}

tl::unexpected<Diagnostics> Judging::wrong(const Node& node, std::string message,
                                           std::vector<std::string> hints) const {
  return fail(error("rule.compare", span(node), std::move(message), std::move(hints)));
}

Result<Verdict> Rule::evaluate(const Facts& facts, const std::map<std::string, Rule>& lets, Reasons reasons) const {
  Judging judging(facts, lets);
  const Result<bool> truth = judging.rule(*this);
  if (!truth) return tl::unexpected<Diagnostics>(truth.error());
  const bool tells = reasons == Reasons::always || (reasons == Reasons::when_true && *truth);
  return Verdict{*truth, tells ? reason_of(*this, judging) : std::string()};
}

}  // namespace engross
