// A compiled Mustache template. Parsing is kainjow's (its parser and component tree are public); compiling to a flat
// list of operations and rendering are ours, because kainjow's renderer leaves blank lines for false standalone
// sections, looks up partials in the data, poisons itself on an error and cannot say where a name is missing.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.hpp"

namespace engross {

struct TemplateLimits {
  std::size_t bytes = 1U << 20U;
  std::size_t depth = 64;  // nested sections
};

// Immutable, cheap to copy, safe to render from many threads.
class Template {
 public:
  // Errors with file, line and column: "template.syntax" (unclosed or unopened tags and sections, bad delimiters),
  // "template.too-large", "template.too-deep", "template.not-utf8", "template.empty-name",
  // "template.forbidden-character".
  static Result<Template> compile(SourceRef source, TemplateLimits limits = {});
  // Only the bytes [begin, end) are the template: the body of a paragraph below its front matter. Spans are the file's.
  static Result<Template> compile(SourceRef source, std::uint32_t begin, std::uint32_t end, TemplateLimits limits = {});

  struct Name {
    enum class Use : std::uint8_t { interpolation, unescaped, section, inverted, partial, dynamic_partial, formatter };
    Use use = Use::interpolation;
    std::string name;  // dotted path; of a formatter section, the path it formats
    Span span;
    std::string formatter;  // of Use::formatter
    static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    std::size_t around = nothing;  // index of the innermost section that it stands in
  };
  // Every name that the template itself mentions, in order: for lint and for editors.
  std::vector<Name> names() const;

  struct Program;  // merge/program.hpp, private to this room
  const Program& program() const { return *program_; }

 private:
  explicit Template(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

// Partials have a registry of their own: a value of the case can never stand in for one.
using Partials = std::map<std::string, Template, std::less<>>;

}  // namespace engross
