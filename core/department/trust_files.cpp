// In: one file of trust/. Out: the roots or the CRLs in it.
// Refuses: damaged and empty ones, certificates that are no roots, and private keys, which have no place in a
// department.
#include <fmt/format.h>

#include "department/read_approvers.hpp"
#include "trust/crl.hpp"

namespace engross {
namespace {

void read_roots(const SourceRef& source, Trust& to, Diagnostics& problems) {
  auto certificates = read_certificates(source);
  if (!certificates) {
    for (Diagnostic& fault : certificates.error()) fault.span = {source, 0, 0};
    return append(problems, certificates.error());
  }
  for (Certificate& one : *certificates) {
    if (!one.self_issued())
      problems.push_back(error(
          "department.trust", {source, 0, 0}, fmt::format("{} is no root: {} issued it", one.subject(), one.issuer()),
          {"put the root there; certificates in between come with each signature, by --chain FILE"}));
    else
      to.roots.push_back(std::move(one));
  }
}

void read_crls(const SourceRef& source, Trust& to, Diagnostics& problems) {
  std::vector<std::string> crls = crls_in(source->text);
  const std::string why = crls.empty() ? openssl_reason() : std::string();
  forget_openssl_errors();
  if (crls.empty())
    problems.push_back(error("department.trust", {source, 0, 0},
                             fmt::format("this holds no CRL, or a damaged one: {}", why),
                             {"take it again from the authority, in DER or PEM"}));
  to.revocation.crls.insert(to.revocation.crls.end(), crls.begin(), crls.end());
}

}  // namespace

void read_trust_file(const SourceRef& source, bool revocation, Trust& to, Diagnostics& problems) {
  if (const std::size_t key = source->text.find("PRIVATE KEY-----"); key != std::string::npos)
    return problems.push_back(
        error("department.private-key", {source, static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key) + 11},
              "there is a private key in the department's files, where many can read it",
              {"take it out, and let its certificate be revoked if the file was ever published"}));
  revocation ? read_crls(source, to, problems) : read_roots(source, to, problems);
}

}  // namespace engross
