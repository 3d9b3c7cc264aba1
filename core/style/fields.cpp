// In: one object of a document. Out: its members as numbers, words, boxes and colours.
// Refuses: members of another kind, numbers outside their range, words not among those allowed, keys that nobody asked
// for. Every problem is reported where it stands, and reading goes on.
#include "style/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/enough.hpp"
#include "base/suggest.hpp"

namespace engross {
namespace {

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<int> hex_pair(std::string_view digits) {
  int value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::string with_unit(Range range) {
  return fmt::format("{} to {}{}{}", range.least, range.most, range.unit.empty() ? "" : " ", range.unit);
}

}  // namespace

Fields::Fields(const Document& document, const Value& object, std::string where, Diagnostics& problems,
               FieldCodes codes)
    : document_(&document), object_(&object), where_(std::move(where)), problems_(&problems), codes_(codes) {}

std::string Fields::named(std::string_view key) const {
  return where_.empty() ? std::string(key) : fmt::format("{}.{}", where_, key);
}

Span Fields::span(std::string_view key) const {
  const Value* value = object_->find(key);
  return document_->span(value != nullptr ? *value : *object_);
}

void Fields::report(std::string_view code, const Span& at, std::string message, std::vector<std::string> hints) {
  add_up_to_most(*problems_, error(std::string(code), at, std::move(message), std::move(hints)));
}

const Value* Fields::known(std::string_view key) {
  if (std::ranges::find(asked_, key) == asked_.end()) asked_.emplace_back(key);
  return object_->find(key);
}

const Value* Fields::of_kind(std::string_view key, Value::Kind kind) {
  const Value* value = known(key);
  if (value == nullptr || value->kind() == kind) return value;
  std::vector<std::string> hints;
  if (kind == Value::Kind::string && (value->is_number() || value->is_boolean() || value->is_null()))
    hints.emplace_back("put it between quotation marks");
  report(codes_.type, document_->span(*value),
         fmt::format("\"{}\" is {}, but must be {}", named(key), with_article(value->kind()), with_article(kind)),
         std::move(hints));
  return nullptr;
}

bool Fields::in_range(std::string_view key, const Value& value, Range range, double& to) {
  const auto found = number_of(value.text());
  if (!found || *found < range.least || *found > range.most) {
    report(codes_.range, document_->span(value),
           fmt::format("\"{}\" is {}, but must be {}", named(key), value.text(), with_unit(range)));
    return false;
  }
  to = *found;
  return true;
}

bool Fields::number(std::string_view key, Range range, double& to) {
  const Value* value = of_kind(key, Value::Kind::number);
  return value != nullptr && in_range(key, *value, range, to);
}

bool Fields::whole(std::string_view key, Range range, int& to) {
  double found = 0;
  if (!number(key, range, found)) return false;
  if (found != std::floor(found)) {
    report(codes_.range, span(key), fmt::format("\"{}\" is {}, but must be a whole number", named(key), found));
    return false;
  }
  to = static_cast<int>(found);
  return true;
}

bool Fields::boolean(std::string_view key, bool& to) {
  const Value* value = of_kind(key, Value::Kind::boolean);
  if (value != nullptr) to = value->truth();
  return value != nullptr;
}

bool Fields::text(std::string_view key, std::string& to) {
  const Value* value = of_kind(key, Value::Kind::string);
  if (value != nullptr) to = value->text();
  return value != nullptr;
}

bool Fields::texts(std::string_view key, std::vector<std::string>& to) {
  const Value* list = of_kind(key, Value::Kind::array);
  if (list == nullptr) return false;
  std::vector<std::string> found;
  for (const Value& item : list->items()) {
    if (!item.is_string()) {
      report(codes_.type, document_->span(item),
             fmt::format("\"{}\" must be a list of strings, but this is {}", named(key), with_article(item.kind())),
             {"put it between quotation marks"});
      return false;
    }
    found.push_back(item.text());
  }
  to = std::move(found);
  return true;
}

bool Fields::numbers(std::string_view key, Range range, std::vector<double>& to) {
  const Value* list = of_kind(key, Value::Kind::array);
  if (list == nullptr) return false;
  std::vector<double> found;
  for (const Value& item : list->items()) {
    double number = 0;
    if (!item.is_number()) {
      report(codes_.type, document_->span(item),
             fmt::format("\"{}\" must be a list of numbers, but this is {}", named(key), with_article(item.kind())));
      return false;
    }
    if (!in_range(key, item, range, number)) return false;
    found.push_back(number);
  }
  to = std::move(found);
  return true;
}

bool Fields::colour(std::string_view key, Colour& to) {
  std::string word;
  if (!text(key, word)) return false;
  const std::string_view digits = std::string_view(word).substr(word.empty() ? 0 : 1);
  const bool shaped =
      word.size() == 7 && word[0] == '#' && digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
  if (!shaped) {
    report(codes_.type, span(key),
           fmt::format("\"{}\" is \"{}\", but must be a colour such as \"#1d3557\"", named(key), word));
    return false;
  }
  to.red = *hex_pair(digits.substr(0, 2)) / 255.0;
  to.green = *hex_pair(digits.substr(2, 2)) / 255.0;
  to.blue = *hex_pair(digits.substr(4, 2)) / 255.0;
  return true;
}

bool Fields::box(std::string_view key, Range range, Box& to, bool whole_box) {
  auto sides = object(key);
  if (!sides) return false;
  if (whole_box) sides->require({"left", "top", "width", "height"});
  sides->number("left", range, to.left);
  sides->number("top", range, to.top);
  sides->number("width", range, to.width);
  sides->number("height", range, to.height);
  sides->refuse_unknown();
  return true;
}

std::optional<Fields> Fields::object(std::string_view key) {
  const Value* value = of_kind(key, Value::Kind::object);
  if (value == nullptr) return std::nullopt;
  return Fields(*document_, *value, named(key), *problems_, codes_);
}

void Fields::require(std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (known(key) == nullptr)
      report(codes_.missing, document_->span(*object_), fmt::format("\"{}\" is missing", named(key)));
}

void Fields::refuse_unknown() {
  for (const Member& member : object_->members()) {
    if (has_enough(*problems_)) return;
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    std::vector<std::string> hints;
    if (std::string hint = did_you_mean(member.key, asked_); !hint.empty())
      hints.push_back(std::move(hint));
    else
      hints.push_back(fmt::format("known here: {}", fmt::join(asked_, ", ")));
    report(codes_.unknown, document_->key_span(member.value), fmt::format("\"{}\" is not known", named(member.key)),
           std::move(hints));
  }
}

void Fields::report_choice(const Value& value, const std::string& word, const std::vector<std::string>& names) {
  std::vector<std::string> hints;
  if (std::string hint = did_you_mean(word, names); !hint.empty()) hints.push_back(std::move(hint));
  report(codes_.choice, document_->span(value), fmt::format("\"{}\" is not one of: {}", word, fmt::join(names, ", ")),
         std::move(hints));
}

}  // namespace engross
