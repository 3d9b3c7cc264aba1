// plugins/dfe/tests/rules.yaml: every row's case gets the paragraphs that it names, in that order, and they all
// compose. All rows together reach every paragraph, every topic, and every `when` both true and false.
#include <set>

#include "compose/compose.hpp"
#include "dfe.hpp"
#include "support/diagnostics.hpp"

namespace engross {
void PrintTo(const RulesRow& row, std::ostream* to) {
  *to << row.name;
}

namespace {
using test::dfe;
using test::FailsWith;
using test::Succeeds;

std::vector<RulesRow> rows() {
  return test::rules_table().value_or(std::vector<RulesRow>{});
}

struct Outcome {
  std::unique_ptr<Case> case_;
  Selection selection;
  Result<Composed> composed;
};

Result<Outcome> run(const RulesRow& row) {
  auto read = Case::from(make_source(row.name, to_json(row.case_)));
  if (!read) return fail(read.error());
  auto case_ = std::make_unique<Case>(std::move(*read));
  ComposeInput input{.case_ = case_.get(),
                     .department = dfe().get(),
                     .date = *case_->date,
                     .today = *case_->date,
                     .language = {},
                     .derived = {}};
  ComposeCache cache;
  auto selection = choose(input, cache);
  if (!selection) return fail(selection.error());
  auto composed = compose(input, cache);
  return Outcome{std::move(case_), std::move(*selection), std::move(composed)};
}

std::vector<std::string> ids(const Selection& selection) {
  std::vector<std::string> ids;
  for (const Chosen& chosen : selection.chosen) ids.push_back(chosen.original->id);
  return ids;
}

TEST(RulesTable, IsReadStrictly) {
  const auto read = test::rules_table();
  ASSERT_THAT(read, Succeeds());
  EXPECT_GE(read->size(), 25U);
  const auto refused = [](const char* text) { return read_rules_table(make_source("rules.yaml", text)); };
  EXPECT_THAT(refused("base: {}\ncases:\n  - {name: a, case: {}, letter: [b], leter: [b]}\n"),
              FailsWith("style.unknown-key"));
  EXPECT_THAT(refused("base: {}\ncases:\n  - {name: a, case: {}}\n"), FailsWith("style.missing"));
  EXPECT_THAT(refused("base: {}\ncases:\n  - a\n"), FailsWith("rules-table"));
  EXPECT_THAT(refused("base: {}\ncases: []\n"), FailsWith("rules-table"));
  EXPECT_THAT(refused("base: {}\ncases:\n  - {name: a, case: {}, letter: [b]}\n  - {name: a, case: {}, letter: [b]}\n"),
              FailsWith("rules-table"));
}

class DfeRules : public testing::TestWithParam<RulesRow> {};

TEST_P(DfeRules, ChooseTheLetter) {
  const RulesRow& row = GetParam();
  const auto outcome = run(row);
  ASSERT_THAT(outcome, Succeeds());
  EXPECT_EQ(ids(outcome->selection), row.letter) << dump(outcome->selection);
  ASSERT_THAT(outcome->composed, Succeeds());
}

std::string test_name(const testing::TestParamInfo<RulesRow>& row) {
  std::string name;
  for (const char c : row.param.name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Row, DfeRules, testing::ValuesIn(rows()), test_name);

// What all rows together have reached.
class Reached : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    for (const RulesRow& row : rows()) {
      const auto outcome = run(row);
      ASSERT_THAT(outcome, Succeeds()) << row.name;
      for (const std::string& topic : outcome->case_->topics) topics.insert(topic);
      for (const Chosen& chosen : outcome->selection.chosen) {
        printed.insert(name_of(*chosen.paragraph));
        if (chosen.original->when) true_rules.insert(chosen.original->id);
      }
      for (const NearMiss& miss : outcome->selection.near_misses) {
        if (miss.reason.starts_with("gives way to"))
          true_rules.insert(miss.paragraph->id);
        else if (!miss.reason.starts_with("topics ["))
          false_rules.insert(miss.paragraph->id);
      }
    }
  }
  static std::string name_of(const Paragraph& paragraph) {
    return paragraph.id + (paragraph.language.empty() ? "" : "." + paragraph.language);
  }
  inline static std::set<std::string> printed, true_rules, false_rules, topics;
};

TEST_F(Reached, EveryParagraph) {
  for (const Paragraph& paragraph : dfe()->paragraphs)
    EXPECT_TRUE(printed.contains(name_of(paragraph))) << name_of(paragraph) << " is in no row's letter";
}

TEST_F(Reached, EveryRuleBothWays) {
  for (const Paragraph& paragraph : dfe()->paragraphs) {
    if (!paragraph.when) continue;
    EXPECT_TRUE(true_rules.contains(paragraph.id)) << "no row makes `when` of " << paragraph.id << " true";
    EXPECT_TRUE(false_rules.contains(paragraph.id))
        << "no row whose topics meet makes `when` of " << paragraph.id << " false";
  }
}

TEST_F(Reached, EveryTopicAndNoOther) {
  std::set<std::string> known;
  for (const Paragraph& paragraph : dfe()->paragraphs) known.insert(paragraph.topics.begin(), paragraph.topics.end());
  EXPECT_EQ(topics, known);
}

}  // namespace
}  // namespace engross
