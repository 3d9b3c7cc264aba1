// Small PDFs written by hand and signed by OpenSSL: nothing of what is tested here makes them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/pki.hpp"
#include "verification/verify.hpp"

namespace engross::test {
using namespace engross::verification;

using Objects = std::vector<std::pair<int, std::string>>;

// The numbers of the letter's objects.
enum Part : int {
  catalog = 1,
  pages,
  page,
  words,  // the content stream
  form,
  field,        // of the signature
  stamp_field,  // empty until a time stamp fills it
  metadata,
  signature,
  font,
  info,
  time_stamp,   // where one is put
  spare_field,  // empty: for another's signature
  store,
  first_free = 40
};

struct Plan {
  Level level = Level::b_b;
  KeyKind key = KeyKind::p256;
  CmsPlan cms{};
  std::string format = "ETSI.CAdES.detached";
  int permits = 1;          // 0: it certifies nothing
  bool stamp_field = true;  // an empty field for a time stamp
  bool spare_field = false;
  std::string annotations{};  // further ones of the page: " 41 0 R"
  std::string fields{};       // further ones of the form
  std::string resources{};    // further entries of the page's
  std::string page_extra{};   // further entries of the page
  std::string form_extra{};   // of the form
  std::string catalog_extra{};
  std::string words = "BT /F 12 Tf 72 720 Td (Pay nothing to anyone.) Tj ET";
  Objects objects{};                                       // further objects
  std::map<std::string, std::string> signature_entries{};  // instead of, or beside, the usual ones
  bool store = false;                                      // a store though the level needs none
  std::vector<Revoked> revoked{};                          // in the store's OCSP responses
};

// Who takes part; made once.
struct People {
  Identity root, authority, stamp_root, unit;
  Identity signer(KeyKind key) const;
};
const People& people();

inline Moment signing_day() {
  return at(2024, 3, 1);
}

std::string unsigned_letter(const Plan& plan = {});
std::string signed_letter(const Plan& plan = {});

// An update after the last one: objects and the entries of its trailer beside /Size, /Root, /Info, /Prev and /ID.
std::string updated(const std::string& pdf, const Objects& objects, const std::string& trailer = {});
// The same as modern writers do it: objects in an object stream, found by a cross-reference stream. Streams cannot lie
// in one, so `loose` ones stand beside it.
std::string updated_in_streams(const std::string& pdf, const Objects& objects, const Objects& loose = {});
// The empty field filled with a time stamp over the whole file, at a moment.
std::string stamped(const std::string& pdf, Moment moment = at(2024, 3, 2), const StampPlan& plan = {});
// A new invisible field with a time stamp and a store, as others append them.
std::string stamped_in_new_field(const std::string& pdf, const std::string& rectangle = "[0 0 0 0]",
                                 const std::string& field_extra = {});
// The empty spare field signed by somebody.
std::string stamped_in_streams(const std::string& pdf);
std::string countersigned(const std::string& pdf, const Identity& who);

// The body of an object as it was written first: between "N 0 obj" and "endobj".
std::string body_of(const std::string& pdf, int number);
std::string stream_of(const std::string& dictionary, const std::string& data);
// The value of the last signature: [begin, end) of "<…>".
std::pair<std::size_t, std::size_t> gap_of(const std::string& pdf);

struct Asked {
  bool with_roots = true;
  Moment at = test::at(2024, 3, 10);
};
Result<Verdict> ask(const std::string& pdf, const Asked& asked = {});
// The verdict, all of it, for a failing test to print.
std::string told(const Result<Verdict>& verdict);
bool passes(const Result<Verdict>& verdict);
// The codes of all findings, each once.
std::vector<std::string> codes_of(const Result<Verdict>& verdict);

}  // namespace engross::test
