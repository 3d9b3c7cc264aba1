// A store that is damaged, locked or not one says so; what is good in it stays in reach.
#include <gtest/gtest.h>

#include <filesystem>

#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class Stores : public testing::Test {
 protected:
  std::string case_of(const std::string& reference, const std::string& date = "2016-10-26") {
    std::string text = read_file(sample);
    text.replace(text.find("2016-0046030"), 12, reference);
    const std::size_t at = text.find("\"date\"");
    text.replace(at, text.find(',', at) - at, date.empty() ? "\"date\": null" : "\"date\": \"" + date + "\"");
    const std::string path = desk.folder / "case.json";
    write_file(path, text);
    return path;
  }
  Outcome issue(const std::string& reference, const std::string& output, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"issue", "--unsigned", case_of(reference), "-o", desk.folder / output});
    return desk.engross(more);
  }
  Desk desk;
};

TEST_F(Stores, OneDamagedRecordHidesNoOther) {
  ASSERT_EQ(issue("good", "good.pdf").exit_code, 0);
  ASSERT_EQ(issue("bad", "bad.pdf").exit_code, 0);
  write_file(desk.folder / "store/records/bad/1.json", "{\"reference\": ");
  const Outcome list = desk.engross({"records", "list"});
  EXPECT_EQ(list.exit_code, 3);
  EXPECT_TRUE(holds(list.out, "good  issue 1")) << list.out;
  for (const auto& [code, words] :
       {std::pair{3, std::vector<std::string>{"records", "list"}},
        {0, {"explain", desk.folder / "good.pdf"}},
        {0, {"explain", desk.folder / "good.pdf", "--find", "PSHE"}},
        {0, {"records", "show", desk.folder / "good.pdf"}},
        {0, {"records", "remake", desk.folder / "good.pdf", "-o", desk.folder / "good again.pdf"}}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, code) << words.front() << outcome.err;
    EXPECT_TRUE(holds(outcome.out, "good") || holds(outcome.out, "body") || holds(outcome.out, "words")) << outcome.out;
    EXPECT_EQ(holds(outcome.err, "error: "), code == 3) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "records/bad/1.json")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[record.damaged]")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "  = restore it from a backup")) << outcome.err;
  }
  EXPECT_EQ(desk.engross({"explain", "good"}).exit_code, 0);
  EXPECT_EQ(desk.engross({"explain", desk.folder / "bad.pdf"}).exit_code, 3);
  const Outcome doctor = desk.engross({"doctor"});
  EXPECT_EQ(doctor.exit_code, 3);
  EXPECT_TRUE(holds(doctor.out, "(letters issued: 1, and 1 whose record is damaged)")) << doctor.out;
}

TEST_F(Stores, AFileIsNoEmptyStore) {
  const std::string file = desk.folder / "store";
  write_file(file, "not a store");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"records", "list"},
                                                {"records", "show", "x"},
                                                {"doctor"},
                                                {"issue", "--unsigned", sample, "-o", desk.folder / "x.pdf"}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 3) << words.front() << outcome.out;
    EXPECT_TRUE(holds(outcome.err, "another is named with --store DIR")) << outcome.err;
    const std::size_t first = outcome.err.find("error: ");
    EXPECT_EQ(outcome.err.find("error: ", first + 1), std::string::npos) << "said more than once:\n" << outcome.err;
  }
  fs::remove(file);
  const Outcome empty = desk.engross({"records", "list"});
  EXPECT_EQ(empty.exit_code, 0);
  EXPECT_TRUE(holds(empty.out, "No letter was issued into ")) << empty.out;
  EXPECT_EQ(desk.engross({"doctor"}).exit_code, 0);
}

TEST_F(Stores, EarlierIssuesStayInReach) {
  ASSERT_EQ(issue("R-1", "1.pdf").exit_code, 0);
  ASSERT_EQ(
      issue("R-1", "2.pdf", {"--template", "acknowledgement", "--reissue", "--because", "the wrong words"}).exit_code,
      0);
  EXPECT_NE(read_file(desk.folder / "1.pdf"), read_file(desk.folder / "2.pdf"));
  for (const std::string n : {"1", "2"}) {
    const std::string again = desk.folder / ("again" + n);
    const Outcome remade = desk.engross({"records", "remake", "R-1", "--issue", n, "-o", again});
    ASSERT_EQ(remade.exit_code, 0) << remade.err;
    EXPECT_EQ(read_file(again), read_file(desk.folder / (n + ".pdf")));
    EXPECT_TRUE(holds(desk.engross({"records", "show", "R-1", "--issue", n}).out, "\"issue\": " + n));
  }
  EXPECT_TRUE(holds(desk.engross({"records", "show", "R-1"}).out, "\"issue\": 2"));
  EXPECT_NE(desk.engross({"explain", "R-1", "--issue", "1"}).out, desk.engross({"explain", "R-1"}).out);
  const Outcome none = desk.engross({"records", "show", "R-1", "--issue", "3"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(holds(none.err, "[store.no-issue]\n  = its issues are 1, 2")) << none.err;
  const Outcome unexplained = desk.engross({"explain", "R-1", "--issue", "3"});
  EXPECT_EQ(unexplained.exit_code, 1);
  EXPECT_EQ(unexplained.err, none.err);
  const Outcome other = desk.engross({"explain", desk.folder / "1.pdf", "--issue", "2"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_TRUE(holds(other.err, "has the bytes of issue 1, not of issue 2 [store.no-issue]")) << other.err;
  const Outcome no_letter = desk.engross({"explain", sample, "--issue", "1"});
  EXPECT_EQ(no_letter.exit_code, 2);
  EXPECT_TRUE(holds(no_letter.err, "2016-0046030.json is a case [options.issue]")) << no_letter.err;
  for (const char* number : {"0", "x", "-1", "1.5", "99999999999"}) {
    const Outcome odd = desk.engross({"records", "show", "R-1", "--issue", number});
    EXPECT_EQ(odd.exit_code, 2);
    EXPECT_TRUE(holds(odd.err, std::string("\"") + number + "\" is not a whole number from 1\n")) << odd.err;
  }
  EXPECT_TRUE(holds(desk.engross({"records", "remake", "--help"}).out, "--issue N"));
}

// Nothing in the file tells the issues apart; whoever asks must know that.
TEST_F(Stores, IssuesOfTheSameBytesAreSaidToBe) {
  ASSERT_EQ(issue("R-1", "1.pdf").exit_code, 0);
  for (const char* output : {"2.pdf", "3.pdf"})
    ASSERT_EQ(issue("R-1", output, {"--reissue", "--because", "lost in the post"}).exit_code, 0);
  const Outcome first = desk.engross({"records", "show", desk.folder / "3.pdf"});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_TRUE(holds(first.out, "\"issue\": 1,")) << first.out;
  EXPECT_TRUE(holds(first.err, "note: the issues 1 to 3 of R-1 have the bytes of")) << first.err;
  EXPECT_TRUE(holds(first.err, "--issue N chooses [store.same-bytes]")) << first.err;
  const Outcome second = desk.engross({"records", "show", desk.folder / "3.pdf", "--issue", "2"});
  EXPECT_TRUE(holds(second.out, "\"issue\": 2,")) << second.out;
  EXPECT_EQ(second.err, "");
}

TEST_F(Stores, AReasonIsForReissuing) {
  const Outcome outcome = issue("R-1", "1.pdf", {"--because", "lost in the post"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_TRUE(holds(outcome.err, "[options.because]\n  = say --reissue or --allow ID as well")) << outcome.err;
  EXPECT_FALSE(fs::exists(desk.folder / "1.pdf"));
}

TEST_F(Stores, HintsNameTheStoreThatWasNamed) {
  const Outcome none = desk.engross({"records", "show", "x"});
  EXPECT_TRUE(holds(none.err, "engross records list --store " + (desk.folder / "store"))) << none.err;
}

TEST_F(Stores, ReissuingNeedsAnIssueAndAReason) {
  const Outcome never = issue("R-1", "1.pdf", {"--reissue", "--because", "lost in the post"});
  EXPECT_EQ(never.exit_code, 1);
  EXPECT_TRUE(holds(never.err, "[store.not-issued]\n  = ")) << never.err;
  EXPECT_FALSE(fs::exists(desk.folder / "1.pdf"));
  ASSERT_EQ(issue("R-1", "1.pdf").exit_code, 0);
  for (const char* reason : {"", "  ", "\t\n"}) {
    const Outcome blank = issue("R-1", "2.pdf", {"--reissue", "--because", reason});
    EXPECT_EQ(blank.exit_code, 1);
    EXPECT_TRUE(holds(blank.err, "[issue.because]\n  = ")) << blank.err;
  }
  ASSERT_EQ(issue("R-1", "2.pdf", {"--reissue", "--because", " lost\xFF "}).exit_code, 0);
  EXPECT_TRUE(holds(desk.engross({"records", "show", "R-1"}).out, "\"because\": \"lost%FF\""));
}

TEST_F(Stores, ALostFileIsMadeAgainAsTheRefusalSays) {
  ASSERT_EQ(issue("R 1", "1.pdf").exit_code, 0);
  const std::string letter = read_file(desk.folder / "1.pdf");
  fs::remove(desk.folder / "1.pdf");
  const Outcome refused = issue("R 1", "1.pdf");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "engross records remake 'R 1' -o FILE.pdf")) << refused.err;
  ASSERT_EQ(desk.engross({"records", "remake", "R 1", "-o", desk.folder / "1.pdf"}).exit_code, 0);
  EXPECT_EQ(read_file(desk.folder / "1.pdf"), letter);
}

TEST_F(Stores, AReferenceOfAHundredBytesIsIssued) {
  std::string reference;
  for (int i = 0; i < 50; ++i) reference += "é";
  const Outcome issued = issue(reference, "1.pdf");
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_EQ(desk.engross({"records", "show", reference}).exit_code, 0);
}

TEST_F(Stores, TheDayOfIssueIsTheDepartments) {
  const std::string late = case_of("R-1", "");
  const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";
  const Outcome issued = run({program, "issue", "--unsigned", late, "-o", desk.folder / "1.pdf", "--at",
                              "2016-07-01T23:30:00Z", "--store", desk.folder / "store"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string record = desk.engross({"records", "show", "R-1"}).out;
  EXPECT_TRUE(holds(record, "\"letter_date\": \"2016-07-02\"")) << record;
  EXPECT_TRUE(holds(record, "\"at\": \"2016-07-02T00:30:00+01:00\"")) << record;
}

}  // namespace
}  // namespace engross::test
