// Which files a department consists of, by their paths. The same rule for a directory, a library and a bundle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engross {

enum class FileKind : std::uint8_t {
  none,        // not of the department: samples, tests, sources, hidden files, backups ("~"), notes beside pictures
  manifest,    // department.yaml
  style,       // style.yaml
  forms,       // forms-of-address.yaml
  approvers,   // approvers.yaml
  forwarding,  // forwarding.yaml
  envelopes,   // envelopes.yaml
  deadlines,   // deadlines.yaml
  holidays,    // bank-holidays.json
  checks,      // checks.yaml
  spellings,   // words.txt
  paragraph,   // paragraphs/**/<id>.md, <id>.<language>.md
  partial,     // partials/<name>.mustache
  skeleton,    // templates/<name>.mustache
  picture,     // pictures/**.png, .jpg, .jpeg
  font,        // fonts/**.ttf, .otf
  dictionary,  // hyphenation/hyph_<language>.dic
  root,        // trust/**.pem
  revocation,  // trust/**.crl
  stray,       // anything else in paragraphs/, partials/, templates/ or trust/: somebody meant it to count
};
FileKind kind_of_file(std::string_view path);

// The same for people.
inline constexpr std::string_view department_files_listed =
    "department.yaml, style.yaml, envelopes.yaml, forms-of-address.yaml, forwarding.yaml, approvers.yaml, "
    "deadlines.yaml, bank-holidays.json, checks.yaml, words.txt, and what is in paragraphs/, partials/, templates/, "
    "pictures/, fonts/, hyphenation/ and trust/";

// What one department may have, wherever it comes from.
constexpr std::size_t most_department_files = 20'000;
constexpr std::size_t most_department_bytes = 256U << 20U;

// Made of letters, digits, '.', '_', '-' and '/', relative, at most 255 bytes, without "..": every build system and
// file system can hold it, and nothing outside the department can be named by it.
bool is_plain_path(std::string_view path);

// "paragraphs/schools/pshe.cy.md" -> "pshe", "cy"; folders are for people. Of a path of that kind.
struct ParagraphName {
  std::string id, language;
};
ParagraphName paragraph_name(std::string_view path);

// Small letters, digits and single hyphens, beginning with a letter: what ids of departments, paragraphs and
// signatories are.
bool is_id(std::string_view id);

// "partials/nested/name.mustache" -> "nested/name": the path without its first folder and its extension.
std::string name_of_file(std::string_view path);

}  // namespace engross
