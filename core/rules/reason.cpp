// In: a rule that was judged without error. Out: the parts of it that decided, with the facts that they saw.
// Refuses nothing: whatever could fail has failed before.
#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "rules/evaluation.hpp"

namespace engross {
namespace {

using Node = Rule::Node;
using Kind = Rule::Node::Kind;

struct Seen {
  std::string_view path;
  const Value* value = nullptr;  // null: absent
};

// One text for the whole rule: each part appends its reason and the facts that it saw, and a part that turns out not to
// have decided is cut off again.
class Telling {
 public:
  explicit Telling(Judging& judging) : judging_(judging) {
    text_.reserve(256);
    seen_.reserve(8);
  }

  bool condition(const Node& node) {
    switch (node.kind) {
      case Kind::any:
      case Kind::all:
        return junction(node);
      case Kind::negation:
        return negation(node);
      default:
        break;
    }
    if (const Rule* let = judging_.let_of(node)) return named(node, *let);
    const std::size_t first = seen_.size();
    // `exists` does not ask the let that it names, so nothing was seen.
    const bool names_a_let = node.kind == Kind::presence && judging_.let_of(node.children[0]) != nullptr;
    if (!names_a_let) look(node, first);
    const bool truth = *judging_.condition(node);
    say(truth, node.text, {}, first);
    return truth;
  }

  // The facts that a part without parts of its own compares.
  void look(const Node& node, std::size_t first) {
    for (const Node& child : node.children) look(child, first);
    if (node.kind != Kind::path) return;
    if (const Rule* let = judging_.let_of(node)) {
      const std::size_t mark = text_.size();
      named(node, *let);
      text_.resize(mark);
    } else {
      seen_.push_back({node.value, judging_.fact(node)});
    }
    keep_each_once(first);
  }

  std::string take_text() { return std::move(text_); }
  void append_seen(std::size_t first) {
    for (std::size_t i = first; i < seen_.size(); ++i) {
      if (i > first) text_ += "; ";
      text_ += seen_[i].path;
      text_ += seen_[i].value == nullptr ? " is absent" : " = ";
      if (seen_[i].value != nullptr) text_ += show(*seen_[i].value);
    }
  }

 private:
  struct Told {
    bool truth = false;
    std::string text;
    std::vector<Seen> seen;
  };

  void say(bool truth, std::string_view text, const Rule* let, std::size_t first) {
    text_ += text;
    if (let != nullptr) text_.append(" (").append(trim(let->span().text())).append(")");
    if (!truth) text_ += " is false";
    if (seen_.size() > first) text_ += ": ";
    append_seen(first);
  }

  void keep_each_once(std::size_t first) {
    for (std::size_t i = first + 1; i < seen_.size();) {
      const auto before = std::span(seen_).subspan(first, i - first);
      if (std::ranges::find(before, seen_[i].path, &Seen::path) == before.end())
        ++i;
      else
        seen_.erase(seen_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  // The part that decided; if none did, all of them.
  bool junction(const Node& node) {
    const bool deciding = node.kind == Kind::any;
    const std::size_t text_mark = text_.size();
    const std::size_t seen_mark = seen_.size();
    for (const Node& part : node.children) {
      if (text_.size() > text_mark) text_ += "; ";
      const std::size_t text_begin = text_.size();
      const std::size_t seen_begin = seen_.size();
      if (condition(part) != deciding) continue;
      text_.erase(text_mark, text_begin - text_mark);
      seen_.erase(seen_.begin() + static_cast<std::ptrdiff_t>(seen_mark),
                  seen_.begin() + static_cast<std::ptrdiff_t>(seen_begin));
      return deciding;
    }
    keep_each_once(seen_mark);
    return !deciding;
  }

  bool negation(const Node& node) {
    const std::size_t text_mark = text_.size();
    const std::size_t seen_mark = seen_.size();
    const bool truth = !condition(node.children[0]);
    text_.resize(text_mark);
    say(truth, node.text, judging_.let_of(node.children[0]), seen_mark);
    return truth;
  }

  // Told once, however often it is named: lets that name each other twice would double the work at each step.
  bool named(const Node& node, const Rule& let) {
    auto told = told_.find(node.value);
    if (told == told_.end()) {
      const std::size_t text_mark = text_.size();
      const std::size_t seen_mark = seen_.size();
      const bool truth = condition(let.root());
      text_.resize(text_mark);
      say(truth, node.text, &let, seen_mark);
      const std::vector<Seen> seen(seen_.begin() + static_cast<std::ptrdiff_t>(seen_mark), seen_.end());
      told_.emplace(node.value, Told{truth, text_.substr(text_mark), seen});
      return truth;
    }
    text_ += told->second.text;
    seen_.insert(seen_.end(), told->second.seen.begin(), told->second.seen.end());
    return told->second.truth;
  }

  Judging& judging_;
  std::string text_;
  std::vector<Seen> seen_;
  std::map<std::string_view, Told> told_;
};

}  // namespace

std::string reason_of(const Rule& rule, Judging& judging) {
  Telling telling(judging);
  telling.condition(rule.root());
  return telling.take_text();
}

std::string seen_by(const Rule::Node& comparison, Judging& judging) {
  Telling telling(judging);
  telling.look(comparison, 0);
  telling.append_seen(0);
  return telling.take_text();
}

}  // namespace engross
