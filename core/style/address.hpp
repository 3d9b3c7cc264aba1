// Forms of address: how a person is greeted, how a letter to them closes, and how their name stands on the envelope.
// The rules are data (templates/forms-of-address.yaml, each with its source) that a department or a case overrides.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// Who is written to, as the case says it.
struct Addressee {
  std::string title;  // "Councillor", "Mr", "The Rt Hon", "Sir", "Lord", "Dr"
  std::string forename;
  std::string surname;
  std::string role;    // "councillor", "mp", "peer", "knight", "dame", "minister", "pupil", …
  std::string office;  // "Home Secretary": how a minister is greeted
  std::string suffix;  // "MP", "OBE"
  std::string organisation;
  std::vector<std::string> address;
  std::string postcode;
  std::string country;
};

struct FormOfAddress {
  std::string salutation;     // "Dear Councillor Watling"
  std::string close;          // "Yours sincerely"
  std::string envelope_name;  // "Councillor Watling": first line of the address
  std::string rule;           // which row of the table decided, for `explain`
  std::string source;         // who says so
};

class FormsOfAddress {
 public:
  FormsOfAddress() = default;

  // The shape of the table is told at the head of templates/forms-of-address.yaml.
  // Errors, all "address.table" with their places: unknown keys and {names}, a row without salutation, close or source,
  // a greeting that may name what the row's conditions do not promise, a row that never applies because an earlier one
  // takes everyone it would, a last row that does not hold for everyone.
  static Result<FormsOfAddress> from(const Document& table);
  // A department's rows come before the shared ones, and need no last row for everyone.
  static Result<FormsOfAddress> from(const Document& department_table, const Document& shared_table);

  // Never fails: the last row of the table applies to everyone. language: "en-GB" or "cy". A "The Rt Hon" before the
  // title is taken for an honour of its own.
  FormOfAddress form_for(const Addressee& addressee, std::string_view language) const;

  struct Row;  // style/forms_table.hpp, private to this room
  struct Table;

 private:
  explicit FormsOfAddress(std::shared_ptr<const Table> table) : table_(std::move(table)) {}
  std::shared_ptr<const Table> table_;  // never null once made; a default-made value greets nobody
};

// The lines as they go on the letter: envelope name, office, organisation, address, postcode, country. Blank lines and
// lines that repeat the one before are dropped, trailing commas and invisible characters removed, inner space
// collapsed, a UK postcode put into its usual form, a country that is part of the UK left out (source: GOV.UK Notify's
// postal address rules).
std::vector<std::string> address_lines(const Addressee& addressee, const FormOfAddress& form);

// "TF3 4NT" out of "tf34nt"; empty when the text has not the shape of a UK postcode.
std::string uk_postcode(std::string_view text);

}  // namespace engross
