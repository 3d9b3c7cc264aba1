// In: parsed Markdown, the merged text's pieces and its values. Out: blocks in normal form, each run with its Origin.
// Refuses: link targets that are not https, mailto or tel, blocks and links that are left empty, tokens without a
// value.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "letter/block_order.hpp"
#include "letter/link_target.hpp"
#include "letter/markdown_tree.hpp"
#include "letter/white_space.hpp"

namespace engross {
namespace {

using Tree = ParsedMarkdown::Tree;

class Resolver {
 public:
  Resolver(const Tree& tree, const MergedText& merged, const MarkdownOptions& options)
      : tree_(tree), merged_(merged), options_(options) {}

  std::vector<Block> blocks(std::uint32_t first, std::uint32_t last) {
    std::vector<Block> made;
    for (std::uint32_t i = first; i < last; i = tree_.blocks[i].next) {
      Block block = one(i);
      const bool joins = options_.breaks == Breaks::packed && block.kind == Block::Kind::paragraph && !made.empty() &&
                         made.back().kind == Block::Kind::paragraph;
      if (joins) {
        made.back().inlines.push_back({.kind = Inline::Kind::line_break});
        std::move(block.inlines.begin(), block.inlines.end(), std::back_inserter(made.back().inlines));
      } else {
        starts_.push_back(i);
        made.push_back(std::move(block));
      }
    }
    finish(made);
    return made;
  }

  Diagnostics take_faults() { return std::move(faults_); }

 private:
  // Puts the words of each block into normal form, and refuses one that says nothing.
  void finish(std::vector<Block>& made) {
    const std::size_t first = starts_.size() - made.size();
    for (std::size_t i = 0; i < made.size(); ++i) {
      Block& block = made[i];
      if (block.kind != Block::Kind::paragraph && block.kind != Block::Kind::heading) continue;
      settle(block.inlines);
      if (!is_white_space(block.inlines)) continue;
      const Tree::Block& node = tree_.blocks[starts_[first + i]];
      add("markdown.empty", node.begin, node.end,
          block.kind == Block::Kind::heading ? "a heading is empty" : "a paragraph is empty",
          "give it words, or put it into a section that is left out when there is nothing to say");
    }
    starts_.resize(first);
  }

  void settle(std::vector<Inline>& inlines) const {
    if (!tree_.nfc) compose(inlines);
    normalise_block(inlines, options_.breaks);
  }

  static void compose(std::vector<Inline>& inlines) {
    for (Inline& run : inlines) {
      run.text = to_nfc(run.text);
      compose(run.children);
    }
  }

  Block one(std::uint32_t index) {
    const Tree::Block& node = tree_.blocks[index];
    Block block;
    block.provenance = options_.provenance;
    switch (node.kind) {
      case Tree::Block::Kind::heading:
        block.kind = Block::Kind::heading;
        break;
      case Tree::Block::Kind::list:
        block.kind = Block::Kind::list;
        break;
      case Tree::Block::Kind::table:
        block.kind = Block::Kind::table;
        break;
      default:
        block.kind = Block::Kind::paragraph;
        break;
    }
    if (block.kind == Block::Kind::heading) block.level = node.level;
    if (block.kind == Block::Kind::table) block.table = table(index);
    if (block.kind == Block::Kind::list) {
      block.ordered = node.ordered;
      block.start = node.start;
      block.tight = node.tight;
      for (std::uint32_t i = index + 1; i < node.next; i = tree_.blocks[i].next)
        block.items.push_back({blocks(i + 1, tree_.blocks[i].next)});
      settle_tightness(block);  // paragraphs of a line part became one
    }
    if (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading) {
      block.inlines.reserve(node.inlines_end - node.inlines);
      inlines(node.inlines, node.inlines_end, block.inlines);
    }
    return block;
  }

  std::shared_ptr<const Table> table(std::uint32_t index) {
    const Tree::Block& node = tree_.blocks[index];
    auto made = std::make_shared<Table>();
    made->columns.assign(tree_.aligns.begin() + node.columns, tree_.aligns.begin() + node.columns_end);
    bool header = true;
    for (std::uint32_t i = index + 1; i < node.next; i = tree_.blocks[i].next) {
      std::vector<TableCell> cells = row(i);
      cells.resize(made->columns.size());
      if (header)
        made->header = std::move(cells);
      else
        made->rows.push_back(std::move(cells));
      header = false;
    }
    return made;
  }

  std::vector<TableCell> row(std::uint32_t index) {
    std::vector<TableCell> cells;
    for (std::uint32_t i = index + 1; i < tree_.blocks[index].next; i = tree_.blocks[i].next) {
      TableCell cell;
      inlines(tree_.blocks[i].inlines, tree_.blocks[i].inlines_end, cell.inlines);
      settle(cell.inlines);
      cells.push_back(std::move(cell));
    }
    return cells;
  }

  void inlines(std::uint32_t first, std::uint32_t last, std::vector<Inline>& to) {
    for (std::uint32_t i = first; i < last; i = tree_.inlines[i].next) {
      const Tree::Inline& node = tree_.inlines[i];
      switch (node.kind) {
        case Tree::Inline::Kind::text:
          text(node, to);
          break;
        case Tree::Inline::Kind::token:
          value(node, to);
          break;
        case Tree::Inline::Kind::line_break:
          to.push_back({.kind = Inline::Kind::line_break});
          break;
        case Tree::Inline::Kind::strong:
          nested(Inline::Kind::strong, i, to);
          break;
        case Tree::Inline::Kind::emphasis:
          nested(Inline::Kind::emphasis, i, to);
          break;
        case Tree::Inline::Kind::link:
          link(i, to);
          break;
      }
    }
  }

  Inline& nested(Inline::Kind kind, std::uint32_t index, std::vector<Inline>& to) {
    Inline run{.kind = kind};
    inlines(index + 1, tree_.inlines[index].next, run.children);
    to.push_back(std::move(run));
    return to.back();
  }

  // Written words: as many runs as pieces of the merged text wrote them.
  void text(const Tree::Inline& node, std::vector<Inline>& to) {
    std::string_view words = std::string_view(tree_.texts).substr(node.text, node.text_end - node.text);
    std::uint32_t begin = node.begin;
    while (node.exact) {
      const std::uint32_t end = piece_end(begin);
      if (end >= node.end) break;
      run(words.substr(0, end - begin), begin, end, to);
      words.remove_prefix(end - begin);
      begin = end;
    }
    run(words, begin, node.end, to);
  }

  // Where the piece that holds `offset` ends; runs come in order, so that the search goes on from the last one.
  std::uint32_t piece_end(std::uint32_t offset) {
    const auto& pieces = merged_.pieces;
    if (piece_ < pieces.size() && pieces[piece_].begin > offset) piece_ = 0;
    while (piece_ < pieces.size() && pieces[piece_].end <= offset) ++piece_;
    if (piece_ == pieces.size()) return UINT32_MAX;
    return pieces[piece_].begin > offset ? pieces[piece_].begin : pieces[piece_].end;
  }

  void run(std::string_view words, std::uint32_t begin, std::uint32_t end, std::vector<Inline>& to) {
    while (options_.breaks != Breaks::soft) {
      const std::size_t line = words.find('\n');
      if (line == std::string_view::npos) break;
      const bool only = words.size() == 1;  // a soft break alone may span more bytes than one
      const auto split = only ? begin : begin + static_cast<std::uint32_t>(line);
      append(words.substr(0, line), begin, split, to);
      to.push_back({.kind = Inline::Kind::line_break});
      if (only) return;
      words.remove_prefix(line + 1);
      begin = split + 1;
    }
    append(words, begin, end, to);
  }

  void append(std::string_view words, std::uint32_t begin, std::uint32_t end, std::vector<Inline>& to) {
    if (words.empty()) return;
    Span span = merged_.span_at(begin, end);
    Inline* last = to.empty() ? nullptr : &to.back();
    const bool joins = last != nullptr && last->kind == Inline::Kind::text && last->origin.kind == options_.kind &&
                       last->origin.pointer.empty() && last->origin.span.source == span.source &&
                       last->origin.span.end == span.begin;
    if (!joins) {
      last = &to.emplace_back();
      last->origin.kind = options_.kind;
      last->origin.span = std::move(span);
    } else {
      last->origin.span.end = span.end;
    }
    const std::size_t from = last->text.size();
    last->text += words;
    for (std::size_t feed = last->text.find('\n', from); feed != std::string::npos; feed = last->text.find('\n', feed))
      last->text[feed] = ' ';
  }

  const TokenValue* value_of(char32_t token, std::uint32_t begin, std::uint32_t end) {
    const TokenValue* value = merged_.tokens.find(token);
    if (value == nullptr)
      add("markdown.character", begin, end, fmt::format("found {}, which no letter may hold", code_point_name(token)),
          "take it out");
    return value;
  }

  void value(const Tree::Inline& node, std::vector<Inline>& to) {
    const TokenValue* value = value_of(node.token, node.begin, node.end);
    if (value == nullptr) return;
    std::string_view rest = value->text;
    while (!rest.empty() && (rest.front() == '\n' || rest.front() == '\r')) rest.remove_prefix(1);
    while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) rest.remove_suffix(1);
    while (true) {
      const std::size_t line = rest.find_first_of("\r\n");
      std::string words = to_nfc(rest.substr(0, line));
      std::replace(words.begin(), words.end(), '\t', ' ');
      if (!words.empty()) to.push_back({.kind = Inline::Kind::text, .text = std::move(words), .origin = value->origin});
      if (line == std::string_view::npos) return;
      to.push_back({.kind = Inline::Kind::line_break});
      rest.remove_prefix(line + (rest.substr(line).starts_with("\r\n") ? 2 : 1));
    }
  }

  void link(std::uint32_t index, std::vector<Inline>& to) {
    const Tree::Inline& node = tree_.inlines[index];
    Inline& made = nested(Inline::Kind::link, index, to);
    if (is_white_space(made.children))
      add("markdown.empty", node.begin, node.end, "a link has no words", "give it words, or take it out");
    std::string_view written = std::string_view(tree_.texts).substr(node.text, node.text_end - node.text);
    std::vector<TargetPart> parts;
    for (std::size_t i = 0; i < written.size();) {
      const Decoded d = decode_at(written, i);
      i += d.length;
      if (!TokenTable::is_token(d.code_point)) continue;
      if (i > d.length) parts.push_back({.text = written.substr(0, i - d.length)});
      if (const TokenValue* value = value_of(d.code_point, node.begin, node.end))
        parts.push_back({.text = value->text, .value = true});
      written.remove_prefix(i);
      i = 0;
    }
    if (!written.empty()) parts.push_back({.text = written});
    if (options_.keep_targets && std::ranges::any_of(parts, &TargetPart::value)) {
      for (const TargetPart& part : parts) made.target += part.text;
      return;
    }
    tl::expected<std::string, TargetFault> target = link_target(parts);
    if (target)
      made.target = std::move(*target);
    else
      add("markdown.link", node.begin, node.end, std::move(target.error().message), std::move(target.error().hint));
  }

  void add(std::string_view code, std::size_t begin, std::size_t end, std::string message, std::string hint) {
    if (has_enough(faults_)) return;
    add_up_to_most(faults_,
                   error(std::string(code), merged_.span_at(begin, end), std::move(message), {std::move(hint)}));
  }

  const Tree& tree_;
  const MergedText& merged_;
  const MarkdownOptions& options_;
  Diagnostics faults_;
  std::vector<std::uint32_t> starts_;  // of the blocks being made, the innermost last
  std::size_t piece_ = 0;
};

}  // namespace

Result<std::vector<Block>> resolve(const ParsedMarkdown& parsed, const MergedText& merged,
                                   const MarkdownOptions& options) {
  Resolver resolver(parsed.tree(), merged, options);
  std::vector<Block> blocks = resolver.blocks(0, static_cast<std::uint32_t>(parsed.tree().blocks.size()));
  Diagnostics faults = resolver.take_faults();
  if (!faults.empty()) return fail(std::move(faults));
  return blocks;
}

}  // namespace engross
