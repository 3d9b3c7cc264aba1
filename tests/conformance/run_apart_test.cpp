// Cases run apart: results in order, and what becomes of a process that dies, hangs or talks nonsense.
#include "conformance/run_apart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A shell that does what the case's name says; "$0" is the name.
std::vector<CaseResult> run_shell(const std::string& script, const std::vector<std::string>& names, int deadline = 20) {
  std::vector<CaseResult> results;
  run_apart(names, {.program = "/bin/sh", .arguments = {"-c", script}, .environment = {}, .deadline_seconds = deadline},
            [&](CaseResult result) { results.push_back(std::move(result)); });
  return results;
}

TEST(RunApart, TellsResultsInOrderWhicheverComesFirst) {
  const auto results = run_shell(
      R"sh([ "$0" = slow ] && sleep 0.3; echo "{\"case\":\"$0\",\"status\":\"success\",\"findings\":[],\"said\":[]}")sh",
      {"slow", "quick", "third"});
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0].name, "slow");
  EXPECT_EQ(results[1].name, "quick");
  EXPECT_EQ(results[2].name, "third");
  EXPECT_EQ(results[2].status, CaseStatus::success);
}

TEST(RunApart, CallsADeadSilentOrMadProcessCrashed) {
  const auto dead = run_shell("echo last words >&2; kill -SEGV $$", {"dead"});
  EXPECT_EQ(dead[0].status, CaseStatus::crashed);
  EXPECT_THAT(dead[0].reason, HasSubstr("signal 11"));
  EXPECT_THAT(dead[0].reason, HasSubstr("last words"));
  const auto hung = run_shell("exec sleep 60", {"hung"}, 1);
  EXPECT_EQ(hung[0].status, CaseStatus::crashed);
  EXPECT_EQ(hung[0].reason, "no answer in 1 s");
  const auto mad = run_shell("echo '{\"status\": \"marvellous\"}'", {"mad"});
  EXPECT_EQ(mad[0].status, CaseStatus::crashed);
  EXPECT_THAT(mad[0].reason, HasSubstr("makes no sense"));
  const auto gone = run_shell("exit 3", {"gone"});
  EXPECT_EQ(gone[0].reason, "exit 3");
}

TEST(CaseResults, ComeBackAsTheyWere) {
  const SourceRef source = make_source("a.md", "first\nsecond\n");
  CaseResult result;
  result.name = "opens";
  result.status = CaseStatus::failed;
  result.findings.push_back(finding_of(error("x.y", {source, 6, 12}, "it is \"wrong\"", {"mend it"})));
  result.said = {"one", "two"};
  result.data = Value::object();
  result.data.set("n", Value::number("3"));
  result.files = {{"expected/a.txt", "words\n"}};
  const auto read = read_case_result(read_json(make_source("r", to_json(to_value(result))))->root);
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ(read->status, CaseStatus::failed);
  ASSERT_EQ(read->findings.size(), 1U);
  EXPECT_EQ(read->findings[0].message, "it is \"wrong\"");
  EXPECT_EQ(read->findings[0].file, "a.md");
  EXPECT_EQ(read->findings[0].line, 2U);
  EXPECT_EQ(read->findings[0].column, 1U);
  EXPECT_THAT(read->findings[0].hints, ElementsAre("mend it"));
  EXPECT_EQ(read->said, result.said);
  EXPECT_EQ(read->files, result.files);
  EXPECT_EQ(to_canonical_json(read->data), R"({"n":3})");
  EXPECT_THAT(read_case_result(Value::object()), FailsWith("conformance.answer"));
}

}  // namespace
}  // namespace engross::test
