// A record's line reads back as it was written, and says what is wrong with it.
#include "ledger/record_line.hpp"

#include "ledger/run_records.hpp"
#include "record/store.hpp"
#include "run_fixture.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::MemoryWorld;
using test::Succeeds;

Record some_record(const std::string& reference) {
  Record record;
  record.reference = reference;
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  record.output_sha256 = sha256_hex("the letter");
  return record;
}

std::string line_with(const std::vector<std::string>& kept) {
  std::vector<KeptBytes> all;
  for (const std::string& bytes : kept) all.push_back({sha256_hex(bytes), bytes});
  return *write_record_line("k “1”", 12, "letters/0000/k.pdf", some_record("k “1”"), all);
}

TEST(RecordLine, BringsEveryByteBack) {
  const std::vector<std::string> kept{"{\"reference\": \"k\"}\n",
                                      "tab\tquote\" back\\slash",
                                      "CR\r\nLF",
                                      std::string("\0\x01\xFF", 3),
                                      "e\xCC\x81 is not NFC",
                                      "\xC3\xA9 is",
                                      "\xF3\xB0\x80\x80 private",
                                      ""};
  const std::string line = line_with(kept);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto read = read_record_line(make_source("line", line));
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ(read->key, "k “1”");
  EXPECT_EQ(read->row, 12U);
  EXPECT_EQ(read->file, "letters/0000/k.pdf");
  EXPECT_EQ(to_json(read->record), to_json(some_record("k “1”")));
  ASSERT_EQ(read->kept.size(), kept.size());
  for (const std::string& bytes : kept) EXPECT_EQ(read->kept.at(sha256_hex(bytes)), bytes);
}

TEST(RecordLine, KeepsBytesOnce) {
  EXPECT_EQ(line_with({"a", "b", "a"}), line_with({"a", "b"}));
}

TEST(RecordLine, RefusesWhatItWouldNotReadAgain) {
  const std::string large((16U << 20U) + 1, 'x');
  EXPECT_THAT(write_record_line("k", 1, "f", some_record("k"), {{sha256_hex(large), large}}),
              FailsWith("ledger.record-too-large"));
}

TEST(RecordLine, TellsWhatIsDamaged) {
  const std::string line = line_with({"kept words"});
  const auto damaged = [&](const std::string& from, const std::string& to) {
    std::string changed = line;
    changed.replace(changed.find(from), from.size(), to);
    return read_record_line(make_source("line", changed));
  };
  EXPECT_THAT(damaged("kept words", "kept worms"), FailsWith("record.damaged"));
  EXPECT_THAT(damaged("\"kept words\"", "{\"base64\":\"?\"}"), FailsWith("record.damaged"));
  EXPECT_THAT(damaged("\"kept words\"", "7"), FailsWith("record.damaged"));
  EXPECT_THAT(damaged("\"row\":12", "\"row\":-1"), FailsWith("record.damaged"));
  EXPECT_THAT(damaged("\"record\":{", "\"recorded\":{"), FailsWith("record.damaged"));
  EXPECT_THAT(damaged("\"pages\"", "\"pagers\""), FailsWith("record.damaged"));
  EXPECT_THAT(read_record_line(make_source("line", line.substr(0, line.size() / 2))), FailsWith("data.syntax"));
}

class RunRecordsTest : public test::RunTest {
 protected:
  void SetUp() override {
    auto run = begin_run(folder, test::some_identity());
    ASSERT_THAT(run, Succeeds());
    const LetterGroup group = test::with_records(test::group_of_rows(folder, 1, 3));
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(group), Succeeds());
    ASSERT_THAT(publisher->finish(3), Succeeds());
  }
  LedgerLetter letter(std::size_t row) const {
    return *Ledger::open(folder, Ledger::Access::read)->end_of(row)->letter;
  }
};

TEST_F(RunRecordsTest, AreFoundByTheirPlace) {
  for (const std::size_t row : {3U, 1U, 2U}) {
    const auto line = read_record(folder, letter(row));
    ASSERT_THAT(line, Succeeds());
    EXPECT_EQ(line->record.reference, test::letter_of_row(row).key);
  }
}

TEST_F(RunRecordsTest, TellWhenThePlaceHoldsSomethingElse) {
  LedgerLetter wrong = letter(2);
  wrong.record = letter(3).record;
  EXPECT_THAT(read_record(folder, wrong), FailsWith("record.damaged"));
  wrong.record.offset = 1'000'000;
  EXPECT_THAT(read_record(folder, wrong), FailsWith("record.damaged"));
  wrong.record.bytes = std::uint64_t{1} << 40U;
  EXPECT_THAT(read_record(folder, wrong), FailsWith("record.damaged"));
  wrong.record.file = 9;
  wrong.record.bytes = 1;
  EXPECT_THAT(read_record(folder, wrong), FailsWith("world.no-such-file"));
}

TEST_F(RunRecordsTest, BringWhatALetterWasMadeOf) {
  MemoryWorld world;
  const std::string shared = *Store(world, folder.root()).keep("the department");
  const RunObjects objects(world, folder, read_record(folder, letter(1))->kept);
  EXPECT_EQ(*objects.object(sha256_hex("the case of 2016-0000001")), "the case of 2016-0000001");
  EXPECT_EQ(*objects.object(shared), "the department");
  EXPECT_THAT(objects.object(sha256_hex("the case of 2016-0000002")), FailsWith("store.missing"));
}

}  // namespace
}  // namespace engross
