// In: a reference to a section of the Act. Out: the exemption, and whether it is qualified.
// The table is the Act's Part II with section 2(3), as amended: https://www.legislation.gov.uk/ukpga/2000/36
#include "exemptions.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace home_affairs {
namespace {

constexpr std::array<Exemption, 24> exemptions{{
    {21, "", "information that can be had by other means", true, ""},
    {22, "", "information intended for future publication", false, ""},
    {22, "A", "research information", false, ""},
    {23, "", "information about bodies that deal with security matters", true, ""},
    {24, "", "national security", false, ""},
    {26, "", "defence", false, ""},
    {27, "", "international relations", false, ""},
    {28, "", "relations within the United Kingdom", false, ""},
    {29, "", "the economy", false, ""},
    {30, "", "investigations and proceedings", false, ""},
    {31, "", "law enforcement", false, ""},
    {32, "", "court records", true, ""},
    {33, "", "audit functions", false, ""},
    {34, "", "parliamentary privilege", true, ""},
    {35, "", "the formulation of government policy", false, ""},
    {36, "", "the effective conduct of public affairs", false, ""},
    {37, "", "communications with the Royal Household, and honours", false, "(1)(a) (1)(aa) (1)(ab)"},
    {38, "", "health and safety", false, ""},
    {39, "", "environmental information", false, ""},
    {40, "", "personal information", true, "(3B) (4A)"},
    {41, "", "information provided in confidence", true, ""},
    {42, "", "legal professional privilege", false, ""},
    {43, "", "commercial interests", false, ""},
    {44, "", "information whose disclosure the law prohibits", true, ""},
}};

struct Reference {
  int section = 0;
  std::string_view letter, subsection;
};

Reference split(std::string_view text) {
  Reference reference;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), reference.section);
  if (code != std::errc()) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const std::size_t bracket = std::min(text.find('('), text.size());
  reference.letter = text.substr(0, bracket);
  reference.subsection = text.substr(bracket);
  return reference;
}

}  // namespace

const Exemption* exemption_of(std::string_view reference) {
  const Reference wanted = split(reference);
  const auto* const found = std::ranges::find_if(
      exemptions, [&](const Exemption& one) { return one.section == wanted.section && one.letter == wanted.letter; });
  return found == exemptions.end() ? nullptr : found;
}

bool is_qualified(const Exemption& exemption, std::string_view reference) {
  const std::string_view subsection = split(reference).subsection;
  bool other = false;
  for (std::string_view rest = exemption.other; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    other = other || subsection.starts_with(word);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return exemption.absolute == other;
}

}  // namespace home_affairs
