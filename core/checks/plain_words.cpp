// In: a line of prose. Out: a finding for each word that plain English does without, each Latin abbreviation, and each
// sentence with more words than its reader can hold.
// Refuses nothing. A sentence ends at a full stop, question or exclamation mark before a capital or a digit, unless the
// stop belongs to an abbreviation or an initial; ICU's rules end one after every "Mr.".
#include "checks/plain_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"

namespace engross {
namespace {

// With the stops that are written in them; words part them where they like.
struct Latin {
  std::string_view written, instead;
};
constexpr std::array latin{Latin{"eg", "for example"}, Latin{"e.g", "for example"}, Latin{"ie", "that is"},
                           Latin{"i.e", "that is"},    Latin{"etc", "and so on"},   Latin{"nb", "note"},
                           Latin{"viz", "that is"}};

constexpr int letter_index(char c) {
  return c >= 'a' && c <= 'z' ? c - 'a' : -1;
}

std::uint32_t bit_of_length(std::size_t length) {
  constexpr std::size_t longest = 31;
  return std::uint32_t{1} << std::min(length, longest);
}

std::size_t length_of_first_word(std::string_view words) {
  std::size_t length = 0;
  while (length < words.size() && letter_index(words[length]) >= 0) ++length;
  return length;
}

// Whether `phrase` stands there around the words at `at`, which are `words`.
bool stands_in(std::string_view text, std::size_t at, std::string_view phrase, std::string_view words) {
  const std::size_t within = phrase.find(words);
  return within != std::string_view::npos && within <= at && begins_with_letters(text.substr(at - within), phrase);
}

// What joins the pieces of one word: "e-mail", "£1,184.00", "and/or".
bool joins_one_word(std::string_view gap) {
  return gap.size() == 1 && gap.front() != ' ' && gap.front() != '\n';
}

bool ends_sentence(const TextWords& words, std::size_t next) {
  const std::string_view gap = words.gap_before(next);
  if (gap.size() < 2 && gap != "\n") return false;
  if (gap.find('\n') != std::string_view::npos) return true;
  const std::size_t mark = gap.find_first_of(".?!");
  if (mark == std::string_view::npos || gap.find(' ', mark) == std::string_view::npos) return false;
  if (mark == 0 && gap.front() == '.' && is_abbreviation(words.word(next - 1))) return false;
  const char first = words.word(next).front();
  return is_capital_letter(first) || is_decimal_digit(first) || static_cast<unsigned char>(first) >= 0x80;
}

// Of the words [first, end): pieces of one word once, and a value that prints many words once.
std::size_t count_words(const LineOfText& line, std::size_t first, std::size_t end) {
  std::size_t count = 0;
  std::size_t counted_until = 0;
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t begin = line.words[i].begin;
    if (begin < counted_until || (i > first && joins_one_word(line.words.gap_before(i)))) continue;
    counted_until = begin + line.flat.value_bytes_at(begin);
    ++count;
  }
  return count;
}

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return byte == 0xE2 || byte == 0xC2;  // a dash, a quotation mark, a space
  return letter_index(small_letter(text[at])) < 0 && !is_decimal_digit(text[at]);
}

// A stop that belongs to the abbreviation, and ends no sentence with it.
bool takes_stop(std::string_view text, std::size_t end, std::string_view words) {
  if (end >= text.size() || text[end] != '.') return false;
  if (words != "etc") return true;
  const std::string_view rest = text.substr(end + 1);
  return rest.starts_with(',') || rest.starts_with(')') ||
         (rest.size() > 1 && rest[0] == ' ' && letter_index(rest[1]) >= 0);
}

}  // namespace

std::string_view english_for_latin(std::string_view written) {
  if (written.ends_with('.')) written.remove_suffix(1);
  const auto found = std::ranges::find_if(latin, [&](const Latin& one) { return same_letters(one.written, written); });
  return found != latin.end() ? found->instead : std::string_view();
}

PlainWords::PlainWords(const CheckData& data) : sentence_words_(static_cast<std::size_t>(data.sentence_words)) {
  for (const WordToAvoid& avoided : data.avoid)
    for (const std::string& form : avoided.words) add({form, avoided.instead, avoided.except, false});
  for (const Latin& form : latin) add({std::string(form.written), fmt::format("write \"{}\"", form.instead), {}, true});
}

void PlainWords::add(Entry entry) {
  const int letter = entry.words.empty() ? -1 : letter_index(entry.words.front());
  if (letter < 0) return;  // words of other letters are none that English avoids
  const auto index = static_cast<std::size_t>(letter);
  lengths_[index] |= bit_of_length(length_of_first_word(entry.words));
  by_letter_[index].push_back(std::move(entry));
}

// The longest of those that stand there.
const PlainWords::Entry* PlainWords::entry_at(const TextWords& words, std::size_t i) const {
  const TextWord& word = words[i];
  const int letter = letter_index(small_letter(words.text()[word.begin]));
  if (letter < 0) return nullptr;
  const auto index = static_cast<std::size_t>(letter);
  if ((lengths_[index] & bit_of_length(word.end - word.begin)) == 0) return nullptr;
  const std::string_view rest = words.text().substr(word.begin);
  const Entry* longest = nullptr;
  for (const Entry& entry : by_letter_[index]) {
    if (!begins_with_letters(rest, entry.words)) continue;
    const bool longer = longest == nullptr || longest->words.size() < entry.words.size();
    if (longer && ends_word(rest, entry.words.size())) longest = &entry;
  }
  return longest;
}

void PlainWords::find_words(const LineOfText& line, Diagnostics& found) const {
  const std::string_view text = line.words.text();
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    if (line.words[i].kind != TextWord::Kind::letters) continue;
    const Entry* entry = entry_at(line.words, i);
    if (entry == nullptr) continue;
    if (has_enough(found)) return;
    const std::size_t begin = line.words[i].begin;
    std::size_t end = begin + entry->words.size();
    const bool meant_otherwise = std::ranges::any_of(
        entry->except, [&](const std::string& phrase) { return stands_in(text, begin, phrase, entry->words); });
    const bool joined = (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '.' || text[begin - 1] == '@')) ||
                        (end < text.size() && (text[end] == '-' || text[end] == '@'));
    // "Tackling Child Sexual Exploitation" is what something is called.
    const bool in_name =
        is_capital_letter(text[begin]) && i + 1 < line.words.size() && is_capital_letter(text[line.words[i + 1].begin]);
    if (meant_otherwise || joined || in_name || line.flat.is_value_at(begin)) continue;
    if (entry->abbreviation) {
      // "IE" and "NB" are other things; "e.g" takes its last stop along.
      const bool capitals = is_capital_letter(text[begin]) && is_capital_letter(text[end - 1]);
      if (capitals) continue;
      if (takes_stop(text, end, entry->words)) ++end;
      const std::string written(text.substr(begin, end - begin));
      add_up_to_most(found,
                     warning("check.abbreviation", line.flat.span_at(begin, end),
                             fmt::format("\"{}\" is Latin that not every reader knows", written), {entry->instead}));
    } else {
      add_up_to_most(found, {Severity::note,
                             "check.avoid-word",
                             line.flat.span_at(begin, end),
                             fmt::format("\"{}\" is not plain English", text.substr(begin, end - begin)),
                             {entry->instead, "a department may `allow` it in its checks.yaml"}});
    }
    while (i + 1 < line.words.size() && line.words[i + 1].begin < end) ++i;
  }
}

void PlainWords::find_long_sentences(const LineOfText& line, Diagnostics& found) const {
  const TextWords& words = line.words;
  std::size_t first = 0;
  std::size_t count = 0;
  const auto end_before = [&](std::size_t next) {
    if (count > sentence_words_) count = count_words(line, first, next);
    if (count > sentence_words_)
      add_up_to_most(found,
                     {Severity::note,
                      "check.long-sentence",
                      line.flat.span_at(words[first].begin, words[next - 1].end),
                      fmt::format("this sentence has {} words; up to {} are read with ease", count, sentence_words_),
                      {"make two of it", "a department may set `sentence_words` in its checks.yaml"}});
    first = next;
    count = 0;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > first && ends_sentence(words, i)) end_before(i);
    ++count;
  }
  if (words.size() > 0) end_before(words.size());
}

void PlainWords::find(const LineOfText& line, Diagnostics& found) const {
  find_words(line, found);
  if (line.words.size() > sentence_words_) find_long_sentences(line, found);
}

}  // namespace engross
