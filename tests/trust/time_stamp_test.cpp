// Time stamps: what they say, and each way to be wrong.
#include "trust/time_stamp.hpp"

#include <array>

#include "support/diagnostics.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {

class Stamp : public ::testing::Test {
 protected:
  const Identity root = make_root({.name = "Root"});
  const Identity unit = issue_time_stamper(root, "Unit", KeyKind::rsa_2048);

  static Result<TimeStamp> read(const std::string& token, std::string_view data = "data") {
    return read_time_stamp(token, std::array{data});
  }
  Result<TimeStamp> read(const StampPlan& plan) const { return read(make_time_stamp(unit, "data", plan)); }
};

TEST_F(Stamp, SaysWhenAndByWhom) {
  const auto stamp = read(StampPlan{.others = {root.certificate}});
  ASSERT_THAT(stamp, Succeeds());
  EXPECT_EQ(stamp->at, at(2024, 3, 1));
  EXPECT_EQ(stamp->policy, "1.3.6.1.4.1.99999.1");
  EXPECT_EQ(stamp->serial, "1267");
  EXPECT_EQ(stamp->nonce, "4D");
  EXPECT_EQ(stamp->digest, "SHA256");
  EXPECT_EQ(stamp->signer, unit.certificate);
  EXPECT_EQ(stamp->certificates.size(), 2U);
}

TEST_F(Stamp, StampsPiecesAsOne) {
  const std::string token = make_time_stamp(unit, "data");
  EXPECT_THAT(read_time_stamp(token, std::array<std::string_view, 3>{"da", "", "ta"}), Succeeds());
  EXPECT_THAT(read(token, "date"), FailsWith("trust.time-stamp-other"));
}

TEST_F(Stamp, TakesEveryGoodDigest) {
  for (const char* digest : {"SHA256", "SHA384", "SHA512"})
    EXPECT_THAT(read(StampPlan{.imprint = digest, .digest = digest}), Succeeds()) << digest;
}

TEST_F(Stamp, WeakDigestsAreRefused) {
  EXPECT_THAT(read(StampPlan{.imprint = "SHA1"}), FailsWith("trust.weak"));
  EXPECT_THAT(read(StampPlan{.digest = "SHA1"}), FailsWith("trust.weak"));
}

TEST_F(Stamp, MustBeAToken) {
  EXPECT_THAT(read(""), FailsWith("trust.time-stamp"));
  EXPECT_THAT(read("words"), FailsWith("trust.time-stamp"));
  EXPECT_THAT(read(make_time_stamp(unit, "data") + "x"), FailsWith("trust.time-stamp"));
  EXPECT_THAT(read(StampPlan{.content_type = NID_pkcs7_data}), FailsWith("trust.time-stamp"));
  EXPECT_THAT(read(make_cms(unit, "data", {.content_type = NID_id_smime_ct_TSTInfo, .detached = false})),
              FailsWith("trust.time-stamp"));
}

TEST_F(Stamp, MustNameTheCertificateThatSigned) {
  EXPECT_THAT(read(StampPlan{.names_certificate = false}), FailsWith("trust.time-stamp-signature"));
  EXPECT_THAT(read(StampPlan{.names_instead = root.certificate}), FailsWith("trust.time-stamp-signature"));
  EXPECT_THAT(read(StampPlan{.with_certificate = false}), FailsWith("trust.time-stamp-signature"));
}

TEST_F(Stamp, MustBeSignedAsATimeStamp) {
  EXPECT_THAT(read(StampPlan{.signed_as = NID_pkcs7_data}), FailsWith("trust.time-stamp-signature"));
}

TEST_F(Stamp, HasOneSigner) {
  EXPECT_THAT(read(StampPlan{.second_signer = issue_time_stamper(root, "Second")}),
              FailsWith("trust.time-stamp-signature"));
}

TEST_F(Stamp, EveryChangedByteOfItsContentIsSeen) {
  const std::string token = make_time_stamp(unit, "data");
  int refused = 0;
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = static_cast<char>(changed[i] ^ 0x01);
    const auto stamp = read(changed);
    if (!stamp) {
      ++refused;
      continue;
    }
    // What is not signed (the certificates that go along, versions, parameters) may change, but not what it says.
    EXPECT_EQ(stamp->at, at(2024, 3, 1)) << i;
    EXPECT_EQ(stamp->serial, "1267") << i;
  }
  EXPECT_GT(refused, static_cast<int>(token.size() / 2));
}

}  // namespace
}  // namespace engross::test
