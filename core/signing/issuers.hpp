// Certificates that were left out of a chain, fetched from where the certificates below them say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signing/evidence.hpp"

namespace engross {

// The subject's chain, the root last, with issuers that were missing fetched from their caIssuers addresses. Errors:
// those of chain_of(), and why nothing useful came from the addresses among the hints.
Result<std::vector<Certificate>> complete_chain(const Subject& subject, const EvidenceQuestion& question,
                                                const Exchange& exchange);

// What lies behind a caIssuers address: a certificate in DER or PEM, or a CMS of certificates alone. Empty when it is
// neither.
std::vector<Certificate> read_issuers(std::string_view bytes);

}  // namespace engross
