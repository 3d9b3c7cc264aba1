// What lies in the folder of a run that has ended: the mark and the manifests name the bytes that are there; reconcile
// finds what was changed; letters are printed, printed again, and taken back.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/sha256.hpp"
#include "batch_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class BatchFolder : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome = desk.batch(desk.cases, "run");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  std::string file(const std::string& name) const { return read_file(desk.in("run/" + name)); }
  // Of the manifest in JSON, by reference.
  std::map<std::string, json> manifest() const {
    std::map<std::string, json> all;
    std::istringstream lines(file("manifest.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      json row = json::parse(line);
      const std::string key = row["key"];
      all[key] = std::move(row);
    }
    return all;
  }
  void expect_mark_of_manifest() const {
    EXPECT_EQ(file("DONE"), sha256_hex(file("manifest.csv")) + "  manifest.csv\n");
    EXPECT_EQ(run({"sha256sum", "--check", "--strict", "DONE"}, {}, {}, desk.in("run")).exit_code, 0);
  }
  json reconciled(std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"reconcile", desk.in("run"), "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = desk.engross(words);
    json result = json::parse(outcome.out)["result"];
    EXPECT_EQ(outcome.exit_code, result["agrees"].get<bool>() ? 0 : 1) << outcome.out;
    return result;
  }
  std::set<std::string> disagreements(std::vector<std::string> more = {}) const {
    std::set<std::string> codes;
    const json result = reconciled(std::move(more));
    for (const json& one : result["disagreements"]) codes.insert(one["code"]);
    return codes;
  }
  Outcome print(const std::string& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"print-run", desk.in("run"), "-o", desk.in(name)};
    words.insert(words.end(), more.begin(), more.end());
    return desk.engross(words);
  }
  BatchDesk desk;
};

TEST_F(BatchFolder, NamesTheBytesThatAreThere) {
  expect_mark_of_manifest();
  const LetterTree letters = letters_in(desk.in("run"));
  const auto listed = manifest();
  ASSERT_EQ(listed.size(), letters.size());
  std::istringstream csv(file("manifest.csv"));
  std::string line;
  std::getline(csv, line);
  EXPECT_EQ(line, "row,key,file,pages,bytes,sha256,state,withdrawn_at,because\r");
  for (const auto& [key, row] : listed) {
    const std::string path = row["file"];
    EXPECT_EQ(path, "letters/0000/" + key + ".pdf");
    EXPECT_EQ(row["sha256"], letters.at("0000/" + key + ".pdf"));
    EXPECT_EQ(row["bytes"], fs::file_size(desk.in("run/" + path)));
    std::getline(csv, line);
    EXPECT_EQ(line, std::to_string(row["row"].get<int>()) + "," + key + "," + path + "," +
                        std::to_string(row["pages"].get<int>()) + "," + std::to_string(row["bytes"].get<int>()) + "," +
                        row["sha256"].get<std::string>() + ",issued,,\r");
  }
}

TEST_F(BatchFolder, IsReconciledWithTheExport) {
  const json result = reconciled({"--export", desk.cases, "--map", desk.mapping});
  EXPECT_EQ(result["agrees"], true) << result;
  EXPECT_EQ(result["rows"], 12);
  EXPECT_EQ(result["total"]["issued"], 12);
  EXPECT_EQ(result["total"]["pages"], 13);
  const std::string other = desk.changed("other.csv", {{"Merrow", "Morrow"}});
  EXPECT_EQ(disagreements({"--export", other, "--map", desk.mapping}),
            (std::set<std::string>{"reconcile.case-differs"}));
  const std::string fewer = desk.rows("fewer.csv", {1, 2, 3});
  EXPECT_THAT(disagreements({"--export", fewer, "--map", desk.mapping}), testing::Contains("reconcile.rows-differ"));
}

TEST_F(BatchFolder, ReconcileFindsWhatWasChangedRemovedOrAdded) {
  const std::string one = desk.letter_in("run", "2016-0050101"), two = desk.letter_in("run", "2016-0050102");
  const std::string bytes = read_file(one);
  write_file(one, bytes + "\n");
  EXPECT_EQ(disagreements(), (std::set<std::string>{"reconcile.file-differs"}));
  write_file(one, bytes);
  EXPECT_TRUE(disagreements().empty());
  fs::rename(two, desk.in("two.pdf"));
  EXPECT_EQ(disagreements(), (std::set<std::string>{"reconcile.file-missing"}));
  const Outcome told = desk.engross({"reconcile", desk.in("run")});
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_THAT(told.err, AllOf(HasSubstr("letters whose file is not there: 1"), HasSubstr("row 2, 2016-0050102")));
  fs::rename(desk.in("two.pdf"), two);
  write_file(desk.letter_in("run", "foreign"), bytes);
  EXPECT_EQ(disagreements(), (std::set<std::string>{"reconcile.file-unknown"}));
  fs::remove(desk.letter_in("run", "foreign"));
  write_file(desk.in("run/manifest.csv"), file("manifest.csv") + "\n");
  EXPECT_EQ(disagreements(), (std::set<std::string>{"reconcile.manifest-differs"}));
  ASSERT_EQ(desk.batch(desk.cases, "run", {"--unsigned", "--resume"}).exit_code, 0);  // writes it again
  EXPECT_TRUE(disagreements().empty());
}

TEST_F(BatchFolder, IsPrinted) {
  const Outcome printed = print("night.pdf", {"--json"});
  EXPECT_EQ(printed.exit_code, 0) << printed.err;
  const json said = json::parse(printed.out)["result"];
  EXPECT_EQ(said["letters"], 12);
  EXPECT_EQ(said["sheets"], 12);  // one of them on both sides
  EXPECT_EQ(said["jobs"].size(), 1U);
  const json sheet = json::parse(read_file(desk.in("night.json")));
  EXPECT_EQ(sheet["run"]["print_run"], said["run"]);
  const auto listed = manifest();
  ASSERT_EQ(sheet["letters"].size(), 12U);
  for (const json& letter : sheet["letters"])
    EXPECT_EQ(letter["sha256"], listed.at(letter["reference"])["sha256"]) << letter;
  const Outcome again = print("night.pdf");
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("print.exists"));
}

TEST_F(BatchFolder, PrintsAPartAgainWithTheSameBytes) {
  ASSERT_EQ(print("first.pdf", {"--from", "3", "--to", "5"}).exit_code, 0);
  ASSERT_EQ(print("second.pdf", {"--from", "3", "--to", "5"}).exit_code, 0);
  EXPECT_TRUE(read_file(desk.in("first.pdf")) == read_file(desk.in("second.pdf")));
  EXPECT_EQ(json::parse(read_file(desk.in("first.json")))["letters"].size(), 3U);
  ASSERT_EQ(print("jobs.pdf", {"--sheets", "5"}).exit_code, 0);
  for (const char* job : {"jobs-001.pdf", "jobs-002.pdf", "jobs-003.pdf"}) EXPECT_TRUE(fs::exists(desk.in(job))) << job;
  const Outcome beyond = print("beyond.pdf", {"--from", "30", "--to", "40"});
  EXPECT_EQ(beyond.exit_code, 1);
  EXPECT_THAT(beyond.err, AllOf(HasSubstr("print.range"), HasSubstr("the run has 1 to 12")));
}

TEST_F(BatchFolder, TakesLettersBack) {
  const auto withdraw = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"withdraw", desk.in("run")};
    words.insert(words.end(), more.begin(), more.end());
    return desk.engross(words);
  };
  EXPECT_EQ(withdraw({}).exit_code, 2);
  const Outcome unknown = withdraw({"--key", "2016-0050103", "--key", "nosuch", "--because", "the wrong rate"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.err, AllOf(HasSubstr("ledger.not-issued"), HasSubstr("nosuch"), HasSubstr("none was withdrawn")));
  EXPECT_EQ(manifest().at("2016-0050103")["state"], "issued");
  EXPECT_EQ(withdraw({"--key", "2016-0050103", "--because", "the wrong rate"}).exit_code, 0);
  const json row = manifest().at("2016-0050103");
  EXPECT_EQ(row["state"], "withdrawn");
  EXPECT_EQ(row["because"], "the wrong rate");
  expect_mark_of_manifest();
  EXPECT_EQ(json::parse(file("summary.json"))["withdrawn"], 1);
  EXPECT_EQ(json::parse(file("summary.json"))["issued"], 11);
  EXPECT_TRUE(fs::exists(desk.letter_in("run", "2016-0050103")));
  EXPECT_TRUE(disagreements({"--export", desk.cases, "--map", desk.mapping}).empty());
  const Outcome verified = desk.engross({"verify", desk.letter_in("run", "2016-0050103")});
  EXPECT_THAT(verified.err, HasSubstr("was withdrawn at"));
  ASSERT_EQ(print("night.pdf").exit_code, 0);
  EXPECT_THAT(read_file(desk.in("night.json")), AllOf(HasSubstr("2016-0050102"), Not(HasSubstr("2016-0050103"))));
  // Its reference stays taken.
  EXPECT_EQ(desk.batch(desk.rows("three.csv", {3}), "second").exit_code, 4);
}

TEST_F(BatchFolder, MayBePrintedAtOnce) {
  desk.store = "other";
  const Outcome outcome = desk.batch(desk.cases, "printed", {"--unsigned", "--print-run", desk.in("night.pdf")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("12 letters on 12 sheets in 1 job"), HasSubstr("12 letters in")));
  ASSERT_EQ(print("later.pdf").exit_code, 0);
  EXPECT_TRUE(read_file(desk.in("night.pdf")) == read_file(desk.in("later.pdf")));
}

}  // namespace
}  // namespace engross::test
