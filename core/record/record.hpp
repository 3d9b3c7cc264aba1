// The record of an issued letter: what it was made of, and why every paragraph is there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "data/value.hpp"
#include "letter/letter.hpp"

namespace engross {

class JsonWriter;

// One value that a paragraph printed.
struct RecordedValue {
  std::string pointer;  // "/case/incoming/dated"
  std::string printed;  // "30 September 2016"
};

// One stretch of the letter with one reason: a library paragraph, words of the skeleton, of the case or of the draft.
struct RecordedParagraph {
  Part part = Part::body;
  Provenance why;
  std::string text_sha256;  // of its words, so that a purge may take the words and keep the proof
  std::vector<RecordedValue> values;
  std::string language = {};  // of one of several letters in a file; empty in the only one
};

// What the officer did to the draft: "edited", "moved", "dropped", "added".
struct RecordedChange {
  std::string kind, part, id;
  std::string language = {};  // as of RecordedParagraph
};

// Leave that an officer gave a paragraph to stand past its dates.
struct RecordedAllowance {
  std::string paragraph, because;
};

// A letter that went to the same correspondent before, as the store knew it when this one was made.
struct RecordedEarlier {
  std::string reference;
  std::string date;  // ISO; empty: not known
  std::string template_name;
  std::vector<std::string> paragraphs;
};

struct RecordedFile {
  std::string role;    // "case", "draft", "approvals", "decisions" (answers of the department's code), "department",
                       // "shared", "letter", "font", "hyphenation"; "approval-facts" (record/purge_record.hpp)
  std::string name;    // what a person would call it
  std::string sha256;  // its key in the store
};

// How a signed letter is sealed: with the store's files of the roles "signature" (the CMS), "time-stamp", "ink",
// "certificate", "ocsp" and "crl", everything that its bytes depend on besides the letter.
struct RecordedSeal {
  std::string level;        // "b-b", "b-t", "b-lt", "b-lta"
  std::string signatory;    // id
  std::string signer;       // as the certificate names them
  std::string certificate;  // its fingerprint, SHA-256
  std::string method;       // "RSA 2048 with SHA256"
  Timestamp at;             // when it was signed
  bool visible = true;
  std::vector<std::string> words;  // in the field
  std::string reason, location, contact;
  std::size_t room = 0;        // bytes that the signature might have
  std::size_t stamp_room = 0;  // bytes that the document time stamp might have; 0: there is none
};

// That personal data was taken out of a record, and of what it names. What is left proves that this letter was issued,
// when, with which paragraphs, and which bytes it had.
struct RecordedPurge {
  Timestamp at;
  std::string because;
};

struct Record {
  std::string reference;
  int issue = 1;                // 2 and on: issued again
  std::string because;          // why it was issued again
  std::string engine;           // version of engross; remaking asks for the same
  std::optional<Timestamp> at;  // when it was issued
  Date letter_date = Date::from_days({});
  Date today = Date::from_days({});  // what `review_by` was judged against
  std::string department, department_version, template_name;
  std::string language;                        // of the first letter in the file
  std::vector<std::string> further_languages;  // of the others, in their order
  std::vector<RecordedFile> files;
  std::vector<RecordedParagraph> paragraphs;
  std::vector<RecordedChange> changes;
  std::vector<RecordedAllowance> allowed;
  std::vector<RecordedEarlier> history;
  std::string output_sha256;
  std::size_t output_bytes = 0;
  std::size_t pages = 0;
  std::optional<RecordedSeal> seal;  // of a letter that is signed
  std::optional<RecordedPurge> purged = {};

  std::string_view signature() const { return seal ? std::string_view(seal->level) : "unsigned"; }

  const RecordedFile* file(std::string_view role) const;
};

// Walks the letter and its further ones, and groups neighbouring blocks that have one reason.
std::vector<RecordedParagraph> record_paragraphs(const Letter& letter);

// Members in a fixed order; docs/schemas/record.schema.json describes them.
void write_json(JsonWriter& to, const Record& record);
std::string to_json(const Record& record);  // indented, as the store keeps it
// Errors: "record.damaged" with the place of the first member that is missing or of another kind.
Result<Record> record_from(const Document& document);

}  // namespace engross
