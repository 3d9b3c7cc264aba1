// What the batch command refuses before it begins, in which words and with which exit code; and that nothing is left.
#include <gmock/gmock.h>

#include <filesystem>

#include "batch_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using Words = std::vector<std::string>;

struct Refusal {
  Words words;
  int exit_code;
  std::string code;  // or the whole beginning of a usage error
  std::string says;
};

class RefusedOptions : public testing::Test {
 protected:
  void expect(const Outcome& outcome, const Refusal& refusal) const {
    EXPECT_EQ(outcome.exit_code, refusal.exit_code) << outcome.out << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(refusal.code), HasSubstr(refusal.says), HasSubstr("\n  = ")));
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(fs::exists(desk.in("run")) || fs::exists(desk.in("store"))) << "something was begun";
    fs::remove_all(desk.in("run"));
    fs::remove_all(desk.in("store"));
  }
  void expect_all(const std::vector<Refusal>& refusals) const {
    for (const Refusal& refusal : refusals) {
      SCOPED_TRACE(testing::PrintToString(refusal.words));
      expect(desk.batch(desk.cases, "run", refusal.words), refusal);
    }
  }
  BatchDesk desk;
};

TEST_F(RefusedOptions, ThatContradictEachOther) {
  expect_all({
      {{"--check", "--hold", "3"}, 2, "options.check", "--check issues nothing"},
      {{"--check", "--resume"}, 2, "options.check", "--check issues nothing"},
      {{"--check", "--proofs", "3"}, 2, "options.check", "--check issues nothing"},
      {{"--proofs", "3", "--hold", "3"}, 2, "options.proofs", "--proofs issues nothing"},
      {{"--proofs", "3", "--resume"}, 2, "options.proofs", "--proofs issues nothing"},
      {{"--unsigned", "--yes"}, 2, "options.yes", "--yes answers the question of --hold"},
      {{"--unsigned", "--sign-as", "denise-clavery"}, 2, "options.sign-as", "both said"},
      {{"--unsigned", "--key", "some.p12"}, 2, "options.sign-as", "--key is for signed letters"},
      {{"--unsigned", "--sheets", "5"}, 2, "options.print-run", "--sheets is for a print run"},
      {{"--unsigned", "--sort", "pages"}, 2, "options.print-run", "--sort is for a print run"},
  });
}

TEST_F(RefusedOptions, ThatAreNotWhatTheyShouldBe) {
  expect_all({
      {{"--unsigned", "--hold", "0"}, 2, "--hold", "\"0\" is not a whole number from 1"},
      {{"--unsigned", "--proofs", "two"}, 2, "--proofs", "\"two\" is not a whole number from 1"},
      {{"--unsigned", "--stop-after-refused", "101"}, 2, "--stop-after-refused", "no percentage from 0 to 100"},
      {{"--unsigned", "--stop-after-refused", "-1"}, 2, "--stop-after-refused", "no percentage from 0 to 100"},
      {{"--unsigned", "--stop-after-refused", "5%"}, 2, "--stop-after-refused", "\"5%\" is no percentage"},
      {{"--unsigned", "--recipients", "maybe"}, 2, "--recipients", "allow,warn,refuse"},
      {{"--unsigned", "--shard", "9/8"}, 2, "options.shard", "there is no shard 9 of 8"},
      {{"--unsigned", "--shard", "0/8"}, 2, "options.shard", "there is no shard 0 of 8"},
      {{"--unsigned", "--shard", "half"}, 2, "options.shard", "\"half\" is no shard"},
      {{"--unsigned", "--name", "{reference"}, 2, "options.name", "a brace lacks its other one"},
      {{"--unsigned", "--name", "reference}"}, 2, "options.name", "a brace lacks its other one"},
      {{"--unsigned", "--name", "{}"}, 2, "options.name", "a field in braces has no name"},
      {{"--unsigned", "--name", "letter"}, 2, "options.name", "it has no field"},
      {{"--unsigned", "--name", "../{reference}"}, 2, "options.name", "folders are engross's own"},
      {{"--unsigned", "--delimiter", ";;"}, 2, "options.delimiter", "\";;\" separates no cells"},
      {{"--unsigned", "--encoding", "latin-1"}, 2, "--encoding", "windows-1252"},
      {{"--unsigned", "--format", "xlsx"}, 2, "--format", "jsonl"},
      {{"--unsigned", "--print-run", "night.ps"}, 2, "options.output", "names no file for the printer"},
      {{"--unsigned", "--print-run", "night.pdf", "--sort", "names"}, 2, "options.sort", "cannot be sorted"},
  });
}

TEST_F(RefusedOptions, ThatLeaveOutWhatIsNeeded) {
  expect_all({{{}, 1, "issue.unsigned", "nothing was said of how the letters are signed"}});
  expect(desk.batch(desk.cases, "", {"--unsigned"}),
         {{}, 2, "options.out", "nothing was said of where the letters go"});
  expect(desk.batch(desk.cases, "", {"--proofs", "2"}), {{}, 2, "options.out", "nothing was said of where"});
  expect(desk.engross({"batch", "--out", desk.in("run"), "--unsigned"}), {{}, 2, "EXPORT is required", "--help"});
  expect(desk.engross({"batch", desk.cases, "--out", desk.in("run"), "--unsigned"}),
         {{}, 1, "exports.no-mapping", "--map FILE.yaml"});
}

TEST_F(RefusedOptions, WhoseShardNobodyKnows) {
  const Outcome outcome =
      run({"env", "-u", "SLURM_ARRAY_TASK_ID", "-u", "JOB_COMPLETION_INDEX", "-u", "AWS_BATCH_JOB_ARRAY_INDEX",
           std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "batch", desk.cases, "--map", desk.mapping, "--out",
           desk.in("run"), "--unsigned", "--shard", "auto/8"});
  expect(outcome, {{}, 2, "options.shard", "say which shard it is: --shard 1/8"});
}

TEST_F(RefusedOptions, ThatNameWhatIsNotThere) {
  expect_all({
      {{"--unsigned", "--department", "nosuch"}, 1, "department.unknown", "there is no department \"nosuch\""},
      {{"--sign-as", "nobody", "--key", "k.pem"}, 1, "issue.signatory", "denise-clavery, duty-officer"},
      {{"--unsigned", "--metrics", "nosuch/m.prom"}, 3, "world.unwritable", "make the folder nosuch first"},
      {{"--unsigned", "--print-run", "nosuch/p.pdf"}, 3, "world.unwritable", "there is no folder nosuch"},
      {{"--unsigned", "--print-run", "cases.pdf", "--print-setup", "none.yaml"}, 3, "world.no-such-file", "none.yaml"},
  });
  write_file(desk.in("there.pdf"), "");
  expect_all({{{"--unsigned", "--print-run", "there.pdf"}, 1, "print.exists", "there.pdf is there already"}});
  expect(desk.batch(desk.in("none.csv"), "run"), {{}, 3, "world.no-such-file", "none.csv"});
  expect(desk.engross({"batch", desk.cases, "--map", "none.yaml", "--out", desk.in("run"), "--unsigned"}),
         {{}, 3, "world.no-such-file", "none.yaml"});
}

TEST_F(RefusedOptions, ThatReadStandardInputTwice) {
  expect(desk.engross({"batch", "-", "--map", "-", "--out", desk.in("run"), "--unsigned"}),
         {{}, 2, "options.input", "standard input is named twice"});
}

TEST_F(RefusedOptions, ForARunThatIsNotThere) {
  expect_all({{{"--unsigned", "--resume"}, 3, "ledger.missing", "it has no ledger.sqlite"}});
}

TEST_F(RefusedOptions, ForAFolderOfSomethingElse) {
  fs::create_directory(desk.in("run"));
  write_file(desk.in("run/notes.txt"), "mine");
  const Outcome outcome = desk.batch(desk.cases, "run");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("ledger.not-empty"), HasSubstr("notes.txt")));
  EXPECT_EQ(read_file(desk.in("run/notes.txt")), "mine");
}

TEST_F(RefusedOptions, ExportsWithoutACase) {
  write_file(desk.in("empty.csv"), "");
  expect(desk.batch(desk.in("empty.csv"), "run"), {{}, 1, "exports.empty", "empty.csv is empty"});
  desk.rows("header.csv", {});
  expect(desk.batch(desk.in("header.csv"), "run"), {{}, 1, "batch.no-case", "there is no case in header.csv"});
  write_file(desk.in("wrong.jsonl"), "{\"reference\": 7}\n");
  expect(desk.engross({"batch", desk.in("wrong.jsonl"), "--out", desk.in("run"), "--unsigned"}),
         {{}, 1, "batch.no-case", "row 1"});
}

TEST_F(RefusedOptions, FaultsOfTheMappingAreToldWithTheirPlace) {
  const std::string good = read_file(desk.mapping);
  write_file(desk.mapping, with(good, "Their ref\n", "Thier ref\n"));
  expect(desk.batch(desk.cases, "run"),
         {{}, 1, "map.yaml:10:23: error: cases.csv has no column \"Thier ref\"", "Their ref"});
  write_file(desk.mapping, with(good, "lookup: letters", "lookup: leters"));
  expect(desk.batch(desk.cases, "run"), {{}, 1, "map.yaml:5:", "did you mean"});
  write_file(desk.mapping, with(good, "DD/MM/YYYY", "DD/MM/YY"));
  expect(desk.batch(desk.cases, "run"), {{}, 1, "map.yaml:6:", "DD/MM/YY"});
  write_file(desk.mapping, with(good, "fields:", "feilds:"));
  expect(desk.batch(desk.cases, "run"), {{}, 1, "map.yaml:2:1", "feilds"});
}

}  // namespace
}  // namespace engross::test
