// What is sound must pass: variants of the clean department that a checker could take for faulty, and are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "variants.hpp"

namespace engross::test {
namespace {

struct Sound {
  const char* name;
  std::vector<Edit> edits;
};

void PrintTo(const Sound& sound, std::ostream* to) {
  *to << sound.name;
}

// A paragraph of a topic of its own, in both languages.
std::vector<Edit> pontoons(const std::string& front, const std::string& body, const std::string& welsh,
                           std::vector<Edit> more = {}) {
  more.push_back(
      write("paragraphs/pontoons.md",
            "---\ntitle: Pontoons\ntopics: [pontoons]\nowner: Works\nrevision: 1\n" + front + "---\n" + body + "\n"));
  more.push_back(write("paragraphs/pontoons.cy.md", "---\nrevision: 1\n---\n" + welsh + "\n"));
  return more;
}

Edit with_facts(const std::string& facts) {
  return replace("samples/mooring.json", "\"berths\": 4", "\"berths\": 4, " + facts);
}

constexpr const char* laid_out = "The pontoons are laid out every spring.";
constexpr const char* laid_out_in_welsh = "Gosodir y pontwnau bob gwanwyn.";

const std::vector<Sound>& sound_variants() {
  static const std::vector<Sound> table{
      {"a_number_below_another",
       pontoons("when: \"exists(facts.paid) and exists(facts.due) and facts.paid > facts.due\"\n", laid_out,
                laid_out_in_welsh, {with_facts("\"paid\": 5, \"due\": 900")})},
      {"a_text_that_is_another",
       pontoons("when: \"exists(facts.from) and exists(facts.to) and facts.from == facts.to\"\n", laid_out,
                laid_out_in_welsh, {with_facts("\"from\": \"The quay\", \"to\": \"The pier\"")})},
      {"a_value_in_a_list_of_the_case",
       pontoons("when: \"exists(facts.code) and exists(facts.codes) and facts.code in facts.codes\"\n", laid_out,
                laid_out_in_welsh, {with_facts("\"code\": \"P1\", \"codes\": [\"P2\"]")})},
      {"a_fact_that_is_the_letters_own_subject",
       pontoons("when: \"exists(letter.subject) and exists(facts.about) and facts.about == letter.subject\"\n",
                laid_out, laid_out_in_welsh, {with_facts("\"about\": \"Nothing\"")})},
  };
  return table;
}

class SoundVariant : public testing::TestWithParam<Sound> {};

TEST_P(SoundVariant, PassesEveryCase) {
  const Variant variant(GetParam().edits);
  const std::vector<CaseResult> results = check_all(variant.directory(), variant.directory());
  std::string all;
  for (const CaseResult& result : results)
    if (result.status != CaseStatus::success) all += shown(result);
  EXPECT_THAT(unsuccessful(results), testing::IsEmpty()) << all;
}

INSTANTIATE_TEST_SUITE_P(Department, SoundVariant, testing::ValuesIn(sound_variants()),
                         [](const testing::TestParamInfo<Sound>& row) { return std::string(row.param.name); });

// What is not varied is not proven: the name of whoever signs, and the paragraph that waits for one that never comes.
TEST(AllBranches, ClaimNothingOfWhatTheyDoNotVary) {
  const Variant variant(pontoons("when: \"signatory.name == 'Ines Fairley'\"\n", laid_out, laid_out_in_welsh));
  const CaseResult result = check_all(variant.directory(), variant.directory()).back();
  EXPECT_EQ(result.status, CaseStatus::warning) << shown(result);
  EXPECT_NE(shown(result).find("[branches.unreachable]"), std::string::npos) << shown(result);
  EXPECT_NE(shown(result).find("a sample may reach it"), std::string::npos) << shown(result);
}

}  // namespace
}  // namespace engross::test
