// In: the text of a rule, alone or inside a file. Out: its tree, checked for comparisons that can never hold.
// Refuses: more than 4,000 bytes, nesting deeper than 32, what the grammar of rule.hpp does not have.
#include <fmt/format.h>

#include "base/date.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "rules/lexer.hpp"
#include "rules/node.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;
using Operator = Rule::Node::Operator;

constexpr std::size_t most_bytes = 4000;
constexpr std::size_t most_depth = 32;

bool is_truth(Kind kind) {
  return kind <= Kind::presence;
}
bool holds_date(const Node& node) {
  return node.kind == Kind::date || (node.kind == Kind::string && Date::parse(node.value).has_value());
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::path:
      return "a path";
    case Kind::string:
      return "a string";
    case Kind::number:
      return "a number";
    case Kind::date:
      return "a date";
    case Kind::boolean:
      return "true or false";
    case Kind::list:
      return "a list";
    default:
      return "a condition";
  }
}

std::string on_one_line(std::string_view written) {
  std::string line;
  for (const char c : trim(written)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      line += c;
    else if (!line.ends_with(' '))
      line += ' ';
  }
  return line;
}

// Recursive descent. After the first error of syntax every rule of the grammar returns at once; errors of type are
// collected.
class Parser {
 public:
  Parser(SourceRef source, const std::vector<RuleToken>& tokens) : source_(std::move(source)), tokens_(tokens) {}

  Result<Node> parse() {
    Node root = any();
    if (!stopped_ && peek().kind != RuleToken::Kind::end) unexpected("and, or, or the end of the rule");
    if (!stopped_) require_truth(root);
    if (!diagnostics_.empty()) return fail(std::move(diagnostics_));
    return root;
  }

 private:
  const RuleToken& peek() const { return tokens_[next_]; }
  bool take(std::string_view text) {
    if (stopped_ || !peek().is(text)) return false;
    ++next_;
    return true;
  }

  Node made(Kind kind, std::uint32_t begin, std::vector<Node> children = {}, std::string value = {}) const {
    const std::uint32_t end = next_ == 0 ? begin : tokens_[next_ - 1].extent.end;
    Node node;
    node.kind = kind;
    node.extent = {begin, std::max(begin, end)};
    node.text = on_one_line(Span{source_, begin, node.extent.end}.text());
    node.value = std::move(value);
    node.children = std::move(children);
    return node;
  }

  void report(std::string code, Extent extent, std::string message, std::vector<std::string> hints = {}) {
    diagnostics_.push_back(
        error(std::move(code), {source_, extent.begin, extent.end}, std::move(message), std::move(hints)));
  }

  Node stop(std::string code, std::string message, std::vector<std::string> hints = {}) {
    if (!stopped_) report(std::move(code), peek().extent, std::move(message), std::move(hints));
    stopped_ = true;
    return {};
  }

  Node unexpected(std::string_view expected) {
    const RuleToken& token = peek();
    std::vector<std::string> hints;
    if (token.kind == RuleToken::Kind::word) {
      const std::vector<std::string> words{"and", "or", "not", "in", "exists"};
      const std::string near = did_you_mean(token.text, words);
      if (!near.empty()) hints.push_back(near);
    }
    const bool end = token.kind == RuleToken::Kind::end;
    const std::string found = end ? "the rule ends" : fmt::format("there is {}", written(token));
    return stop("rule.syntax", fmt::format("{} where {} is expected", found, expected), std::move(hints));
  }

  std::string_view written(const RuleToken& token) const {
    return Span{source_, token.extent.begin, token.extent.end}.text();
  }

  void require_truth(const Node& node) {
    if (is_truth(node.kind) || node.kind == Kind::path || node.kind == Kind::boolean) return;
    report("rule.type", node.extent, fmt::format("{} is {}, not a condition", node.text, kind_name(node.kind)),
           {"compare it with something"});
  }

  Node joined(Kind kind, std::string_view word, Node (Parser::*part)()) {
    const std::uint32_t begin = peek().extent.begin;
    Node first = (this->*part)();
    if (stopped_ || !peek().is(word)) return first;
    std::vector<Node> parts;
    parts.push_back(std::move(first));
    while (take(word)) parts.push_back((this->*part)());
    if (stopped_) return {};
    for (const Node& node : parts) require_truth(node);
    return made(kind, begin, std::move(parts));
  }

  Node any() { return joined(Kind::any, "or", &Parser::all); }
  Node all() { return joined(Kind::all, "and", &Parser::negation); }

  Node negation() {
    const std::uint32_t begin = peek().extent.begin;
    if (!take("not")) return comparison();
    if (++depth_ > most_depth) return too_deep();
    std::vector<Node> children;
    children.push_back(negation());
    --depth_;
    if (stopped_) return {};
    require_truth(children[0]);
    return made(Kind::negation, begin, std::move(children));
  }

  Node comparison() {
    const std::uint32_t begin = peek().extent.begin;
    Node left = operand();
    if (stopped_) return {};
    const bool negated = peek().is("not") && tokens_[next_ + 1].is("in");
    if (negated) ++next_;
    if (take("in")) return membership(begin, std::move(left), negated);
    const std::optional<Operator> op = take_operator();
    if (!op) return left;
    std::vector<Node> sides;
    sides.push_back(std::move(left));
    sides.push_back(operand());
    if (stopped_) return {};
    Node node = made(Kind::comparison, begin, std::move(sides));
    node.op = *op;
    check_comparison(node);
    const std::size_t after = next_;
    if (!take_operator() && !peek().is("in")) return node;
    next_ = after;
    return stop("rule.syntax", "comparisons do not chain", {"join two with and: a < b and b < c"});
  }

  std::optional<Operator> take_operator() {
    for (const Operator op : {Operator::equal, Operator::unequal, Operator::less, Operator::less_equal,
                              Operator::greater, Operator::greater_equal})
      if (take(name_of(op))) return op;
    return std::nullopt;
  }

  Node membership(std::uint32_t begin, Node left, bool negated) {
    std::vector<Node> sides;
    sides.push_back(std::move(left));
    sides.push_back(operand());
    if (stopped_) return {};
    if (is_truth(sides[0].kind) || sides[0].kind == Kind::list)
      report("rule.type", sides[0].extent, fmt::format("{} cannot be in a list", kind_name(sides[0].kind)));
    if (sides[1].kind != Kind::path && sides[1].kind != Kind::list)
      report("rule.type", sides[1].extent, fmt::format("nothing is in {}", kind_name(sides[1].kind)),
             {"after `in` stands a path to a list, or a list: ['a', 'b']"});
    Node node = made(Kind::membership, begin, std::move(sides));
    if (!negated) return node;
    std::vector<Node> inner;
    inner.push_back(std::move(node));
    return made(Kind::negation, begin, std::move(inner));
  }

  void check_comparison(const Node& node) {
    const bool ordered = node.op != Operator::equal && node.op != Operator::unequal;
    for (const Node& side : node.children) {
      if (is_truth(side.kind) || side.kind == Kind::list)
        return report("rule.type", side.extent, fmt::format("{} does not compare", kind_name(side.kind)),
                      {is_truth(side.kind) ? "it is true or false already" : "use `in`"});
      if (ordered && (side.kind == Kind::boolean || (side.kind == Kind::string && !holds_date(side))))
        return report("rule.type", side.extent, fmt::format("{} has no order; only == and != hold for it", side.text));
    }
    const Node& a = node.children[0];
    const Node& b = node.children[1];
    const bool known = a.kind != Kind::path && b.kind != Kind::path;
    if (known && a.kind != b.kind && !(holds_date(a) && holds_date(b)))
      report("rule.type", node.extent, fmt::format("{} never compares with {}", kind_name(a.kind), kind_name(b.kind)));
  }

  Node operand() {
    if (stopped_) return {};
    const RuleToken& token = peek();
    switch (token.kind) {
      case RuleToken::Kind::string:
        return literal(Kind::string);
      case RuleToken::Kind::number:
        return literal(Kind::number);
      case RuleToken::Kind::date:
        return literal(Kind::date);
      case RuleToken::Kind::end:
        return unexpected("a value or a condition");
      case RuleToken::Kind::symbol:
        break;
      case RuleToken::Kind::word:
        return word();
    }
    if (token.is("(")) return parenthesis();
    if (token.is("[")) return list();
    return unexpected("a value or a condition");
  }

  Node literal(Kind kind) {
    const RuleToken& token = tokens_[next_++];
    return made(kind, token.extent.begin, {}, token.text);
  }

  Node word() {
    if (peek().is("true") || peek().is("false")) return literal(Kind::boolean);
    if (peek().is("exists")) return presence();
    if (peek().is("and") || peek().is("or") || peek().is("in") || peek().is("not"))
      return unexpected("a value or a condition");
    return literal(Kind::path);
  }

  Node presence() {
    const std::uint32_t begin = tokens_[next_++].extent.begin;
    if (!take("(")) return unexpected("( after exists");
    if (peek().kind != RuleToken::Kind::word) return unexpected("a path");
    std::vector<Node> children;
    children.push_back(literal(Kind::path));
    if (!take(")")) return unexpected(")");
    return made(Kind::presence, begin, std::move(children));
  }

  Node too_deep() {
    return stop("rule.too-deep", fmt::format("this nests deeper than {}", most_depth), {"name a part of it with let"});
  }

  Node parenthesis() {
    ++next_;
    if (++depth_ > most_depth) return too_deep();
    Node inner = any();
    --depth_;
    if (stopped_) return {};
    if (!take(")")) return unexpected("and, or, or )");
    require_truth(inner);
    return inner;
  }

  Node list() {
    const std::uint32_t begin = tokens_[next_++].extent.begin;
    std::vector<Node> items;
    while (!take("]")) {
      if (!items.empty() && !take(",")) return unexpected(", or ]");
      if (peek().is("]") || peek().is("[")) return unexpected("a value");
      items.push_back(operand());
      if (stopped_) return {};
      if (is_truth(items.back().kind)) report("rule.type", items.back().extent, "a condition cannot be in a list");
    }
    return made(Kind::list, begin, std::move(items));
  }

  SourceRef source_;
  const std::vector<RuleToken>& tokens_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  bool stopped_ = false;
  Diagnostics diagnostics_;
};

}  // namespace

Result<Rule> Rule::parse(SourceRef source, std::uint32_t begin, std::uint32_t end) {
  const Span span{source, begin, end};
  if (end - begin > most_bytes)
    return fail(error("rule.too-long", span,
                      fmt::format("this rule has {} bytes; at most {} are read", end - begin, most_bytes),
                      {"name parts of it with let"}));
  const Result<std::vector<RuleToken>> tokens = read_rule_tokens(source, {begin, end});
  if (!tokens) return tl::unexpected<Diagnostics>(tokens.error());
  Result<Node> root = Parser(source, *tokens).parse();
  if (!root) return tl::unexpected<Diagnostics>(root.error());
  return Rule(std::make_shared<const Node>(std::move(*root)), span);
}

Result<Rule> Rule::parse(std::string text, std::string name) {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), UINT32_MAX));
  return parse(make_source(std::move(name), std::move(text)), 0, end);
}

}  // namespace engross
