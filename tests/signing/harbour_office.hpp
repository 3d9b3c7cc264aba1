// The Harbour Office when its letters need approvals.
#pragma once

#include "compose/harbour.hpp"
#include "signing/key.hpp"
#include "signing/staff.hpp"
#include "support/memory_world.hpp"

namespace engross::test {

inline SigningKey key_of(const Identity& person) {
  MemoryWorld world;
  world.files["key.pem"] = office_staff().pem(person);
  const auto key =
      SigningKey::open(world, {.where = "key.pem", .chains = {}}, [](const std::string&) { return Secret(""); });
  EXPECT_THAT(key, Succeeds());
  return *key;
}

inline std::string harbour_yaml(const std::string& policies) {
  std::string text = *SystemWorld().read_file(ENGROSS_SOURCE_DIR "/tests/compose/fixtures/harbour/department.yaml",
                                              std::size_t{1} << 16U);
  const std::string before = "  allow_unsigned: true\n";
  return text.replace(text.find(before), before.size(), before + policies);
}

inline Changes approving_office(const std::string& policies = "  approvals: [drafter, checker]\n") {
  return {{"department.yaml", harbour_yaml(policies)},
          {"approvers.yaml", office_staff().approvers()},
          {"trust/root.pem", pem_of(office_staff().root.certificate)}};
}

}  // namespace engross::test
