#include "data/read.hpp"
#include "rules/rule.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

Value json(std::string_view text) {
  const Result<Document> document = read_json(make_source("facts", std::string(text)));
  EXPECT_THAT(document, Succeeds());
  return document ? document->root : Value();
}

Rule rule(std::string_view text, std::string name = "rule") {
  const Result<Rule> made = Rule::parse(std::string(text), std::move(name));
  EXPECT_THAT(made, Succeeds());
  return *made;
}

const std::string_view facts_text = R"({
  "topics": ["cse", "pshe"], "none": [], "mixed": [1.50, true, null, "2016-10-26", ["x"], {"y": 1}],
  "correspondent": {"role": "councillor", "surname": "Watling", "forename": null},
  "incoming": {"dated": "2016-09-30", "channel": "letter"},
  "facts": {"amount": 1.20, "big": 123456789012345678901234567891, "urgent": true, "quiet": false, "when": "soon",
            "long": "one two three four five six seven eight nine ten eleven twelve thirteen", "lines": "a\nb"},
  "history": [{"date": "2016-01-02"}],
  "many": [1,2,3,4,5,6,7,8,9,10,11,12,13,14] })";

// "true: reason", "false: reason", or "column code: message (hint) (hint)".
std::string evaluated(std::string_view text, const std::map<std::string, Rule>& lets = {}) {
  const Value given = json(facts_text);
  const Value deadline = json(R"({"deadline": {"days_left": -3}})");
  const Result<Verdict> verdict = rule(text).evaluate(Facts{{&given, &deadline}}, lets);
  for (const Reasons reasons : {Reasons::when_true, Reasons::never}) {
    const Result<Verdict> brief = rule(text).evaluate(Facts{{&given, &deadline}}, lets, reasons);
    EXPECT_EQ(brief.has_value(), verdict.has_value()) << text;
    if (brief && verdict) {
      EXPECT_EQ(brief->truth, verdict->truth) << text;
      const bool tells = reasons == Reasons::when_true && verdict->truth;
      EXPECT_EQ(brief->reason, tells ? verdict->reason : "") << text;
    } else if (!brief && !verdict) {
      EXPECT_EQ(print(brief.error()), print(verdict.error())) << text;
    }
  }
  if (verdict) return (verdict->truth ? "true: " : "false: ") + verdict->reason;
  std::string shown;
  for (const Diagnostic& d : verdict.error()) {
    shown += test::place(d) + " " + d.code + ": " + d.message;
    for (const std::string& hint : d.hints) shown += " (" + hint + ")";
  }
  return shown;
}

struct Row {
  std::string_view text;
  std::string_view shown;
};

TEST(RuleEvaluate, GivesTheTruthAndTheReason) {
  const Row rows[] = {
      {"'pshe' in topics", "true: 'pshe' in topics: topics = [cse, pshe]"},
      {"'send' in topics", "false: 'send' in topics is false: topics = [cse, pshe]"},
      {"'send' not in topics", "true: 'send' not in topics: topics = [cse, pshe]"},
      {"'x' in none", "false: 'x' in none is false: none = []"},
      {"correspondent.role != 'pupil'", "true: correspondent.role != 'pupil': correspondent.role = councillor"},
      {"correspondent.role in ['mp', 'councillor']",
       "true: correspondent.role in ['mp', 'councillor']: correspondent.role = councillor"},
      {"1.5 in mixed", "true: 1.5 in mixed: mixed = [1.50, true, null, 2016-10-26, […], {…}]"},
      {"2016-10-26 in mixed", "true: 2016-10-26 in mixed: mixed = [1.50, true, null, 2016-10-26, […], {…}]"},
      {"'x' in mixed", "false: 'x' in mixed is false: mixed = [1.50, true, null, 2016-10-26, […], {…}]"},
      {"true in mixed", "true: true in mixed: mixed = [1.50, true, null, 2016-10-26, […], {…}]"},
      {"20 in many", "false: 20 in many is false: many = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …]"},
      {"deadline.days_left < 0", "true: deadline.days_left < 0: deadline.days_left = -3"},
      {"facts.amount == 1.2", "true: facts.amount == 1.2: facts.amount = 1.20"},
      {"facts.big > 123456789012345678901234567890",
       "true: facts.big > 123456789012345678901234567890: facts.big = 123456789012345678901234567891"},
      {"incoming.dated >= 2016-09-30", "true: incoming.dated >= 2016-09-30: incoming.dated = 2016-09-30"},
      {"history.0.date < incoming.dated",
       "true: history.0.date < incoming.dated: history.0.date = 2016-01-02; incoming.dated = 2016-09-30"},
      {"incoming.dated == '2016-09-30'", "true: incoming.dated == '2016-09-30': incoming.dated = 2016-09-30"},
      {"facts.urgent", "true: facts.urgent: facts.urgent = true"},
      {"facts.quiet", "false: facts.quiet is false: facts.quiet = false"},
      {"facts.urgent == true", "true: facts.urgent == true: facts.urgent = true"},
      {"not facts.quiet", "true: not facts.quiet: facts.quiet = false"},
      {"true", "true: true"},
      {"false", "false: false is false"},
      {"exists(facts.visit)", "false: exists(facts.visit) is false: facts.visit is absent"},
      {"exists(correspondent.forename)",
       "false: exists(correspondent.forename) is false: correspondent.forename = null"},
      {"exists(correspondent)", "true: exists(correspondent): correspondent = {…}"},
      {"not exists(facts.visit)", "true: not exists(facts.visit): facts.visit is absent"},
      {"exists(facts.visit) and facts.visit > 2016-01-01",
       "false: exists(facts.visit) is false: facts.visit is absent"},
      {"not exists(facts.visit) or facts.visit > 2016-01-01", "true: not exists(facts.visit): facts.visit is absent"},
      {"facts.urgent and 'cse' in topics",
       "true: facts.urgent: facts.urgent = true; 'cse' in topics: topics = [cse, pshe]"},
      {"facts.urgent and facts.quiet", "false: facts.quiet is false: facts.quiet = false"},
      {"facts.quiet or 'x' in none",
       "false: facts.quiet is false: facts.quiet = false; 'x' in none is false: none = []"},
      {"facts.quiet or facts.urgent", "true: facts.urgent: facts.urgent = true"},
      {"not (facts.quiet or 'x' in topics)",
       "true: not (facts.quiet or 'x' in topics): facts.quiet = false; topics = [cse, pshe]"},
      {"'cse' in topics\n  and   not\n('x' in topics and facts.quiet)",
       "true: 'cse' in topics: topics = [cse, pshe]; not ('x' in topics and facts.quiet): topics = [cse, pshe]"},
      {"facts.long != 'x'",
       "true: facts.long != 'x': facts.long = one two three four five six seven eight nine ten eleven twel…"},
      {"facts.lines == 'x'", "false: facts.lines == 'x' is false: facts.lines = a b"},
  };
  for (const Row& row : rows) EXPECT_EQ(evaluated(row.text), row.shown) << row.text;
}

TEST(RuleEvaluate, RefusesAbsentPathsAndKindsThatDoNotCompare) {
  const Row rows[] = {
      {"facts.visit == 1", "1:1 rule.absent: facts.visit is absent (guard it: exists(facts.visit) and …)"},
      {"correspondent.rolle == 'mp'",
       "1:1 rule.absent: correspondent.rolle is absent (did you mean \"role\"?) "
       "(guard it: exists(correspondent.rolle) and …)"},
      {"'x' in topcis",
       "1:8 rule.absent: topcis is absent (did you mean \"topics\"?) (guard it: exists(topcis) and …)"},
      {"deadline.day_left < 0",
       "1:1 rule.absent: deadline.day_left is absent (did you mean \"days_left\"?) "
       "(guard it: exists(deadline.day_left) and …)"},
      {"correspondent.forename == 'x'",
       "1:1 rule.absent: correspondent.forename is null (guard it: exists(correspondent.forename) and …)"},
      {"true and zzz", "1:10 rule.absent: zzz is absent (guard it: exists(zzz) and …)"},
      {"not zzz", "1:5 rule.absent: zzz is absent (guard it: exists(zzz) and …)"},
      {"correspondent.role",
       "1:1 rule.compare: correspondent.role is a string (councillor), not true or false "
       "(compare it, or ask exists(correspondent.role))"},
      {"correspondent.role > 3",
       "1:1 rule.compare: a string does not compare with a number: correspondent.role = councillor"},
      {"facts.amount == '1.20'", "1:1 rule.compare: a number does not compare with a string: facts.amount = 1.20"},
      {"facts.when < 2016-10-26",
       "1:1 rule.compare: a string does not compare with a date: facts.when = soon (a date is written YYYY-MM-DD)"},
      {"facts.when == 2016-10-26",
       "1:1 rule.compare: a string does not compare with a date: facts.when = soon (a date is written YYYY-MM-DD)"},
      {"facts.when < incoming.channel",
       "1:1 rule.compare: a string has no order: facts.when = soon; incoming.channel = letter"},
      {"topics == 'pshe'", "1:1 rule.compare: topics is an array, which does not compare (use `in`: 'x' in topics)"},
      {"correspondent == 'x'",
       "1:1 rule.compare: correspondent is an object, which does not compare (name one of its fields)"},
      {"'x' in correspondent.role",
       "1:8 rule.compare: correspondent.role is a string (councillor), not a list (use ==)"},
      {"topics", "1:1 rule.compare: topics is an array, not true or false (compare it, or ask exists(topics))"},
      {"'a' in [facts.visit]", "1:9 rule.absent: facts.visit is absent (guard it: exists(facts.visit) and …)"},
  };
  for (const Row& row : rows) EXPECT_EQ(evaluated(row.text), row.shown) << row.text;
}

TEST(RuleEvaluate, NamesLets) {
  const std::map<std::string, Rule> lets{
      {"late", rule("deadline.days_left < 0", "let late")},
      {"angry", rule("late and facts.urgent", "let angry")},
      {"broken", rule("facts.visti", "let broken")},
  };
  const Row rows[] = {
      {"late", "true: late (deadline.days_left < 0): deadline.days_left = -3"},
      {"not late", "false: not late (deadline.days_left < 0) is false: deadline.days_left = -3"},
      {"angry and not facts.quiet",
       "true: angry (late and facts.urgent): deadline.days_left = -3; facts.urgent = true; not facts.quiet: "
       "facts.quiet = false"},
      {"late < 3", "1:1 rule.compare: true or false does not compare with a number: deadline.days_left = -3"},
      {"late == true or late != true and 'cse' in topics", "true: late == true: deadline.days_left = -3"},
      {"late != true or late == true and late",
       "true: late == true: deadline.days_left = -3; late (deadline.days_left < 0): deadline.days_left = -3"},
      {"late == true", "true: late == true: deadline.days_left = -3"},
      {"lat", "1:1 rule.absent: lat is absent (did you mean \"late\"?) (guard it: exists(lat) and …)"},
      {"facts.urgent and broken", "1:1 rule.absent: facts.visti is absent (guard it: exists(facts.visti) and …)"},
      {"exists(late)", "true: exists(late)"},
  };
  for (const Row& row : rows) EXPECT_EQ(evaluated(row.text, lets), row.shown) << row.text;
}

TEST(RuleEvaluate, RefusesLetsThatNeedThemselves) {
  const std::map<std::string, Rule> lets{
      {"a", rule("b or c")}, {"b", rule("false")}, {"c", rule("not a")}, {"self", rule("self")}};
  EXPECT_EQ(evaluated("a", lets), "1:5 rule.cycle: the let a needs itself: a -> c -> a");
  EXPECT_EQ(evaluated("self", lets), "1:1 rule.cycle: the let self needs itself: self -> self");
  EXPECT_EQ(evaluated("b", lets), "false: b (false) is false");
}

TEST(RuleEvaluate, WorksALetOutOnce) {
  std::map<std::string, Rule> lets{{"l0", rule("facts.urgent")}};
  for (int i = 1; i <= 31; ++i) {
    const std::string before = "l" + std::to_string(i - 1);
    lets.emplace("l" + std::to_string(i), rule(before + " and " + before));
  }
  EXPECT_EQ(evaluated("l31", lets), "true: l31 (l30 and l30): facts.urgent = true");  // 2^31 steps if it did not
  lets.emplace("l32", rule("l31"));
  EXPECT_THAT(evaluated("l32", lets), testing::HasSubstr("rule.too-deep"));
}

TEST(RuleEvaluate, LetsLaterFramesShadowEarlierOnes) {
  const Value outer = json(R"({"a": {"b": 1, "c": 2}, "d": 3})");
  const Value inner = json(R"({"a": {"b": 10}})");
  const Facts facts{{&outer, &inner}};
  EXPECT_EQ(facts.find("a.b")->text(), "10");
  EXPECT_EQ(facts.find("d")->text(), "3");
  EXPECT_EQ(facts.find("a.c"), nullptr);  // no falling back behind a name that is there
  EXPECT_EQ(Facts{}.find("a"), nullptr);
}

TEST(RuleEvaluate, PointsIntoTheRuleThatFailed) {
  const SourceRef source = make_source("p.md", "let: {late: \"days < 0\"}\nwhen: \"late\"\n");
  const Result<Rule> let = Rule::parse(source, 13, 21);
  const Result<Rule> when = Rule::parse(source, 31, 35);
  ASSERT_THAT(let, Succeeds());
  ASSERT_THAT(when, Succeeds());
  const Value given = json("{}");
  const Result<Verdict> verdict = when->evaluate(Facts{{&given}}, {{"late", *let}});
  ASSERT_THAT(verdict, FailsWith("rule.absent"));
  EXPECT_EQ(test::place(verdict.error()[0]), "1:14");
}

}  // namespace
}  // namespace engross
