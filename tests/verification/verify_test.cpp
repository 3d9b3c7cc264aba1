// Letters that are as they should be, at each level and with each kind of key, and those that are not quite.
#include "verification/verify.hpp"

#include "support/diagnostics.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const SignatureVerdict& first(const Result<Verdict>& verdict) {
  return verdict->signatures.front();
}

TEST(Verify, EveryLevelIsReached) {
  for (const Level level : {Level::b_b, Level::b_t, Level::b_lt, Level::b_lta}) {
    const auto verdict = ask(signed_letter({.level = level}));
    ASSERT_TRUE(passes(verdict)) << told(verdict);
    EXPECT_EQ(verdict->level, level) << told(verdict);
    EXPECT_EQ(verdict->trust, Trust::trusted);
    EXPECT_EQ(verdict->signatures.size(), level == Level::b_lta ? 2U : 1U);
    EXPECT_THAT(codes_of(verdict), ElementsAre()) << told(verdict);
  }
}

TEST(Verify, EveryKindOfKeyAndDigest) {
  const auto algorithm = [](KeyKind key, const char* digest, bool pss) {
    const auto verdict = ask(signed_letter({.key = key, .cms = {.digest = digest, .pss = pss}}));
    EXPECT_TRUE(passes(verdict)) << told(verdict);
    return passes(verdict) ? first(verdict).algorithm : std::string();
  };
  EXPECT_EQ(algorithm(KeyKind::rsa_2048, "SHA256", false), "RSA 2048, SHA-256");
  EXPECT_EQ(algorithm(KeyKind::rsa_2048, "SHA512", true), "RSA-PSS 2048, SHA-512");
  EXPECT_EQ(algorithm(KeyKind::rsa_3072, "SHA384", true), "RSA-PSS 3072, SHA-384");
  EXPECT_EQ(algorithm(KeyKind::p256, "SHA256", false), "ECDSA P-256, SHA-256");
  EXPECT_EQ(algorithm(KeyKind::p384, "SHA384", false), "ECDSA P-384, SHA-384");
}

TEST(Verify, TellsWhatItFound) {
  const auto verdict = ask(signed_letter({.level = Level::b_lta}));
  ASSERT_TRUE(passes(verdict)) << told(verdict);
  EXPECT_EQ(headline(*verdict), "intact, signed by Denise Clavery before 2024-03-01T12:00:00Z, level b-lta, trusted");
  EXPECT_EQ(verdict->title, "A letter");
  EXPECT_EQ(verdict->pdfa, "2a");
  EXPECT_EQ(verdict->pdfua, "1");
  const SignatureVerdict& one = first(verdict);
  EXPECT_EQ(one.field, "letter");
  EXPECT_EQ(one.claimed, "2024-03-01T12:00:00Z");
  EXPECT_EQ(one.reason, "I wrote this letter");
  EXPECT_EQ(one.permits, "no changes");
  EXPECT_EQ(one.after, After::signatures);
  ASSERT_EQ(one.chain.size(), 3U);
  EXPECT_EQ(one.chain[0].revocation, "good");
  EXPECT_EQ(one.chain[0].because, "OCSP of 2024-03-01T12:00:00Z");
  EXPECT_EQ(one.chain[1].because, "CRL of 2024-03-01T12:00:00Z");
  EXPECT_EQ(one.chain[2].revocation, "");
  ASSERT_EQ(one.stamps.size(), 1U);
  EXPECT_EQ(one.stamps[0].by, "Stamping Unit");
  EXPECT_TRUE(verdict->signatures[1].stamp);
  EXPECT_EQ(verdict->signatures[1].at, "2024-03-02T12:00:00Z");
}

TEST(Verify, AVerdictTravelsAsJson) {
  const auto verdict = ask(signed_letter({.level = Level::b_lta}));
  ASSERT_TRUE(passes(verdict));
  const auto again = verdict_from(to_value(*verdict));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(*again, *verdict);
  EXPECT_THAT(verdict_from(Value::object()), FailsWith("verify.verdict"));
  Value value = to_value(*verdict);
  value.set("trust", Value::string("much"));
  EXPECT_THAT(verdict_from(value), FailsWith("verify.verdict"));
}

TEST(Verify, WithoutRootsTrustIsNotAsked) {
  const auto verdict = ask(signed_letter({.level = Level::b_t}), {.with_roots = false});
  ASSERT_TRUE(passes(verdict)) << told(verdict);
  EXPECT_EQ(verdict->trust, Trust::not_asked);
  EXPECT_EQ(verdict->level, Level::b_t);
  EXPECT_EQ(headline(*verdict),
            "intact, signed by Denise Clavery before 2024-03-01T12:00:00Z, level b-t, trust not judged");
}

TEST(Verify, OtherRootsDoNotTrustIt) {
  const std::string pdf = signed_letter({.level = Level::b_b});
  const auto verdict = verify(pdf, {.roots = {people().stamp_root.certificate}, .at = at(2024, 3, 10)});
  ASSERT_THAT(verdict, Succeeds());
  EXPECT_TRUE(verdict->intact);
  EXPECT_FALSE(verdict->good());
  EXPECT_EQ(verdict->trust, Trust::untrusted);
  EXPECT_THAT(codes_of(verdict), Contains("trust.no-issuer"));
}

TEST(Verify, ANamesakeIsIntactButNotTrusted) {
  const Identity namesake = make_root({.name = "Denise Clavery"});
  const std::string pdf = countersigned(signed_letter({.permits = 0, .spare_field = true}), namesake);
  const auto verdict = ask(pdf);
  EXPECT_FALSE(passes(verdict));
  EXPECT_THAT(codes_of(verdict), Contains("trust.untrusted")) << told(verdict);
}

TEST(Verify, ATimeStampOutlivesTheCertificate) {
  const Moment later = at(2039, 12, 1);  // the certificates last until 2040
  EXPECT_TRUE(passes(ask(signed_letter({.level = Level::b_b}), {.at = later})));
  const Moment too_late = at(2041, 1, 1);
  const auto verdict = ask(signed_letter({.level = Level::b_b}), {.at = too_late});
  EXPECT_FALSE(passes(verdict));
  EXPECT_THAT(codes_of(verdict), Contains("trust.expired"));
  const Identity brief = issue(people().authority, {.name = "Brief", .to = at(2024, 6, 1)});
  const auto letter = [&](bool stamp) {
    Plan plan;
    plan.spare_field = true;
    plan.permits = 0;
    const std::string pdf = countersigned(signed_letter(plan), brief);
    return stamp ? stamped(pdf, at(2024, 5, 1)) : pdf;
  };
  EXPECT_FALSE(passes(ask(letter(false), {.at = at(2024, 7, 1)})));
  const auto kept = ask(letter(true), {.at = at(2024, 7, 1)});
  EXPECT_TRUE(passes(kept)) << told(kept);
}

TEST(Verify, ARevokedSignerFailsUnlessStampedBefore) {
  const Certificate signer = people().signer(KeyKind::p256).certificate;
  const auto with = [&](Level level, Moment revoked) {
    Plan plan{.level = level};
    plan.store = true;
    plan.revoked = {{signer, revoked, OCSP_REVOKED_STATUS_KEYCOMPROMISE}};
    return ask(signed_letter(plan));
  };
  const auto before = with(Level::b_t, at(2024, 2, 1));
  EXPECT_FALSE(passes(before));
  EXPECT_THAT(codes_of(before), Contains("verify.revoked"));
  EXPECT_TRUE(before->intact);
  const auto unstamped = with(Level::b_b, at(2024, 3, 5));
  EXPECT_FALSE(passes(unstamped));
  const auto after = with(Level::b_t, at(2024, 3, 5));
  EXPECT_TRUE(passes(after)) << told(after);
  EXPECT_THAT(codes_of(after), ElementsAre("verify.revoked-later"));
  // Nobody needs roots to know that.
  Plan plan{.level = Level::b_b};
  plan.store = true;
  plan.revoked = {{signer, at(2024, 2, 1), -1}};
  EXPECT_FALSE(passes(ask(signed_letter(plan), {.with_roots = false})));
}

TEST(Verify, CrlsInTheSignatureCountToo) {
  const Certificate signer = people().signer(KeyKind::p256).certificate;
  const auto with = [&](const CrlPlan& crl) {
    return ask(signed_letter({.cms = {.crls = {make_crl(people().authority, crl)}}}));
  };
  const auto clean = with({});
  ASSERT_TRUE(passes(clean)) << told(clean);
  EXPECT_EQ(first(clean).chain[0].because, "CRL of 2024-03-01T12:00:00Z");
  EXPECT_THAT(codes_of(with({.revoked = {{signer, at(2024, 2, 1)}}})), Contains("verify.revoked"));
}

TEST(Verify, ARevokedStampingUnitProvesNothing) {
  Plan plan{.level = Level::b_t};
  plan.store = true;
  plan.revoked = {{people().unit.certificate, at(2024, 2, 1), -1}};
  const auto verdict = ask(signed_letter(plan));
  EXPECT_EQ(verdict->level, Level::b_b) << told(verdict);
  EXPECT_THAT(codes_of(verdict), Contains("verify.revoked"));
}

TEST(Verify, ATimeStampOverAnotherValueIsRefused) {
  Plan plan{.level = Level::b_t};
  plan.cms.stamp = {people().unit, StampPlan{.imprint = "SHA1"}};
  EXPECT_FALSE(passes(ask(signed_letter(plan))));
}

TEST(Verify, ADifferentFormIsSaidToBeUnsupported) {
  const auto verdict = ask(signed_letter({.format = "adbe.x509.rsa_sha1"}));
  ASSERT_THAT(verdict, Succeeds());
  EXPECT_FALSE(verdict->good());
  EXPECT_THAT(codes_of(verdict), Contains("verify.unsupported"));
}

TEST(Verify, Pkcs7IsTakenButIsNoPades) {
  const auto verdict =
      ask(signed_letter({.cms = {.signing_time = true, .names_certificate = false}, .format = "adbe.pkcs7.detached"}));
  EXPECT_TRUE(passes(verdict)) << told(verdict);
  EXPECT_EQ(verdict->level, Level::none);
  EXPECT_EQ(headline(*verdict), "intact, signed by Denise Clavery (says 2024-03-01T12:00:00Z), trusted");
}

TEST(Verify, CadesMustNameItsCertificate) {
  EXPECT_THAT(codes_of(ask(signed_letter({.cms = {.names_certificate = false}}))), Contains("verify.signer"));
  EXPECT_FALSE(passes(ask(signed_letter({.cms = {.names_certificate = false}}))));
  const auto other = ask(signed_letter({.cms = {.names_instead = people().root.certificate}}));
  EXPECT_FALSE(passes(other));
  EXPECT_THAT(codes_of(other), Contains("verify.signer"));
}

TEST(Verify, ASigningTimeIsOnlyNoted) {
  const auto verdict = ask(signed_letter({.cms = {.signing_time = true}}));
  EXPECT_TRUE(passes(verdict)) << told(verdict);
  EXPECT_THAT(codes_of(verdict), ElementsAre("verify.signing-time"));
}

TEST(Verify, WeakAndMultipleSignaturesAreRefused) {
  EXPECT_THAT(codes_of(ask(signed_letter({.cms = {.digest = "SHA1"}}))), Contains("verify.weak"));
  EXPECT_THAT(codes_of(ask(signed_letter({.key = KeyKind::rsa_1024}))), Contains("verify.weak"));
  const Identity second = issue_signer(people().authority, "Second");
  EXPECT_THAT(codes_of(ask(signed_letter({.cms = {.second_signer = second}}))), Contains("verify.cms"));
  EXPECT_THAT(codes_of(ask(signed_letter({.cms = {.detached = false}}))), Contains("verify.cms"));
  EXPECT_THAT(codes_of(ask(signed_letter({.cms = {.content_type = NID_pkcs7_signed}}))), Contains("verify.cms"));
}

TEST(Verify, AStampWithoutASignatureIsNone) {
  const auto verdict = ask(stamped(unsigned_letter()));
  ASSERT_THAT(verdict, Succeeds());
  EXPECT_TRUE(verdict->intact) << told(verdict);
  EXPECT_FALSE(verdict->good());
  EXPECT_EQ(headline(*verdict), "intact, stamped but not signed");
}

TEST(Verify, AnUnsignedLetterIsNotSigned) {
  const auto verdict = ask(unsigned_letter());
  ASSERT_THAT(verdict, Succeeds());
  EXPECT_EQ(headline(*verdict), "not signed");
  EXPECT_FALSE(verdict->good());
}

TEST(Verify, WhatIsNoPdfIsRefused) {
  EXPECT_THAT(ask(""), FailsWith("verify.empty"));
  EXPECT_THAT(ask("Dear Councillor"), FailsWith("verify.not-pdf"));
  EXPECT_THAT(ask("\n" + signed_letter()), FailsWith("verify.damaged"));
  EXPECT_THAT(ask("%PDF-1.7\n"), FailsWith("verify.damaged"));
  const std::string pdf = signed_letter();
  EXPECT_THAT(ask(pdf.substr(0, pdf.size() / 2)), FailsWith("verify.damaged"));
}

}  // namespace
}  // namespace engross::test
