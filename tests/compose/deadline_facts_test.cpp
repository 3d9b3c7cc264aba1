// What rules and paragraphs see of a deadline, and what is said where there are no days.
#include "compose/deadline_facts.hpp"

#include "compose/harbour.hpp"
#include "data/read.hpp"
#include "letter/text_copy.hpp"

namespace engross::test {
namespace {

std::string yaml_with(const std::string& more) {
  const std::shared_ptr<const Department> plain = harbour();
  return plain->resources.files.at("department.yaml") + more;
}

Changes office(const std::string& policy = "dfe-15") {
  return {{"department.yaml", yaml_with("deadline: {policy: " + policy + "}\n")},
          {"paragraphs/late.md",
           "---\ntitle: Late\nowner: O\nrevision: 1\norder: 1\nwhen: \"exists(deadline.days_left) and "
           "deadline.days_left < 0\"\n---\nI am sorry: this was due on {{#long_date}}deadline.due{{/long_date}}.\n"}};
}

std::string case_received(const std::string& received, const std::string& more = "") {
  return case_text(R"("topics": ["lights"], "incoming": {"received": ")" + received + "\"}" + more);
}

// The fields and the notes: "{…} deadline.no-calendar".
std::string facts(const std::string& text, const Department& department, const char* today) {
  const auto made = deadline_facts(case_of(text), department, day(today));
  if (!made) return places(made.error());
  std::string out = to_json(made->fields, false);
  for (const Diagnostic& note : made->notes) out += " " + std::string(name_of(note.severity)) + " " + note.code;
  return out;
}

TEST(DeadlineFacts, AreThoseOfTheDepartmentsPolicy) {
  const auto department = harbour(office());
  EXPECT_EQ(facts(case_received("2026-03-02"), *department, "2026-03-13"),
            R"({"policy":"dfe-15","due":"2026-03-23","days_left":6})");
  EXPECT_EQ(facts(case_received("2026-03-02"), *department, "2026-03-23"),
            R"({"policy":"dfe-15","due":"2026-03-23","days_left":0})");
  EXPECT_EQ(facts(case_received("2026-03-02"), *department, "2026-03-24"),
            R"({"policy":"dfe-15","due":"2026-03-23","days_left":-1})");
  EXPECT_EQ(facts(case_received("2026-03-02"), *harbour(), "2026-03-24"), "null");
}

TEST(DeadlineFacts, AreThoseOfTheCasesPolicyWhereItNamesOne) {
  const std::string named = case_received("2026-03-02", R"(, "deadline": {"policy": "foi-20"})");
  const std::string expected = R"({"policy":"foi-20","due":"2026-03-31","days_left":12})";
  EXPECT_EQ(facts(named, *harbour(office()), "2026-03-13"), R"({"policy":"foi-20","due":"2026-03-31","days_left":11})");
  EXPECT_EQ(facts(named, *harbour(), "2026-03-12"), expected);
  EXPECT_EQ(facts(case_received("2026-03-02", R"(, "deadline": {"policy": "foi20"})"), *harbour(), "2026-03-12"),
            "case.json:2:87 deadline.unknown-policy\n");
}

TEST(DeadlineFacts, LackDaysThatTheCalendarDoesNotReach) {
  const auto department = harbour(office());
  EXPECT_EQ(facts(case_received("2016-10-03"), *department, "2016-10-26"),
            R"({"policy":"dfe-15"} warning deadline.no-calendar)");
  EXPECT_EQ(facts(case_received("2027-12-20"), *department, "2027-12-21"),
            R"({"policy":"dfe-15"} warning deadline.no-calendar)");
  EXPECT_EQ(facts(case_received("2027-11-01"), *department, "2028-01-03"),
            R"({"policy":"dfe-15","due":"2027-11-22"} warning deadline.no-calendar)");
  EXPECT_EQ(facts(case_text(""), *department, "2026-03-12"), R"({"policy":"dfe-15"} warning deadline.no-received)");
  Changes own = office();
  own["bank-holidays.json"] = R"({"mars": {"events": [{"title": "A", "date": "2026-01-01"}]}})";
  EXPECT_EQ(facts(case_received("2026-03-02"), *harbour(own), "2026-03-12"),
            R"({"policy":"dfe-15"} warning calendar.unknown-division)");
}

TEST(DeadlineFacts, SayWhatTheLetterLacksWhereTheCaseSaysWhenItCame) {
  const auto made = deadline_facts(case_of(case_received("2016-10-03")), *harbour(office()), day("2016-10-26"));
  ASSERT_THAT(made, Succeeds());
  ASSERT_EQ(made->notes.size(), 1U);
  EXPECT_EQ(places(made->notes), "case.json:2:49 deadline.no-calendar\n");
  EXPECT_TRUE(made->notes[0].message.ends_with(
      "knows 2018-01-01 to 2027-12-28 and no further; so the letter knows no deadline.due and no deadline.days_left"))
      << made->notes[0].message;
  const auto later = deadline_facts(case_of(case_received("2027-11-01")), *harbour(office()), day("2028-01-03"));
  ASSERT_THAT(later, Succeeds());
  EXPECT_TRUE(later->notes[0].message.ends_with(
      "knows 2018-01-01 to 2027-12-28, and today is 2028-01-03; so the letter knows no deadline.days_left"))
      << later->notes[0].message;
}

Result<Composed> compose_on(const std::string& case_text, const Department& department, const char* today) {
  ComposeCache cache;
  const Case case_ = case_of(case_text);
  return compose({.case_ = &case_,
                  .department = &department,
                  .date = day("2016-10-26"),
                  .today = day(today),
                  .language = {},
                  .derived = {}},
                 cache);
}

TEST(DeadlineFacts, DecideOnParagraphsAndArePrintedInThem) {
  const auto department = harbour(office());
  const auto late = compose_on(case_received("2026-03-02"), *department, "2026-03-25");
  ASSERT_THAT(late, Succeeds());
  EXPECT_NE(write_text(late->letter).find("I am sorry: this was due on 23 March 2026."), std::string::npos);
  EXPECT_NE(dump(late->selection).find("deadline.days_left < 0: deadline.days_left = -2"), std::string::npos)
      << dump(late->selection);
  const auto in_time = compose_on(case_received("2026-03-02"), *department, "2026-03-23");
  ASSERT_THAT(in_time, Succeeds());
  EXPECT_EQ(write_text(in_time->letter).find("I am sorry"), std::string::npos);
  EXPECT_EQ(places(in_time->notes).find("deadline."), std::string::npos);
  const auto unknown = compose_on(case_received("2016-10-03"), *department, "2016-10-26");
  ASSERT_THAT(unknown, Succeeds());
  EXPECT_TRUE(places(unknown->notes).starts_with("case.json:2:49 deadline.no-calendar\n"));
}

// The case's own object is not the letter's: what it says is never taken for what was counted.
TEST(DeadlineFacts, AreAbsentToRulesWhereThereAreNone) {
  Changes changes = office();
  changes["paragraphs/late.md"] =
      "---\ntitle: Late\nowner: O\nrevision: 1\nwhen: \"deadline.days_left < 0\"\n---\nLate.\n";
  const auto refused = compose_on(case_received("2016-10-03"), *harbour(changes), "2016-10-26");
  EXPECT_THAT(refused, FailsWith("rule.absent"));
  const auto unnamed = compose_on(case_received("2026-03-02", R"(, "deadline": null)"), *harbour(), "2026-03-25");
  EXPECT_THAT(unnamed, Succeeds());
}

TEST(DeadlineFacts, AreRefusedByAPolicyThatThereIsNot) {
  EXPECT_THAT(compose_on(case_received("2026-03-02", R"(, "deadline": {"policy": "none"})"), *harbour(), "2026-03-25"),
              FailsWith("deadline.unknown-policy"));
}

}  // namespace
}  // namespace engross::test
