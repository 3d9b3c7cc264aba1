// Which letters used a paragraph: of the store and of runs, by revision and date; and their cases to be corrected.
#include "library/letters_using.hpp"

#include "library/recorded_use.hpp"
#include "recall_fixture.hpp"
#include "record/purge_record.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LettersUsingTest : public RecallTest {
 protected:
  std::vector<std::string> told(const std::string& paragraph, UsingQuestion question = {}) {
    question.paragraph = *read_asked_paragraph(paragraph);
    const RegisteredRuns known = runs();
    std::vector<std::string> list;
    last.clear();
    const auto found = letters_using(world, store, known, question, [&](const LetterUsing& letter) -> Result<void> {
      list.push_back(fmt::format("{} {} {}", letter.reference, letter.issue, fmt::join(letter.revisions, "+")));
      last.push_back(letter);
      return {};
    });
    EXPECT_THAT(found, Succeeds());
    if (found) answer = *found;
    return list;
  }
  std::vector<LetterUsing> last;
  LettersUsing answer;
};

TEST_F(LettersUsingTest, NamesLettersOfTheStoreAndOfRuns) {
  add(record_with("A-1", "2016-10-01", {"tides@1", "moles@2"}));
  add(record_with("A-2", "2016-10-02", {"moles@2"}));
  add(record_with("A-1", "2016-10-03", {"tides@2"}), Store::Again::reissue);
  const RunFolder run = add_run("night", {record_with("R-1", "2016-10-04", {"moles@3"}),
                                          record_with("R-2", "2016-10-05", {"tides@3", "tides@3"})});
  EXPECT_THAT(told("tides"), ElementsAre("A-1 1 1", "A-1 2 2", "R-2 1 3"));
  EXPECT_EQ(answer.letters, 3U);
  EXPECT_THAT(answer.recorded, ElementsAre("moles", "tides"));
  EXPECT_THAT(answer.revisions, ElementsAre(1, 2, 3));
  EXPECT_THAT(answer.faults, IsEmpty());
  EXPECT_EQ(last[0].to_whom, "Ms Jones, Quay & Co");
  EXPECT_EQ(last[0].run, "");
  EXPECT_EQ(last[2].to_whom, "Ms Row 2, Quay & Co");
  EXPECT_EQ(last[2].run, run.root().string());
  EXPECT_EQ(last[2].row, 2U);
  EXPECT_EQ(last[2].state, "issued");
  EXPECT_EQ(last[2].case_json, "");
}

// The corrected issue may be alone, of a letter of a run, and without the paragraph.
TEST_F(LettersUsingTest, SaysWhichLettersWereIssuedAgain) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add(record_with("A-1", "2016-10-03", {"moles@1"}), Store::Again::reissue);
  add(record_with("A-2", "2016-10-02", {"tides@1"}));
  add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"}), record_with("R-2", "2016-10-04", {"tides@1"})});
  Store with_runs(world, store.root(), {}, std::make_shared<RegisteredRuns>(world, store.root()));
  Record again = record_with("R-2", "2016-10-05", {"tides@2"});
  ASSERT_THAT(with_runs.add(again, Store::Again::reissue), Succeeds());
  EXPECT_THAT(told("tides"), ElementsAre("A-1 1 1", "A-2 1 1", "R-2 2 2", "R-1 1 1", "R-2 1 1"));
  std::vector<bool> issued_again;
  for (const LetterUsing& letter : last) issued_again.push_back(letter.issued_again);
  EXPECT_THAT(issued_again, ElementsAre(true, false, false, false, true));
}

TEST_F(LettersUsingTest, OfARevisionADepartmentAndDays) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add(record_with("A-2", "2016-10-02", {"tides@2"}));
  add(record_with("A-3", "2016-10-03", {"tides@2"}, "quay"));
  add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"})});
  EXPECT_THAT(told("tides@2"), ElementsAre("A-2 1 2", "A-3 1 2"));
  EXPECT_THAT(told("tides", {.department = "quay"}), ElementsAre("A-3 1 2"));
  EXPECT_THAT(told("tides", {.from = Date::parse("2016-10-02"), .to = Date::parse("2016-10-03")}),
              ElementsAre("A-2 1 2", "A-3 1 2"));
  EXPECT_THAT(told("tides", {.from = Date::parse("2016-10-04")}), ElementsAre("R-1 1 1"));
  EXPECT_THAT(told("none"), IsEmpty()) << "what a letter says is no paragraph of it";
  EXPECT_THAT(told("own-words"), IsEmpty());
}

TEST_F(LettersUsingTest, GivesTheCasesAsTheyWereKept) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"})});
  told("tides", {.with_case = true});
  ASSERT_EQ(last.size(), 2U);
  EXPECT_EQ(last[0].case_json, case_of_letter("A-1"));
  EXPECT_EQ(last[1].case_json, case_of_letter("R-1", "Row 1"));
  EXPECT_EQ(*case_line(last[0]),
            "{\"reference\":\"A-1\",\"department\":\"harbour\",\"facts\":{\"due\":12.50},\"correspondent\":{\"title\":"
            "\"Ms\",\"surname\":\"Jones\",\"organisation\":\"Quay & Co\"}}\n");
  EXPECT_THAT(*case_line(last[0], "-2"), HasSubstr("\"reference\":\"A-1-2\""));
  EXPECT_THAT(*case_line(last[0], "-2"), HasSubstr("\"history\":[{\"reference\":\"A-1\",\"date\":\"2016-10-01\"}]"));
}

TEST_F(LettersUsingTest, AnEarlierLetterIsInTheHistoryOnce) {
  LetterUsing letter{.reference = "A-1", .date = *Date::parse("2016-10-01"), .department = "harbour"};
  letter.case_json = R"({"reference": "A-1", "history": [{"reference": "A-0"}]})";
  EXPECT_THAT(*case_line(letter, "x"), HasSubstr(R"([{"reference":"A-0"},{"reference":"A-1","date":"2016-10-01"}])"));
  letter.case_json = R"({"reference": "A-1", "history": [{"reference": "A-1"}]})";
  EXPECT_THAT(*case_line(letter, "x"), HasSubstr(R"("history":[{"reference":"A-1","date":"2016-10-01"}])"));
}

TEST_F(LettersUsingTest, OfPurgedLettersThePersonIsGone) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  Record record = *store.record("A-1");
  ASSERT_THAT(
      store.replace(without_personal_data(record, {.at = *Timestamp::parse("2018-01-01T00:00:00Z"), .because = ""})),
      Succeeds());
  told("tides", {.with_case = true});
  ASSERT_EQ(last.size(), 1U);
  EXPECT_TRUE(last[0].purged);
  EXPECT_EQ(last[0].to_whom, "");
  EXPECT_EQ(last[0].case_json, "");
  EXPECT_THAT(answer.faults, IsEmpty());
}

TEST_F(LettersUsingTest, WhatCannotBeReadIsToldAndTheRestIsThere) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add(record_with("A-2", "2016-10-01", {"tides@1"}));
  write_file(folder / "store/records/A-1/1.json", "{");
  const RunFolder run =
      add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"}), record_with("R-2", "2016-10-04", {"tides@1"})});
  std::string records = read_file(run.records_file(1).string());
  records[records.find("\"kept\"") + 1] = 'x';
  write_file(run.records_file(1).string(), records);
  EXPECT_THAT(told("tides"), ElementsAre("A-2 1 1", "R-2 1 1"));
  EXPECT_EQ(answer.faults.size(), 2U);
}

TEST_F(LettersUsingTest, WhoIsVisitedMayStop) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"})});
  for (const char* at : {"A-1", "R-1"})
    EXPECT_THAT(letters_using(world, store, runs(), {.paragraph = {"tides", {}}},
                              [&](const LetterUsing& letter) -> Result<void> {
                                if (letter.reference == at) return fail(error("disk.full", {}, "full"));
                                return {};
                              }),
                FailsWith("disk.full"));
}

TEST(ParagraphNames, MayHaveARevision) {
  EXPECT_EQ(read_asked_paragraph("tides")->id, "tides");
  EXPECT_FALSE(read_asked_paragraph("tides")->revision);
  EXPECT_EQ(read_asked_paragraph("tides@12")->id, "tides");
  EXPECT_EQ(read_asked_paragraph("tides@12")->revision, 12);
  for (const char* name : {"tides@", "tides@0", "tides@-1", "tides@x", "tides@1x", "tides@99999999999"})
    EXPECT_THAT(read_asked_paragraph(name), FailsWith("options.revision")) << name;
}

TEST(UsesInLine, AreThoseOfTheRecordThatWasRead) {
  Record record = record_with("A-1", "2016-10-01", {"tides@1", "moles@12", "tides@2"});
  record.paragraphs[1].why.edited = true;
  record.changes.push_back({"dropped", "body", "buoys"});
  record.because = R"("letter_date":"1999-01-01" "department":"x" "paragraphs":[ ],"changes":[)";
  const std::string own = R"("kind":"paragraph","id":"kept","revision":1,"edited":true)";
  const auto line = write_record_line(R"(A"1)", 1, "letters/0000/A-1.pdf", record, {{sha256_hex(own), own}});
  ASSERT_THAT(line, Succeeds());
  const auto quick = uses_in_line(*line);
  ASSERT_TRUE(quick);
  const LetterUses read = uses_of(read_record_line(make_source("line", *line))->record);
  EXPECT_EQ(quick->uses, read.uses);
  EXPECT_EQ(quick->department, read.department);
  EXPECT_EQ(quick->date, read.date);
  EXPECT_EQ(quick->uses.size(), 3U);
  EXPECT_TRUE(quick->uses[1].edited);
  EXPECT_FALSE(quick->uses[2].edited);
  EXPECT_NE(quick->find("tides", 2), nullptr);
  EXPECT_EQ(quick->find("tides", 3), nullptr);
  EXPECT_EQ(quick->find("kept", {}), nullptr);
}

TEST(UsesInLine, OfOtherLinesAreNone) {
  const std::string line = *write_record_line("A-1", 1, "f", record_with("A-1", "2016-10-01", {"tides@1"}), {});
  ASSERT_TRUE(uses_in_line(line));
  for (const char* mark :
       {"\"record\":{", "\"letter_date\"", "\"department\"", "\"paragraphs\"", "\"revision\"", "\"changes\""}) {
    std::string changed = line;
    changed[changed.find(mark) + 1] = 'X';
    EXPECT_FALSE(uses_in_line(changed)) << mark;
  }
  EXPECT_FALSE(uses_in_line(""));
  EXPECT_FALSE(uses_in_line("{}"));
}

}  // namespace
}  // namespace engross::test
