// In: a letter or blocks. Out: the stable printed form, one line a node, two spaces a level, texts quoted.
// Without origins neighbouring runs print as one, so that trees that say the same print the same; with origins each run
// stands alone with its place, and each block with its provenance.
#include <fmt/format.h>

#include "base/text.hpp"
#include "letter/kind_names.hpp"
#include "letter/letter.hpp"

namespace engross {
namespace {

// How many bytes from here on print as they are.
std::size_t plain_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= ' ' && text[length] < 0x7F && text[length] != '"' &&
         text[length] != '\\')
    ++length;
  return length;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = plain_length(text.substr(i)); plain > 0) {
      out += text.substr(i, plain);
      i += plain;
      continue;
    }
    const Decoded d = decode_at(text, i);
    const bool plain_space = d.code_point == ' ';
    const bool odd_space = d.code_point == 0xA0 || d.code_point == 0xAD ||
                           (d.code_point >= 0x2000 && d.code_point <= 0x200D) || d.code_point == 0x202F ||
                           d.code_point == 0x2060 || d.code_point == 0x3000 || d.code_point == 0xFEFF;
    if (d.code_point == '"' || d.code_point == '\\') {
      out += '\\';
      out += static_cast<char>(d.code_point);
    } else if (d.code_point == '\n') {
      out += "\\n";
    } else if (!plain_space && (odd_space || !is_printable(d.code_point))) {
      out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(d.code_point));
    } else {
      out += text.substr(i, d.length);
    }
    i += d.length;
  }
  return out + '"';
}

std::string_view name_of(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::paragraph:
      return "paragraph";
    case Origin::Kind::skeleton:
      return "skeleton";
    case Origin::Kind::value:
      return "value";
    case Origin::Kind::officer:
      return "officer";
    case Origin::Kind::draft:
      return "draft";
  }
  return "";
}

std::string_view name_of(Table::Align align) {
  switch (align) {
    case Table::Align::left:
      return "left";
    case Table::Align::centre:
      return "centre";
    case Table::Align::right:
      return "right";
  }
  return "";
}

std::string printed(const Origin& origin) {
  std::string out = fmt::format(" @ {}", name_of(origin.kind));
  if (origin.span.source) {
    const LineColumn from = locate(origin.span.source->text, origin.span.begin);
    const LineColumn to = locate(origin.span.source->text, origin.span.end);
    out += fmt::format(" {}:{}:{}-{}:{}", origin.span.source->name, from.line, from.column, to.line, to.column);
  }
  if (!origin.pointer.empty()) out += " " + origin.pointer;
  return out;
}

std::string printed(const Provenance& from) {
  std::string out = fmt::format(" from {} {}", name_of(from.kind), quoted(from.id));
  if (from.revision != 0) out += fmt::format(" revision {}", from.revision);
  if (!from.owner.empty()) out += " owner " + quoted(from.owner);
  if (!from.reason.empty()) out += " because " + quoted(from.reason);
  if (from.edited) out += " edited";
  if (from.moved) out += " moved";
  return out;
}

class Dump {
 public:
  explicit Dump(DumpOrigins origins) : origins_(origins == DumpOrigins::yes) {}

  void line(int level, std::string_view text) {
    out_.append(static_cast<std::size_t>(level) * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  void blocks(const std::vector<Block>& blocks, int level) {
    for (const Block& one : blocks) block(one, level);
  }

  void letter(const Letter& letter, int level) {
    line(level, "letter " + quoted(letter.reference));
    const auto field = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) line(level + 1, fmt::format("{} {}", name, quoted(value)));
    };
    field("department", letter.department);
    field("template", letter.template_name);
    field("language", letter.language);
    if (letter.date) line(level + 1, "date " + letter.date->iso());
    field("subject", letter.subject);
    field("marking", letter.marking);
    if (letter.top_and_tail) line(level + 1, "top and tail");
    for (const std::string& recipient : letter.recipients) field("recipient", recipient);
    for (const Section& section : letter.sections) {
      line(level + 1, fmt::format("section {}", name_of(section.part)));
      blocks(section.blocks, level + 2);
    }
    for (const SignatureBlock& signature : letter.signatures) {
      line(level + 1, fmt::format("signature {} name {}", quoted(signature.id), quoted(signature.name)));
      for (const std::string& text : signature.lines) line(level + 2, "line " + quoted(text));
    }
    for (const Letter& further : letter.further) this->letter(further, level + 1);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string head(const Block& block) const {
    std::string out;
    switch (block.kind) {
      case Block::Kind::paragraph:
        out = "paragraph";
        break;
      case Block::Kind::heading:
        out = fmt::format("heading {}", block.level);
        break;
      case Block::Kind::list:
        out = block.ordered ? fmt::format("list from {}", block.start) : "list";
        out += block.tight ? " tight" : " loose";
        break;
      case Block::Kind::table:
        out = "table";
        if (block.table)
          for (const Table::Align align : block.table->columns) out += fmt::format(" {}", name_of(align));
        break;
    }
    if (!block.language.empty()) out += " lang " + block.language;
    if (origins_ && block.provenance) out += printed(*block.provenance);
    return out;
  }

  void block(const Block& block, int level) {
    line(level, head(block));
    inlines(block.inlines, level + 1);
    for (const ListItem& item : block.items) {
      line(level + 1, "item");
      blocks(item.blocks, level + 2);
    }
    if (!block.table) return;
    row("header", block.table->header, level + 1);
    for (const std::vector<TableCell>& cells : block.table->rows) row("row", cells, level + 1);
  }

  void row(std::string_view name, const std::vector<TableCell>& cells, int level) {
    line(level, name);
    for (const TableCell& cell : cells) {
      line(level + 1, cell.language.empty() ? "cell" : "cell lang " + cell.language);
      inlines(cell.inlines, level + 2);
    }
  }

  void inlines(const std::vector<Inline>& runs, int level) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Inline& run = runs[i];
      switch (run.kind) {
        case Inline::Kind::text:
          if (origins_) {
            line(level, "text " + quoted(run.text) + printed(run.origin));
          } else {
            std::string joined = run.text;
            while (i + 1 < runs.size() && runs[i + 1].kind == Inline::Kind::text) joined += runs[++i].text;
            line(level, "text " + quoted(to_nfc(joined)));
          }
          break;
        case Inline::Kind::line_break:
          line(level, "break");
          break;
        case Inline::Kind::strong:
          line(level, "strong");
          break;
        case Inline::Kind::emphasis:
          line(level, "emphasis");
          break;
        case Inline::Kind::link:
          line(level, "link " + quoted(run.target));
          break;
      }
      inlines(run.children, level + 1);
    }
  }

  bool origins_;
  std::string out_;
};

}  // namespace

std::string dump(const std::vector<Block>& blocks, DumpOrigins origins) {
  Dump dump(origins);
  dump.blocks(blocks, 0);
  return dump.take();
}

std::string dump(const Letter& letter, DumpOrigins origins) {
  Dump dump(origins);
  dump.letter(letter, 0);
  return dump.take();
}

}  // namespace engross
