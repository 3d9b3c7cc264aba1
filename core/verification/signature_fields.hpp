// The signature fields of a document's form, filled and empty.
#pragma once

#include <vector>

#include "verification/pdf_file.hpp"

namespace engross::verification {

struct SignatureField {
  std::string name;  // full, "letter.signature"
  QPDFObjGen id;     // of the field
  QPDFObjectHandle field;
  QPDFObjectHandle value;  // the signature dictionary; null when the field is empty
};

// In the order of the form. Kids of kids are followed; what is no field is passed over.
std::vector<SignatureField> signature_fields(const PdfFile& file);

// Signature dictionaries that no field of the form holds, wherever they lie.
std::vector<QPDFObjGen> stray_signatures(const PdfFile& file, const std::vector<SignatureField>& fields);

}  // namespace engross::verification
