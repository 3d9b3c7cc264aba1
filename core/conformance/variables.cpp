// In: the atoms about one path. Out: the values to try for it, one for each way that the atoms can come out.
#include "conformance/variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace engross {
namespace {

using Kind = Atom::Kind;

class Choosing {
 public:
  explicit Choosing(const PathHints& hints) : hints_(hints) {}

  Variable choose(const std::string& path, const std::vector<Atom>& atoms) {
    const bool list = std::ranges::any_of(atoms, [](const Atom& a) { return a.kind == Kind::contains; });
    if (hints_.usual && !(list && !hints_.usual->is_array())) add(hints_.usual);
    if (list)
      add_lists(atoms);
    else
      for (const Atom& atom : atoms) add_for(atom);
    if (!literals_.empty() && !list) add_another_text();
    add_falsehoods(atoms);
    if (!hints_.allowed.empty()) keep_allowed();
    if (choices_.empty()) choices_.push_back(hints_.usual);
    return {path, std::move(choices_)};
  }

 private:
  static bool same(const Choice& a, const Choice& b) {
    if (!a || !b) return !a && !b;
    return a->kind() == b->kind() && to_canonical_json(*a) == to_canonical_json(*b);
  }

  void add(Choice choice) {
    if (std::ranges::none_of(choices_, [&](const Choice& known) { return same(known, choice); }))
      choices_.push_back(std::move(choice));
  }

  void add_for(const Atom& atom) {
    if (atom.kind == Kind::truth) {
      add(Value::boolean(true));
      add(Value::boolean(false));
    }
    if (atom.kind != Kind::compared) return;
    if (atom.other.empty()) return add_around(atom.literal);
    if (hints_.usual) add_around_value(*hints_.usual);
    for (const Value& other : hints_.others) add_around_value(other);
  }

  void add_around(const Literal& literal) {
    switch (literal.kind) {
      case Literal::Kind::boolean:
        add(Value::boolean(true));
        add(Value::boolean(false));
        break;
      case Literal::Kind::number:
        add_numbers(literal.text);
        break;
      case Literal::Kind::date:
        add_days(*Date::parse(literal.text));
        break;
      case Literal::Kind::string:
        if (const auto day = Date::parse(literal.text)) {
          add_days(*day);
          break;
        }
        add(Value::string(literal.text));
        literals_.push_back(literal.text);
        break;
    }
  }

  // Compared with another path, which may stand anywhere: around its usual value, and far from it.
  void add_around_value(const Value& value) {
    if (value.is_number()) return add_numbers(value.text());
    if (!value.is_string()) return;
    if (const auto day = Date::parse(value.text())) {
      for (const int days : {-3650, -1, 0, 1, 3650}) add(Value::string(day->plus_days(days).iso()));
      return;
    }
    add(Value::string(value.text()));
    literals_.push_back(value.text());
  }

  void add_days(const Date& day) {
    for (const int days : {-1, 0, 1}) add(Value::string(day.plus_days(days).iso()));
  }

  void add_numbers(const std::string& text) {
    long long whole = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), whole);
    add(Value::number(text));
    if (code == std::errc() && end == text.data() + text.size()) {
      add(Value::number(std::to_string(whole - 1)));
      add(Value::number(std::to_string(whole + 1)));
      return;
    }
    double real = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), real).ec != std::errc()) return;
    add(Value::number(fmt::format("{:.3f}", real - 1)));
    add(Value::number(fmt::format("{:.3f}", real + 1)));
  }

  void add_another_text() {
    if (!hints_.allowed.empty()) {
      for (const std::string& word : hints_.allowed)
        if (std::ranges::find(literals_, word) == literals_.end()) return add(Value::string(word));
      return;
    }
    const bool other = std::ranges::any_of(choices_, [&](const Choice& choice) {
      return choice && choice->is_string() && std::ranges::find(literals_, choice->text()) == literals_.end();
    });
    if (!other) add(Value::string("Another"));
  }

  void add_lists(const std::vector<Atom>& atoms) {
    Value all = hints_.usual && hints_.usual->is_array() ? *hints_.usual : Value::array();
    add(Value::array());
    for (const Value& item : hints_.others) {
      add(Value::array({item}));
      all.push_back(item);
    }
    for (const Atom& atom : atoms) {
      if (atom.kind != Kind::contains || !atom.other.empty()) continue;
      const Value item = atom.literal.kind == Literal::Kind::number ? Value::number(atom.literal.text)
                                                                    : Value::string(atom.literal.text);
      add(Value::array({item}));
      all.push_back(item);
    }
    add(std::move(all));
  }

  // What a section on the path takes for false, and absence where somebody asks for it.
  void add_falsehoods(const std::vector<Atom>& atoms) {
    const auto has = [&](Kind kind) {
      return std::ranges::any_of(atoms, [&](const Atom& atom) { return atom.kind == kind; });
    };
    const bool may_be_absent = has(Kind::presence) || has(Kind::optional);
    if (may_be_absent) add(std::nullopt);
    if (!has(Kind::shown)) return;
    const bool boolean = hints_.usual && hints_.usual->is_boolean();
    const bool list = hints_.usual && hints_.usual->is_array();
    if (boolean)
      add(Value::boolean(false));
    else if (list)
      add(Value::array());  // it is there, and a section finds nothing in it
    else if (!may_be_absent)
      add(Value());
  }

  void keep_allowed() {
    std::erase_if(choices_, [&](const Choice& choice) {
      if (!choice) return false;
      const Value& value = choice->is_array() && choice->items().size() == 1 ? choice->items().front() : *choice;
      return value.is_string() && std::ranges::find(hints_.allowed, value.text()) == hints_.allowed.end();
    });
  }

  const PathHints& hints_;
  std::vector<Choice> choices_;
  std::vector<std::string> literals_;
};

}  // namespace

std::optional<std::string> place_in_case(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> moved{
      {{"letter.date", "date"},
       {"letter.reference", "reference"},
       {"letter.your_reference", "incoming.reference"},
       {"letter.subject", "subject"},
       {"letter.marking", "marking"},
       {"letter.on_behalf_of", "on_behalf_of"},
       {"letter.language", "languages"},
       {"letter.enclosures", "enclosures"},
       {"letter.copies", "copies"},
       {"signatory.id", "signatory"}}};
  for (const auto& [from, to] : moved)
    if (path == from) return std::string(to);
  const std::string_view first = path.substr(0, path.find('.'));
  if (first == "letter" || first == "department" || first == "signatory" || first == "deadline" || first == "earlier")
    return std::nullopt;
  return std::string(path);
}

Variable variable_of(const std::string& path, const std::vector<Atom>& atoms, const PathHints& hints) {
  return Choosing(hints).choose(path, atoms);
}

}  // namespace engross
