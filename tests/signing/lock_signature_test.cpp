// The signature of a lock: what it is over, who may have made it, and what is refused.
#include "signing/lock_signature.hpp"

#include <gtest/gtest.h>

#include "signing/keys.hpp"

namespace engross::test {
namespace {

const std::string lock_bytes = "{\n  \"format\": 1,\n  \"departments\": []\n}\n";

Trust staff_trust() {
  return {.roots = {office_staff().root.certificate}, .revocation = {}};
}

std::string signed_by(const Identity& person, const std::string& bytes = lock_bytes) {
  const Trust trust = staff_trust();
  const auto made = sign_lock("departments.lock", bytes, key_of(person), &trust, signing_time);
  EXPECT_THAT(made, Succeeds());
  return made ? *made : std::string();
}

Result<std::optional<LockSigner>> check(std::optional<std::string> signature, const Trust* trust,
                                        const std::string& bytes = lock_bytes, const Timestamp& at = signing_time) {
  return check_lock_signature({.name = "d/departments.lock", .bytes = bytes, .signature = std::move(signature)}, trust,
                              at);
}

std::string said(const Result<std::optional<LockSigner>>& checked) {
  return checked ? "no fault" : print(checked.error(), {.excerpt = false});
}

TEST(LockSignature, LiesBesideTheLock) {
  EXPECT_EQ(signature_beside("path/departments.lock"), "path/departments.lock.p7s");
}

TEST(LockSignature, SaysWhoSignedAndWhetherARootVouches) {
  const Trust trust = staff_trust();
  for (const Identity* person : {&office_staff().ada, &office_staff().ben, &office_staff().cleo}) {
    const auto checked = check(signed_by(*person), &trust);
    ASSERT_THAT(checked, Succeeds());
    EXPECT_EQ((*checked)->certificate, person->certificate);
    EXPECT_TRUE((*checked)->trusted);
  }
  const auto alone = check(signed_by(office_staff().ada), nullptr);
  ASSERT_THAT(alone, Succeeds());
  EXPECT_FALSE((*alone)->trusted);
  const auto nobody = check(std::nullopt, nullptr);
  ASSERT_THAT(nobody, Succeeds());
  EXPECT_FALSE(nobody->has_value());
}

TEST(LockSignature, IsGoodForOpenssl) {
  EXPECT_EQ(openssl_says(signed_by(office_staff().ada), lock_bytes, pem_of(office_staff().root.certificate)), "");
}

TEST(LockSignature, IsOfTheseBytes) {
  const Trust trust = staff_trust();
  for (const Trust* who : {static_cast<const Trust*>(nullptr), &trust}) {
    const auto checked = check(signed_by(office_staff().ada), who, lock_bytes + " ");
    EXPECT_THAT(checked, FailsWith("lock.signature"));
    EXPECT_TRUE(
        said(checked).starts_with("error: d/departments.lock is not the lock that was signed: the signature in "
                                  "d/departments.lock.p7s is not over these words"))
        << said(checked);
    EXPECT_THAT(check("", who), FailsWith("lock.signature"));
    EXPECT_THAT(check("no DER", who), FailsWith("lock.signature"));
  }
}

TEST(LockSignature, NoBitOfItCanBeChanged) {
  const Trust trust = staff_trust();
  const std::string good = signed_by(office_staff().ada);
  const std::string signer = office_staff().ada.certificate.sha256();
  for (std::size_t at = 0; at < good.size(); at += 7) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    const auto checked = check(bad, &trust);
    // Certificates that stand in between may be changed as long as the chain holds without them.
    if (checked.has_value()) {
      EXPECT_EQ((*checked)->certificate.sha256(), signer) << at;
    }
  }
}

TEST(LockSignature, MustBeThereWhenRootsAreNamed) {
  const Trust trust = staff_trust();
  EXPECT_EQ(said(check(std::nullopt, &trust)),
            "error: d/departments.lock is not signed, and --lock-trust says that it must be [lock.unsigned]\n"
            "  = have it signed by somebody whom those roots vouch for\n");
}

TEST(LockSignature, ByAStrangerDoesNotCount) {
  const Identity other = make_root({.name = "Other Root", .from = at(2010, 1, 1)});
  const Trust strangers{.roots = {other.certificate}, .revocation = {}};
  const auto checked = check(signed_by(office_staff().ada), &strangers);
  EXPECT_THAT(checked, FailsWith("lock.untrusted"));
  EXPECT_TRUE(said(checked).starts_with("error: the signature of d/departments.lock: ")) << said(checked);
  const Trust nobody;
  EXPECT_THAT(check(signed_by(office_staff().ada), &nobody), FailsWith("lock.untrusted")) << "no root is not any root";
}

TEST(LockSignature, IsJudgedNow) {
  const Trust trust = staff_trust();
  const std::string made = signed_by(office_staff().ada);
  EXPECT_THAT(check(made, &trust, lock_bytes, *Timestamp::parse("2041-01-01T00:00:00Z")), FailsWith("lock.expired"));
  EXPECT_THAT(check(made, &trust, lock_bytes, *Timestamp::parse("2009-01-01T00:00:00Z")), FailsWith("lock.expired"));
  EXPECT_THAT(check(made, nullptr, lock_bytes, *Timestamp::parse("2041-01-01T00:00:00Z")), Succeeds());
}

TEST(LockSignature, HeedsListsBesideTheRoots) {
  const std::string made = signed_by(office_staff().ada);
  Trust trust = staff_trust();
  const CrlPlan plan{.this_update = at(2016, 10, 1), .next_update = at(2016, 11, 1)};
  trust.revocation.crls = {make_crl(office_staff().middle, plan)};
  EXPECT_THAT(check(made, &trust), Succeeds());
  CrlPlan revoking = plan;
  revoking.revoked = {{.certificate = office_staff().ada.certificate, .at = at(2016, 10, 2)}};
  trust.revocation.crls = {make_crl(office_staff().middle, revoking)};
  EXPECT_THAT(check(made, &trust), FailsWith("lock.revoked"));
  trust.revocation.crls = {
      make_crl(office_staff().middle, {.this_update = at(2016, 9, 1), .next_update = at(2016, 10, 1), .revoked = {}})};
  const auto stale = check(made, &trust);
  EXPECT_THAT(stale, FailsWith("lock.revocation"));
  EXPECT_NE(said(stale).find("because the CRL beside the root cannot be believed"), std::string::npos) << said(stale);
}

TEST(LockSignature, IsNotMadeWhenItsReadersWouldRefuseIt) {
  const Trust trust = staff_trust();
  const Identity old = office_staff().person("Old Hand", KeyKind::p256, at(2010, 1, 1), at(2015, 1, 1));
  EXPECT_THAT(sign_lock("l", lock_bytes, key_of(old), &trust, signing_time), FailsWith("lock.expired"));
  const auto alone = sign_lock("l", lock_bytes, key_of(old), nullptr, signing_time);
  ASSERT_THAT(alone, FailsWith("lock.expired"));
  EXPECT_EQ(alone.error().front().message,
            "Old Hand cannot sign l: the certificate of Old Hand is good from 2010-01-01T12:00:00Z to "
            "2015-01-01T12:00:00Z, and it is 2016-10-26T09:00:00Z");
  const Identity other = make_root({.name = "Other Root", .from = at(2010, 1, 1)});
  const Trust strangers{.roots = {other.certificate}, .revocation = {}};
  EXPECT_THAT(sign_lock("l", lock_bytes, key_of(office_staff().ada), &strangers, signing_time),
              FailsWith("lock.untrusted"));
}

TEST(LockTrust, ReadsRootsAndLists) {
  MemoryWorld world;
  const std::string root = pem_of(office_staff().root.certificate);
  const std::string der = make_crl(office_staff().middle);
  const std::string list = pem_of_crl(der);
  world.files = {{"root.pem", root}, {"both.pem", root + list}, {"empty.pem", ""}, {"list.pem", list}};
  const auto both = read_lock_trust(world, {"root.pem", "both.pem"});
  ASSERT_THAT(both, Succeeds());
  EXPECT_EQ(both->roots.size(), 2U);
  EXPECT_EQ(both->revocation.crls.size(), 1U);
  EXPECT_THAT(read_lock_trust(world, {"empty.pem"}), FailsWith("trust.no-certificate"));
  EXPECT_THAT(read_lock_trust(world, {"list.pem"}), FailsWith("lock.trust")) << "a list alone vouches for nobody";
  world.files["list.der"] = der;
  world.files["mixed.pem"] = root + der;
  world.files["root.der"] = office_staff().root.certificate.der();
  for (const char* list_file : {"list.pem", "list.der"}) {
    const auto trust = read_lock_trust(world, {"root.der", list_file});
    ASSERT_THAT(trust, Succeeds());
    EXPECT_EQ(trust->revocation.crls, std::vector<std::string>{der}) << list_file;
  }
  EXPECT_THAT(read_lock_trust(world, {"mixed.pem"}), FailsWith("lock.trust")) << "the list would never be asked";
  EXPECT_THAT(read_lock_trust(world, {"none.pem"}), FailsWith("world.no-such-file"));
  std::string damaged = list;
  world.files["bad.pem"] = root + damaged.erase(60, 20);
  EXPECT_THAT(read_lock_trust(world, {"bad.pem"}), FailsWith("lock.trust"));
}

}  // namespace
}  // namespace engross::test
