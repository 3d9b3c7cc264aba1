// In: the people of a department and the roles that a letter needs. Out: who is who, and whether there are enough of
// them. Refuses nothing.
#include "department/approvers.hpp"

#include <algorithm>
#include <functional>

namespace engross {

bool Approver::has(std::string_view role) const {
  return std::ranges::find(roles, role) != roles.end();
}

const Approver* approver_of(const std::vector<Approver>& all, std::string_view fingerprint) {
  const auto found = std::ranges::find_if(all, [&](const Approver& person) {
    return std::ranges::find(person.certificates, fingerprint) != person.certificates.end();
  });
  return found == all.end() ? nullptr : &*found;
}

bool different_people(const std::vector<Approver>& all, const std::vector<std::string>& roles) {
  constexpr std::size_t nothing = SIZE_MAX;
  std::vector<std::size_t> role_of(all.size(), nothing);
  std::vector<bool> asked;
  // Gives the role to somebody, who may pass on the one that they have (a bipartite matching, Kuhn's way).
  const std::function<bool(std::size_t)> give = [&](std::size_t role) {
    for (std::size_t person = 0; person < all.size(); ++person) {
      if (asked[person] || !all[person].has(roles[role])) continue;
      asked[person] = true;
      if (role_of[person] != nothing && !give(role_of[person])) continue;
      role_of[person] = role;
      return true;
    }
    return false;
  };
  for (std::size_t role = 0; role < roles.size(); ++role) {
    asked.assign(all.size(), false);
    if (!give(role)) return false;
  }
  return true;
}

}  // namespace engross
