// In: a letter. Out: its words in reading order, without any markup. Refuses nothing.
#include "letter/text_copy.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace engross {
namespace {

// Whether the words are the target, its scheme perhaps left out.
bool says_itself(std::string_view target, std::string_view words) {
  if (target == words) return true;
  for (const std::string_view scheme : {"https://", "mailto:", "tel:"})
    if (target.starts_with(scheme) && target.substr(scheme.size()) == words) return true;
  return false;
}

void write_inlines(const std::vector<Inline>& inlines, std::string& out) {
  for (const Inline& run : inlines) {
    switch (run.kind) {
      case Inline::Kind::text:
        out += run.text;
        break;
      case Inline::Kind::line_break:
        out += '\n';
        break;
      case Inline::Kind::strong:
      case Inline::Kind::emphasis:
        write_inlines(run.children, out);
        break;
      case Inline::Kind::link: {
        const std::string words = plain_text(run.children);
        out += words;
        if (!says_itself(run.target, words)) out += " (" + run.target + ")";
        break;
      }
    }
  }
}

std::string indented(const std::string& text, std::size_t by) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    const bool line_follows = text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n';
    if (line_follows) out.append(by, ' ');
  }
  return out;
}

std::string text_of(const Block& block);

std::string list_text(const Block& block) {
  std::string out;
  int number = block.start;
  for (const ListItem& item : block.items) {
    const std::string label = block.ordered ? std::to_string(number++) + ". " : "- ";
    std::string body;
    for (const Block& inner : item.blocks) body += (body.empty() ? "" : block.tight ? "\n" : "\n\n") + text_of(inner);
    out += (out.empty() ? "" : block.tight ? "\n" : "\n\n") + label + indented(body, label.size());
  }
  return out;
}

std::string row_text(const std::vector<TableCell>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += '\t';
    write_inlines(cells[i].inlines, out);
  }
  std::replace(out.begin(), out.end(), '\n', ' ');  // a row is one line
  return out;
}

std::string text_of(const Block& block) {
  std::string out;
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::heading:
      write_inlines(block.inlines, out);
      break;
    case Block::Kind::list:
      out = list_text(block);
      break;
    case Block::Kind::table:
      if (!block.table) break;
      out = row_text(block.table->header);
      for (const auto& row : block.table->rows) out += '\n' + row_text(row);
      break;
  }
  return out;
}

void add(std::string& to, const std::string& paragraph) {
  if (paragraph.empty()) return;
  if (!to.empty()) to += "\n\n";
  to += paragraph;
}

void add_signatures(std::string& to, const Letter& letter) {
  for (const SignatureBlock& signature : letter.signatures) {
    std::string lines;
    for (const std::string& line : signature.lines) lines += (lines.empty() ? "" : "\n") + line;
    add(to, lines);
  }
}

std::string text_of(const Letter& letter) {
  std::string out;
  add(out, letter.marking);
  bool is_signed = false;  // names stand below the close, above what follows it
  for (const Section& section : letter.sections) {
    if (section.part > Part::close && !is_signed) {
      add_signatures(out, letter);
      is_signed = true;
    }
    for (const Block& block : section.blocks) add(out, text_of(block));
  }
  if (!is_signed) add_signatures(out, letter);
  return out + '\n';
}

}  // namespace

std::string write_text(const Letter& letter) {
  std::string out;
  for (const Letter* one : in_each_language(letter)) out += (out.empty() ? "" : "\f") + text_of(*one);
  return out;
}

}  // namespace engross
