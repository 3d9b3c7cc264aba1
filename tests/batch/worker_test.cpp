// A worker at letters that need approvals: those of an approved batch are made, and those that somebody saw are made as
// they were seen or not at all.
#include "batch/worker.hpp"

#include "assemble/approval.hpp"
#include "assemble/bench.hpp"
#include "batch/crew.hpp"
#include "signing/harbour_office.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

class ApprovedWorker : public testing::Test {
 protected:
  // As Ada saw it, or another one.
  SeenLetters seen(bool as_it_is) {
    const auto reply = reply_to(*bench);
    const auto letter = approved_of(*bench, *reply);
    EXPECT_THAT(letter, Succeeds());
    Approval approval;
    approval.statement.person = "Ada Quay";
    approval.statement.role = "drafter";
    approval.statement.samples = {
        {"H-1", letter->letter_sha256, as_it_is ? letter->pages_sha256 : std::string(64, '0')}};
    return SeenLetters({.name = "cases.jsonl.approvals.json", .all = {approval}});
  }
  CaseOutcome outcome_of(Task task) {
    auto nursery = Nursery::start([this] { return work(kit); }, {});
    EXPECT_THAT(nursery, Succeeds());
    Crew crew(std::move(*nursery), {});
    EXPECT_THAT(crew.start(), Succeeds());
    crew.give({.row = 1,
               .task = task,
               .case_ = make_source("cases.jsonl, row 1", case_text(R"("topics": ["lights"])")),
               .key = "H-1",
               .file = "letters/0000/H-1.pdf",
               .path = run / "1.pdf"});
    while (true) {
      auto some = crew.wait(std::chrono::milliseconds(100));
      if (!some) ADD_FAILURE() << print(some.error());
      if (!some || !some->empty()) return some ? std::move(some->front()) : CaseOutcome();
    }
  }
  std::string code_of(Task task, CaseOutcome::Kind kind) {
    const CaseOutcome outcome = outcome_of(task);
    EXPECT_EQ(outcome.kind, kind) << print(outcome.said);
    return has_errors(outcome.said) ? outcome.said.front().code : "";
  }

  TemporaryDirectory run;
  std::unique_ptr<Workbench> bench = workbench(approving_office());
  WorkerKit kit{.workbench = bench.get(),
                .shared = {},
                .run = run.path(),
                .calendar = today,
                .at = Timestamp::parse("2016-10-26T09:00:00Z"),
                .signatory = {},
                .unsigned_ = true,
                .open_code = {},
                .open_hand = {}};
};

using Kind = CaseOutcome::Kind;

TEST_F(ApprovedWorker, IssuesNothingOfABatchThatIsNotApproved) {
  EXPECT_EQ(code_of(Task::issue, Kind::refused), "approvals.missing");
  for (const Task trial : {Task::check, Task::measure, Task::proof}) EXPECT_EQ(code_of(trial, Kind::made), "");
}

TEST_F(ApprovedWorker, MakesALetterAsItWasSeen) {
  kit.approved = true;
  EXPECT_EQ(code_of(Task::issue, Kind::made), "");
  kit.seen = seen(true);
  EXPECT_EQ(code_of(Task::issue, Kind::made), "");
}

// Not one refused case among others: nobody has approved what is made here.
TEST_F(ApprovedWorker, StopsTheRunAtALetterThatIsAnother) {
  kit.approved = true;
  kit.seen = seen(false);
  const CaseOutcome outcome = outcome_of(Task::issue);
  EXPECT_EQ(outcome.kind, Kind::environment);
  ASSERT_EQ(outcome.said.size(), 1U);
  EXPECT_EQ(outcome.said[0].code, "approvals.sampled");
  EXPECT_EQ(outcome.said[0].message.find("letter H-1 is not the one that Ada Quay saw and approved as drafter"), 0U);
  EXPECT_EQ(code_of(Task::check, Kind::environment), "approvals.sampled");
  EXPECT_EQ(code_of(Task::proof, Kind::made), "");
}

}  // namespace
}  // namespace engross::test
