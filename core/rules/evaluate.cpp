// In: a rule, its lets, and facts. Out: true or false, with the parts that decided and the values they saw.
// Refuses: absent paths, kinds that do not compare, lets that need themselves or nest deeper than 32.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "rules/node.hpp"
#include "rules/operand.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;
using Operator = Rule::Node::Operator;
using Lets = std::map<std::string, Rule>;

// A truth with its reason, and the values that were seen on the way, each once.
struct Outcome {
  bool truth = false;
  std::string reason;
  std::vector<std::string> seen;
};

void add_seen(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& one : more)
    if (std::ranges::find(to, one) == to.end()) to.push_back(one);
}

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, "; "));
}

Outcome outcome(bool truth, std::string_view text, std::vector<std::string> seen) {
  std::string reason(text);
  if (!truth) reason += " is false";
  if (!seen.empty()) reason += ": " + joined(seen);
  return {truth, std::move(reason), std::move(seen)};
}

class Evaluation {
 public:
  Evaluation(const Facts& facts, const Lets& lets) : facts_(facts), lets_(lets) {}

  Result<Outcome> rule(const Node& root, const Span& span) {
    source_ = span.source;
    return condition(root);
  }

 private:
  Result<Outcome> condition(const Node& node) {
    switch (node.kind) {
      case Kind::any:
      case Kind::all:
        return junction(node);
      case Kind::negation:
        return negation(node);
      case Kind::comparison:
        return comparison(node);
      case Kind::membership:
        return membership(node);
      case Kind::presence:
        return presence(node);
      case Kind::boolean:
        return outcome(node.value == "true", node.text, {});
      default:
        return truth_of_path(node);
    }
  }

  // Parts in turn until one decides; if none does, all of them did.
  Result<Outcome> junction(const Node& node) {
    const bool deciding = node.kind == Kind::any;
    Outcome all{!deciding, {}, {}};
    for (const Node& part : node.children) {
      Result<Outcome> one = condition(part);
      if (!one || one->truth == deciding) return one;
      if (!all.reason.empty()) all.reason += "; ";
      all.reason += one->reason;
      add_seen(all.seen, one->seen);
    }
    return all;
  }

  Result<Outcome> negation(const Node& node) {
    const Node& inner = node.children[0];
    Result<Outcome> one = condition(inner);
    if (!one) return one;
    const Rule* let = let_of(inner);
    const std::string text = let == nullptr ? node.text : fmt::format("{} ({})", node.text, text_of(*let));
    return outcome(!one->truth, text, std::move(one->seen));
  }

  const Rule* let_of(const Node& node) const {
    if (node.kind != Kind::path) return nullptr;
    const auto found = lets_.find(node.value);
    return found == lets_.end() ? nullptr : &found->second;
  }

  static std::string text_of(const Rule& rule) { return std::string(trim(rule.span().text())); }

  Result<Outcome> truth_of_path(const Node& node) {
    if (const Rule* let = let_of(node)) return named(node, *let);
    const Result<const Value*> value = need(node);
    if (!value) return tl::unexpected<Diagnostics>(value.error());
    if (!(*value)->is_boolean())
      return wrong(node, fmt::format("{} is {}, not true or false", node.value, describe(**value)),
                   {fmt::format("compare it, or ask exists({})", node.value)});
    return outcome((*value)->truth(), node.text, {seen(node, *value)});
  }

  // A let is worked out once, however often it is named.
  Result<Outcome> named(const Node& node, const Rule& let) {
    const auto known = worked_out_.find(node.value);
    if (known != worked_out_.end()) return known->second;
    if (std::ranges::find(open_, node.value) != open_.end())
      return fail(
          error("rule.cycle", span(node),
                fmt::format("the let {} needs itself: {} -> {}", node.value, fmt::join(open_, " -> "), node.value)));
    constexpr std::size_t most_depth = 32;
    if (open_.size() >= most_depth)
      return fail(error("rule.too-deep", span(node), fmt::format("lets name each other deeper than {}", most_depth)));
    open_.push_back(node.value);
    const SourceRef outer = std::exchange(source_, let.span().source);
    Result<Outcome> inner = condition(let.root());
    source_ = outer;
    open_.pop_back();
    if (!inner) return inner;
    Outcome made = outcome(inner->truth, fmt::format("{} ({})", node.text, text_of(let)), std::move(inner->seen));
    return worked_out_.emplace(node.value, std::move(made)).first->second;
  }

  Result<Outcome> presence(const Node& node) {
    const Node& path = node.children[0];
    if (let_of(path) != nullptr) return outcome(true, node.text, {});
    const Value* value = facts_.find(path.value);
    const bool present = value != nullptr && !value->is_null();
    return outcome(present, node.text, {seen(path, value)});
  }

  Result<Outcome> membership(const Node& node) {
    std::vector<std::string> values;
    const Result<Operand> left = operand(node.children[0], values);
    if (!left) return tl::unexpected<Diagnostics>(left.error());
    const Node& right = node.children[1];
    if (right.kind == Kind::list) return listed(node, *left, std::move(values));
    const Result<const Value*> list = need(right);
    if (!list) return tl::unexpected<Diagnostics>(list.error());
    if (!(*list)->is_array())
      return wrong(right, fmt::format("{} is {}, not a list", right.value, describe(**list)), {"use =="});
    add_seen(values, {seen(right, *list)});
    const bool found = std::ranges::any_of((*list)->items(), [&](const Value& item) {
      const std::optional<Operand> one = operand_of(item);
      return one && equal(*left, *one);
    });
    return outcome(found, node.text, std::move(values));
  }

  Result<Outcome> listed(const Node& node, const Operand& left, std::vector<std::string> values) {
    bool found = false;
    for (const Node& item : node.children[1].children) {
      const Result<Operand> one = operand(item, values);
      if (!one) return tl::unexpected<Diagnostics>(one.error());
      found = found || equal(left, *one);
    }
    return outcome(found, node.text, std::move(values));
  }

  Result<Outcome> comparison(const Node& node) {
    std::vector<std::string> values;
    const Result<Operand> left = operand(node.children[0], values);
    if (!left) return tl::unexpected<Diagnostics>(left.error());
    const Result<Operand> right = operand(node.children[1], values);
    if (!right) return tl::unexpected<Diagnostics>(right.error());
    const Result<std::strong_ordering> order = compare(node, *left, *right, values);
    if (!order) return tl::unexpected<Diagnostics>(order.error());
    return outcome(holds(node.op, *order), node.text, std::move(values));
  }

  Result<std::strong_ordering> compare(const Node& node, const Operand& a, const Operand& b,
                                       const std::vector<std::string>& values) {
    if (const std::optional<std::strong_ordering> order = order_of(a, b, is_ordered(node.op))) return *order;
    const std::string what = a.kind == b.kind
                                 ? fmt::format("{} has no order", name_of(a.kind))
                                 : fmt::format("{} does not compare with {}", name_of(a.kind), name_of(b.kind));
    std::vector<std::string> hints;
    if (a.kind == Operand::Kind::date || b.kind == Operand::Kind::date)
      hints.emplace_back("a date is written YYYY-MM-DD");
    return wrong(node, fmt::format("{}: {}", what, joined(values)), std::move(hints));
  }

  Result<Operand> operand(const Node& node, std::vector<std::string>& values) {
    if (node.kind != Kind::path) return operand_of(node);
    if (const Rule* let = let_of(node)) {
      const Result<Outcome> inner = named(node, *let);
      if (!inner) return tl::unexpected<Diagnostics>(inner.error());
      add_seen(values, inner->seen);
      return Operand{Operand::Kind::boolean, inner->truth ? "true" : "false"};
    }
    const Result<const Value*> value = need(node);
    if (!value) return tl::unexpected<Diagnostics>(value.error());
    const std::optional<Operand> made = operand_of(**value);
    if (!made)
      return wrong(node, fmt::format("{} is {}, which does not compare", node.value, describe(**value)),
                   {(*value)->is_array() ? fmt::format("use `in`: 'x' in {}", node.value) : "name one of its fields"});
    add_seen(values, {seen(node, *value)});
    return *made;
  }

  std::string seen(const Node& path, const Value* value) const {
    if (value == nullptr) return path.value + " is absent";
    return fmt::format("{} = {}", path.value, show(*value));
  }

  Result<const Value*> need(const Node& path) {
    const Value* value = facts_.find(path.value);
    if (value != nullptr && !value->is_null()) return value;
    const std::string guard = fmt::format("guard it: exists({0}) and …", path.value);
    if (value != nullptr) return fail(error("rule.absent", span(path), path.value + " is null", {guard}));
    std::vector<std::string> hints;
    if (std::string near = nearest_name(path.value); !near.empty()) hints.push_back(std::move(near));
    hints.push_back(guard);
    return fail(error("rule.absent", span(path), path.value + " is absent", std::move(hints)));
  }

  // Did you mean, among the names that stand beside the first step that leads nowhere.
  std::string nearest_name(std::string_view path) const {
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

  Span span(const Node& node) const { return {source_, node.extent.begin, node.extent.end}; }

  tl::unexpected<Diagnostics> wrong(const Node& node, std::string message, std::vector<std::string> hints) const {
    return fail(error("rule.compare", span(node), std::move(message), std::move(hints)));
  }

  const Facts& facts_;
  const Lets& lets_;
  SourceRef source_;               // of the rule that is being worked out
  std::vector<std::string> open_;  // lets that are being worked out
  std::map<std::string, Outcome> worked_out_;
};

}  // namespace

Result<Verdict> Rule::evaluate(const Facts& facts, const std::map<std::string, Rule>& lets) const {
  Result<Outcome> made = Evaluation(facts, lets).rule(*root_, span_);
  if (!made) return tl::unexpected<Diagnostics>(made.error());
  return Verdict{made->truth, std::move(made->reason)};
}

}  // namespace engross
