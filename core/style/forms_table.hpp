// The rows of a table of forms of address. Private to this room.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "style/address.hpp"

namespace engross {

// What a row may ask for and a pattern may print; one bit each.
enum class AddressField : std::uint8_t { title, honour, forename, surname, suffix, office, organisation };
constexpr std::array<std::string_view, 7> address_field_names{"title",  "honour", "forename",    "surname",
                                                              "suffix", "office", "organisation"};
using FieldSet = std::uint8_t;
constexpr FieldSet bit(AddressField field) {
  return static_cast<FieldSet>(1U << static_cast<unsigned>(field));
}

// What the patterns print, by AddressField; empty when not given.
using AddressFields = std::array<std::string, address_field_names.size()>;

// "Dear {title} {surname}"
struct AddressPattern {
  struct Piece {
    std::string words;
    int field = -1;  // printed after the words; -1: none
  };
  std::vector<Piece> pieces;
  FieldSet needs = 0;                                    // without honour and suffix, which may be missing
  std::string print(const AddressFields& fields) const;  // spaces collapsed
};

// One set of conditions: all of them hold.
struct AddressCondition {
  std::vector<std::string> roles, titles, offices;  // folded; empty: any
  FieldSet has = 0;
  FieldSet lacks = 0;
  FieldSet promised() const;  // what is surely given when it holds
};

struct FormsOfAddress::Row {
  std::string id;
  std::vector<std::string> languages;        // primary subtags; empty: every language
  std::vector<AddressCondition> conditions;  // any of them; never empty
  std::vector<AddressPattern> salutations, envelopes;
  std::string close, source;
};

struct FormsOfAddress::Table {
  std::vector<std::shared_ptr<const Row>> rows;
  std::map<std::string, std::string, std::less<>> letters_by_role;
};

// Lower case without full stops, one space between words: how titles, roles and offices are compared.
std::string folded(std::string_view words);
// `pattern` is folded and may end in `*`.
bool fits(std::string_view pattern, std::string_view words);

// Adds the rows of a table. `complete`: its last row must hold for everyone.
void read_forms_table(const Document& document, bool complete, FormsOfAddress::Table& table, Diagnostics& problems);

}  // namespace engross
