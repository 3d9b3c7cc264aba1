// What the names of a template mean, inside sections and lists.
#include "conformance/known_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/read.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;

Value known_tree() {
  return read_json(make_source("known", R"({
    "subject": "x", "facts": {"visit": {"date": "x", "place": "y"}, "grants": [{"year": "x"}], "names": ["a"], "flag": true}})"))
      ->root;
}

std::vector<std::string> meanings(const std::string& text, const Partials& partials = {}) {
  const Template compiled = *Template::compile(make_source("t", text));
  std::vector<std::string> all;
  constexpr const char* is[]{"", "?", " let", " partial"};
  for (const MeantName& meant : meant_names(compiled, known_tree(), {"late"}, partials))
    all.push_back(meant.path + is[static_cast<std::size_t>(meant.is)]);
  return all;
}

TEST(MeantNames, AreLookedForFromTheInnermostSection) {
  EXPECT_THAT(meanings("{{#facts.visit}}{{date}} {{subject}} {{facts.flag}}{{/facts.visit}}{{subject}}"),
              ElementsAre("facts.visit", "facts.visit.date", "subject", "facts.flag", "subject"));
  EXPECT_THAT(meanings("{{#facts.grants}}{{year}} {{subject}}{{/facts.grants}}"),
              ElementsAre("facts.grants", "facts.grants.*.year", "subject"));
  EXPECT_THAT(meanings("{{#facts.names}}{{.}}{{/facts.names}}"), ElementsAre("facts.names", "facts.names.*"));
  EXPECT_THAT(meanings("{{^facts.visit}}{{subject}}{{/facts.visit}}{{#late}}{{subject}}{{/late}}"),
              ElementsAre("facts.visit", "subject", "late let", "subject"));
}

TEST(MeantNames, ThatNobodyKnowsAreToldAsSuch) {
  EXPECT_THAT(meanings("{{facts.vist}}{{#facts.visit}}{{dat}}{{/facts.visit}}{{sbject}}"),
              ElementsAre("facts.vist?", "facts.visit", "facts.visit.dat?", "sbject?"));
  EXPECT_THAT(meanings("{{#facts.more}}{{inner}}{{/facts.more}}"), ElementsAre("facts.more?", "facts.more.inner?"));
}

TEST(MeantNames, OfPartialsStandWhereTheyAreIncluded) {
  Partials partials;
  partials.emplace("visit", *Template::compile(make_source("visit", "{{date}}")));
  EXPECT_THAT(meanings("{{#facts.visit}}{{>visit}}{{/facts.visit}}{{>gone}}", partials),
              ElementsAre("facts.visit", "facts.visit.date", "gone partial"));
}

TEST(United, KeepsWhatTheFirstSaysAndAddsWhatOnlyTheSecondHas) {
  const auto value = [](const char* json) { return read_json(make_source("v", json))->root; };
  EXPECT_EQ(to_canonical_json(united(value(R"({"a":1,"o":{"x":1}})"), value(R"({"a":2,"b":3,"o":{"y":2}})"))),
            R"({"a":1,"b":3,"o":{"x":1,"y":2}})");
  EXPECT_EQ(to_canonical_json(united(value(R"({"l":[{"a":1},{"b":2}]})"), value(R"({"l":[{"c":3}]})"))),
            R"({"l":[{"a":1,"b":2,"c":3},{"b":2}]})");
  EXPECT_EQ(to_canonical_json(united(value(R"({"a":null})"), value(R"({"a":2})"))), R"({"a":2})");
}

}  // namespace
}  // namespace engross::test
