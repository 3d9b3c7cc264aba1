// Revocation data: any bytes, as an OCSP response, as a CRL and as certificates. What is believed of a certificate has
// a source and a time, and comes from somebody who may say it; nothing else is said at all.
#include "trust/revocation.hpp"

#include <fstream>
#include <iterator>

#include "require.hpp"
#include "signing/issuers.hpp"
#include "signing/ocsp_exchange.hpp"

namespace {

using namespace engross;

// The chain that the seeds are about: a signer, the intermediate, the root.
const std::vector<Certificate>& chain() {
  static const std::vector<Certificate> read = [] {
    std::ifstream file(ENGROSS_SOURCE_DIR "/tests/fuzz/revocation_chain.pem", std::ios::binary);
    return *read_certificates(make_source("chain", {std::istreambuf_iterator<char>(file), {}}));
  }();
  return read;
}

RevocationStatus status_by(const RevocationData& data) {
  const std::chrono::sys_seconds at{std::chrono::seconds(1'477'472'400)};  // the seeds are of 2016-10-26
  return revocation_of({.certificate = chain().at(0), .issuer = chain().at(1), .pool = chain(), .at = at}, data);
}

void require_sound_status(const RevocationStatus& status, std::string_view source) {
  using Kind = RevocationStatus::Kind;
  if (status.kind == Kind::unknown) return;
  fuzz::require(status.source == source, "what is believed has its source");
  fuzz::require(status.why_not.empty(), "what is believed is not doubted");
  fuzz::require(status.produced != std::chrono::sys_seconds(), "what is believed has a time");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const RevocationStatus ocsp = status_by({.ocsps = {bytes}, .crls = {}});
  require_sound_status(ocsp, "OCSP");
  const bool response = fault_of_response(bytes).empty();
  const auto responder = responder_of(bytes, chain().at(1));
  fuzz::require(response || !responder, "what is no response has no responder");
  if (ocsp.kind != RevocationStatus::Kind::unknown)
    fuzz::require(response && responder.has_value(), "what is believed is a response of somebody");
  require_sound_status(status_by({.ocsps = {}, .crls = {bytes}}), "CRL");
  for (const Certificate& one : read_issuers(bytes)) {
    fuzz::require(one.sha256().size() == 64, "a certificate has a fingerprint");
    fuzz::require(one.name().size() <= one.subject().size() + size * 3, "a certificate can be spoken of");
    needs_no_check(one);
    one.ocsp_addresses();
    one.crl_addresses();
    one.issuer_addresses();
  }
  return 0;
}
