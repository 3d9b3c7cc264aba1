// bank-holidays.json: the published shape, what engross ships, and every fault with its place.
#include "calendar/bank_holidays.hpp"

#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

std::string read(const std::string& json) {
  return told(BankHolidays::from(make_source("h.json", json)));
}

// A calendar of one division whose events are these.
std::string events(const std::string& list) {
  return read(R"({"a": {"division": "a", "events": [)" + list + "]}}");
}

TEST(BankHolidays, AreThoseOfTenYears) {
  const auto shipped = BankHolidays::from(shared_file("bank-holidays.json"));
  ASSERT_THAT(shipped, Succeeds());
  EXPECT_EQ((*shipped)->first().iso(), "2018-01-01");
  EXPECT_EQ((*shipped)->last().iso(), "2027-12-28");
  EXPECT_EQ((*shipped)->of("england-and-wales")->size(), 83U);
  EXPECT_EQ((*shipped)->of("scotland")->size(), 93U);
  EXPECT_EQ((*shipped)->of("northern-ireland")->size(), 103U);
  EXPECT_EQ((*shipped)->of("wales"), nullptr);
  EXPECT_NE((*shipped)->source().find("gov.uk"), std::string::npos);
  EXPECT_NE((*shipped)->licence().find("Crown copyright"), std::string::npos);
}

// As the published file is: no "about", members that nobody here asked for, and divisions that do not end together.
TEST(BankHolidays, AreReadAsTheyArePublished) {
  const auto published = BankHolidays::from(make_source("h.json", R"({
    "england-and-wales": {"division": "england-and-wales", "updated": "x", "events": [
      {"title": "Later", "date": "2027-12-28", "notes": "Substitute day", "bunting": true, "id": 7},
      {"title": "Sooner", "date": "2025-01-01", "notes": "", "bunting": true}]},
    "scotland": {"division": "scotland", "events": [
      {"title": "A", "date": "2025-01-02", "notes": "", "bunting": true},
      {"title": "B", "date": "2026-11-30", "notes": null, "bunting": true}]}})"));
  ASSERT_THAT(published, Succeeds());
  EXPECT_EQ((*published)->first().iso(), "2025-01-02");
  EXPECT_EQ((*published)->last().iso(), "2026-11-30");
  const std::vector<BankHoliday>& england = *(*published)->of("england-and-wales");
  EXPECT_EQ(england[0].title + ", " + england[1].title, "Sooner, Later (Substitute day)");
  EXPECT_EQ((*published)->source() + (*published)->licence(), "");
}

TEST(BankHolidays, AreKnownAsFarAsTheFileSays) {
  const auto made = BankHolidays::from(
      make_source("h.json", R"({"about": {"source": "S", "licence": "L", "from": "2026-01-01", "to": "2026-12-31"},
                    "a": {"events": [{"title": "A", "date": "2026-05-01"}]}})"));
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ((*made)->first().iso() + " " + (*made)->last().iso(), "2026-01-01 2026-12-31");
}

TEST(BankHolidays, RefuseWhatHasAnotherShape) {
  EXPECT_EQ(read("[]"),
            "1:1 calendar.type: a calendar of bank holidays is an object, not an array | write "
            "{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": […]}}\n");
  EXPECT_EQ(read(R"({"a": 1})"),
            "1:7 calendar.type: \"a\" is a number, but must be a division: an object with \"division\" and "
            "\"events\"\n");
  EXPECT_EQ(read(R"({"a": {}})"), "1:7 calendar.missing: \"a.events\" is missing\n");
  EXPECT_EQ(read(R"({"a": {"events": []}})"),
            "1:18 calendar.type: \"a.events\" must be a list of bank holidays, and not an empty one\n");
  EXPECT_EQ(read(R"({"a": {"events": {}}})"),
            "1:18 calendar.type: \"a.events\" must be a list of bank holidays, and not an empty one\n");
  EXPECT_EQ(read(R"({"a b": {"events": [{"title": "A", "date": "2026-01-01"}]}})"),
            "1:2 calendar.division: \"a b\" is not the name of a division | name it by small letters, digits and "
            "hyphens: england-and-wales\n");
  EXPECT_EQ(read(R"({"a": {"division": "b", "events": [{"title": "A", "date": "2026-01-01"}]}})"),
            "1:20 calendar.division: this stands under \"a\", and names another division | write \"division\": "
            "\"a\"\n");
  EXPECT_EQ(read(R"({"about": {"source": "S", "licence": "L"}})"),
            "1:1 calendar.missing: there is no division in this calendar | a division is a member such as "
            "\"england-and-wales\": {\"division\": …, \"events\": […]}\n");
  EXPECT_TRUE(read("{").starts_with("1:2 data.syntax"));
}

TEST(BankHolidays, RefuseWhatIsNoHoliday) {
  EXPECT_EQ(events("1"), "1:36 calendar.type: a bank holiday is an object with \"title\" and \"date\"\n");
  EXPECT_EQ(events(R"({"title": "A"})"), "1:36 calendar.missing: this bank holiday has no \"date\"\n");
  EXPECT_EQ(events(R"({"date": "2026-01-01"})"), "1:36 calendar.missing: this bank holiday has no \"title\"\n");
  EXPECT_EQ(events(R"({"title": " ", "date": "2026-01-01"})"), "1:46 calendar.missing: a bank holiday has a title\n");
  EXPECT_EQ(events(R"({"title": "A", "date": 20260101})"),
            "1:59 calendar.type: \"date\" is a number, but must be a string\n");
  EXPECT_EQ(events(R"({"title": "A", "date": "2026-02-30"})"),
            "1:59 calendar.date: \"2026-02-30\" is no day | write days as 2026-12-25\n");
  EXPECT_EQ(events(R"({"title": "A", "date": "2026-01-01"}, {"title": "A", "date": "2026-01-01"})"),
            "1:97 calendar.duplicate: A on 2026-01-01 is there twice | take one of the two out\n");
}

TEST(BankHolidays, RefuseAnAboutThatDoesNotFit) {
  const auto about = [](const std::string& members) {
    return read(R"({"about": )" + members + R"(, "a": {"events": [{"title": "A", "date": "2026-05-01"}]}})");
  };
  EXPECT_EQ(about("1"), "1:11 calendar.type: \"about\" is a number, but must be an object\n");
  EXPECT_EQ(about("{}"),
            "1:11 calendar.missing: \"about.source\" is missing\n1:11 calendar.missing: \"about.licence\" is "
            "missing\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": "L", "form": "2026-01-01"})"),
            "1:43 calendar.unknown-key: \"about.form\" is not known | did you mean \"from\"?\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": "L", "from": "2026"})"),
            "1:51 calendar.date: \"from\" is \"2026\", which is no day | write days as 2026-12-25\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": 1})"),
            "1:38 calendar.type: \"about.licence\" is a number, but must be a string | put it between quotation "
            "marks\n");
  EXPECT_EQ(
      about(R"({"source": "S", "licence": "L", "from": "2026-06-01"})"),
      "1:1 calendar.span: this calendar begins on 2026-06-01 and ends on 2026-05-01, before that | every division "
      "needs the holidays of the same years\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": "L", "from": "2026-06-01", "to": "2026-07-01"})"),
            "1:126 calendar.span: 2026-05-01 lies outside the days that \"about\" says: 2026-06-01 to 2026-07-01 | "
            "correct \"from\" and \"to\", or leave them out\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": "L", "from": "1926-05-01"})"),
            "1:1 calendar.span: this calendar goes from 1926-05-01 to 2026-05-01: at most 100 years are taken\n");
  EXPECT_EQ(about(R"({"source": "S", "licence": "L", "from": "1927-05-01"})"), "read\n");
}

TEST(BankHolidays, RefuseDivisionsOfDifferentYears) {
  EXPECT_EQ(
      read(R"({"a": {"events": [{"title": "A", "date": "2025-01-01"}]},
                     "b": {"events": [{"title": "B", "date": "2026-01-01"}]}})"),
      "1:1 calendar.span: this calendar begins on 2026-01-01 and ends on 2025-01-01, before that | every division "
      "needs the holidays of the same years\n");
}

}  // namespace
}  // namespace engross::test
