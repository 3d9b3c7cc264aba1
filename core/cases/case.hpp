// The typed view of a case: one reply to be written, as the case system exported it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// Someone a letter is written to or about. Empty strings: not given.
struct Person {
  std::string title, forename, surname, suffix, role, office, organisation;
  std::vector<std::string> address;  // one line each
  std::string postcode, country;
  Span span;
};

struct Incoming {
  std::optional<Date> dated, received;
  std::string reference, channel;
};

struct EarlierLetter {
  std::string reference;
  std::optional<Date> date;
  std::string template_name = {};            // "holding"; empty: not known
  std::vector<std::string> paragraphs = {};  // ids of the library's that it has; empty: not known
};

// An item of the case's own `paragraphs`, which override selection.
struct CaseParagraph {
  enum class Kind : std::uint8_t { use, text, markdown };
  Kind kind = Kind::use;
  std::string value;  // paragraph id, or the words
  Span span;          // of the value in the case
};

// Leave for one paragraph to stand though its dates are against it.
struct Allowance {
  std::string id, because;
  Span span = {};  // of the id in a draft; nowhere on the command line
};

struct Case {
  std::string reference, department, template_name = "reply";
  std::optional<Span> template_place;  // where a draft or the command line (nowhere) named another than the file
  // What an officer picked, by a draft's head, which stands for the choice of the rules: `use` with the id of a
  // paragraph, or "/case/paragraphs/N" for words of the case itself, in the order of the letter.
  std::optional<std::vector<CaseParagraph>> picks;
  std::vector<Allowance> allowed;      // by a draft's head or the command line
  std::optional<Date> date;            // of the letter
  std::vector<std::string> languages;  // BCP 47, of the letters in one file, in order; empty: the department's first
  Incoming incoming;
  std::string deadline_policy;  // empty: the department's
  Person correspondent;
  std::vector<Person> recipients;  // further ones, after the correspondent
  std::optional<Person> constituent;
  std::string on_behalf_of, subject, marking;
  std::vector<std::string> topics;
  std::optional<std::string> salutation, close;  // override the form of address
  bool top_and_tail = false;
  std::vector<std::string> signatories;  // ids, at most two; `signatory` in the file, a string or an array
  std::vector<std::string> enclosures, copies;
  std::vector<EarlierLetter> history;
  std::vector<EarlierLetter> added_history;  // what a store knew besides, or in more detail (cases/history.hpp)
  std::optional<std::vector<CaseParagraph>> paragraphs;
  Document document;  // what the merge and the rules see, and where everything stands

  // Words that a letter prints may be given by language, {"cy": "…", "en-GB": "…"}: on_behalf_of, subject, salutation,
  // close, items of enclosures and copies, text and markdown, and anything under facts. Here they are those of the
  // first language that is given; in_language() (cases/by_language.hpp) reads the case in another.
  //
  // Only reference, department and correspondent are required. A null is a field that is not given, and so is an empty
  // string, except where words must stand: in lists, dates, names and overrides.
  // Errors, all located and collected: those of read_json; "cases.unknown-field" (did you mean), "cases.missing",
  // "cases.type", "cases.date", "cases.reference" (path characters, over 100 bytes), "cases.template" and
  // "cases.department" (not a plain name), "cases.language" (no tag, or one twice), "cases.paragraph" (not exactly one
  // of its fields), "cases.empty", "cases.too-many", "cases.signatory" (the same one twice).
  static Result<Case> from(SourceRef source);
  static Result<Case> from(Document document);
};

}  // namespace engross
