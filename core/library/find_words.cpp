// In: a letter and some words. Out: every place where they stand, with the sentence around and where that was written.
// Compared as a reader would: straight and typographic quotation marks, all dashes, capitals and any white space alike.
// Refuses nothing: words that are not there, and blanks alone, give an empty list.
#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.hpp"
#include "library/blocks_with_index.hpp"
#include "library/explain.hpp"

namespace engross {
namespace {

// A text made comparable, that knows where each byte came from.
struct Folded {
  std::string text;
  std::vector<std::size_t> from;  // for each byte of the text, and for its end
};

bool is_space(char32_t c) {
  return c == U'\n' || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

char32_t folded(char32_t c) {
  switch (c) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201A':
    case U'\u201B':
    case U'\u02BC':
    case U'\u2032':
      return U'\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u2033':
      return U'"';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
    case U'\u2212':
      return U'-';
    default:
      return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  }
}

Folded fold(std::string_view text) {
  Folded out;
  const auto put = [&](char32_t c, std::size_t at) {
    append_utf8(out.text, c);
    out.from.resize(out.text.size(), at);
  };
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    if (!is_space(d.code_point))
      put(folded(d.code_point), i);
    else if (!out.text.empty() && out.text.back() != ' ')
      put(U' ', i);
    i += d.length;
  }
  out.from.push_back(text.size());
  return out;
}

// From the start of the sentence or line that the words [at, last] begin in to the end of the one they end in, on one
// line.
std::string sentence_around(const std::string& text, std::size_t at, std::size_t last) {
  const auto ends = [&](std::size_t i) {
    return (text[i] == '.' || text[i] == '?' || text[i] == '!') && (i + 1 == text.size() || text[i + 1] == ' ');
  };
  std::size_t begin = at;
  while (begin > 0 && !(begin >= 2 && text[begin - 1] == ' ' && ends(begin - 2)) && text[begin - 1] != '\n') --begin;
  std::size_t end = last;
  while (end < text.size() && !ends(end) && text[end] != '\n') ++end;
  if (end < text.size() && text[end] != '\n') ++end;  // the mark belongs to its sentence, the line's end does not
  std::string sentence = text.substr(begin, end - begin);
  std::ranges::replace(sentence, '\n', ' ');
  return sentence;
}

const Inline* run_at(const std::vector<Inline>& inlines, std::size_t& offset) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text) {
      if (offset < run.text.size()) return &run;
      offset -= run.text.size();
    } else if (run.kind == Inline::Kind::line_break) {
      if (offset == 0) return nullptr;
      --offset;
    } else if (const Inline* found = run_at(run.children, offset)) {
      return found;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<ExplainedWords> find_words(const Letter& letter, std::string_view words) {
  std::vector<ExplainedWords> found;
  const std::string wanted = fold(trim(is_nfc(words) ? std::string(words) : to_nfc(words))).text;
  if (trim(wanted).empty()) return found;
  for_each_block_with_index(letter, [&](const Block& block, std::size_t index) {
    for_each_line_of_text({block}, [&](const std::vector<Inline>& inlines) {
      const FlatText flat(inlines);
      const Folded text = fold(flat.text());
      for (std::size_t at = text.text.find(wanted); at != std::string::npos;
           at = text.text.find(wanted, at + wanted.size())) {
        const std::size_t begin = text.from[at];
        std::size_t offset = begin;
        const Inline* run = run_at(inlines, offset);
        Origin origin = run == nullptr ? Origin{} : run->origin;
        origin.span = flat.span_at(begin, text.from[at + wanted.size()]);
        found.push_back(
            {index, sentence_around(flat.text(), begin, text.from[at + wanted.size()] - 1), std::move(origin)});
      }
    });
  });
  return found;
}

}  // namespace engross
