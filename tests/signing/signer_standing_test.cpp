// Signers whom the department's own lists of revoked certificates speak against, or do not speak for.
#include "signing/keys.hpp"

namespace engross::test {
namespace {

class SignerStanding : public ::testing::Test {
 protected:
  const Staff& staff = office_staff();
  const SigningKey key = key_of(staff.ada);

  Result<std::vector<Certificate>> chain(std::vector<std::string> lists, const std::string& when = "") const {
    SigningOrder order = order_at();
    order.lists.crls = std::move(lists);
    if (!when.empty()) order.at = *Timestamp::parse(when);
    return PadesSigner::chain_for(key, order);
  }
  static std::string list(const Identity& issuer, std::vector<Revoked> revoked, Moment next = at(2016, 11, 1)) {
    return make_crl(issuer, {.this_update = at(2016, 10, 1), .next_update = next, .revoked = std::move(revoked)});
  }
  std::vector<Revoked> ada_revoked(int reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE) const {
    return {{.certificate = staff.ada.certificate, .at = at(2016, 10, 2), .reason = reason}};
  }
};

TEST_F(SignerStanding, IsGoodWithoutListsAndByGoodOnes) {
  EXPECT_THAT(chain({}), Succeeds());
  EXPECT_THAT(chain({list(staff.middle, {}), list(staff.root, {})}), Succeeds());
  EXPECT_THAT(chain({list(staff.middle, {{.certificate = staff.ben.certificate, .at = at(2016, 10, 2)}})}), Succeeds());
}

TEST_F(SignerStanding, WhoWasRevokedSignsNothing) {
  const auto refused = chain({list(staff.middle, ada_revoked())});
  ASSERT_THAT(refused, FailsWith("signing.revoked"));
  EXPECT_EQ(refused.error().front().message,
            "the certificate of Ada Quay was revoked on 2016-10-02T12:00:00Z (keyCompromise)");
  EXPECT_THAT(chain({list(staff.root, {{.certificate = staff.middle.certificate, .at = at(2016, 10, 2)}})}),
              FailsWith("signing.revoked"));
}

// Whoever chooses the moment of signing could otherwise choose one at which the list is out of date.
TEST_F(SignerStanding, AnOldListStillNamesWhomItNames) {
  EXPECT_THAT(chain({list(staff.middle, ada_revoked())}, "2017-03-01T09:00:00Z"), FailsWith("signing.revoked"));
  EXPECT_THAT(chain({list(staff.middle, ada_revoked())}, "2016-09-01T09:00:00Z"), FailsWith("signing.revoked"));
  EXPECT_THAT(chain({list(staff.middle, ada_revoked(OCSP_REVOKED_STATUS_CERTIFICATEHOLD))}, "2017-03-01T09:00:00Z"),
              FailsWith("signing.revocation"));
}

TEST_F(SignerStanding, AListThatCannotBeBelievedIsAnObstacle) {
  const auto old = chain({list(staff.middle, {}, at(2016, 10, 20))});
  ASSERT_THAT(old, FailsWith("signing.revocation"));
  EXPECT_EQ(old.error().front().message,
            "whether the certificate of Ada Quay was revoked is not known, because the CRL in trust/ cannot be "
            "believed: it was out of date from 2016-10-20T12:00:00Z on");
  const Identity impostor =
      issue(staff.root, {.name = "Office People", .key = KeyKind::p384, .from = at(2010, 1, 1), .authority = true});
  EXPECT_THAT(chain({list(impostor, {})}), FailsWith("signing.revocation"));
  EXPECT_THAT(chain({list(staff.middle, {}, at(2016, 10, 20)), list(staff.middle, {})}), Succeeds());
}

}  // namespace
}  // namespace engross::test
