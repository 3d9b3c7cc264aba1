// deadlines.yaml: what is shipped, and every fault with its place.
#include "calendar/deadline_policy.hpp"

#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

std::string read(const std::string& yaml) {
  return told(read_deadline_policies(make_source("d.yaml", yaml)));
}

// A policy that says this besides what it must; it stands from column 45 of line 2.
std::string with(const std::string& more) {
  return read("policies:\n- {id: p, name: P, source: S, divisions: [a]" + more + "}\n");
}

TEST(DeadlinePolicies, AreShippedWithTheirSources) {
  std::string all;
  for (const DeadlinePolicy& policy : shared_deadlines().policies()) {
    all += policy.id + ": " + policy.length_in_words() + "\n";
    EXPECT_GT(policy.source.size(), 20U) << policy.id;
    EXPECT_GT(policy.name.size(), 20U) << policy.id;
  }
  EXPECT_EQ(all,
            "cabinet-office-20: 20 working days\ndfe-15: 15 working days\ndfe-18: 18 working days\n"
            "foi-20: 20 working days\nfoi-20-rolled: 20 working days\nfoi-20-moj: 20 working days\n"
            "decs-20: 20 working days\ndecs-home-secretary-10: 10 working days\ndecs-psu-60: 60 working days\n"
            "sar-month: 1 month\n");
}

TEST(DeadlinePolicies, SayEverythingThatTheyCan) {
  const auto read = read_deadline_policies(make_source(
      "d.yaml",
      "policies:\n- {id: p, name: P, source: S, divisions: [a, b], working_days: 1, receipt: next-working-day, "
      "day_one: "
      "receipt, stages: [{name: Draft, working_days: 1}], extension: 5}\n- {id: q, name: Q, source: S, divisions: [a], "
      "months: 2, stages: [{name: Draft, working_days: 100}]}\n"));
  ASSERT_THAT(read, Succeeds());
  const DeadlinePolicy& p = read->front();
  EXPECT_EQ(p.length_in_words(), "1 working day");
  EXPECT_EQ(p.receipt, DeadlinePolicy::Receipt::next_working_day);
  EXPECT_EQ(p.day_one, DeadlinePolicy::DayOne::receipt);
  EXPECT_EQ(p.divisions.size(), 2U);
  EXPECT_EQ(p.stages.at(0).name, "Draft");
  EXPECT_EQ(p.extension, 5);
  EXPECT_EQ(read->back().length_in_words(), "2 months");
}

TEST(DeadlinePolicies, RefuseWhatHasAnotherShape) {
  EXPECT_EQ(
      read("[]"),
      "1:1 deadline.type: deadlines.yaml must be an object | write \"policies:\", and under it a list of policies\n");
  EXPECT_EQ(read("{}"), "1:1 deadline.missing: \"policies\" is missing\n");
  EXPECT_EQ(read("policies: 1\n"),
            "1:11 deadline.type: \"policies\" must be a list of policies, each with id, name and source\n");
  EXPECT_EQ(read("policies: [x]\n"),
            "1:12 deadline.type: a policy must be an object with id, name, source, divisions and a length\n");
  EXPECT_EQ(
      read("polices: []\n"),
      "1:1 deadline.missing: \"policies\" is missing\n1:1 deadline.unknown-key: \"polices\" is not known | did you "
      "mean \"policies\"?\n");
  EXPECT_TRUE(read("policies: [").starts_with("1:12 data.syntax"));
  EXPECT_EQ(read("policies:\n- {working_days: 1}\n"),
            "2:3 deadline.missing: \"policies.id\" is missing\n2:3 deadline.missing: \"policies.name\" is missing\n"
            "2:3 deadline.missing: \"policies.source\" is missing\n2:3 deadline.missing: \"policies.divisions\" is "
            "missing\n");
}

TEST(DeadlinePolicies, RefuseIdsAndWordsThatAreNone) {
  const std::string rest = ", divisions: [a], working_days: 1}\n";
  EXPECT_EQ(read("policies:\n- {id: A b, name: P, source: S" + rest),
            "2:8 deadline.id: \"A b\" is no id of a policy | an id is made of small letters, digits and hyphens: "
            "foi-20\n");
  EXPECT_EQ(read("policies:\n- {id: a, name: P, source: S" + rest + "- {id: a, name: P, source: S" + rest),
            "3:8 deadline.duplicate: the policy \"a\" is there twice | give one of the two another id\n");
  EXPECT_EQ(read("policies:\n- {id: a, name: \"\", source: S" + rest),
            "2:17 deadline.missing: \"policies.name\" is empty\n");
  EXPECT_EQ(read("policies:\n- {id: a, name: P, source: 1" + rest),
            "2:28 deadline.type: \"policies.source\" is a number, but must be a string | put it between quotation "
            "marks\n");
}

TEST(DeadlinePolicies, RefuseLengthsThatAreNone) {
  EXPECT_EQ(
      with(""),
      "2:3 deadline.length: this policy says neither working_days nor months | write working_days: 20, or months: "
      "1\n");
  EXPECT_EQ(with(", working_days: 1, months: 1"),
            "2:3 deadline.length: a policy has working_days or months, and this one has both | write working_days: 20, "
            "or months: 1\n");
  EXPECT_EQ(with(", working_days: 0"),
            "2:61 deadline.length: \"policies.working_days\" is 0, but must be 1 to 2000 working days\n");
  EXPECT_EQ(with(", working_days: 2.5"),
            "2:61 deadline.length: \"policies.working_days\" is 2.5, but must be a whole number\n");
  EXPECT_EQ(with(", months: 121"), "2:55 deadline.length: \"policies.months\" is 121, but must be 1 to 120 months\n");
  EXPECT_EQ(with(", months: 1, extension: 121"),
            "2:69 deadline.length: \"policies.extension\" is 121, but must be 1 to 120 months\n");
}

TEST(DeadlinePolicies, RefuseChoicesDivisionsAndKeysThatAreNone) {
  EXPECT_EQ(with(", working_days: 1, receipt: next-workday"),
            "2:73 deadline.choice: \"next-workday\" is not one of: any-day, next-working-day | did you mean "
            "\"next-working-day\"?\n");
  EXPECT_EQ(with(", working_days: 1, day_one: no"),
            "2:73 deadline.choice: \"no\" is not one of: after-receipt, receipt\n");
  EXPECT_EQ(with(", working_days: 1, day_on: no"),
            "2:64 deadline.unknown-key: \"policies.day_on\" is not known | did you mean \"day_one\"?\n");
  const std::string rest = ", working_days: 1}\n";
  EXPECT_EQ(read("policies:\n- {id: p, name: P, source: S, divisions: []" + rest),
            "2:42 deadline.missing: a policy counts the bank holidays of one division at least | write divisions: "
            "[england-and-wales]\n");
  EXPECT_EQ(read("policies:\n- {id: p, name: P, source: S, divisions: [a, b, a]" + rest),
            "2:49 deadline.duplicate: the division \"a\" is there twice\n");
  EXPECT_EQ(
      read("policies:\n- {id: p, name: P, source: S, divisions: [1]" + rest),
      "2:43 deadline.type: \"policies.divisions\" must be a list of strings, but this is a number | put it between "
      "quotation marks\n");
}

TEST(DeadlinePolicies, RefuseStagesThatAreNone) {
  EXPECT_EQ(with(", working_days: 5, stages: x"),
            "2:72 deadline.type: \"stages\" must be a list of stages, each with name and working_days\n");
  EXPECT_EQ(with(", working_days: 5, stages: [x]"),
            "2:73 deadline.type: a stage must be an object with name and working_days\n");
  EXPECT_EQ(with(", working_days: 5, stages: [{}]"),
            "2:73 deadline.missing: \"stages.name\" is missing\n2:73 deadline.missing: \"stages.working_days\" is "
            "missing\n");
  EXPECT_EQ(
      with(", working_days: 5, stages: [{name: Draft, working_days: 6}]"),
      "2:101 deadline.stage: \"Draft\" is due by working day 6, after the deadline itself, day 5 | a stage is done "
      "by the deadline\n");
  EXPECT_EQ(with(", working_days: 5, stages: [{name: A, working_days: 1}, {name: A, working_days: 2}]"),
            "2:101 deadline.duplicate: the stage \"A\" is there twice\n");
  EXPECT_EQ(with(", working_days: 5, stages: [{name: A, working_days: 1, day: 2}]"),
            "2:100 deadline.unknown-key: \"stages.day\" is not known | known here: name, working_days\n");
}

// A broken file need not say so a thousand times.
TEST(DeadlinePolicies, TellTheFirstFaultsOfMany) {
  std::string many = "policies:\n";
  for (int i = 0; i < 100; ++i) many += "- x\n";
  const auto read = read_deadline_policies(make_source("d.yaml", many));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().size(), 21U);
  EXPECT_EQ(read.error().back().code, "base.left-out");
}

}  // namespace
}  // namespace engross::test
