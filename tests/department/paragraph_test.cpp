// What a paragraph's file may say before its words, and what is said of one that says anything else.
#include "department/paragraph.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "department/front_matter.hpp"
#include "department/said.hpp"

namespace engross::test {
namespace {

const std::string enough = "title: T\nowner: O\nrevision: 1\n";

Result<Paragraph> read(const std::string& text, const std::string& language = "") {
  return Paragraph::read("p", language, make_source("p.md", text));
}

Result<Paragraph> with(const std::string& front, const std::string& language = "") {
  return read("---\n" + front + "---\nWords.\n", language);
}

std::string refused(const Result<Paragraph>& paragraph) {
  return paragraph ? "not refused\n" : said(paragraph.error());
}

std::string day(const std::optional<Date>& date) {
  return date ? date->iso() : "none";
}

std::string shown(const Result<Paragraph>& read) {
  if (!read) return said(read.error());
  const Paragraph& p = *read;
  std::string lets;
  for (const auto& [name, rule] : p.lets) lets += fmt::format(" {}: {}", name, rule.span().text());
  return fmt::format(
      "{}{} '{}' in {} by {}, revision {}, order {}; topics {}; let{}; when {}; from {}, review {}, until {}; "
      "optional {}; yields to {}",
      p.id, p.language.empty() ? "" : "." + p.language, p.title, name_of(p.part), p.owner, p.revision, p.order,
      fmt::join(p.topics, " "), lets, p.when ? p.when->span().text() : "always", day(p.valid_from), day(p.review_by),
      day(p.expires), fmt::join(p.optional, " "), fmt::join(p.yields_to, " "));
}

TEST(ParagraphFile, GivesEveryFieldAndItsDefaults) {
  EXPECT_EQ(shown(with(enough)),
            "p 'T' in body by O, revision 1, order 0; topics ; let; when always; from none, review none, until none; "
            "optional ; yields to ");
  EXPECT_EQ(shown(with("title: T\npart: closing\ntopics: [a, b]\nlet: { late: \"x > 1\", very: 'late' }\n"
                       "when: \"very\"\norder: -40\nowner: O\nrevision: 3\nvalid_from: 2016-09-01\n"
                       "review_by: 2017-03-31\nexpires: 2017-09-01\noptional: [facts.b, facts.a]\n"
                       "yields_to: [q, r]\n")),
            "p 'T' in closing by O, revision 3, order -40; topics a b; let late: x > 1 very: late; when very; "
            "from 2016-09-01, review 2017-03-31, until 2017-09-01; optional facts.a facts.b; yields to q r");
  EXPECT_EQ(shown(with("revision: 2\ntitle: Teitl\nowner: O\nreview_by: 2017-03-31\n", "cy")),
            "p.cy 'Teitl' in body by O, revision 2, order 0; topics ; let; when always; from none, review 2017-03-31, "
            "until none; optional ; yields to ");
}

TEST(ParagraphFile, SaysWhoChoosesIt) {
  EXPECT_EQ(with(enough)->chosen_by, ChosenBy::rules);
  EXPECT_EQ(with(enough + "chosen_by: code\n")->chosen_by, ChosenBy::code);
  EXPECT_EQ(with(enough + "chosen_by: officer\n")->chosen_by, ChosenBy::officer);
  EXPECT_THAT(with(enough + "chosen_by: chance\n"), FailsWith("paragraph.choice"));
  EXPECT_THAT(with(enough + "chosen_by: code\ntopics: [a]\n"), FailsWith("paragraph.chosen-by"));
  EXPECT_THAT(with(enough + "chosen_by: officer\nwhen: \"exists(a)\"\n"), FailsWith("paragraph.chosen-by"));
  EXPECT_THAT(with("revision: 1\nchosen_by: code\n", "cy"), FailsWith("paragraph.translation"));
}

struct Row {
  std::string front;
  std::string says;
};

TEST(ParagraphFile, RefusesValuesOfTheWrongKind) {
  const Row rows[] = {
      {"part: 3\n",
       "5:7 paragraph.type: \"part\" is a number, but must be a string | put it between quotation marks\n"},
      {"part: middle\n", "5:7 paragraph.choice: \"middle\" is not one of: opening, body, closing\n"},
      {"part: bodi\n",
       "5:7 paragraph.choice: \"bodi\" is not one of: opening, body, closing | did you mean \"body\"?\n"},
      {"topics: pshe\n", "5:9 paragraph.type: \"topics\" is a string, but must be an array\n"},
      {"topics: [a, 1]\n",
       "5:13 paragraph.type: \"topics\" must be a list of strings, but this is a number | put it between quotation "
       "marks\n"},
      {"let: late\n", "5:6 paragraph.type: \"let\" is a string, but must be an object\n"},
      {"let: {late: 1}\n",
       "5:13 paragraph.type: \"let.late\" is a rule, so it must be a string | put the rule between quotation marks\n"},
      {"when: true\n",
       "5:7 paragraph.type: \"when\" is a rule, so it must be a string | put the rule between quotation marks\n"},
      {"order: first\n", "5:8 paragraph.type: \"order\" is a string, but must be a number\n"},
      {"order: 1.5\n", "5:8 paragraph.type: \"order\" is 1.5, but must be a whole number\n"},
      {"order: 1000001\n", "5:8 paragraph.type: \"order\" is 1000001, but must be -1000000 to 1000000\n"},
      {"optional: facts.visit\n", "5:11 paragraph.type: \"optional\" is a string, but must be an array\n"},
      {"yields_to: {a: b}\n", "5:12 paragraph.type: \"yields_to\" is an object, but must be an array\n"},
      {"valid_from: [2016-09-01]\n", "5:13 paragraph.type: \"valid_from\" is an array, but must be a string\n"},
      {"review_by: 2016\n",
       "5:12 paragraph.type: \"review_by\" is a number, but must be a string | put it between quotation marks\n"},
      {"expires: ~\n",
       "5:10 paragraph.type: \"expires\" is null, but must be a string | put it between quotation marks\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(with(enough + row.front)), row.says) << row.front;
  EXPECT_EQ(refused(with("title: [T]\nowner: 1\nrevision: one\n")),
            "2:8 paragraph.type: \"title\" is an array, but must be a string\n"
            "3:8 paragraph.type: \"owner\" is a number, but must be a string | put it between quotation marks\n"
            "4:11 paragraph.type: \"revision\" is a string, but must be a number\n");
  EXPECT_EQ(refused(with("title: T\nowner: O\nrevision: 0\n")),
            "4:11 paragraph.type: \"revision\" is 0, but must be 1 to 1000000\n");
}

TEST(ParagraphFile, RefusesDaysThatAreNone) {
  const std::string hint = " | write days as 2016-09-01\n";
  for (const std::string key : {"valid_from", "review_by", "expires"})
    for (const std::string value : {"tomorrow", "2016-02-30", "01/09/2016", "2016-9-1", ""})
      EXPECT_EQ(refused(with(enough + key + ": '" + value + "'\n")),
                fmt::format("5:{} paragraph.date: \"{}\" is {}, which is no day{}", key.size() + 3, key, value, hint));
  for (const std::string from : {"2016-09-01", "2016-09-02"})
    EXPECT_EQ(refused(with(enough + "valid_from: " + from + "\nexpires: 2016-09-01\n")),
              "6:10 paragraph.date: the paragraph expires on 2016-09-01 and is valid from " + from +
                  ": there is no day on which it holds | expires is the first day on which it no longer holds\n");
  EXPECT_EQ(refused(with(enough + "valid_from: 2016-09-01\nexpires: 2016-09-02\n")), "not refused\n");
}

TEST(ParagraphFile, RefusesKeysThatNobodyKnowsOrThatAreMissing) {
  const Row rows[] = {
      {"title: T\nowner: O\n", "2:1 paragraph.missing: \"revision\" is missing\n"},
      {"owner: O\nrevision: 1\n", "2:1 paragraph.missing: \"title\" is missing\n"},
      {"title: T\nrevision: 1\n", "2:1 paragraph.missing: \"owner\" is missing\n"},
      {enough + "topic: [a]\n", "5:1 paragraph.unknown-key: \"topic\" is not known | did you mean \"topics\"?\n"},
      {enough + "colour: red\n",
       "5:1 paragraph.unknown-key: \"colour\" is not known | known here: title, owner, revision, review_by, part, "
       "chosen_by, "
       "topics, let, when, order, valid_from, expires, optional, yields_to\n"},
      {enough + "title: U\n",
       "5:1 data.duplicate-key: \"title\" is given twice; it first stands at line 2, column 1\n"},
  };
  for (const Row& row : rows) {
    const std::string says = refused(with(row.front));
    EXPECT_TRUE(says.starts_with(row.says.substr(0, row.says.size() - 1))) << row.front << says;
  }
}

TEST(ParagraphFile, RefusesRulesThatDoNotParseWhereTheyStand) {
  const auto first = [](const std::string& front) {
    const auto read = with(enough + front);
    return read ? "not refused" : place(read.error()[0]) + " " + read.error()[0].code;
  };
  EXPECT_EQ(first("when: \"a == \"\n"), "5:13 rule.syntax");
  EXPECT_EQ(first("when: a == 'b\n"), "5:12 rule.syntax");
  EXPECT_EQ(first("let:\n  late: \"a ==\"\n"), "6:14 rule.syntax");
  EXPECT_EQ(first("when: \"a == \\u0028\"\n"), "5:7 rule.syntax") << "the whole string, where escapes move the places";
}

TEST(ParagraphFile, RefusesNamesThatNoRuleCanHave) {
  for (const std::string name : {"Late", "1st", "so-late", "''", "a.b", "and", "or", "not", "in", "exists", "\"true\"",
                                 "\"false\"", "money", "long_date"}) {
    const std::string says = refused(with(enough + "let: { " + name + ": \"x == 1\" }\n"));
    EXPECT_TRUE(says.starts_with("5:8 paragraph.let: ")) << name << ": " << says;
    EXPECT_NE(says.find(" cannot be the name of a rule | a name is made of small letters"), std::string::npos) << says;
  }
  EXPECT_THAT(with(enough + "let: { late_2: \"x == 1\", _l: \"true\" }\n"), Succeeds());
}

TEST(ParagraphFile, RefusesRulesThatNeedThemselves) {
  const Row rows[] = {
      {"let: { a: \"not a\" }\n", "5:12 paragraph.let-cycle: the rule \"a\" needs itself\n"},
      {"let: { a: \"b\", b: \"x == 1 or not a\" }\n",
       "5:12 paragraph.let-cycle: the rule \"a\" needs itself\n"
       "5:20 paragraph.let-cycle: the rule \"b\" needs itself\n"},
      {"let: { a: \"b\", b: \"c\", c: \"b\" }\n",
       "5:20 paragraph.let-cycle: the rule \"b\" needs itself\n"
       "5:28 paragraph.let-cycle: the rule \"c\" needs itself\n"},
      {"let: { a: \"b and c\", b: \"c\", c: \"x\" }\n", "not refused\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(with(enough + row.front)), row.says) << row.front;
}

TEST(Translation, SaysNothingThatDecides) {
  const Row rows[] = {{"part", "body"},
                      {"topics", "[a]"},
                      {"let", "{ a: \"true\" }"},
                      {"when", "\"true\""},
                      {"order", "3"},
                      {"valid_from", "2016-09-01"},
                      {"expires", "2016-09-01"},
                      {"optional", "[facts.a]"},
                      {"yields_to", "[q]"}};
  for (const Row& row : rows)
    EXPECT_EQ(refused(with("revision: 1\n" + row.front + ": " + row.says + "\n", "cy")),
              fmt::format("3:1 paragraph.translation: \"{}\" decides about the paragraph in every language | say it in "
                          "p.md alone; a translation has title, owner, revision, review_by and without\n",
                          row.front));
  EXPECT_EQ(refused(with("title: T\n", "cy")), "2:1 paragraph.missing: \"revision\" is missing\n");
  EXPECT_THAT(with("revision: 1\nrevison: 2\n", "cy"), FailsWith("paragraph.unknown-key"));
}

TEST(ParagraphFile, BeginsWithFrontMatterAndHasWords) {
  const std::string none =
      "1:1 paragraph.front-matter: a paragraph begins with front matter, and this file does not | begin the file with "
      "a line ---, then title, part, owner and revision, then another line ---\n";
  const Row rows[] = {
      {"", none},
      {"Words.\n", none},
      {"---\n", none},
      {"---\n" + enough, none},
      {"\n---\n" + enough + "---\nWords.\n", none},
      {"----\n" + enough + "----\nWords.\n", none},
      {" ---\n" + enough + "---\nWords.\n", none},
      {"---\n- a\n---\nWords.\n", none},
      {"---\n---\nWords.\n", none},
      {"---\n# title\n---\nWords.\n", none},
      {"---\n" + enough + "---", "5:4 paragraph.empty: the paragraph has no words\n"},
      {"---\n" + enough + "---\n \n\t\n", "6:1 paragraph.empty: the paragraph has no words\n"},
      {"---\n" + enough + "---\nOne.\n---\nTwo.\n", "not refused\n"},
      {"--- \r\n" + enough + "---\r\nWords.\r\n", "not refused\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(read(row.front)), row.says) << row.front;
  EXPECT_THAT(read(std::string((8U << 20U) + 1, 'x')), FailsWith("data.too-large"));
}

TEST(ParagraphFile, CollectsWhatIsWrongInBothHalves) {
  const auto result = read("---\ntitle: T\nowner: O\nrevision: 1\npart: end\nwhen: \"(\"\n---\nIf {{#a}}so.\n");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(placed(result.error()),
            "p.md:5:7 paragraph.choice\n"
            "p.md:6:9 rule.syntax\n"
            "p.md:8:4 template.syntax\n");
}

TEST(FrontMatter, LiesBetweenTheFirstTwoLinesOfDashes) {
  const auto halves = [](const std::string& text) {
    const auto found = find_front_matter(text);
    return found ? text.substr(found->yaml.begin, found->yaml.end - found->yaml.begin) + "|" + text.substr(found->body)
                 : "none";
  };
  EXPECT_EQ(halves("---\na: 1\n---\nWords\n---\nMore"), "a: 1\n|Words\n---\nMore");
  EXPECT_EQ(halves("---\n---\n"), "|");
  EXPECT_EQ(halves("---\r\na: 1\r\n--- \r\nWords"), "a: 1\r\n|Words");
  EXPECT_EQ(halves("---\n ---\n---\n"), " ---\n|");
  EXPECT_EQ(halves("---"), "none");
  EXPECT_EQ(halves("---\na: 1\n----\n"), "none");
}

}  // namespace
}  // namespace engross::test
