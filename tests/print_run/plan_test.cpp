// Order, sheets, envelopes and jobs come from what the run kept; what cannot be printed is refused with its reason.
#include "print_run/plan.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;

std::vector<PrintItem> at_postcodes(const std::vector<std::string>& postcodes) {
  std::vector<PrintItem> items = items_with_pages(std::vector<std::size_t>(postcodes.size(), 2));
  for (std::size_t i = 0; i < items.size(); ++i) items[i].postcode = postcodes[i];
  return items;
}

PrintPlan planned(const std::vector<PrintItem>& items, const PrintOptions& options = {}) {
  const auto plan = plan_print_run(items, sample_setup(), options);
  EXPECT_THAT(plan, Succeeds());
  return plan ? *plan : PrintPlan{};
}

template <class Field>
std::vector<std::string> in_order(const PrintPlan& plan, const std::vector<PrintItem>& items, Field field) {
  std::vector<std::string> values;
  for (const PlannedLetter& letter : plan.letters) values.push_back(items[letter.item].*field);
  return values;
}

Diagnostics refusal(const std::vector<PrintItem>& items, const PrintOptions& options = {}) {
  const auto plan = plan_print_run(items, sample_setup(), options);
  EXPECT_FALSE(plan.has_value());
  return plan ? Diagnostics{error("none", {}, "")} : plan.error();
}

TEST(PrintPlan, SortsPostcodesAsThePostDoes) {
  const std::vector<PrintItem> items =
      at_postcodes({"", "TF10 1AA", "tf3 4nt", "BT1 5GS", "SW1A 1AA", "SW1 1AA", "Dublin 4", "E1 6AN", "EC1A 1BB"});
  EXPECT_THAT(
      in_order(planned(items), items, &PrintItem::postcode),
      ElementsAre("BT1 5GS", "E1 6AN", "EC1A 1BB", "SW1 1AA", "SW1A 1AA", "tf3 4nt", "TF10 1AA", "Dublin 4", ""));
}

TEST(PrintPlan, SortsBySeveralKeysThenByReference) {
  std::vector<PrintItem> items = items_with_pages({3, 1, 3, 12, 1});
  items[0].postcode = items[4].postcode = "TF3 4NT";
  items[1].postcode = items[2].postcode = items[3].postcode = "BT1 5GS";
  EXPECT_THAT(
      in_order(planned(items, {.sort = {PrintOrder::pages, PrintOrder::postcode}}), items, &PrintItem::reference),
      ElementsAre("A-2", "A-5", "A-3", "A-1", "A-4"));
  EXPECT_THAT(
      in_order(planned(items, {.sort = {PrintOrder::envelope, PrintOrder::postcode}}), items, &PrintItem::reference),
      ElementsAre("A-2", "A-3", "A-1", "A-5", "A-4"));
  EXPECT_THAT(in_order(planned(items, {.sort = {}}), items, &PrintItem::reference),
              ElementsAre("A-1", "A-2", "A-3", "A-4", "A-5"));
}

TEST(PrintPlan, DoesNotDependOnTheOrderOfTheItems) {
  std::vector<PrintItem> items = at_postcodes({"TF3 4NT", "BT1 5GS", "TF3 4NT", "E1 6AN"});
  const PrintPlan one = planned(items);
  const std::vector<std::string> references = in_order(one, items, &PrintItem::reference);
  std::ranges::reverse(items);
  const PrintPlan other = planned(items);
  EXPECT_EQ(in_order(other, items, &PrintItem::reference), references);
  EXPECT_EQ(one.id, other.id);
}

TEST(PrintPlan, CountsSheetsEnvelopesAndEmptyBacks) {
  const std::vector<PrintItem> items = items_with_pages({1, 2, 3, 10, 11, 20, 21});
  const PrintPlan duplex = planned(items, {.sort = {}});
  std::vector<std::size_t> sheets, envelopes, sequence;
  for (const PlannedLetter& letter : duplex.letters) {
    sheets.push_back(letter.sheets);
    envelopes.push_back(letter.envelope);
    sequence.push_back(letter.sequence);
  }
  EXPECT_THAT(sequence, ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(sheets, ElementsAre(1, 1, 2, 5, 6, 10, 11));
  EXPECT_THAT(envelopes, ElementsAre(0, 0, 0, 0, 1, 1, 2));
  ASSERT_EQ(duplex.jobs.size(), 1U);
  EXPECT_EQ(duplex.jobs[0].sheets, 36U);
  EXPECT_EQ(duplex.jobs[0].pages, 68U);
  EXPECT_EQ(duplex.jobs[0].blanks, 4U);
  const PrintPlan simplex = planned(items, {.sort = {}, .duplex = false});
  EXPECT_EQ(simplex.jobs[0].sheets, 68U);
  EXPECT_EQ(simplex.jobs[0].blanks, 0U);
  EXPECT_NE(simplex.id, duplex.id);
}

TEST(PrintPlan, SplitsIntoJobsButNeverALetter) {
  const std::vector<PrintItem> items = items_with_pages({4, 4, 2, 6, 4});  // 2, 2, 1, 3, 2 sheets
  const PrintPlan plan = planned(items, {.sort = {}, .sheets = 4});
  ASSERT_EQ(plan.jobs.size(), 3U);
  EXPECT_EQ(plan.jobs[0].sheets, 4U);
  EXPECT_EQ(plan.jobs[1].sheets, 4U);
  EXPECT_EQ(plan.jobs[2].sheets, 2U);
  EXPECT_EQ(plan.jobs[1].first, 2U);
  EXPECT_EQ(plan.jobs[1].count, 2U);
  EXPECT_EQ(plan.jobs[2].number, 3U);
}

TEST(PrintPlan, APartKeepsTheNumbersAndTheIdOfTheWhole) {
  const std::vector<PrintItem> items = items_with_pages({1, 2, 3, 4, 5});
  const PrintPlan whole = planned(items), part = planned(items, {.sheets = 3, .from = 2, .to = 4});
  EXPECT_EQ(part.id, whole.id);
  EXPECT_EQ(part.whole, 5U);
  EXPECT_EQ(part.most_sheets, whole.most_sheets);
  ASSERT_EQ(part.letters.size(), 3U);
  EXPECT_EQ(part.letters.front().sequence, 2U);
  EXPECT_EQ(part.letters.back().sequence, 4U);
  EXPECT_EQ(part.letters[1].item, whole.letters[2].item);
  EXPECT_EQ(part.jobs.size(), 2U);
  EXPECT_EQ(planned(items, {.from = 5}).letters.size(), 1U);
}

TEST(PrintPlan, ItsIdSaysWhatIsPrinted) {
  const std::vector<PrintItem> items = items_with_pages({1, 2, 3});
  const std::string id = planned(items).id;
  EXPECT_EQ(id.size(), 8U);
  EXPECT_EQ(id.find_first_not_of("0123456789"), std::string::npos);
  EXPECT_EQ(planned(items, {.sheets = 2}).id, id) << "how it is split changes no sheet";
  std::vector<PrintItem> other = items;
  other[1].sha256 = other[0].sha256;
  EXPECT_NE(planned(other).id, id);
  other = items;
  other.pop_back();
  EXPECT_NE(planned(other).id, id);
}

TEST(PrintPlan, RefusesNothing) {
  const Diagnostics faults = refusal({});
  EXPECT_EQ(faults[0].code, "print.empty");
  EXPECT_EQ(faults[0].message, "there is no letter to print");
}

TEST(PrintPlan, RefusesLettersThatCannotBePrintedAllAtOnce) {
  std::vector<PrintItem> items = items_with_pages({1, 0, 201, 9, 2});
  items[4].reference = "A-1";
  const Diagnostics faults = refusal(items, {.sheets = 4});
  ASSERT_EQ(faults.size(), 4U);
  EXPECT_EQ(faults[0].code, "print.twice");
  EXPECT_EQ(faults[0].message, "A-1 is there twice, as letters 1 and 5");
  EXPECT_EQ(faults[1].code, "print.no-pages");
  EXPECT_EQ(faults[1].message, "A-2 has no pages");
  EXPECT_EQ(faults[2].code, "print.too-many-sheets");
  EXPECT_EQ(faults[2].message, "A-3 has 101 sheets; the largest envelope, C4, takes 100");
  EXPECT_EQ(faults[3].code, "print.job-too-small");
  EXPECT_EQ(faults[3].message, "A-4 has 5 sheets and a job at most 4; a letter is never split");
  EXPECT_EQ(refusal(items_with_pages(std::vector<std::size_t>(100, 0))).size(), 20U);
}

TEST(PrintPlan, RefusesNumbersThatTheRunHasNot) {
  const std::vector<PrintItem> items = items_with_pages({1, 1, 1});
  for (const PrintOptions& options :
       {PrintOptions{.from = 3, .to = 2}, PrintOptions{.from = 4}, PrintOptions{.to = 4}}) {
    const Diagnostics faults = refusal(items, options);
    EXPECT_EQ(faults[0].code, "print.range");
  }
  EXPECT_EQ(refusal(items, {.from = 2, .to = 9})[0].message, "letters 2 to 9 are asked for; the run has 1 to 3");
}

TEST(PrintPlan, ReadsWhatToSortBy) {
  EXPECT_THAT(*read_print_order("postcode"), ElementsAre(PrintOrder::postcode));
  EXPECT_THAT(*read_print_order("envelope, pages,postcode"),
              ElementsAre(PrintOrder::envelope, PrintOrder::pages, PrintOrder::postcode));
  const auto slip = read_print_order("postcodes");
  ASSERT_THAT(slip, FailsWith("print.sort"));
  EXPECT_EQ(slip.error()[0].message, "letters cannot be sorted by \"postcodes\"");
  EXPECT_EQ(slip.error()[0].hints[0], "did you mean \"postcode\"?");
  EXPECT_EQ(read_print_order("").error()[0].hints[0], "they can be by postcode, pages and envelope: postcode,pages");
  EXPECT_EQ(read_print_order("pages,pages").error()[0].message, "letters are to be sorted by pages twice");
}

TEST(PrintPlan, NamesTheFilesOfJobs) {
  EXPECT_EQ(job_file("out/letters.pdf", 1, 1), "out/letters.pdf");
  EXPECT_EQ(job_file("out/letters.pdf", 2, 12), "out/letters-002.pdf");
  EXPECT_EQ(job_file("out.d/letters", 2, 3), "out.d/letters-002");
  EXPECT_EQ(job_file("letters.pdf", 1234, 2000), "letters-1234.pdf");
}

}  // namespace
}  // namespace engross::test
