// A desk of the Harbour Office whose letters are signed, with keys that are made for a test.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assemble/bench.hpp"
#include "assemble/remake.hpp"
#include "signing/harbour_office.hpp"
#include "signing/signatory_store.hpp"
#include "support/process.hpp"

namespace engross::test {

inline const Timestamp now = *Timestamp::parse("2016-10-26T09:00:00Z");

inline const std::string& picture() {
  static const std::string bytes = read_file(ENGROSS_SOURCE_DIR "/samples/ink/denise-clavery.png");
  return bytes;
}

inline Changes harbour_with(const std::string& from, const std::string& to) {
  std::string yaml = harbour()->resources.files.at("department.yaml");
  EXPECT_NE(yaml.find(from), std::string::npos);
  return {{"department.yaml", yaml.replace(yaml.find(from), from.size(), to)}};
}

// A key with its signer, and the ink that the signatory store would give for it.
struct Signer {
  explicit Signer(SigningKey with, SigningOrder order = {.roots = {office_staff().root.certificate}, .at = now},
                  LongTerm long_term = {})
      : key(std::move(with)) {
    const auto chain = PadesSigner::chain_for(key, order);
    EXPECT_THAT(chain, Succeeds());
    auto made = PadesSigner::with(key, *chain, std::move(order), std::move(long_term));
    EXPECT_THAT(made, Succeeds());
    pades.emplace(std::move(*made));
  }
  Hand hand(bool with_ink = false) {
    Hand made{.signatory = "ada-quay", .signer = &*pades};
    if (!with_ink) return made;
    MemoryWorld world;
    SignatoryStore store(world, "ink");
    const EnrolledInk who{.department = "harbour", .signatory = "ada-quay", .fingerprint = key.certificate().sha256()};
    EXPECT_THAT(store.enrol(who, key.certificate(), picture(), false), Succeeds());
    made.closed_ink = store.closed_ink(who)->value();
    made.ink = *Picture::from_bytes("ink", picture());
    return made;
  }
  OpenInk opener() const {
    return [this](std::string_view closed) { return open_ink(closed, key); };
  }
  SigningKey key;
  std::optional<PadesSigner> pades;
};

inline Signer ada() {
  return Signer(key_of(office_staff().ada));
}

struct SigningDesk {
  explicit SigningDesk(const Changes& changes = {}) : bench(workbench(changes)) {}
  Result<Issued> issue(const Hand* hand, const std::string& members = R"("topics": ["lights"])") {
    const auto reply = reply_to(*bench, members);
    EXPECT_THAT(reply, Succeeds());
    IssueOrder order = order_to("out.pdf");
    order.hand = hand;
    order.unsigned_ = false;
    return engross::issue(world, store, *bench, *reply, order);
  }
  // Role and name of the parts of the signature that the record keeps.
  std::vector<std::string> parts(const Record& record) const {
    std::vector<std::string> found;
    for (const RecordedFile& file : record.files) {
      EXPECT_THAT(store.object(file.sha256), Succeeds());
      for (const char* role : {"ink", "signature", "time-stamp", "certificate", "ocsp", "crl"})
        if (file.role == role) found.push_back(file.role + " " + file.name);
    }
    return found;
  }
  MemoryWorld world;
  Store store{world, "store"};
  std::unique_ptr<Workbench> bench;
};

}  // namespace engross::test
