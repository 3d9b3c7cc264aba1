// Markdown in and out: CommonMark's paragraphs, headings, emphasis, strong, lists, tables, links and hard breaks.
#pragma once

#include "base/result.hpp"
#include "letter/letter.hpp"
#include "letter/tokens.hpp"

namespace engross {

struct MarkdownOptions {
  Origin::Kind kind = Origin::Kind::paragraph;            // of plain runs
  std::shared_ptr<const Provenance> provenance;           // of every block made
  bool line_part = false;                                 // every line break is a line
};

// Errors, each with its place in the paragraph and a hint: "markdown.html", "markdown.image", "markdown.code",
// "markdown.autolink", "markdown.block-quote", "markdown.rule" (a thematic break), "markdown.link" (a target that is not
// https, mailto or tel), "markdown.empty" (nothing but white space), "markdown.footnote".
// Straight quotes stay as written; U+00A0 is a space that does not break.
Result<std::vector<Block>> read_markdown(const MergedText& merged, const MarkdownOptions& options);

// Reading the result gives equal blocks (origins aside). Text that would read as Markdown, a fence or front matter is
// escaped. Ends with a line feed.
std::string write_markdown(const std::vector<Block>& blocks, bool line_part = false);

}  // namespace engross
