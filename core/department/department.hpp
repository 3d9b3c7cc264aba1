// A department: its paragraphs, partials, templates, style and people, frozen after loading.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/deadlines.hpp"
#include "data/value.hpp"
#include "department/approvers.hpp"
#include "department/check_data.hpp"
#include "department/code.hpp"
#include "department/forwarding.hpp"
#include "department/paragraph.hpp"
#include "merge/template.hpp"
#include "style/address.hpp"
#include "style/envelope_profile.hpp"
#include "style/house_style.hpp"

namespace engross {

// A department whose library another one extends.
struct Lender {
  std::string id, version;
  std::string sha256;  // Resources::own_sha256()
  std::string origin;  // as of Resources; empty when the files came out of a store
  bool directory = false;
};

// Files of a department by path ("paragraphs/pshe.md"), whether they came from a directory or out of a library.
struct Resources {
  std::string origin;  // the directory or library, as a person would name it
  std::map<std::string, std::string, std::less<>> files;
  bool directory = false;                                  // origin is a directory that holds these very files
  std::vector<Lender> lenders{};                           // whose files were taken over, the nearest first
  std::map<std::string, std::string, std::less<>> lent{};  // such files, and the id of whose they are
  std::string sha256() const;                              // of names and contents, in order: the bundle's hash
  std::string own_sha256() const;  // the same without what was taken over: what a lock has of the department
  // A file as diagnostics name it: "<origin>/<path>" in a directory, else "<path> in <origin>"; null when it is not
  // there.
  // A file that was taken over is named as its own department names it.
  SourceRef source(std::string_view path) const;
  // Null for a file of the department itself.
  const Lender* lender_of(std::string_view path) const;
};

// Every file of a department directory that a department consists of (department.yaml, style.yaml, paragraphs/,
// partials/, templates/, pictures/, fonts/, hyphenation/, trust/, envelopes.yaml, forms-of-address.yaml,
// approvers.yaml, forwarding.yaml, deadlines.yaml, bank-holidays.json, checks.yaml, words.txt; department/files.hpp
// decides); sources, tests, samples, hidden files and backups are left out. Errors: those of World,
// "department.missing" (no department.yaml), "department.file-name" (a name that a library could not hold),
// "department.link" (a symbolic link in their place), "department.too-large" (more than 20,000 files or 256 MiB, as of
// a library).
Result<Resources> read_directory(const World& world, const std::filesystem::path& directory);

inline constexpr std::string_view deadlines_file = "deadlines.yaml";
inline constexpr std::string_view bank_holidays_file = "bank-holidays.json";

// Templates, partials, geometry presets, forms of address, envelopes, deadlines and what checks know, that departments
// share: the folder
// templates/.
struct SharedResources {
  std::map<std::string, Template, std::less<>> templates;  // reply, acknowledgement, holding, transfer
  Partials partials;
  std::map<std::string, Document, std::less<>> geometry;
  Document forms_of_address;
  SourceRef envelopes;  // envelopes.yaml; null when it is not there: files of an earlier engross have none
  std::shared_ptr<const Deadlines> deadlines;  // of deadlines.yaml and bank-holidays.json, as far as they are there
  Document checks;      // what every department's checks know; nothing in what was stored before there was any
  Resources resources;  // the files they were read from; what the store keeps
  // The folder templates/ on disk, or the same files out of the store. Errors: "department.missing", those of
  // templates, YAML and deadlines, and on disk those of World, "department.file-name" and "department.link".
  static Result<SharedResources> read(const World& world, const std::filesystem::path& directory);
  static Result<SharedResources> from(Resources resources);
};

struct Signatory {
  std::string id, name, title, division;
  std::vector<std::string> lines;  // as printed under the ink: name, then title, then division
  // Fingerprints (department/fingerprint.hpp) of the certificates whose keys may sign as this one; empty: any key that
  // the department's roots vouch for.
  std::vector<std::string> certificates;
  // `title.cy` and `division.cy` in department.yaml, by primary subtag, for each language but the department's first;
  // what is empty there reads as above.
  struct Words {
    std::string title, division;
  };
  std::map<std::string, Words, std::less<>> translated = {};

  // As printed in a letter of this language.
  Signatory in(std::string_view language) const;
};

// A chosen paragraph that has expired or is not valid yet: refused, told, or refused unless an officer gives it leave.
enum class ExpiryPolicy : std::uint8_t { block, warn, allow };
std::string_view name_of(ExpiryPolicy policy);  // "block", "warn", "allow"

// Whether the letter's date is approved with its words, or left to the day of issue.
enum class DatePolicy : std::uint8_t { fixed, at_issue };

// Whose earlier letters count: those that the case names, or also what the store knows of its correspondent.
enum class HistoryPolicy : std::uint8_t { of_case, of_store };

struct Policies {
  ExpiryPolicy expiry = ExpiryPolicy::block;
  bool allow_unsigned = false;
  std::vector<std::string> approvals;  // roles that a letter needs, each held by another person
  DatePolicy date = DatePolicy::fixed;
  HistoryPolicy history = HistoryPolicy::of_case;
};

struct Department {
  std::string id, name, short_name, version, zone = "Europe/London";
  std::set<Call> decides;              // what its own code does; such a department is whole with its code alone
  std::vector<std::string> reads;      // paths of a case that its code looks at, such as "facts.exemptions"
  std::vector<std::string> languages;  // BCP 47, the first is the default
  std::string extends;                 // the department whose library this one takes over; empty: none
  Policies policies;
  std::vector<Signatory> signatories;
  std::map<std::string, std::string, std::less<>> severities;  // check code -> "error" | "warning" | "off"
  Document manifest;                                           // department.yaml: what {{department.…}} sees
  std::vector<Paragraph> paragraphs;                           // sorted by id, then language
  Forwarding forwarding;                                       // forwarding.yaml: of paragraphs that are no more
  std::map<std::string, Template, std::less<>> templates;      // the department's before the shared ones
  Partials partials;
  HouseStyle style;
  Document style_document;                 // style.yaml
  std::vector<SourceRef> envelope_files;   // its own envelopes.yaml, then the shared one; read when they are needed
  std::vector<EnvelopeProfile> envelopes;  // those that its style names
  FormsOfAddress forms;
  CheckData checks;                            // checks.yaml and words.txt, after the shared ones
  std::vector<Approver> approvers;             // approvers.yaml
  Trust trust;                                 // trust/
  std::string deadline_policy;                 // of cases that name none; empty: none
  Span deadline_place;                         // of that in department.yaml
  std::shared_ptr<const Deadlines> deadlines;  // never null: its own policies and calendar over the shared ones
  Resources resources;                         // pictures, fonts, dictionaries by path; the hashed bundle
  std::string bundle_sha256;

  const Paragraph* find(std::string_view id, std::string_view language = {}) const;
  const Signatory* signatory(std::string_view id) const;
  // Where style.yaml says a key ("fonts.regular", "fonts.fallback.0"), for what is found wrong with it later; the whole
  // file when it does not.
  Span place_in_style(std::string_view key) const;
  std::vector<std::string> paragraph_ids() const;

  // Everything is parsed, linted and frozen, every error of every file collected: those of the readers, and
  // "department.missing" (department.yaml, style.yaml, a key), "department.unknown-key", "department.type",
  // "department.choice", "department.id", "department.language" (a tag that is none, or not the department's),
  // "department.zone" (no zone of the IANA database), "department.decides" (a word twice), "department.check-code"
  // (severities of a check that is none), "department.stray-file" (in paragraphs/, partials/ or templates/, but of
  // another kind), "department.paragraph-id", "department.duplicate" (a paragraph id twice),
  // "department.unknown-partial", "department.reserved-name" (a partial called as a formatter), "department.yields-to"
  // (no such paragraph, or itself), "department.translation" (no original, or another revision), "department.signatory"
  // (an id twice), "department.picture" and "department.font" (named, but not there); "department.extends" (what it
  // extends was not taken over; open_department does that); of forwarding.yaml: "department.date",
  // "department.forwarding" (an id twice or that there still is, a way that leads nowhere or in a circle); of
  // envelopes.yaml and the envelopes that the style names: those of EnvelopeProfiles; of
  // approvers.yaml, trust/ and policies.approvals: "department.approver" (a person, a certificate or a role twice),
  // "department.check-word" (of checks.yaml and words.txt), "department.not-utf8" (words.txt),
  // "department.fingerprint", "department.approvals" (a role twice, or that nobody has, or fewer people than roles),
  // "department.trust", "department.private-key", and those of certificates; those of Deadlines::from, and
  // "deadline.unknown-policy" (of department.yaml).
  static Result<std::shared_ptr<const Department>> from(Resources resources, const SharedResources& shared);
};

}  // namespace engross
