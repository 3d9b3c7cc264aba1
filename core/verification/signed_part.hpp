// Which bytes of the file a signature dictionary says that it signs, and whether it may say so.
#pragma once

#include <array>

#include "verification/signature_fields.hpp"

namespace engross::verification {

// [0, gap_begin) and [gap_end, end) are signed; the gap is the value of /Contents as it stands in the file.
struct SignedPart {
  std::size_t gap_begin = 0;
  std::size_t gap_end = 0;
  std::size_t end = 0;
  std::string contents;  // the bytes that the hexadecimal string means
  std::string format;    // the SubFilter

  std::array<std::string_view, 2> pieces(std::string_view file) const {
    return {file.substr(0, gap_begin), file.substr(gap_end, end - gap_end)};
  }
};

// Errors: "verify.signature" (the value of the field is no signature dictionary that stands in the file itself),
// "verify.byte-range" (not exactly [0 a b c] of direct numbers, or not around this very /Contents), "verify.contents"
// (no hexadecimal string).
Result<SignedPart> signed_part(const PdfFile& file, const SignatureField& field);

// Whether the bytes end as a PDF does: a last "%%EOF", and nothing but blanks after it.
bool ends_as_pdf(std::string_view bytes);

}  // namespace engross::verification
