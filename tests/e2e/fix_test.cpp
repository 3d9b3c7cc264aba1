// `check --fix` mends a draft, shows how, and touches nothing else.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace engross::test {
namespace {

class Fix : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(desk.engross({"draft", sample, "-o", draft}).exit_code, 0);
    text = read_file(draft);
  }
  // The draft with these words of an officer between its paragraphs.
  void type(const std::string& words) {
    const std::size_t body = text.find("::: body\n") + 9;
    write_file(draft, text.substr(0, body) + words + "\n\n" + text.substr(body));
  }
  Desk desk;
  const std::string draft = desk.folder / "reply.md";
  std::string text;
};

TEST_F(Fix, MendsWhatIsSureAndShowsIt) {
  type("We met on 4th June 2016  in Leeds, eg at the the school.");
  const Outcome before = desk.engross({"check", draft});
  EXPECT_TRUE(holds(before.err, "check.date-form")) << before.err;
  const Outcome fixed = desk.engross({"check", draft, "--fix"});
  EXPECT_EQ(fixed.exit_code, 0) << fixed.err;
  EXPECT_TRUE(holds(fixed.out,
                    "- We met on 4th June 2016  in Leeds, eg at the the school.\n"
                    "+ We met on 4 June 2016 in Leeds, for example at the school.\n"))
      << fixed.out;
  EXPECT_TRUE(holds(fixed.out, "4 places mended")) << fixed.out;
  EXPECT_TRUE(holds(read_file(draft), "We met on 4 June 2016 in Leeds, for example at the school."));
  const Outcome after = desk.engross({"check", draft});
  for (const char* code : {"check.date-form", "check.double-space", "check.abbreviation", "check.doubled-word"})
    EXPECT_FALSE(holds(after.err, code)) << after.err;
}

TEST_F(Fix, OnlyShowsWhenDry) {
  type("We met on 4th June 2016.");
  const std::string before = read_file(draft);
  const Outcome dry = desk.engross({"check", draft, "--fix", "--dry-run"});
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_TRUE(holds(dry.out, "+ We met on 4 June 2016.\n")) << dry.out;
  EXPECT_TRUE(holds(dry.out, "one place can be mended")) << dry.out;
  EXPECT_EQ(read_file(draft), before);
}

TEST_F(Fix, SaysWhenThereIsNothingToMend) {
  const std::string before = read_file(draft);
  const Outcome fixed = desk.engross({"check", draft, "--fix"});
  EXPECT_EQ(fixed.exit_code, 0) << fixed.err;
  EXPECT_TRUE(holds(fixed.out, "nothing that can be mended surely")) << fixed.out;
  EXPECT_EQ(read_file(draft), before);
}

TEST_F(Fix, TellsProgramsWhatItDid) {
  type("We read  it.");
  const Outcome fixed = desk.engross({"check", draft, "--fix", "--json"});
  const auto mended = nlohmann::json::parse(fixed.out).at("result").at("fixed").at(0);
  EXPECT_EQ(mended.at("fixes"), 1);
  EXPECT_EQ(mended.at("written"), true);
  EXPECT_TRUE(holds(mended.at("difference"), "+ We read it.")) << fixed.out;
}

TEST_F(Fix, ProvesTheMendedLetterForItsEnvelopes) {
  type("We read  it.");
  const std::string before = read_file(draft);
  EXPECT_EQ(desk.engross({"check", draft, "--fix", "--envelope", "no-such"}).exit_code, 2);
  EXPECT_EQ(read_file(draft), before);
  const Outcome fixed = desk.engross({"check", draft, "--fix", "--envelope", "uk-dl-bs4264", "--json"});
  const auto result = nlohmann::json::parse(fixed.out).at("result");
  EXPECT_EQ(result.at("fixed").at(0).at("fixes"), 1);
  EXPECT_EQ(result.at("envelopes").at(0).at("envelope"), "uk-dl-bs4264");
}

TEST_F(Fix, IsForDraftsAlone) {
  const std::string input = desk.folder / "case.json";
  write_file(input, read_file(sample));
  const Outcome of_case = desk.engross({"check", input, "--fix"});
  EXPECT_EQ(of_case.exit_code, 2);
  EXPECT_TRUE(holds(of_case.err, "options.fix")) << of_case.err;
  EXPECT_EQ(read_file(input), read_file(sample));
  EXPECT_EQ(desk.engross({"check", "-", "--fix"}, text).exit_code, 2);
  EXPECT_EQ(desk.engross({"check", draft, "--dry-run"}).exit_code, 2);
}

// What a letter's errors are does not change because something else was mended.
TEST_F(Fix, StillRefusesWhatItCannotMend) {
  type("We met on 31 June 2016  in Leeds.");
  const Outcome fixed = desk.engross({"check", draft, "--fix"});
  EXPECT_EQ(fixed.exit_code, 1);
  EXPECT_TRUE(holds(fixed.err, "check.date-impossible")) << fixed.err;
  EXPECT_TRUE(holds(read_file(draft), "We met on 31 June 2016 in Leeds."));
}

TEST_F(Fix, SpellsWhatWasTyped) {
  EXPECT_FALSE(holds(desk.engross({"check", draft}).err, "check.spelling"));
  type("We recieved it.");
  EXPECT_TRUE(holds(desk.engross({"check", draft}).err, "\"recieved\" [check.spelling]"));
  EXPECT_FALSE(holds(desk.engross({"check", draft, "--spelling", "off"}).err, "check.spelling"));
}

}  // namespace
}  // namespace engross::test
