// What a file says of its signature: the signature's dictionary, the permissions, the document security store.
#pragma once

#include <string>

#include "pdf/draw.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// The signature dictionary (ISO 32000-1, 12.8.1, as ETSI EN 319 142-1, 6.3 wants it), its value empty.
Ref write_signature(const SignatureEntries& signature, Objects& objects);
// The entries of the catalog: permissions, the document security store, the extensions that these are.
std::string signature_entries(const SignatureEntries& signature, Ref value, Objects& objects);

}  // namespace engross::pdf
