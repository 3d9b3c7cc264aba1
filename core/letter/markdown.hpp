// Markdown in and out: CommonMark's paragraphs, headings, emphasis, strong, lists, tables, links and hard breaks.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "letter/letter.hpp"
#include "letter/tokens.hpp"

namespace engross {

struct MarkdownOptions {
  Origin::Kind kind = Origin::Kind::paragraph;        // of plain runs
  std::shared_ptr<const Provenance> provenance = {};  // of every block made
  Breaks breaks = Breaks::soft;
  // A target that holds values is kept as it reads, and no address: for pages that print it and lead nowhere.
  bool keep_targets = false;
};

// Markdown whose marks are read and whose tokens are not. It depends on the merged text alone, never on values, so a
// caller may keep it by that text and resolve it for many letters. Immutable, cheap to copy, safe to read from many
// threads.
class ParsedMarkdown {
 public:
  struct Tree;  // letter/markdown_tree.hpp, private to this room
  explicit ParsedMarkdown(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}
  const Tree& tree() const { return *tree_; }

 private:
  std::shared_ptr<const Tree> tree_;
};

// Uses the merged text, and its pieces for the places of errors. Errors, each with its place in the paragraph and a
// hint: "markdown.html", "markdown.image", "markdown.code", "markdown.autolink", "markdown.block-quote",
// "markdown.rule" (a thematic break), "markdown.footnote", "markdown.reference" (a link definition, which would print
// nothing), "markdown.link" (a title, a link without words), "markdown.table" (a row with more cells than the header),
// "markdown.empty" (a list item or heading with nothing in it), "markdown.character" (a control or private-use
// character, also one that an entity names), "markdown.not-utf8", "markdown.too-deep" (lists in lists beyond 4,
// emphasis beyond 16), "markdown.too-large" (256 KiB of text, 20,000 table cells).
Result<ParsedMarkdown> parse_markdown(const MergedText& merged);

// Puts the values in. `merged` has the text that was parsed, and its own pieces and tokens. A line feed inside a value
// is a line break, line feeds at its ends are dropped, tabs are spaces. Errors: "markdown.link" (a target that is not
// https, mailto or tel), "markdown.empty" (a paragraph, heading or link with nothing but white space),
// "markdown.character" (a token character that no value stands behind).
Result<std::vector<Block>> resolve(const ParsedMarkdown& parsed, const MergedText& merged,
                                   const MarkdownOptions& options);

// Both steps. The result is in normal form (see normalise). Straight quotes stay as written; U+00A0 is a space that
// does not break; `&#10;` is a line break where a line cannot be broken otherwise: in a heading or a table cell.
Result<std::vector<Block>> read_markdown(const MergedText& merged, const MarkdownOptions& options);

// Reading the result with the same breaks gives equal blocks (origins, provenance and language aside), those of the
// normal form. Text that would read as Markdown, a fence or front matter is escaped. A paragraph is one line. Ends with
// a line feed unless there are no blocks.
std::string write_markdown(std::vector<Block> blocks, Breaks breaks = Breaks::soft);

}  // namespace engross
