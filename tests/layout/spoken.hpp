// What a letter says and what its pages say, in the same spelling, so that they can be compared.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fixtures.hpp"

namespace engross::test {

// White space collapsed, soft hyphens gone, list marks alike: what a reader hears.
inline std::string spoken(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\xC2\xAD") {
      ++i;
      continue;
    }
    if (text.substr(i, 3) == "\xE2\x80\xA2" || text.substr(i, 3) == "\xE2\x80\x93") {
      out += '*';
      i += 2;
      continue;
    }
    const bool gap = text[i] == ' ' || text[i] == '\n';
    if (gap && (out.empty() || out.back() == ' ')) continue;
    out += gap ? ' ' : text[i];
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// The element that a run's words belong to: the block, not the link inside it.
inline ElementId owner_of(const GlyphRun& run, const Pages& pages) {
  ElementId owner = run.element;
  while (owner > 0 && pages.elements[static_cast<std::size_t>(owner)].role == Role::link)
    owner = pages.elements[static_cast<std::size_t>(owner)].parent;
  return owner;
}

// The words of every element by its runs in drawing order, joined as a screen reader joins them: with nothing.
inline std::map<ElementId, std::string> words_by_element(const Pages& pages) {
  std::map<ElementId, std::string> words;
  for (const Page& page : pages.pages)
    for (const Page::Item& item : page.order) {
      if (item.kind != Page::Item::Kind::run) continue;
      const GlyphRun& run = page.runs[item.index];
      if (run.element != artifact)
        words[owner_of(run, pages)] += run.actual_text().empty() ? run.text() : run.actual_text();
    }
  return words;
}

// All elements' words in the order of the structure tree.
inline std::string read_aloud(const Pages& pages) {
  std::string all;
  for (const auto& [element, words] : words_by_element(pages))
    if (pages.elements[static_cast<std::size_t>(element)].role != Role::form)
      all += words + " ";  // a field has its own
  return spoken(all);
}

// The words of a letter in reading order, as its blocks give them.
class LetterWords {
 public:
  explicit LetterWords(const Letter& letter, const std::vector<std::string>& sender_lines = {}) {
    say(letter.marking);
    for (const std::string& line : sender_lines) say(line);
    for (const Section& section : letter.sections) {
      if (section.part == Part::enclosures || section.part == Part::copies) sign(letter);
      say(section.blocks);
      if (section.part == Part::close) sign(letter);
    }
    sign(letter);
  }
  std::string all() const { return spoken(words_); }

 private:
  void say(const std::string& text) { words_ += text + " "; }

  void say(const std::vector<Inline>& inlines) {
    for (const Inline& one : inlines) {
      words_ += one.kind == Inline::Kind::line_break ? " " : one.text;
      say(one.children);
    }
  }

  void say(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      say(block.inlines);
      words_ += ' ';
      for (std::size_t i = 0; i < block.items.size(); ++i) {
        say(block.ordered ? std::to_string(block.start + static_cast<int>(i)) + "." : "*");
        say(block.items[i].blocks);
      }
      if (!block.table) continue;
      say_row(block.table->header);
      for (const auto& row : block.table->rows) say_row(row);
    }
  }

  void say_row(const std::vector<TableCell>& row) {
    for (const TableCell& cell : row) {
      say(cell.inlines);
      words_ += ' ';
    }
  }

  void sign(const Letter& letter) {
    if (signed_) return;
    signed_ = true;
    for (const SignatureBlock& signature : letter.signatures)
      for (const std::string& line : signature.lines) say(line);
  }

  std::string words_;
  bool signed_ = false;
};

}  // namespace engross::test
