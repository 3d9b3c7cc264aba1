// In: an addressee and the name for the envelope. Out: the lines of the address block, clean enough for a sorting
// machine. Refuses nothing: what makes an address undeliverable is for the checks to say.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "style/address.hpp"
#include "style/address_line_rules.hpp"
#include "style/forms_table.hpp"

namespace engross {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

// One line: spaces of every kind folded into one, none before a comma or full stop, none and no comma at the ends.
std::string clean(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    const char32_t c = next.code_point;
    if (is_space(c)) {
      if (!made.empty() && made.back() != ' ') made += ' ';
    } else if (!is_invisible(c)) {
      if ((c == ',' || c == '.') && !made.empty() && made.back() == ' ') made.pop_back();
      made.append(text.substr(at, next.length));
    }
    at += next.length;
  }
  while (!made.empty() && (made.back() == ' ' || made.back() == ',')) made.pop_back();
  return made;
}

// GOV.UK Notify: the name of a part of the UK on the last line is not printed. Folded.
constexpr std::array<std::string_view, 14> home_countries{
    "uk",       "gbr",   "gb",    "united kingdom", "the united kingdom", "great britain",   "england",
    "scotland", "cymru", "wales", "n ireland",      "northern ireland",   "channel islands", "isle of man"};

bool is_home_country(std::string_view line) {
  return std::ranges::find(home_countries, folded(line)) != home_countries.end();
}

// With a postcode these are no country either; a line of the address that names one stays.
constexpr std::array<std::string_view, 4> home_islands{"jersey", "guernsey", "alderney", "sark"};

bool is_home_island(std::string_view country) {
  return std::ranges::find(home_islands, folded(country)) != home_islands.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

void add_line(std::vector<std::string>& lines, std::string_view text) {
  std::string line = clean(text);
  if (!line.empty() && (lines.empty() || lines.back() != line)) lines.push_back(std::move(line));
}

}  // namespace

bool is_bfpo_line(std::string_view line) {
  constexpr std::string_view name = "bfpo";
  if (line.size() < name.size() || folded(line.substr(0, name.size())) != name) return false;
  const std::string_view rest = trim(line.substr(name.size()));
  return rest.empty() || is_digit(rest.front()) || folded(rest.substr(0, 3)) == "c/o";
}

std::string uk_postcode(std::string_view text) {
  std::string packed;
  for (const char c : text) {
    if (c == ' ') continue;
    packed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (packed.size() < 5 || packed.size() > 7) return {};
  const auto inward_letter = [](char c) {
    return is_capital(c) && std::string_view("CIKMOV").find(c) == std::string_view::npos;
  };
  const std::string_view inward = std::string_view(packed).substr(packed.size() - 3);
  if (!is_digit(inward[0]) || !inward_letter(inward[1]) || !inward_letter(inward[2])) return {};
  const std::string_view outward = std::string_view(packed).substr(0, packed.size() - 3);
  const std::size_t area = std::min(outward.find_first_of("0123456789"), outward.size());
  if (area < 1 || area > 2 || area == outward.size() || outward.size() > area + 2) return {};
  if (!std::all_of(outward.begin(), outward.begin() + static_cast<std::ptrdiff_t>(area), is_capital)) return {};
  if (outward.size() == area + 2 && !is_digit(outward.back()) && !is_capital(outward.back())) return {};
  return std::string(outward) + " " + std::string(inward);
}

std::vector<std::string> address_lines(const Addressee& addressee, const FormOfAddress& form) {
  std::vector<std::string> lines;
  add_line(lines, form.envelope_name);
  add_line(lines, addressee.office);
  add_line(lines, addressee.organisation);
  for (const std::string& line : addressee.address) add_line(lines, line);
  const std::string country = clean(addressee.country);
  if (country.empty())
    while (lines.size() > 1 && is_home_country(lines.back())) lines.pop_back();
  const std::string given = clean(addressee.postcode);
  const std::string postcode = uk_postcode(given.empty() && !lines.empty() ? lines.back() : given);
  const bool stands_already = !lines.empty() && !postcode.empty() && uk_postcode(lines.back()) == postcode;
  if (stands_already)
    lines.back() = postcode;
  else
    add_line(lines, postcode.empty() ? given : postcode);
  const bool is_home = is_home_country(country) || (!postcode.empty() && is_home_island(country));
  if (!is_home) add_line(lines, country);
  return lines;
}

}  // namespace engross
