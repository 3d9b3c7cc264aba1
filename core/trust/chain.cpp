// In: a certificate, others that may stand above it, roots, a moment and a use. Out: its chain up to a root.
// Refuses: certificates outside their time or use, chains that do not end or end in a stranger, weak keys and digests,
// broken signatures and constraints.
#include "trust/chain.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

#include "trust/algorithms.hpp"

namespace engross {
namespace {

using StorePtr = std::unique_ptr<X509_STORE, FreedBy<X509_STORE_free>>;
using ContextPtr = std::unique_ptr<X509_STORE_CTX, FreedBy<X509_STORE_CTX_free>>;

bool is_self_signed(const Certificate& certificate) {
  const bool yes = X509_self_signed(certificate.x509(), 1) == 1;
  forget_openssl_errors();
  return yes;
}

// Without roots every certificate that signed itself may end the chain.
std::vector<Certificate> anchors_of(const ChainQuestion& question) {
  if (!question.roots.empty()) return question.roots;
  std::vector<Certificate> anchors;
  std::ranges::copy_if(question.pool, std::back_inserter(anchors), is_self_signed);
  if (is_self_signed(question.leaf)) anchors.push_back(question.leaf);
  return anchors;
}

StorePtr store_of(const ChainQuestion& question) {
  constexpr int rsa_2048_and_sha_2 = 2;  // OpenSSL's security level
  StorePtr store(X509_STORE_new());
  for (const Certificate& anchor : anchors_of(question)) X509_STORE_add_cert(store.get(), anchor.x509());
  X509_VERIFY_PARAM* parameters = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(question.at.time_since_epoch().count()));
  X509_VERIFY_PARAM_set_auth_level(parameters, rsa_2048_and_sha_2);
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);  // a root may be one that others certified
  return store;
}

std::vector<Certificate> chain_in(X509_STORE_CTX* context) {
  std::vector<Certificate> chain;
  const STACK_OF(X509)* found = X509_STORE_CTX_get0_chain(context);
  for (int i = 0; i < sk_X509_num(found); ++i) chain.push_back(Certificate::of(sk_X509_value(found, i)));
  return chain;
}

Diagnostic of_time(const Certificate& which, std::chrono::sys_seconds at, bool expired) {
  if (expired)
    return error("trust.expired", {},
                 fmt::format("the certificate of {} expired on {}, before {}", which.name(),
                             shown_time(which.not_after()), shown_time(at)),
                 {"ask its issuer for a new one"});
  return error("trust.not-yet-valid", {},
               fmt::format("the certificate of {} is valid from {} on, after {}", which.name(),
                           shown_time(which.not_before()), shown_time(at)),
               {"wait until then, or check the clock"});
}

// The last of what was found names an issuer that nobody gave.
Diagnostic no_issuer(const std::vector<Certificate>& chain, const Certificate& leaf) {
  const Certificate& last = chain.empty() ? leaf : chain.back();
  return error("trust.no-issuer", {},
               fmt::format("the certificate of {} was issued by \"{}\", whose certificate is missing", last.name(),
                           last.issuer()),
               {"add the certificate of the issuer to the chain, or to the roots if it is one"});
}

Diagnostic untrusted(const std::vector<Certificate>& chain, const Certificate& leaf) {
  const Certificate& last = chain.empty() ? leaf : chain.back();
  return error(
      "trust.untrusted", {},
      fmt::format("the chain of {} ends in \"{}\", which is not among the trusted roots", leaf.name(), last.subject()),
      {"trust that root if you know whose it is"});
}

Diagnostic weak(const Certificate& which) {
  std::string key = weakness_of(X509_get0_pubkey(which.x509()));
  const X509_ALGOR* algorithm = nullptr;
  X509_get0_signature(nullptr, &algorithm, which.x509());
  if (key.empty()) key = weakness_of(algorithm);
  return error(
      "trust.weak", {},
      fmt::format("the certificate of {} uses {}, which is too weak", which.name(), key.empty() ? "SHA-1" : key),
      {"RSA of 2048 bits or more, or P-256, with SHA-256 is good"});
}

Diagnostic failure_of(X509_STORE_CTX* context, const ChainQuestion& question) {
  const int code = X509_STORE_CTX_get_error(context);
  X509* at = X509_STORE_CTX_get_current_cert(context);
  const Certificate which = at != nullptr ? Certificate::of(at) : question.leaf;
  switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return of_time(which, question.at, true);
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return of_time(which, question.at, false);
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return no_issuer(chain_in(context), question.leaf);
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
      return untrusted(chain_in(context), question.leaf);
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return weak(which);
    default:
      return error("trust.chain", {},
                   fmt::format("the chain of {} is broken at {}: {}", question.leaf.name(), which.name(),
                               X509_verify_cert_error_string(code)),
                   {"take the certificates again from where they were issued"});
  }
}

// Extended uses that have nothing to do with documents; a certificate for these alone signs none.
bool is_for_other_things(X509* certificate) {
  const std::unique_ptr<EXTENDED_KEY_USAGE, FreedBy<EXTENDED_KEY_USAGE_free>> uses(
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
  if (!uses || sk_ASN1_OBJECT_num(uses.get()) == 0) return false;
  constexpr std::array<int, 5> listed{NID_server_auth, NID_code_sign, NID_OCSP_sign, NID_time_stamp, NID_dvcs};
  for (int i = 0; i < sk_ASN1_OBJECT_num(uses.get()); ++i) {
    const int use = OBJ_obj2nid(sk_ASN1_OBJECT_value(uses.get(), i));
    if (std::ranges::find(listed, use) == listed.end()) return false;
  }
  return true;
}

std::string_view usage_fault(X509* certificate, Use use) {
  constexpr std::uint32_t signs = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
  if (use == Use::time_stamp)
    return X509_check_purpose(certificate, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1 ? "" : "time stamps";
  const bool may_sign = (X509_get_key_usage(certificate) & signs) != 0;  // all bits are set without a key usage
  if (use == Use::signature) return may_sign && !is_for_other_things(certificate) ? "" : "signatures of documents";
  const std::uint32_t extended = X509_get_extended_key_usage(certificate);
  const bool delegated = extended != UINT32_MAX && (extended & XKU_OCSP_SIGN) != 0 && may_sign;
  return delegated || X509_check_ca(certificate) > 0 ? "" : "answers about revocation";
}

}  // namespace

Result<std::vector<Certificate>> chain_of(const ChainQuestion& question) {
  const StorePtr store = store_of(question);
  const CertificateList pool = list_of(question.pool);
  const ContextPtr context(X509_STORE_CTX_new());
  if (X509_STORE_CTX_init(context.get(), store.get(), question.leaf.x509(), pool.get()) != 1)
    return fail(error("trust.chain", {}, fmt::format("the chain cannot be judged: {}", openssl_reason())));
  const bool good = X509_verify_cert(context.get()) == 1;
  forget_openssl_errors();
  if (!good) return fail(failure_of(context.get(), question));
  if (const std::string_view fault = usage_fault(question.leaf.x509(), question.use); !fault.empty())
    return fail(error("trust.usage", {},
                      fmt::format("the certificate of {} may not be used for {}", question.leaf.name(), fault),
                      {"ask its issuer for one that may"}));
  return chain_in(context.get());
}

}  // namespace engross
