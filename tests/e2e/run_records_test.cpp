// Letters of a run are found, explained, verified and made again like those of the store; and reconciled.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/sha256.hpp"
#include "command.hpp"
#include "data/read.hpp"
#include "ledger/manifest.hpp"
#include "ledger/publisher.hpp"
#include "ledger/record_line.hpp"
#include "ledger/registered_runs.hpp"
#include "ledger/run.hpp"
#include "record/store.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string reference = "2016-0046030";

// A run of one letter, from one that was issued alone.
class RunRecords : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", letter}).exit_code, 0);
    const Store store(world, desk.folder / "store");
    const auto record = store.record(reference);
    ASSERT_TRUE(record);
    auto run = begin_run(folder, identity);
    ASSERT_TRUE(run);
    std::vector<std::string> bytes;
    std::vector<std::string> hashes;
    Store shared(world, folder.root());
    for (const RecordedFile& file : record->files) {
      auto kept = store.object(file.sha256);
      ASSERT_TRUE(kept);
      if (file.role != "case" && file.role != "letter") {
        ASSERT_TRUE(shared.keep(*kept));
        continue;
      }
      bytes.push_back(std::move(*kept));
      hashes.push_back(file.sha256);
    }
    std::vector<KeptBytes> own;
    for (std::size_t i = 0; i < bytes.size(); ++i) own.push_back({hashes[i], bytes[i]});
    const std::string pdf = read_file(letter);
    PreparedLetter prepared{.key = reference,
                            .row = 1,
                            .case_sha256 = sha256_hex("case"),
                            .staged = "1.pdf",
                            .file = "letters/0000/" + reference + ".pdf",
                            .sha256 = sha256_hex(pdf),
                            .bytes = pdf.size(),
                            .pages = record->pages,
                            .record_line = {}};
    prepared.record_line = *write_record_line(prepared.key, 1, prepared.file, *record, own);
    write_file((folder.staging() / prepared.staged).string(), pdf);
    auto publisher = Publisher::open(run->ledger, best_syncing(folder));
    ASSERT_TRUE(publisher && publisher->publish({.letters = {prepared}, .refused = {}}) && publisher->finish(1));
    ASSERT_TRUE(write_manifests(run->ledger));
    fs::remove_all(desk.folder / "store");
  }
  Outcome in_run(std::vector<std::string> words) const {
    words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    words.emplace_back("--store");
    words.push_back(folder.root().string());
    return run(words);
  }
  void register_with_store() { ASSERT_TRUE(register_run(world, desk.folder / "store", folder, identity)); }

  Desk desk;
  SystemWorld world;
  RunIdentity identity;
  RunFolder folder{desk.folder / "night"};
  std::string letter = desk.folder / "letter.pdf";
};

TEST_F(RunRecords, AreFoundInTheFolderOfTheRun) {
  const Outcome list = in_run({"records", "list"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.out, reference + "  row 1") && holds(list.out, "issued")) << list.out;
  const Outcome show = in_run({"records", "show", reference});
  EXPECT_TRUE(holds(show.out, "\"reference\": \"" + reference + "\"")) << show.err;
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = in_run({"records", "remake", reference, "-o", again});
  EXPECT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(letter));
  for (const std::string& name : {reference, letter}) {
    const Outcome explained = in_run({"explain", name, "--find", "PSHE"});
    EXPECT_TRUE(holds(explained.out, "owned by")) << explained.err;
  }
  const Outcome verified = in_run({"verify", letter});
  EXPECT_TRUE(holds(verified.out, "the record agrees: " + reference + ", row 1 of the run " + folder.root().string()))
      << verified.out << verified.err;
  const Outcome unknown = in_run({"records", "show", "2016-1"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(holds(unknown.err, "store.no-record")) << unknown.err;
}

TEST_F(RunRecords, OtherBytesUnderAReferenceOfTheRunAreNoticed) {
  const std::string changed = desk.folder / (reference + ".pdf");
  write_file(changed, read_file(letter) + "\n% more\n");
  const Outcome verified = in_run({"verify", changed});
  EXPECT_TRUE(holds(verified.err, "verify.other-bytes")) << verified.out << verified.err;
}

TEST_F(RunRecords, AreFoundThroughTheStoreAndNotIssuedAgain) {
  register_with_store();
  const Outcome list = desk.engross({"records", "list"});
  EXPECT_TRUE(holds(list.out, "run " + folder.root().string() + ": 1 letter(s) issued")) << list.out << list.err;
  EXPECT_EQ(desk.engross({"records", "show", reference}).exit_code, 0);
  EXPECT_EQ(desk.engross({"records", "show", reference, "--issue", "2"}).exit_code, 1);
  const std::string second = desk.folder / "second.pdf";
  const Outcome refused = desk.engross({"issue", "--unsigned", sample, "-o", second});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "store.issued-before") && holds(refused.err, folder.root().string())) << refused.err;
  const Outcome again =
      desk.engross({"issue", "--unsigned", sample, "-o", second, "--reissue", "--because", "lost in the post"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_TRUE(holds(desk.engross({"records", "show", reference}).out, "\"issue\": 2"));
  EXPECT_TRUE(holds(desk.engross({"records", "show", reference, "--issue", "1"}).out, "\"issue\": 1"));
}

TEST_F(RunRecords, ARunThatIsGoneIsNamed) {
  register_with_store();
  fs::remove_all(folder.root());
  const Outcome issued = desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "second.pdf"});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(issued.err, "ledger.run-gone") && holds(issued.err, folder.root().string())) << issued.err;
  EXPECT_TRUE(holds(desk.engross({"records", "list"}).err, "ledger.run-gone"));
}

TEST_F(RunRecords, NothingElseIsIssuedIntoTheFolderOfARun) {
  const Outcome refused = in_run({"issue", "--unsigned", sample, "-o", desk.folder / "second.pdf"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_TRUE(holds(refused.err, "options.store")) << refused.err;
}

TEST_F(RunRecords, AWithdrawnLetterIsSaidToBe) {
  const auto withdraw = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "withdraw", folder.root().string(),
                                   "--at", "2016-10-27T08:00:00Z"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  EXPECT_EQ(withdraw({}).exit_code, 2);
  EXPECT_EQ(withdraw({"--because", " "}).exit_code, 1);
  const Outcome unknown = withdraw({"--because", "wrong", "--key", "2016-1"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(holds(unknown.err, "ledger.not-issued")) << unknown.err;
  const Outcome withdrawn = withdraw({"--because", "wrong", "--key", reference});
  EXPECT_EQ(withdrawn.exit_code, 0) << withdrawn.err;
  EXPECT_TRUE(holds(withdrawn.out, "Withdrew 1 letter(s)")) << withdrawn.out;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"explain", reference}, {"records", "show", reference}, {"verify", letter}}) {
    const Outcome said = in_run(words);
    EXPECT_TRUE(holds(said.err, "was withdrawn at 2016-10-27T08:00:00Z: wrong")) << said.err;
  }
}

TEST_F(RunRecords, AreReconciled) {
  const auto reconcile = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "reconcile"});
    return run(more);
  };
  const std::string night = folder.root().string();
  const Outcome good = reconcile({night});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_TRUE(holds(good.out, "1 row(s) of the export: 1 letter(s) issued") && holds(good.out, "all agree"))
      << good.out;
  EXPECT_TRUE(nlohmann::json::parse(reconcile({night, "--json"}).out).at("result").at("agrees").get<bool>());
  fs::remove(folder.root() / "letters/0000" / (reference + ".pdf"));
  const Outcome bad = reconcile({night});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_TRUE(holds(bad.err, "reconcile.file-missing") && holds(bad.err, "row 1, " + reference)) << bad.err;
  const auto told = nlohmann::json::parse(reconcile({night, "--json"}).out).at("result");
  EXPECT_EQ(told.at("disagreements").at(0).at("code"), "reconcile.file-missing");
  EXPECT_EQ(told.at("total").at("issued"), 1);
  EXPECT_EQ(reconcile({desk.folder / "nothing"}).exit_code, 3);
  EXPECT_EQ(reconcile({}).exit_code, 2);
  write_file(folder.ledger().string(), "no ledger");
  const Outcome damaged = reconcile({night});
  EXPECT_EQ(damaged.exit_code, 3);
  EXPECT_TRUE(holds(damaged.err, "ledger.damaged")) << damaged.err;
}

}  // namespace
}  // namespace engross::test
