// Whether the post can deliver to an address (source: the rules of GOV.UK Notify for letters).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "department/department.hpp"
#include "letter/letter.hpp"

namespace engross {

struct AddressLine {
  std::string text;
  Span span;
};

// The lines of the letter's address block, each with its place.
std::vector<AddressLine> address_block(const Letter& letter);

// Adds check.address-lines (not 3 to 7), check.address-postcode (ends neither with a UK postcode of a known area nor
// with a country), check.postcode-form (one that is not written as the Royal Mail does), check.address-character (a
// line that begins with what no machine reads, or one of the first two without a letter or digit), check.bfpo (a
// country beside a forces' post office) and check.no-fixed-abode findings. Of a case with several recipients each one's
// own lines are judged, at their place in the case; else those of the letter. An address without a second line is
// another check's.
void check_postal_address(const Letter& letter, const Case& case_, const CheckData& data, const FormsOfAddress& forms,
                          Diagnostics& found);

// The English or Welsh name of a country, as the last line of an address abroad has it; of the UK's parts none.
bool is_country_abroad(std::string_view line);

}  // namespace engross
