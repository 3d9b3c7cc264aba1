#include "rules/rule.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

struct Row {
  std::string_view text;
  std::string_view shown;
};

// The dump, or each error as "column code: message".
std::string parsed(std::string_view text) {
  const Result<Rule> rule = Rule::parse(std::string(text));
  if (rule) return rule->dump();
  std::string shown;
  for (const Diagnostic& d : rule.error()) {
    if (!shown.empty()) shown += '\n';
    shown += test::place(d) + " " + d.code + ": " + d.message;
  }
  return shown;
}

TEST(RuleParse, BuildsTheTree) {
  const Row rows[] = {
      {"true", "true"},
      {"late", "late"},
      {"a and b and c", "(and a b c)"},
      {"a or b and c or d", "(or a (and b c) d)"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"not a and not not b", "(and (not a) (not (not b)))"},
      {"not (a or b)", "(not (or a b))"},
      {"not a == b", "(not (== a b))"},
      {"'pshe' in topics", "(in \"pshe\" topics)"},
      {"'pshe' not in topics", "(not (in \"pshe\" topics))"},
      {"x in ['a', \"b\", 1, 2016-10-26, y.z]", "(in x (list \"a\" \"b\" 1 2016-10-26 y.z))"},
      {"x in []", "(in x (list))"},
      {"exists(facts.visit) and facts.visit >= 2016-10-26", "(and (exists facts.visit) (>= facts.visit 2016-10-26))"},
      {"deadline.days_left < 0", "(< deadline.days_left 0)"},
      {"a<=-1.50", "(<= a -1.50)"},
      {"a != 1e3", "(!= a 1e3)"},
      {"enclosures.0.title == \"it's\"", "(== enclosures.0.title \"it's\")"},
      {"facts.ymweliad-tŷ == 'e\xCC\x81'", "(== facts.ymweliad-tŷ \"é\")"},
      {"  a\n  and\tb ", "(and a b)"},
      {"2016-10-26 < '2016-10-27'", "(< 2016-10-26 \"2016-10-27\")"},
      {"order or android or inner or nothing", "(or order android inner nothing)"},
      {"((((a))))", "a"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.shown) << row.text;
}

TEST(RuleParse, SaysWhereAndWhatIsWrong) {
  const Row rows[] = {
      {"", "1:1 rule.syntax: the rule ends where a value or a condition is expected"},
      {"a and", "1:6 rule.syntax: the rule ends where a value or a condition is expected"},
      {"a b", "1:3 rule.syntax: there is b where and, or, or the end of the rule is expected"},
      {"(a", "1:3 rule.syntax: the rule ends where and, or, or ) is expected"},
      {"a)", "1:2 rule.syntax: there is ) where and, or, or the end of the rule is expected"},
      {"()", "1:2 rule.syntax: there is ) where a value or a condition is expected"},
      {"and a", "1:1 rule.syntax: there is and where a value or a condition is expected"},
      {"a == ", "1:6 rule.syntax: the rule ends where a value or a condition is expected"},
      {"a = 'x'", "1:3 rule.syntax: = has no meaning here"},
      {"a && b", "1:3 rule.syntax: && has no meaning here"},
      {"!a", "1:1 rule.syntax: ! has no meaning here"},
      {"a == ‘x’", "1:6 rule.syntax: ‘ has no meaning here"},
      {"a + 1", "1:3 rule.syntax: '+' has no meaning here"},
      {"a == 'x", "1:6 rule.syntax: this string has no closing quote"},
      {"a. == 1", "1:1 rule.syntax: the path a. ends in a dot"},
      {"a..b == 1", "1:1 rule.syntax: the path a. ends in a dot"},
      {"a == 01", "1:6 rule.syntax: 01 is neither a number nor a date"},
      {"a == 3rd", "1:6 rule.syntax: 3rd is neither a number nor a date"},
      {"a == 1.2.3", "1:6 rule.syntax: 1.2.3 is neither a number nor a date"},
      {"a == 2016-02-30", "1:6 rule.syntax: there is no day 2016-02-30"},
      {"a == 2016-10-26x", "1:6 rule.syntax: 2016-10-26x is neither a number nor a date"},
      {"a < b < c", "1:7 rule.syntax: comparisons do not chain"},
      {"a == b in c", "1:8 rule.syntax: comparisons do not chain"},
      {"exists a", "1:8 rule.syntax: there is a where ( after exists is expected"},
      {"exists('a')", "1:8 rule.syntax: there is 'a' where a path is expected"},
      {"exists(a", "1:9 rule.syntax: the rule ends where ) is expected"},
      {"x in ['a' 'b']", "1:11 rule.syntax: there is 'b' where , or ] is expected"},
      {"x in [,]", "1:7 rule.syntax: there is , where a value or a condition is expected"},
      {"x in ['a'", "1:10 rule.syntax: the rule ends where , or ] is expected"},
      {"x in ['a',]", "1:11 rule.syntax: there is ] where a value is expected"},
      {"x in [['a']]", "1:7 rule.syntax: there is [ where a value is expected"},
      {"a\xFF", "1:2 rule.syntax: this is not UTF-8"},
      {"a == '\xE2\x80\xAE'", "1:7 rule.syntax: U+202E is a bidirectional override"},
      {"'a'", "1:1 rule.type: 'a' is a string, not a condition"},
      {"a and 3", "1:7 rule.type: 3 is a number, not a condition"},
      {"not 'a' or 2016-10-26",
       "1:5 rule.type: 'a' is a string, not a condition\n1:12 rule.type: 2016-10-26 is a date, not a condition"},
      {"2016-10-26 < 3", "1:1 rule.type: a date never compares with a number"},
      {"'x' == 3", "1:1 rule.type: a string never compares with a number"},
      {"true == 'true'", "1:1 rule.type: true or false never compares with a string"},
      {"a < 'x'", "1:5 rule.type: 'x' has no order; only == and != hold for it"},
      {"a > true", "1:5 rule.type: true has no order; only == and != hold for it"},
      {"exists(a) == true", "1:1 rule.type: a condition does not compare"},
      {"a == ['x']", "1:6 rule.type: a list does not compare"},
      {"'x' in 'xyz'", "1:8 rule.type: nothing is in a string"},
      {"['x'] in topics", "1:1 rule.type: a list cannot be in a list"},
      {"x in [exists(a)]", "1:7 rule.type: a condition cannot be in a list"},
      {"['x']", "1:1 rule.type: ['x'] is a list, not a condition"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.shown) << row.text;
}

TEST(RuleParse, HintsAtTheRemedy) {
  const Row rows[] = {
      {"a = 1", "write =="},
      {"a || b", "write or"},
      {"!a", "write not"},
      {"a == “x”", "write straight quotes: \""},
      {"a adn b", "did you mean \"and\"?"},
      {"a AND b", "did you mean \"and\"?"},
      {"a < b < c", "join two with and: a < b and b < c"},
      {"a == 2016-13-01", "a date is written YYYY-MM-DD"},
      {"a == ['x']", "use `in`"},
  };
  for (const Row& row : rows) {
    const Result<Rule> rule = Rule::parse(std::string(row.text));
    ASSERT_FALSE(rule) << row.text;
    ASSERT_FALSE(rule.error()[0].hints.empty()) << row.text;
    EXPECT_EQ(rule.error()[0].hints[0], row.shown) << row.text;
  }
}

TEST(RuleParse, CapsDepthAndLength) {
  const auto nested = [](std::size_t n, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += open;
    text += "a";
    for (std::size_t i = 0; i < n; ++i) text += close;
    return Rule::parse(text);
  };
  EXPECT_THAT(nested(32, "(", ")"), Succeeds());
  EXPECT_THAT(nested(33, "(", ")"), FailsWith("rule.too-deep"));
  EXPECT_THAT(nested(1900, "(", ")"), FailsWith("rule.too-deep"));
  EXPECT_THAT(nested(32, "not ", ""), Succeeds());
  EXPECT_THAT(nested(33, "not ", ""), FailsWith("rule.too-deep"));
  EXPECT_THAT(Rule::parse(std::string(4000, 'a')), Succeeds());
  EXPECT_THAT(Rule::parse(std::string(4001, 'a')), FailsWith("rule.too-long"));
  std::string wide = "a";
  for (int i = 0; i < 600; ++i) wide += " and a";
  EXPECT_THAT(Rule::parse(wide), Succeeds());
}

TEST(RuleParse, PointsIntoTheFileItStandsIn) {
  const SourceRef source = make_source("paragraphs/pshe.md", "---\nwhen: \"not lat == \"\n---\n");
  const Result<Rule> rule = Rule::parse(source, 11, 21);
  ASSERT_THAT(rule, FailsWith("rule.syntax"));
  EXPECT_EQ(test::place(rule.error()[0]), "2:18");
}

TEST(RuleParse, NamesItsPathsOnceInOrder) {
  const Result<Rule> rule =
      Rule::parse("b.c == 1 and ('x' in topics or not b.c == 2) and exists(a) and late and z in [y]");
  ASSERT_THAT(rule, Succeeds());
  EXPECT_THAT(rule->paths(), testing::ElementsAre("b.c", "topics", "a", "late", "z", "y"));
}

}  // namespace
}  // namespace engross
