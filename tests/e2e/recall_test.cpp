// records using and records purge: which letters used a paragraph, the list to correct them, and what is left of a
// letter whose personal data is gone.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

const std::string reference = "2016-0046030";

class Recalled : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", letter}).exit_code, 0); }

  // A run of three letters, made by the real batch and registered with the store.
  void make_run() {
    std::string lines;
    for (const char* number : {"1", "2", "3"}) {
      json one = json::parse(read_file(sample));
      one["reference"] = std::string("R-") + number;
      lines += one.dump() + "\n";
    }
    write_file(desk.folder / "cases.jsonl", lines);
    const Outcome run = desk.engross({"batch", desk.folder / "cases.jsonl", "--out", night, "--unsigned"});
    ASSERT_EQ(run.exit_code, 0) << run.err << run.out;
  }
  // Whether the surname of the case stands in any file of a folder.
  static bool names_anybody(const std::string& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && holds(read_file(entry.path().string()), "Watling")) return true;
    return false;
  }

  Desk desk;
  std::string letter = desk.folder / "letter.pdf", night = desk.folder / "night";
};

TEST_F(Recalled, LettersOfStoreAndRunsThatUsedAParagraph) {
  make_run();
  const Outcome using_it = desk.engross({"records", "using", "pshe-curriculum"});
  ASSERT_EQ(using_it.exit_code, 0) << using_it.err;
  for (const char* part : {"2016-0046030", "R-1", "R-3", "Watling", "row 3 of", "4 letters used pshe-curriculum"})
    EXPECT_TRUE(holds(using_it.out, part)) << part << " is missing in\n" << using_it.out;
  EXPECT_TRUE(holds(desk.engross({"records", "using", "pshe-curriculum", "--to", "2016-10-25"}).out, "0 letters"));
  const json result = json::parse(desk.engross({"records", "using", "pshe-curriculum", "--json"}).out).at("result");
  EXPECT_EQ(result["letters"].size(), 4U);
  EXPECT_EQ(result["letters"][3]["row"], 3);
}

TEST_F(Recalled, TheirCasesAreCorrectedByABatch) {
  make_run();
  const std::string cases = desk.folder / "correct.jsonl";
  const Outcome listed = desk.engross({"records", "using", "pshe-curriculum", "--cases", cases});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_TRUE(holds(listed.err, "--suffix")) << listed.err;
  json first = json::parse(read_file(cases).substr(0, read_file(cases).find('\n')));
  EXPECT_EQ(first, json::parse(read_file(sample)));
  EXPECT_EQ(desk.engross({"records", "using", "pshe-curriculum", "--cases", cases}).exit_code, 1);
  ASSERT_EQ(
      desk.engross({"records", "using", "pshe-curriculum", "--cases", cases, "--suffix", "-2", "--force"}).exit_code,
      0);
  const Outcome corrected = desk.engross({"batch", cases, "--out", desk.folder / "again", "--unsigned"});
  EXPECT_EQ(corrected.exit_code, 0) << corrected.err << corrected.out;
  EXPECT_TRUE(holds(desk.engross({"records", "using", "pshe-curriculum"}).out, "R-1-2"));
}

TEST_F(Recalled, OfALetterThatWasIssuedAgainTheLastIssueIsCorrected) {
  ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "second.pdf", "--reissue", "--because",
                          "the first was lost"})
                .exit_code,
            0);
  const std::string cases = desk.folder / "correct.jsonl";
  const Outcome listed = desk.engross({"records", "using", "pshe-curriculum", "--cases", cases});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_TRUE(holds(listed.out, "issued again since") && holds(listed.out, "2 letters used")) << listed.out;
  EXPECT_TRUE(holds(listed.out, "Wrote 1 case")) << listed.out;
  EXPECT_TRUE(holds(listed.err, "1 of these letters was issued again since")) << listed.err;
}

TEST_F(Recalled, AParagraphThatNoLetterHasIsUnknown) {
  const Outcome near = desk.engross({"records", "using", "pshe-curiculum"});
  EXPECT_EQ(near.exit_code, 1);
  EXPECT_TRUE(holds(near.err, "recall.unknown-paragraph") && holds(near.err, "did you mean \"pshe-curriculum\"?"))
      << near.err;
  const Outcome revision = desk.engross({"records", "using", "pshe-curriculum@99"});
  EXPECT_EQ(revision.exit_code, 1);
  EXPECT_TRUE(holds(revision.err, "recall.no-revision")) << revision.err;
  EXPECT_EQ(desk.engross({"records", "using", "pshe-curriculum@x"}).exit_code, 2);
  EXPECT_EQ(
      desk.engross({"records", "using", "pshe-curriculum", "--from", "2016-10-02", "--to", "2016-10-01"}).exit_code, 2);
  EXPECT_EQ(desk.engross({"records", "using", "pshe-curriculum", "--suffix", "-2"}).exit_code, 2);
}

TEST_F(Recalled, APurgedLetterIsProvedAndSaidToBePurged) {
  const std::string store = desk.folder / "store";
  ASSERT_TRUE(names_anybody(store));
  const std::vector<std::string> purge{
      "records", "purge", "--before", "2016-10-27", "--because", "kept long enough", "--at", "2018-02-03T04:05:06Z"};
  const auto at_the_desk = [&](std::vector<std::string> words) {
    words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    for (const std::string& word : {std::string("--store"), store}) words.push_back(word);
    return run(words);
  };
  std::vector<std::string> dry = purge;
  dry.emplace_back("--dry-run");
  const Outcome would = at_the_desk(dry);
  EXPECT_EQ(would.exit_code, 0) << would.err;
  EXPECT_TRUE(holds(would.out, reference) && holds(would.out, "nothing was changed")) << would.out;
  ASSERT_TRUE(names_anybody(store));
  const Outcome done = at_the_desk(purge);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(holds(done.out, "Purged 1 letter")) << done.out;
  EXPECT_FALSE(names_anybody(store));
  EXPECT_TRUE(holds(at_the_desk({"records", "list"}).out, "purged on 2018-02-03: kept long enough"));
  const Outcome verified = at_the_desk({"verify", letter});
  EXPECT_TRUE(holds(verified.out, "the record agrees: " + reference)) << verified.out;
  EXPECT_TRUE(holds(verified.err, "was purged from the store on 2018-02-03: kept long enough")) << verified.err;
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"explain", reference},
                                             {"explain", letter},
                                             {"records", "remake", reference, "-o", desk.folder / "again.pdf"},
                                             {"diff", letter, sample}}) {
    const Outcome refused = at_the_desk(words);
    EXPECT_EQ(refused.exit_code, 1) << words[0] << refused.err;
    EXPECT_TRUE(holds(refused.err, "record.purged") && holds(refused.err, "2018-02-03: kept long enough"))
        << refused.err;
  }
  EXPECT_TRUE(holds(at_the_desk({"records", "show", reference}).out, "\"because\": \"kept long enough\""));
  EXPECT_TRUE(holds(at_the_desk({"records", "using", "pshe-curriculum"}).out, "purged on 2018-02-03"));
  EXPECT_TRUE(
      holds(at_the_desk({"issue", "--unsigned", sample, "-o", desk.folder / "b.pdf"}).err, "store.issued-before"));
  EXPECT_EQ(at_the_desk({"records", "purge", "--before", "2999-01-01"}).exit_code, 2);
  EXPECT_EQ(at_the_desk({"records", "purge", "--before", "soon"}).exit_code, 2);
  const Outcome nowhere = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "records", "purge", "--before",
                               "2016-10-27", "--store", desk.folder / "stor"});
  EXPECT_TRUE(holds(nowhere.out, "No letter was issued into " + desk.folder / "stor")) << nowhere.out << nowhere.err;
}

TEST_F(Recalled, APurgedRunIsReconciledAsBefore) {
  make_run();
  const Outcome done = desk.engross({"records", "purge", "--before", "2016-10-26"});
  EXPECT_TRUE(holds(done.out, "Purged 0 letters")) << done.out << done.err;
  // The day of the run is the desk's: the next day all of it is old enough.
  std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                 "records",
                                 "purge",
                                 "--before",
                                 "2016-10-27",
                                 "--at",
                                 "2018-02-03T04:05:06Z",
                                 "--store",
                                 desk.folder / "store"};
  const Outcome purged = run(words);
  ASSERT_EQ(purged.exit_code, 0) << purged.err;
  EXPECT_TRUE(holds(purged.out, "Purged 4 letters")) << purged.out;
  EXPECT_FALSE(names_anybody(night));
  const Outcome reconciled = desk.engross({"reconcile", night});
  EXPECT_EQ(reconciled.exit_code, 0) << reconciled.err;
  EXPECT_TRUE(holds(reconciled.out, "3 purged; all agree")) << reconciled.out;
  const Outcome again = run(words);
  EXPECT_TRUE(holds(again.out, "4 were purged before")) << again.out;
  const Outcome remade = desk.engross({"records", "remake", "R-1", "-o", desk.folder / "r.pdf"});
  EXPECT_TRUE(holds(remade.err, "record.purged")) << remade.err;
  EXPECT_TRUE(holds(desk.engross({"records", "list"}).out, "3 purged"));
}

}  // namespace
}  // namespace engross::test
