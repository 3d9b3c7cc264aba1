// What leaves the program: results that could not be printed, JSON for programs, findings that say the same.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";

// Runs `engross WORDS` in a shell that sends standard output elsewhere.
Outcome redirected(Desk& desk, const std::string& words, const std::string& to) {
  return run(
      {"sh", "-c", program + " " + words + " --at 2016-10-26T09:00:00Z --store " + (desk.folder / "store") + " " + to});
}

TEST(Report, WhatCannotBePrintedIsAnError) {
  Desk desk;
  for (const std::string& words :
       {std::string("records list"), "explain " + sample, std::string("doctor"),
        std::string("paragraphs list --department dfe"), "check " + sample, std::string("department show dfe"),
        "--json check " + sample, "render --as text " + sample})
    for (const char* to : {">/dev/full", ">&-"}) {
      const Outcome outcome = redirected(desk, words, to);
      EXPECT_EQ(outcome.exit_code, 3) << words << to;
      EXPECT_TRUE(holds(outcome.err, "cannot write to standard output")) << words << to << outcome.err;
    }
  EXPECT_EQ(run({"sh", "-c", program + " --help >/dev/full"}).exit_code, 3);
  EXPECT_EQ(run({"sh", "-c", program + " --version >&-"}).exit_code, 3);
}

// A file that is opened must not take the number of a stream that was closed.
TEST(Report, ClosedStreamsDoNotReachTheLetter) {
  Desk desk;
  const std::string proof = desk.folder / "proof.pdf";
  const Outcome outcome = redirected(desk, "-q render " + sample + " -o " + proof, "<&- >&- 2>&-");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(read_file(proof).starts_with("%PDF-1.7\n"));
  const Outcome spoken = redirected(desk, "render " + sample + " -o " + proof, ">&-");
  EXPECT_EQ(spoken.exit_code, 3) << "the line that says what was done is lost";
  EXPECT_TRUE(read_file(proof).starts_with("%PDF-1.7\n"));
}

TEST(Report, UsageErrorsAreJsonToPrograms) {
  Desk desk;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"isue", "x", "--json"}, {"--json"}, {"render", sample, "--as", "docx", "--json"}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_TRUE(outcome.out.starts_with("{\n  \"ok\": false") && holds(outcome.out, "\"options.usage\""))
        << outcome.out;
    EXPECT_EQ(outcome.err, "");
  }
}

TEST(Report, JsonAndAFileDoNotShareStandardOutput) {
  Desk desk;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"render", sample, "-o", "-", "--json"},
                                                {"render", sample, "--as", "text", "--json"},
                                                {"draft", sample, "-o", "-", "--json"}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    EXPECT_TRUE(outcome.out.starts_with("{\n  \"ok\": false") && holds(outcome.out, "\"options.output\""))
        << outcome.out;
  }
  const Outcome file = desk.engross({"render", sample, "--as", "text", "-o", desk.folder / "copy.txt", "--json"});
  EXPECT_EQ(file.exit_code, 0) << file.out;
}

TEST(Report, DoctorTellsProgramsToo) {
  Desk desk;
  const Outcome outcome = desk.engross({"doctor", "--json"});
  EXPECT_TRUE(holds(outcome.out, "\"what\": \"child program\"") && holds(outcome.out, "\"state\": \"ok\""))
      << outcome.out;
}

std::string case_with(const std::string& members) {
  std::string text = read_file(sample);
  const std::size_t brace = text.find('{');
  return text.insert(brace + 1, members + ",");
}

TEST(Report, AFaultyLetterIsShownButNotCalledGood) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  write_file(input, case_with("\"copies\": [\"TBC\"]"));
  EXPECT_EQ(desk.engross({"check", input}).exit_code, 1);
  for (const std::vector<std::string>& words : {std::vector<std::string>{"draft", input, "-o", desk.folder / "d.md"},
                                                {"render", input, "-o", desk.folder / "p.pdf"}}) {
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "warning: the letter holds \"TBC\"")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "the letter cannot be issued like this")) << outcome.err;
    EXPECT_FALSE(holds(outcome.err, "error: ")) << outcome.err;
    EXPECT_NE(read_file(words[3]), "");
  }
  const Outcome json = desk.engross({"render", input, "-o", desk.folder / "p.pdf", "--json"});
  EXPECT_TRUE(holds(json.out, "\"ok\": true") && holds(json.out, "\"issuable\": false")) << json.out;
  EXPECT_TRUE(holds(json.out, "\"severity\": \"warning\"") && !holds(json.out, "\"severity\": \"error\"")) << json.out;
  const Outcome good = desk.engross({"render", sample, "-o", desk.folder / "p.pdf", "--json"});
  EXPECT_TRUE(holds(good.out, "\"issuable\": true")) << good.out;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

// The page may have no room for what is good in the words.
TEST(Report, CallsNoLetterIssuableThatHasNoPages) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  std::string text = read_file(sample);
  const std::string lines = R"("address": ["1","2","3","4","5","6","7","8","9","10","11","12",)";
  text.replace(text.find("\"address\": ["), 12, lines);
  write_file(input, text);
  EXPECT_EQ(desk.engross({"check", input}).exit_code, 1);
  for (const std::vector<std::string>& words : {std::vector<std::string>{"draft", input, "-o", desk.folder / "d.md"},
                                                {"render", input, "--as", "text", "-o", desk.folder / "copy.txt"}}) {
    std::vector<std::string> for_programs = words;
    for_programs.insert(for_programs.end(), {"--force", "--json"});
    const Outcome people = desk.engross(words);
    EXPECT_EQ(people.exit_code, 0) << people.err;
    EXPECT_TRUE(holds(people.err, "layout.address-overflow")) << people.err;
    EXPECT_TRUE(holds(desk.engross(for_programs).out, "\"issuable\": false")) << words.front();
  }
}

TEST(Report, NotesAreALineEach) {
  Desk desk;
  const Outcome people = desk.engross({"check", sample, "--today", "2030-01-01"});
  EXPECT_EQ(people.exit_code, 0);
  EXPECT_EQ(count(people.err, "\n"), count(people.err, "note: ")) << people.err;
  EXPECT_GE(count(people.err, "[selection.review-overdue]\n"), 3U) << people.err;
  const Outcome programs = desk.engross({"check", sample, "--today", "2030-01-01", "--json"});
  EXPECT_EQ(count(programs.out, "selection.review-overdue"), count(people.err, "note: "));
}

// The commands that are suggested work with the options in use.
TEST(Report, SuggestsCommandsThatWork) {
  Desk desk;
  const std::string department = desk.folder / "my dfe";
  ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
  const std::string reply = desk.folder / "reply.md";
  const Outcome drafted = desk.engross({"draft", sample, "-o", reply, "--department", department});
  const std::string begin = "Edit it, then: ";
  ASSERT_TRUE(holds(drafted.out, begin)) << drafted.out << drafted.err;
  EXPECT_TRUE(holds(drafted.out, "engross check " + reply + " --department '" + department + "'\n")) << drafted.out;

  const std::string input = desk.folder / "case.json";
  write_file(input, case_with("\"copies\": [\"TBC\"]"));
  write_file(desk.folder / "other.json", read_file(input) + "\n");
  ASSERT_EQ(desk.engross({"draft", input, "-o", reply, "--force"}).exit_code, 0);
  const Outcome rendered = desk.engross({"render", reply, "-o", desk.folder / "p.pdf", "--detached", "--case",
                                         desk.folder / "other.json", "--department-path", desk.folder.path()});
  EXPECT_EQ(rendered.exit_code, 0);
  EXPECT_TRUE(holds(rendered.err, "see which: engross check " + reply + " --case " + (desk.folder / "other.json") +
                                      " --detached --department-path " + desk.folder.path() + "\n"))
      << rendered.err;
}

TEST(Report, SaysOnceWhatIsFoundAgainAndAgain) {
  Desk desk;
  const std::string input = desk.folder / "case.json";
  std::string words;
  for (int i = 0; i < 30; ++i) words += "the the ";
  write_file(input, case_with("\"paragraphs\": [{\"text\": \"" + words + "\"}]"));
  const Outcome people = desk.engross({"check", input});
  EXPECT_EQ(people.exit_code, 0);
  EXPECT_EQ(count(people.err, "[check.doubled-word]"), 3U) << people.err;
  EXPECT_TRUE(holds(people.err, "and 17 more like this")) << people.err;
  EXPECT_TRUE(holds(people.err, "more was found than these 20")) << people.err;
  EXPECT_EQ(count(desk.engross({"check", input, "--json"}).out, "\"check.doubled-word\""), 20U);
}

}  // namespace
}  // namespace engross::test
