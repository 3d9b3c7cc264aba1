// In: keys, leaves and brackets in the order of the text. Out: one Document.
// Refuses: too deep, too many values, the same key twice in one object.
#include "data/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace engross {

void Tree::key(std::string text, Extent extent) {
  key_ = std::move(text);
  key_extent_ = extent;
  has_key_ = true;
}

bool Tree::place(Value value, Extent extent) {
  if (++nodes_ > limits_.nodes)
    return stop(error("data.too-many", in_.span(extent.begin, extent.end),
                      fmt::format("there are more than {} values", limits_.nodes),
                      {"this is hardly one document; look at what was given"}));
  value.extent = extent;
  if (has_key_) value.key_extent = key_extent_;
  has_key_ = false;
  pending_.push_back({std::move(key_), std::move(value)});
  key_.clear();
  return true;
}

bool Tree::leaf(Value value, Extent extent) {
  return place(std::move(value), extent);
}

bool Tree::open(Value::Kind kind, std::size_t begin) {
  if (open_.size() >= limits_.depth)
    return stop(error("data.too-deep", in_.span(begin, begin + 1),
                      fmt::format("objects and arrays nest deeper than {}", limits_.depth), {"write it flatter"}));
  const auto at = static_cast<std::uint32_t>(begin);
  if (!place(kind == Value::Kind::object ? Value::object() : Value::array(), {at, at + 1})) return false;
  open_.push_back(pending_.size() - 1);
  return true;
}

bool Tree::close(std::size_t end) {
  const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(open_.back()) + 1;
  Value& container = pending_[open_.back()].value;
  Value whole;
  if (container.is_object()) {
    std::vector<Member> members(std::make_move_iterator(first), std::make_move_iterator(pending_.end()));
    if (!report_duplicates(members)) return false;
    whole = Value::object(std::move(members));
  } else {
    std::vector<Value> items;
    items.reserve(static_cast<std::size_t>(pending_.end() - first));
    for (auto item = first; item != pending_.end(); ++item) items.push_back(std::move(item->value));
    whole = Value::array(std::move(items));
  }
  whole.extent = {container.extent.begin, static_cast<std::uint32_t>(end)};
  whole.key_extent = container.key_extent;
  container = std::move(whole);
  pending_.erase(first, pending_.end());
  open_.pop_back();
  return true;
}

bool Tree::report_duplicate(const Member& again, const Member& first) {
  const LineColumn at = locate(in_.source->text, first.value.key_extent.begin);
  return report(
      error("data.duplicate-key", in_.span(again.value.key_extent.begin, again.value.key_extent.end),
            fmt::format("\"{}\" is given twice; it first stands at line {}, column {}", again.key, at.line, at.column),
            {"keep one of them"}));
}

bool Tree::report_duplicates(const std::vector<Member>& members) {
  if (members.size() <= 16) {
    for (std::size_t i = 1; i < members.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (members[i].key == members[j].key) {
          if (!report_duplicate(members[i], members[j])) return false;
          break;
        }
    return true;
  }
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return members[a].key < members[b].key; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (members[order[i]].key == members[order[i - 1]].key)
      if (!report_duplicate(members[order[i]], members[order[i - 1]])) return false;
  return true;
}

bool Tree::report(Diagnostic diagnostic) {
  diagnostics_.push_back(std::move(diagnostic));
  return diagnostics_.size() < most_diagnostics;
}

bool Tree::stop(Diagnostic diagnostic) {
  diagnostics_.push_back(std::move(diagnostic));
  return false;
}

Result<Document> Tree::take() {
  if (!diagnostics_.empty()) {
    std::ranges::stable_sort(diagnostics_, {}, [](const Diagnostic& d) { return d.span.begin; });
    return fail(std::move(diagnostics_));
  }
  return Document{in_.source, std::move(pending_.front().value)};
}

}  // namespace engross
