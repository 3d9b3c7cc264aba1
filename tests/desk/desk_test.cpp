// Steps change the letter as they say, each gives a draft that reads back as the letter shown, and what makes no sense
// is refused and changes nothing.
#include "desk/desk.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "assemble/bench.hpp"
#include "compose/drafts.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Kind = DeskStep::Kind;

const std::string listed = R"("paragraphs": [{"use": "thanks"}, {"text": "I was there."}, {"use": "dredging"},
  {"use": "goodbye"}], "subject": "The inner basin", "on_behalf_of": "the Board", "incoming": {"dated": "2016-09-30"},
  "facts": {"berth": "Pier Nine", "length": 9, "fee": 120.5, "rates": [{"month": "May", "fee": 10}]})";

class AtDesk : public testing::Test {
 protected:
  engross::Desk open(const std::string& members) {
    auto desk = engross::Desk::open(*bench, case_of(case_text(members)), today, "case.json");
    EXPECT_THAT(desk, Succeeds());
    return std::move(*desk);
  }
  static std::vector<std::string> ids(const engross::Desk& desk) {
    std::vector<std::string> all;
    for (const DeskItem& item : desk.items()) all.push_back(item.id);
    return all;
  }
  // The draft alone, with the case, is the letter that the desk shows.
  void expect_sound(const engross::Desk& desk, const std::string& members) {
    const auto again = prepare(*bench, case_of(case_text(members)), today, make_source("r.md", desk.draft()));
    ASSERT_THAT(again, Succeeds()) << desk.draft();
    EXPECT_EQ(dump(again->letter()), dump(desk.reply().letter()));
  }
  std::unique_ptr<Workbench> bench = workbench();
};

TEST_F(AtDesk, BeginsWithWhatTheRulesChoose) {
  const std::string members = R"("topics": ["lights"])";
  const engross::Desk desk = open(members);
  const auto reply = reply_to(*bench, members);
  ASSERT_THAT(reply, Succeeds());
  EXPECT_EQ(dump(desk.reply().letter()), dump(reply->letter()));
  EXPECT_THAT(desk.draft(), testing::Not(HasSubstr("\nparagraphs:")));
  expect_sound(desk, members);
}

TEST_F(AtDesk, DropsAddsAndMoves) {
  engross::Desk desk = open(listed);
  ASSERT_THAT(ids(desk), ElementsAre("thanks", "/case/paragraphs/1", "dredging", "goodbye"));
  ASSERT_THAT(desk.take({.kind = Kind::move, .id = "dredging", .after = ""}), Succeeds());
  EXPECT_THAT(ids(desk), ElementsAre("thanks", "dredging", "/case/paragraphs/1", "goodbye"));
  EXPECT_THAT(desk.draft(), HasSubstr("paragraphs: \"thanks, dredging, /case/paragraphs/1, goodbye\""));
  ASSERT_THAT(desk.take({.kind = Kind::add, .id = "moorings", .after = "dredging"}), Succeeds());
  EXPECT_THAT(ids(desk), ElementsAre("thanks", "dredging", "moorings", "/case/paragraphs/1", "goodbye"));
  EXPECT_EQ(desk.items()[2].reason, "the officer picked it");
  EXPECT_EQ(desk.items()[1].reason, "the case names it");
  ASSERT_THAT(desk.take({.kind = Kind::drop, .id = "/case/paragraphs/1"}), Succeeds());
  EXPECT_THAT(ids(desk), ElementsAre("thanks", "dredging", "moorings", "goodbye"));
  expect_sound(desk, listed);
}

TEST_F(AtDesk, GivesLeaveToWhatIsPastItsDates) {
  std::string manifest = harbour()->resources.files.at("department.yaml");
  manifest.replace(manifest.find("expiry: block"), std::string("expiry: block").size(), "expiry: allow");
  std::string dredging = harbour()->resources.files.at("paragraphs/moorings.md");
  dredging.replace(dredging.find("---\n"), 4, "---\nexpires: 2016-10-01\n");
  bench = workbench({{"department.yaml", manifest}, {"paragraphs/moorings.md", dredging}});
  engross::Desk desk = open(listed);
  const DeskStep add{.kind = Kind::add, .id = "moorings", .after = "dredging"};
  EXPECT_THAT(desk.take(add), FailsWith("selection.expired"));
  EXPECT_THAT(desk.take({.kind = Kind::allow, .id = "mooring", .words = "why"}), FailsWith("desk.no-paragraph"));
  ASSERT_THAT(desk.take({.kind = Kind::allow, .id = "moorings", .words = "it \"still\" holds"}), Succeeds());
  ASSERT_THAT(desk.take(add), Succeeds());
  EXPECT_THAT(desk.draft(), HasSubstr("\nallow: {\"moorings\":\"it \\\"still\\\" holds\"}\n"));
  EXPECT_THAT(desk.items()[3].reason, HasSubstr("it may stand past its dates: it \"still\" holds"));
  expect_sound(desk, listed);
  EXPECT_THAT(desk.take({.kind = Kind::allow, .id = "moorings"}), FailsWith("selection.expired"))
      << "leave is taken away only with the paragraph";
}

TEST_F(AtDesk, WordsAreEditedAndAdded) {
  engross::Desk desk = open(listed);
  ASSERT_THAT(desk.take({.kind = Kind::edit, .id = "dredging", .words = "We shall *dredge*."}), Succeeds());
  ASSERT_THAT(desk.take({.kind = Kind::write, .after = "dredging", .words = "And soon.\n\nVery soon."}), Succeeds());
  ASSERT_THAT(desk.take({.kind = Kind::write, .after = "", .words = "First of all:"}), Succeeds());
  const DeskItem item = desk.items()[2];
  EXPECT_TRUE(item.edited);
  EXPECT_EQ(item.words, "We shall *dredge*.\n");
  EXPECT_EQ(item.own, "And soon.\n\nVery soon.\n");
  expect_sound(desk, listed);
  ASSERT_THAT(desk.take({.kind = Kind::edit, .id = "dredging", .words = " "}), Succeeds());
  EXPECT_FALSE(desk.items()[2].edited);
  ASSERT_THAT(desk.take({.kind = Kind::drop, .id = "dredging"}), Succeeds());
  EXPECT_THAT(desk.draft(), testing::Not(HasSubstr("Very soon")));
  expect_sound(desk, listed);
}

TEST_F(AtDesk, UndoGoesBackToTheBeginning) {
  engross::Desk desk = open(listed);
  std::vector<std::string> drafts{desk.draft()};
  for (const DeskStep& step : std::vector<DeskStep>{{.kind = Kind::drop, .id = "dredging"},
                                                    {.kind = Kind::add, .id = "moorings", .after = ""},
                                                    {.kind = Kind::edit, .id = "moorings", .words = "Other words."}}) {
    ASSERT_THAT(desk.take(step), Succeeds());
    drafts.push_back(desk.draft());
  }
  for (std::size_t i = drafts.size() - 1; i > 0; --i) {
    EXPECT_EQ(desk.draft(), drafts[i]);
    ASSERT_THAT(desk.take({.kind = Kind::undo}), Succeeds());
  }
  EXPECT_EQ(desk.draft(), drafts.front());
  EXPECT_THAT(desk.take({.kind = Kind::undo}), FailsWith("desk.nothing"));
  EXPECT_EQ(desk.steps().size(), 6U);
}

TEST_F(AtDesk, StepsThatMakeNoSenseChangeNothing) {
  engross::Desk desk = open(listed);
  const std::string before = desk.draft();
  struct Row {
    DeskStep step;
    const char *code, *said;
  };
  const Row rows[] = {
      {{.kind = Kind::drop, .id = "dredgin"}, "desk.no-item", "no paragraph \"dredgin\""},
      {{.kind = Kind::move, .id = "lights"}, "desk.no-item", "no paragraph \"lights\""},
      {{.kind = Kind::move, .id = "dredging", .after = "thanks"}, "desk.part", "belongs to the body"},
      {{.kind = Kind::move, .id = "dredging", .after = "nowhere"}, "desk.no-item", "\"nowhere\""},
      {{.kind = Kind::add, .id = "mooring"}, "desk.no-paragraph", "no paragraph \"mooring\""},
      {{.kind = Kind::add, .id = "dredging"}, "desk.there", "already"},
      {{.kind = Kind::edit, .id = "dredging", .language = "fr", .words = "x"}, "desk.language", "\"fr\""},
      {{.kind = Kind::write, .after = "nowhere", .words = "x"}, "desk.no-item", "\"nowhere\""},
      {{.kind = Kind::edit, .id = "dredging", .words = "{{name}}"}, "draft.leak", ""},
      {{.kind = Kind::edit, .id = "dredging", .words = ":::\n"}, "fence.unopened", ""},
      {{.kind = Kind::write, .after = "dredging", .words = "::: paragraph {id=\"lights\" revision=\"1\"}\nx\n:::"},
       "draft.unknown-paragraph",
       ""},
  };
  for (const Row& row : rows) {
    const auto taken = desk.take(row.step);
    ASSERT_FALSE(taken) << row.code;
    EXPECT_THAT(taken.error().front().code, testing::StartsWith(row.code));
    EXPECT_THAT(taken.error().front().message, HasSubstr(row.said));
    EXPECT_EQ(desk.draft(), before);
  }
  EXPECT_TRUE(desk.steps().empty());
}

TEST_F(AtDesk, ALetterKeepsAParagraphOfItsBody) {
  engross::Desk desk = open(R"("topics": ["lights"])");
  std::vector<std::string> body;
  for (const DeskItem& item : desk.items())
    if (item.part == Part::body) body.push_back(item.id);
  for (std::size_t i = 0; i + 1 < body.size(); ++i)
    ASSERT_THAT(desk.take({.kind = Kind::drop, .id = body[i]}), Succeeds());
  EXPECT_THAT(desk.take({.kind = Kind::drop, .id = body.back()}), FailsWith("selection.no-body"));
}

TEST_F(AtDesk, SuggestsWhatIsOutNearestFirst) {
  engross::Desk desk = open(R"("topics": ["lights"],
    "facts": {"length": 9, "fee": 120.5, "berth": "Pier Nine", "rates": [{"month": "May", "fee": 10}]})");
  const auto before = desk.suggestions();
  ASSERT_FALSE(before.empty());
  const std::vector<std::string> in = ids(desk);
  for (const DeskSuggestion& one : before) {
    EXPECT_EQ(std::count(in.begin(), in.end(), one.paragraph->id), 0) << one.paragraph->id;
    EXPECT_FALSE(one.reason.empty());
  }
  EXPECT_EQ(in.size() + before.size(), bench->department->paragraph_ids().size());
  ASSERT_THAT(desk.take({.kind = Kind::add, .id = "moorings"}), Succeeds());
  ASSERT_THAT(desk.take({.kind = Kind::drop, .id = "lights"}), Succeeds());
  const auto after = desk.suggestions();
  const auto left = std::ranges::find(after, "lights", [](const DeskSuggestion& s) { return s.paragraph->id; });
  ASSERT_NE(left, after.end());
  EXPECT_THAT(left->reason, testing::StartsWith("the officer left it out, though"));
}

// Whatever is done in whatever order: the draft is the letter, and the steps give it again.
TEST_F(AtDesk, AnyStepsGiveADraftThatReadsBack) {
  std::mt19937 random(20161026);
  const auto any = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
  const std::vector<std::string> library = bench->department->paragraph_ids();
  for (int round = 0; round < 30; ++round) {
    engross::Desk desk = open(listed);
    for (int i = 0; i < 12; ++i) {
      const std::vector<std::string> have = ids(desk);
      DeskStep step{.kind = static_cast<Kind>(random() % 6)};
      step.id = step.kind == Kind::add ? any(library) : any(have);
      if (random() % 3 != 0) step.after = any(have);
      if (step.kind == Kind::write) step.id.clear();
      if (step.kind == Kind::edit || step.kind == Kind::write)
        step.words =
            any({"One.", "", "A *list*:\n\n* one\n* two", "Words \\{here\\} & <there>", "1. first\n2. second"});
      (void)desk.take(step);  // some make no sense, and change nothing
    }
    expect_sound(desk, listed);
    engross::Desk again = open(listed);
    for (const DeskStep& step : desk.steps()) ASSERT_THAT(again.take(step), Succeeds());
    EXPECT_EQ(again.draft(), desk.draft());
  }
}

}  // namespace
}  // namespace engross::test
