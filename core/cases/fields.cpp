// In: one object of a case. Out: its fields, typed. Refuses (and collects): what is missing, of another kind, empty
// where words are needed, not a date, too many, or unknown.
#include "cases/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"
#include "base/language_tag.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_list = 500;

}  // namespace

CaseFields::CaseFields(const Document& document, const Value* object, std::string path, Diagnostics& diagnostics)
    : document_(&document), object_(object), path_(std::move(path)), diagnostics_(&diagnostics) {}

std::string CaseFields::name_of(std::string_view member) const {
  if (path_.empty()) return std::string(member);
  return fmt::format("{}.{}", path_, member);
}

Span CaseFields::span() const {
  return object_ == nullptr ? Span{} : document_->span(*object_);
}

Span CaseFields::span_of(std::string_view name) const {
  if (object_ == nullptr) return {};
  const Value* value = object_->find(name);
  if (value != nullptr) return document_->span(*value);
  Span first = span();
  first.end = std::min(first.end, first.begin + 1);
  return first;
}

void CaseFields::report(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  add_up_to_most(*diagnostics_, error(std::move(code), std::move(span), std::move(message), std::move(hints)));
}

void CaseFields::wrong_kind(const Value& value, const std::string& name, std::string_view expected) {
  std::vector<std::string> hints;
  if (value.is_number() && expected == "a string")
    hints.push_back(fmt::format("put it in double quotes: \"{}\"", value.text()));
  else
    hints.push_back(fmt::format("write {}, or leave it out", expected));
  report("cases.type", document_->span(value),
         fmt::format("{} is {}, and should be {}", name, with_article(value.kind()), expected), std::move(hints));
}

std::size_t CaseFields::member_count() const {
  if (object_ == nullptr) return 0;
  const auto given = [](const Member& member) { return !member.value.is_null(); };
  return static_cast<std::size_t>(std::ranges::count_if(object_->members(), given));
}

const Value* CaseFields::seek(std::string_view name) {
  known_.push_back(name);
  const Value* value = object_ == nullptr ? nullptr : object_->find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const Value* CaseFields::find(std::string_view name, Value::Kind kind) {
  const Value* value = seek(name);
  if (value == nullptr || value->kind() == kind) return value;
  wrong_kind(*value, name_of(name), with_article(kind));
  return nullptr;
}

bool CaseFields::is_blank(const Value& text, const std::string& name) {
  if (!trim(text.text()).empty()) return false;
  report("cases.empty", document_->span(text), fmt::format("{} is empty", name), {"fill it in, or leave it out"});
  return true;
}

bool CaseFields::require(std::string_view name) {
  if (object_ == nullptr) return false;
  const Value* value = object_->find(name);
  if (value != nullptr && !value->is_null()) return true;
  report("cases.missing", span_of(name), fmt::format("{} is {}", name_of(name), value == nullptr ? "missing" : "null"),
         {fmt::format("add \"{}\"", name)});
  return false;
}

std::string CaseFields::required(std::string_view name) {
  require(name);
  return words(name).value_or(std::string());
}

std::string CaseFields::optional(std::string_view name) {
  const Value* text = find(name, Value::Kind::string);
  return text == nullptr || trim(text->text()).empty() ? std::string() : text->text();
}

std::optional<std::string> CaseFields::words(std::string_view name) {
  const Value* text = find(name, Value::Kind::string);
  if (text == nullptr || is_blank(*text, name_of(name))) return std::nullopt;
  return text->text();
}

std::optional<Date> CaseFields::date(std::string_view name) {
  const Value* text = find(name, Value::Kind::string);
  if (text == nullptr) return std::nullopt;
  const std::optional<Date> date = Date::parse(text->text());
  if (!date)
    report("cases.date", document_->span(*text),
           fmt::format("{} is \"{}\", which is no date", name_of(name), text->text()),
           {"write the day as YYYY-MM-DD, for example 2016-10-26"});
  return date;
}

bool CaseFields::flag(std::string_view name) {
  const Value* value = find(name, Value::Kind::boolean);
  return value != nullptr && value->truth();
}

bool CaseFields::is_too_long(const Value& array, std::string_view name, std::size_t most) {
  if (array.items().size() <= most) return false;
  report("cases.too-many", document_->span(array.items()[most]),
         fmt::format("{} has {} items; at most {} are taken", name_of(name), array.items().size(), most),
         {"leave the others out"});
  return true;
}

std::vector<std::string> CaseFields::strings(const Value& array, std::string_view name, std::size_t most, Items items) {
  std::vector<std::string> texts;
  if (is_too_long(array, name, most)) return texts;
  texts.reserve(array.items().size());
  for (std::size_t i = 0; i < array.items().size(); ++i) {
    const Value& item = array.items()[i];
    const auto item_name = [&] { return fmt::format("{}.{}", name_of(name), i); };
    if (item.is_object() && items == Items::texts_by_language)
      texts.push_back(first_of(item, item_name()));
    else if (!item.is_string())
      wrong_kind(item, item_name(), "a string");
    else if (trim(item.text()).empty())
      is_blank(item, item_name());
    else
      texts.push_back(item.text());
  }
  return texts;
}

std::vector<std::string> CaseFields::list(std::string_view name) {
  const Value* array = find(name, Value::Kind::array);
  return array == nullptr ? std::vector<std::string>{} : strings(*array, name, longest_list);
}

std::vector<std::string> CaseFields::one_or_list(std::string_view name, std::size_t most) {
  const Value* value = seek(name);
  if (value == nullptr) return {};
  if (value->is_array()) return strings(*value, name, most);
  if (value->is_string())
    return is_blank(*value, name_of(name)) ? std::vector<std::string>{} : std::vector{value->text()};
  wrong_kind(*value, name_of(name), "a string or an array of strings");
  return {};
}

// Every language's text is judged here, so that no later reading finds fault with it.
std::string CaseFields::first_of(const Value& by_language, const std::string& name) {
  for (const Member& member : by_language.members()) {
    const std::string text_name = fmt::format("{}.{}", name, member.key);
    if (!is_language_tag(member.key))
      report("cases.language", document_->key_span(member.value),
             fmt::format("{} has a \"{}\", which is not a language tag", name, member.key),
             {"write the words as a string, or once a language: {\"cy\": \"…\", \"en-GB\": \"…\"}"});
    else if (!member.value.is_string())
      wrong_kind(member.value, text_name, "a string");
    else
      is_blank(member.value, text_name);
  }
  if (!by_language.members().empty()) return by_language.members().front().value.text();
  report("cases.empty", document_->span(by_language), fmt::format("{} is empty", name),
         {"give its words by language, or leave it out"});
  return {};
}

std::string CaseFields::optional_by_language(std::string_view name) {
  const Value* value = seek(name);
  return value != nullptr && value->is_object() ? first_of(*value, name_of(name)) : optional(name);
}

std::optional<std::string> CaseFields::words_by_language(std::string_view name) {
  const Value* value = seek(name);
  if (value != nullptr && value->is_object()) return first_of(*value, name_of(name));
  return words(name);
}

std::vector<std::string> CaseFields::list_by_language(std::string_view name) {
  const Value* array = find(name, Value::Kind::array);
  return array == nullptr ? std::vector<std::string>{} : strings(*array, name, longest_list, Items::texts_by_language);
}

CaseFields CaseFields::object(std::string_view name) {
  return {*document_, find(name, Value::Kind::object), name_of(name), *diagnostics_};
}

std::vector<CaseFields> CaseFields::objects(std::string_view name, std::size_t most) {
  std::vector<CaseFields> list;
  const Value* array = find(name, Value::Kind::array);
  if (array == nullptr || is_too_long(*array, name, most)) return list;
  for (std::size_t i = 0; i < array->items().size(); ++i) {
    const Value& item = array->items()[i];
    std::string item_name = fmt::format("{}.{}", name_of(name), i);
    if (item.is_object())
      list.emplace_back(*document_, &item, std::move(item_name), *diagnostics_);
    else
      wrong_kind(item, item_name, "an object");
  }
  return list;
}

void CaseFields::finish(std::string_view hint) {
  if (object_ == nullptr) return;
  for (const Member& member : object_->members()) {
    if (has_enough(*diagnostics_)) return;
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    const std::vector<std::string> names(known_.begin(), known_.end());
    std::vector<std::string> hints;
    if (std::string near = did_you_mean(member.key, names); !near.empty()) hints.push_back(std::move(near));
    if (!hint.empty()) hints.emplace_back(hint);
    if (hints.empty()) hints.push_back(fmt::format("it may have {}", fmt::join(names, ", ")));
    report("cases.unknown-field", document_->key_span(member.value),
           fmt::format("there is no field \"{}\"{}", member.key, path_.empty() ? "" : " in " + path_),
           std::move(hints));
  }
}

}  // namespace engross
