// What a document security store (ETSI EN 319 142-1, 5.4.2) brings: certificates and revocation data, for anybody to
// judge by. None of it is trusted for lying there.
#pragma once

#include "trust/revocation.hpp"
#include "verification/pdf_file.hpp"

namespace engross::verification {

struct Evidence {
  bool store = false;  // there is a /DSS
  std::vector<Certificate> certificates;
  RevocationData revocation;
};

Evidence evidence_in(const PdfFile& file);

}  // namespace engross::verification
