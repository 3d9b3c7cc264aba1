// A job as the printer gets it: conforming, each letter on a front, a code that machines read on every front; and the
// letters that cannot be printed, refused by name.
#include "print_run/print_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pdf/conformance.hpp"
#include "pdf/page_contents.hpp"
#include "pdf/sample_pages.hpp"
#include "print_run/read_code.hpp"
#include "print_run/sample_run.hpp"
#include "print_run/sheet_marks.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Area margin{0, 110, 25, 40};

PrintRun made(const std::vector<PrintItem>& items, const PrintOptions& options = {},
              const PrintSetup& setup = sample_setup()) {
  auto run = PrintRun::make(items, setup, options, sample_geometry(), run_info());
  EXPECT_THAT(run, Succeeds());
  return std::move(run.value());
}

std::string drawn(const PrintRun& run, std::size_t job = 0) {
  DrawCache cache;
  const auto pdf = run.draw(run.plan().jobs.at(job), maker(run.items()), cache);
  EXPECT_THAT(pdf, Succeeds());
  return pdf ? *pdf : "";
}

std::vector<std::string> words_of_pages(const std::string& pdf) {
  const TemporaryDirectory folder;
  write_file(folder / "job.pdf", pdf);
  const Outcome text = test::run({"pdftotext", "-layout", folder / "job.pdf", "-"});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  std::vector<std::string> pages;
  for (std::size_t begin = 0; begin < text.out.size();) {
    const std::size_t end = std::min(text.out.find('\f', begin), text.out.size());
    std::string words;
    for (const char c : text.out.substr(begin, end - begin))
      if (c == '\n' || c == ' ') {
        if (!words.empty() && words.back() != ' ') words += ' ';
      } else {
        words += c;
      }
    while (!words.empty() && words.back() == ' ') words.pop_back();
    pages.push_back(words);
    begin = end + 1;
  }
  return pages;
}

TEST(PrintRun, BeginsEachLetterOnAFront) {
  const PrintRun run = made(items_with_pages({1, 2, 3}));
  const std::string pdf = drawn(run);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_THAT(words_of_pages(pdf), ElementsAre("A-1, page 1 000001 1/1", "", "A-2, page 1 000002 1/1", "A-2, page 2",
                                               "A-3, page 1 000003 1/2", "A-3, page 2", "A-3, page 3 000003 2/2", ""));
}

TEST(PrintRun, OfOneSideHasNoEmptyPages) {
  const PrintRun run = made(items_with_pages({1, 2}), {.duplex = false});
  EXPECT_THAT(words_of_pages(drawn(run)),
              ElementsAre("A-1, page 1 000001 1/1", "A-2, page 1 000002 1/2", "A-2, page 2 000002 2/2"));
}

TEST(PrintRun, MachinesReadACodeOnEveryFront) {
  const PrintRun run = made(items_with_pages({1, 4}));
  const std::string id = run.plan().id;
  EXPECT_THAT(codes_of(drawn(run), margin),
              ElementsAre(id + ".000001.01.01", "", id + ".000002.01.02", "", id + ".000002.02.02", ""));
}

TEST(PrintRun, ALargeRunHasLongerNumbers) {
  PrintPlan plan;
  plan.id = "12345678";
  plan.whole = 999'999;
  plan.most_sheets = 99;
  EXPECT_EQ(sheet_code(plan, 120, 1, 2), "12345678.000120.01.02");
  plan.whole = 1'000'000;
  plan.most_sheets = 100;
  EXPECT_EQ(sheet_code(plan, 120, 1, 2), "12345678.0000120.001.002");
}

TEST(PrintRun, APartPrintsTheSameSheets) {
  const std::vector<PrintItem> items = items_with_pages({1, 4, 2, 3, 1});
  const PrintRun whole = made(items), part = made(items, {.from = 2, .to = 4});
  const std::string again = drawn(part);
  EXPECT_EQ(drawn(made(items, {.from = 2, .to = 4})), again);
  std::vector<std::string> contents = page_contents(drawn(whole));
  EXPECT_EQ(page_contents(again), std::vector<std::string>(contents.begin() + 2, contents.end() - 2));
  const std::vector<std::string> all = words_of_pages(drawn(whole));
  EXPECT_EQ(words_of_pages(again), std::vector<std::string>(all.begin() + 2, all.end() - 2));
  const std::vector<std::string> codes = codes_of(drawn(whole), margin);
  EXPECT_EQ(codes_of(again, margin), std::vector<std::string>(codes.begin() + 2, codes.end() - 2));
}

TEST(PrintRun, EachJobIsAFileOfItsOwn) {
  const PrintRun run = made(items_with_pages({2, 2, 2}), {.sheets = 2});
  ASSERT_EQ(run.plan().jobs.size(), 2U);
  EXPECT_THAT(words_of_pages(drawn(run, 1)), ElementsAre("A-3, page 1 000003 1/1", "A-3, page 2"));
  EXPECT_THAT(drawn(run, 1), HasSubstr("Print run " + run.plan().id + ", letters 3 to 3 of 3"));
  EXPECT_THAT(conformance_faults(drawn(run, 1)), ElementsAre());
}

TEST(PrintRun, WithoutWordsKeepsTheCode) {
  PrintSetup setup = sample_setup();
  setup.code.words = 0;
  EXPECT_THAT(words_of_pages(drawn(made(items_with_pages({1}), {}, setup))), ElementsAre("A-1, page 1", ""));
}

TEST(PrintRun, RefusesALetterThatIsNotAsItWasIssued) {
  const std::vector<PrintItem> items = items_with_pages({1, 2});
  DrawCache cache;
  const PrintRun run = made(items);
  const auto pdf = run.draw(
      run.plan().jobs[0], [](std::size_t) -> Result<Pages> { return pages_of_letter("A", 1); }, cache);
  ASSERT_THAT(pdf, FailsWith("print.pages-differ"));
  EXPECT_EQ(pdf.error()[0].message, "A-2 was issued with 2 pages and has now 1");
  EXPECT_EQ(pdf.error()[0].hints.back(), "it is the letter A-2, number 2 of the run");
}

TEST(PrintRun, SaysWhichLetterCannotBeLaidOut) {
  DrawCache cache;
  const PrintRun run = made(items_with_pages({1}));
  const auto pdf = run.draw(
      run.plan().jobs[0], [](std::size_t) -> Result<Pages> { return fail(error("layout.no-font", {}, "no font")); },
      cache);
  ASSERT_THAT(pdf, FailsWith("layout.no-font"));
  EXPECT_EQ(pdf.error()[0].hints.back(), "it is the letter A-1, number 1 of the run");
}

// Whatever a letter can draw: text, a line, a picture, a link.
TEST(PrintRun, RefusesALetterThatDrawsWhereTheCodeMustBe) {
  using Edit = void (*)(PagesBuilder&);
  const std::pair<std::string, Edit> edits[] = {
      {"text of page 1 lies at x 7.1 to 17.4 and y 120.7 to 125.0 mm",
       [](PagesBuilder& make) { make.text(make.element(Role::paragraph), "words", 20, 352); }},
      {"a line of page 1 lies at x 0.0 to 210.3 and y 123.5 to 123.8 mm",
       [](PagesBuilder& make) { make.rule(artifact, 0, 350, 596, 1); }},
      {"a picture of page 1 lies at x 3.5 to 7.1 and y 112.9 to 116.4 mm",
       [](PagesBuilder& make) { make.picture(artifact, grey_picture(), 10, 320, 10, 10); }},
      {"a link of page 1 lies at x 3.5 to 7.1 and y 123.5 to 127.0 mm",
       [](PagesBuilder& make) { make.link(make.element(Role::link), 10, 350, 10, 10, "https://a.example", "a"); }}};
  for (const auto& row : edits) {
    const std::string& message = row.first;
    const Edit edit = row.second;
    DrawCache cache;
    const PrintRun run = made(items_with_pages({1}));
    const auto pdf = run.draw(
        run.plan().jobs[0],
        [edit](std::size_t) -> Result<Pages> {
          PagesBuilder make(pages_of_letter("A-1", 1));
          edit(make);
          return make.take();
        },
        cache);
    ASSERT_THAT(pdf, FailsWith("print.covers"));
    EXPECT_EQ(pdf.error()[0].message.substr(0, message.size()), message);
    EXPECT_THAT(pdf.error()[0].message,
                HasSubstr("where the code and its clear space must be: x 3.0 to 15.0 and y 116.0 to"));
  }
}

TEST(PrintRun, DrawsOnTheBackWhatItLikes) {
  DrawCache cache;
  const PrintRun run = made(items_with_pages({2}));
  const auto pdf = run.draw(
      run.plan().jobs[0],
      [](std::size_t) -> Result<Pages> {
        PagesBuilder make(pages_of_letter("A-1", 2));
        make.text(make.element(Role::paragraph), "words", 20, 352);
        return make.take();
      },
      cache);
  EXPECT_THAT(pdf, Succeeds());
}

TEST(PrintRun, RefusesACodeInTheWindowOrOffTheSheet) {
  const auto refusal = [](double left, double top) {
    PrintSetup setup = sample_setup();
    setup.code.left = left;
    setup.code.top = top;
    const auto run = PrintRun::make(items_with_pages({1}), setup, {}, sample_geometry(), run_info());
    EXPECT_THAT(run, FailsWith("print.code"));
    return run ? std::string() : run.error()[0].message;
  };
  EXPECT_THAT(refusal(30, 60), HasSubstr("would show through the window, x 20.0 to 103.0 and y 53.0 to 87.0 mm"));
  EXPECT_THAT(refusal(201, 118), HasSubstr("leave the sheet of 210 by 297 mm"));
  EXPECT_THAT(refusal(5, 281), HasSubstr("leave the sheet"));
  EXPECT_THAT(refusal(1, 118), HasSubstr("leave the sheet"));
  EXPECT_THAT(refusal(5, 1), HasSubstr("leave the sheet"));
}

TEST(PrintRun, RefusesWhatThePlanRefuses) {
  EXPECT_THAT(PrintRun::make({}, sample_setup(), {}, sample_geometry(), run_info()), FailsWith("print.empty"));
}

}  // namespace
}  // namespace engross::test
