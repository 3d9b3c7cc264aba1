// What supervisor and workers say to each other comes through whole, and nonsense is told from it.
#include "batch/messages.hpp"

#include "support/diagnostics.hpp"

namespace engross {
namespace {

SourceRef the_case() {
  static const SourceRef source = make_source("cases.csv, row 12", R"({"reference": "2016-1"})");
  return source;
}

std::optional<FromWorker> heard(std::string_view message) {
  return read_worker_message(message, [](std::uint64_t row) { return row == 12 ? the_case() : nullptr; });
}

CaseOutcome refused() {
  return {.kind = CaseOutcome::Kind::refused,
          .row = 12,
          .sha256 = "ab",
          .bytes = 1,
          .pages = 2,
          .microseconds = 3,
          .record_line = "{}",
          .said = {error("cases.missing", {the_case(), 1, 12}, "no name", {"give it", "one"}),
                   warning("checks.x", {make_source("paragraphs/a.md", "one\ntwo"), 5, 6}, "odd"),
                   error("y", {}, "nowhere")}};
}

TEST(Messages, CarryAnOrder) {
  const auto read = read_supervisor_message(order_message({.row = 7,
                                                           .task = Task::proof,
                                                           .case_ = make_source("a", std::string("\0{}", 3)),
                                                           .key = "k",
                                                           .file = "f",
                                                           .path = "p"}));
  ASSERT_TRUE(read && read->order);
  EXPECT_EQ(read->order->row, 7U);
  EXPECT_EQ(read->order->task, Task::proof);
  EXPECT_EQ(read->order->case_->text, std::string("\0{}", 3));
  EXPECT_EQ(read->order->path, "p");
}

TEST(Messages, CarrySecretsAndWhyThereIsNone) {
  EXPECT_EQ(read_supervisor_message(secret_message("1234"))->secret, "1234");
  const auto none = read_supervisor_message(no_secret_message({error("options.passphrase", {}, "nobody is there")}));
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->secret);
  EXPECT_EQ(none->no_secret.front().message, "nobody is there");
}

TEST(Messages, CarryAnOutcomeWithItsPlaces) {
  const auto read = heard(outcome_message(refused()));
  ASSERT_TRUE(read);
  const CaseOutcome& outcome = read->outcome;
  EXPECT_EQ(outcome.kind, CaseOutcome::Kind::refused);
  EXPECT_EQ(outcome.microseconds, 3U);
  EXPECT_EQ(outcome.record_line, "{}");
  ASSERT_EQ(outcome.said.size(), 3U);
  EXPECT_EQ(outcome.said[0].span.source, the_case());
  EXPECT_EQ(outcome.said[0].span.text(), R"("reference")");
  EXPECT_EQ(outcome.said[0].hints, (std::vector<std::string>{"give it", "one"}));
  EXPECT_EQ(outcome.said[1].severity, Severity::warning);
  EXPECT_EQ(outcome.said[1].message, "paragraphs/a.md:2:2: odd");
  EXPECT_EQ(outcome.said[2].span.source, nullptr);
}

TEST(Messages, CarryWhatWorkersSayBeforeTheyBegin) {
  EXPECT_EQ(heard(ready_message({warning("w", {}, "x")}))->said.size(), 1U);
  EXPECT_EQ(heard(unfit_message({error("e", {}, "x")}))->kind, FromWorker::Kind::unfit);
  EXPECT_EQ(heard(question_message("signer.p12"))->what, "signer.p12");
}

TEST(Messages, AreNothingWhenTheyAreCutOffOrTooLong) {
  const std::string whole = outcome_message(refused());
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(heard(whole.substr(0, size))) << size;
  EXPECT_FALSE(heard(whole + "x"));
  const std::string order = order_message({.row = 1, .case_ = make_source("n", "t")});
  for (std::size_t size = 0; size < order.size(); ++size)
    EXPECT_FALSE(read_supervisor_message(order.substr(0, size))) << size;
}

TEST(Messages, AreNothingWhenTheySayWhatThereIsNot) {
  std::string unknown(8, '\xff');
  EXPECT_FALSE(heard(unknown));
  EXPECT_FALSE(read_supervisor_message(unknown));
  EXPECT_FALSE(read_supervisor_message(ready_message({})));
  EXPECT_FALSE(heard(secret_message("x")));
}

}  // namespace
}  // namespace engross
