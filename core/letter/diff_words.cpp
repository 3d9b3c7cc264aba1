// In: two blocks. Out: the stretches of words that stayed, went and came. Refuses nothing.
#include "letter/diff_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "letter/myers.hpp"
#include "letter/white_space.hpp"

namespace engross {
namespace {

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_mark(char32_t c) {
  return c < 0x80 && !is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

// A mark that belongs to the word around it: don't, twenty-one, 1,234.50, 26/10/2016.
bool joins(char32_t before, char32_t mark, char32_t after) {
  if (mark == '\'' || mark == '-') return !is_mark(before) && !is_mark(after);
  return (mark == ',' || mark == '.' || mark == ':' || mark == '/') && is_digit(before) && is_digit(after);
}

class Tokens {
 public:
  std::vector<std::string> take() { return std::move(tokens_); }

  void block(const Block& block, std::size_t indent) {
    if (!block.language.empty()) mark("(" + block.language + ") ");
    if (block.kind == Block::Kind::heading) mark(std::string(static_cast<std::size_t>(block.level), '#') + " ");
    inlines(block.inlines);
    int number = block.start;
    for (std::size_t i = 0; i < block.items.size(); ++i, ++number) {
      if (i > 0) line(indent);
      mark(block.ordered ? std::to_string(number) + ". " : "- ");
      const std::vector<Block>& inner = block.items[i].blocks;
      for (std::size_t j = 0; j < inner.size(); ++j) {
        if (j > 0) line(indent + 2);
        this->block(inner[j], indent + 2);
      }
    }
    if (!block.table) return;
    row(block.table->header);
    for (const std::vector<TableCell>& cells : block.table->rows) {
      line(indent);
      row(cells);
    }
  }

 private:
  void mark(std::string text) { tokens_.push_back(std::move(text)); }
  void line(std::size_t indent) { mark("\n" + std::string(indent, ' ')); }

  void row(const std::vector<TableCell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) mark(" | ");
      inlines(cells[i].inlines);
    }
  }

  // Neighbouring runs are one text, whatever their origins.
  void inlines(const std::vector<Inline>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Inline& run = runs[i];
      if (run.kind == Inline::Kind::text) {
        std::string joined = run.text;
        while (i + 1 < runs.size() && runs[i + 1].kind == Inline::Kind::text) joined += runs[++i].text;
        text(to_nfc(joined));
      } else if (run.kind == Inline::Kind::line_break) {
        mark("\n");
      } else {
        const bool link = run.kind == Inline::Kind::link;
        const std::string around = link ? "[" : run.kind == Inline::Kind::strong ? "**" : "*";
        mark(around);
        inlines(run.children);
        mark(link ? "](" + run.target + ")" : around);
      }
    }
  }

  void text(std::string_view words) {
    for (std::size_t i = 0; i < words.size();) {
      const std::size_t end = token_end(words, i);
      mark(std::string(words.substr(i, end - i)));
      i = end;
    }
  }

  static std::size_t token_end(std::string_view words, std::size_t begin) {
    const Decoded first = decode_at(words, begin);
    std::size_t end = begin + first.length;
    if (is_white_space(first.code_point)) {
      while (end < words.size() && is_white_space(decode_at(words, end).code_point))
        end += decode_at(words, end).length;
      return end;
    }
    if (is_mark(first.code_point)) return end;
    for (char32_t last = first.code_point; end < words.size();) {
      const Decoded next = decode_at(words, end);
      if (is_white_space(next.code_point)) return end;
      const std::size_t beyond = end + next.length;
      if (is_mark(next.code_point)) {
        const char32_t after = beyond < words.size() ? decode_at(words, beyond).code_point : U' ';
        if (!joins(last, next.code_point, after)) return end;
      }
      last = next.code_point;
      end = beyond;
    }
    return end;
  }

  std::vector<std::string> tokens_;
};

// Words that stayed, or else what was deleted and inserted between two such.
struct Stretch {
  std::string same;
  std::string deleted;
  std::string inserted;
};

std::vector<Stretch> stretches(const std::vector<std::string>& before, const std::vector<std::string>& after,
                               const std::vector<Edit>& edits) {
  std::vector<Stretch> made;
  for (const Edit& edit : edits) {
    const bool stays = edit.kind == Edit::Kind::same;
    const bool goes_on = !made.empty() && made.back().same.empty() != stays;
    if (!goes_on) made.emplace_back();
    if (stays)
      made.back().same += before[edit.before];
    else if (edit.kind == Edit::Kind::deleted)
      made.back().deleted += before[edit.before];
    else
      made.back().inserted += after[edit.after];
  }
  return made;
}

// A space alone between two replaced words makes one replacement of three: [-a b-]{+c d+} reads better than
// [-a-]{+c+} [-b-]{+d+}.
std::vector<Stretch> joined_over_spaces(std::vector<Stretch>&& from) {
  const auto replaces = [](const Stretch& s) { return !s.deleted.empty() && !s.inserted.empty(); };
  std::vector<Stretch> made;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const bool bridge = !from[i].same.empty() && is_white_space(from[i].same) && !made.empty() &&
                        replaces(made.back()) && i + 1 < from.size() && replaces(from[i + 1]);
    if (!bridge) {
      made.push_back(std::move(from[i]));
      continue;
    }
    made.back().deleted += from[i].same + from[i + 1].deleted;
    made.back().inserted += from[i].same + from[i + 1].inserted;
    ++i;
  }
  return made;
}

}  // namespace

std::vector<std::string> word_tokens(const Block& block) {
  Tokens tokens;
  tokens.block(block, 0);
  return tokens.take();
}

std::uint32_t Numbering::number(std::string_view text) {
  const auto known = numbers_.find(text);
  if (known != numbers_.end()) return known->second;
  const auto next = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(std::string(text), next);
  return next;
}

std::vector<WordChange> diff_words(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  Numbering numbering;
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b;
  for (const std::string& token : before) a.push_back(numbering.number(token));
  for (const std::string& token : after) b.push_back(numbering.number(token));
  std::vector<WordChange> words;
  const auto add = [&](WordChange::Kind kind, std::string&& text) {
    if (!text.empty()) words.push_back({kind, std::move(text)});
  };
  for (Stretch& stretch : joined_over_spaces(stretches(before, after, shortest_edits(a, b)))) {
    add(WordChange::Kind::same, std::move(stretch.same));
    add(WordChange::Kind::deleted, std::move(stretch.deleted));
    add(WordChange::Kind::inserted, std::move(stretch.inserted));
  }
  return words;
}

std::vector<WordChange> diff_text(std::string_view before, std::string_view after) {
  const auto as_block = [](std::string_view text) {
    Block block;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end != 0) block.inlines.push_back({.kind = Inline::Kind::text, .text = std::string(text.substr(0, end))});
      if (end != text.size()) block.inlines.push_back({.kind = Inline::Kind::line_break});
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return block;
  };
  return diff_words(as_block(before), as_block(after));
}

std::vector<WordChange> diff_words(const Block& before, const Block& after) {
  return diff_words(word_tokens(before), word_tokens(after));
}

}  // namespace engross
