// Which paragraphs are chosen, in what order, with what reason; and what is refused, with code and place.
#include "selection/select.hpp"

#include <gtest/gtest.h>

#include "compose/harbour.hpp"

namespace engross::test {
namespace {

struct Asked {
  Case case_;
  std::shared_ptr<const Department> department;
  Value given;
  Decisions decisions{};
  std::string language = "en-GB";
  Date date = day("2016-10-26");
  Date today = day("2016-10-26");
  bool needs_body = true;
};

Asked ask(const std::string& members, const Changes& changes = {}) {
  Asked asked{.case_ = case_of(case_text(members)), .department = harbour(changes), .given = Value::object()};
  asked.given.set("template", Value::string(asked.case_.template_name));
  return asked;
}

SelectionInput input_of(const Asked& asked) {
  return {.case_ = &asked.case_,
          .department = asked.department.get(),
          .facts = {{&asked.given, &asked.case_.document.root}},
          .date = asked.date,
          .today = asked.today,
          .language = asked.language,
          .decisions = &asked.decisions,
          .needs_body = asked.needs_body};
}

Result<Selection> select(const Asked& asked) {
  return engross::select(input_of(asked));
}

Result<Selection> select(Asked&&) = delete;  // a selection points into the department and the case

std::string chosen(const Asked& asked) {
  const auto selection = select(asked);
  return selection ? dump(*selection) : print(selection.error());
}

std::string refused(const Asked& asked) {
  const auto selection = select(asked);
  return selection ? "not refused:\n" + dump(*selection) : places(selection.error());
}

std::string missed(const Selection& selection) {
  std::string out;
  for (const NearMiss& miss : selection.near_misses) out += miss.paragraph->id + ": " + miss.reason + "\n";
  return out;
}

TEST(Select, TakesWhatMeetsTheTopicsAndWhatHasNone) {
  EXPECT_EQ(chosen(ask(R"("topics": ["channel", "dredging"])")),
            "opening thanks@2: template == 'reply': template = reply\n"
            "body dredging@4: topics [dredging, channel] meet the case's [channel, dredging]\n"
            "closing goodbye@1: template == 'reply': template = reply\n");
}

TEST(Select, GivesTopicsAndRuleAsReasonsAndOrdersByPartOrderAndId) {
  const Asked asked = ask(R"("topics": ["moorings", "dredging"], "facts": {"length": 9})");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  std::string ids;
  for (const Chosen& c : selection->chosen) ids += c.paragraph->id + " ";
  EXPECT_EQ(ids, "thanks dredging moorings goodbye ");
  const std::string& reason = selection->chosen[2].reason;
  EXPECT_TRUE(reason.starts_with("topics [moorings] meet the case's [moorings, dredging]; ")) << reason;
  EXPECT_NE(reason.find("facts.length = 9"), std::string::npos) << reason;
}

TEST(Select, FollowsTheDecisionsOfTheDepartmentsCode) {
  Asked asked = ask(R"("topics": ["channel"])");
  asked.decisions = {.add = {{"moorings", "the boat is long"}}, .leave_out = {{"dredging", "it was told before"}}};
  EXPECT_EQ(chosen(asked),
            "opening thanks@2: template == 'reply': template = reply\n"
            "body moorings@7: the department's code adds it: the boat is long\n"
            "closing goodbye@1: template == 'reply': template = reply\n");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  const std::string misses = missed(*selection);
  EXPECT_NE(misses.find("dredging: the department's code leaves it out: it was told before\n"), std::string::npos)
      << misses;
  EXPECT_EQ(misses.find("moorings:"), std::string::npos) << misses;
}

TEST(Select, DecisionsChangeNothingThatIsSoAlready) {
  Asked asked = ask(R"("topics": ["channel"])");
  const std::string before = chosen(asked);
  asked.decisions = {.add = {{"dredging", "it is asked"}}, .leave_out = {{"moorings", "it is not asked"}}};
  EXPECT_EQ(chosen(asked), before);
}

TEST(Select, ACaseThatListsItsParagraphsIsNotDecidedAbout) {
  Asked asked = ask(R"("paragraphs": [{"use": "dredging"}])");
  asked.decisions = {.add = {{"moorings", "x"}}, .leave_out = {{"dredging", "x"}}};
  EXPECT_EQ(chosen(asked), "body dredging@4: the case names it\n");
}

std::vector<CaseParagraph> picked(std::initializer_list<const char*> ids) {
  std::vector<CaseParagraph> picks;
  for (const char* id : ids) picks.push_back({.kind = CaseParagraph::Kind::use, .value = id, .span = {}});
  return picks;
}

TEST(Select, AnOfficersPicksStandForTheRules) {
  Asked asked = ask(R"("topics": ["channel"])");
  asked.case_.picks = picked({"goodbye", "lights", "thanks"});
  EXPECT_EQ(chosen(asked),
            "closing goodbye@1: template == 'reply': template = reply\n"
            "body lights@1: the officer picked it\n"
            "opening thanks@2: template == 'reply': template = reply\n");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  EXPECT_EQ(missed(*selection).find("dredging: the officer left it out, though topics [dredging, channel] meet"), 0U)
      << missed(*selection);
}

TEST(Select, PicksOfACaseThatListsItsOwn) {
  Asked asked =
      ask(R"("paragraphs": [{"use": "dredging"}, {"text": "Mine."}, {"use": "lights"}, {"markdown": "*M*"}])");
  asked.case_.picks = picked({"/case/paragraphs/3", "lights", "signals", "/case/paragraphs/1"});
  EXPECT_EQ(chosen(asked),
            "body (markdown): the officer's own words\n"
            "body lights@1: the case names it\n"
            "body signals@1: the officer picked it\n"
            "body (text): the officer's own words\n");
}

TEST(Select, RefusesPicksThatAreNone) {
  struct Row {
    std::initializer_list<const char*> ids;
    const char* code;
  };
  const Row rows[] = {{{"lights", "lights"}, "selection.repeated"},
                      {{"lighst"}, "selection.unknown-paragraph"},
                      {{"/case/paragraphs/0"}, "selection.unknown-paragraph"},  // the case lists none
                      {{"thanks"}, "selection.no-body"}};
  for (const Row& row : rows) {
    Asked asked = ask(R"("topics": ["channel"])");
    asked.case_.picks = picked(row.ids);
    EXPECT_THAT(select(asked), FailsWith(row.code));
  }
  Asked asked = ask(R"("paragraphs": [{"use": "dredging"}, {"text": "Mine."}])");
  for (const char* id : {"/case/paragraphs/0", "/case/paragraphs/2", "/case/paragraphs/1x", "/case/paragraphs/"}) {
    asked.case_.picks = picked({"dredging", id});
    EXPECT_THAT(select(asked), FailsWith("selection.unknown-paragraph")) << id;
  }
}

TEST(Select, RulesLeaveAloneWhatOthersChoose) {
  const std::string front = "---\ntitle: Tides\nowner: Post Room\nrevision: 1\nchosen_by: officer\n---\nTides.\n";
  Asked asked = ask(R"("topics": ["channel"])", {{"paragraphs/tides.md", front}});
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  EXPECT_NE(missed(*selection).find("tides: only an officer chooses it\n"), std::string::npos) << missed(*selection);
  EXPECT_EQ(chosen(ask(R"("paragraphs": [{"use": "tides"}])", {{"paragraphs/tides.md", front}})),
            "body tides@1: the case names it\n");
  asked.decisions.add = {{"tides", "the moon is full"}};
  EXPECT_NE(chosen(asked).find("body tides@1: the department's code adds it: the moon is full\n"), std::string::npos)
      << chosen(asked);
}

TEST(Select, DecisionsAboutUnknownParagraphsAreRefused) {
  Asked asked = ask(R"("topics": ["channel"])");
  asked.decisions = {.add = {{"mooring", "x"}}, .leave_out = {{"nothing", "x"}}};
  const auto selection = select(asked);
  ASSERT_FALSE(selection.has_value());
  const std::string said = print(selection.error());
  EXPECT_NE(said.find("the code of \"harbour\" adds the paragraph \"mooring\", which it does not have"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("moorings"), std::string::npos) << said;
  EXPECT_NE(said.find("leaves out the paragraph \"nothing\""), std::string::npos) << said;
}

TEST(Select, SaysWhyEachOtherParagraphIsOutNearestFirst) {
  const Asked asked = ask(R"("topics": ["moorings", "lights"], "facts": {"length": 20})");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  const std::string misses = missed(*selection);
  EXPECT_TRUE(
      misses.starts_with("thanks: gives way to \"thanks-short\"\n"
                         "lights-next: valid only from 2017-01-01\n"
                         "moorings: "))
      << misses;
  EXPECT_NE(misses.find("dredging: topics [dredging, channel] do not meet the case's [moorings, lights]\n"),
            std::string::npos)
      << misses;
}

TEST(Select, LeavesNearMissesOutWhenNobodyAsks) {
  const Asked asked = ask(R"("topics": ["moorings", "lights"], "facts": {"length": 20})");
  SelectionInput input = input_of(asked);
  const auto full = engross::select(input);
  input.near_misses = false;
  const auto bare = engross::select(input);
  ASSERT_THAT(full, Succeeds());
  ASSERT_THAT(bare, Succeeds());
  EXPECT_FALSE(full->near_misses.empty());
  EXPECT_TRUE(bare->near_misses.empty());
  EXPECT_EQ(dump(*bare), dump(*full));
  EXPECT_EQ(print(bare->notes), print(full->notes));
}

TEST(Select, RefusesTheSameWithAndWithoutNearMisses) {
  for (const char* members : {R"("topics": ["mooring"], "facts": {"length": 20})", R"("topics": ["storm"])",
                              R"("topics": ["signals"])", R"("paragraphs": [{"use": "thanks"}])"}) {
    const Asked asked = ask(members);
    SelectionInput input = input_of(asked);
    const auto full = engross::select(input);
    input.near_misses = false;
    const auto bare = engross::select(input);
    ASSERT_FALSE(full.has_value()) << members;
    ASSERT_FALSE(bare.has_value()) << members;
    EXPECT_EQ(print(bare.error()), print(full.error())) << members;
  }
}

TEST(Select, KeepsAParagraphFromItsFirstDayToTheDayBeforeItExpires) {
  struct Row {
    const char* date;
    const char* expected;
  };
  for (const Row& row : {Row{"2016-12-31", "thanks-short lights goodbye "}, Row{"2017-01-01", "case.json expired"}}) {
    Asked asked = ask(R"("topics": ["lights"])");
    asked.date = day(row.date);
    const auto selection = select(asked);
    std::string got;
    if (selection) {
      for (const Chosen& c : selection->chosen) got += c.paragraph->id + " ";
    } else {
      got = "case.json expired";
    }
    EXPECT_EQ(got, row.expected) << row.date;
    if (!selection) {
      EXPECT_THAT(selection, FailsWith("selection.expired"));
    }
  }
}

TEST(Select, RefusesAnExpiredParagraphWhereItsDateStands) {
  Asked asked = ask(R"("topics": ["lights"])");
  asked.date = day("2017-01-01");
  const auto selection = select(asked);
  ASSERT_FALSE(selection.has_value());
  EXPECT_EQ(places(selection.error()), "harbour/paragraphs/lights.md:8:1 selection.expired\n");
  EXPECT_EQ(selection.error()[0].message,
            "paragraph \"lights\" expired on 2017-01-01, and the letter is dated 2017-01-01");
  ASSERT_EQ(selection.error()[0].hints.size(), 1U);
  EXPECT_NE(selection.error()[0].hints[0].find("ask Lights Division"), std::string::npos);
}

std::string with(const std::string& path, const std::string& from, const std::string& to) {
  const auto read = SystemWorld().read_file(ENGROSS_SOURCE_DIR "/tests/compose/fixtures/harbour/" + path, 1 << 20);
  std::string text = *read;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Select, WarnsOfAnExpiredParagraphUnderThePolicyWarn) {
  Asked asked =
      ask(R"("topics": ["lights"])", {{"department.yaml", with("department.yaml", "expiry: block", "expiry: warn")}});
  asked.date = day("2017-02-01");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  EXPECT_EQ(places(selection->notes), "harbour/paragraphs/lights.md:8:1 selection.expired\n");
  EXPECT_EQ(selection->notes[0].severity, Severity::warning);
}

TEST(Select, LeavesOutWhatIsNotValidYetWithANote) {
  const Asked asked = ask(R"("topics": ["lights"])");
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  EXPECT_EQ(places(selection->notes), "harbour/paragraphs/lights-next.md:8:1 selection.not-yet-valid\n");
  EXPECT_EQ(selection->notes[0].severity, Severity::note);
}

TEST(Select, LetsTheOldWordingGiveWayOnceTheNewIsValid) {
  Asked asked =
      ask(R"("topics": ["lights"])",
          {{"paragraphs/lights.md", with("paragraphs/lights.md", "order: 40", "order: 40\nyields_to: [lights-next]")}});
  for (const auto& [date, body] : {std::pair{"2016-12-31", "lights"}, std::pair{"2017-01-01", "lights-next"}}) {
    asked.date = day(date);
    const auto selection = select(asked);
    ASSERT_THAT(selection, Succeeds());
    ASSERT_EQ(selection->chosen.size(), 3U);
    EXPECT_EQ(selection->chosen[1].paragraph->id, body) << date;
  }
}

TEST(Select, NotesAReviewThatIsOverdueToday) {
  Asked asked = ask(R"("topics": ["dredging"])");
  asked.today = day("2017-06-30");
  EXPECT_EQ(places(select(asked)->notes), "");
  asked.today = day("2017-07-01");
  EXPECT_EQ(places(select(asked)->notes), "harbour/paragraphs/dredging.md:8:1 selection.review-overdue\n");
}

TEST(Select, NotesAReviewOfTheTranslationThatIsPrinted) {
  const std::string original = "harbour/paragraphs/dredging.md:8:1 selection.review-overdue\n";
  const std::string translation = "harbour/paragraphs/dredging.cy.md:5:1 selection.review-overdue\n";
  Asked asked = ask(R"("topics": ["dredging"])",
                    {{"paragraphs/dredging.cy.md",
                      with("paragraphs/dredging.cy.md", "revision: 4", "revision: 4\nreview_by: 2016-12-31")}});
  asked.today = day("2017-01-01");
  EXPECT_EQ(places(select(asked)->notes), "");
  asked.language = "cy";
  EXPECT_EQ(places(select(asked)->notes), translation);
  Asked without = ask(R"("topics": ["dredging"])");
  without.language = "cy";
  without.today = day("2017-07-01");
  EXPECT_EQ(places(select(without)->notes), original);
}

TEST(Select, UsesWhatTheCaseListsInItsOrderWithItsOwnWords) {
  EXPECT_EQ(
      chosen(
          ask(R"("paragraphs": [{"use": "lights"}, {"text": "Mine."}, {"use": "dredging"}, {"markdown": "*Mine*"}])")),
      "body lights@1: the case names it\n"
      "body (text): the officer's own words\n"
      "body dredging@4: the case names it\n"
      "body (markdown): the officer's own words\n");
}

TEST(Select, UseSkipsTopicsAndWhenAndNothingElse) {
  EXPECT_EQ(chosen(ask(R"("paragraphs": [{"use": "storm"}])")), "body storm@1: the case names it\n");
  Asked asked = ask("\"paragraphs\": [{\"use\": \"lights\"},\n{\"use\": \"lights-next\"}]");
  asked.date = day("2016-12-31");
  EXPECT_EQ(refused(asked), "case.json:3:9 selection.not-yet-valid\n");
  asked.date = day("2017-01-01");
  EXPECT_EQ(refused(asked), "case.json:2:25 selection.expired\n");
  EXPECT_EQ(refused(ask(R"("paragraphs": [{"use": "signals"}, {"use": "signals-other"}])")),
            "harbour/paragraphs/signals.md:8:1 selection.conflict\n");
  const Asked pair = ask(R"("paragraphs": [{"use": "thanks"}, {"use": "thanks-short"}, {"use": "storm"}])");
  const auto gave_way = select(pair);
  ASSERT_THAT(gave_way, Succeeds());
  EXPECT_EQ(gave_way->chosen.size(), 2U);
  EXPECT_EQ(places(gave_way->notes), "case.json:2:25 selection.gave-way\n");
}

TEST(Select, RefusesUnknownAndRepeatedParagraphsTogether) {
  const Asked asked = ask("\"paragraphs\": [{\"use\": \"dreging\"},\n{\"use\": \"storm\"},\n{\"use\": \"storm\"}]");
  const auto selection = select(asked);
  ASSERT_FALSE(selection.has_value());
  EXPECT_EQ(places(selection.error()),
            "case.json:2:25 selection.unknown-paragraph\n"
            "case.json:4:9 selection.repeated\n");
  EXPECT_EQ(selection.error()[0].hints[0], "did you mean \"dredging\"?");
}

TEST(Select, RefusesALetterWithoutABodyAndListsTheNearestMisses) {
  const Asked asked = ask(R"("topics": ["mooring", "moorings"], "facts": {"length": 20})");
  const auto selection = select(asked);
  ASSERT_FALSE(selection.has_value());
  EXPECT_EQ(places(selection.error()), "case.json:2:12 selection.no-body\n");
  const std::vector<std::string>& hints = selection.error()[0].hints;
  ASSERT_GE(hints.size(), 6U);
  EXPECT_TRUE(hints[0].starts_with("nearest: \"moorings\" is out: ")) << hints[0];
  EXPECT_EQ(hints[1],
            "nearest: \"dredging\" is out: topics [dredging, channel] do not meet the case's [mooring, moorings]");
  EXPECT_EQ(hints[5], "no paragraph has the topic \"mooring\"; did you mean \"moorings\"?");
}

TEST(Select, AsksForABodyOnlyWhereTheTemplateHasAPlaceForIt) {
  Asked asked = ask(R"("topics": [])");
  EXPECT_EQ(refused(asked), "case.json:2:12 selection.no-body\n");
  EXPECT_EQ(refused(ask(R"("paragraphs": [{"use": "thanks"}])")), "case.json:2:16 selection.no-body\n");
  EXPECT_EQ(refused(ask("")), "case.json:1:1 selection.no-body\n");
  asked.needs_body = false;
  EXPECT_THAT(select(asked), Succeeds());
}

TEST(Select, CollectsTheErrorsOfRulesAndOfDates) {
  Asked asked = ask(R"("topics": ["storm", "lights"])");
  asked.date = day("2018-01-01");
  EXPECT_EQ(refused(asked),
            "harbour/paragraphs/storm.md:5:8 rule.absent\n"
            "harbour/paragraphs/lights.md:8:1 selection.expired\n");
}

TEST(Select, TakesTheTranslationAndNamesTheFileThatIsMissing) {
  Asked asked = ask(R"("topics": ["dredging"])");
  asked.language = "cy";
  const auto selection = select(asked);
  ASSERT_THAT(selection, Succeeds());
  ASSERT_EQ(selection->chosen.size(), 3U);
  EXPECT_EQ(selection->chosen[1].paragraph->language, "cy");
  EXPECT_EQ(selection->chosen[1].original->language, "");
  Asked without = ask(R"("topics": ["storm"], "facts": {"storm": {"wind": 9, "name": "Ada"}})");
  without.language = "cy";
  const auto refused_selection = select(without);
  ASSERT_FALSE(refused_selection.has_value());
  EXPECT_EQ(places(refused_selection.error()), "harbour/paragraphs/storm.md:2:1 selection.no-translation\n");
  EXPECT_EQ(refused_selection.error()[0].hints[0], "write harbour/paragraphs/storm.cy.md with revision: 1");
}

}  // namespace
}  // namespace engross::test
