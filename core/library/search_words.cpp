// In: what somebody typed, or a text. Out: its words as the index has them.
// Refuses: what has no word in it, more words than anybody types, bytes that are no text.
#include "library/search_words.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <utility>

#include "base/text.hpp"

namespace engross {
namespace {

enum class Role : std::uint8_t { part_of_word, mark, parts_words };

// The categories that unicode61 takes for words, and the marks that it leaves out of them.
Role role_of(char32_t c) {
  if (c < 0x80) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return plain ? Role::part_of_word : Role::parts_words;
  }
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((mask & U_GC_M_MASK) != 0) return Role::mark;
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) != 0 ? Role::part_of_word : Role::parts_words;
}

// The letter without its accents: what its decomposition begins with.
char32_t without_accents(char32_t c) {
  static const icu::Normalizer2* const nfd = [] {
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFDInstance(code);
    return U_SUCCESS(code) != 0 ? found : nullptr;
  }();
  if (nfd == nullptr) return c;
  icu::UnicodeString apart;
  if (nfd->getDecomposition(static_cast<UChar32>(c), apart) == 0) return c;
  return static_cast<char32_t>(apart.char32At(0));
}

void append_folded(std::string& to, char32_t c) {
  if (c < 0x80) {
    to += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return;
  }
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  append_utf8(to, static_cast<char32_t>(u_tolower(static_cast<UChar32>(without_accents(small)))));
}

bool is_quotation_mark(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c)) != 0);
}

// Pieces between spaces, or between quotation marks, become terms.
class SearchReader {
 public:
  SearchWords read(std::string_view typed) {
    for (std::size_t at = 0; at < typed.size();) {
      const Decoded next = decode_at(typed, at);
      if (is_quotation_mark(next.code_point)) {
        end_piece(false);
        quoted_ = !quoted_;
      } else if (!quoted_ && is_space(next.code_point)) {
        end_piece(false);
      } else {
        piece_ += typed.substr(at, next.length);
      }
      at += next.length;
    }
    end_piece(!quoted_);
    return std::move(found_);
  }

 private:
  void end_piece(bool unfinished) {
    auto words = folded_words(piece_);
    // "policy," is a finished word.
    const bool goes_on = unfinished && !words.empty() && ends_in_word();
    piece_.clear();
    if (!words.empty()) found_.terms.push_back({.words = std::move(words), .unfinished = goes_on});
  }
  bool ends_in_word() const {
    std::size_t last = piece_.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(piece_[last]) & 0xC0U) == 0x80U) --last;
    return role_of(decode_at(piece_, last).code_point) != Role::parts_words;
  }

  SearchWords found_;
  std::string piece_;
  bool quoted_ = false;
};

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    at += next.length;
    switch (role_of(next.code_point)) {
      case Role::part_of_word:
        append_folded(word, next.code_point);
        break;
      case Role::mark:  // an accent of its own belongs to the letter before it, and goes
        break;
      case Role::parts_words:
        if (!word.empty()) words.push_back(std::exchange(word, {}));
        break;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

Result<SearchWords> read_search_words(std::string_view typed) {
  if (first_invalid_utf8(typed))
    return fail(error("search.not-text", {}, "the words to look for are not UTF-8",
                      {"type them again in a terminal that is set to UTF-8"}));
  SearchWords found = SearchReader().read(to_nfc(typed));
  std::size_t words = 0;
  for (const SearchTerm& term : found.terms) words += term.words.size();
  if (words == 0)
    return fail(error("search.no-words", {}, "there is no word to look for in what was typed",
                      {R"(say some words: engross paragraphs search school places)",
                       R"(or words next to each other: engross paragraphs search '"school places"')"}));
  if (words > most_search_words)
    return fail(error("search.too-many", {},
                      fmt::format("{} words are looked for; at most {} can be", words, most_search_words),
                      {"leave out what every paragraph has"}));
  return found;
}

}  // namespace engross
