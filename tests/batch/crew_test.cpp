// A crew does every order once, whatever its workers do: the case decides how a worker here behaves.
#include "batch/crew.hpp"

#include <unistd.h>

#include <csignal>
#include <set>

#include "batch/worker.hpp"
#include "isolation/parent_channel.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross {
namespace {
using namespace std::chrono_literals;
using test::FailsWith;
using test::Succeeds;

void say(const std::string& message) {
  std::string frame;
  append_frame(frame, message);
  write_to_parent(frame);
}

// Whether this case was tried before, by another worker: a file is made the first time.
bool first_try(const CaseOrder& order) {
  return ::access(order.path.c_str(), F_OK) != 0 && std::fclose(std::fopen(order.path.c_str(), "w")) == 0;
}

int obey() {
  say(ready_message({}));
  ParentMessages messages(1U << 20U);
  while (const auto message = messages.next()) {
    const CaseOrder order = *read_supervisor_message(*message)->order;
    const std::string& told = order.case_->text;
    if (told == "crash") ::raise(SIGABRT);  // which sanitizers leave alone
    if (told == "crash once" && first_try(order)) ::raise(SIGABRT);
    if (told == "hang") ::pause();
    if (told == "leave") return 3;
    if (told == "no memory") return worker_out_of_memory;
    if (told == "babble") say("nonsense");
    CaseOutcome outcome{.row = told == "lie" ? order.row + 1 : order.row, .sha256 = told};
    if (told == "refuse") {
      outcome.kind = CaseOutcome::Kind::refused;
      outcome.said = {error("cases.missing", {order.case_, 0, 3}, "no")};
    }
    say(outcome_message(outcome));
  }
  return 0;
}

struct Given {
  std::uint64_t row;
  std::string text;
};

std::map<std::uint64_t, CaseOutcome> outcomes_of(Crew& crew, const std::vector<Given>& all,
                                                 const std::string& scratch = "/nonexistent/") {
  std::map<std::uint64_t, CaseOutcome> outcomes;
  std::size_t next = 0;
  while (next < all.size() || crew.open_orders() > 0) {
    while (next < all.size() && crew.has_room()) {
      const Given& given = all[next++];
      crew.give({.row = given.row,
                 .case_ = make_source("cases.csv, row " + std::to_string(given.row), given.text),
                 .path = scratch + std::to_string(given.row)});
    }
    auto some = crew.wait(100ms);
    EXPECT_THAT(some, Succeeds());
    if (!some) return outcomes;
    for (CaseOutcome& outcome : *some) {
      EXPECT_FALSE(outcomes.contains(outcome.row)) << "row " << outcome.row << " ended twice";
      outcomes[outcome.row] = std::move(outcome);
    }
  }
  return outcomes;
}

std::unique_ptr<Crew> crew_of(int (*work)(), CrewOptions options = {}) {
  auto nursery = Nursery::start(work, {});
  EXPECT_THAT(nursery, Succeeds());
  return std::make_unique<Crew>(std::move(*nursery), std::move(options));
}

TEST(Crew, DoesEveryOrderOnce) {
  const auto crew = crew_of(obey, {.workers = 3});
  ASSERT_THAT(crew->start(), Succeeds());
  std::vector<Given> all;
  for (std::uint64_t row = 1; row <= 500; ++row) all.push_back({row, "made " + std::to_string(row)});
  const auto outcomes = outcomes_of(*crew, all);
  ASSERT_EQ(outcomes.size(), 500U);
  for (const auto& [row, outcome] : outcomes) EXPECT_EQ(outcome.sha256, "made " + std::to_string(row));
  EXPECT_EQ(crew->workers(), 3U);
  EXPECT_EQ(crew->replaced(), 0U);
}

TEST(Crew, PutsWhatIsSaidIntoTheCase) {
  const auto crew = crew_of(obey);
  ASSERT_THAT(crew->start(), Succeeds());
  const auto outcomes = outcomes_of(*crew, {{1, "refuse"}});
  ASSERT_EQ(outcomes.at(1).kind, CaseOutcome::Kind::refused);
  EXPECT_EQ(outcomes.at(1).said.front().span.text(), "ref");
}

// Each of these costs its own case and no other, is tried by two workers, and says what happened.
TEST(Crew, LosesOnlyTheCaseThatKillsItsWorker) {
  const auto crew = crew_of(obey, {.workers = 2, .patience = 300ms});
  ASSERT_THAT(crew->start(), Succeeds());
  std::vector<Given> all;
  for (std::uint64_t row = 1; row <= 200; ++row) all.push_back({row, "made"});
  all[20].text = "crash";
  all[21].text = "crash";
  all[90].text = "hang";
  all[120].text = "leave";
  all[150].text = "no memory";
  all[160].text = "babble";
  all[199].text = "lie";
  const auto outcomes = outcomes_of(*crew, all);
  ASSERT_EQ(outcomes.size(), 200U);
  std::set<std::uint64_t> lost;
  for (const auto& [row, outcome] : outcomes)
    if (outcome.kind == CaseOutcome::Kind::lost) lost.insert(row);
  EXPECT_EQ(lost, (std::set<std::uint64_t>{21, 22, 91, 121, 151, 161, 200}));
  const auto why = [&](std::uint64_t row) { return outcomes.at(row).said.front().message; };
  EXPECT_THAT(why(21), testing::HasSubstr("killed by signal 6"));
  EXPECT_THAT(why(91), testing::HasSubstr("did not answer in 0.3 s"));
  EXPECT_THAT(why(121), testing::HasSubstr("exit 3"));
  EXPECT_THAT(why(151), testing::HasSubstr("ran out of memory"));
  EXPECT_EQ(outcomes.at(21).said.front().span.source->name, "cases.csv, row 21");
  EXPECT_EQ(crew->replaced(), 14U);
  EXPECT_EQ(crew->workers(), 2U);
}

TEST(Crew, TriesACaseOnceMore) {
  const test::TemporaryDirectory scratch;
  const auto crew = crew_of(obey);
  ASSERT_THAT(crew->start(), Succeeds());
  const auto outcomes = outcomes_of(*crew, {{1, "made"}, {2, "crash once"}, {3, "made"}}, scratch / "");
  EXPECT_EQ(outcomes.at(2).kind, CaseOutcome::Kind::made);
  EXPECT_EQ(crew->replaced(), 1U);
}

int is_unfit() {
  say(unfit_message({error("signing.passphrase", {}, "the PIN is wrong")}));
  return 0;
}

TEST(Crew, DoesNotBeginWhenTheFirstWorkerCannot) {
  const auto crew = crew_of(is_unfit, {.workers = 4});
  EXPECT_THAT(crew->start(), FailsWith("signing.passphrase"));
  EXPECT_LE(crew->workers(), 1U);  // a wrong PIN is tried once
}

int dies_at_once() {
  return 1;
}

TEST(Crew, DoesNotBeginWithWorkersThatDie) {
  EXPECT_THAT(crew_of(dies_at_once)->start(), FailsWith("isolation.start"));
}

int asks() {
  say(question_message("signer.p12"));
  ParentMessages messages(1U << 20U);
  const auto answer = read_supervisor_message(*messages.next());
  if (!answer->secret) {
    say(unfit_message(answer->no_secret));
    return 0;
  }
  const std::string secret = *answer->secret;
  say(ready_message({}));
  while (const auto message = messages.next())
    say(outcome_message({.row = read_supervisor_message(*message)->order->row, .sha256 = secret}));
  return 0;
}

TEST(Crew, AsksForASecretOnceForAllWorkers) {
  int asked = 0;
  const auto crew = crew_of(asks, {.workers = 3, .ask = [&](const std::string& what) -> Result<Secret> {
                                     ++asked;
                                     return Secret("PIN of " + what);
                                   }});
  ASSERT_THAT(crew->start(), Succeeds());
  std::vector<Given> all;
  for (std::uint64_t row = 1; row <= 60; ++row) all.push_back({row, "sign"});
  for (const auto& [row, outcome] : outcomes_of(*crew, all)) EXPECT_EQ(outcome.sha256, "PIN of signer.p12");
  EXPECT_EQ(asked, 1);
}

TEST(Crew, SaysWhyThereIsNoSecret) {
  const auto crew = crew_of(asks, {.ask = [](const std::string&) -> Result<Secret> {
                              return fail(error("options.passphrase", {}, "there is no terminal"));
                            }});
  EXPECT_THAT(crew->start(), FailsWith("options.passphrase"));
}

}  // namespace
}  // namespace engross
