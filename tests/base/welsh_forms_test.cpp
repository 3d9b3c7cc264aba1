#include "base/welsh_forms.hpp"

#include <gmock/gmock.h>

namespace engross::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(WelshForms, AreThoseOfEveryMutation) {
  for (const char* form : {"plant", "blant", "mhlant", "phlant"})
    for (const char* word : {"plant", "blant", "mhlant", "phlant"})
      EXPECT_THAT(welsh_forms(word), Contains(form)) << word;
  for (const char* form : {"gardd", "ardd", "ngardd"})
    for (const char* word : {"gardd", "ardd", "ngardd"}) EXPECT_THAT(welsh_forms(word), Contains(form)) << word;
  EXPECT_THAT(welsh_forms("cymru"), Contains("gymru"));
  EXPECT_THAT(welsh_forms("ghymru"), Not(Contains("cymru")));
  EXPECT_THAT(welsh_forms("nghymru"), Contains("cymru"));
  EXPECT_THAT(welsh_forms("dref"), Contains("tref"));
  EXPECT_THAT(welsh_forms("ddogfen"), Contains("dogfen"));
  EXPECT_THAT(welsh_forms("fam"), Contains("mam"));
  EXPECT_THAT(welsh_forms("lywodraeth"), Contains("llywodraeth"));
  EXPECT_THAT(welsh_forms("reolau"), Contains("rheolau"));
  EXPECT_THAT(welsh_forms("hysgol"), Contains("ysgol"));
  EXPECT_THAT(welsh_forms("ysgol"), Contains("hysgol"));
}

TEST(WelshForms, LetterOfTwoSignsIsNotItsFirst) {
  EXPECT_THAT(welsh_forms("chwaer"), Not(Contains("ghwaer")));
  EXPECT_THAT(welsh_forms("ddoe"), Not(Contains("dddoe")));
}

TEST(WelshForms, ShortWordsStayAlone) {
  for (const char* word : {"yn", "i", "ar", ""}) EXPECT_THAT(welsh_forms(word), ElementsAre(word));
}

TEST(WelshRadicals, AreWhatAWordMayHaveBeen) {
  for (const auto& [word, radical] : {std::pair{"gynradd", "cynradd"},
                                      {"hystyried", "ystyried"},
                                      {"nghaerdydd", "caerdydd"},
                                      {"chartonau", "cartonau"},
                                      {"fawrth", "mawrth"},
                                      {"law", "glaw"},
                                      {"law", "llaw"},
                                      {"rym", "rhym"},
                                      {"ddyn", "dyn"},
                                      {"h\u0175yr", "\u0175yr"}})
    EXPECT_THAT(welsh_radicals(word), Contains(radical)) << word;
  EXPECT_THAT(welsh_radicals("ysgol"), ElementsAre("gysgol"));
  EXPECT_THAT(welsh_radicals(""), IsEmpty());
}

}  // namespace
}  // namespace engross::test
