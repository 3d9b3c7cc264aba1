// Evidence against revocation, from responders that are honest and from some that are not.
#include "signing/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "served.hpp"
#include "signing/issuers.hpp"
#include "signing/time_stamp_service.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using namespace std::chrono_literals;
using test::certificate_in;
using test::Detour;
using test::FailsWith;
using test::served_time;
using test::Succeeds;
using test::Ways;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using Kind = RevocationStatus::Kind;

class Gathering : public testing::Test {
 protected:
  static test::ServedPki& pki() {
    static test::ServedPki served(
        {"tsu", "tsu-revoked", "ocsp", "ocsp-checked", "signer-p256", "signer-revoked", "signer-expired", "drafter"});
    return served;
  }

  static Certificate of(const std::string& name) { return certificate_in(pki() / (name + ".pem")); }

  static Subject signer(const std::string& name) { return {.certificate = of(name), .pool = {of("intermediate")}}; }

  static Subject stamper(const std::string& name) { return {.certificate = of(name), .use = Use::time_stamp}; }

  static EvidenceQuestion about(std::vector<Subject> subjects) {
    return {.subjects = std::move(subjects), .roots = {of("root")}, .at = served_time};
  }

  static Result<Evidence> gather(const EvidenceQuestion& question, Detour& detour) {
    return gather_evidence(question, detour.exchange());
  }

  static Result<Evidence> gather(const EvidenceQuestion& question, Ways ways = {}) {
    Detour detour(std::move(ways));
    return gather(question, detour);
  }

  static Kind judged(const Evidence& evidence, const std::string& name, const std::string& issuer) {
    return revocation_of(
               {.certificate = of(name), .issuer = of(issuer), .pool = evidence.certificates, .at = served_time},
               evidence.revocation)
        .kind;
  }

  static std::vector<std::string> names(const Evidence& evidence) {
    std::vector<std::string> all;
    for (const Certificate& one : evidence.certificates) all.push_back(one.name());
    return all;
  }
};

TEST_F(Gathering, ProvesTheSignerAndTheStampers) {
  const TimeStampService service{
      .url = pki().url("/tsa"), .exchange = http_exchange(test::impatient()), .roots = {of("root")}};
  const auto stamp = probe(service, served_time);
  ASSERT_THAT(stamp, Succeeds());
  Detour detour;
  const auto evidence = gather(about({signer("signer-p256"), subject_of(stamp->said)}), detour);
  ASSERT_THAT(evidence, Succeeds());
  EXPECT_THAT(names(*evidence), ElementsAre("Denise Clavery", "Engross Test Intermediate", "Engross Test Root",
                                            "Engross Test Responder", "Engross Test Time Stamps"));
  EXPECT_THAT(evidence->revocation.ocsps, SizeIs(3));
  EXPECT_THAT(evidence->revocation.crls, IsEmpty());
  EXPECT_THAT(detour.asked, ElementsAre("/ocsp", "/ocsp", "/ocsp"));
  EXPECT_EQ(judged(*evidence, "signer-p256", "intermediate"), Kind::good);
  EXPECT_EQ(judged(*evidence, "intermediate", "root"), Kind::good);
  EXPECT_EQ(judged(*evidence, "tsu", "root"), Kind::good);
  EXPECT_EQ(judged(*evidence, "drafter", "intermediate"), Kind::unknown);
}

TEST_F(Gathering, AsksOnceForWhatSubjectsShare) {
  Detour detour;
  const auto evidence = gather(about({signer("signer-p256"), signer("drafter"), signer("signer-p256")}), detour);
  ASSERT_THAT(evidence, Succeeds());
  EXPECT_THAT(detour.asked, SizeIs(3));  // the intermediate once
  EXPECT_THAT(evidence->certificates, SizeIs(5));
}

TEST_F(Gathering, TakesCrlsWhereNobodyAnswers) {
  Detour detour(Ways{{"/ocsp", "/ocsp/404"}});
  const auto evidence = gather(about({signer("signer-p256"), signer("drafter")}), detour);
  ASSERT_THAT(evidence, Succeeds());
  EXPECT_THAT(evidence->revocation.ocsps, IsEmpty());
  EXPECT_THAT(evidence->revocation.crls, SizeIs(2));
  EXPECT_THAT(detour.asked,
              ElementsAre("/ocsp/404", "/crl/intermediate.crl", "/ocsp/404", "/crl/root.crl", "/ocsp/404"));
  EXPECT_EQ(judged(*evidence, "drafter", "intermediate"), Kind::good);
  EXPECT_EQ(judged(*evidence, "intermediate", "root"), Kind::good);
}

struct Fault {
  const char* mode;
  const char* because;
};
const std::vector<Fault> ocsp_faults{{"404", "/ocsp/404 answered HTTP 404"},
                                     {"503", "/ocsp/503 answered HTTP 503"},
                                     {"huge", "/ocsp/huge answered more than"},
                                     {"empty", "/ocsp is not believed: it is no OCSP response"},
                                     {"html", "/ocsp is not believed: it is no OCSP response"},
                                     {"garbage", "/ocsp is not believed: it is no OCSP response"},
                                     {"unknown", "the responder does not know the certificate"},
                                     {"try-later", "it refuses: trylater"},
                                     {"unauthorized", "it refuses: unauthorized"},
                                     {"other-signer", "whom the issuer did not certify"},
                                     {"bad-signature", "nobody is known who signed it"},
                                     {"stale", "it was out of date from 2016-10-06T09:00:00Z on"},
                                     {"other-certificate", "it says nothing of this certificate"}};

TEST_F(Gathering, BelievesNoFalseResponder) {
  for (const auto& [mode, because] : ocsp_faults) {
    const std::string path = std::string("/ocsp/") + mode;
    const auto saved = gather(about({signer("signer-p256")}), {{"/ocsp", path}});
    ASSERT_THAT(saved, Succeeds()) << mode;  // by the CRLs
    EXPECT_THAT(saved->revocation.ocsps, IsEmpty()) << mode;
    EXPECT_THAT(saved->revocation.crls, SizeIs(2)) << mode;
    const auto lost = gather(about({signer("signer-p256")}), {{"/ocsp", path}, {"/crl", "/crl/404"}});
    ASSERT_THAT(lost, FailsWith("signing.no-revocation-data")) << mode;
    EXPECT_THAT(lost.error().front().message, AllOf(HasSubstr("whether the certificate of Denise Clavery (serial "),
                                                    HasSubstr(because), HasSubstr("answered HTTP 404")))
        << mode;
  }
}

TEST_F(Gathering, BelievesNoFalseCrl) {
  const Fault faults[] = {{"404", "answered HTTP 404"},
                          {"garbage", "it says nothing of this certificate"},
                          {"empty", "it says nothing of this certificate"},
                          {"stale", "it was out of date from 2016-10-06T09:00:00Z on"},
                          {"other-signer", "is not believed: "}};
  for (const auto& [mode, because] : faults) {
    const auto lost =
        gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/404"}, {"/crl", std::string("/crl/") + mode}});
    ASSERT_THAT(lost, FailsWith("signing.no-revocation-data")) << mode;
    EXPECT_THAT(lost.error().front().message, HasSubstr(because)) << mode;
  }
}

TEST_F(Gathering, TellsOfEveryCertificateThatLacksProof) {
  const auto lost = gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/404"}, {"/crl", "/crl/404"}});
  ASSERT_FALSE(lost.has_value());
  EXPECT_THAT(lost.error(), SizeIs(2));  // the signer's and the intermediate's
}

TEST_F(Gathering, RefusesWhoeverWasRevoked) {
  for (const Ways& ways : {Ways{}, {{"/ocsp", "/ocsp/404"}}}) {
    const auto refused = gather(about({signer("signer-revoked")}), ways);
    ASSERT_THAT(refused, FailsWith("signing.revoked"));
    EXPECT_THAT(refused.error().front().message,
                AllOf(StartsWith("the certificate of Denise Clavery (serial "),
                      HasSubstr(") was revoked on 2016-06-01T12:00:00Z: keyCompromise")));
    EXPECT_THAT(refused.error().front().hints.front(), HasSubstr("Engross Test Intermediate"));
  }
}

TEST_F(Gathering, RefusesRevokedAuthoritiesAndStampers) {
  const auto authority = gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/revoked-authority"}});
  ASSERT_THAT(authority, FailsWith("signing.revoked"));
  EXPECT_THAT(authority.error().front().message,
              AllOf(HasSubstr("Engross Test Intermediate"), HasSubstr("2016-10-25T09:00:00Z: cACompromise")));
  const auto withdrawn = gather(about({signer("signer-p256"), stamper("tsu-revoked")}));
  ASSERT_THAT(withdrawn, FailsWith("signing.revoked"));
  EXPECT_THAT(withdrawn.error().front().message, HasSubstr("Engross Test Time Stamps, Withdrawn"));
}

TEST_F(Gathering, ARevocationIsNotOverlookedForAFalseResponder) {
  EXPECT_THAT(gather(about({signer("signer-revoked")}), {{"/ocsp", "/ocsp/other-signer"}}),
              FailsWith("signing.revoked"));
}

TEST_F(Gathering, CannotProveWhatNamesNoAddress) {
  const Certificate plain = certificate_in(test::sample_pki("signer-p256.pem"));
  const EvidenceQuestion question{
      .subjects = {{.certificate = plain, .pool = {certificate_in(test::sample_pki("intermediate.pem"))}}},
      .roots = {certificate_in(test::sample_pki("root.pem"))},
      .at = served_time};
  Detour detour;
  const auto lost = gather(question, detour);
  ASSERT_THAT(lost, FailsWith("signing.no-revocation-data"));
  EXPECT_THAT(lost.error().front().message, HasSubstr("names no OCSP or CRL address"));
  EXPECT_THAT(detour.asked, IsEmpty());
}

TEST_F(Gathering, FetchesMissingIssuers) {
  for (const char* way : {"/ca", "/ca/bundle"}) {
    Detour detour(Ways{{"/ca", way}});
    EvidenceQuestion question = about({{.certificate = of("signer-p256")}});
    question.roots.clear();  // so that the root must be fetched too
    const auto evidence = gather(question, detour);
    ASSERT_THAT(evidence, Succeeds());
    EXPECT_THAT(detour.asked, Contains(std::string(way) + "/intermediate.cer"));
    EXPECT_THAT(detour.asked, Contains(std::string(way) + "/root.cer"));
    EXPECT_THAT(evidence->certificates, Contains(of("intermediate")));
    EXPECT_THAT(evidence->certificates, Contains(of("root")));
  }
}

TEST_F(Gathering, TellsWhyAnIssuerIsMissing) {
  const auto lost = gather(about({{.certificate = of("signer-p256")}}), {{"/ca", "/ca/404"}});
  ASSERT_THAT(lost, FailsWith("trust.no-issuer"));
  EXPECT_THAT(print(lost.error()), HasSubstr("/ca/404/intermediate.cer answered HTTP 404"));
  const auto other = gather(about({{.certificate = of("signer-p256")}}), {{"/ca/intermediate.cer", "/ca/drafter.cer"}});
  ASSERT_THAT(other, FailsWith("trust.no-issuer"));
  EXPECT_THAT(print(other.error()), HasSubstr("/ca/intermediate.cer does not hold that certificate"));
}

TEST_F(Gathering, WhatIsFetchedIsNotTrusted) {
  EvidenceQuestion question = about({{.certificate = of("signer-p256")}});
  question.roots = {certificate_in(test::sample_pki("signer-rsa-2048.pem"))};  // somebody else
  EXPECT_THAT(gather(question), FailsWith("trust.untrusted"));
}

TEST_F(Gathering, ASubjectMayHaveRootsOfItsOwn) {
  EvidenceQuestion question = about({signer("signer-p256")});
  question.roots = {certificate_in(test::sample_pki("signer-rsa-2048.pem"))};
  question.subjects.front().roots = {{of("root")}};
  EXPECT_THAT(gather(question), Succeeds());
  question.subjects.front().roots = std::vector<Certificate>();  // any
  EXPECT_THAT(gather(question), Succeeds());
}

TEST_F(Gathering, CoversWhomItProved) {
  const auto evidence = gather(about({signer("signer-p256"), stamper("tsu")}));
  ASSERT_THAT(evidence, Succeeds());
  EXPECT_TRUE(covers(*evidence, of("tsu")));
  EXPECT_FALSE(covers(*evidence, of("tsu-revoked")));
}

TEST_F(Gathering, RefusesWhoMayNotSignAtAll) {
  EXPECT_THAT(gather(about({signer("signer-expired")})), FailsWith("trust.expired"));
  EXPECT_THAT(gather(about({{.certificate = of("tsu")}})), FailsWith("trust.usage"));
  EXPECT_THAT(gather(about({{.certificate = of("drafter"), .pool = {of("intermediate")}, .use = Use::time_stamp}})),
              FailsWith("trust.usage"));
}

TEST_F(Gathering, ProvesAResponderThatMustBeChecked) {
  Detour detour(Ways{{"/ocsp", "/ocsp/checked"}});
  const auto evidence = gather(about({signer("signer-p256")}), detour);
  ASSERT_THAT(evidence, Succeeds());
  EXPECT_THAT(evidence->certificates, Contains(of("ocsp-checked")));
  EXPECT_THAT(evidence->revocation.ocsps, SizeIs(2));
  EXPECT_THAT(evidence->revocation.crls, SizeIs(1));
  EXPECT_EQ(judged(*evidence, "ocsp-checked", "intermediate"), Kind::good);
}

TEST_F(Gathering, NoResponderSpeaksForItself) {
  const auto lost = gather(about({signer("signer-p256")}),
                           {{"/ocsp", "/ocsp/checked"}, {"/crl/intermediate", "/crl/404/intermediate"}});
  ASSERT_THAT(lost, FailsWith("signing.no-revocation-data"));
  EXPECT_THAT(lost.error().front().message,
              AllOf(HasSubstr("its responder is in doubt: "), HasSubstr("its responder speaks for itself")));
}

TEST_F(Gathering, IsGoodUntilShortlyBeforeTheNextUpdate) {
  const auto week = gather(about({signer("signer-p256")}));
  ASSERT_THAT(week, Succeeds());
  EXPECT_EQ(week->gathered, served_time);
  EXPECT_EQ(week->next_update, served_time + 24h * 7);
  EXPECT_EQ(good_until(*week), served_time + 24h * 7 - 1h);
  const auto minutes = gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/soon"}});
  ASSERT_THAT(minutes, Succeeds());
  EXPECT_EQ(good_until(*minutes), served_time + 9min);
  const auto without = gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/no-next"}});
  ASSERT_THAT(without, Succeeds());
  EXPECT_EQ(without->next_update, served_time + 24h);
  const auto crl = gather(about({signer("signer-p256")}), {{"/ocsp", "/ocsp/404"}, {"/crl", "/crl/soon"}});
  ASSERT_THAT(crl, Succeeds());
  EXPECT_EQ(good_until(*crl), served_time + 9min);
}

TEST_F(Gathering, ARunThatIsDatedBackTakesTodaysData) {
  EvidenceQuestion question = about({signer("signer-p256")});
  question.at = served_time - 24h * 90;
  EXPECT_THAT(gather(question), Succeeds());
}

TEST_F(Gathering, TheOrderIsThatOfTheQuestion) {
  const auto one = gather(about({signer("drafter"), signer("signer-p256")}));
  const auto two = gather(about({signer("drafter"), signer("signer-p256")}));
  ASSERT_THAT(one, Succeeds());
  ASSERT_THAT(two, Succeeds());
  EXPECT_EQ(one->certificates, two->certificates);
  EXPECT_EQ(names(*one).front(), "Thomas Ashby");
}

TEST(Issuers, AreReadInEveryFormOrNotAtAll) {
  const std::string pem = test::read_file(test::sample_pki("signer-p256.chain.pem"));
  EXPECT_THAT(read_issuers(pem), SizeIs(3));
  EXPECT_THAT(read_issuers(certificate_in(test::sample_pki("root.pem")).der()), SizeIs(1));
  for (const char* bytes : {"", "<html>", "\x30\x03\x02\x01\x01", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
    EXPECT_THAT(read_issuers(bytes), IsEmpty());
}

}  // namespace
}  // namespace engross
