// Who may approve and who is trusted: approvers.yaml, trust/ and the policies that need them.
#include "department/approvers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/pem.h>

#include "department/quay.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {

const std::string ones(64, '1');
const std::string twos(64, '2');

template <class Write, class T>
std::string pem(Write write, T* object) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  write(out.get(), object);
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

const Identity& root() {
  static const Identity made = make_root({.name = "Quay Root"});
  return made;
}
const std::string& root_pem() {
  static const std::string text = pem(PEM_write_bio_X509, root().certificate.x509());
  return text;
}

std::string person(const std::string& name, const std::string& certificates, const std::string& roles) {
  return "  - {name: " + name + ", certificates: " + certificates + ", roles: " + roles + "}\n";
}
std::string ada(const std::string& roles = "[drafter]") {
  return person("Ada", "[\"" + ones + "\"]", roles);
}
std::string ben(const std::string& roles = "[checker]") {
  return person("Ben", "[\"" + twos + "\"]", roles);
}

Changes with(const std::string& people, const std::string& policies = "", Changes more = {}) {
  more["approvers.yaml"] = "people:\n" + people;
  more.try_emplace("trust/root.pem", root_pem());
  if (!policies.empty()) more["department.yaml"] = quay_yaml + "policies: {" + policies + "}\n";
  return more;
}

TEST(Approvers, AreReadWithTheirRolesAndWhomTheyAreTrustedBy) {
  const auto department =
      quay(with(person("Ada", "[\"" + std::string(64, 'A') + "\", \"" + ones + "\"]", "[drafter, checker]") + ben(),
                "approvals: [drafter, checker], date: at-issue"));
  ASSERT_THAT(department, Succeeds());
  const Department& d = **department;
  ASSERT_EQ(d.approvers.size(), 2U);
  EXPECT_EQ(d.approvers[0].name, "Ada");
  EXPECT_EQ(d.approvers[0].certificates, (std::vector<std::string>{std::string(64, 'a'), ones}));
  EXPECT_TRUE(d.approvers[0].has("checker"));
  EXPECT_FALSE(d.approvers[1].has("drafter"));
  EXPECT_EQ(approver_of(d.approvers, twos), &d.approvers[1]);
  EXPECT_EQ(approver_of(d.approvers, std::string(64, '3')), nullptr);
  EXPECT_EQ(d.policies.approvals, (std::vector<std::string>{"drafter", "checker"}));
  EXPECT_EQ(d.policies.date, DatePolicy::at_issue);
  ASSERT_EQ(d.trust.roots.size(), 1U);
  EXPECT_EQ(d.trust.roots[0], root().certificate);
}

TEST(Approvers, AreNotNeeded) {
  const auto department = quay();
  ASSERT_THAT(department, Succeeds());
  EXPECT_TRUE((*department)->policies.approvals.empty());
  EXPECT_EQ((*department)->policies.date, DatePolicy::fixed);
  EXPECT_TRUE((*department)->approvers.empty());
}

TEST(Approvers, AreRefusedWhereTheyMakeNoSense) {
  const std::string at = "approvers.yaml in quay:";
  EXPECT_EQ(refused({{"approvers.yaml", "[]"}}), at + "1:1 department.type\n");
  EXPECT_EQ(refused({{"approvers.yaml", "people: []"}}), at + "1:9 department.type\n");
  EXPECT_EQ(refused({{"approvers.yaml", "people: [x]\n"}}), at + "1:10 department.type\n");
  EXPECT_EQ(refused(with("", "")), at + "1:8 department.type\n");
  EXPECT_EQ(refused(with("  - {name: Ada, certificates: [], roles: [a], colour: red}\n")),
            at + "2:31 department.type\n" + at + "2:47 department.unknown-key\n");
  EXPECT_EQ(refused(with("  - {name: Ada}\n")), at + "2:5 department.missing\n" + at + "2:5 department.missing\n");
  EXPECT_EQ(
      only(with(person("Ada", "[\"12ab\"]", "[drafter]"))),
      "\"12ab\" is no fingerprint: 64 hexadecimal digits are one | openssl x509 -in CERTIFICATE.pem -noout -sha256 "
      "-fingerprint tells it");
  EXPECT_EQ(refused(with(person("Ada", "[" + ones + "]", "[drafter]"))), at + "2:32 department.type\n");
  EXPECT_EQ(only(with(ada() + person("Ada", "[\"" + twos + "\"]", "[checker]"))),
            "Ada is there twice | give one person one entry, with all certificates and roles");
  EXPECT_EQ(only(with(ada() + person("Ben", "[\"" + ones + "\"]", "[checker]"))),
            "this certificate is there already, as Ada's | a certificate is one person's");
  EXPECT_EQ(only(with(ada("[drafter, drafter]"))), "Ada has the role drafter twice");
  EXPECT_EQ(refused(with(ada("[Drafter]"))),
            at + "2:" + std::to_string(ada("").find("roles: ") + 9) + " department.id\n");
  EXPECT_EQ(refused({{"approvers.yaml", "people: &a []\n"}}), at + "1:9 data.yaml-anchor\n");
}

TEST(Approvers, NeedARootThatTheyLeadTo) {
  EXPECT_EQ(only(with(ada(), "", {{"trust/root.pem", std::nullopt}})),
            "approvers are named, but no root that their certificates lead to | put the root of their authority into "
            "trust/, as a PEM file");
}

TEST(Policies, AskForRolesThatEnoughPeopleHave) {
  const std::string at = "department.yaml in quay:5:";
  EXPECT_EQ(refused(with(ada() + ben(), "approvals: [drafter, cheker]")), at + "33 department.approvals\n");
  EXPECT_EQ(only(with(ada() + ben(), "approvals: [drafter, cheker]")),
            "nobody in approvers.yaml has the role cheker | did you mean \"checker\"?");
  EXPECT_EQ(refused({{"department.yaml", quay_yaml + "policies: {approvals: [drafter]}\n"}}),
            at + "24 department.approvals\n");
  EXPECT_EQ(refused(with(ada(), "approvals: [drafter, drafter]")), at + "33 department.approvals\n");
  EXPECT_EQ(refused(with(ada(), "approvals: [No Role]")), at + "24 department.id\n");
  EXPECT_EQ(refused(with(ada(), "approvals: drafter")), at + "23 department.type\n");
  EXPECT_EQ(refused(with(ada(), "date: never")), at + "18 department.choice\n");
  EXPECT_EQ(
      only(with(ada("[drafter, checker]") + ben("[private-office]"), "approvals: [drafter, checker]")),
      "no letter could be approved: there are too few different people for drafter, checker | one person approves a "
      "letter in one role: give a role to somebody else as well");
  EXPECT_THAT(quay(with(ada("[drafter, checker]") + ben("[drafter]"), "approvals: [drafter, checker]")), Succeeds());
}

// Each may take a role only when somebody passes theirs on.
TEST(DifferentPeople, AreFoundWhereThereAreAny) {
  const auto person = [](const char* name, std::vector<std::string> roles) {
    return Approver{.name = name, .certificates = {}, .roles = std::move(roles)};
  };
  const std::vector<Approver> three{person("a", {"x", "y", "z"}), person("b", {"x", "y"}), person("c", {"x"})};
  EXPECT_TRUE(different_people(three, {"x", "y", "z"}));
  EXPECT_TRUE(different_people(three, {"z", "y", "x"}));
  EXPECT_TRUE(different_people({}, {}));
  EXPECT_FALSE(different_people({person("a", {"x", "y"})}, {"x", "y"}));
  EXPECT_FALSE(different_people({person("a", {"x", "y"}), person("b", {"z"})}, {"x", "y"}));
  EXPECT_FALSE(different_people({person("a", {"x"}), person("b", {"x"}), person("c", {"y", "z"})}, {"x", "y", "z"}));
}

TEST(Trust, TakesCrlsInBothForms) {
  const std::string der = make_crl(root());
  const CrlPtr crl(from_der(d2i_X509_CRL, der).first);
  const std::string text = pem(PEM_write_bio_X509_CRL, crl.get());
  const auto department = quay({{"trust/a.crl", der}, {"trust/b.crl", "as PEM\n" + text + text}});
  ASSERT_THAT(department, Succeeds());
  EXPECT_EQ((*department)->trust.revocation.crls, (std::vector{der, der, der}));
  EXPECT_TRUE((*department)->trust.revocation.ocsps.empty());
}

TEST(Trust, RefusesDamageAndWhatHasNoPlaceThere) {
  const std::string der = make_crl(root());
  std::string damaged = root_pem();
  damaged.replace(damaged.find('\n') + 40, 4, "AAAA");
  EXPECT_EQ(refused({{"trust/a.pem", damaged}}), "trust/a.pem in quay:1:1 trust.certificate\n");
  EXPECT_EQ(refused({{"trust/a.pem", "words"}}), "trust/a.pem in quay:1:1 trust.no-certificate\n");
  EXPECT_EQ(refused({{"trust/a.crl", der.substr(0, der.size() - 1)}}), "trust/a.crl in quay:1:1 department.trust\n");
  EXPECT_EQ(refused({{"trust/a.crl", der + "x"}}), "trust/a.crl in quay:1:1 department.trust\n");
  EXPECT_EQ(refused({{"trust/a.crl", ""}}), "trust/a.crl in quay:1:1 department.trust\n");
  const CrlPtr crl(from_der(d2i_X509_CRL, der).first);
  std::string half = pem(PEM_write_bio_X509_CRL, crl.get());
  half += half.substr(0, half.size() / 2);
  EXPECT_EQ(refused({{"trust/a.crl", half}}), "trust/a.crl in quay:1:1 department.trust\n");
  EXPECT_EQ(refused({{"trust/notes.txt", "x"}}), "trust/notes.txt in quay:1:1 department.stray-file\n");
  const Identity middle = issue(root(), {.name = "Middle", .authority = true});
  EXPECT_EQ(refused({{"trust/a.pem", pem(PEM_write_bio_X509, middle.certificate.x509())}}),
            "trust/a.pem in quay:1:1 department.trust\n");
  EXPECT_EQ(refused({{"trust/a.pem", root_pem() + "-----BEGIN EC PRIVATE KEY-----\n"}}).substr(0, 20),
            "trust/a.pem in quay:");
  EXPECT_EQ(only({{"trust/a.pem", root_pem() + "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"}}),
            "there is a private key in the department's files, where many can read it | take it out, and let its "
            "certificate be revoked if the file was ever published");
}

}  // namespace
}  // namespace engross::test
