// A paragraph of a department's library: front matter and a compiled template.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "letter/letter.hpp"
#include "merge/template.hpp"
#include "rules/rule.hpp"

namespace engross {

struct Paragraph {
  std::string id;
  std::string language;                 // empty: the department's first; "cy" for <id>.cy.md
  std::string title;
  Part part = Part::body;               // opening, body or closing
  std::vector<std::string> topics;
  std::map<std::string, Rule> lets;
  std::optional<Rule> when;
  int order = 0;
  std::string owner;
  int revision = 1;
  std::optional<Date> valid_from, review_by, expires;
  std::set<std::string, std::less<>> optional;  // dotted paths that sections may find absent
  std::vector<std::string> yields_to;
  std::optional<Template> body;         // set by every reader; spans are of the file
  SourceRef source;

  // Reads <id>.md or <id>.<language>.md. Errors located in the file: "paragraph.front-matter", "paragraph.unknown-key",
  // "paragraph.type", "paragraph.date", "paragraph.part", "paragraph.missing", and those of rules and templates.
  static Result<Paragraph> read(std::string id, std::string language, SourceRef source);
};

}  // namespace engross
