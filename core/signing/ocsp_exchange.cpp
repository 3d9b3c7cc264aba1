// In: a certificate and its issuer, or the bytes of a response. Out: a request; who answered.
// Refuses: nothing; whether a response is believed is decided in trust/revocation.hpp.
#include "signing/ocsp_exchange.hpp"

#include <fmt/format.h>

#include "trust/openssl.hpp"

namespace engross {
namespace {

using RequestPtr = std::unique_ptr<OCSP_REQUEST, FreedBy<OCSP_REQUEST_free>>;
OcspResponsePtr response_in(std::string_view bytes) {
  const auto [object, whole] = from_der(d2i_OCSP_RESPONSE, bytes);
  OcspResponsePtr response(object);
  forget_openssl_errors();
  return whole ? std::move(response) : OcspResponsePtr();
}

}  // namespace

std::string ocsp_request(const Certificate& certificate, const Certificate& issuer) {
  const RequestPtr request(OCSP_REQUEST_new());
  OCSP_request_add0_id(request.get(), OCSP_cert_to_id(EVP_sha1(), certificate.x509(), issuer.x509()));
  return der_of(i2d_OCSP_REQUEST, request.get());
}

std::string fault_of_response(std::string_view response) {
  const OcspResponsePtr read = response_in(response);
  if (!read) return "it is no OCSP response";
  const int status = OCSP_response_status(read.get());
  if (status == OCSP_RESPONSE_STATUS_SUCCESSFUL) return {};
  return fmt::format("it refuses: {}", OCSP_response_status_str(status));
}

std::optional<Certificate> responder_of(std::string_view response, const Certificate& issuer) {
  if (!fault_of_response(response).empty()) return std::nullopt;  // a refusal may carry an answer, which is none
  const OcspBasicPtr basic(OCSP_response_get1_basic(response_in(response).get()));
  const CertificateList known = list_of({issuer});
  X509* signer = nullptr;
  const bool found = basic && OCSP_resp_get0_signer(basic.get(), &signer, known.get()) == 1;
  forget_openssl_errors();
  if (!found) return std::nullopt;
  return Certificate::of(signer);
}

bool needs_no_check(const Certificate& responder) {
  return X509_get_ext_by_NID(responder.x509(), NID_id_pkix_OCSP_noCheck, -1) >= 0;
}

}  // namespace engross
