// A case learns of earlier letters, and the case of the next letter is made of an earlier one's.
#include "cases/history.hpp"

#include <gtest/gtest.h>

#include "cases/follow.hpp"
#include "cases/tables.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

using test::Succeeds;

Case read(const std::string& members) {
  auto read = Case::from(
      make_source("case.json", R"({"reference": "R-9", "department": "dfe", "correspondent": {"surname": "Jones"})" +
                                   (members.empty() ? "" : ", " + members) + "}"));
  EXPECT_THAT(read, Succeeds());
  return *read;
}

std::string history_of(const Case& case_) {
  const Value* history = case_.document.root.find("history");
  return history == nullptr ? "none" : to_json(*history, false);
}

const EarlierLetter holding{.reference = "R-1",
                            .date = Date::parse("2016-05-03"),
                            .template_name = "holding",
                            .paragraphs = {"thanks", "holding"}};

TEST(History, IsReadWithWhatIsKnownOfEachLetter) {
  const Case case_ = read(R"("history": [{"reference": "R-1", "date": "2016-05-03", "template": "holding",
                             "paragraphs": ["thanks"]}, {"reference": "R-0"}])");
  ASSERT_EQ(case_.history.size(), 2U);
  EXPECT_EQ(case_.history[0].template_name, "holding");
  EXPECT_EQ(case_.history[0].paragraphs, std::vector<std::string>{"thanks"});
  EXPECT_FALSE(case_.history[1].date);
  EXPECT_TRUE(case_.history[1].paragraphs.empty());
}

TEST(History, TakesLettersInBehindItsOwn) {
  Case case_ = read(R"("history": [{"reference": "R-0", "date": "2016-01-02"}])");
  add_history(case_, {holding});
  EXPECT_EQ(history_of(case_),
            R"([{"reference":"R-0","date":"2016-01-02"},)"
            R"({"reference":"R-1","date":"2016-05-03","template":"holding","paragraphs":["thanks","holding"]}])");
  ASSERT_EQ(case_.history.size(), 2U);
  EXPECT_EQ(case_.history[1].template_name, "holding");
  EXPECT_EQ(case_.added_history.size(), 1U);
  Case bare = read("");
  add_history(bare, {holding});
  EXPECT_EQ(bare.history.size(), 1U);
  EXPECT_EQ(Case::from(Document{.source = bare.document.source, .root = bare.document.root})->history.size(), 1U)
      << "what a case was given is a case";
}

TEST(History, LearnsOfAKnownLetterOnlyWhatItDoesNotSay) {
  Case case_ = read(R"("history": [{"reference": "R-1", "date": "2016-05-04", "paragraphs": null}])");
  add_history(case_, {holding});
  EXPECT_EQ(history_of(case_),
            R"([{"reference":"R-1","date":"2016-05-04","paragraphs":["thanks","holding"],"template":"holding"}])");
  ASSERT_EQ(case_.history.size(), 1U);
  EXPECT_EQ(case_.history[0].date->iso(), "2016-05-04");
  EXPECT_EQ(case_.history[0].paragraphs.size(), 2U);
}

TEST(CaseThatFollows, KeepsPeopleAndMattersAndNotWhatBelongedToThatLetter) {
  const auto before = read_json(make_source("before.json", R"({"reference": "R-1", "department": "dfe",
    "template": "holding", "date": "2016-05-03", "topics": ["pshe"], "facts": {"school": "x"}, "subject": "Schools",
    "paragraphs": [{"use": "holding"}], "enclosures": ["A map"], "salutation": "Dear Sir", "close": "Yours faithfully",
    "correspondent": {"surname": "Jones", "title": "Mr"}, "history": [{"reference": "R-0"}]})"));
  ASSERT_THAT(before, Succeeds());
  const Value next =
      case_that_follows(before->root, {.letter = holding, .reference = "R-1-2", .template_name = "reply"});
  EXPECT_EQ(to_json(next, false),
            R"({"reference":"R-1-2","department":"dfe","topics":["pshe"],"facts":{"school":"x"},"subject":"Schools",)"
            R"("correspondent":{"surname":"Jones","title":"Mr"},"template":"reply",)"
            R"("history":[{"reference":"R-0"},{"reference":"R-1","date":"2016-05-03","template":"holding",)"
            R"("paragraphs":["thanks","holding"]}]})");
}

}  // namespace
}  // namespace engross
