// A text that diagnostics can point into, and places in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace engross {

// One text as it was read: a case file, a paragraph, a template, a rule. Immutable and shared.
struct Source {
  std::string name;  // what a person would call it: a path, or "paragraphs/pshe.md in dfe"
  std::string text;  // UTF-8 as read; bytes that are not UTF-8 are allowed here, and refused by the reader
};
using SourceRef = std::shared_ptr<const Source>;

SourceRef make_source(std::string name, std::string text);

// A range of bytes [begin, end) of a source. Without a source it is "nowhere in particular".
struct Span {
  SourceRef source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::string_view text() const;
  friend bool operator==(const Span& a, const Span& b) = default;
};

// Line and column count from 1; the column counts code points, as editors do.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

LineColumn locate(std::string_view text, std::size_t offset);

}  // namespace engross
