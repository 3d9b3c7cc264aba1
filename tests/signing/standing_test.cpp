// Approvers whose certificates are not good: out of time, revoked, strangers', or of unknown standing.
#include "signing/office.hpp"

namespace engross::test {
namespace {

Moment of(const Timestamp& moment) {
  return moment.instant;
}

class Standing : public Office {
 protected:
  Changes with_crl(const Identity& issuer, std::vector<Revoked> revoked, Moment next = at(2016, 11, 1)) const {
    Changes changes = approving_office();
    changes["trust/people.crl"] =
        make_crl(issuer, {.this_update = at(2016, 10, 1), .next_update = next, .revoked = std::move(revoked)});
    return changes;
  }
};

TEST_F(Standing, ARevokedApproverCannotApproveAndHasNot) {
  const Approvals before = all();
  reopen(with_crl(staff.middle, {{.certificate = staff.ben.certificate, .at = at(2016, 10, 2), .reason = 1}}));
  EXPECT_EQ(said(say_yes(staff.ben, "checker", none())),
            "error: Ben Pier cannot approve: the certificate of Ben Pier was revoked on 2016-10-02T12:00:00Z "
            "(keyCompromise) [approvals.revoked]\n"
            "  = have it approved by somebody whose certificate is good\n");
  EXPECT_EQ(faults(before),
            "error: the approval by Ben Pier as checker does not count: the certificate of Ben Pier was revoked on "
            "2016-10-02T12:00:00Z (keyCompromise) [approvals.revoked]\n"
            "  = have it approved by somebody whose certificate is good\n");
  EXPECT_THAT(say_yes(staff.ada, "drafter", none()), Succeeds());
}

// Nobody knows when a letter was really approved, so a revocation that comes later counts as well.
TEST_F(Standing, ALaterRevocationCountsToo) {
  const Approvals before = all();
  reopen(with_crl(staff.middle, {{.certificate = staff.ben.certificate, .at = at(2016, 10, 28)}}));
  EXPECT_NE(faults(before).find("[approvals.revoked]"), std::string::npos) << faults(before);
}

TEST_F(Standing, ARevokedAuthorityTakesItsPeopleAlong) {
  const Approvals before = all();
  reopen(with_crl(staff.root, {{.certificate = staff.middle.certificate, .at = at(2016, 10, 2)}}));
  EXPECT_NE(faults(before).find("the certificate of Office People was revoked"), std::string::npos) << faults(before);
}

TEST_F(Standing, AGoodCrlIsNoObstacle) {
  reopen(with_crl(staff.middle, {{.certificate = staff.stranger.certificate, .at = at(2016, 10, 2)}}));
  EXPECT_EQ(faults(all()), "");
  Changes changes = approving_office();
  changes["trust/people.crl"] = pem_of_crl(
      make_crl(staff.middle, {.this_update = at(2016, 10, 1), .next_update = at(2016, 11, 1), .revoked = {}}));
  reopen(changes);
  EXPECT_EQ(faults(all()), "");
}

TEST_F(Standing, ACrlThatCannotBeBelievedIsAnObstacle) {
  const Approvals before = all();
  reopen(with_crl(staff.middle, {}, at(2016, 10, 20)));
  EXPECT_NE(faults(before).find("because the CRL in trust/ cannot be believed: it was out of date from "
                                "2016-10-20T12:00:00Z on [approvals.revocation]"),
            std::string::npos)
      << faults(before);
  const Identity impostor =
      issue(staff.root, {.name = "Office People", .key = KeyKind::p384, .from = at(2010, 1, 1), .authority = true});
  reopen(with_crl(impostor, {}));
  EXPECT_NE(faults(before).find("the issuer did not sign it [approvals.revocation]"), std::string::npos)
      << faults(before);
}

TEST_F(Standing, OutOfTimeIsOutOfOffice) {
  const Identity late = staff.person("Dan Buoy", KeyKind::p256, at(2010, 1, 1), at(2016, 10, 26));
  const Identity early = staff.person("Eve Tide", KeyKind::p256, at(2016, 10, 27), at(2020, 1, 1));
  Changes changes = approving_office("  approvals: [checker]\n");
  changes["approvers.yaml"] = Staff::approvers({{&late, {"checker"}}, {&early, {"checker"}}});
  reopen(changes);
  const Approvals before = with(late, "checker");
  EXPECT_EQ(faults(before), "");
  now = *Timestamp::parse("2016-10-26T13:00:00Z");
  EXPECT_NE(
      faults(before).find("the approval by Dan Buoy as checker does not count: the certificate of Dan Buoy expired "
                          "on 2016-10-26T12:00:00Z"),
      std::string::npos)
      << faults(before);
  EXPECT_THAT(check(before), FailsWith("approvals.expired"));
  EXPECT_THAT(say_yes(late, "checker", none()), FailsWith("approvals.expired"));
  EXPECT_THAT(say_yes(early, "checker", none()), FailsWith("approvals.expired"));
  EXPECT_GT(of(now), late.certificate.not_after());
}

TEST_F(Standing, ChainsMustLeadToTheDepartmentsRoot) {
  const Approvals before = all();
  const Identity other = make_root({.name = "Other Root", .from = at(2010, 1, 1)});
  Changes changes = approving_office();
  changes["trust/root.pem"] = pem_of(other.certificate);
  reopen(changes);
  EXPECT_THAT(check(before), FailsWith("approvals.untrusted"));
  EXPECT_THAT(say_yes(staff.ada, "drafter", none()), FailsWith("approvals.untrusted"));
  const Identity self_made = make_root({.name = "Self Made", .from = at(2010, 1, 1)});
  changes = approving_office("  approvals: [checker]\n");
  changes["approvers.yaml"] = Staff::approvers({{&self_made, {"checker"}}});
  reopen(changes);
  EXPECT_THAT(say_yes(self_made, "checker", none()), FailsWith("approvals.untrusted"));
}

// A key that may only speak for a web server signs no letters.
TEST_F(Standing, CertificatesMustBeForSigning) {
  const Identity server =
      issue(staff.middle,
            {.name = "Web", .from = at(2010, 1, 1), .extensions = {{NID_key_usage, "critical,keyEncipherment"}}});
  Changes changes = approving_office("  approvals: [checker]\n");
  changes["approvers.yaml"] = Staff::approvers({{&server, {"checker"}}});
  reopen(changes);
  EXPECT_THAT(say_yes(server, "checker", none()), FailsWith("approvals.untrusted"));
}

}  // namespace
}  // namespace engross::test
