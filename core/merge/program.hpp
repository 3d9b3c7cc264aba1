// What a template compiles to, private to this room: a flat list of operations with jumps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "merge/tags.hpp"
#include "merge/template.hpp"

namespace engross {

// A dotted name as the merge looks it up.
struct Path {
  std::string text;                // as written, without surrounding space
  std::vector<std::string> parts;  // empty for "."
  std::string pointer;             // "/incoming/dated"; empty for "."
};
Path make_path(std::string_view text);

// Why `text` cannot be a dotted name, or nothing when it can. "." is one.
std::optional<std::string> problem_with_name(std::string_view text);

struct Op {
  enum class Kind : std::uint8_t {
    text,  // the source's bytes [begin, end)
    variable,
    unescaped,
    section,
    inverted,
    end,  // of a section
    partial,
    dynamic_partial,
    hollow_begin,  // around a line without words of its own: strict merges drop it when all its tags print nothing
    hollow_end,    // its line end is the source's bytes [begin, end)
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  Kind kind = Kind::text;
  bool starts_line = false;  // the indentation of a partial goes before it
  bool formatter = false;    // a section whose name is a formatter's
  std::uint32_t begin = 0;   // bytes of the source: the text, or the tag
  std::uint32_t end = 0;
  std::uint32_t inner_begin = 0;  // section: its source text; partial: its indentation
  std::uint32_t inner_end = 0;
  std::uint32_t path = none;       // index into paths
  std::uint32_t target = 0;        // section: the operation after its end; end: its section
  std::uint32_t delimiters = 0;    // index: in force at a section's text
  std::uint32_t formatted = none;  // formatter section whose body is one path: index into paths
};

struct Template::Program {
  SourceRef source;
  std::vector<Op> ops;
  std::vector<Path> paths;
  std::vector<Delimiters> delimiters;

  Span span(const Op& op) const { return {source, op.begin, op.end}; }
  std::string_view bytes(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(source->text).substr(begin, end - begin);
  }
};

// Template::compile with delimiters of the caller's, for what lambdas return.
Result<std::shared_ptr<const Template::Program>> compile_program(SourceRef source, std::uint32_t begin,
                                                                 std::uint32_t end, const TemplateLimits& limits,
                                                                 const Delimiters& delimiters);

// One tag with the meaning that the parser gave it; `role` is text for comments and new delimiters, which only vanish.
struct Node {
  Op::Kind role = Op::Kind::text;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t delimiters = 0;
  std::string name;
};

// Finds the standalone lines between `begin` and `end` of the source and lays out the operations.
Template::Program lay_out_lines(SourceRef source, std::uint32_t begin, std::uint32_t end,
                                const std::vector<Node>& nodes);

}  // namespace engross
