// What the batch command makes of an export: the letters that each case gets alone, refused rows that come back, and
// nobody's name in what it says meanwhile.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "batch_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class BatchCommand : public testing::Test {
 protected:
  // The case of each letter, by its reference, as the run's records keep it.
  std::map<std::string, std::string> cases_of(const std::string& to) const {
    std::map<std::string, std::string> cases;
    std::istringstream lines(read_file(desk.in(to + "/records/0001.jsonl")));
    for (std::string line; std::getline(lines, line);) {
      const json record = json::parse(line);
      for (const json& file : record["record"]["files"])
        if (file["role"] == "case") cases[record["key"]] = record["kept"][file["sha256"].get<std::string>()];
    }
    return cases;
  }

  // Each letter of the run is the one that its case gets by `issue`.
  void expect_equal_to_those_issued_alone(const std::vector<std::string>& signing, std::size_t letters) {
    const Outcome outcome = desk.batch(desk.cases, "run", signing);
    EXPECT_EQ(outcome.exit_code, letters == 12 ? 0 : 4) << outcome.err;
    desk.store = "alone";
    const auto all = cases_of("run");
    EXPECT_EQ(all.size(), letters);
    for (const auto& [reference, text] : all) {
      write_file(desk.in("case.json"), text);
      std::vector<std::string> words{"issue", desk.in("case.json"), "-o", desk.in(reference + ".pdf")};
      words.insert(words.end(), signing.begin(), signing.end());
      const Outcome alone = desk.engross(words);
      ASSERT_EQ(alone.exit_code, 0) << alone.err;
      EXPECT_TRUE(read_file(desk.in(reference + ".pdf")) == read_file(desk.letter_in("run", reference))) << reference;
    }
  }

  BatchDesk desk;
};

TEST_F(BatchCommand, MakesTheLettersThatAreIssuedAlone) {
  expect_equal_to_those_issued_alone({"--unsigned"}, 12);
}

TEST_F(BatchCommand, SignsTheLettersThatAreSignedAlone) {
  expect_equal_to_those_issued_alone(desk.signing(), 6);  // the others are the duty officer's
  EXPECT_THAT(read_file(desk.in("run/refused.csv")), HasSubstr("the letter is duty-officer's, not denise-clavery's"));
}

TEST_F(BatchCommand, ReadsStandardInputAndPackedExportsAlike) {
  ASSERT_EQ(desk.batch(desk.cases, "plain").exit_code, 0);
  desk.store = "second";
  const Outcome piped = desk.batch("-", "piped", {"--unsigned"}, desk.text);
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  desk.store = "third";
  ASSERT_EQ(run({"gzip", "-k", desk.cases}).exit_code, 0);
  const Outcome packed = desk.batch(desk.in("cases.csv.gz"), "packed");
  EXPECT_EQ(packed.exit_code, 0) << packed.err;
  EXPECT_EQ(letters_in(desk.in("plain")).size(), 12U);
  EXPECT_TRUE(letters_in(desk.in("piped")) == letters_in(desk.in("plain")));
  EXPECT_TRUE(letters_in(desk.in("packed")) == letters_in(desk.in("plain")));
}

TEST_F(BatchCommand, TakesRefusedRowsAgainWhenTheyAreCorrected) {
  const std::string bad = desk.changed("bad.csv", {{"Reply,26/10/2016,03/10/2016", "Reply,10-26-2016,03/10/2016"},
                                                   {",Funding,Denise", ",Fundign,Denise"},
                                                   {",SW1A 0PW,", ",,"}});
  const Outcome first = desk.batch(bad, "first");
  EXPECT_EQ(first.exit_code, 4) << first.err;
  EXPECT_THAT(first.out, AllOf(HasSubstr("9 letters in"), HasSubstr("3 refused"), HasSubstr("first/refused.csv")));
  const std::string refused = read_file(desk.in("first/refused.csv"));
  EXPECT_THAT(refused, AllOf(HasSubstr("1,\"row 1 (line 2), column \"\"Letter date\"\": \"\"10-26-2016\"\" is no day"),
                             HasSubstr("column \"\"Keywords\"\": \"\"Fundign\"\" is not in the table"),
                             HasSubstr("column \"\"Postcode\"\": it is empty")));
  const std::string corrected =
      with(with(with(refused, "Reply,10-26-2016", "Reply,26/10/2016"), ",Fundign,", ",Funding,"), "London,,",
           "London,SW1A 0PW,");
  write_file(desk.in("corrected.csv"), corrected);
  const Outcome second = desk.batch(desk.in("corrected.csv"), "second");
  EXPECT_EQ(second.exit_code, 0) << second.err;
  desk.store = "other";
  ASSERT_EQ(desk.batch(desk.cases, "whole").exit_code, 0);
  LetterTree both = letters_in(desk.in("first"));
  both.merge(letters_in(desk.in("second")));
  EXPECT_TRUE(both == letters_in(desk.in("whole")));
  EXPECT_EQ(disagreement_in(desk.in("first"), 12), "");
}

TEST_F(BatchCommand, RefusesTheSecondOfTwoReferences) {
  const std::string first = desk.rows("one.csv", {1, 2});
  const std::string rows = read_file(first);
  const std::string body = rows.substr(rows.find('\n') + 1);
  write_file(desk.in("twice.csv"), rows + with(body, "Joanna", "Johanna"));
  const Outcome outcome = desk.batch(desk.in("twice.csv"), "run", {"--unsigned", "--json"});
  EXPECT_EQ(outcome.exit_code, 4) << outcome.err;
  const json said = json::parse(outcome.out);
  EXPECT_EQ(said["result"]["summary"]["refused_by"], (json{{"batch.twice", 2}}));
  EXPECT_EQ(said["diagnostics"][0]["message"],
            "row 3 (line 4): row 1 has the reference 2016-0050101 too, and says the same");
  EXPECT_EQ(said["diagnostics"][1]["message"],
            "row 4 (line 5): row 2 has the reference 2016-0050102 too, and says something else");
  EXPECT_EQ(letters_in(desk.in("run")).size(), 2U);
  desk.store = "another";
  const Outcome checked = desk.batch(desk.in("twice.csv"), "", {"--check"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_THAT(checked.out, AllOf(HasSubstr("4 cases: 2 could be issued, 2 (50.0%) would be refused"),
                                 HasSubstr("2  batch.twice"), HasSubstr("A run would make 2 letters")));
}

TEST_F(BatchCommand, SaysWhenAPersonIsWrittenToTwice) {
  const std::string rows = read_file(desk.rows("again.csv", {1, 2}));
  const std::string row = rows.substr(rows.find('\n') + 1, rows.find('\n', rows.find('\n') + 1) - rows.find('\n'));
  write_file(desk.in("again.csv"), rows + with(row, "2016-0050101", "2016-0050999"));
  const auto with_policy = [&](const std::string& policy) {
    desk.store = "store-" + policy;
    return desk.batch(desk.in("again.csv"), policy, {"--unsigned", "--json", "--recipients", policy});
  };
  const Outcome allowed = with_policy("allow");
  EXPECT_EQ(allowed.exit_code, 0) << allowed.err;
  EXPECT_THAT(allowed.out, Not(HasSubstr("batch.recipient")));
  const Outcome warned = with_policy("warn");
  EXPECT_EQ(warned.exit_code, 0) << warned.err;
  EXPECT_THAT(warned.out, HasSubstr("row 3 (line 4): row 1 is to the same person at the same address"));
  EXPECT_EQ(letters_in(desk.in("warn")).size(), 3U);
  const Outcome refused = with_policy("refuse");
  EXPECT_EQ(refused.exit_code, 4) << refused.err;
  EXPECT_EQ(letters_in(desk.in("refuse")).size(), 2U);
  EXPECT_THAT(read_file(desk.in("refuse/refused.csv")), HasSubstr("2016-0050999"));
}

TEST_F(BatchCommand, NamesFilesAsItIsTold) {
  const auto names = [&](const std::string& of, const std::string& pattern) {
    desk.store = "store of " + pattern;
    const Outcome outcome = desk.batch(of, pattern, {"--unsigned", "--name", pattern});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<std::string> all;
    for (const auto& [name, hash] : letters_in(desk.in(pattern))) all.push_back(name);
    return all;
  };
  const std::string few = desk.rows("few.csv", {1, 4, 9});
  EXPECT_THAT(names(few, "{correspondent.postcode} {reference}"),
              ElementsAre("0000/NN14-4PX-2016-0050109.pdf", "0000/SW1A-0PW-2016-0050104.pdf",
                          "0000/TN24-9QD-2016-0050101.pdf"));
  // A field that a case does not have is left out; a name that another row has gets the row's number.
  const std::string four = read_file(desk.rows("four.csv", {1, 2, 3, 4}));
  write_file(desk.in("four.csv"), with(with(with(with(four, "Ashdown", "con"), "Merrow", "SAME"), "Lindqvist", "same"),
                                       "Pellworth", "Same-3"));
  EXPECT_THAT(names(desk.in("four.csv"), "{correspondent.surname}"),
              ElementsAre("0000/SAME.pdf", "0000/Same-3-4.pdf", "0000/letter-con.pdf", "0000/same-3.pdf"));
  write_file(desk.in("four.csv"), with(with(four, "Ashdown", "../../etc/passwd"), "Merrow", ""));
  EXPECT_THAT(names(desk.in("four.csv"), "{correspondent.surname}{nothing}"),
              ElementsAre("0000/Lindqvist.pdf", "0000/Pellworth.pdf", "0000/etc-passwd.pdf", "0000/letter.pdf"));
}

TEST_F(BatchCommand, IsRunAgainIntoItsFolderOnlyToGoOn) {
  const std::string bad = desk.changed("cases.csv", {{",Funding,Denise", ",Fundign,Denise"}});
  ASSERT_EQ(desk.batch(bad, "run").exit_code, 4);
  const LetterTree letters = letters_in(desk.in("run"));
  const std::string manifest = read_file(desk.in("run/manifest.csv"));
  const Outcome again = desk.batch(bad, "run");
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, AllOf(HasSubstr("ledger.exists"), HasSubstr("--resume"), HasSubstr("--out DIR")));
  const Outcome resumed = desk.batch(bad, "run", {"--unsigned", "--resume"});
  EXPECT_EQ(resumed.exit_code, 4) << resumed.err;
  EXPECT_THAT(resumed.out, AllOf(HasSubstr("11 letters"), HasSubstr("0 now")));
  const Outcome renamed = desk.batch(bad, "run", {"--unsigned", "--resume", "--name", "{correspondent.postcode}"});
  EXPECT_EQ(renamed.exit_code, 1);
  EXPECT_THAT(renamed.err, AllOf(HasSubstr("ledger.other-run"),
                                 HasSubstr("options.name was “{reference}”, and is “{correspondent.postcode}” now")));
  desk.changed("cases.csv", {});
  const Outcome corrected = desk.batch(bad, "run", {"--unsigned", "--resume"});
  EXPECT_EQ(corrected.exit_code, 1);
  EXPECT_THAT(corrected.err, AllOf(HasSubstr("ledger.other-run"), HasSubstr("export.sha256 was")));
  EXPECT_TRUE(letters_in(desk.in("run")) == letters);
  EXPECT_EQ(read_file(desk.in("run/manifest.csv")), manifest);
}

TEST_F(BatchCommand, IssuesNothingThatWasIssuedBefore) {
  const std::string three = desk.rows("three.csv", {1, 2, 3}), more = desk.rows("more.csv", {2, 3, 4, 5});
  ASSERT_EQ(desk.batch(three, "first").exit_code, 0);
  const auto cases = cases_of("first");
  // Another run.
  const Outcome second = desk.batch(more, "second", {"--unsigned", "--json"});
  EXPECT_EQ(second.exit_code, 4) << second.err;
  EXPECT_EQ(json::parse(second.out)["result"]["summary"]["refused_by"], (json{{"store.issued-before", 2}}));
  EXPECT_THAT(second.out, HasSubstr("was issued by the run " + desk.in("first")));
  EXPECT_EQ(letters_in(desk.in("second")).size(), 2U);
  // A letter alone, after a run; with a reason it may go out again.
  write_file(desk.in("case.json"), cases.at("2016-0050101"));
  const Outcome alone = desk.engross({"issue", "--unsigned", desk.in("case.json"), "-o", desk.in("again.pdf")});
  EXPECT_EQ(alone.exit_code, 1);
  EXPECT_THAT(alone.err, AllOf(HasSubstr("store.issued-before"), HasSubstr(desk.in("first"))));
  EXPECT_EQ(desk.engross({"issue", "--unsigned", desk.in("case.json"), "-o", desk.in("again.pdf"), "--reissue",
                          "--because", "it was lost in the post"})
                .exit_code,
            0);
  // A run, after a letter alone.
  write_file(desk.in("case.json"), with(cases.at("2016-0050102"), "2016-0050102", "2016-0050106"));
  ASSERT_EQ(desk.engross({"issue", "--unsigned", desk.in("case.json"), "-o", desk.in("six.pdf")}).exit_code, 0);
  const Outcome third = desk.batch(desk.rows("six.csv", {6, 7}), "third", {"--unsigned", "--json"});
  EXPECT_EQ(third.exit_code, 4) << third.err;
  EXPECT_THAT(third.out, AllOf(HasSubstr("row 1 (line 2): a letter with reference 2016-0050106 was issued"),
                               HasSubstr("engross issue --reissue --because")));
  EXPECT_EQ(letters_in(desk.in("third")).size(), 1U);
}

TEST_F(BatchCommand, StopsEarlyWhenEveryRowIsRefused) {
  write_file(desk.in("all.jsonl"), export_of(600));
  const auto all = [&](const std::string& to, std::vector<std::string> words) {
    words.insert(words.begin(), {"batch", desk.in("all.jsonl"), "--out", desk.in(to), "--unsigned"});
    return desk.engross(words);
  };
  ASSERT_EQ(all("first", {}).exit_code, 0);
  const Outcome second = all("second", {"--stop-after-refused", "2"});
  EXPECT_EQ(second.exit_code, 4) << second.err;
  EXPECT_THAT(second.err, AllOf(HasSubstr("batch.too-many-refused"), HasSubstr("0 issued and 100 refused so far"),
                                HasSubstr("more than 2 per cent")));
  EXPECT_FALSE(fs::exists(desk.in("second/DONE")));
}

TEST_F(BatchCommand, ExplainsVerifiesAndRemakesItsLetters) {
  ASSERT_EQ(desk.batch(desk.cases, "run", desk.signing()).exit_code, 4);
  const std::string reference = "2016-0050103", letter = desk.letter_in("run", reference);
  for (const std::string& name : {reference, letter}) {
    const Outcome explained = desk.engross({"explain", name, "--find", "national funding formula"});
    EXPECT_EQ(explained.exit_code, 0) << explained.err;
    EXPECT_THAT(explained.out, HasSubstr("because  topics [school-funding] meet the case's"));
  }
  const Outcome verified = desk.engross({"verify", letter, "--trust", sample_pki("root.pem")});
  EXPECT_EQ(verified.exit_code, 0) << verified.err;
  EXPECT_THAT(verified.out,
              AllOf(HasSubstr("intact, signed by Denise Clavery"),
                    HasSubstr("the record agrees: " + reference + ", row 3 of the run " + desk.in("run"))));
  const std::string bytes = read_file(letter);
  fs::remove(letter);  // and nobody is asked for the key
  const Outcome remade = desk.engross({"records", "remake", reference, "-o", desk.in("remade.pdf")});
  EXPECT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_TRUE(read_file(desk.in("remade.pdf")) == bytes);
}

}  // namespace
}  // namespace engross::test
