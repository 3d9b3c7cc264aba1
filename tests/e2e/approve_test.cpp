// A department whose letters need approvals, from the draft to the issued letter, as its people would work.
#include <nlohmann/json.hpp>

#include "approving.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

// In lines of 64, as PEM has it.
std::string folded(const std::string& base64) {
  std::string lines;
  for (std::size_t at = 0; at < base64.size(); at += 64) lines += base64.substr(at, 64) + "\n";
  return lines;
}

TEST_F(Approve, LetsALetterGoOnceEverybodyHas) {
  const Outcome early = issue();
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_TRUE(holds(early.err, "the letter has not been approved as drafter, checker [approvals.missing]"))
      << early.err;
  EXPECT_TRUE(holds(early.err, "= engross approve " + draft + " --as drafter --key FILE")) << early.err;
  EXPECT_FALSE(fs::exists(letter));
  const Outcome drafted = approve("ada", "drafter");
  ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_EQ(drafted.out, "Approved " + draft + " as drafter: Ada Quay, reference 2016-0046030, kept in " + draft +
                             ".approvals.json. Still needed: checker\n");
  const Outcome half = issue();
  EXPECT_EQ(half.exit_code, 1);
  EXPECT_TRUE(holds(half.err, "the letter has not been approved as checker")) << half.err;
  const Outcome two_roles = approve("ada", "checker");
  EXPECT_EQ(two_roles.exit_code, 1);
  EXPECT_TRUE(holds(two_roles.err, "one person in two roles: Ada Quay has approved this letter as drafter already"))
      << two_roles.err;
  const Outcome checked = approve("ben", "checker", {"--json"});
  ASSERT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_TRUE(holds(checked.out, "\"needed\": []")) << checked.out;
  EXPECT_TRUE(holds(checked.out, "\"person\": \"Ben Pier\"")) << checked.out;
  const Outcome issued = issue();
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(fs::exists(letter));
  const Outcome record = engross({"records", "show", "2016-0046030"});
  EXPECT_TRUE(holds(record.out, "\"role\": \"approvals\"")) << record.out;
  EXPECT_EQ(engross({"records", "remake", "2016-0046030", "-o", desk.folder / "again.pdf"}).exit_code, 0);
  EXPECT_EQ(read_file(desk.folder / "again.pdf"), read_file(letter));
}

// Nobody signs for a letter that could not be issued.
TEST_F(Approve, NeedsADepartmentThatItsLockAdmits) {
  const std::string library = desk.folder / "dfe.so";
  fs::copy_file(std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", library);
  ASSERT_EQ(desk.engross({"department", "lock", library}).exit_code, 0);
  const Outcome refused = approve("ada", "drafter");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "what is issued must be locked")) << refused.err;
  EXPECT_FALSE(fs::exists(draft + ".approvals.json"));
  ASSERT_EQ(desk.engross({"department", "lock", office}).exit_code, 0);
  const Outcome approved = approve("ada", "drafter");
  EXPECT_EQ(approved.exit_code, 0) << approved.err;
}

TEST_F(Approve, HoldsForTheWordsAsTheyWere) {
  approve_by_all();
  edit(draft, "Young people also need", "Young people, also, need");
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "the approval by Ada Quay as drafter is void: words have changed since"))
      << refused.err;
  EXPECT_TRUE(holds(refused.err, "Young people{+,+} also{+,+} need")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "[approvals.void]")) << refused.err;
  const Outcome list = engross({"approvals", draft});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.out, "drafter  Ada Quay  2016-10-26T09:00:00Z  does not hold\n")) << list.out;
  EXPECT_TRUE(holds(list.out, "Young people{+,+} also{+,+} need")) << list.out;
  const Outcome stopped = approve("ada", "drafter");
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_TRUE(holds(stopped.err, "the approval by Ben Pier as checker is void")) << stopped.err;
  const Outcome anew = approve("ada", "drafter", {"--anew"});
  ASSERT_EQ(anew.exit_code, 0) << anew.err;
  EXPECT_TRUE(holds(anew.err, "warning: the approval by Ben Pier as checker is void")) << anew.err;
  EXPECT_TRUE(holds(anew.out, "Still needed: checker")) << anew.out;
  ASSERT_EQ(approve("ben", "checker").exit_code, 0);
  EXPECT_EQ(issue().exit_code, 0);
}

TEST_F(Approve, HoldsForTheLookAsItWas) {
  approve_by_all();
  write_file(office + "/pictures/logo.png",
             read_file(office + "/pictures/logo.png") + "x");  // after its end: same picture
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(
      holds(refused.err, "the words are the same, but the look has changed: the house style, a picture or a font"))
      << refused.err;
}

// docs/approvals.md says how: the statement as canonical JSON, a line before it, and any tool that knows CMS.
TEST_F(Approve, CanBeCheckedWithoutEngross) {
  approve_by_all();
  write_file(desk.folder / "root.pem", pem_of(staff.root.certificate));
  const nlohmann::json file = nlohmann::json::parse(read_file(draft + ".approvals.json"));
  for (const nlohmann::json& approval : file["approvals"]) {
    const std::string statement = "engross approval 1\n" + approval["statement"].dump() + "\n";
    write_file(desk.folder / "statement", statement);
    write_file(desk.folder / "signature",
               "-----BEGIN CMS-----\n" + folded(approval["signature"]) + "-----END CMS-----\n");
    const std::vector<std::string> verify{"openssl",
                                          "cms",
                                          "-verify",
                                          "-binary",
                                          "-cades",
                                          "-inform",
                                          "PEM",
                                          "-in",
                                          desk.folder / "signature",
                                          "-content",
                                          desk.folder / "statement",
                                          "-CAfile",
                                          desk.folder / "root.pem",
                                          "-purpose",
                                          "any"};
    const Outcome good = run(verify);
    EXPECT_EQ(good.exit_code, 0) << good.err;
    EXPECT_EQ(good.out, statement);
    write_file(desk.folder / "statement", statement + " ");
    EXPECT_NE(run(verify).exit_code, 0);
  }
}

TEST_F(Approve, ListsWhoHas) {
  const Outcome none = engross({"approvals", draft});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_EQ(none.out, "the letter has not been approved as drafter, checker\n");
  approve_by_all();
  const Outcome all = engross({"approvals", draft});
  EXPECT_EQ(all.out,
            "drafter  Ada Quay  2016-10-26T09:00:00Z  holds\nchecker  Ben Pier  2016-10-26T09:00:00Z  holds\n"
            "The letter has the approvals that it needs: drafter, checker\n");
  const Outcome json = engross({"approvals", draft, "--json"});
  EXPECT_TRUE(holds(json.out, "\"complete\": true")) << json.out;
  write_file(office + "/trust/people.crl",
             make_crl(staff.middle, {.this_update = at(2016, 10, 1),
                                     .next_update = at(2016, 12, 1),
                                     .revoked = {{.certificate = staff.ben.certificate, .at = at(2016, 10, 20)}}}));
  const Outcome revoked = engross({"approvals", draft, "--json"});
  EXPECT_TRUE(holds(revoked.out, "\"complete\": false")) << revoked.out;
  EXPECT_TRUE(holds(revoked.out, "approvals.revoked")) << revoked.out;
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "the certificate of Ben Pier was revoked on 2016-10-20T12:00:00Z")) << refused.err;
  EXPECT_EQ(approve("ben", "checker").exit_code, 1);
}

TEST_F(Approve, IsShownWithTheDepartment) {
  const Outcome show = desk.engross({"department", "show", office});
  EXPECT_EQ(show.exit_code, 0) << show.err;
  for (const char* line :
       {"  approvals   drafter, checker; the letter's date: fixed\n", "  approver    Ada Quay: drafter, checker\n",
        "  root        CN=Office Root,O=Engross Test, until 2040-01-01T12:00:00Z\n"})
    EXPECT_TRUE(holds(show.out, line)) << line << show.out;
}

TEST_F(Approve, RefusesStrangersAndStrangeRoles) {
  const Outcome stranger = approve("sam", "checker");
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_TRUE(
      holds(stranger.err, "this is the certificate of Sam Strand, fingerprint " + staff.stranger.certificate.sha256()))
      << stranger.err;
  const Outcome role = approve("ada", "cheker");
  EXPECT_EQ(role.exit_code, 1);
  EXPECT_TRUE(holds(role.err, "did you mean \"checker\"?")) << role.err;
  EXPECT_FALSE(fs::exists(draft + ".approvals.json"));
  write_file(draft + ".approvals.json", "{\"format\": 1, \"approvals\": [{}]}");
  EXPECT_TRUE(holds(issue().err, "[approvals.damaged]"));
  EXPECT_TRUE(holds(approve("ada", "drafter").err, "[approvals.damaged]"));
}

TEST_F(Approve, RefusesALetterWithErrors) {
  edit(draft, "PSHE", "{{PSHE}}");
  const Outcome refused = approve("ada", "drafter");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "draft.leak")) << refused.err;
  EXPECT_FALSE(fs::exists(draft + ".approvals.json"));
}

TEST_F(Approve, KeepsThoseOfAStreamWhereItIsTold) {
  const std::string text = read_file(case_file);
  const std::string kept = desk.folder / "kept.json";
  const std::vector<std::string> base{"approve", "-", "--as", "drafter", "--key", desk.folder / "ada.pem"};
  const Outcome nowhere = engross(base, text);
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_TRUE(holds(nowhere.err, "--approvals FILE")) << nowhere.err;
  std::vector<std::string> there = base;
  there.insert(there.end(), {"--approvals", kept});
  EXPECT_EQ(engross(there, text).exit_code, 0);
  there[3] = "checker";
  there[5] = desk.folder / "ben.pem";
  EXPECT_EQ(engross(there, text).exit_code, 0);
  EXPECT_EQ(engross({"issue", "-", "--unsigned", "-o", letter}, text).exit_code, 1);
  EXPECT_EQ(
      engross({"issue", "-", "--unsigned", "-o", letter, "--approvals", desk.folder / "none.json"}, text).exit_code, 3);
  const Outcome onto_itself = engross({"issue", "-", "--unsigned", "-o", kept, "--approvals", kept, "--force"}, text);
  EXPECT_EQ(onto_itself.exit_code, 1);
  EXPECT_TRUE(holds(onto_itself.err, "output.input")) << onto_itself.err;
  EXPECT_EQ(engross({"issue", "-", "--unsigned", "-o", letter, "--approvals", kept}, text).exit_code, 0);
  // A case of its own and a case from a stream are one letter.
  EXPECT_TRUE(holds(engross({"approvals", case_file, "--approvals", kept}).out, "The letter has the approvals"));
}

// No key is opened for a letter that may not go out: with a passphrase that nobody knows, approvals come first.
TEST_F(Approve, ComesBeforeTheSignatorysKey) {
  const Identity denise = staff.person("Denise Clavery");
  write_private(desk.folder / "denise.pem", staff.pem(denise, "geheim"));
  write_private(desk.folder / "words", "geheim\n");
  const std::vector<std::string> sign{"--sign-as", "denise-clavery", "--key", desk.folder / "denise.pem"};
  std::vector<std::string> wrong = sign;
  wrong.insert(wrong.end(), {"--passphrase-file", desk.folder / "not there"});
  const Outcome refused = issue(wrong);
  EXPECT_EQ(refused.exit_code, 1) << refused.err;
  EXPECT_TRUE(holds(refused.err, "[approvals.missing]")) << refused.err;
  EXPECT_FALSE(holds(refused.err, "not there")) << refused.err;
  // What was approved without a signature and its field is what goes out with them.
  approve_by_all();
  std::vector<std::string> right = sign;
  right.insert(right.end(), {"--passphrase-file", desk.folder / "words"});
  const Outcome issued = issue(right);
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(engross({"records", "show", "2016-0046030"}).out, "\"role\": \"approvals\""));
}

}  // namespace
}  // namespace engross::test
