// In: a department and the names that its samples know. Out: what each paragraph asks of a case, the values that make a
// difference to it, and cases with them. Refuses nothing: what it cannot make, it leaves as the samples have it.
#include "conformance/vocabulary.hpp"

#include <algorithm>

namespace engross {
namespace {

std::set<std::string> let_names(const Paragraph& paragraph) {
  std::set<std::string> names;
  for (const auto& [name, rule] : paragraph.lets) names.insert(name);
  return names;
}

void add(std::vector<Atom>& to, const std::vector<Atom>& more) {
  for (const Atom& atom : more)
    if (std::ranges::find(to, atom) == to.end()) to.push_back(atom);
}

bool is_section(const MeantName& meant) {
  return meant.name.use == Template::Name::Use::section || meant.name.use == Template::Name::Use::inverted;
}

bool is_optional(const std::set<std::string, std::less<>>& optional, const MeantName& meant) {
  return std::ranges::any_of(optional, [&](const std::string& declared) {
    return meant.name.name == declared || meant.path == declared || meant.name.name.starts_with(declared + ".");
  });
}

std::vector<std::string> names_of(const std::map<std::string, Template, std::less<>>& templates) {
  std::vector<std::string> names;
  for (const auto& [name, text] : templates)
    if (name.find('.') == std::string::npos && name.find('/') == std::string::npos) names.push_back(name);
  return names;
}

Value of_formatter(const std::string& formatter, const Date& today) {
  if (formatter == "long_date" || formatter == "short_date" || formatter == "weekday")
    return Value::string(today.iso());
  if (formatter == "money" || formatter == "number") return Value::number("1234.50");
  if (formatter == "ordinal") return Value::number("3");
  if (formatter == "list") return Value::array({Value::string("the first"), Value::string("the second")});
  return Value::string("an example");
}

Value of_literal(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::number:
      return Value::number(literal.text);
    case Literal::Kind::boolean:
      return Value::boolean(true);
    default:
      return Value::string(literal.text);
  }
}

Value list_of(const std::vector<std::string>& words) {
  Value list = Value::array();
  for (const std::string& word : words) list.push_back(Value::string(word));
  return list;
}

// Somebody to write to: as in the first sample, without the role, which is varied.
Value with_person(Value root, const KnownNames& known) {
  const Value* sampled = known.sampled.find("correspondent");
  const Value& person = sampled != nullptr ? *sampled : *known.root.find("correspondent");
  Value plain = Value::object();
  for (const char* key : {"title", "forename", "surname", "address", "postcode"})
    if (const Value* value = person.find(key)) plain.set(key, *value);
  if (plain.find("address") == nullptr) plain.set("address", *known.root.find("correspondent")->find("address"));
  root.set("correspondent", std::move(plain));
  return root;
}

}  // namespace

Vocabulary::Vocabulary(const Department& department, const KnownNames& known, Date today)
    : department_(department), known_(known), today_(today) {
  for (const Paragraph& paragraph : department.paragraphs)
    if (paragraph.language.empty()) read(paragraph);
  make_fullest();
}

void Vocabulary::read(const Paragraph& paragraph) {
  Questions& questions = questions_[&paragraph];
  if (paragraph.when) add(questions.when, atoms_of(*paragraph.when, paragraph.lets));
  for (const std::string& to : paragraph.yields_to)
    if (const Paragraph* other = department_.find(to); other != nullptr && other->when)
      add(questions.when, atoms_of(*other->when, other->lets));
  for (const std::string& language : department_.languages)
    if (const Paragraph* printed = department_.find(paragraph.id, language)) read_body(*printed, questions.body);
  for (const Atom& atom : questions.when) note_atom(atom);
  for (const Atom& atom : questions.body) note_atom(atom);
}

void Vocabulary::note_atom(const Atom& atom) {
  if (const auto place = place_in_case(atom.path)) {
    named_.try_emplace(*place);
    if (atom.kind == Atom::Kind::compared && atom.other.empty()) compared_.try_emplace(*place, atom.literal);
    if (!atom.other.empty()) paired_.try_emplace(*place, atom);
  }
  if (atom.other.empty()) return;
  if (const auto other = place_in_case(atom.other)) {
    named_.try_emplace(*other);
    paired_.try_emplace(*other, atom);
  }
}

void Vocabulary::read_body(const Paragraph& paragraph, std::vector<Atom>& to) {
  const Paragraph& original = *department_.find(paragraph.id);
  for (const MeantName& meant : meant_names(*paragraph.body, known_.root, let_names(original), department_.partials)) {
    if (meant.is == MeantName::Is::partial) continue;
    if (meant.is == MeantName::Is::let) {
      if (is_section(meant)) add(to, atoms_of(original.lets.at(meant.name.name), original.lets));
      continue;
    }
    note_use(meant);
    if (!is_section(meant)) continue;
    add(to, {{Atom::Kind::shown, meant.path}});
    if (is_optional(original.optional, meant)) add(to, {{Atom::Kind::optional, meant.path}});
  }
}

void Vocabulary::note_use(const MeantName& meant) {
  const auto place = place_in_case(meant.path);
  if (!place || place->empty()) return;
  if (is_section(meant)) {
    sections_.insert(*place);
    named_.try_emplace(*place);
    return;
  }
  std::string& formatter = named_[*place];
  if (formatter.empty()) formatter = meant.name.formatter;
  if (meant.name.name != ".") sections_.erase(*place);  // it is printed too
  if (meant.name.use == Template::Name::Use::interpolation && formatter.empty()) formatter = "text";
}

// A sample's value, else an example of the format's, else one that suits how it is used.
Value Vocabulary::usual_at(const std::string& place) const {
  if (place == "languages") return Value::array({Value::string(department_.languages.front())});
  if (const Value* known = find_known(known_.root, place); known != nullptr && !known->is_null()) return *known;
  if (const auto compared = compared_.find(place); compared != compared_.end()) return of_literal(compared->second);
  const auto use = named_.find(place);
  const auto pair = paired_.find(place);
  if (pair != paired_.end() && (use == named_.end() || use->second.empty())) return usual_beside(place, pair->second);
  const bool only_asked = sections_.contains(place) && (use == named_.end() || use->second.empty());
  if (only_asked || use == named_.end() || use->second.empty()) return Value::boolean(true);
  return of_formatter(use->second, today_);
}

// Of a place that is only compared with another: something that can be compared with what stands there.
Value Vocabulary::usual_beside(const std::string& place, const Atom& pair) const {
  const bool is_list = pair.kind == Atom::Kind::contains && place_in_case(pair.path) == place;
  if (is_list) return Value::array();
  if (pair.kind == Atom::Kind::contains) return Value::string("An example");
  const std::string& other = place_in_case(pair.path) == place ? pair.other : pair.path;
  if (const Value* known = find_known(known_.root, other); known != nullptr && !known->is_null()) return *known;
  const auto use = named_.find(place_in_case(other).value_or(std::string()));
  if (use != named_.end() && !use->second.empty()) return of_formatter(use->second, today_);
  return Value::number("3");  // equal to itself, and with more and less beside it
}

// What a path of the merge is in the fullest letter, or in any.
Value Vocabulary::usual_of(const std::string& path) const {
  if (const auto place = place_in_case(path)) {
    const Value* full = find_known(fullest_, *place);
    return full != nullptr ? *full : usual_at(*place);
  }
  const Value* known = find_known(known_.root, path);
  return known != nullptr ? *known : Value();
}

// What a case may hold: the fields of its format, and anything among facts and what code derives.
bool Vocabulary::can_be(const std::string& place) const {
  return place.starts_with("facts.") || place.starts_with("derived.") || find_known(known_.root, place) != nullptr;
}

PathHints Vocabulary::hints_for(const std::string& place, const std::vector<Atom>& atoms) const {
  const Value* full = find_known(fullest_, place);
  PathHints hints{.usual = full != nullptr ? *full : usual_at(place)};
  for (const Atom& atom : atoms)
    if (!atom.other.empty())
      hints.others.push_back(usual_of(place_in_case(atom.path) == place ? atom.other : atom.path));
  if (place == "template") hints.allowed = names_of(department_.templates);
  if (place == "languages") hints.allowed = department_.languages;
  if (place == "signatory")
    for (const Signatory& signatory : department_.signatories) hints.allowed.push_back(signatory.id);
  if (!hints.allowed.empty() && place != "languages") {
    const bool has_reply = std::ranges::find(hints.allowed, "reply") != hints.allowed.end();
    hints.usual = Value::string(place == "template" && has_reply ? "reply" : hints.allowed.front());
  }
  return hints;
}

std::vector<Variable> Vocabulary::variables(const std::vector<Atom>& atoms) const {
  std::vector<std::string> places;
  std::map<std::string, std::vector<Atom>> about;
  const auto note = [&](const std::string& path, Atom atom) {
    const auto place = place_in_case(path);
    if (!place || *place == "reference" || *place == "department") return false;
    if (!about.contains(*place)) places.push_back(*place);
    about[*place].push_back(std::move(atom));
    return true;
  };
  // Two paths: the one is varied around the other, unless what stands there cannot be chosen.
  for (const Atom& atom : atoms)
    if (!note(atom.path, atom) && !atom.other.empty() && atom.kind != Atom::Kind::contains) note(atom.other, atom);
  std::vector<Variable> variables;
  for (const std::string& place : places) {
    if (!can_be(place)) {
      variables.push_back({place, {std::nullopt}});
      continue;
    }
    std::vector<Atom> asked = about[place];
    if (place == "languages")  // it is compared as a text, and given as a list
      std::erase_if(asked, [](const Atom& atom) { return atom.kind == Atom::Kind::compared; });
    Variable variable = variable_of(place, asked, hints_for(place, asked));
    if (place == "languages")
      for (std::size_t i = 1; i < department_.languages.size(); ++i)
        variable.choices.emplace_back(Value::array({Value::string(department_.languages[i])}));
    if (place == "languages" && department_.languages.size() > 1)
      variable.choices.emplace_back(list_of(department_.languages));
    variables.push_back(std::move(variable));
  }
  return variables;
}

bool Vocabulary::decides(const std::vector<Atom>& atoms) {
  return std::ranges::all_of(atoms, [](const Atom& atom) {
    if (!atom.other.empty()) return false;
    const auto place = place_in_case(atom.path);
    if (place) return *place != "reference" || atom.kind != Atom::Kind::compared;
    return atom.path == "department" || atom.path.starts_with("department.");
  });
}

std::vector<std::string> Vocabulary::languages_of(const Paragraph& original) const {
  std::vector<std::string> languages;
  for (const std::string& language : department_.languages)
    if (department_.find(original.id, language) != nullptr) languages.push_back(language);
  return languages;
}

Value Vocabulary::made(const Value& base, const std::vector<Variable>& variables, const std::vector<std::size_t>& row) {
  std::vector<Assigned> settings;
  for (std::size_t i = 0; i < variables.size(); ++i)
    settings.emplace_back(variables[i].path, variables[i].choices[row[i]]);
  return with_values(base, std::move(settings));
}

void Vocabulary::make_fullest() {
  Value root = Value::object();
  root.set("reference", Value::string("EXAMPLE-1"));
  root.set("department", Value::string(department_.id));
  root.set("date", Value::string(today_.iso()));
  root = with_person(std::move(root), known_);
  std::vector<Assigned> settings;
  for (const auto& [place, formatter] : named_) {
    const bool fixed = place == "reference" || place == "department" || place == "date" || place == "topics" ||
                       place == "template" || place == "languages" || place == "signatory";
    // What stands below it makes an object of it.
    const auto below = named_.lower_bound(place + ".");
    const bool bears = below != named_.end() && below->first.starts_with(place + ".");
    const bool known = find_known(known_.root, place) != nullptr;
    if (fixed || !can_be(place) || (bears && !known)) continue;
    settings.emplace_back(place, usual_at(place));
  }
  fullest_ = with_values(std::move(root), std::move(settings));
}

}  // namespace engross
