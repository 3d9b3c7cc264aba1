// In: words as they are printed. Out: what a reader would stumble over. Refuses nothing.
// Conservative: an ellipsis, a decimal point, an address or a link is no fault.
#include "conformance/dangling.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace engross {
namespace {

std::string around(std::u32string_view text, std::size_t at) {
  constexpr std::size_t before = 24;
  constexpr std::size_t after = 16;
  const std::size_t begin = at > before ? at - before : 0;
  return (begin > 0 ? "…" : "") + encode(text.substr(begin, at - begin + after)) +
         (begin + before + after < text.size() && at + after < text.size() ? "…" : "");
}

bool is_one_of(char32_t c, std::u32string_view these) {
  return these.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view points = U".,;:!?";

// Where two characters stand together that never should.
void find_strays(std::u32string_view text, std::vector<Dangle>& found) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char32_t c = text[i];
    const char32_t next = text[i + 1];
    const char32_t third = i + 2 < text.size() ? text[i + 2] : U' ';
    const bool ellipsis = next == U'.' && (third == U'.' || (i > 0 && text[i - 1] == U'.'));
    bool stray = c == U' ' && next == U' ';
    stray = stray || (c == U' ' && is_one_of(next, U".,;:!?)") &&
                      !(next == U'.' && (third == U'.' || (third >= U'0' && third <= U'9'))));
    stray = stray || (c == U'(' && is_one_of(next, U" )"));
    stray = stray || (is_one_of(c, U".,;:") && is_one_of(next, points) && !ellipsis && !(c == U'.' && next != U'.'));
    if (i == 0) stray = stray || (is_one_of(c, U".,;:!?") && !(c == U'.' && next == U'.'));
    if (stray) found.push_back({Dangle::Kind::stray, around(text, i + 1)});
    if (stray) return;  // one is enough for a sentence
  }
}

// "a)", "1)" and "iv)", at the beginning or in the middle of a sentence.
bool counts_items(std::u32string_view before) {
  const std::u32string_view word = before.substr(std::min(before.rfind(U' ') + 1, before.size()));
  const auto all = [&](std::u32string_view of) { return word.find_first_not_of(of) == std::u32string_view::npos; };
  const bool letter =
      word.size() == 1 && ((word[0] >= U'a' && word[0] <= U'z') || (word[0] >= U'A' && word[0] <= U'Z'));
  return !word.empty() && (letter || (word.size() <= 2 && all(U"0123456789")) || (word.size() <= 4 && all(U"ivx")));
}

// Brackets and typographic quotation marks; ’ is an apostrophe as often, and is left alone.
// `goes_on`: the next paragraph opens a quotation again, as one does that goes on.
void find_unclosed(std::u32string_view text, bool goes_on, std::vector<Dangle>& found) {
  constexpr std::array<std::pair<char32_t, char32_t>, 3> pairs{{{U'(', U')'}, {U'[', U']'}, {U'“', U'”'}}};
  for (const auto& pair : pairs) {
    int open = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool item = text[i] == U')' && open == 0 && counts_items(text.substr(0, i));
      if (text[i] == pair.first) last = i;
      if (text[i] == pair.first) ++open;
      if (text[i] == pair.second && !item && --open < 0) last = i;
      if (open < 0) break;
    }
    if (open == 1 && goes_on && pair.first == U'“') continue;
    if (open != 0) found.push_back({Dangle::Kind::unclosed, around(text, last)});
  }
}

bool is_address(std::u32string_view word) {
  return word.find(U"://") != std::u32string_view::npos || word.find(U'@') != std::u32string_view::npos ||
         word.starts_with(U"www.");
}

void find_no_end(std::u32string_view text, std::vector<Dangle>& found) {
  std::u32string_view rest = text;
  while (!rest.empty() && is_one_of(rest.back(), U"”’\"')] \u00a0")) rest.remove_suffix(1);
  if (rest.empty() || is_one_of(rest.back(), U".!?:;…")) return;
  if (rest.find(U' ') == std::u32string_view::npos) return;  // a word alone is no sentence
  if (is_address(rest.substr(rest.rfind(U' ') + 1))) return;
  found.push_back({Dangle::Kind::no_end, around(text, text.size())});
}

void find_no_start(std::u32string_view text, std::vector<Dangle>& found) {
  while (!text.empty() && is_one_of(text.front(), U"“‘\"'([")) text.remove_prefix(1);
  if (!text.empty() && text.front() >= U'a' && text.front() <= U'z' && text.find(U' ') != std::u32string_view::npos)
    found.push_back({Dangle::Kind::no_start, around(text, 0)});
}

bool is_set_in_lines(const Block& block) {
  return std::ranges::any_of(block.inlines, [](const Inline& run) { return run.kind == Inline::Kind::line_break; });
}

bool opens_quotation(const Block* block) {
  return block != nullptr && block->kind == Block::Kind::paragraph && plain_text(block->inlines).starts_with("“");
}

void look_into(const Block& block, const Block* next, bool in_list, std::vector<Dangle>& found) {
  for (const ListItem& item : block.items)
    for (const Block& inner : item.blocks) look_into(inner, nullptr, true, found);
  if (block.kind != Block::Kind::paragraph && block.kind != Block::Kind::heading) return;
  const std::u32string text = decode_lossy(plain_text(block.inlines));
  find_strays(text, found);
  find_unclosed(text, opens_quotation(next), found);
  if (in_list || block.kind == Block::Kind::heading || is_set_in_lines(block)) return;
  find_no_end(text, found);
  find_no_start(text, found);
}

}  // namespace

std::vector<Dangle> dangling_in(std::string_view text) {
  std::vector<Dangle> found;
  const std::u32string wide = decode_lossy(text);
  find_strays(wide, found);
  find_unclosed(wide, false, found);
  find_no_end(wide, found);
  find_no_start(wide, found);
  return found;
}

std::vector<Dangle> dangling_in(const std::vector<const Block*>& blocks) {
  std::vector<Dangle> found;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    look_into(*blocks[i], i + 1 < blocks.size() ? blocks[i + 1] : nullptr, false, found);
  return found;
}

}  // namespace engross
