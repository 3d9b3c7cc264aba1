// Rules in words, for people who own paragraphs and do not write rules.
#include "rules/rule.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

TEST(RuleWords, SayWhatTheRuleSays) {
  struct Row {
    const char* rule;
    const char* words;
  };
  const Row rows[] = {
      {"template == 'reply'", "template is ‘reply’"},
      {"role != 'pupil' and exists(facts.fee)", "role is not ‘pupil’ and facts.fee is given"},
      {"a or b and c", "a or (b and c)"},
      {"(a or b) and c", "(a or b) and c"},
      {"not exists(constituent)", "constituent is not given"},
      {"'pshe' in topics", "‘pshe’ is among topics"},
      {"'pshe' not in topics", "‘pshe’ is not among topics"},
      {"role in ['mp', 'peer', 'pupil']", "role is ‘mp’, ‘peer’ or ‘pupil’"},
      {"role not in ['mp', 'peer']", "role is not ‘mp’ or ‘peer’"},
      {"fee > 0 and fee <= 20", "fee is more than 0 and fee is at most 20"},
      {"fee < 3 or fee >= 5.50", "fee is less than 3 or fee is at least 5.50"},
      {"dated < 2016-10-26", "dated is before 2016-10-26"},
      {"dated >= 2016-10-26", "dated is on or after 2016-10-26"},
      {"dated > 2016-10-26 or dated <= 2016-01-01", "dated is after 2016-10-26 or dated is on or before 2016-01-01"},
      {"top == true", "top is yes"},
      {"not (a or b)", "not (a or b)"},
      {"not late", "not late"},
  };
  for (const Row& row : rows) {
    const auto rule = Rule::parse(row.rule);
    ASSERT_THAT(rule, test::Succeeds()) << row.rule;
    EXPECT_EQ(rule->in_words(), row.words) << row.rule;
  }
}

}  // namespace
}  // namespace engross
