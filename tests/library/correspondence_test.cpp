// Which letters went to a correspondent before: of the store and of runs, whatever became of them since.
#include "library/correspondence.hpp"

#include <SQLiteCpp/Statement.h>

#include "correspondence_fixture.hpp"
#include "ledger/purge_run.hpp"
#include "ledger/withdraw.hpp"
#include "record/purge_store.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Timestamp later = *Timestamp::parse("2018-02-03T04:05:06Z");

TEST_F(CorrespondenceTest, NamesLettersOfStoreAndRunsOldestFirst) {
  EXPECT_EQ(letters_to(jane), "");
  send(jane, letter("A-2", "2016-10-03", {"tides@2", "moles@1", "tides@2"}));
  send(jane, letter("A-1", "2016-10-03"));
  send(rhys, letter("A-3", "2016-10-01", {"tides@1"}));
  const RunFolder run = send_run("night", {{jane, letter("R-1", "2016-10-02", {"moles@1", "tides@1"})},
                                           {rhys, letter("R-2", "2016-10-04", {"moles@1"})}});
  const auto letters = named_by(fresh_index(), jane);
  EXPECT_THAT(letters, ElementsAre(LetterBefore{.reference = "R-1",
                                                .issue = 1,
                                                .date = *Date::parse("2016-10-02"),
                                                .department = "harbour",
                                                .template_name = "reply",
                                                .paragraphs = {"moles", "tides"},
                                                .run = run.root().string()},
                                   LetterBefore{.reference = "A-1",
                                                .issue = 1,
                                                .date = *Date::parse("2016-10-03"),
                                                .department = "harbour",
                                                .template_name = "reply",
                                                .paragraphs = {},
                                                .run = ""},
                                   LetterBefore{.reference = "A-2",
                                                .issue = 1,
                                                .date = *Date::parse("2016-10-03"),
                                                .department = "harbour",
                                                .template_name = "reply",
                                                .paragraphs = {"tides", "moles"},
                                                .run = ""}));
  EXPECT_EQ(letters_to(rhys), "A-3 1, R-2 1");
  EXPECT_EQ(letters_to(R"({"surname": "Nobody", "postcode": "SY8 1AA"})"), "");
  EXPECT_TRUE(told.empty());
}

TEST_F(CorrespondenceTest, KnowsNothingBeforeItIsBroughtUpToDate) {
  send(jane, letter("A-1", "2016-10-03"));
  EXPECT_EQ(letters_to(jane), "A-1 1");
  const auto index = CorrespondenceIndex::open(cache, store.root());
  ASSERT_THAT(index, Succeeds());
  EXPECT_THAT(named_by(*index, jane), IsEmpty());
}

TEST_F(CorrespondenceTest, OfALetterThatWasIssuedAgainTheLastIssueAlone) {
  send(jane, letter("A-1", "2016-10-01", {"tides@1"}));
  EXPECT_EQ(letters_to(jane), "A-1 1");
  send(jane, letter("A-1", "2016-10-05", {"moles@1"}), Store::Again::reissue);
  const auto letters = named_by(fresh_index(), jane);
  ASSERT_EQ(listed(letters), "A-1 2");
  EXPECT_EQ(letters[0].date.iso(), "2016-10-05");
  EXPECT_THAT(letters[0].paragraphs, ElementsAre("moles"));
  send(rhys, letter("A-1", "2016-10-06"), Store::Again::reissue);
  EXPECT_EQ(letters_to(jane), "") << "it went to another in the end";
  EXPECT_EQ(letters_to(rhys), "A-1 3");
}

TEST_F(CorrespondenceTest, ALetterOfARunThatWasIssuedAgainIsThatOfTheStore) {
  send_run("night", {{jane, letter("R-1", "2016-10-02")}, {jane, letter("R-2", "2016-10-02")}});
  const Store with_runs(world, store.root(), "", std::make_shared<RegisteredRuns>(world, store.root()));
  const auto reissue = [&](const std::string& person, Record record) {
    Store to = with_runs;
    record.files.push_back({"case", "case.json", *to.keep(case_to(person, record.reference))});
    ASSERT_THAT(to.add(record, Store::Again::reissue), Succeeds());
  };
  reissue(jane, letter("R-1", "2016-10-05"));
  EXPECT_EQ(letters_to(jane), "R-2 1, R-1 2");
  reissue(rhys, letter("R-2", "2016-10-06"));
  EXPECT_EQ(letters_to(jane), "R-1 2");
}

TEST_F(CorrespondenceTest, TheCasesOwnLetterIsNoneBefore) {
  send(jane, letter("A-1", "2016-10-01"));
  send(jane, letter("A-2", "2016-10-02"));
  EXPECT_EQ(letters_to(jane, "A-1"), "A-2 1");
}

TEST_F(CorrespondenceTest, OfARunOnlyWhatItHasIssuedAndNotTakenBack) {
  const RunFolder run(folder / "night");
  {
    auto begun = begin_run(run, some_identity());
    ASSERT_THAT(begun, Succeeds());
    auto publisher = Publisher::open(begun->ledger, Syncing::each_file);
    const auto cases = [](const std::string& reference) {
      return std::map<std::string, std::string>{{reference, case_to(jane, reference)}};
    };
    ASSERT_THAT(register_run(world, store.root(), run, some_identity()), Succeeds());
    ASSERT_THAT(publisher->publish(recorded_group(run, {letter("R-1", "2016-10-02")}, 1, cases("R-1"))), Succeeds());
    EXPECT_EQ(letters_to(jane), "") << "it is prepared, and not issued yet";
    ASSERT_THAT(publisher->publish(recorded_group(run, {letter("R-2", "2016-10-02")}, 2, cases("R-2"))), Succeeds());
    EXPECT_EQ(letters_to(jane), "R-1 1");
    ASSERT_THAT(publisher->finish(2), Succeeds());
  }
  const auto before = fresh_index();
  EXPECT_EQ(listed(named_by(before, jane)), "R-1 1, R-2 1");
  ASSERT_THAT(withdraw(run, {.keys = {{"R-1"}}, .at = later, .because = "wrong"}), Succeeds());
  EXPECT_EQ(letters_to(jane), "R-2 1");
  EXPECT_EQ(listed(named_by(before, jane)), "R-2 1") << "the ledger is asked each time";
}

class CorrespondencePurgeTest : public CorrespondenceTest {
 protected:
  void SetUp() override {
    send(jane, letter("A-1", "2016-10-01", {"tides@1"}));
    send(jane, letter("A-2", "2017-10-01", {"tides@1"}));
    run.emplace(send_run("night", {{jane, letter("R-1", "2016-10-02", {"tides@1"})},
                                   {jane, letter("R-2", "2017-10-02", {"tides@1"})},
                                   {rhys, letter("R-3", "2016-10-02", {"tides@1"})}}));
    let_it_rest();
    ASSERT_EQ(letters_to(jane), "A-1 1, R-1 1, A-2 1, R-2 1");
    ASSERT_EQ(hashes("reference IN ('A-1', 'R-1', 'R-3')").size(), 3U);
    of_rhys = hashes("reference = 'R-3'");
  }
  std::vector<std::string> hashes(const std::string& where) const {
    std::vector<std::string> found;
    const auto sqlite = opened_file();
    SQLite::Statement rows(sqlite, "SELECT whom FROM letter WHERE whom IS NOT NULL AND " + where);
    while (rows.executeStep()) found.push_back(rows.getColumn(0).getString());
    return found;
  }
  std::optional<RunFolder> run;
  std::vector<std::string> of_rhys;
};

TEST_F(CorrespondencePurgeTest, PurgedLettersVanishFromTheAnswerAndFromTheFile) {
  ASSERT_THAT(purge_store(store, {.before = *Date::parse("2017-01-01"), .at = later, .because = "old"}), Succeeds());
  ASSERT_THAT(purge_run(*run, {.before = *Date::parse("2017-01-01"), .at = later, .because = "old"}), Succeeds());
  EXPECT_EQ(letters_to(jane), "A-2 1, R-2 1");
  EXPECT_EQ(letters_to(rhys), "");
  EXPECT_THAT(told, IsEmpty());
  EXPECT_THAT(hashes("reference IN ('A-1', 'R-1', 'R-3')"), IsEmpty());
  EXPECT_THAT(read_file(file()), testing::Not(HasSubstr(of_rhys.at(0)))) << "what is deleted is overwritten";
  ASSERT_THAT(purge_run(*run, {.before = *Date::parse("2018-01-01"), .at = later, .because = "old"}), Succeeds());
  ASSERT_THAT(purge_store(store, {.before = *Date::parse("2018-01-01"), .at = later, .because = "old"}), Succeeds());
  EXPECT_EQ(letters_to(jane), "");
  EXPECT_THAT(hashes("true"), IsEmpty());
}

TEST_F(CorrespondencePurgeTest, AnIndexThatIsMadeAfterAPurgeHasNoneOfIt) {
  ASSERT_THAT(purge_store(store, {.before = *Date::parse("2017-01-01"), .at = later, .because = "old"}), Succeeds());
  ASSERT_THAT(purge_run(*run, {.before = *Date::parse("2017-01-01"), .at = later, .because = "old"}), Succeeds());
  fs::remove(file());
  EXPECT_EQ(letters_to(jane), "A-2 1, R-2 1");
  EXPECT_THAT(hashes("reference IN ('A-1', 'R-1', 'R-3')"), IsEmpty());
}

TEST_F(CorrespondencePurgeTest, APurgeOfARunThatWasStoppedCountsFromItsFirstStep) {
  auto ledger = Ledger::open(*run, Ledger::Access::write);
  ASSERT_THAT(ledger->begin_purge({.before = "2017-01-01", .at = later.rfc3339(), .because = "old"}, {1, 3}),
              Succeeds());
  EXPECT_EQ(letters_to(jane), "A-1 1, A-2 1, R-2 1");
  EXPECT_THAT(hashes("reference IN ('R-1', 'R-3')"), IsEmpty()) << "their lines have all of it yet";
}

TEST_F(CorrespondenceTest, ARecordThatIsGoneIsNamedNoMore) {
  send(jane, letter("A-1", "2016-10-01"));
  send(jane, letter("A-2", "2016-10-02"));
  const RunFolder run = send_run("night", {{jane, letter("R-1", "2016-10-03")}});
  const auto before = fresh_index();
  EXPECT_EQ(listed(named_by(before, jane)), "A-1 1, A-2 1, R-1 1");
  fs::remove_all(store.root() / "records/A-2");
  fs::remove_all(run.root());
  EXPECT_EQ(listed(named_by(before, jane)), "A-1 1") << "also when it goes after the index was brought up to date";
  EXPECT_EQ(letters_to(jane), "A-1 1");
  RunIdentity other = some_identity();
  other.today = *Date::parse("2016-10-27");
  make_recorded_run(run, {letter("R-9", "2016-10-01")}, other, {{"R-9", case_to(jane, "R-9")}});
  EXPECT_EQ(letters_to(jane), "A-1 1, R-9 1") << "another run in its place";
}

TEST_F(CorrespondenceTest, ALedgerThatIsDamagedMeanwhileIsAnError) {
  const RunFolder run = send_run("night", {{jane, letter("R-1", "2016-10-03")}});
  const auto before = fresh_index();
  write_file(run.ledger().string(), std::string(4096, 'x'));
  const auto now = Case::from(make_source("a case", case_to(jane)));
  EXPECT_THAT(before.letters_to(*now), FailsWith("ledger.damaged"));
}

TEST_F(CorrespondenceTest, DamagedRecordsAreToldEachTimeAndLeftOut) {
  send(jane, letter("A-1", "2016-10-01"));
  send(jane, letter("A-2", "2016-10-02"));
  send(jane, letter("A-2", "2016-10-03"), Store::Again::reissue);
  const std::string path = (store.root() / "records/A-2/2.json").string(), whole = read_file(path);
  write_file(path, "{");
  let_it_rest();
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(letters_to(jane), "A-1 1") << "nobody knows what the last issue of A-2 said";
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].code, "record.damaged");
    EXPECT_EQ(told[0].severity, Severity::warning);
  }
  write_file(path, whole);
  EXPECT_EQ(letters_to(jane), "A-1 1, A-2 2");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, CasesThatCannotBeReadAreToldEachTime) {
  send(jane, letter("A-1", "2016-10-01"));
  send(rhys, letter("A-2", "2016-10-02"));
  const std::string sha256 = sha256_hex(case_to(jane, "A-1"));
  ASSERT_THAT(store.forget(sha256), Succeeds());
  let_it_rest();
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(letters_to(jane), "");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].code, "store.missing");
    EXPECT_EQ(told[0].severity, Severity::warning);
    EXPECT_EQ(letters_to(rhys), "A-2 1");
  }
  ASSERT_THAT(store.keep(case_to(jane, "A-1")), Succeeds());
  EXPECT_EQ(letters_to(jane), "A-1 1");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, ACaseThatIsNoneIsTold) {
  Record record = letter("A-1", "2016-10-01");
  record.files.push_back({"case", "case.json", *store.keep("no case")});
  ASSERT_THAT(store.add(record, Store::Again::refuse), Succeeds());
  EXPECT_EQ(letters_to(jane), "");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].code, "data.syntax");
}

TEST_F(CorrespondenceTest, LettersThatHaveNoCaseWentToNobody) {
  Record without = letter("A-1", "2016-10-01");
  ASSERT_THAT(store.add(without, Store::Again::refuse), Succeeds());
  send(R"("nobody")", letter("A-2", "2016-10-01"));
  EXPECT_EQ(letters_to(jane), "");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, OfARunThatCannotBeReadNothingIsNamedUntilItCan) {
  const RunFolder run = send_run("night", {{jane, letter("R-1", "2016-10-04")}, {jane, letter("R-2", "2016-10-05")}});
  send(jane, letter("A-1", "2016-10-01"));
  const std::string whole = read_file(run.records_file(1).string());
  std::string damaged = whole;
  damaged.replace(whole.find("\"kept\"", whole.find('\n')), 6, "\"tpek\"");
  write_file(run.records_file(1).string(), damaged);
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(letters_to(jane), "A-1 1");
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told[0].code, "record.damaged");
    EXPECT_EQ(told[0].severity, Severity::warning);
  }
  write_file(run.records_file(1).string(), whole);
  EXPECT_EQ(letters_to(jane), "A-1 1, R-1 1, R-2 1");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, LinesInOtherWordsAreRead) {
  Record odd = letter("R \"1\"", "2016-10-04");
  const std::string with_returns = case_to(rhys, "R-2") + "\r\n";
  add_run("night", {odd, letter("R-2", "2016-10-05")}, {{odd.reference, case_to(jane, "R-1")}, {"R-2", with_returns}});
  EXPECT_EQ(letters_to(jane), "R \"1\" 1");
  EXPECT_EQ(letters_to(rhys), "R-2 1") << "its case is kept as base64";
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, WhatRestsIsNotReadAgain) {
  send(jane, letter("A-1", "2016-10-01"));
  const RunFolder run = send_run("night", {{jane, letter("R-1", "2016-10-04")}});
  let_it_rest();
  EXPECT_EQ(letters_to(jane), "A-1 1, R-1 1");
  const fs::path record = store.root() / "records/A-1/1.json";
  const auto written = fs::last_write_time(record.parent_path());
  write_file(record.string(), "{");
  fs::last_write_time(record.parent_path(), written);
  write_file(run.records_file(1).string(), std::string(read_file(run.records_file(1).string()).size(), 'x'));
  EXPECT_EQ(letters_to(jane), "A-1 1, R-1 1");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(CorrespondenceTest, AStoreThatCannotBeListedIsAnError) {
  fs::create_directories(store.root());
  write_file((store.root() / "records").string(), "no folder");
  auto index = CorrespondenceIndex::open(cache, store.root());
  ASSERT_THAT(index, Succeeds());
  EXPECT_THAT(index->bring_up_to_date(world, store, runs()), FailsWith("world.unreadable"));
}

}  // namespace
}  // namespace engross::test
