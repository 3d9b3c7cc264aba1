// In: a case, its department, the greeting and who signs. Out: the frames of the merge and the facts of the rules.
// Refuses nothing: what a case leaves out is null where the letter always has the name, and absent otherwise.
#include "compose/letter_context.hpp"

#include <algorithm>
#include <array>

#include "base/language_tag.hpp"
#include "base/text.hpp"
#include "compose/earlier_facts.hpp"

namespace engross {
namespace {

Value text_or_null(const std::string& text, Extent extent = {}) {
  Value value = text.empty() ? Value() : Value::string(text);
  value.extent = extent;
  return value;
}

Extent extent_of(const Value* value) {
  return value ? value->extent : Extent{};
}

Value case_fields(const Value& root) {
  static constexpr std::array<std::string_view, 5> hidden = {"department", "signatory", "template", "paragraphs",
                                                             "deadline"};
  std::vector<Member> members;
  members.reserve(root.members().size());
  for (const Member& member : root.members())
    if (std::ranges::find(hidden, member.key) == hidden.end()) members.push_back(member);
  Value fields = Value::object(std::move(members));
  fields.extent = root.extent;
  return fields;
}

// The place of the person's own words that a line of the address shows; the person's place when a line is made of
// several.
Extent place_of_line(const Value& person, std::string_view line) {
  const Value* begins = nullptr;  // words that begin with the line, where none are the line alone
  const auto is_it = [&](const Value& value) {
    if (!value.is_string()) return false;
    const std::string_view words = trim(value.text());
    if (begins == nullptr && words.starts_with(line)) begins = &value;
    return words == line;
  };
  for (const Member& member : person.members()) {
    if (is_it(member.value)) return member.value.extent;
    for (const Value& item : member.value.items())
      if (is_it(item)) return item.extent;
  }
  return begins != nullptr ? begins->extent : person.extent;
}

const Value& person_at(const Value& root, std::size_t index) {
  static const Value nobody;
  if (index == 0) {
    const Value* correspondent = root.find("correspondent");
    return correspondent ? *correspondent : nobody;
  }
  const Value* recipients = root.find("recipients");
  if (recipients == nullptr || index > recipients->items().size()) return nobody;
  return recipients->items()[index - 1];
}

Value texts(const std::vector<std::string>& lines, const Value* read) {
  std::vector<Value> items;
  items.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    items.push_back(Value::string(lines[i]));
    if (read != nullptr && i < read->items().size()) items.back().extent = read->items()[i].extent;
  }
  return Value::array(std::move(items));
}

// {"items": [...]}, so that a template can say what a list is of, once; null when there is nothing in it.
Value listed(const std::vector<std::string>& lines, const Value* read) {
  if (lines.empty()) return {};
  return Value::object({{"items", texts(lines, read)}});
}

void add_people(std::vector<Member>& letter, const Greeting& greeting, const Value& root) {
  std::vector<Value> address;
  std::vector<Value> addressees;
  std::vector<Value> names;
  for (std::size_t i = 0; i < greeting.people.size(); ++i) {
    const Value& person = person_at(root, i);
    std::vector<Value> lines;
    for (const std::string& line : greeting.people[i].lines) {
      lines.push_back(Value::string(line));
      lines.back().extent = place_of_line(person, line);
    }
    address.insert(address.end(), lines.begin(), lines.end());
    names.push_back(text_or_null(greeting.people[i].name, person.extent));
    std::vector<Member> addressee;
    addressee.push_back({"name", names.back()});
    addressee.push_back({"lines", Value::array(std::move(lines))});
    addressees.push_back(Value::object(std::move(addressee)));
  }
  letter.push_back({"address", Value::array(std::move(address))});
  letter.push_back({"addressees", Value::array(std::move(addressees))});
  letter.push_back({"recipients", Value::array(std::move(names))});
}

// "our_ref.cy" stands in for "our_ref" in Welsh letters.
Value labels(const HouseStyle& style, std::string_view language) {
  Value labels = Value::object();
  for (const auto& [name, label] : style.labels)
    if (name.find('.') == std::string::npos) labels.set(name, Value::string(std::string(style.label(name, language))));
  return labels;
}

Value letter_fields(const ComposeInput& input, const std::string& language, const Greeting& greeting) {
  const Case& case_ = *input.case_;
  const Value& root = case_.document.root;
  const Extent correspondent = person_at(root, 0).extent;
  const auto place = [&](std::string_view key, Extent otherwise = {}) {
    const Value* value = root.find(key);
    return value && !value->is_null() ? value->extent : otherwise;
  };
  const Value* incoming = root.find("incoming");
  std::vector<Member> letter;
  letter.reserve(16);
  letter.push_back({"date", text_or_null(input.date.iso(), place("date"))});
  letter.push_back({"reference", text_or_null(case_.reference, place("reference"))});
  letter.push_back({"your_reference", text_or_null(case_.incoming.reference,
                                                   extent_of(incoming ? incoming->find("reference") : nullptr))});
  letter.push_back({"salutation", text_or_null(greeting.salutation, place("salutation", correspondent))});
  letter.push_back({"close", text_or_null(greeting.close, place("close", correspondent))});
  letter.push_back({"subject", text_or_null(case_.subject, place("subject"))});
  letter.push_back({"marking", text_or_null(case_.marking, place("marking"))});
  letter.push_back({"on_behalf_of", text_or_null(case_.on_behalf_of, place("on_behalf_of"))});
  letter.push_back({"language", Value::string(language)});
  letter.push_back({"enclosures", listed(case_.enclosures, root.find("enclosures"))});
  letter.push_back({"copies", listed(case_.copies, root.find("copies"))});
  letter.push_back({"labels", labels(input.department->style, language)});
  add_people(letter, greeting, root);
  return Value::object(std::move(letter));
}

Value signatory_fields(const Signatory& of, const std::string& language, const Value& manifest) {
  const Signatory signatory = of.in(language);
  const std::string ending = "." + std::string(primary_subtag(language));
  const Value* read = nullptr;
  if (const Value* all = manifest.find("signatories"))
    for (const Value& one : all->items())
      if (const Value* id = one.find("id"); id && id->text() == signatory.id) read = &one;
  const auto field = [&](const char* key, const std::string& text) {
    const Value* given = read ? read->find(key + ending) : nullptr;
    if (given == nullptr && read != nullptr) given = read->find(key);
    return Member{key, text_or_null(text, extent_of(given))};
  };
  std::vector<Member> fields;
  fields.push_back(field("id", signatory.id));
  fields.push_back(field("name", signatory.name));
  fields.push_back(field("title", signatory.title));
  fields.push_back(field("division", signatory.division));
  return Value::object(std::move(fields));
}

Value under(std::string key, Value value) {
  std::vector<Member> members;
  members.push_back({std::move(key), std::move(value)});
  return Value::object(std::move(members));
}

}  // namespace

LetterContext::LetterContext(const ComposeInput& input, const std::string& language, const Greeting& greeting,
                             const std::vector<const Signatory*>& signatories, const DepartmentView& view,
                             const Value& deadline) {
  const Document& document = input.case_->document;
  const Document& manifest = input.department->manifest;
  if (document.root.find("topics") == nullptr) {
    values_.push_back(under("topics", Value::array()));
    facts_.frames.push_back(&values_.back());
  }
  add(case_fields(document.root), document.source, "/case");
  frames_.push_back({.value = &view.frame, .source = manifest.source, .pointer = {}});
  facts_.frames.push_back(&view.frame);
  if (!signatories.empty())
    add(under("signatory", signatory_fields(*signatories.front(), language, manifest.root)), manifest.source);
  add(under("letter", letter_fields(input, language, greeting)), document.source);
  if (deadline.is_object()) add(under("deadline", deadline), document.source);
  if (Value earlier = earlier_facts(*input.case_); earlier.is_object())
    add(under("earlier", std::move(earlier)), document.source);
  if (input.derived.is_object()) add(under("derived", input.derived), nullptr);
  values_.push_back(under("template", Value::string(input.case_->template_name)));  // what rules ask for most often
  facts_.frames.push_back(&values_.back());
}

void LetterContext::add(Value frame, SourceRef source, std::string pointer) {
  values_.push_back(std::move(frame));
  frames_.push_back({.value = &values_.back(), .source = std::move(source), .pointer = std::move(pointer)});
  facts_.frames.push_back(&values_.back());
}

}  // namespace engross
