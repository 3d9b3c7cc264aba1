// Which cases of an export a run takes, what each letter will be called, and what is refused before it is tried.
#include "batch/docket.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "ledger/publisher.hpp"
#include "ledger/run.hpp"
#include "support/diagnostics.hpp"
#include "support/pieces.hpp"
#include "support/process.hpp"

namespace engross {
namespace {
using test::Succeeds;

std::string case_of(const std::string& reference, const std::string& surname = "Fry") {
  return fmt::format(
      R"({{"reference": "{}", "department": "dfe", "correspondent": {{"surname": "{}", "postcode": "TF3 4NT"}}}})",
      reference, surname);
}

class DocketTest : public testing::Test {
 protected:
  // Row, file and what is against it, a line each.
  std::string taken(const std::vector<std::string>& lines, DocketOptions options, const Ledger* ledger = nullptr) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    ExportOptions reading;
    reading.format = ExportFormat::json_lines;
    auto cases = Export::open("cases.jsonl", test::in_pieces(text), std::move(reading));
    EXPECT_THAT(cases, Succeeds());
    auto docket = Docket::open(**cases, ledger, folder_.path(), std::move(options));
    EXPECT_THAT(docket, Succeeds());
    std::string said;
    for (;;) {
      auto next = docket->next();
      EXPECT_THAT(next, Succeeds());
      if (!next || !*next) break;
      said += fmt::format("{} {}", (*next)->exported.row, (*next)->file);
      for (const Diagnostic& each : (*next)->against) said += " ! " + each.code;
      for (const Diagnostic& each : (*next)->notes) said += " ? " + each.code;
      said += "\n";
    }
    counts_ = docket->counts();
    return said;
  }

  static DocketOptions plain(const std::string& pattern = "{reference}") {
    return {.shard = {}, .names = *FileNames::parse(pattern)};
  }

  test::TemporaryDirectory folder_;
  DocketCounts counts_;
};

TEST_F(DocketTest, TakesEveryCase) {
  EXPECT_EQ(taken({case_of("A-1"), case_of("A-2")}, plain()), "1 letters/0000/A-1.pdf\n2 letters/0000/A-2.pdf\n");
  EXPECT_EQ(counts_.rows, 2U);
  EXPECT_EQ(counts_.taken, 2U);
}

TEST_F(DocketTest, RefusesWhatIsNoCaseOrHasNoReference) {
  const std::string said = taken({"{", case_of("A-1"), R"({"department": "dfe"})"}, plain());
  EXPECT_THAT(said, testing::HasSubstr("1 letters/0000/letter.pdf ! data.syntax\n2 letters/0000/A-1.pdf\n"));
  EXPECT_THAT(said, testing::HasSubstr("! cases.missing"));
}

TEST_F(DocketTest, TakesAReferenceOnce) {
  const std::vector<std::string> lines{case_of("A-1"), case_of("A-1"), case_of("A-1", "Llŷr"), case_of("A-2")};
  EXPECT_EQ(taken(lines, plain()),
            "1 letters/0000/A-1.pdf\n2 letters/0000/A-1-2.pdf ! batch.twice\n"
            "3 letters/0000/A-1-3.pdf ! batch.twice\n4 letters/0000/A-2.pdf\n");
}

TEST_F(DocketTest, TellsOfTwoPersonsAtOneAddress) {
  DocketOptions options = plain();
  options.recipients = Repeated::warn;
  EXPECT_THAT(taken({case_of("A-1"), case_of("A-2"), case_of("A-3", "Llŷr")}, options),
              testing::HasSubstr("2 letters/0000/A-2.pdf ? batch.recipient\n3 letters/0000/A-3.pdf\n"));
  options.recipients = Repeated::refuse;
  EXPECT_THAT(taken({case_of("A-1"), case_of("A-2", "fry")}, options),
              testing::HasSubstr("2 letters/0000/A-2.pdf ! batch.recipient"));
}

TEST_F(DocketTest, AsksWhetherAReferenceMayBeIssued) {
  DocketOptions options = plain();
  options.may_issue = [](const std::string& reference) -> Result<void> {
    if (reference == "A-2") return fail(error("store.issued-before", {}, "it was"));
    return {};
  };
  EXPECT_EQ(taken({case_of("A-1"), case_of("A-2")}, options),
            "1 letters/0000/A-1.pdf\n2 letters/0000/A-2.pdf ! store.issued-before\n");
}

TEST_F(DocketTest, GivesNoTwoLettersOneName) {
  EXPECT_EQ(taken({case_of("A-1"), case_of("a-1"), case_of("A*1"), case_of("A-1-3")}, plain()),
            "1 letters/0000/A-1.pdf\n2 letters/0000/a-1-2.pdf\n3 letters/0000/A-1-3.pdf\n4 letters/0000/A-1-3-4.pdf\n");
  EXPECT_EQ(taken({case_of("A-1"), case_of("A-2")}, plain("{correspondent.surname}")),
            "1 letters/0000/Fry.pdf\n2 letters/0000/Fry-2.pdf\n");
}

// The shards together take what one run takes, and call it the same.
TEST_F(DocketTest, SharesTheCasesAmongShards) {
  std::vector<std::string> lines;
  for (int i = 0; i < 60; ++i) lines.push_back(case_of(fmt::format("A-{}", i), "Fry" + std::to_string(i % 3)));
  const auto in_lines = [](const std::string& text) {
    std::set<std::string> all;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
      end = text.find('\n', at);
      all.insert(text.substr(at, end - at));
    }
    return all;
  };
  const std::set<std::string> whole = in_lines(taken(lines, plain("{correspondent.surname}")));
  std::set<std::string> together;
  for (std::size_t number = 1; number <= 4; ++number) {
    DocketOptions options = plain("{correspondent.surname}");
    options.shard = {.number = number, .of = 4};
    const std::set<std::string> some = in_lines(taken(lines, options));
    EXPECT_EQ(counts_.taken + counts_.others, 60U);
    for (const std::string& one : some) EXPECT_TRUE(together.insert(one).second) << one;
  }
  EXPECT_EQ(together, whole);
}

// A run that was stopped: what has an end is passed over, and no later case gets another's name for it.
TEST_F(DocketTest, PassesOverWhatHasAnEnd) {
  const RunFolder run(folder_.path() + "/run");
  auto begun = begin_run(run, {});
  ASSERT_THAT(begun, Succeeds());
  auto publisher = Publisher::open(begun->ledger, Syncing::each_file);
  ASSERT_THAT(publisher, Succeeds());
  test::write_file((run.staging() / "2.pdf").string(), "letter");
  ASSERT_THAT(publisher->publish({.letters = {{.key = "a-1",
                                               .row = 2,
                                               .case_sha256 = sha256_hex(case_of("a-1")),
                                               .staged = "2.pdf",
                                               .file = "letters/0000/a-1-2.pdf",
                                               .sha256 = sha256_hex("letter"),
                                               .bytes = 6,
                                               .pages = 1,
                                               .record_line = "{}"}},
                                  .refused = {{.key = "", .row = 3, .case_sha256 = {}, .code = "x", .message = "y"}}}),
              Succeeds());
  const std::vector<std::string> lines{case_of("A-1"), case_of("a-1"), "{", case_of("A-2"), case_of("a-1")};
  EXPECT_EQ(taken(lines, plain(), &begun->ledger),
            "1 letters/0000/A-1.pdf\n4 letters/0000/A-2.pdf\n5 letters/0000/a-1-5.pdf ! batch.twice\n");
  EXPECT_EQ(counts_.ended_before, 2U);
}

TEST_F(DocketTest, FillsFoldersWithTenThousandLetters) {
  std::vector<std::string> lines;
  for (int i = 1; i <= 10'001; ++i) lines.push_back(case_of(fmt::format("A-{}", i)));
  const std::string said = taken(lines, plain());
  EXPECT_THAT(said, testing::HasSubstr("10000 letters/0000/A-10000.pdf\n10001 letters/0001/A-10001.pdf\n"));
}

}  // namespace
}  // namespace engross
