// In: a case and letters that it may not know of. Out: the case with them in its history, as its reader would have it.
// Refuses nothing.
#include "cases/history.hpp"

#include <algorithm>

namespace engross {
namespace {

std::string text_of(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value != nullptr && value->is_string() ? value->text() : std::string();
}

bool has(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value != nullptr && !value->is_null();
}

Value list_of(const std::vector<std::string>& texts) {
  Value list = Value::array();
  for (const std::string& text : texts) list.push_back(Value::string(text));
  return list;
}

void fill_in(const EarlierLetter& letter, Value& item) {
  if (letter.date && !has(item, "date")) item.set("date", Value::string(letter.date->iso()));
  if (!letter.template_name.empty() && !has(item, "template"))
    item.set("template", Value::string(letter.template_name));
  if (!letter.paragraphs.empty() && !has(item, "paragraphs")) item.set("paragraphs", list_of(letter.paragraphs));
}

void fill_in(const EarlierLetter& letter, EarlierLetter& known) {
  if (!known.date) known.date = letter.date;
  if (known.template_name.empty()) known.template_name = letter.template_name;
  if (known.paragraphs.empty()) known.paragraphs = letter.paragraphs;
}

}  // namespace

Value history_with(const Value* history, const EarlierLetter& letter) {
  std::vector<Value> items = history != nullptr ? history->items() : std::vector<Value>();
  const auto known =
      std::ranges::find_if(items, [&](const Value& item) { return text_of(item, "reference") == letter.reference; });
  if (known != items.end()) {
    fill_in(letter, *known);
  } else {
    Value item = Value::object();
    item.set("reference", Value::string(letter.reference));
    fill_in(letter, item);
    items.push_back(std::move(item));
  }
  Value list = Value::array(std::move(items));
  if (history != nullptr) {
    list.extent = history->extent;
    list.key_extent = history->key_extent;
  }
  return list;
}

void add_history(Case& to, const std::vector<EarlierLetter>& more) {
  for (const EarlierLetter& letter : more) {
    to.document.root.set("history", history_with(to.document.root.find("history"), letter));
    const auto known = std::ranges::find(to.history, letter.reference, &EarlierLetter::reference);
    if (known != to.history.end())
      fill_in(letter, *known);
    else
      to.history.push_back(letter);
    to.added_history.push_back(letter);
  }
}

}  // namespace engross
