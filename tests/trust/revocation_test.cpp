// CRLs and OCSP responses: whose word counts, and when.
#include "trust/revocation.hpp"

#include "support/diagnostics.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {

using Kind = RevocationStatus::Kind;

class Revocation : public ::testing::Test {
 protected:
  const Identity root = make_root({.name = "Root"});
  const Identity leaf = issue_signer(root, "Leaf");
  const Identity other = issue_signer(root, "Other");
  const Identity responder = issue_responder(root, "Responder");
  const Identity stranger = make_root({.name = "Stranger"});

  RevocationQuestion question() const {
    return {.certificate = leaf.certificate, .issuer = root.certificate, .pool = {}, .at = at(2024, 3, 10)};
  }
  RevocationStatus by_crl(const std::string& crl) const {
    return revocation_of(question(), {.ocsps = {}, .crls = {crl}});
  }
  RevocationStatus by_ocsp(const std::string& ocsp) const {
    return revocation_of(question(), {.ocsps = {ocsp}, .crls = {}});
  }
  Revoked revoked(Moment when, int reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE) const {
    return {leaf.certificate, when, reason};
  }
};

TEST_F(Revocation, NothingIsUnknown) {
  const RevocationStatus status = revocation_of(question(), {});
  EXPECT_EQ(status.kind, Kind::unknown);
  EXPECT_EQ(status.why_not, "");
}

TEST_F(Revocation, ACrlThatDoesNotListItIsGood) {
  const RevocationStatus status = by_crl(make_crl(root, {.revoked = {{other.certificate, at(2024, 2, 1)}}}));
  EXPECT_EQ(status.kind, Kind::good);
  EXPECT_EQ(status.source, "CRL");
  EXPECT_EQ(status.produced, at(2024, 3, 1));
  EXPECT_EQ(status.next_update, at(2024, 4, 1));
}

TEST_F(Revocation, ACrlThatListsItTellsWhenAndWhy) {
  const RevocationStatus status = by_crl(make_crl(root, {.revoked = {revoked(at(2024, 2, 1))}}));
  EXPECT_EQ(status.kind, Kind::revoked);
  EXPECT_EQ(status.revoked_at, at(2024, 2, 1));
  EXPECT_EQ(status.reason, "keyCompromise");
}

TEST_F(Revocation, OnlyTheIssuersCrlCounts) {
  const Identity twin = make_root({.name = "Root"});
  EXPECT_EQ(by_crl(make_crl(twin)).why_not, "the issuer did not sign it");
  EXPECT_EQ(by_crl(make_crl(stranger)).kind, Kind::unknown);
  EXPECT_EQ(by_crl(make_crl(root, {.digest = "SHA1"})).why_not, "it is signed with SHA-1");
  EXPECT_EQ(by_crl("no CRL").kind, Kind::unknown);
  std::string damaged = make_crl(root);
  damaged[damaged.size() - 1] ^= 1;
  EXPECT_EQ(by_crl(damaged).kind, Kind::unknown);
}

TEST_F(Revocation, PartialCrlsDoNotDecide) {
  const auto why = [&](int nid, const char* value) {
    return by_crl(make_crl(root, {.extensions = {{nid, value}}})).why_not;
  };
  EXPECT_EQ(why(NID_delta_crl, "critical,DER:02:01:05"), "it is a delta to another");
  EXPECT_EQ(why(NID_issuing_distribution_point, "critical,indirectCRL:TRUE"), "it lists certificates of other issuers");
  EXPECT_EQ(why(NID_issuing_distribution_point, "critical,onlyCA:TRUE"), "it covers certificates of authorities only");
  EXPECT_EQ(why(NID_issuing_distribution_point, "critical,onlysomereasons:keyCompromise"),
            "it covers some reasons only");
  EXPECT_EQ(why(NID_issuing_distribution_point, "critical,fullname:URI:http://crl.example/9"),
            "it is for another address");
  EXPECT_EQ(why(NID_issuing_distribution_point, "critical,onlyuser:TRUE"), "");
}

TEST_F(Revocation, OcspByTheIssuerOrItsResponder) {
  for (const Identity& who : {root, responder}) {
    const RevocationStatus status = by_ocsp(make_ocsp(leaf.certificate, root.certificate, who));
    EXPECT_EQ(status.kind, Kind::good) << who.certificate.name() << ": " << status.why_not;
    EXPECT_EQ(status.source, "OCSP");
  }
}

TEST_F(Revocation, OcspTellsWhenAndWhy) {
  const RevocationStatus status =
      by_ocsp(make_ocsp(leaf.certificate, root.certificate, responder, {.revoked = revoked(at(2024, 2, 1))}));
  EXPECT_EQ(status.kind, Kind::revoked);
  EXPECT_EQ(status.revoked_at, at(2024, 2, 1));
  EXPECT_EQ(status.reason, "keyCompromise");
}

TEST_F(Revocation, OthersMayNotAnswer) {
  const auto why = [&](const Identity& who, const OcspPlan& plan = {}) {
    const RevocationStatus status = by_ocsp(make_ocsp(leaf.certificate, root.certificate, who, plan));
    EXPECT_EQ(status.kind, Kind::unknown);
    return status.why_not;
  };
  EXPECT_EQ(why(other), "Other answers it, whose certificate does not allow that");
  EXPECT_EQ(why(issue_responder(stranger, "Foreign")), "Foreign answers it, whom the issuer did not certify");
  EXPECT_EQ(
      why(issue(root, {.name = "Late", .from = at(2024, 5, 1), .extensions = {{NID_ext_key_usage, "OCSPSigning"}}})),
      "the certificate of its responder Late was not valid then");
  EXPECT_EQ(why(responder, {.digest = "SHA1"}), "it is signed with SHA-1");
  EXPECT_EQ(why(responder, {.unknown = true}), "the responder does not know the certificate");
}

TEST_F(Revocation, TheRespondersCertificateMayLieInThePool) {
  const std::string bare = make_ocsp(leaf.certificate, root.certificate, responder, {.with_certificate = false});
  EXPECT_EQ(by_ocsp(bare).why_not, "nobody is known who signed it");
  RevocationQuestion asked = question();
  asked.pool = {other.certificate, responder.certificate};
  EXPECT_EQ(revocation_of(asked, {.ocsps = {bare}, .crls = {}}).kind, Kind::good);
}

TEST_F(Revocation, AnAnswerAboutAnotherSaysNothing) {
  EXPECT_EQ(by_ocsp(make_ocsp(other.certificate, root.certificate, responder)).kind, Kind::unknown);
  EXPECT_EQ(by_ocsp(make_ocsp(leaf.certificate, stranger.certificate, responder)).kind, Kind::unknown);
  EXPECT_EQ(by_ocsp("no response").kind, Kind::unknown);
}

TEST_F(Revocation, DataMustBeCurrent) {
  const auto kind = [&](Moment this_update, std::optional<Moment> next, bool later = true) {
    RevocationQuestion asked = question();
    asked.later_data = later;
    const std::string ocsp =
        make_ocsp(leaf.certificate, root.certificate, responder, {.this_update = this_update, .next_update = next});
    const std::string crl = make_crl(root, {.this_update = this_update, .next_update = next});
    const Kind by_response = revocation_of(asked, {.ocsps = {ocsp}, .crls = {}}).kind;
    EXPECT_EQ(by_response, revocation_of(asked, {.ocsps = {}, .crls = {crl}}).kind);
    return by_response;
  };
  EXPECT_EQ(kind(at(2024, 3, 1), at(2024, 3, 9)), Kind::unknown);
  EXPECT_EQ(kind(at(2024, 3, 1), at(2024, 3, 10)), Kind::good);
  EXPECT_EQ(kind(at(2024, 3, 9), std::nullopt), Kind::good);
  EXPECT_EQ(kind(at(2024, 3, 8), std::nullopt), Kind::unknown);
  EXPECT_EQ(kind(at(2024, 6, 1), at(2024, 6, 9)), Kind::good);
  EXPECT_EQ(kind(at(2024, 6, 1), at(2024, 6, 9), false), Kind::unknown);
}

// A list that is out of date still names those whom it names.
TEST_F(Revocation, ARevocationForGoodDoesNotAge) {
  const auto kind = [&](int reason) {
    const CrlPlan old{.this_update = at(2024, 2, 1),
                      .next_update = at(2024, 2, 9),
                      .revoked = {revoked(at(2024, 1, 20), reason)},
                      .extensions = {}};
    const Kind by_list = by_crl(make_crl(root, old)).kind;
    EXPECT_EQ(
        by_list,
        by_ocsp(
            make_ocsp(leaf.certificate, root.certificate, responder,
                      {.this_update = old.this_update, .next_update = old.next_update, .revoked = old.revoked.front()}))
            .kind);
    return by_list;
  };
  EXPECT_EQ(kind(OCSP_REVOKED_STATUS_KEYCOMPROMISE), Kind::revoked);
  EXPECT_EQ(kind(-1), Kind::revoked);
  EXPECT_EQ(kind(OCSP_REVOKED_STATUS_CERTIFICATEHOLD), Kind::unknown);
}

TEST_F(Revocation, WhatIsSaidOfAnExpiredCertificateIsNotBelieved) {
  const Identity brief = issue(root, {.name = "Brief", .to = at(2024, 3, 20)});
  RevocationQuestion asked = question();
  asked.certificate = brief.certificate;
  const CrlPlan late{.this_update = at(2024, 5, 1), .next_update = at(2024, 6, 1)};
  EXPECT_EQ(revocation_of(asked, {.ocsps = {}, .crls = {make_crl(root, late)}}).kind, Kind::unknown);
}

TEST_F(Revocation, TheLatestDecidesButARevocationStays) {
  const auto answer = [&](Moment when, std::optional<Revoked> revoked) {
    return make_ocsp(leaf.certificate, root.certificate, responder,
                     {.this_update = when, .next_update = at(2024, 9, 1), .revoked = std::move(revoked)});
  };
  const std::string early_good = answer(at(2024, 3, 1), {});
  const std::string late_good = answer(at(2024, 3, 8), {});
  const std::string compromised = answer(at(2024, 3, 5), revoked(at(2024, 3, 5)));
  const std::string held = answer(at(2024, 3, 5), revoked(at(2024, 3, 5), OCSP_REVOKED_STATUS_CERTIFICATEHOLD));
  const auto kind = [&](std::vector<std::string> all) { return revocation_of(question(), {std::move(all), {}}).kind; };
  EXPECT_EQ(kind({early_good, compromised}), Kind::revoked);
  EXPECT_EQ(kind({compromised, late_good}), Kind::revoked);
  EXPECT_EQ(kind({late_good, compromised}), Kind::revoked);
  EXPECT_EQ(kind({held, late_good}), Kind::good);
  EXPECT_EQ(kind({held, early_good}), Kind::revoked);
}

}  // namespace
}  // namespace engross::test
