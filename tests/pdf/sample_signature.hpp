// The sample letter with fields for a signature and a time stamp, and what its file says of the signature.
#pragma once

#include <string>
#include <string_view>

#include "pdf/draw.hpp"
#include "pdf/sample_pages.hpp"

namespace engross::test {

struct SignatureOptions {
  bool visible = true;  // ink and words where the pen would be
  bool stamp = false;   // an empty field for a time stamp besides
  bool store = false;   // certificates and revocation data
  std::string words{"Digitally signed by Denise Clavery"};
};

Pages sample_with_fields(const SignatureOptions& options = {});
SignatureEntries sample_entries(const SignatureOptions& options = {});
// Throws when it cannot be drawn.
Signable sample_to_sign(const SignatureOptions& options = {}, FontEmbedding embedding = FontEmbedding::tiered);

// The file with these bytes in its hole, as hexadecimal digits.
std::string with_value(std::string pdf, const ValueHole& hole, std::string_view bytes);
// Signed, and stamped when the options say so; the values are no signatures.
std::string sample_signed(const SignatureOptions& options = {});

}  // namespace engross::test
