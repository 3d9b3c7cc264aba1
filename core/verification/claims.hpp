// What a PDF says of itself: its title, the parts of PDF/A and PDF/UA that its metadata name, and what its
// certification permits.
#pragma once

#include "verification/pdf_file.hpp"

namespace engross::verification {

struct Claims {
  std::string title;
  std::string pdfa;   // "2a"
  std::string pdfua;  // "1"
};
Claims claims_of(const PdfFile& file);

// What a signature lets others do to the file (DocMDP).
struct Certification {
  int permits = 0;  // 0: it certifies nothing; 1 no changes, 2 forms and signatures, 3 annotations too
  std::string words() const;
};
Certification certification_of(QPDFObjectHandle signature);

}  // namespace engross::verification
