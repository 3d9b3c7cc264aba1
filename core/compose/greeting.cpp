// In: the people of a case and the department's forms of address. Out: salutation, close, address lines and names.
// Several recipients share one salutation: the greeting word once, then the names as a list of the letter's language.
// Nothing is refused: the table of forms has a row for everyone.
#include "compose/greeting.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cases/addressee_of.hpp"
#include "merge/formatters.hpp"

namespace engross {
namespace {

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

// "Dear Councillor Watling", "Dear Mr Jones" -> "Dear Councillor Watling and Mr Jones". Greetings that do not begin
// alike stand beside each other, and each stands once.
std::string join(std::vector<std::string> salutations, std::string_view language) {
  std::vector<std::string> once;
  for (std::string& s : salutations)
    if (!s.empty() && std::ranges::find(once, s) == once.end()) once.push_back(std::move(s));
  if (once.empty()) return {};
  if (once.size() == 1) return std::move(once.front());
  const std::string word(first_word(once.front()));
  std::vector<Value> names;
  for (const std::string& salutation : once) {
    const bool alike = first_word(salutation) == word && salutation.size() > word.size();
    names.push_back(Value::string(alike ? salutation.substr(word.size() + 1) : salutation));
  }
  const auto list = format("list", Value::array(std::move(names)), language);
  return list ? word + " " + *list : std::move(once.front());
}

// "Dear Sir or Madam," -> "Sir or Madam": what a letter calls somebody whom it cannot name.
std::string addressed_as(std::string_view salutation) {
  salutation.remove_prefix(std::min(first_word(salutation).size(), salutation.size()));
  salutation = trim(salutation);
  while (salutation.ends_with(',')) salutation.remove_suffix(1);
  return std::string(trim(salutation));
}

// Never a line of the address: "Flat 4" is nobody.
std::string name_of(const Person& person, const FormOfAddress& form, std::string_view salutation) {
  for (const std::string* name : {&form.envelope_name, &person.office, &person.organisation})
    if (!trim(*name).empty()) return *name;
  return addressed_as(salutation);
}

}  // namespace

Greeting greet(const Case& case_, const FormsOfAddress& forms, std::string_view language) {
  Greeting greeting;
  std::vector<std::string> salutations;
  const auto add = [&](const Person& person) {
    const Addressee addressee = addressee_of(person);
    FormOfAddress form = forms.form_for(addressee, language);
    const bool own = case_.salutation && &person == &case_.correspondent && case_.recipients.empty();
    greeting.people.push_back({.person = &person,
                               .name = name_of(person, form, own ? *case_.salutation : form.salutation),
                               .lines = address_lines(addressee, form)});
    if (greeting.close.empty()) greeting.close = std::move(form.close);
    salutations.push_back(std::move(form.salutation));
  };
  add(case_.correspondent);
  for (const Person& person : case_.recipients) add(person);
  greeting.salutation = case_.salutation ? *case_.salutation : join(std::move(salutations), language);
  if (case_.close) greeting.close = *case_.close;
  if (case_.top_and_tail) {
    greeting.salutation.clear();
    greeting.close.clear();
  }
  return greeting;
}

}  // namespace engross
