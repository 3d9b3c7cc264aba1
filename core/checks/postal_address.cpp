// In: the lines of an address. Out: what would make a sorting machine or a postman return it.
// Refuses nothing: whether a house stands there is for the post to find out. Countries are those of ICU, in English and
// Welsh.
#include "checks/postal_address.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "cases/addressee_of.hpp"
#include "checks/flat_text.hpp"
#include "checks/words.hpp"
#include "style/address.hpp"
#include "style/address_line_rules.hpp"

namespace engross {
namespace {

constexpr std::size_t fewest_lines = 3, most_lines = 7;

// Letters in small ones, without accents' help: what two writers of a country's name have in common.
std::string plain(std::string_view line) {
  std::string made;
  for (const char c : line)
    if (c != '.' && c != '\'') made += small_letter(c);
  for (std::size_t at = made.find("\u2019"); at != std::string::npos; at = made.find("\u2019")) made.erase(at, 3);
  for (std::size_t at = made.find(" & "); at != std::string::npos; at = made.find(" & ")) made.replace(at, 3, " and ");
  if (made.starts_with("the ")) made.erase(0, 4);
  return std::string(trim(made));
}

// Names in use that ICU has otherwise.
constexpr std::array<std::string_view, 18> other_names{"usa",
                                                       "us",
                                                       "united states of america",
                                                       "republic of ireland",
                                                       "eire",
                                                       "holland",
                                                       "uae",
                                                       "turkey",
                                                       "czech republic",
                                                       "burma",
                                                       "ivory coast",
                                                       "hong kong",
                                                       "macau",
                                                       "cape verde",
                                                       "swaziland",
                                                       "macedonia",
                                                       "russia",
                                                       "palestine"};

std::set<std::string> read_countries() {
  std::set<std::string> names(other_names.begin(), other_names.end());
  constexpr std::array<std::string_view, 5> at_home{"GB", "GG", "JE", "IM", "UK"};
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    if (std::ranges::find(at_home, std::string_view(*code)) != at_home.end()) continue;
    for (const char* language : {"en_GB", "cy"}) {
      icu::UnicodeString name;
      icu::Locale("", *code).getDisplayCountry(icu::Locale(language), name);
      std::string utf8;
      name.toUTF8String(utf8);
      if (const std::size_t bracket = utf8.find(" ("); bracket != std::string::npos) utf8.erase(bracket);
      names.insert(plain(utf8));
    }
  }
  return names;
}

bool has_letter_or_digit(std::string_view line) {
  return std::ranges::any_of(line, [](char c) {
    return is_decimal_digit(c) || (small_letter(c) >= 'a' && small_letter(c) <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool says_no_fixed_abode(std::string_view line) {
  if (line.size() > 3 && line.find_first_of("xX") == std::string_view::npos) return false;
  const std::string small = plain(line);
  return small == "nfa" || small.find("no fixed abode") != std::string::npos ||
         small.find("no fixed address") != std::string::npos;
}

std::string_view area_of(std::string_view postcode) {
  return postcode.substr(0, postcode.find_first_of("0123456789"));
}

class Judging {
 public:
  Judging(const std::vector<AddressLine>& lines, const CheckData& data, bool abroad, Diagnostics& found)
      : lines_(lines), data_(data), abroad_(abroad), found_(found) {}

  void run() {
    count();
    characters();
    for (const AddressLine& line : lines_)
      if (says_no_fixed_abode(line.text))
        say("check.no-fixed-abode", line, fmt::format("nothing can be delivered to \"{}\"", line.text),
            "find out where the correspondent takes in letters, or send the letter another way");
    const bool bfpo = std::ranges::any_of(lines_, [](const AddressLine& line) { return is_bfpo_line(line.text); });
    if (bfpo)
      forces();
    else
      ending();
  }

 private:
  void say(std::string code, const AddressLine& line, std::string message, std::string hint) {
    found_.push_back(warning(std::move(code), line.span, std::move(message), {std::move(hint)}));
  }

  void count() {
    if (lines_.size() >= fewest_lines && lines_.size() <= most_lines) return;
    say("check.address-lines", lines_.size() < fewest_lines ? lines_.front() : lines_[most_lines],
        fmt::format("the address has {} lines, but must have {} to {}", lines_.size(), fewest_lines, most_lines),
        lines_.size() < fewest_lines ? "give the name, the street and the town with its postcode"
                                     : "put two parts on one line");
  }

  void characters() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string& text = lines_[i].text;
      if (!text.empty() && never_first_in_address_line.find(text.front()) != std::string_view::npos)
        say("check.address-character", lines_[i],
            fmt::format("a line of an address may not begin with {}", text.front()),
            "begin it with a letter or a digit");
      else if (i < 2 && !has_letter_or_digit(text))
        say("check.address-character", lines_[i], fmt::format("the line \"{}\" says nothing", text),
            "write a name or a street there, or leave it out");
    }
  }

  // A forces' post office has its number; a postcode may follow, a country may not.
  void forces() {
    for (const AddressLine& line : lines_)
      if (is_country_abroad(line.text))
        say("check.bfpo", line, fmt::format("a BFPO address has no country, and this names {}", line.text),
            "leave the country out: the forces' post finds its way");
  }

  void ending() {
    const AddressLine& last = lines_.back();
    const std::string postcode = uk_postcode(last.text);
    if (postcode.empty()) {
      if (!abroad_ && !is_country_abroad(last.text))
        say("check.address-postcode", last,
            fmt::format("the address ends with \"{}\", which is neither a UK postcode nor a country", last.text),
            "give the postcode alone on the last line, or the country of an address abroad");
      return;
    }
    if (!data_.postcode_areas.empty() && !data_.postcode_areas.contains(area_of(postcode)))
      say("check.address-postcode", last, fmt::format("no UK postcode begins with {}", area_of(postcode)),
          "look the postcode up by its street");
    else if (last.text != postcode)
      say("check.postcode-form", last, fmt::format("the postcode is written \"{}\"", last.text),
          fmt::format("write {}", postcode));
  }

  const std::vector<AddressLine>& lines_;
  const CheckData& data_;
  bool abroad_;
  Diagnostics& found_;
};

bool is_abroad(const Person& person) {
  return !person.country.empty() && uk_postcode(person.postcode).empty();
}

// As compose prints them.
std::vector<AddressLine> lines_of_person(const Person& person, const FormsOfAddress& forms, std::string_view language) {
  const Addressee addressee = addressee_of(person);
  std::vector<AddressLine> lines;
  for (std::string& line : address_lines(addressee, forms.form_for(addressee, language)))
    lines.push_back({std::move(line), person.span});
  return lines;
}

}  // namespace

bool is_country_abroad(std::string_view line) {
  static const std::set<std::string> countries = read_countries();
  return countries.contains(plain(line));
}

std::vector<AddressLine> address_block(const Letter& letter) {
  std::vector<AddressLine> lines;
  FlatText flat;
  for (const Section& section : letter.sections) {
    if (section.part != Part::addressee) continue;
    for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
      flat.assign(inlines);
      const std::string& text = flat.text();
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trim(std::string_view(text).substr(begin, end - begin));
        if (!line.empty()) lines.push_back({std::string(line), flat.span_at(begin, end)});
        begin = end + 1;
      }
    });
  }
  return lines;
}

void check_postal_address(const Letter& letter, const Case& case_, const CheckData& data, const FormsOfAddress& forms,
                          Diagnostics& found) {
  const auto judge = [&](const std::vector<AddressLine>& lines, bool abroad) {
    if (lines.size() > 1) Judging(lines, data, abroad, found).run();
  };
  if (case_.recipients.empty()) return judge(address_block(letter), is_abroad(case_.correspondent));
  judge(lines_of_person(case_.correspondent, forms, letter.language), is_abroad(case_.correspondent));
  for (const Person& person : case_.recipients)
    judge(lines_of_person(person, forms, letter.language), is_abroad(person));
}

}  // namespace engross
