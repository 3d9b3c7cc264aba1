// Pages -> PDF bytes: PDF/A-2a and PDF/UA-1 in one file. The only user of libharu.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "layout/pages.hpp"
#include "pdf/value_hole.hpp"

namespace engross {

struct DocumentInfo {
  std::string title;   // from subject and reference; shown in the window bar; required
  std::string author;  // the department
  std::string subject;
  std::string language;  // BCP 47
  Timestamp date;        // creation and modification date, Info and XMP
  std::string producer = "engross";
};

// What one worker keeps between letters: prepared font programs, deflated pictures. Never changes a result, only its
// cost.
class DrawCache {
 public:
  DrawCache();
  ~DrawCache();
  DrawCache(DrawCache&&) noexcept;
  DrawCache& operator=(DrawCache&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

struct DrawOptions {
  FontEmbedding embedding = FontEmbedding::tiered;
};

// What a file says of its signature, and brings along to judge it by. The signature itself is made of its bytes.
struct SignatureEntries {
  std::string field;                      // the name of the field in Pages that gets it
  std::string signer;                     // who signs, as the certificate says
  std::string reason, location, contact;  // may be empty
  Timestamp at;                           // when, as the signer says
  std::size_t room = 0;                   // bytes that its value may have
  // DER: the document security store (ETSI EN 319 142-1, 5.4.2); nothing is written when all are empty.
  std::vector<std::string> certificates, ocsps, crls;
};

// A file with room for a signature: /ByteRange is right, the value is all zero.
struct Signable {
  std::string pdf;
  ValueHole value;
  // What one more revision of the file has to know: how its numbers go on, and the field that it fills.
  struct Continuation {
    std::size_t cross_references = 0;  // where the last ones begin
    std::uint32_t objects = 0;         // numbers from here on are free
    std::uint32_t field = 0;           // the number of the empty field; 0: there is none
    std::string field_body;
    std::string trailer;  // its entries Root, Info and ID
  } next;
};

// Errors: "pdf.no-title", "pdf.no-language", "pdf.no-alternative" (a figure without alternative text), "pdf.font" (a
// face that cannot be subset), "pdf.picture" (samples that do not fill their size), "pdf.pages" (Pages that contradict
// themselves), "pdf.library" (libharu's code). Same input, same bytes, whatever the cache holds.
Result<std::string> draw(const Pages& pages, const DocumentInfo& info, const DrawOptions& options, DrawCache& cache);
// The same to be signed: certified, so that no change is permitted (DocMDP 1). The first field in Pages that is not
// `signature.field` stays empty, for with_time_stamp(). Error besides: "pdf.no-field".
Result<Signable> draw_to_sign(const Pages& pages, const DocumentInfo& info, const SignatureEntries& signature,
                              const DrawOptions& options, DrawCache& cache);

// The signed file with one revision more, which gives the empty field a document time stamp (ETSI EN 319 142-1, 5.4.3)
// of at most `room` bytes and changes nothing else.
Signable with_time_stamp(std::string_view signed_pdf, const Signable::Continuation& next, std::size_t room);

}  // namespace engross
