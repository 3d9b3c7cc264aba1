// In: a case's history. Out: how many letters there were, and the latest of each kind.
// Refuses nothing.
#include "compose/earlier_facts.hpp"

#include <algorithm>
#include <map>

namespace engross {
namespace {

Value facts_of(const EarlierLetter& letter, const Value& item) {
  const auto placed = [&](std::string_view key, std::string text) {
    Value value = Value::string(std::move(text));
    if (const Value* given = item.find(key)) value.extent = given->extent;
    return value;
  };
  Value facts = Value::object();
  facts.set("reference", placed("reference", letter.reference));
  if (letter.date) facts.set("date", placed("date", letter.date->iso()));
  if (!letter.template_name.empty()) facts.set("template", placed("template", letter.template_name));
  return facts;
}

}  // namespace

Value earlier_facts(const Case& case_) {
  const std::vector<EarlierLetter>& history = case_.history;
  if (history.empty()) return {};
  const auto later = [&](std::size_t one, std::size_t other) { return history[one].date >= history[other].date; };
  std::map<std::string_view, std::size_t> latest;  // by template; "last" of all
  for (std::size_t i = 0; i < history.size(); ++i)
    for (const std::string_view kind : {std::string_view("last"), std::string_view(history[i].template_name)}) {
      if (kind.empty() || kind == "count") continue;
      const auto [known, is_new] = latest.emplace(kind, i);
      if (!is_new && later(i, known->second)) known->second = i;
    }
  Value facts = Value::object();
  facts.set("count", Value::number(std::to_string(history.size())));
  const std::vector<Value>& items = case_.document.root.find("history")->items();
  for (const auto& [kind, i] : latest) facts.set(std::string(kind), facts_of(history[i], items[i]));
  return facts;
}

}  // namespace engross
