// In: a correspondent, as a case has them. Out: what tells them from others, folded.
// Refuses: those without a name or a place.
#include "library/correspondent.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "library/search_words.hpp"
#include "style/address.hpp"

namespace engross {
namespace {

// "O'Brien" and "OBrien", "Lloyd-Jones" and "Lloyd Jones".
std::string folded(std::string_view text) {
  std::string whole;
  for (const std::string& word : folded_words(text)) whole += word;
  return whole;
}

std::string name_of_person(const Person& person) {
  if (std::string name = folded(person.surname); !name.empty()) return "surname " + name;
  if (std::string name = folded(person.organisation); !name.empty()) return "organisation " + name;
  if (std::string name = folded(person.office); !name.empty()) return "office " + name;
  return {};
}

std::string place_of(const Person& person) {
  if (std::string postcode = folded(person.postcode); !postcode.empty()) return "postcode " + postcode;
  for (const std::string& line : person.address)
    if (!uk_postcode(line).empty()) return "postcode " + folded(line);
  for (const std::string& line : person.address)
    if (std::string first = folded(line); !first.empty()) return "address " + first;
  return {};
}

// "J", and what Welsh writes with two letters: "Ll" of Llinos.
bool is_initial(std::string_view word) {
  constexpr std::array<std::string_view, 8> two{"ch", "dd", "ff", "ll", "ng", "ph", "rh", "th"};
  return decode_at(word, 0).length == word.size() || std::ranges::find(two, word) != two.end();
}

}  // namespace

std::optional<CorrespondentNames> names_of(const Person& correspondent, const std::optional<Person>& constituent) {
  CorrespondentNames names{.name = name_of_person(correspondent),
                           .place = place_of(correspondent),
                           .about = constituent ? name_of_person(*constituent) : std::string(),
                           .initial = {},
                           .forename = {}};
  if (names.name.empty() || names.place.empty()) return std::nullopt;
  const auto words = folded_words(correspondent.forename);
  if (words.empty()) return names;
  const std::string& first = words.front();
  names.initial = first.substr(0, decode_at(first, 0).length);
  if (!is_initial(first)) names.forename = first;
  return names;
}

}  // namespace engross
