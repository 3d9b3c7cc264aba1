// Letters of the sample department through the whole pipeline into one job: it conforms, its sheets are those that were
// planned, machines read a code on every front and nothing on a back, and each font is there once.
#include "bench/letters.hpp"

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "pdf/conformance.hpp"
#include "pdf/page_contents.hpp"
#include "print_run/print_run.hpp"
#include "print_run/read_code.hpp"
#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t letters = 40;

// Each fifth letter is signed: its field shows who signed.
std::vector<SignatureField> fields(std::size_t i, const Reply& reply) {
  if (i % 5 != 0) return {};
  return {{.name = "Signature",
           .alternative = "Signature Denise Clavery",
           .signatory = reply.letter().signatures.at(0).id,
           .words = {"Signed by Denise Clavery", "26 October 2016"}}};
}

class PrintedLetters : public testing::Test {
 protected:
  void SetUp() override {
    bench_ = bench::workbench(world_, FontEmbedding::tiered);
    const std::string sample = read_file(std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json");
    for (std::size_t i = 0; i < letters; ++i) {
      std::string text = bench::varied(sample, static_cast<int>(i));
      if (i % 3 == 0)  // one page
        text = bench::replaced(text, R"("topics": [)", R"("paragraphs": [{"text": "Few words."}], "topics": [)");
      cases_.push_back(std::move(text));
      const Pages pages = laid_out(i);
      items_.push_back({.reference = fmt::format("2016-{:07}", 46030 + i),
                        .postcode = fmt::format("TF{} 4NT", 1 + i % 11),
                        .pages = pages.pages.size(),
                        .sha256 = sha256_hex(cases_.back())});
    }
  }

  Pages laid_out(std::size_t i) {
    const Reply reply = bench::prepared(*bench_, cases_[i]);
    return bench::must(lay_out_reply(*bench_, reply, Purpose::letter, fields(i, reply))).pages;
  }

  std::string drawn(const PrintRun& run) {
    DrawCache cache;
    const auto pdf = run.draw(
        run.plan().jobs.at(0), [&](std::size_t i) -> Result<Pages> { return laid_out(i); }, cache);
    EXPECT_THAT(pdf, Succeeds());
    return pdf ? *pdf : "";
  }

  PrintRun run(const PrintOptions& options = {}) {
    return bench::must(PrintRun::make(items_, sample_setup(), options, bench_->department->style.geometry, run_info()));
  }

  SystemWorld world_;
  std::unique_ptr<Workbench> bench_;
  std::vector<std::string> cases_;
  std::vector<PrintItem> items_;
};

TEST_F(PrintedLetters, AreTheSheetsThatWerePlanned) {
  const PrintRun whole = run();
  const PrintJob& job = whole.plan().jobs.at(0);
  const std::string pdf = drawn(whole);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  ASSERT_EQ(page_contents(pdf).size(), 2 * job.sheets);
  EXPECT_EQ(job.pages + job.blanks, 2 * job.sheets);
  EXPECT_GT(job.blanks, letters / 4);
  std::vector<std::string> expected;
  for (const PlannedLetter& letter : whole.plan().letters)
    for (std::size_t sheet = 1; sheet <= letter.sheets; ++sheet) {
      expected.push_back(fmt::format("{}.{:06}.{:02}.{:02}", whole.plan().id, letter.sequence, sheet, letter.sheets));
      expected.emplace_back();
    }
  EXPECT_EQ(codes_of(pdf, {0, 110, 25, 40}), expected);
}

TEST_F(PrintedLetters, HaveEachFontOnceAndNoForm) {
  const std::string pdf = drawn(run());
  const auto file = open_pdf(pdf);
  std::map<std::string, int> fonts;
  for (QPDFObjectHandle& object : file->getAllObjects())
    if (object.isDictionary() && object.getKey("/FontFile2").isStream())
      ++fonts[object.getKey("/FontName").getName().substr(8)];
  EXPECT_THAT(fonts, Not(testing::IsEmpty()));
  for (const auto& [name, count] : fonts) EXPECT_EQ(count, 1) << name;
  EXPECT_FALSE(file->getRoot().hasKey("/AcroForm"));
  EXPECT_THAT(tag_tree(pdf), HasSubstr("Signed by Denise Clavery"));
}

TEST_F(PrintedLetters, AreTheSamePagesWhenAPartIsPrintedAgain) {
  const PrintRun whole = run(), part = run({.from = 12, .to = 14});
  const std::vector<std::string> all = page_contents(drawn(whole));
  std::size_t before = 0;
  for (std::size_t i = 0; i < 11; ++i) before += 2 * whole.plan().letters[i].sheets;
  const std::string again = drawn(part);
  const std::vector<std::string> pages = page_contents(again);
  ASSERT_GE(pages.size(), 6U);
  for (std::size_t i = 0; i < pages.size(); ++i) EXPECT_EQ(pages[i], all.at(before + i)) << i;
  EXPECT_EQ(drawn(part), again);
}

}  // namespace
}  // namespace engross::test
