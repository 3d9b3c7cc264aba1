// Personal data of old letters goes out of a store; what another letter needs, and what proves them, stays.
#include "record/purge_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "record/store_lock.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"
#include "support/process.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::Succeeds;
using testing::HasSubstr;
using testing::Not;

const std::string secret = "Watling";

class PurgeStoreTest : public testing::Test {
 protected:
  // A letter of a day, with a case of its own unless one is given, and a department that all share.
  Record add(const std::string& reference, const char* day, std::string case_ = {}) {
    if (case_.empty()) case_ = "{\"surname\": \"" + secret + "\", \"reference\": \"" + reference + "\"}";
    Record record;
    record.reference = reference;
    record.because = "sent to " + secret;
    record.at = Timestamp::parse("2016-10-26T09:00:00Z");
    record.letter_date = *Date::parse(day);
    record.output_sha256 = sha256_hex(reference);
    record.files = {{"case", secret + ".json", *store.keep(case_)},
                    {"department", "dfe", *store.keep("the department")},
                    {"letter", reference, *store.keep("Dear " + secret + reference)}};
    RecordedParagraph paragraph{.part = Part::body, .why = {}, .text_sha256 = sha256_hex("words"), .values = {}};
    paragraph.why.reason = "surname = " + secret;
    paragraph.values.push_back({"/case/surname", secret});
    record.paragraphs.push_back(paragraph);
    EXPECT_THAT(store.add(record, store.issues_of(reference)->empty() ? Store::Again::refuse : Store::Again::reissue),
                Succeeds());
    return record;
  }
  Result<PurgedStore> purge(const char* before, bool dry_run = false) {
    return purge_store(store, {.before = *Date::parse(before),
                               .at = *Timestamp::parse("2018-02-03T04:05:06Z"),
                               .because = "old",
                               .dry_run = dry_run});
  }
  std::string all_bytes() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
      if (entry.is_regular_file()) all += entry.path().string() + "\n" + test::read_file(entry.path().string());
    return all;
  }

  SystemWorld world;
  test::TemporaryDirectory folder;
  Store store{world, folder.path()};
};

TEST_F(PurgeStoreTest, TakesPersonalDataOfOldLettersAlone) {
  const Record old = add("A-1", "2016-10-25"), young = add("B-1", "2016-10-26");
  const auto done = purge("2016-10-26");
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 1U);
  EXPECT_EQ(done->objects, 2U);
  const auto record = store.record("A-1");
  ASSERT_THAT(record, Succeeds());
  ASSERT_TRUE(record->purged);
  EXPECT_EQ(record->purged->because, "old");
  EXPECT_EQ(record->output_sha256, old.output_sha256);
  EXPECT_EQ(record->file("case")->sha256, old.file("case")->sha256);
  EXPECT_EQ(record->paragraphs[0].text_sha256, old.paragraphs[0].text_sha256);
  EXPECT_THAT(to_json(*record), Not(HasSubstr(secret)));
  EXPECT_THAT(store.object(old.file("case")->sha256), FailsWith("store.missing"));
  EXPECT_THAT(store.object(old.file("letter")->sha256), FailsWith("store.missing"));
  EXPECT_THAT(store.object(old.file("department")->sha256), Succeeds());
  EXPECT_FALSE(store.record("B-1")->purged);
  EXPECT_THAT(store.object(young.file("case")->sha256), Succeeds());
  ASSERT_THAT(purge("2018-01-01"), Succeeds());
  EXPECT_THAT(all_bytes(), Not(HasSubstr(secret)));
}

TEST_F(PurgeStoreTest, WhatAnotherLetterNeedsStays) {
  const std::string same = "{\"surname\": \"" + secret + "\"}";
  const Record first = add("A-1", "2016-10-25", same);
  add("A-1", "2016-10-27", same);
  ASSERT_THAT(purge("2016-10-26"), Succeeds());
  EXPECT_TRUE(store.record("A-1", 1)->purged);
  EXPECT_FALSE(store.record("A-1", 2)->purged);
  EXPECT_THAT(store.object(first.file("case")->sha256), Succeeds());
  const auto rest = purge("2018-01-01");
  ASSERT_THAT(rest, Succeeds());
  EXPECT_EQ(rest->earlier, 1U);
  EXPECT_THAT(store.object(first.file("case")->sha256), FailsWith("store.missing"));
}

TEST_F(PurgeStoreTest, ADryRunChangesNothing) {
  add("A-1", "2016-10-25");
  const std::string before = all_bytes();
  const auto done = purge("2017-01-01", true);
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 1U);
  EXPECT_EQ(done->objects, 2U);
  EXPECT_EQ(all_bytes(), before);
}

TEST_F(PurgeStoreTest, OneThatWasStoppedIsEndedByTheNext) {
  const Record old = add("A-1", "2016-10-25");
  Record purged = without_personal_data(old, {.at = *Timestamp::parse("2018-02-03T04:05:06Z"), .because = "old"});
  ASSERT_THAT(store.replace(purged), Succeeds());  // and no object had gone yet
  const auto done = purge("2016-01-01");
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 0U);
  EXPECT_EQ(done->objects, 2U);
  EXPECT_THAT(all_bytes(), Not(HasSubstr(secret)));
}

TEST_F(PurgeStoreTest, WhatNoRecordHasNamedForADayGoesToo) {
  add("A-1", "2016-10-26");
  const std::string fresh = *store.keep("of a letter that is being made"), left = *store.keep("of one that failed");
  const fs::path file = fs::path(folder.path()) / "objects" / left.substr(0, 2) / left.substr(2);
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(25));
  ASSERT_THAT(purge("2016-01-01"), Succeeds());
  EXPECT_THAT(store.object(fresh), Succeeds());
  EXPECT_THAT(store.object(left), FailsWith("store.missing"));
}

TEST_F(PurgeStoreTest, WhatADyingProcessHasHalfWrittenGoesAfterADay) {
  add("A-1", "2016-10-27");
  const fs::path old = folder.path() + "/records/A-1/.engross.12.0.part",
                 fresh = folder.path() + "/objects/.engross.9.1.part";
  for (const fs::path& file : {old, fresh}) test::write_file(file.string(), secret);
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(25));
  const auto dry = purge("2016-10-26", true);
  ASSERT_THAT(dry, Succeeds());
  EXPECT_EQ(dry->objects, 1U);
  EXPECT_EQ(dry->bytes, secret.size());
  EXPECT_TRUE(fs::exists(old));
  ASSERT_THAT(purge("2016-10-26"), Succeeds());
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(fresh));
}

TEST(PurgedRecord, HasNoHashOfANameThatCouldBeGuessed) {
  Record record;
  for (const Part part : {Part::addressee, Part::salutation, Part::copies, Part::body, Part::close})
    record.paragraphs.push_back({.part = part, .why = {}, .text_sha256 = sha256_hex("Dear Ms Watling"), .values = {}});
  const Record purged = without_personal_data(record, {});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(purged.paragraphs[i].text_sha256, "") << i;
  for (std::size_t i = 3; i < 5; ++i) EXPECT_EQ(purged.paragraphs[i].text_sha256.size(), 64U) << i;
}

TEST_F(PurgeStoreTest, ARecordThatDoesNotReadStopsIt) {
  add("A-1", "2016-10-25");
  add("B-1", "2016-10-25");
  test::write_file(folder / "records/B-1/1.json", "{");
  const std::string before = all_bytes();
  EXPECT_THAT(purge("2017-01-01"), FailsWith("record.damaged"));
  EXPECT_EQ(all_bytes(), before);
}

TEST_F(PurgeStoreTest, ApprovalsLoseTheirWordsAndKeepWhoApproved) {
  Record record;
  record.reference = "A-1";
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  record.letter_date = *Date::parse("2016-10-25");
  record.files = {
      {"approvals", "reply.md.approvals.json",
       *store.keep("{\"format\": 1, \"approvals\": [{\"statement\": {\"role\": \"lawyer\"}, \"words\": \"Dear " +
                   secret + "\", \"cms\": \"AAAA\"}]}")}};
  ASSERT_THAT(store.add(record, Store::Again::refuse), Succeeds());
  ASSERT_THAT(purge("2017-01-01"), Succeeds());
  const auto after = store.record("A-1");
  ASSERT_THAT(after, Succeeds());
  const RecordedFile* facts = after->file(approval_facts);
  ASSERT_NE(facts, nullptr);
  const auto kept = store.object(facts->sha256);
  ASSERT_THAT(kept, Succeeds());
  EXPECT_THAT(*kept, HasSubstr("lawyer"));
  EXPECT_THAT(*kept, HasSubstr("AAAA"));
  EXPECT_THAT(all_bytes(), Not(HasSubstr(secret)));
}

TEST(ApprovalsWithoutWords, OfOtherBytesThereAreNone) {
  for (const char* bytes : {"", "[]", "{}", "{\"approvals\": 1}", "{\"approvals\": [1]}"})
    EXPECT_FALSE(approvals_without_words(bytes)) << bytes;
}

TEST(PurgedRecord, IsReadAgainAsItWasWritten) {
  Record record;
  record.reference = "A-1";
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  record.purged = RecordedPurge{.at = *Timestamp::parse("2018-02-03T04:05:06+01:00"), .because = "kept for “a year”"};
  const auto document = read_json(make_source("record", to_json(record)));
  ASSERT_THAT(document, Succeeds());
  const auto again = record_from(*document);
  ASSERT_THAT(again, Succeeds());
  ASSERT_TRUE(again->purged);
  EXPECT_EQ(again->purged->at.rfc3339(), "2018-02-03T04:05:06+01:00");
  EXPECT_EQ(again->purged->because, "kept for “a year”");
  EXPECT_THAT(purged_letter(*again).message, HasSubstr("was purged on 2018-02-03: kept for “a year”"));
}

TEST(StoreLocks, IssuersWorkSideBySideAndAPurgeAlone) {
  const test::TemporaryDirectory folder;
  const fs::path store = folder / "store";
  EXPECT_THAT(StoreLock::to_issue(store), Succeeds());
  EXPECT_FALSE(fs::exists(store)) << "who is refused after all leaves nothing";
  fs::create_directory(store);
  {
    const auto one = StoreLock::to_issue(store), other = StoreLock::to_issue(store);
    ASSERT_THAT(one, Succeeds());
    ASSERT_THAT(other, Succeeds());
    EXPECT_THAT(StoreLock::to_purge(store), FailsWith("store.locked"));
  }
  const auto purge = StoreLock::to_purge(store);
  ASSERT_THAT(purge, Succeeds());
  EXPECT_THAT(StoreLock::to_issue(store), FailsWith("store.locked"));
  EXPECT_THAT(StoreLock::to_purge(store), FailsWith("store.locked"));
  EXPECT_THAT(StoreLock::to_purge(folder / "none"), FailsWith("world.unwritable"));
}

}  // namespace
}  // namespace engross
