// A department whose letters need approvals issues a batch once its people have approved exactly that batch.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "../e2e/approving.hpp"
#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "run_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class ApprovedRun : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(source_directory + "/plugins/dfe", office, fs::copy_options::recursive);
    edit(office + "/department.yaml", "  allow_unsigned: true\n",
         "  allow_unsigned: true\n  approvals: [drafter, checker]\n");
    write_file(office + "/approvers.yaml", staff.approvers());
    fs::create_directories(office + "/trust");
    write_file(office + "/trust/root.pem", pem_of(staff.root.certificate));
    for (const auto& [name, who] : {std::pair{"ada", &staff.ada}, {"ben", &staff.ben}})
      write_private(desk.folder / name + ".pem", staff.pem(*who));
    write_file(cases, read_file(source_directory + "/samples/exports/dfe-october.csv"));
    write_file(mapping, read_file(source_directory + "/samples/exports/dfe-october.yaml"));
  }

  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", office});
    return desk.engross(std::move(words));
  }
  std::vector<std::string> of_export(std::vector<std::string> before, const std::vector<std::string>& more) const {
    before.insert(before.end(), {cases, "--map", mapping});
    before.insert(before.end(), more.begin(), more.end());
    return before;
  }
  Outcome approve(const std::string& who, const std::string& role, std::vector<std::string> more = {"--sample", "3"}) {
    more.insert(more.end(), {"--as", role, "--key", desk.folder / who + ".pem"});
    return engross(of_export({"approve", "--batch"}, more));
  }
  void approve_by_all() {
    for (const auto& [who, role] : {std::pair{"ada", "drafter"}, {"ben", "checker"}}) {
      const Outcome approved = approve(who, role);
      ASSERT_EQ(approved.exit_code, 0) << approved.err;
    }
  }
  Outcome batch(std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--out", letters, "--unsigned", "--jobs", "2"});
    return engross(of_export({"batch"}, more));
  }
  Outcome list(const std::vector<std::string>& more = {}) { return engross(of_export({"approvals", "--batch"}, more)); }
  // Nothing was issued, and this was said.
  void refuses(const std::string& said, const std::vector<std::string>& more = {}) {
    const Outcome refused = batch(more);
    EXPECT_EQ(refused.exit_code, 1) << refused.out;
    EXPECT_THAT(refused.err, HasSubstr(said));
    EXPECT_FALSE(fs::exists(letters)) << "a run was begun";
  }

  // Somebody signs another statement with their own key.
  void sign_again(std::size_t which, const Identity& who, const std::function<void(json&)>& change) const {
    json file = json::parse(read_file(approvals));
    json& approval = file["approvals"][which];
    change(approval["statement"]);
    CmsPlan plan;
    plan.others = {staff.middle.certificate};
    approval["signature"] =
        to_base64(make_cms(who, "engross approval 1\n" + approval["statement"].dump() + "\n", plan));
    write_file(approvals, file.dump(1));
  }

  Desk desk;
  const Staff& staff = office_staff();
  const std::string office = desk.folder / "dfe";
  const std::string cases = desk.folder / "october.csv";
  const std::string mapping = desk.folder / "october.yaml";
  const std::string approvals = cases + ".approvals.json";
  const std::string letters = desk.folder / "letters";
};

TEST_F(ApprovedRun, GoesOnceEverybodyHasApproved) {
  refuses("the batch has not been approved as drafter, checker [approvals.missing]");
  const Outcome drafted = approve("ada", "drafter");
  ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_THAT(drafted.out, HasSubstr("You approve 12 cases, and say that you have seen 3 of their letters: engross "
                                     "batch " +
                                     cases + " --map " + mapping + " --proofs 3 --out proofs"));
  EXPECT_THAT(drafted.out, HasSubstr("Approved " + cases + " as drafter: Ada Quay, 12 cases, 3 letters seen, kept in " +
                                     approvals + ". Still needed: checker\n"));
  refuses("the batch has not been approved as checker [approvals.missing]");
  EXPECT_THAT(list().out, HasSubstr("drafter  Ada Quay  2016-10-26T09:00:00Z  12 cases, 3 letters seen  holds\n"
                                    "the batch has not been approved as checker\n"));
  const Outcome twice = approve("ada", "checker");
  EXPECT_EQ(twice.exit_code, 1);
  EXPECT_THAT(twice.err, HasSubstr("Ada Quay has approved this batch as drafter already [approvals.same-person]"));
  const Outcome checked = approve("ben", "checker", {"--sample", "5", "--json"});
  ASSERT_EQ(checked.exit_code, 0) << checked.err;
  const json said = json::parse(checked.out).at("result");
  EXPECT_EQ(said["needed"], json::array());
  EXPECT_EQ(said["batch"]["cases"], 12);
  EXPECT_EQ(said["batch"]["samples"].size(), 5U);
  EXPECT_THAT(list().out, HasSubstr("The batch has the approvals that it needs: drafter, checker\n"));
  const Outcome issued = batch();
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_EQ(letters_in(letters).size(), 12U);
  EXPECT_EQ(disagreement_in(letters, 12), "");
}

// Both approvers and --proofs see the same letters.
TEST_F(ApprovedRun, IsSampledAsItsProofsAre) {
  const Outcome approved = approve("ada", "drafter", {"--sample", "4", "--json"});
  ASSERT_EQ(approved.exit_code, 0) << approved.err;
  std::set<std::string> seen, shown;
  const json samples = json::parse(approved.out).at("result")["batch"]["samples"];
  for (const json& reference : samples) seen.insert(reference);
  const std::string proofs = desk.folder / "proofs";
  ASSERT_EQ(engross(of_export({"batch"}, {"--proofs", "4", "--out", proofs})).exit_code, 0);
  for (const auto& entry : fs::directory_iterator(proofs)) {
    const std::string name = entry.path().filename().string();
    shown.insert(name.substr(0, name.find('.')));
  }
  EXPECT_EQ(seen.size(), 4U);
  EXPECT_EQ(seen, shown);
  const Outcome again = approve("ada", "drafter", {"--sample", "4", "--json"});
  EXPECT_EQ(json::parse(again.out).at("result")["batch"]["samples"], samples);
}

TEST_F(ApprovedRun, KeepsItsApprovalsWithItsLetters) {
  approve_by_all();
  ASSERT_EQ(batch().exit_code, 0);
  const std::string reference = "2016-0050103";
  const auto in_run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    words.insert(words.end(), {"--store", letters});
    return run(words);
  };
  const Outcome shown = in_run({"records", "show", reference});
  EXPECT_THAT(shown.out, HasSubstr("\"role\": \"approvals\"")) << shown.err;
  const std::string hash = sha256_hex(read_file(approvals));
  EXPECT_THAT(shown.out, HasSubstr(hash));
  EXPECT_EQ(read_file(letters + "/objects/" + hash.substr(0, 2) + "/" + hash.substr(2)), read_file(approvals));
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = in_run({"records", "remake", reference, "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(sha256_hex(read_file(again)), letters_in(letters).at("0000/" + reference + ".pdf"));
  EXPECT_EQ(in_run({"explain", reference}).exit_code, 0);
  EXPECT_THAT(in_run({"verify", again}).out, HasSubstr("the record agrees: " + reference));
  EXPECT_EQ(desk.engross({"reconcile", letters, "--export", cases, "--map", mapping}).exit_code, 0);
}

TEST_F(ApprovedRun, NeedsThemFromTheFirstLetterToTheLast) {
  approve_by_all();
  const Outcome held = batch({"--hold", "2"});
  ASSERT_EQ(held.exit_code, 0) << held.err;
  EXPECT_EQ(letters_so_far(letters), 2U);
  const std::string kept = read_file(approvals);
  ASSERT_EQ(approve("ada", "drafter", {"--sample", "5"}).exit_code, 0);
  const Outcome others = batch({"--resume"});
  EXPECT_EQ(others.exit_code, 1);
  EXPECT_THAT(others.err, HasSubstr("options.approvals_sha256 was"));
  fs::remove(approvals);
  EXPECT_THAT(batch({"--resume"}).err, HasSubstr("[approvals.missing]"));
  write_file(desk.folder / "kept.json", kept);
  const Outcome resumed = batch({"--resume", "--approvals", desk.folder / "kept.json"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_EQ(disagreement_in(letters, 12), "");
}

TEST_F(ApprovedRun, IsRefusedWhenItIsAnotherBatch) {
  approve_by_all();
  const std::string export_text = read_file(cases), mapping_text = read_file(mapping);
  write_file(cases, export_text.substr(0, export_text.rfind("\n2016")) + "\n");
  refuses(
      "the approval by Ada Quay as drafter is void: the export has changed since; it had 12 cases and has 11 "
      "[approvals.void]");
  EXPECT_THAT(list().out, HasSubstr("12 cases, 3 letters seen  does not hold\n  the approval by Ada Quay"));
  write_file(cases, export_text);
  write_file(mapping, mapping_text + "\n");
  refuses("the approval by Ben Pier as checker is void: the mapping has changed since [approvals.void]");
  write_file(mapping, mapping_text);
  refuses("is void: its letters were approved as of 2016-10-26, and would go out as of 2016-10-27 [approvals.void]",
          {"--today", "2016-10-27"});
  const std::string paragraph = fs::directory_iterator(office + "/paragraphs")->path().string();
  const std::string text = read_file(paragraph);
  write_file(paragraph, text + "\n");
  refuses("is void: the department has changed since [approvals.void]");
  write_file(paragraph, text);
  EXPECT_EQ(batch().exit_code, 0);
}

TEST_F(ApprovedRun, IsRefusedWhenAnApproverMayNoLonger) {
  approve_by_all();
  const std::vector<std::string> later{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                       "batch",
                                       cases,
                                       "--map",
                                       mapping,
                                       "--out",
                                       letters,
                                       "--unsigned",
                                       "--department",
                                       office,
                                       "--store",
                                       desk.folder / "store",
                                       "--at",
                                       "2041-10-26T09:00:00Z",
                                       "--today",
                                       "2016-10-26"};
  const Outcome expired = run(later);
  EXPECT_EQ(expired.exit_code, 1);
  EXPECT_THAT(expired.err, HasSubstr("[approvals.expired]"));
  write_file(office + "/trust/people.crl",
             make_crl(staff.middle, {.this_update = at(2016, 10, 1),
                                     .next_update = at(2016, 12, 1),
                                     .revoked = {{.certificate = staff.ben.certificate, .at = at(2016, 10, 20)}}}));
  refuses("the certificate of Ben Pier was revoked on 2016-10-20T12:00:00Z");
}

TEST_F(ApprovedRun, IsRefusedWhenTheFileWasEdited) {
  approve_by_all();
  const std::string good = read_file(approvals);
  edit(approvals, "\"cases\": \"12\"", "\"cases\": \"13\"");
  refuses("[approvals.signature]", {});
  write_file(approvals, good);
  edit(approvals, "\"kind\": \"batch\"", "\"kind\": \"folder\"");
  refuses("\"kind\" should be letter or batch: this engross knows no other [approvals.damaged]");
  // Put together by hand, with a signature that is good.
  write_file(approvals, good);
  json joined = json::parse(good);
  joined["approvals"][1] = joined["approvals"][0];
  write_file(approvals, joined.dump());
  sign_again(1, staff.ada, [](json& statement) { statement["role"] = "checker"; });
  refuses("one person in two roles: Ada Quay approved as drafter and checker [approvals.same-person]");
  // Of cases that the same files do not give.
  write_file(approvals, good);
  sign_again(0, staff.ada, [](json& statement) { statement["cases_sha256"] = std::string(64, '0'); });
  refuses(
      "is void: the export is read otherwise (--format, --delimiter, --encoding, another engross), and gives other "
      "cases");
}

// Before the first letter is made: the samples are spread over the whole export.
TEST_F(ApprovedRun, IsRefusedWhenALetterIsNotTheOneThatWasSeen) {
  approve_by_all();
  std::string reference;
  sign_again(1, staff.ben, [&](json& statement) {
    reference = statement["samples"][2]["reference"];
    statement["samples"][2]["pages_sha256"] = std::string(64, '0');
  });
  refuses("letter " + reference +
          " is not the one that Ben Pier saw and approved as checker: the words are the same, "
          "but the look has changed [approvals.sampled]");
  EXPECT_THAT(list().out, HasSubstr("letter " + reference + " is not the one that Ben Pier saw"));
  EXPECT_THAT(list().out, Not(HasSubstr("The batch has the approvals")));
  const Outcome check = engross(of_export({"batch"}, {"--check"}));
  EXPECT_EQ(check.exit_code, 0);
  EXPECT_THAT(check.err, HasSubstr("warning: letter " + reference + " is not the one"));
}

TEST_F(ApprovedRun, ApprovesNoLetterAlone) {
  approve_by_all();
  const std::string case_file = desk.folder / "case.json";
  write_file(case_file, read_file(sample));
  const Outcome refused =
      engross({"issue", case_file, "--unsigned", "-o", desk.folder / "letter.pdf", "--approvals", approvals});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("is of a batch, and this is a letter [approvals.other-kind]"));
}

TEST_F(ApprovedRun, CanBeCheckedAndProvedBeforeAnybodyHas) {
  const Outcome checked = engross(of_export({"batch"}, {"--check"}));
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("12 could be issued"));
  EXPECT_THAT(checked.err, HasSubstr("warning: the batch has not been approved as drafter, checker"));
}

// Those that a run would refuse are no letters that anybody saw.
TEST_F(ApprovedRun, LeavesOutWhatCouldNotBeIssued) {
  edit(cases, "2016-0050112", "2016-0050111");
  const Outcome approved = approve("ada", "drafter", {"--sample", "2"});
  ASSERT_EQ(approved.exit_code, 0) << approved.err;
  EXPECT_THAT(approved.err, HasSubstr("row 12 would be refused, and is none of the letters that are approved as seen"));
  EXPECT_THAT(approved.out, HasSubstr("12 cases, 1 letter seen"));
  const Outcome none = approve("ada", "drafter", {"--sample", "1"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("none of the 1 sampled cases could be issued [approvals.no-sample]"));
}

TEST_F(ApprovedRun, SaysWhatItsOptionsNeed) {
  const Outcome without = approve("ada", "drafter", {});
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.err, HasSubstr("nothing was said of how many letters you looked at"));
  EXPECT_THAT(without.err, HasSubstr("--proofs 20"));
  EXPECT_EQ(approve("ada", "drafter", {"--sample", "0"}).exit_code, 2);
  EXPECT_EQ(approve("ada", "drafter", {"--sample", "1001"}).exit_code, 2);
  EXPECT_EQ(approve("ada", "drafter", {"--sample", "3", "--template", "reply"}).exit_code, 2);
  EXPECT_EQ(engross({"approve", cases, "--sample", "3", "--as", "drafter"}).exit_code, 2);
  EXPECT_EQ(engross({"approvals", cases, "--map", mapping}).exit_code, 2);
}

}  // namespace
}  // namespace engross::test
