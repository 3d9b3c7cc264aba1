// In: merged text. Out: its blocks and inlines with the bytes of each, tokens unresolved.
// Refuses: everything outside the subset, text that is not clean UTF-8, link definitions, and sizes and depths beyond
// the caps. cmark-gfm reads the marks (its core and its tables, nothing else); the places are found by InlineWalk.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "letter/markdown_inlines.hpp"

namespace engross {
namespace {

using BlockNode = ParsedMarkdown::Tree::Block;

constexpr std::size_t most_bytes = std::size_t{256} << 10U;
constexpr std::size_t most_cells = 20'000;
constexpr int deepest_list = 4;

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

void check_characters(std::string_view text, MarkdownFaults& faults) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t') {
      ++i;
      continue;
    }
    const Decoded d = decode_at(text, i);
    const bool line_end = byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (d.code_point == 0xFFFD && d.length == 1) {
      faults.add("markdown.not-utf8", i, i + 1, "found bytes that are not UTF-8", "save the text as UTF-8");
      return;
    }
    if (!line_end && !is_printable(d.code_point) && !TokenTable::is_token(d.code_point))
      faults.add("markdown.character", i, i + d.length,
                 fmt::format("found {}, which no letter may hold", code_point_name(d.code_point)), "take it out");
    i += d.length;
  }
}

// How many cells tables could make of the text, short rows being filled up: a bound, found without parsing.
std::size_t possible_cells(std::string_view text) {
  std::size_t cells = 0;
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      columns = 0;
      continue;
    }
    if (line.find_first_not_of("|-: \t\r\n") == std::string_view::npos && line.find('-') != std::string_view::npos)
      columns = std::max(columns, 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
    cells += columns;
  }
  return cells;
}

struct Freed {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

cmark_syntax_extension* table_extension() {
  static cmark_syntax_extension* const table = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_find_syntax_extension("table");
  }();
  return table;
}

std::unique_ptr<cmark_node, Freed> parse(std::string_view text) {
  cmark_syntax_extension* table = table_extension();
  const std::unique_ptr<cmark_parser, Freed> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_attach_syntax_extension(parser.get(), table);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return std::unique_ptr<cmark_node, Freed>(cmark_parser_finish(parser.get()));
}

class BlockWalk {
 public:
  BlockWalk(std::string_view text, ParsedMarkdown::Tree& tree, MarkdownFaults& faults)
      : text_(text), tree_(tree), faults_(faults), inlines_(text, tree, faults) {
    lines_.push_back(0);
    for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1))
      lines_.push_back(i + 1);
    covered_.resize(lines_.size(), false);
  }

  void document(cmark_node* root) {
    children(root, 0);
    if (faults_.empty()) check_coverage();
  }

 private:
  void children(cmark_node* parent, int lists) {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node))
      one(node, lists);
  }

  void one(cmark_node* node, int lists) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH) return paragraph(node);
    if (type == CMARK_NODE_HEADING) return heading(node);
    if (type == CMARK_NODE_LIST) return list(node, lists);
    if (cmark_gfm_extensions_get_table_columns(node) > 0) return table(node);
    refuse(node, type);
  }

  void refuse(cmark_node* node, cmark_node_type type) {
    const std::size_t begin = place(node);
    const std::size_t end = line_end(begin);
    if (type == CMARK_NODE_BLOCK_QUOTE)
      faults_.add("markdown.block-quote", begin, end, "found a block quote",
                  "set quoted words in quotation marks, or write \\> for the sign");
    else if (type == CMARK_NODE_THEMATIC_BREAK)
      faults_.add("markdown.rule", begin, end, "found a rule across the page", "take it out, or use a heading");
    else if (type == CMARK_NODE_HTML_BLOCK && text_.substr(begin).starts_with("<!--"))
      faults_.add("markdown.html", begin, end, "found an HTML comment", "notes to colleagues go in {{! … }}");
    else if (type == CMARK_NODE_HTML_BLOCK)
      faults_.add("markdown.html", begin, end, "found HTML", "write \\< for a less-than sign");
    else if (text_.substr(begin).starts_with("```") || text_.substr(begin).starts_with("~~~"))
      faults_.add("markdown.code", begin, end, "found a block of code between fences", "take the fences out");
    else
      faults_.add("markdown.code", begin, end, "found a block of code, made by four spaces before a line",
                  "take away the spaces, or line the text up with its list item");
  }

  // Where a node's own text begins.
  std::size_t place(cmark_node* node) const {
    const auto line = static_cast<std::size_t>(std::max(1, cmark_node_get_start_line(node)));
    const auto column = static_cast<std::size_t>(std::max(1, cmark_node_get_start_column(node)));
    return std::min(lines_[std::min(line, lines_.size()) - 1] + column - 1, text_.size());
  }

  std::size_t line_of(std::size_t offset) const {
    return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) - 1;
  }
  std::size_t line_end(std::size_t offset) const {
    std::size_t end = std::min(text_.find('\n', offset), text_.size());
    if (end > offset && text_[end - 1] == '\r') --end;
    return end;
  }
  std::size_t skip_blanks(std::size_t offset) const {
    while (offset < text_.size() && is_blank(text_[offset])) ++offset;
    return offset;
  }
  void cover(std::size_t begin, std::size_t end) {
    for (std::size_t line = line_of(begin); line <= line_of(end); ++line) covered_[line] = true;
  }

  std::uint32_t open(BlockNode::Kind kind, std::size_t begin) {
    tree_.blocks.push_back({.kind = kind, .begin = narrow(begin), .end = narrow(begin)});
    return narrow(tree_.blocks.size() - 1);
  }
  void close(std::uint32_t block, std::size_t end) {
    tree_.blocks[block].next = narrow(tree_.blocks.size());
    tree_.blocks[block].end = narrow(end);
  }

  // The words of a paragraph, heading or cell from `begin`; returns the byte after them.
  std::size_t leaf(cmark_node* node, std::uint32_t block, std::size_t begin, std::size_t limit, bool pipes) {
    tree_.blocks[block].inlines = narrow(tree_.inlines.size());
    const std::size_t end = inlines_.walk(node, begin, limit, pipes);
    tree_.blocks[block].inlines_end = narrow(tree_.inlines.size());
    close(block, end);
    cover(begin, end);
    if (inlines_.lost() && begin < text_.size() && text_[begin] == '[') definition(begin);
    return end;
  }

  void definition(std::size_t begin) {
    if (text_.substr(begin).starts_with("[^"))
      faults_.add("markdown.footnote", begin, line_end(begin), "found the text of a footnote",
                  "a letter has no footnotes: say it in the text");
    else
      faults_.add("markdown.reference", begin, line_end(begin), "found a link definition, which would print nothing",
                  "write [words](address) where the link stands, or \\[ for a bracket");
  }

  // The parser splits the lines before a table's header from it, gives that paragraph no place of its own, and has
  // already turned its `\|` into pipes.
  void paragraph(cmark_node* node) {
    const bool before_header = cmark_node_get_start_line(node) == 0;
    cmark_node* next = cmark_node_next(node);
    const std::size_t begin = place(before_header && next != nullptr ? next : node);
    const std::uint32_t block = open(BlockNode::Kind::paragraph, begin);
    after_split_ = leaf(node, block, skip_blanks(begin), text_.size(), before_header);
    split_ = before_header;
  }

  void heading(cmark_node* node) {
    const std::size_t begin = place(node);
    const std::uint32_t block = open(BlockNode::Kind::heading, begin);
    tree_.blocks[block].level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
    std::size_t words = begin;
    while (words < text_.size() && text_[words] == '#') ++words;
    const bool by_sign = words > begin && words <= begin + 6 && (words >= line_end(begin) || is_blank(text_[words]));
    if (!by_sign) words = begin;
    const std::size_t end = leaf(node, block, skip_blanks(words), by_sign ? line_end(begin) : text_.size(), false);
    if (!by_sign && line_of(end) + 1 < lines_.size()) covered_[line_of(end) + 1] = true;
    if (cmark_node_first_child(node) == nullptr)
      faults_.add("markdown.empty", begin, line_end(begin), "a heading has no words",
                  "write some, or take the heading out");
  }

  void list(cmark_node* node, int lists) {
    const std::size_t begin = place(node);
    if (lists >= deepest_list) {
      faults_.add("markdown.too-deep", begin, line_end(begin),
                  fmt::format("lists stand in lists more than {} deep", deepest_list), "use fewer levels");
      return;
    }
    const std::uint32_t block = open(BlockNode::Kind::list, begin);
    tree_.blocks[block].ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    tree_.blocks[block].start = tree_.blocks[block].ordered ? cmark_node_get_list_start(node) : 1;
    tree_.blocks[block].tight = cmark_node_get_list_tight(node) != 0;
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) {
      const std::size_t item_begin = place(item);
      const std::uint32_t item_block = open(BlockNode::Kind::item, item_begin);
      children(item, lists + 1);
      close(item_block, tree_.blocks.back().end);
      if (cmark_node_first_child(item) == nullptr)
        faults_.add("markdown.empty", item_begin, line_end(item_begin), "a list item has no words",
                    "write some, or take the item out");
    }
    close(block, tree_.blocks.back().end);
  }

  void table(cmark_node* node) {
    const std::size_t begin = split_ ? skip_blanks(next_line(after_split_)) : place(node);
    split_ = false;
    const std::uint32_t block = open(BlockNode::Kind::table, begin);
    tree_.blocks[block].columns = narrow(tree_.aligns.size());
    const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
    const std::uint8_t* aligns = cmark_gfm_extensions_get_table_alignments(node);
    for (std::uint16_t i = 0; i < columns; ++i)
      tree_.aligns.push_back(aligns[i] == 'c'   ? Table::Align::centre
                             : aligns[i] == 'r' ? Table::Align::right
                                                : Table::Align::left);
    tree_.blocks[block].columns_end = narrow(tree_.aligns.size());
    bool header = true;
    for (cmark_node* line = cmark_node_first_child(node); line != nullptr; line = cmark_node_next(line)) {
      row(line, header ? begin : skip_blanks(lines_[line_of(place(line))]));
      if (header && line_of(begin) + 1 < lines_.size()) covered_[line_of(begin) + 1] = true;  // the row of dashes
      header = false;
    }
    close(block, tree_.blocks.back().end);
  }

  std::size_t next_line(std::size_t offset) const { return lines_[std::min(line_of(offset) + 1, lines_.size() - 1)]; }

  void row(cmark_node* node, std::size_t begin) {
    const std::uint32_t block = open(BlockNode::Kind::row, begin);
    const std::size_t limit = line_end(begin);
    std::size_t at = begin < limit && text_[begin] == '|' ? begin + 1 : begin;
    for (cmark_node* cell = cmark_node_first_child(node); cell != nullptr; cell = cmark_node_next(cell)) {
      at = std::min(skip_blanks(at), limit);
      at = std::min(skip_blanks(leaf(cell, open(BlockNode::Kind::cell, at), at, limit, true)), limit);
      if (at < limit && text_[at] == '|') ++at;
    }
    close(block, at);
    cover(begin, at);
    if (skip_blanks(at) < limit && !inlines_.lost())
      faults_.add("markdown.table", at, limit, "a row of a table has more cells than the header",
                  "give the header as many cells, or write \\| for a bar in a cell");
  }

  // Each line with words must have come to stand in the tree; what did not is a link definition.
  void check_coverage() {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      const std::size_t begin = skip_blanks(lines_[line]);
      const bool byte_order_mark = line == 0 && text_.starts_with("\xEF\xBB\xBF");
      if (!covered_[line] && !byte_order_mark && begin < line_end(begin)) {
        const std::size_t bracket = text_.substr(begin, line_end(begin) - begin).find('[');
        definition(bracket == std::string_view::npos ? begin : begin + bracket);
      }
    }
  }

  std::string_view text_;
  ParsedMarkdown::Tree& tree_;
  MarkdownFaults& faults_;
  InlineWalk inlines_;
  std::vector<std::size_t> lines_;
  std::vector<bool> covered_;
  bool split_ = false;
  std::size_t after_split_ = 0;
};

}  // namespace

Result<ParsedMarkdown> parse_markdown(const MergedText& merged) {
  MarkdownFaults faults(merged);
  const std::string_view text = merged.text;
  if (text.size() > most_bytes) {
    faults.add("markdown.too-large", most_bytes, most_bytes,
               fmt::format("the text has {} bytes; the limit is {}", text.size(), most_bytes), "make it shorter");
    return fail(faults.take());
  }
  if (possible_cells(text) > most_cells) {
    faults.add("markdown.too-large", 0, 0, fmt::format("the tables could have more than {} cells", most_cells),
               "put large tables into an enclosure");
    return fail(faults.take());
  }
  check_characters(text, faults);
  if (!faults.empty()) return fail(faults.take());

  const std::unique_ptr<cmark_node, Freed> root = parse(text);
  auto tree = std::make_shared<ParsedMarkdown::Tree>();
  tree->texts.reserve(text.size());
  BlockWalk(text, *tree, faults).document(root.get());
  if (!faults.empty()) return fail(faults.take());
  tree->nfc = is_nfc(tree->texts);
  return ParsedMarkdown(std::move(tree));
}

Result<std::vector<Block>> read_markdown(const MergedText& merged, const MarkdownOptions& options) {
  const Result<ParsedMarkdown> parsed = parse_markdown(merged);
  if (!parsed) return fail(parsed.error());
  return resolve(*parsed, merged, options);
}

}  // namespace engross
