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
};

class FormsOfAddress {
 public:
  // Errors: "address.table" with place: unknown keys, a row without salutation or close, a row that never applies.
  static Result<FormsOfAddress> from(const Document& table);
  // A department's rows come before the shared ones.
  static Result<FormsOfAddress> from(const Document& department_table, const Document& shared_table);

  // Never fails: the last row of the table applies to everyone. language: "en-GB" or "cy".
  FormOfAddress form_for(const Addressee& addressee, std::string_view language) const;

  struct Row;

 private:
  std::vector<std::shared_ptr<const Row>> rows_;
};

// The lines as they go on the letter: envelope name, role or organisation, address, postcode, country; blank lines
// dropped, trailing commas removed, inner space collapsed (source: GOV.UK Notify's postal address rules).
std::vector<std::string> address_lines(const Addressee& addressee, const FormOfAddress& form);

}  // namespace engross
