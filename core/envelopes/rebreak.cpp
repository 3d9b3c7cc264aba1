// In: the lines of an address, and whether lines fit. Out: the same words on other lines that do, with as few changes
// as can be. Refuses to break or join what the post reads as one: names, a number and its street, towns, postcodes,
// countries, BFPO numbers.
#include "envelopes/rebreak.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "style/address.hpp"
#include "style/address_line_rules.hpp"

namespace engross {
namespace {

constexpr std::size_t most_changes = 3;
constexpr std::size_t most_asked = 400;

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
}

// How many lines at the end are postcode or country: one that is a postcode, and what is after it; else the last.
std::size_t fixed_at_the_end(const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < std::min<std::size_t>(2, lines.size()); ++i)
    if (!uk_postcode(lines[lines.size() - 1 - i]).empty() || is_bfpo_line(lines[lines.size() - 1 - i])) return i + 1;
  return std::min<std::size_t>(1, lines.size());
}

std::string without_comma(std::string_view text) {
  std::string made(trim(text));
  while (!made.empty() && (made.back() == ',' || made.back() == ' ')) made.pop_back();
  return made;
}

bool has_two_words(std::string_view text) {
  return text.find(' ') != std::string_view::npos;
}

bool may_be_line(std::string_view text) {
  return has_letter(text) && never_first_in_address_line.find(text.front()) == std::string_view::npos;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// "12 Great | Western Road", "PO Box | 12": between commas, what a number begins is one thing, and so is what it ends.
bool takes_number_apart(std::string_view line, std::size_t space) {
  const std::string_view before = trim(line.substr(0, space));
  if (before.ends_with(',')) return false;
  const std::size_t comma = before.rfind(',');
  const std::string_view part = comma == std::string_view::npos ? before : trim(before.substr(comma + 1));
  return is_digit_at(part, 0) || is_digit_at(line, space + 1);
}

class Rebreaking {
 public:
  Rebreaking(std::size_t most_lines, const std::function<bool(const std::vector<std::string>&)>& fits)
      : most_lines_(most_lines), fits_(fits) {}

  std::optional<AddressRebreak> run(const std::vector<std::string>& lines) {
    std::vector<Attempt> round{{.made = {.lines = lines, .changes = {}}}};
    seen_.insert(lines);
    for (std::size_t change = 0; change < most_changes; ++change) {
      std::vector<Attempt> next;
      for (const Attempt& one : round) change_once(one, next);
      // The shortest longest line first: of two that fit it is the more even.
      std::ranges::stable_sort(next, {}, [](const Attempt& one) { return longest(one.made.lines); });
      for (const auto& [one, name_lines] : next) {
        if (asked_ == most_asked) return std::nullopt;
        if (one.lines.size() > most_lines_) continue;
        ++asked_;
        if (fits_(one.lines)) return one;
      }
      round = std::move(next);
    }
    return std::nullopt;
  }

 private:
  struct Attempt {
    AddressRebreak made;
    std::size_t name_lines = 1;  // those that the name takes
  };

  static std::size_t longest(const std::vector<std::string>& lines) {
    std::size_t most = 0;
    for (const std::string& line : lines) most = std::max(most, decode_lossy(line).size());
    return most;
  }

  void change_once(const Attempt& from, std::vector<Attempt>& to) {
    const std::vector<std::string>& lines = from.made.lines;
    const std::size_t end = lines.size() - fixed_at_the_end(lines);
    for (std::size_t i = from.name_lines; i + 2 < end; ++i) join(from, i, to);
    for (std::size_t i = 0; i < end; ++i) split(from, i, to);
  }

  void join(const Attempt& from, std::size_t at, std::vector<Attempt>& to) {
    Attempt attempt = from;
    AddressRebreak& made = attempt.made;
    const std::vector<std::string>& lines = from.made.lines;
    made.changes.push_back(fmt::format("join “{}” and “{}”", lines[at], lines[at + 1]));
    made.lines[at] = without_comma(lines[at]) + ", " + lines[at + 1];
    made.lines.erase(made.lines.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    add(std::move(attempt), to);
  }

  void split(const Attempt& from, std::size_t at, std::vector<Attempt>& to) {
    const std::string& line = from.made.lines[at];
    const bool is_name = at < from.name_lines;
    for (std::size_t space = line.find(' '); space != std::string::npos; space = line.find(' ', space + 1)) {
      const std::string before = without_comma(line.substr(0, space));
      const std::string after(trim(line.substr(space + 1)));
      if (!may_be_line(before) || !may_be_line(after) || takes_number_apart(line, space)) continue;
      if (is_name && (!has_two_words(before) || !has_two_words(after))) continue;
      Attempt attempt = from;
      if (is_name) ++attempt.name_lines;
      AddressRebreak& made = attempt.made;
      made.changes.push_back(fmt::format("break “{}” before “{}”", line, after));
      made.lines[at] = before;
      made.lines.insert(made.lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, after);
      add(std::move(attempt), to);
    }
  }

  void add(Attempt attempt, std::vector<Attempt>& to) {
    if (to.size() < most_asked && seen_.insert(attempt.made.lines).second) to.push_back(std::move(attempt));
  }

  std::size_t most_lines_;
  const std::function<bool(const std::vector<std::string>&)>& fits_;
  std::set<std::vector<std::string>> seen_;
  std::size_t asked_ = 0;
};

const Section* only_addressee(const Letter& letter) {
  const Section* found = nullptr;
  for (const Section& section : letter.sections) {
    if (section.part != Part::addressee) continue;
    if (found != nullptr || section.blocks.size() != 1) return nullptr;
    found = &section;
  }
  return found;
}

}  // namespace

std::optional<AddressRebreak> first_rebreak(const std::vector<std::string>& lines, std::size_t most_lines,
                                            const std::function<bool(const std::vector<std::string>&)>& fits) {
  if (lines.size() < 2) return std::nullopt;
  return Rebreaking(most_lines, fits).run(lines);
}

std::vector<std::string> addressee_lines(const Letter& letter) {
  const Section* section = only_addressee(letter);
  if (section == nullptr) return {};
  std::vector<std::string> lines(1);
  for (const Inline& run : section->blocks.front().inlines) {
    if (run.kind == Inline::Kind::line_break)
      lines.emplace_back();
    else if (run.kind == Inline::Kind::text)
      lines.back() += run.text;
    else
      return {};
  }
  std::erase_if(lines, [](const std::string& line) { return trim(line).empty(); });
  return lines;
}

Letter with_addressee_lines(Letter letter, const std::vector<std::string>& lines) {
  std::vector<Inline> inlines;
  for (const std::string& line : lines) {
    if (!inlines.empty()) inlines.push_back({.kind = Inline::Kind::line_break});
    inlines.push_back({.kind = Inline::Kind::text, .text = line});
  }
  for (Section& section : letter.sections)
    if (section.part == Part::addressee && section.blocks.size() == 1) section.blocks.front().inlines = inlines;
  for (Letter& further : letter.further) further = with_addressee_lines(std::move(further), lines);
  return letter;
}

}  // namespace engross
