// The group protocol when nothing goes wrong, and what it refuses.
#include "ledger/publisher.hpp"

#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::bytes_of_row;
using test::FailsWith;
using test::group_of_rows;
using test::letter_of_row;
using test::Succeeds;

class PublisherTest : public test::RunTest, public testing::WithParamInterface<Syncing> {};
INSTANTIATE_TEST_SUITE_P(BothWays, PublisherTest, testing::Values(Syncing::each_file, Syncing::file_system));

TEST_P(PublisherTest, PublishesEachLetterOnceWithItsRecord) {
  auto run = begin_run(folder, test::some_identity());
  ASSERT_THAT(run, Succeeds());
  auto publisher = Publisher::open(run->ledger, GetParam());
  ASSERT_THAT(publisher, Succeeds());
  ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, 3)), Succeeds());
  LetterGroup second = group_of_rows(folder, 9'999, 10'001);
  second.refused.push_back({.key = "2016-0000001",
                            .row = 4,
                            .case_sha256 = sha256_hex("other"),
                            .code = "exports.duplicate-key",
                            .message = "row 1 has this reference"});
  ASSERT_THAT(publisher->publish(second), Succeeds());
  EXPECT_EQ(run->ledger.counts()->issued, 3U);  // the group before
  ASSERT_THAT(publisher->finish(10'001), Succeeds());

  const auto counts = run->ledger.counts();
  EXPECT_EQ(counts->issued, 6U);
  EXPECT_EQ(counts->prepared, 0U);
  EXPECT_EQ(counts->refused, 1U);
  EXPECT_EQ(counts->pages, 12U);
  for (const std::size_t row : {1U, 2U, 3U, 9'999U, 10'000U, 10'001U})
    EXPECT_EQ(test::read_file((folder.root() / letter_of_row(row).file).string()), bytes_of_row(row));
  EXPECT_TRUE(fs::exists(folder.root() / "letters/0001/2016-0010001.pdf"));
  EXPECT_TRUE(fs::is_empty(folder.staging()));
  EXPECT_EQ(test::read_file(folder.records_file(1).string()),
            "{\"key\":\"2016-0000001\",\"row\":1}\n{\"key\":\"2016-0000002\",\"row\":2}\n"
            "{\"key\":\"2016-0000003\",\"row\":3}\n{\"key\":\"2016-0009999\",\"row\":9999}\n"
            "{\"key\":\"2016-0010000\",\"row\":10000}\n{\"key\":\"2016-0010001\",\"row\":10001}\n");
  EXPECT_FALSE(fs::exists(folder.ledger().string() + "-wal"));
}

TEST_P(PublisherTest, SaysWhereEachRecordLies) {
  auto run = begin_run(folder, test::some_identity());
  auto publisher = Publisher::open(run->ledger, GetParam());
  for (std::size_t group = 0; group < 3; ++group)
    ASSERT_THAT(publisher->publish(group_of_rows(folder, group * 4'000 + 1, group * 4'000 + 4'000)), Succeeds());
  for (const std::size_t row : {1U, 2U, 9'999U, 10'000U, 10'001U, 12'000U}) {
    const auto letter = run->ledger.find(letter_of_row(row).key);
    ASSERT_THAT(letter, Succeeds());
    ASSERT_TRUE(letter->has_value());
    EXPECT_EQ((*letter)->record.file, row > 10'000 ? 2U : 1U);
    const std::string lines = test::read_file(folder.records_file((*letter)->record.file).string());
    EXPECT_EQ(lines.substr((*letter)->record.offset, (*letter)->record.bytes), letter_of_row(row).record_line);
    EXPECT_EQ(lines.at((*letter)->record.offset + (*letter)->record.bytes), '\n');
  }
}

TEST_P(PublisherTest, NeverReplacesAFileAndDoesNothingAfterAFailure) {
  auto run = begin_run(folder, test::some_identity());
  auto publisher = Publisher::open(run->ledger, GetParam());
  fs::create_directories(folder.letters() / "0000");
  test::write_file((folder.root() / letter_of_row(2).file).string(), "somebody's");
  EXPECT_THAT(publisher->publish(group_of_rows(folder, 1, 3)), FailsWith("ledger.name-taken"));
  EXPECT_EQ(test::read_file((folder.root() / letter_of_row(2).file).string()), "somebody's");
  EXPECT_THAT(publisher->publish(group_of_rows(folder, 4, 5)), FailsWith("ledger.unsettled"));
  EXPECT_THAT(publisher->flush(), FailsWith("ledger.unsettled"));
  EXPECT_EQ(run->ledger.counts()->prepared, 3U);
}

TEST_P(PublisherTest, RefusesNamesThatLeadOut) {
  auto run = begin_run(folder, test::some_identity());
  auto publisher = Publisher::open(run->ledger, GetParam());
  for (const char* file : {"letters/../../x.pdf", "/etc/x.pdf", "x.pdf", "letters/", "letters//x", "letters/./x"}) {
    LetterGroup group = group_of_rows(folder, 1, 1);
    group.letters.front().file = file;
    EXPECT_THAT(publisher->publish(group), FailsWith("ledger.name")) << file;
  }
  LetterGroup group = group_of_rows(folder, 1, 1);
  group.letters.front().staged = "../ledger.sqlite";
  EXPECT_THAT(publisher->publish(group), FailsWith("ledger.name"));
  ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, 1)), Succeeds());
}

// A file that is not there would be known as prepared, and lost.
TEST_P(PublisherTest, RefusesStagedFilesThatAreNotThereOrNotWhole) {
  auto run = begin_run(folder, test::some_identity());
  auto publisher = Publisher::open(run->ledger, GetParam());
  LetterGroup group = group_of_rows(folder, 1, 2);
  const fs::path second = folder.staging() / group.letters.back().staged;
  fs::resize_file(second, 3);
  EXPECT_THAT(publisher->publish(group), FailsWith("ledger.staged"));
  fs::remove(second);
  EXPECT_THAT(publisher->publish(group), FailsWith("ledger.staged"));
  fs::create_directory(second);
  EXPECT_THAT(publisher->publish(group), FailsWith("ledger.staged"));
  fs::remove(second);
  EXPECT_EQ(run->ledger.counts()->ends(), 0U);
  ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, 2)), Succeeds());
}

TEST_P(PublisherTest, RefusesASecondEndOfARowAKeyOrAName) {
  auto run = begin_run(folder, test::some_identity());
  const auto again = [&](auto change) {
    auto publisher = Publisher::open(run->ledger, GetParam());
    LetterGroup group = group_of_rows(folder, 7, 7);
    change(group);
    return publisher->publish(group);
  };
  ASSERT_THAT(again([](LetterGroup&) {}), Succeeds());
  EXPECT_THAT(again([](LetterGroup&) {}), FailsWith("ledger.twice"));
  EXPECT_THAT(again([](LetterGroup& group) { group.letters[0].row = 8; }), FailsWith("ledger.twice"));
  EXPECT_THAT(again([](LetterGroup& group) {
                group.letters[0].row = 8;
                group.letters[0].key = "another";
              }),
              FailsWith("ledger.twice"));
  EXPECT_THAT(again([](LetterGroup& group) {
                group.letters.clear();
                group.refused.push_back({.key = "k", .row = 7, .case_sha256 = "", .code = "c", .message = "m"});
              }),
              FailsWith("ledger.twice"));
  EXPECT_EQ(run->ledger.counts()->ends(), 1U);
}

}  // namespace
}  // namespace engross
