// A letter that was chosen by its deadline is made again, whatever policies and bank holidays have become since.
#include "assemble/bench.hpp"
#include "letter/text_copy.hpp"

namespace engross::test {
namespace {

const std::string late_members = R"("topics": ["lights"], "incoming": {"received": "2026-03-02"})";
const Calendar in_march{.today = day("2026-03-25"), .letter_date = day("2016-10-26")};

Changes office(int working_days) {
  return {{"department.yaml", harbour()->resources.files.at("department.yaml") + "deadline: {policy: harbour}\n"},
          {"deadlines.yaml",
           "policies:\n- {id: harbour, name: H, source: S, divisions: [england-and-wales], working_days: " +
               std::to_string(working_days) + "}\n"},
          {"paragraphs/late.md",
           "---\ntitle: Late\nowner: O\nrevision: 1\norder: 1\nwhen: deadline.days_left < 0\n---\nI am sorry: this "
           "was due on {{#long_date}}deadline.due{{/long_date}}, {{deadline.days_left}}.\n"}};
}

Result<Reply> reply_at(Workbench& bench) {
  return prepare(bench, case_of(case_text(late_members)), in_march);
}

struct Issued {
  MemoryWorld world;
  Store store{world, "store"};
  Record record;
  std::string pdf;

  explicit Issued(const std::string& shared_bundle) {
    const auto bench = workbench(office(15));
    auto reply = reply_at(*bench);
    EXPECT_THAT(reply, Succeeds());
    IssueOrder order = order_to("out.pdf");
    if (!shared_bundle.empty()) order.shared_bundle = shared_bundle;
    auto issued = issue(world, store, *bench, *reply, order);
    EXPECT_THAT(issued, Succeeds());
    record = issued->record;
    pdf = issued->finished.pdf;
  }
};

TEST(DeadlineRemake, GivesTheIssuedBytesThoughThePolicyHasChanged) {
  const Issued issued({});
  // The department counts twenty days now: the same case, on the same day, would be in time.
  const auto now = workbench(office(20));
  const auto in_time = reply_at(*now);
  ASSERT_THAT(in_time, Succeeds());
  EXPECT_EQ(write_text(in_time->letter()).find("I am sorry"), std::string::npos);
  const auto again = prepare_again(issued.store, issued.record);
  ASSERT_THAT(again, Succeeds());
  EXPECT_NE(write_text(again->reply.letter()).find("this was due on 23 March 2026, -2."), std::string::npos);
  const auto remade = remake(issued.store, issued.record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, issued.pdf);
}

// The record names today and, by their hashes, the bundles that policies and bank holidays lie in.
TEST(DeadlineRemake, ReadsTodayAndTheFilesFromTheRecord) {
  const Issued issued({});
  EXPECT_EQ(issued.record.today, in_march.today);
  const auto department = issued.store.object(issued.record.file("department")->sha256);
  ASSERT_THAT(department, Succeeds());
  EXPECT_NE(department->find(" deadlines.yaml\n"), std::string::npos);
  const auto shared = issued.store.object(issued.record.file("shared")->sha256);
  ASSERT_THAT(shared, Succeeds());
  EXPECT_NE(shared->find(" bank-holidays.json\n"), std::string::npos);
  EXPECT_NE(shared->find(" deadlines.yaml\n"), std::string::npos);
}

// Had the record not kept the calendar of that day, a changed one would show: the letter would be refused, not altered.
TEST(DeadlineRemake, NoticesAnotherCalendar) {
  Resources other = shared_resources().resources;
  std::string& calendar = other.files.at("bank-holidays.json");
  const std::string easter = "\"date\": \"2026-04-03\"";
  calendar.replace(calendar.find(easter), easter.size(), "\"date\": \"2026-03-20\"");
  const Issued issued(to_bundle(other));
  EXPECT_THAT(remake(issued.store, issued.record), FailsWith("remake.differs"));
}

}  // namespace
}  // namespace engross::test
