// A first look at the tags of a template, private to this room: where each begins and ends, and whether sections nest.
// It comes before kainjow's parser because that parser keeps no tag's end, copies the text of every section (so nesting
// must be bounded before it sees the text), stops at the first error and does not name both sections of a crossing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "merge/template.hpp"

namespace engross {

struct Delimiters {
  std::string open = "{{";
  std::string close = "}}";
  bool is_default() const { return open == "{{" && close == "}}"; }
};

struct Tag {
  std::uint32_t begin = 0;  // bytes into the text, delimiters included
  std::uint32_t end = 0;
  char sigil = 0;                // # ^ / > ! = & { or 0 for a plain interpolation
  std::string_view name = {};    // without sigil and surrounding space; into the text
  std::uint32_t delimiters = 0;  // index: those in force after the tag
};

struct Tags {
  std::vector<Tag> tags;
  std::vector<Delimiters> delimiters;  // the first is what the text starts with
};

// The text is [begin, end) of the source; places are the source's. Errors: "template.syntax", "template.too-deep",
// all of them unless a tag is unclosed, after which nothing can be known.
Result<Tags> scan_tags(const SourceRef& source, std::uint32_t begin, std::uint32_t end, const Delimiters& start,
                       std::size_t depth);

}  // namespace engross
