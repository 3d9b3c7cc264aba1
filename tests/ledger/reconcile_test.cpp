// Reconciling finds everything that does not agree, and nothing where all agrees.
#include "ledger/reconcile.hpp"

#include <algorithm>
#include <functional>

#include "ledger/manifest.hpp"
#include "ledger/withdraw.hpp"
#include "record/store.hpp"
#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::letter_of_row;
using test::some_identity;
using test::Succeeds;

constexpr std::size_t rows = 8;
constexpr std::size_t refused_row = 3;

class ReconcileTest : public test::RunTest {
 protected:
  // A run, or a shard of one, with every row that `has` says.
  void make_run(const RunFolder& where, RunIdentity identity, const std::function<bool(std::size_t)>& has) {
    auto run = begin_run(where, identity);
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    for (std::size_t row = 1; row <= rows; ++row) {
      if (!has(row)) continue;
      LetterGroup group = test::with_records(test::group_of_rows(where, row, row));
      if (row == refused_row) {
        fs::remove(where.staging() / group.letters.front().staged);
        group.letters.clear();
        group.refused.push_back(
            {.key = "three", .row = row, .case_sha256 = sha256_hex("case 3"), .code = "c", .message = "m"});
      }
      ASSERT_THAT(publisher->publish(group), Succeeds());
    }
    ASSERT_THAT(publisher->finish(rows), Succeeds());
    ASSERT_THAT(write_manifests(run->ledger), Succeeds());
  }
  void make_whole() {
    make_run(folder, some_identity(), [](std::size_t) { return true; });
  }
  std::vector<RunFolder> make_shards(std::size_t count) {
    std::vector<RunFolder> shards;
    for (std::size_t shard = 1; shard <= count; ++shard) {
      RunIdentity identity = some_identity();
      identity.shards = count;
      identity.shard = shard;
      shards.emplace_back(directory / fmt::format("shard{}", shard));
      make_run(shards.back(), identity, [&](std::size_t row) { return row % count + 1 == shard; });
    }
    return shards;
  }
  // The codes without "reconcile.", with their counts, in one line.
  std::string found(const std::vector<RunFolder>& folders, const ReadExportAgain& read_export = {}) {
    const auto result = reconcile(world, folders, read_export);
    EXPECT_THAT(result, Succeeds());
    if (!result) return "failed";
    std::string all;
    for (const Disagreement& one : result->disagreements) {
      EXPECT_FALSE(one.examples.empty());
      EXPECT_LE(one.examples.size(), 5U);
      all += fmt::format("{}{} {}", all.empty() ? "" : ", ", one.code.substr(10), one.count);
    }
    return all;
  }
  fs::path file_of(std::size_t row) const { return folder.root() / letter_of_row(row).file; }

  SystemWorld world;
};

Result<void> the_export(const TakeRow& take) {
  for (std::size_t row = 1; row <= rows; ++row) {
    const std::string key = row == refused_row ? "three" : letter_of_row(row).key;
    if (auto taken = take(row, key, sha256_hex(fmt::format("case {}", row))); !taken) return taken;
  }
  return {};
}

TEST_F(ReconcileTest, AWholeRunAgrees) {
  make_whole();
  const auto result = reconcile(world, {folder}, the_export);
  ASSERT_THAT(result, Succeeds());
  EXPECT_TRUE(result->agrees()) << found({folder}, the_export);
  EXPECT_EQ(result->total.issued, rows - 1);
  EXPECT_EQ(result->total.refused, 1U);
  EXPECT_EQ(result->rows, rows);
}

TEST_F(ReconcileTest, FindsWhatBecameOfTheFiles) {
  make_whole();
  fs::remove(file_of(1));
  test::write_file(file_of(2).string(), "other bytes");
  fs::remove(file_of(4));
  fs::create_symlink(file_of(5), file_of(4));
  test::write_file((folder.letters() / "0000/stray.pdf").string(), "stray");
  test::write_file((folder.letters() / "stray.pdf").string(), "stray");
  test::write_file((folder.staging() / "9.pdf").string(), "stray");
  test::write_file((folder.root() / "manifest.csv").string(), "row\n");
  EXPECT_EQ(found({folder}), "file-missing 1, file-differs 2, file-unknown 2, staged 1, manifest-differs 1");
}

TEST_F(ReconcileTest, FindsWhatBecameOfTheRecords) {
  make_whole();
  std::string lines = test::read_file(folder.records_file(1).string());
  lines.replace(lines.find("the case of 2016-0000002"), 3, "The");
  test::write_file(folder.records_file(1).string(), lines + "{}\n");
  test::write_file((folder.records() / "0002.jsonl").string(), "{}\n");
  EXPECT_EQ(found({folder}), "record-damaged 1, records-longer 2");
  fs::remove(folder.records_file(1));
  EXPECT_EQ(found({folder}), "record-damaged 7, records-longer 1");
}

TEST_F(ReconcileTest, FindsObjectsThatAreGone) {
  auto run = begin_run(folder, some_identity());
  LetterGroup group = test::with_records(test::group_of_rows(folder, 1, 2));
  for (PreparedLetter& letter : group.letters) {
    auto line = read_record_line(make_source("line", letter.record_line));
    line->record.files.push_back({"department", "dfe", sha256_hex("the department")});
    line->record.files.push_back({"letter", letter.key, sha256_hex("the words")});  // made again from the others
    const std::string own = "the case of " + letter.key;
    letter.record_line =
        *write_record_line(letter.key, letter.row, letter.file, line->record, {{sha256_hex(own), own}});
  }
  auto publisher = Publisher::open(run->ledger, Syncing::each_file);
  ASSERT_THAT(publisher->publish(group), Succeeds());
  ASSERT_THAT(publisher->finish(2), Succeeds());
  ASSERT_THAT(write_manifests(run->ledger), Succeeds());
  run = fail(Diagnostics());
  EXPECT_EQ(found({folder}), "object-missing 1");
  ASSERT_THAT(Store(world, folder.root()).keep("the department"), Succeeds());
  EXPECT_EQ(found({folder}), "");
}

TEST_F(ReconcileTest, FindsRowsWithoutEndAndARunThatHasNotEnded) {
  make_run(folder, some_identity(), [](std::size_t row) { return row != 2 && row != 7; });
  EXPECT_EQ(found({folder}), "no-end 2");
  const RunFolder other(directory / "other");
  {
    auto run = begin_run(other, some_identity());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(test::with_records(test::group_of_rows(other, 1, 2))), Succeeds());
  }
  EXPECT_EQ(found({other}), "not-ended 1, prepared 2");
}

TEST_F(ReconcileTest, ComparesWithTheExport) {
  make_whole();
  const auto changed = [](std::size_t row, const std::string& key, const std::string& hash) {
    return [=](const TakeRow& take) -> Result<void> {
      if (auto taken = the_export(take); !taken) return taken;
      return take(row, key, hash);
    };
  };
  EXPECT_EQ(found({folder}, changed(rows + 1, "x", "h")), "rows-differ 1, no-end 1");
  EXPECT_EQ(found({folder}, changed(2, letter_of_row(2).key, sha256_hex("case 2, changed"))), "case-differs 1");
  EXPECT_EQ(found({folder}, changed(2, "another", sha256_hex("case 2"))), "case-differs 1");
  EXPECT_THAT(reconcile(world, {folder}, [](const TakeRow&) -> Result<void> { return fail(error("x", {}, "torn")); }),
              FailsWith("x"));
}

TEST_F(ReconcileTest, ShardsAreTheRunTogether) {
  std::vector<RunFolder> shards = make_shards(3);
  EXPECT_EQ(found(shards, the_export), "");
  std::ranges::reverse(shards);
  EXPECT_EQ(found(shards), "");
  EXPECT_EQ(found({shards[0], shards[2]}), "shard-missing 1, no-end 3");
  EXPECT_EQ(found({shards[0], shards[1], shards[2], shards[1]}), "shard-twice 1, two-ends 3, key-twice 3");
}

TEST_F(ReconcileTest, ShardsOfAnotherRunAreFound) {
  const std::vector<RunFolder> shards = make_shards(2);
  RunIdentity identity = some_identity();
  identity.shards = 2;
  identity.shard = 2;
  identity.export_sha256 = sha256_hex("another export");
  const RunFolder other(directory / "other");
  make_run(other, identity, [](std::size_t row) { return row % 2 == 1; });
  EXPECT_EQ(found({shards[0], other}), "other-run 1");
  // The same reference in two shards: somebody's share was not a share.
  identity.export_sha256 = some_identity().export_sha256;
  const RunFolder overlapping(directory / "overlapping");
  make_run(overlapping, identity, [](std::size_t row) { return row % 2 == 1 || row == 2; });
  EXPECT_EQ(found({shards[0], overlapping}), "two-ends 1, key-twice 1");
}

TEST_F(ReconcileTest, RefusesARunAtWorkAndFoldersOfNone) {
  const auto run = begin_run(folder, some_identity());
  EXPECT_THAT(reconcile(world, {folder}), FailsWith("ledger.locked"));
  EXPECT_THAT(reconcile(world, {RunFolder(directory.path())}), FailsWith("ledger.missing"));
  EXPECT_THAT(reconcile(world, {}), FailsWith("ledger.missing"));
}

TEST_F(ReconcileTest, ManifestsHaveEveryLetter) {
  make_whole();
  const std::string csv = test::read_file((folder.root() / "manifest.csv").string());
  EXPECT_TRUE(
      csv.starts_with("row,key,file,pages,bytes,sha256,state,withdrawn_at,because\r\n"
                      "1,2016-0000001,letters/0000/2016-0000001.pdf,2,"));
  EXPECT_EQ(std::ranges::count(csv, '\n'), static_cast<std::ptrdiff_t>(rows));
  const std::string lines = test::read_file((folder.root() / "manifest.jsonl").string());
  EXPECT_EQ(std::ranges::count(lines, '\n'), static_cast<std::ptrdiff_t>(rows - 1));
  EXPECT_NE(lines.find("\"sha256\":\"" + letter_of_row(4).sha256 + "\",\"state\":\"issued\"}"), std::string::npos);
}

TEST_F(ReconcileTest, WithdrawnLettersStayAndAreMarked) {
  make_whole();
  const Timestamp at = *Timestamp::parse("2016-10-27T08:00:00Z");
  EXPECT_THAT(withdraw(folder, {.keys = {}, .at = at, .because = "  "}), FailsWith("ledger.because"));
  EXPECT_THAT(
      withdraw(folder, {.keys = {{letter_of_row(1).key, "nobody"}}, .at = at, .because = "wrong, \"all\" of it"}),
      FailsWith("ledger.not-issued"));
  EXPECT_EQ(*withdraw(folder, {.keys = {{letter_of_row(1).key}}, .at = at, .because = "wrong, \"all\" of it"}), 1U);
  EXPECT_THAT(withdraw(folder, {.keys = {{letter_of_row(1).key}}, .at = at, .because = "again"}),
              FailsWith("ledger.not-issued"));
  const std::string csv = test::read_file((folder.root() / "manifest.csv").string());
  EXPECT_NE(csv.find(",withdrawn,2016-10-27T08:00:00Z,\"wrong, \"\"all\"\" of it\"\r\n"), std::string::npos) << csv;
  EXPECT_TRUE(fs::exists(file_of(1)));
  EXPECT_EQ(found({folder}, the_export), "");
  EXPECT_EQ(*withdraw(folder, {.keys = {}, .at = at, .because = "the rest too"}), rows - 2);
  const auto result = reconcile(world, {folder});
  EXPECT_TRUE(result->agrees());
  EXPECT_EQ(result->total.withdrawn, rows - 1);
  EXPECT_EQ(result->total.issued, 0U);
  EXPECT_FALSE(fs::exists(folder.ledger().string() + "-wal"));
}

TEST_F(ReconcileTest, OnlyARunThatHasEndedIsWithdrawn) {
  const Withdrawal all{.keys = {}, .at = *Timestamp::parse("2016-10-27T08:00:00Z"), .because = "wrong"};
  EXPECT_THAT(withdraw(folder, all), FailsWith("ledger.missing"));
  auto run = begin_run(folder, some_identity());
  EXPECT_THAT(withdraw(folder, all), FailsWith("ledger.locked"));
  run = fail(Diagnostics());
  EXPECT_THAT(withdraw(folder, all), FailsWith("ledger.unsettled"));
}

}  // namespace
}  // namespace engross
