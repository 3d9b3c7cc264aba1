// A department that decides in code: what it is asked, what becomes of its answers, and that a record holds them.
#include "assemble/decide.hpp"

#include "assemble/bench.hpp"
#include "data/read.hpp"

namespace engross::test {
namespace {

// Code that answers as it is told, and keeps what it was asked.
class ToldCode final : public DepartmentCode {
 public:
  ToldCode(std::string derive, std::string select) : derive_(std::move(derive)), select_(std::move(select)) {}

  bool offers(Call call) const override { return !(call == Call::derive ? derive_ : select_).empty(); }
  Result<Answer> ask(Call call, std::string_view question) override {
    asked.push_back(std::string(name_of(call)) + " " + std::string(question));
    if (refuses) return fail(error("department.refuses", {}, "no such exemption"));
    return Answer{.json = call == Call::derive ? derive_ : select_,
                  .notes = {warning("department.says", {}, "look at it twice")}};
  }

  std::vector<std::string> asked;
  bool refuses = false;

 private:
  std::string derive_, select_;
};

// The Harbour Office, as if it decided in code; its paragraph about lights names a derived field.
Changes deciding(const std::string& decides) {
  const Resources files = harbour()->resources;
  std::string lights = files.files.at("paragraphs/lights.md");
  lights.replace(lights.rfind("The light"), 9, "The {{derived.colour}} light");
  return {{"department.yaml", files.files.at("department.yaml") + "\ndecides: [" + decides + "]\n"},
          {"paragraphs/lights.md", lights}};
}

struct CodeDesk {
  std::unique_ptr<Workbench> bench;
  ToldCode* code = nullptr;

  CodeDesk(const std::string& derive, const std::string& select) : bench(workbench(deciding("derive, select"))) {
    auto told = std::make_unique<ToldCode>(derive, select);
    code = told.get();
    bench->code = std::move(told);
  }
};

constexpr const char* green = R"({"colour": "green"})";
constexpr const char* dredging_too = R"({"add": [{"id": "dredging", "because": "the mud is deep"}]})";

constexpr const char* about_lights = R"("topics": ["lights"], "facts": {"berth": "7"})";

TEST(Decide, TheCodeIsAskedForFieldsThenForDecisions) {
  CodeDesk desk(green, dredging_too);
  const auto reply = reply_to(*desk.bench, about_lights);
  ASSERT_THAT(reply, Succeeds());
  ASSERT_EQ(desk.code->asked.size(), 2U);
  EXPECT_TRUE(desk.code->asked[0].starts_with("derive {\"correspondent\":")) << desk.code->asked[0];
  const char* letter = R"("letter":{"date":"2016-10-26","today":"2016-10-26"})";
  EXPECT_NE(desk.code->asked[0].find(letter), std::string::npos) << desk.code->asked[0];
  EXPECT_EQ(desk.code->asked[0].find("derived"), std::string::npos);
  EXPECT_TRUE(desk.code->asked[1].starts_with("select ")) << desk.code->asked[1];
  EXPECT_NE(desk.code->asked[1].find(R"("derived":{"colour":"green"})"), std::string::npos) << desk.code->asked[1];
}

TEST(Decide, TheLetterShowsWhatWasDecidedAndWhy) {
  CodeDesk desk(green, dredging_too);
  const auto reply = reply_to(*desk.bench, about_lights);
  ASSERT_THAT(reply, Succeeds());
  const std::string letter = dump(reply->letter(), DumpOrigins::yes);
  EXPECT_NE(letter.find("\"green\""), std::string::npos) << letter;
  EXPECT_NE(letter.find("/derived/colour"), std::string::npos) << letter;
  EXPECT_NE(dump(reply->composed.selection).find("dredging@4: the department's code adds it: the mud is deep"),
            std::string::npos);
  EXPECT_THAT(reply->findings, testing::Contains(testing::Field(&Diagnostic::code, "department.says")));
}

TEST(Decide, ACaseWithItsOwnParagraphsIsNotAskedAbout) {
  CodeDesk desk(green, dredging_too);
  ASSERT_THAT(reply_to(*desk.bench, R"("paragraphs": [{"use": "lights"}])"), Succeeds());
  ASSERT_EQ(desk.code->asked.size(), 1U);
  EXPECT_TRUE(desk.code->asked[0].starts_with("derive "));
}

TEST(Decide, WhatTheCodeRefusesIsRefused) {
  CodeDesk desk(green, dredging_too);
  desk.code->refuses = true;
  EXPECT_THAT(reply_to(*desk.bench), FailsWith("department.refuses"));
}

TEST(Decide, AnswersThatAreNoneAreRefused) {
  CodeDesk fields("[]", dredging_too);
  EXPECT_THAT(reply_to(*fields.bench), FailsWith("library.answer"));
  CodeDesk decisions(green, R"({"add": [{"id": "dredging"}]})");
  EXPECT_THAT(reply_to(*decisions.bench), FailsWith("library.answer"));
}

TEST(Decide, ADirectoryAloneIsNotEnough) {
  const auto bench = workbench(deciding("select"));
  const auto reply = reply_to(*bench);
  ASSERT_THAT(reply, FailsWith("department.needs-code"));
  EXPECT_EQ(reply.error().front().span.text(), "[select]");
}

TEST(Decide, ARecordHoldsTheAnswersAndNeedsNoCode) {
  MemoryWorld world;
  Store store(world, "store");
  CodeDesk desk(green, dredging_too);
  const auto reply = reply_to(*desk.bench, about_lights);
  ASSERT_THAT(reply, Succeeds());
  const auto issued = issue(world, store, *desk.bench, *reply, order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  const auto answers = store.object(issued->record.file("decisions")->sha256);
  ASSERT_THAT(answers, Succeeds());
  EXPECT_EQ(*answers,
            R"({"derive":{"colour":"green"},"select":{"add":[{"because":"the mud is deep","id":"dredging"}]}})");
  const auto remade = remake(store, issued->record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, issued->finished.pdf);
}

TEST(Decide, ARecordOfALetterThatNothingWasAskedAboutNeedsNoCodeEither) {
  MemoryWorld world;
  Store store(world, "store");
  CodeDesk desk("", dredging_too);
  const auto reply = reply_to(*desk.bench, R"("facts": {"berth": "7"}, "paragraphs": [{"use": "dredging"}])");
  ASSERT_THAT(reply, Succeeds());
  EXPECT_TRUE(desk.code->asked.empty());
  const auto issued = issue(world, store, *desk.bench, *reply, order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  const auto remade = remake(store, issued->record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, issued->finished.pdf);
}

TEST(Decide, WhatIsChosenAgainIsWhatTheLetterHas) {
  CodeDesk desk(green, dredging_too);
  const auto reply = reply_to(*desk.bench, about_lights);
  ASSERT_THAT(reply, Succeeds());
  const auto again = choose_again(*desk.bench, *reply);
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(dump(*again), dump(reply->composed.selection));
  for (const NearMiss& miss : again->near_misses)
    for (const Chosen& chosen : again->chosen) EXPECT_NE(miss.paragraph->id, chosen.original->id);
}

TEST(Decide, DamagedAnswersAreToldOfTheRecord) {
  for (const char* bytes : {"", "[]", "{"})
    EXPECT_THAT(recorded_code(make_source("decisions", bytes)), FailsWith("record.damaged"));
}

}  // namespace
}  // namespace engross::test
