// What a reader said, one diagnostic a line: "5:7 paragraph.choice: the message | a hint".
#pragma once

#include <string>

#include "support/diagnostics.hpp"

namespace engross::test {

inline std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out += place(d) + " " + d.code + ": " + d.message;
    for (const std::string& hint : d.hints) out += " | " + hint;
    out += "\n";
  }
  return out;
}

// The codes and places alone, each with its file: "paragraphs/a.md in quay:1:1 department.duplicate".
inline std::string placed(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics)
    out += (d.span.source ? d.span.source->name + ":" : "") + place(d) + " " + d.code + "\n";
  return out;
}

}  // namespace engross::test
