// In: a lock's bytes with their signature, or a key to sign them with; roots; a moment. Out: who signed; a signature.
// Refuses: signatures of other bytes, locks that nobody signed when somebody must have, signers who are out of time,
// strangers or revoked.
#include "signing/lock_signature.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "signing/cms.hpp"
#include "signing/detached.hpp"
#include "signing/standing.hpp"
#include "trust/chain.hpp"
#include "trust/crl.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_trust_bytes = std::size_t{4} << 20U;
constexpr const char* sign_anew = "have it signed anew by somebody whose certificate is good";

Diagnostic retold(Diagnostic fault, const std::string& whose) {
  const bool time = fault.code == "trust.expired" || fault.code == "trust.not-yet-valid";
  fault.code = time ? "lock.expired" : "lock.untrusted";
  fault.message = fmt::format("{}: {}", whose, fault.message);
  fault.hints = {sign_anew};
  return fault;
}

Diagnostic complaint(const signing::Doubt& doubt, const std::string& whose) {
  if (doubt.status.kind == RevocationStatus::Kind::revoked)
    return error("lock.revoked", {}, fmt::format("{}: {}", whose, signing::sentence_of(doubt)), {sign_anew});
  return error(
      "lock.revocation", {},
      fmt::format("{}: whether the certificate of {} was revoked is not known, because the CRL beside the root "
                  "cannot be believed: {}",
                  whose, doubt.certificate.name(), doubt.status.why_not),
      {"name a current CRL of its authority with --lock-trust instead of the old one"});
}

// From the signer to a root, nothing against it.
Result<std::vector<Certificate>> standing_of(const Certificate& signer, const std::vector<Certificate>& others,
                                             const Trust& trust, const Timestamp& at, const std::string& whose) {
  Diagnostics faults;
  auto chain =
      chain_of({.leaf = signer, .pool = others, .roots = trust.roots, .at = at.instant, .use = Use::signature});
  if (!chain) {
    for (const Diagnostic& fault : chain.error()) faults.push_back(retold(fault, whose));
    return fail(std::move(faults));
  }
  for (const signing::Doubt& doubt : signing::doubts_about(*chain, others, trust.revocation, at))
    faults.push_back(complaint(doubt, whose));
  if (!faults.empty()) return fail(std::move(faults));
  return chain;
}

constexpr std::string_view pem_begins = "-----BEGIN ";
constexpr std::string_view pem_crl_begins = "-----BEGIN X509 CRL-----";

bool holds(const SourceRef& source, std::string_view words) {
  return source->text.find(words) != std::string::npos;
}

void read_crls(const SourceRef& source, Trust& to, Diagnostics& faults) {
  const std::vector<std::string> crls = crls_in(source->text);
  forget_openssl_errors();
  if (crls.empty())
    faults.push_back(error("lock.trust", {source, 0, 0}, fmt::format("{} holds a damaged CRL", source->name),
                           {"take it again from the authority"}));
  to.revocation.crls.insert(to.revocation.crls.end(), crls.begin(), crls.end());
}

void read_roots(const SourceRef& source, Trust& to, Diagnostics& faults) {
  const auto roots = read_certificates(source);
  if (!roots) return append(faults, roots.error());
  to.roots.insert(to.roots.end(), roots->begin(), roots->end());
}

// Roots, CRLs or both in PEM; or one of either in DER.
void read_trust_file(const SourceRef& source, Trust& to, Diagnostics& faults) {
  if (!holds(source, pem_begins)) {
    const bool is_crl = !crls_in(source->text).empty();
    forget_openssl_errors();
    return is_crl ? read_crls(source, to, faults) : read_roots(source, to, faults);
  }
  // OpenSSL passes over what is not PEM: a list in DER behind a root would be there and never asked.
  if (first_invalid_utf8(source->text))
    faults.push_back(error("lock.trust", {source, 0, 0}, fmt::format("{} holds something besides PEM", source->name),
                           {"give what is in DER a file of its own, and name it with another --lock-trust"}));
  if (holds(source, pem_crl_begins)) read_crls(source, to, faults);
  if (holds(source, "CERTIFICATE-----") || !holds(source, pem_crl_begins)) read_roots(source, to, faults);
}

// What goes along with a signature: all that may stand between the signer and a root, which whoever checks has.
std::vector<Certificate> without_roots(const SigningKey& key) {
  std::vector<Certificate> chain{key.certificate()};
  for (const Certificate& other : key.others())
    if (!other.self_issued()) chain.push_back(other);
  return chain;
}

Result<void> in_its_time(const Certificate& certificate, const Timestamp& at, const std::string& whose) {
  if (at.instant >= certificate.not_before() && at.instant <= certificate.not_after()) return {};
  return fail(error(
      "lock.expired", {},
      fmt::format("{}: the certificate of {} is good from {} to {}, and it is {}", whose, certificate.name(),
                  shown_time(certificate.not_before()), shown_time(certificate.not_after()), shown_time(at.instant)),
      {"sign with a present certificate"}));
}

}  // namespace

fs::path signature_beside(const fs::path& lock) {
  return fs::path(lock) += ".p7s";
}

Result<Trust> read_lock_trust(const World& world, const std::vector<std::string>& files) {
  Trust trust;
  Diagnostics faults;
  for (const std::string& file : files) {
    const auto bytes = world.read_file(file, most_trust_bytes);
    if (bytes)
      read_trust_file(make_source(file, *bytes), trust, faults);
    else
      append(faults, bytes.error());
  }
  if (faults.empty() && trust.roots.empty())
    faults.push_back(error("lock.trust", {}, "--lock-trust names no root, only what was revoked",
                           {"name the root of whoever signs the lock too: --lock-trust ROOT.pem"}));
  if (!faults.empty()) return fail(std::move(faults));
  return trust;
}

Result<std::optional<LockSigner>> check_lock_signature(const SignedLock& lock, const Trust* trust,
                                                       const Timestamp& at) {
  if (!lock.signature && trust == nullptr) return std::nullopt;
  if (!lock.signature)
    return fail(error("lock.unsigned", {},
                      fmt::format("{} is not signed, and --lock-trust says that it must be", lock.name),
                      {"have it signed by somebody whom those roots vouch for"}));
  const auto signer = signing::signer_of(*lock.signature, lock.bytes);
  if (!signer)
    return fail(error("lock.signature", {},
                      fmt::format("{} is not the lock that was signed: the signature in {} {}", lock.name,
                                  signature_beside(lock.name).string(), signer.error().front().message),
                      {"if nobody whom you trust changed it, put the lock back that was signed and find out who did"}));
  const std::string whose = fmt::format("the signature of {}", lock.name);
  if (trust == nullptr) return LockSigner{.certificate = signer->certificate, .trusted = false};
  if (auto stands = standing_of(signer->certificate, signer->others, *trust, at, whose); !stands)
    return fail(std::move(stands.error()));
  return LockSigner{.certificate = signer->certificate, .trusted = true};
}

Result<std::string> sign_lock(const std::string& name, std::string_view bytes, const SigningKey& key,
                              const Trust* trust, const Timestamp& at) {
  const std::string whose = fmt::format("{} cannot sign {}", key.certificate().name(), name);
  if (trust != nullptr) {
    if (auto stands = standing_of(key.certificate(), key.others(), *trust, at, whose); !stands)
      return fail(std::move(stands.error()));
  } else if (auto now = in_its_time(key.certificate(), at, whose); !now) {
    return fail(std::move(now.error()));
  }
  auto signer = CmsSigner::with(key, without_roots(key));
  if (!signer) return fail(std::move(signer.error()));
  auto made = signer->sign({&bytes, 1});
  if (!made) return fail(std::move(made.error()));
  if (auto good = check_lock_signature({.name = name, .bytes = bytes, .signature = *made}, trust, at); !good)
    return fail(std::move(good.error()));
  return made;
}

}  // namespace engross
