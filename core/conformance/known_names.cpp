// In: a department, cases, a template. Out: what names there are, and what those of the template mean.
// Names are looked for as the merge does: the first part from the innermost section outwards, the rest inside it.
#include "conformance/known_names.hpp"

#include <algorithm>

#include "data/read.hpp"

namespace engross {
namespace {

// Every field of a case, with an example (docs/schemas/case.schema.json).
constexpr std::string_view case_format = R"({
  "reference": "EXAMPLE-1", "department": "example", "template": "reply", "date": "2016-10-26",
  "languages": ["en-GB"],
  "incoming": {"dated": "2016-10-06", "received": "2016-10-10", "reference": "AB/12", "channel": "letter"},
  "deadline": {"policy": "cabinet-office-20"},
  "correspondent": {"title": "Ms", "forename": "Jo", "surname": "Example", "suffix": "OBE", "role": "public",
                    "office": "Chair", "organisation": "Example Society", "address": ["1 High Street", "Ludlow"],
                    "postcode": "SY8 1AA", "country": "England"},
  "recipients": [{"title": "Mr", "forename": "Sam", "surname": "Example", "suffix": "OBE", "role": "public",
                  "office": "Chair", "organisation": "Example Society", "address": ["2 High Street", "Ludlow"],
                  "postcode": "SY8 1AA", "country": "England"}],
  "constituent": {"title": "Mr", "forename": "Owen", "surname": "Example", "suffix": "OBE", "role": "public",
                  "office": "Chair", "organisation": "Example Society", "address": ["3 High Street", "Ludlow"],
                  "postcode": "SY8 1AA", "country": "England"},
  "on_behalf_of": "the Secretary of State", "subject": "The example", "marking": "OFFICIAL", "topics": ["example"],
  "salutation": "Dear Ms Example", "close": "Yours sincerely", "top_and_tail": false, "signatory": "example",
  "enclosures": ["An example"], "copies": ["Mr Example"], "history": [{"reference": "EXAMPLE-0", "date": "2016-08-01", "template": "holding",
  "paragraphs": ["example"]}],
  "paragraphs": [{"use": "example"}], "facts": {}})";

// What every letter has besides (compose/letter_context.hpp).
constexpr std::string_view letter_format = R"({
  "date": "2016-10-26", "reference": "EXAMPLE-1", "your_reference": "AB/12", "salutation": "Dear Ms Example",
  "close": "Yours sincerely", "subject": "The example", "marking": "OFFICIAL", "on_behalf_of": "the Secretary of State",
  "language": "en-GB", "enclosures": {"items": ["An example"]}, "copies": {"items": ["Mr Example"]}, "labels": {},
  "address": ["1 High Street"], "addressees": [{"name": "Ms Example", "lines": ["1 High Street"]}],
  "recipients": ["Ms Example"]})";

// What a letter with a deadline has (compose/deadline_facts.hpp).
constexpr std::string_view deadline_format = R"({"policy": "cabinet-office-20", "due": "2016-10-31", "days_left": 3})";

// What a letter with a history has (compose/earlier_facts.hpp), by any template besides.
constexpr std::string_view earlier_format =
    R"({"count": 1, "last": {"reference": "EXAMPLE-0", "date": "2016-08-01", "template": "holding"}})";

Value parsed(std::string_view json) {
  auto read = read_json(make_source("the case format", std::string(json)));
  return read ? std::move(read->root) : Value::object();
}

Value united_lists(Value first, const Value& second) {
  if (first.items().empty()) return second;
  if (!first.items().front().is_object()) return first;
  std::vector<Value> items = first.items();
  for (const Value& item : second.items()) items.front() = united(std::move(items.front()), item);
  for (std::size_t i = 1; i < items.size(); ++i) items.front() = united(std::move(items.front()), items[i]);
  return Value::array(std::move(items));
}

struct Scope {
  std::string path;              // empty: the whole case
  const Value* value = nullptr;  // null: nothing is known about it
};

std::string_view first_step(std::string_view path) {
  return path.substr(0, path.find('.'));
}

class Meaning {
 public:
  Meaning(const Value& known, const std::set<std::string>& lets, const Partials& partials)
      : known_(known), lets_(lets), partials_(partials) {}

  void read(const Template& text, const std::vector<Scope>& outer, std::size_t depth) {
    std::vector<std::vector<Scope>> inside;  // the scopes within each name that is a section
    for (const Template::Name& name : text.names()) {
      const std::vector<Scope> scopes = name.around == Template::Name::nothing ? outer : inside[name.around];
      inside.push_back(scopes);
      if (name.use == Template::Name::Use::partial || name.use == Template::Name::Use::dynamic_partial) {
        include(name, scopes, depth);
        continue;
      }
      MeantName meant = meaning(name, scopes);
      if (name.use == Template::Name::Use::section && meant.is != MeantName::Is::let)
        inside.back().push_back(within(meant));
      found.push_back(std::move(meant));
    }
  }

  std::vector<MeantName> found;

 private:
  static constexpr std::size_t most_depth = 8;

  void include(const Template::Name& name, const std::vector<Scope>& scopes, std::size_t depth) {
    const auto partial = partials_.find(name.name);
    if (partial == partials_.end() || depth == most_depth)
      found.push_back({name, name.name, MeantName::Is::partial, {}});
    else
      read(partial->second, scopes, depth + 1);
  }

  MeantName meaning(const Template::Name& name, const std::vector<Scope>& scopes) const {
    if (name.name == ".") return {name, scopes.empty() ? std::string() : scopes.back().path, MeantName::Is::known, {}};
    if (lets_.contains(name.name)) return {name, name.name, MeantName::Is::let, {}};
    const std::string_view first = first_step(name.name);
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope)
      if (scope->value != nullptr && scope->value->find(first) != nullptr) return at(name, *scope);
    if (known_.find(first) != nullptr) return at(name, {{}, &known_});
    // What nobody knows belongs to the innermost section that nothing, or only its kind, is known about.
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope)
      if (scope->value == nullptr || scope->value->is_object()) return at(name, *scope);
    return at(name, {{}, &known_});
  }

  static MeantName at(const Template::Name& name, const Scope& scope) {
    MeantName meant{name, scope.path.empty() ? name.name : scope.path + "." + name.name, MeantName::Is::known, {}};
    if (scope.value == nullptr || find_known(*scope.value, name.name) == nullptr) {
      meant.is = MeantName::Is::unknown;
      meant.beside = names_beside(scope.value, name.name);
    }
    return meant;
  }

  // The names that stand where the path stops being known.
  static std::vector<std::string> names_beside(const Value* from, std::string_view path) {
    while (from != nullptr) {
      const std::string_view step = first_step(path);
      const Value* next = find_known(*from, step);
      if (next == nullptr) return from->keys();
      path.remove_prefix(std::min(step.size() + 1, path.size()));
      from = next;
    }
    return {};
  }

  Scope within(const MeantName& meant) const {
    const Value* value = find_known(known_, meant.path);
    if (value == nullptr || !value->is_array()) return {meant.path, value};
    return {meant.path + ".*", value->items().empty() ? nullptr : &value->items().front()};
  }

  const Value& known_;
  const std::set<std::string>& lets_;
  const Partials& partials_;
};

}  // namespace

Value united(Value first, const Value& second) {
  if (first.is_null()) return second;
  if (first.is_array() && second.is_array()) return united_lists(std::move(first), second);
  if (!first.is_object()) return second.is_object() ? second : first;
  for (const Member& member : second.members()) {
    const Value* own = first.find(member.key);
    first.set(member.key, own == nullptr ? member.value : united(*own, member.value));
  }
  return first;
}

const Value* find_known(const Value& root, std::string_view path) {
  const Value* value = &root;
  while (value != nullptr && !path.empty()) {
    const std::string_view step = first_step(path);
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    if (step == "*")
      value = value->items().empty() ? nullptr : &value->items().front();
    else
      value = find_path(*value, step);
  }
  return value;
}

KnownNames known_names(const Department& department, const std::vector<Value>& cases) {
  KnownNames known;
  known.sampled = Value::object();
  for (const Value& one : cases) known.sampled = united(std::move(known.sampled), one);
  const Value* facts = known.sampled.find("facts");
  known.has_facts = facts != nullptr && !facts->members().empty();
  const Value* derived = known.sampled.find("derived");
  known.has_derived = derived != nullptr && !derived->members().empty();
  known.root = united(known.sampled, parsed(case_format));
  Value letter = parsed(letter_format);
  Value labels = Value::object();
  for (const auto& [name, label] : department.style.labels) labels.set(name, Value::string(label));
  letter.set("labels", std::move(labels));
  known.root.set("letter", std::move(letter));
  known.root.set("deadline", parsed(deadline_format));
  Value earlier = parsed(earlier_format);
  for (const auto& [name, text] : department.templates) earlier.set(name, *earlier.find("last"));
  known.root.set("earlier", std::move(earlier));
  known.root.set("department", department.manifest.root);
  Value signatory = Value::object();
  for (const char* field : {"id", "name", "title", "division"}) signatory.set(field, Value::string("example"));
  known.root.set("signatory", std::move(signatory));
  return known;
}

std::vector<MeantName> meant_names(const Template& text, const Value& known, const std::set<std::string>& lets,
                                   const Partials& partials) {
  Meaning meaning(known, lets, partials);
  meaning.read(text, {}, 0);
  return std::move(meaning.found);
}

}  // namespace engross
