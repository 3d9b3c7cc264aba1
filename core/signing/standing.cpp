// In: a person's certificate, the roots and CRLs of the department, a moment. Out: the certificate's chain, and what
// the CRLs have against it.
// Refuses: certificates that are out of time, lead to none of the roots, are revoked, or of which a CRL that is there
// does not say that they are not.
#include "signing/standing.hpp"

#include <fmt/format.h>

#include "trust/chain.hpp"

namespace engross::signing {
namespace {

Diagnostic retold(Diagnostic fault, const std::string& whose) {
  const bool time = fault.code == "trust.expired" || fault.code == "trust.not-yet-valid";
  fault.code = time ? "approvals.expired" : "approvals.untrusted";
  fault.message = fmt::format("{}: {}", whose, fault.message);
  return fault;
}

Diagnostic complaint(const Doubt& doubt, const std::string& whose) {
  const bool revoked = doubt.status.kind == RevocationStatus::Kind::revoked;
  return error(revoked ? "approvals.revoked" : "approvals.revocation", {},
               fmt::format("{}: {}", whose, sentence_of(doubt)),
               {revoked ? "have it approved by somebody whose certificate is good" : list_hint});
}

}  // namespace

std::string sentence_of(const Doubt& doubt) {
  const RevocationStatus& status = doubt.status;
  const std::string name = doubt.certificate.name();
  if (status.kind == RevocationStatus::Kind::revoked)
    return fmt::format("the certificate of {} was revoked on {}{}", name, shown_time(status.revoked_at),
                       status.reason.empty() ? "" : " (" + status.reason + ")");
  return fmt::format(
      "whether the certificate of {} was revoked is not known, because the CRL in trust/ cannot be believed: {}", name,
      status.why_not);
}

std::vector<Doubt> doubts_about(const std::vector<Certificate>& chain, const std::vector<Certificate>& pool,
                                const RevocationData& lists, const Timestamp& at) {
  std::vector<Doubt> doubts;
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    RevocationStatus status =
        revocation_of({.certificate = chain[i], .issuer = chain[i + 1], .pool = pool, .at = at.instant}, lists);
    const bool disbelieved = status.kind == RevocationStatus::Kind::unknown && !status.why_not.empty();
    if (disbelieved || status.kind == RevocationStatus::Kind::revoked) doubts.push_back({chain[i], std::move(status)});
  }
  return doubts;
}

Result<std::vector<Certificate>> standing_of(const Certificate& certificate, const std::vector<Certificate>& pool,
                                             const Trust& trust, const Timestamp& at, const std::string& whose) {
  if (trust.roots.empty())  // which would mean any root to chain_of()
    return fail(error("approvals.untrusted", {}, fmt::format("{}: the department trusts no root", whose),
                      {"put the root of the approvers' authority into trust/"}));
  auto chain =
      chain_of({.leaf = certificate, .pool = pool, .roots = trust.roots, .at = at.instant, .use = Use::signature});
  Diagnostics faults;
  if (!chain) {
    for (const Diagnostic& fault : chain.error()) faults.push_back(retold(fault, whose));
    return fail(std::move(faults));
  }
  for (const Doubt& doubt : doubts_about(*chain, pool, trust.revocation, at)) faults.push_back(complaint(doubt, whose));
  if (!faults.empty()) return fail(std::move(faults));
  return chain;
}

}  // namespace engross::signing
