// Who may approve a department's letters, and which authorities it believes: approvers.yaml and trust/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "trust/revocation.hpp"

namespace engross {

// A person of approvers.yaml.
struct Approver {
  std::string name;
  std::vector<std::string> certificates;  // SHA-256 fingerprints, 64 lower-case digits
  std::vector<std::string> roles;         // ids

  bool has(std::string_view role) const;
};

// The files of trust/: what certificates of approvers and signatories must chain to, and what was revoked.
struct Trust {
  std::vector<Certificate> roots;
  RevocationData revocation;  // CRLs alone
};

// The person whose certificate has this fingerprint, or null.
const Approver* approver_of(const std::vector<Approver>& all, std::string_view fingerprint);

// Whether different people could hold all of these roles at once; each person may hold several in approvers.yaml.
bool different_people(const std::vector<Approver>& all, const std::vector<std::string>& roles);

}  // namespace engross
