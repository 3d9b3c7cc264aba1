// Printed forms for the tables of this folder.
#pragma once

#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

// The value on one line, or each error as "line:column code: message".
inline std::string show(const Result<Document>& result) {
  if (result) return to_json(result->root, false);
  std::string text;
  for (const Diagnostic& d : result.error()) {
    if (!text.empty()) text += '\n';
    text += place(d) + " " + d.code + ": " + d.message;
  }
  return text;
}

// Every value with the text it was read from: path=text, one a line; keys as path@key=text.
inline void show_places(const Document& document, const Value& value, const std::string& path, std::string& to) {
  to += path + "=" + std::string(document.span(value).text()) + "\n";
  for (std::size_t i = 0; i < value.items().size(); ++i)
    show_places(document, value.items()[i], path + "/" + std::to_string(i), to);
  for (const Member& member : value.members()) {
    to += path + "/" + member.key + "@key=" + std::string(document.key_span(member.value).text()) + "\n";
    show_places(document, member.value, path + "/" + member.key, to);
  }
}

inline std::string show_places(const Document& document) {
  std::string to;
  show_places(document, document.root, "", to);
  return to;
}

}  // namespace engross::test
