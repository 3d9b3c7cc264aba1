// engross deadline, as an officer and a script run it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace engross::test {
namespace {

Outcome deadline(std::vector<std::string> words) {
  Desk desk;
  words.insert(words.begin(), "deadline");
  return desk.engross(std::move(words));
}

nlohmann::json result_of(const Outcome& outcome) {
  const nlohmann::json all = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(all["ok"], true) << outcome.out;
  return all["result"];
}

TEST(DeadlineCommand, SaysWhenAReplyIsDue) {
  const Outcome outcome = deadline({"--policy", "dfe-15", "--received", "2026-03-02", "--today", "2026-03-13"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "due        Monday 2026-03-23, working day 15\n"
            "left       6 working days, on 2026-03-13\n"
            "received   Monday 2026-03-02\n"
            "policy     dfe-15: Department for Education, all correspondence, 15 working days\n"
            "source     written answer 214248 (2014)\n");
}

TEST(DeadlineCommand, SaysHowMuchIsLeft) {
  const auto left = [](const char* today) {
    const std::string out = deadline({"--policy", "dfe-15", "--received", "2026-03-02", "--today", today}).out;
    const std::size_t at = out.find("left       ") + 11;
    return out.substr(at, out.find('\n', at) - at);
  };
  EXPECT_EQ(left("2026-03-20"), "1 working day, on 2026-03-20");
  EXPECT_EQ(left("2026-03-23"), "nothing: it is due on 2026-03-23, the day itself");
  EXPECT_EQ(left("2026-03-24"), "1 working day late, on 2026-03-24");
  EXPECT_EQ(left("2026-03-26"), "3 working days late, on 2026-03-26");
  EXPECT_EQ(left("2031-01-01"), "not known: 2031-01-01 is outside the calendar");
}

TEST(DeadlineCommand, ExplainsEachDay) {
  const Outcome outcome = deadline(
      {"--policy", "decs-home-secretary-10", "--received", "2026-04-04", "--today", "2026-04-04", "--explain"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "received   Saturday 2026-04-04, counts as Tuesday 2026-04-07\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "stage      Thursday 2026-04-16, working day 7: Initial draft\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out,
                    "\n"
                    "Saturday   2026-04-04     -  Saturday\n"
                    "Sunday     2026-04-05     -  Sunday\n"
                    "Monday     2026-04-06     -  Easter Monday in england-and-wales\n"
                    "Tuesday    2026-04-07     -  the day of receipt\n"
                    "Wednesday  2026-04-08     1\n"
                    "Thursday   2026-04-09     2  Data input, Markup\n"))
      << outcome.out;
  EXPECT_TRUE(outcome.out.ends_with("Tuesday    2026-04-21    10  Dispatch; due\n")) << outcome.out;
}

TEST(DeadlineCommand, ExplainsMonths) {
  const Outcome outcome =
      deadline({"--policy", "sar-month", "--received", "2026-03-03", "--today", "2026-03-03", "--explain"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with(
      "due        Tuesday 2026-04-07, the first working day after 1 month, on Friday 2026-04-03\n"))
      << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "extended   Wednesday 2026-06-03, if the time is extended, once\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out,
                    "Tuesday    2026-03-03     -  the day of receipt\n"
                    "Friday     2026-04-03     -  Good Friday in england-and-wales\n"))
      << outcome.out;
  EXPECT_TRUE(outcome.out.ends_with("Tuesday    2026-04-07     -  due\n")) << outcome.out;
  const Outcome plain = deadline({"--policy", "sar-month", "--received", "2026-05-12", "--today", "2026-05-12"});
  EXPECT_TRUE(plain.out.starts_with("due        Friday 2026-06-12, after 1 month\n")) << plain.out;
}

TEST(DeadlineCommand, ComparesPolicies) {
  const std::string expected =
      "\ndecs-20 is due 1 day sooner, on Monday 2026-03-30, than foi-20, on Tuesday 2026-03-31.\n"
      "foi-20 takes a letter as received on any day; decs-20 takes a letter that comes on a day off as received on the "
      "next working day\n"
      "foi-20 does not work on the bank holidays of scotland, northern-ireland; decs-20 does\n"
      "Tuesday    2026-03-17  foi-20: not counted: St Patrick’s Day in northern-ireland; decs-20: day 11\n";
  const Outcome both = deadline({"--diff", "foi-20", "decs-20", "--received", "2026-03-02", "--today", "2026-03-02"});
  EXPECT_EQ(both.exit_code, 0) << both.err;
  EXPECT_TRUE(both.out.ends_with(expected)) << both.out;
  const Outcome one =
      deadline({"--policy", "foi-20", "--diff", "decs-20", "--received", "2026-03-02", "--today", "2026-03-02"});
  EXPECT_EQ(one.out, both.out);
  const Outcome same =
      deadline({"--policy", "dfe-15", "--diff", "sar-month", "--received", "2026-02-23", "--today", "2026-03-02"});
  EXPECT_TRUE(holds(same.out,
                    "\nsar-month is due 7 days later, on Monday 2026-03-23, than dfe-15, on Monday 2026-03-16.\n"
                    "dfe-15 gives 15 working days, sar-month 1 month\n"))
      << same.out;
  const Outcome equal =
      deadline({"--diff", "foi-20", "foi-20-rolled", "--received", "2026-03-02", "--today", "2026-03-02"});
  EXPECT_TRUE(holds(equal.out, "\nBoth are due on Tuesday 2026-03-31.\n")) << equal.out;
}

TEST(DeadlineCommand, GivesJson) {
  const auto result = result_of(deadline({"--policy", "decs-20", "--diff", "foi-20", "--received", "2026-12-19",
                                          "--today", "2026-12-19", "--explain", "--json"}));
  EXPECT_EQ(result["due"], "2027-01-21");
  EXPECT_EQ(result["received"], "2026-12-19");
  EXPECT_EQ(result["counts_from"], "2026-12-21");
  EXPECT_EQ(result["today"], "2026-12-19");
  EXPECT_EQ(result["days_left"], 21);
  EXPECT_EQ(result["extended"], nullptr);
  EXPECT_EQ(result["policy"]["id"], "decs-20");
  EXPECT_EQ(result["stages"].size(), 7U);
  EXPECT_EQ(result["stages"][2],
            (nlohmann::json{{"name", "Initial draft"}, {"working_days", 10}, {"due", "2027-01-07"}}));
  EXPECT_EQ(result["calendar"]["to"], "2027-12-28");
  EXPECT_EQ(result["days"].size(), 34U);
  EXPECT_EQ(result["days"][0], (nlohmann::json{{"date", "2026-12-19"}, {"number", nullptr}, {"why", "Saturday"}}));
  EXPECT_EQ(result["days"][33], (nlohmann::json{{"date", "2027-01-21"}, {"number", 20}, {"why", nullptr}}));
  EXPECT_EQ(result["diff"]["due"], "2027-01-21");
  EXPECT_EQ(result["diff"]["working_days_later"], 0);
  EXPECT_EQ(result["diff"]["rules"].size(), 2U);
  EXPECT_EQ(result["diff"]["days"][0]["decs-20"], "not counted: the day of receipt");
  EXPECT_EQ(result["diff"]["days"][0]["foi-20"], "day 1");
  const auto sooner = result_of(
      deadline({"--diff", "foi-20", "dfe-15", "--received", "2026-03-02", "--today", "2031-01-01", "--json"}));
  EXPECT_EQ(sooner["diff"]["working_days_later"], -6);
  EXPECT_EQ(sooner["days_left"], nullptr);
}

TEST(DeadlineCommand, ListsPoliciesWithTheirSources) {
  const Outcome outcome = deadline({"--list"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const char* id : {"cabinet-office-20", "dfe-15", "dfe-18", "foi-20", "foi-20-rolled", "decs-20", "sar-month"})
    EXPECT_TRUE(holds(outcome.out, std::string(id) + " ")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "bank holidays of england-and-wales; source: written answer 214248 (2014)\n"))
      << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "Bank holidays are known from 2018-01-01 to 2027-12-28: ")) << outcome.out;
  const auto result = result_of(deadline({"--list", "--json"}));
  EXPECT_EQ(result["policies"].size(), 10U);
  EXPECT_EQ(result["policies"][9]["months"], 1);
  EXPECT_EQ(result["calendar"]["from"], "2018-01-01");
}

TEST(DeadlineCommand, RefusesWhatItCannotCount) {
  struct Row {
    std::vector<std::string> words;
    int exit_code;
    const char* says;
  };
  const Row rows[] = {
      {{"--policy", "dfe-15", "--received", "2027-12-20"},
       1,
       "knows 2018-01-01 to 2027-12-28 and no further [deadline.no-calendar]"},
      {{"--policy", "dfe-15", "--received", "2017-12-29"},
       1,
       "save https://www.gov.uk/bank-holidays.json as bank-holidays.json"},
      {{"--policy", "dfe15", "--received", "2026-03-02"}, 1, "did you mean \"dfe-15\""},
      {{"--policy", "dfe15", "--received", "2026-03-02"}, 1, "there are: cabinet-office-20, dfe-15, dfe-18"},
      {{"--diff", "dfe-15", "dfe-19", "--received", "2026-03-02"}, 1, "there is no deadline policy \"dfe-19\""},
      {{"--policy", "dfe-15"}, 2, "when was it received? [options.deadline]"},
      {{"--received", "2026-03-02"}, 2, "which policy? [options.deadline]"},
      {{"--policy", "dfe-15", "--received", "2 March"}, 2, "--received 2 March is not a day"},
      {{"--policy", "dfe-15", "--received", "2026-02-30"}, 2, "--received 2026-02-30 is not a day"},
      {{"--policy", "dfe-15", "--diff", "a", "b", "--received", "2026-03-02"}, 2, "are three policies"},
      {{"--policy", "dfe-15", "--received", "2026-03-02", "--today", "x"}, 2, "--today x is not a day"},
      {{"--policy", "", "--received", "2026-03-02"}, 2, "--policy"},
      {{"--policy", "dfe-15", "--received", "2026-03-02", "--department", "nowhere"},
       1,
       "there is no department \"nowhere\""},
  };
  for (const Row& row : rows) {
    const Outcome outcome = deadline(row.words);
    EXPECT_EQ(outcome.exit_code, row.exit_code) << row.says << "\n" << outcome.err;
    EXPECT_TRUE(holds(outcome.err, row.says)) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }
}

class OwnDeadlines : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    write_file(department + "/department.yaml",
               read_file(department + "/department.yaml") + "\ndeadline: {policy: ours}\n");
    write_file(department + "/deadlines.yaml",
               "policies:\n- {id: ours, name: Our own, source: our charter, divisions: [england-and-wales], "
               "working_days: 15}\n");
    write_file(department + "/bank-holidays.json",
               "{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": [{\"title\": \"New Year\", "
               "\"date\": \"2016-01-01\"}, {\"title\": \"Christmas Day\", \"date\": \"2016-12-27\"}]}}");
  }

  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", department});
    return desk.engross(std::move(words));
  }

  Desk desk;
  const std::string department = desk.folder / "dfe";
};

TEST_F(OwnDeadlines, AreUsedWithTheDepartment) {
  const Outcome outcome = engross({"deadline", "--received", "2016-10-03"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "due        Monday 2016-10-24, working day 15\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "left       2 working days late, on 2016-10-26\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "policy     ours: Our own\n")) << outcome.out;
  EXPECT_TRUE(holds(engross({"deadline", "--list"}).out, "source: our charter")) << outcome.out;
}

// The sample came in on 3 October 2016; on the 26th it is two working days late.
TEST_F(OwnDeadlines, DecideOnParagraphsOfALetter) {
  write_file(department + "/paragraphs/late.md",
             "---\ntitle: Late\npart: opening\nowner: O\nrevision: 1\nwhen: exists(deadline.days_left) and "
             "deadline.days_left < 0\n---\nI am sorry that this comes after "
             "{{#long_date}}deadline.due{{/long_date}}.\n");
  const Outcome late = engross({"explain", sample});
  EXPECT_EQ(late.exit_code, 0) << late.err;
  EXPECT_TRUE(holds(late.out, "deadline.days_left < 0: deadline.days_left = -2")) << late.out;
  const Outcome found = engross({"explain", sample, "--find", "24 October 2016"});
  EXPECT_TRUE(holds(found.out, "deadline/due")) << found.out;
  const Outcome in_time = engross({"explain", sample, "--today", "2016-10-24"});
  EXPECT_TRUE(holds(in_time.out, "deadline.days_left < 0 is false: deadline.days_left = 0")) << in_time.out;
  ASSERT_EQ(run({"rm", department + "/bank-holidays.json"}).exit_code, 0);
  const Outcome unknown = engross({"check", sample});
  EXPECT_EQ(unknown.exit_code, 0) << unknown.err;
  EXPECT_TRUE(holds(unknown.err + unknown.out, "[deadline.no-calendar]")) << unknown.err;
}

TEST_F(OwnDeadlines, AreRefusedWithTheirPlaceWhenTheyDoNotRead) {
  write_file(department + "/deadlines.yaml", "policies:\n- {id: ours}\n");
  const Outcome outcome = engross({"deadline", "--received", "2016-10-03"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "/dfe/deadlines.yaml:2:3: error: \"policies.name\" is missing [deadline.missing]"))
      << outcome.err;
}

}  // namespace
}  // namespace engross::test
