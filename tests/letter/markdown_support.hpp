// Reading Markdown in a test, and random blocks to write.
#pragma once

#include <cstdlib>
#include <random>
#include <string>

#include "base/text.hpp"
#include "letter/markdown.hpp"

namespace engross::test {

inline MergedText plain(std::string text, std::string name = "p.md") {
  const auto end = static_cast<std::uint32_t>(text.size());
  return unmerged(make_source(std::move(name), std::move(text)), 0, end);
}

// Text in which each {value} of braces is a token, as the merge would make it; \{ is not supported.
inline MergedText merged(std::string_view text, std::string name = "p.md") {
  MergedText made;
  const SourceRef source = make_source(std::move(name), std::string(text));
  const auto narrow = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t brace = std::min(text.find('{', i), text.size());
    const auto at = narrow(made.text.size());
    if (brace > i) {
      made.text += text.substr(i, brace - i);
      made.pieces.push_back({at, narrow(made.text.size()), {source, narrow(i), narrow(brace)}});
    }
    if (brace == text.size()) break;
    const std::size_t close = text.find('}', brace);
    const auto begin = narrow(made.text.size());
    TokenValue value{
        std::string(text.substr(brace + 1, close - brace - 1)),
        {.kind = Origin::Kind::value, .span = {}, .pointer = "/case/v" + std::to_string(made.tokens.size())}};
    append_utf8(made.text, *made.tokens.add(std::move(value)));
    made.pieces.push_back({begin, narrow(made.text.size()), {source, narrow(brace), narrow(close + 1)}});
    i = close + 1;
  }
  return made;
}

inline MergedText with_value(std::string_view before, std::string value, std::string_view after) {
  MergedText made = merged(std::string(before) + "{x}" + std::string(after));
  TokenTable tokens;
  tokens.add({std::move(value), {.kind = Origin::Kind::value, .span = {}, .pointer = "/case/v0"}});
  made.tokens = std::move(tokens);
  return made;
}

// How many rounds a random test makes: `usual`, or ENGROSS_SWEEP for a soak.
inline std::size_t rounds(std::size_t usual) {
  const char* sweep = std::getenv("ENGROSS_SWEEP");
  return sweep == nullptr ? usual : std::strtoull(sweep, nullptr, 10);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  // 0 .. n - 1; the distributions of the standard library differ between machines, so they are not used.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

// Blocks that try to be misread: texts of Markdown's own signs, spaces at edges, entities, fences, front matter.
class RandomBlocks {
 public:
  RandomBlocks(Random& random, std::size_t size) : random_(random), size_(size) {}

  std::vector<Block> blocks(int depth) {
    std::vector<Block> made;
    const std::size_t count = 1 + random_.below(std::min<std::size_t>(size_, depth == 0 ? 5 : 3));
    for (std::size_t i = 0; i < count; ++i) made.push_back(block(depth));
    return made;
  }

  std::string text() {
    static const char* const pieces[] = {"a",
                                         "b",
                                         "word",
                                         "Tŷ",
                                         "é",
                                         " ",
                                         "  ",
                                         "*",
                                         "**",
                                         "_",
                                         "__",
                                         "***",
                                         "`",
                                         "```",
                                         "[",
                                         "]",
                                         "](",
                                         "(",
                                         ")",
                                         "!",
                                         "![",
                                         "<",
                                         ">",
                                         "<b>",
                                         "<!--",
                                         "https://a.b",
                                         "www.a.b",
                                         "a@b.c",
                                         "&",
                                         "&amp;",
                                         "&#32;",
                                         "&copy",
                                         "\\",
                                         "\\\\",
                                         "#",
                                         "##",
                                         "# ",
                                         "-",
                                         "- ",
                                         "---",
                                         "+",
                                         "+ ",
                                         "1.",
                                         "1. ",
                                         "12) ",
                                         "10.5",
                                         ":::",
                                         "::: body",
                                         ":",
                                         ":-",
                                         ":-:",
                                         "|",
                                         "| a |",
                                         "|---|",
                                         "~~~",
                                         "~",
                                         "=",
                                         "===",
                                         "{{x}}",
                                         "\xC2\xA0",
                                         "\xE2\x80\x99",
                                         "\xE2\x80\x9C",
                                         "\xE2\x80\x94",
                                         "\xC2\xAD",
                                         "\xE2\x80\x89",
                                         "e\xCC\x81",
                                         "\xCC\x81",
                                         "\"",
                                         "'",
                                         "x y",
                                         ".",
                                         ",",
                                         "?",
                                         "%",
                                         "$",
                                         "^",
                                         "[^1]",
                                         "[a]: b",
                                         "[ ] ",
                                         "\xE6\xBC\xA2",
                                         "\xF0\x9F\x98\x80",
                                         "\xEF\xBB\xBF",
                                         "\xC2\xA3",
                                         ";",
                                         "/",
                                         "{",
                                         "}",
                                         "&#x",
                                         "&nbsp;"};
    std::string out;
    const std::size_t count = random_.below(5);
    for (std::size_t i = 0; i <= count; ++i) out += pieces[random_.below(std::size(pieces))];
    return out;
  }

  std::vector<Inline> inlines(int depth) {
    std::vector<Inline> made;
    const std::size_t count = 1 + random_.below(std::min<std::size_t>(size_, 4));
    for (std::size_t i = 0; i < count; ++i) {
      Inline run;
      const std::size_t kind = random_.below(depth > 3 || depth > static_cast<int>(size_) ? 5 : 10);
      if (kind < 4) {
        run.text = text();
      } else if (kind == 4) {
        run.kind = Inline::Kind::line_break;
      } else {
        run.kind = kind < 7 ? Inline::Kind::strong : (kind < 9 ? Inline::Kind::emphasis : Inline::Kind::link);
        run.children = inlines(depth + 1);
        if (run.kind == Inline::Kind::link) {
          run.children.insert(run.children.begin(), Inline{.text = "l"});
          run.target = target();
        }
      }
      made.push_back(std::move(run));
    }
    return made;
  }

 private:
  std::string target() {
    static const char* const targets[] = {"https://www.gov.uk/a_b*c",
                                          "https://a.b/c(d)e",
                                          "https://a.b/)?x=1&copy=2&amp;y",
                                          "mailto:a_b@c.uk?subject=a%20b",
                                          "tel:+44-20-(7946)-0958",
                                          "https://a.b/(((",
                                          "https://a.b/~x!$&'()*+,;=:@/?&copy;#&lt;"};
    return targets[random_.below(std::size(targets))];
  }

  Block block(int depth) {
    Block made;
    const std::size_t kind = random_.below(depth >= 4 || depth >= static_cast<int>(size_) ? 7 : 10);
    if (kind < 4) {
      made.inlines = inlines(0);
    } else if (kind < 5) {
      made.kind = Block::Kind::heading;
      made.level = 1 + static_cast<int>(random_.below(6));
      made.inlines = inlines(0);
    } else if (kind < 7) {
      made.kind = Block::Kind::table;
      made.table = table();
    } else {
      made.kind = Block::Kind::list;
      made.ordered = random_.one_in(2);
      if (made.ordered) made.start = random_.one_in(3) ? static_cast<int>(random_.below(1000)) : 1;
      if (made.ordered && random_.one_in(20)) made.start = 999'999'999;
      made.tight = random_.one_in(2);
      const std::size_t items = 1 + random_.below(3);
      for (std::size_t i = 0; i < items; ++i) made.items.push_back({blocks(depth + 1)});
    }
    return made;
  }

  std::vector<TableCell> row(std::size_t columns) {
    std::vector<TableCell> cells(columns);
    for (TableCell& cell : cells)
      if (!random_.one_in(4)) cell.inlines = inlines(1);
    return cells;
  }

  std::shared_ptr<const Table> table() {
    auto made = std::make_shared<Table>();
    const std::size_t columns = 1 + random_.below(4);
    for (std::size_t i = 0; i < columns; ++i) made->columns.push_back(static_cast<Table::Align>(random_.below(3)));
    made->header = row(columns);
    const std::size_t rows = random_.below(4);
    for (std::size_t i = 0; i < rows; ++i) made->rows.push_back(row(columns));
    return made;
  }

  Random& random_;
  std::size_t size_;
};

}  // namespace engross::test
