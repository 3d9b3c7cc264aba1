// What went wrong, as data: a code for programs, a sentence for people, the place, and what to do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"

namespace engross {

enum class Severity : std::uint8_t { note, warning, error };

std::string_view name_of(Severity severity);

// The message says what was found and what was expected; each hint says one thing to do.
// The code is stable, lower case, "<room>.<what>": "data.duplicate-key", "merge.no-value".
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  Span span;
  std::string message;
  std::vector<std::string> hints;
};
using Diagnostics = std::vector<Diagnostic>;

Diagnostic error(std::string code, Span span, std::string message, std::vector<std::string> hints = {});
Diagnostic warning(std::string code, Span span, std::string message, std::vector<std::string> hints = {});

bool has_errors(const Diagnostics& diagnostics);

struct PrintStyle {
  bool colour = false;  // ANSI colours, for terminals
  bool excerpt = true;  // the line with a caret under the place
};

// "case.json:3:14: error: message [code]", then the excerpt with carets, then the hints; ends with a line feed.
// Control characters of the excerpt are printed as '?' so that a hostile file cannot drive the terminal.
std::string print(const Diagnostic& diagnostic, PrintStyle style = {});
std::string print(const Diagnostics& diagnostics, PrintStyle style = {});

}  // namespace engross
