// A detached CMS signature over bytes, checked. Private to this room.
#pragma once

#include <string_view>
#include <vector>

#include "trust/certificate.hpp"

namespace engross::signing {

struct SignedBy {
  Certificate certificate;
  std::vector<Certificate> others;  // that the signature brings; nobody vouches for them
};

// Who signed: one signer, with a certificate that the signature brings and that its signing-certificate-v2 names, and a
// strong digest. Whether that certificate is to be trusted is another question. Error: "signing.signature" (what is
// wrong, as the end of a sentence that begins with "the signature").
Result<SignedBy> signer_of(std::string_view cms, std::string_view content);

}  // namespace engross::signing
