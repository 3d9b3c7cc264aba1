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

// Who brings a paragraph into a letter. A case that names it by `use` always does.
enum class ChosenBy : std::uint8_t {
  rules,    // its topics and `when`
  code,     // the department's own, and nobody else
  officer,  // nobody but the case
};

struct Paragraph {
  std::string id;
  std::string language;  // empty: the department's first; "cy" for <id>.cy.md, a translation
  std::string title;
  Part part = Part::body;  // opening, body or closing
  ChosenBy chosen_by = ChosenBy::rules;
  std::vector<std::string> topics;
  std::map<std::string, Rule> lets;
  std::optional<Rule> when;
  int order = 0;
  std::string owner;
  int revision = 1;
  std::optional<Date> valid_from, review_by, expires;
  std::set<std::string, std::less<>> optional;  // dotted paths that sections may find absent
  std::vector<std::string> yields_to;
  std::set<std::string, std::less<>> without;  // of a translation: what the original merges and this leaves out
  std::optional<Template> body;                // set by every reader; spans are of the file
  SourceRef source;
  std::string from{};  // the department that it was taken over from; empty: its own

  // Reads <id>.md or <id>.<language>.md. An original needs title, owner and revision. A translation has revision and
  // words, and may have title, owner, review_by and without; everything that decides is the original's, and
  // Department::from fills it in. Errors located in the file, all collected: "paragraph.front-matter",
  // "paragraph.unknown-key", "paragraph.type", "paragraph.date" (no day, or it expires before it holds),
  // "paragraph.choice", "paragraph.missing", "paragraph.let" (its name), "paragraph.let-cycle", "paragraph.chosen-by"
  // (code or officer, and topics or `when` too), "paragraph.translation" (a key that decides, in a translation),
  // "paragraph.empty", and those of YAML, rules and templates.
  static Result<Paragraph> read(std::string id, std::string language, SourceRef source);
};

}  // namespace engross
