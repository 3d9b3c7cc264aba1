// Every command as a newcomer would run it, wrong arguments included.
#include <gtest/gtest.h>

#include "command.hpp"
#include "isolation/sandbox.hpp"

namespace engross::test {
namespace {

TEST(CommandLine, SaysHowItIsUsed) {
  Desk desk;
  const Outcome help = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"draft", "check", "render", "issue", "explain", "diff", "paragraphs", "department",
                              "records", "doctor", "deadline"}) {
    EXPECT_TRUE(holds(help.out, command)) << command;
    const Outcome own = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", command, "--help"});
    EXPECT_EQ(own.exit_code, 0) << command;
  }
}

TEST(CommandLine, WrongWordsAreUsageErrors) {
  struct Row {
    std::vector<std::string> words;
    std::string says;
  };
  const std::vector<Row> rows = {
      {{}, "say what to do: draft, render, check"},
      {{"isue", "x"}, "there is no command \"engross isue\"\n  = did you mean \"issue\"?\n  = `engross --help`"},
      {{"issue"}, "CASE|DRAFT is required\n  = `engross issue --help`"},
      {{"department", "lst"}, "there is no command \"engross department lst\"\n  = did you mean \"list\"?"},
      {{"department"}, "say what to do: list, show"},
      {{"render", sample, "more"}, "found one word too many: \"more\""},
      {{"render", sample, "--as", "docx"}, "docx not in {pdf,text}"},
      {{"issue", sample, "--unsined"}, "there is no option \"--unsined\"\n  = did you mean \"--unsigned\"?"},
      {{"issue", sample, "--stor", "x"}, "there is no option \"--stor\"\n  = did you mean \"--store\"?"},
      {{"render", sample, "-o", ""}, "--output: it was given an empty name"},
      {{"render", sample, "--as", "pdf", "--as", "text"}, "--as was given more than once\n  = `engross render"},
      {{"check", sample, "--today", "2016-10-26", "--today", "2016-10-27"}, "--today was given more than once"},
      {{"check", "-", "-"}, "standard input is named twice"},
      {{"check", "--case", "-", "-"}, "standard input is named twice"},
      {{"render", "--case", "-", "-"}, "standard input is named twice"},
      {{"issue", "--case", "-", "-"}, "standard input is named twice"},
      {{"explain", "--case", "-", "-"}, "standard input is named twice"},
  };
  Desk desk;
  for (const Row& row : rows) {
    const Outcome outcome = desk.engross(row.words);
    EXPECT_EQ(outcome.exit_code, 2) << row.says;
    EXPECT_TRUE(holds(outcome.err, row.says)) << outcome.err;
    EXPECT_EQ(outcome.out, "") << row.says;
  }
}

TEST(CommandLine, BadDaysAreRefused) {
  Desk desk;
  const Outcome outcome = desk.engross({"check", sample, "--today", "26/10/2016"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_TRUE(holds(outcome.err, "2016-10-26")) << outcome.err;
}

TEST(CommandLine, WhatWouldBeIgnoredIsRefused) {
  Desk desk;
  const Outcome at =
      run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "check", sample, "--today", "2016-10-26", "--at", "soon"});
  EXPECT_EQ(at.exit_code, 2);
  EXPECT_TRUE(holds(at.err, "--at soon is not a time")) << at.err;
  const Outcome two_cases = desk.engross({"check", sample, "--case", sample});
  EXPECT_EQ(two_cases.exit_code, 2);
  EXPECT_TRUE(holds(two_cases.err, "--case names the case of a draft")) << two_cases.err;
}

TEST(CommandLine, PlacesWhatTheCaseAndTheCommandLineName) {
  Desk desk;
  std::string text = read_file(sample);
  text.replace(text.find("\"dfe\""), 5, "\"dof\"");
  const std::string input = desk.folder / "case.json";
  write_file(input, text);
  const Outcome department = desk.engross({"check", input});
  EXPECT_TRUE(holds(department.err, "case.json:3:17: error: there is no department \"dof\"")) << department.err;
  const Outcome skeleton = desk.engross({"check", sample, "--template", "../x"});
  EXPECT_EQ(skeleton.exit_code, 1);
  EXPECT_TRUE(skeleton.err.starts_with("error: there is no letter template \"../x\"")) << skeleton.err;
}

TEST(CommandLine, CheckFindsNothingInTheSample) {
  Desk desk;
  const Outcome outcome = desk.engross({"check", sample});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "nothing found")) << outcome.out << outcome.err;
}

TEST(CommandLine, RendersTextForMail) {
  Desk desk;
  const Outcome outcome = desk.engross({"render", sample, "--as", "text"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "Dear Councillor Watling\n\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "Denise Clavery\n")) << outcome.out;
}

TEST(CommandLine, ReadsAndWritesStreams) {
  Desk desk;
  const Outcome draft = desk.engross({"draft", "-", "-o", "-"}, read_file(sample));
  ASSERT_EQ(draft.exit_code, 0) << draft.err;
  EXPECT_TRUE(draft.out.starts_with("---\n")) << draft.out;
  const Outcome proof = desk.engross({"render", sample, "-o", "-"});
  EXPECT_TRUE(proof.out.starts_with("%PDF-1.7"));
}

TEST(CommandLine, ReadsPipesOfSlowPrograms) {
  Desk desk;
  const std::string slow = "<(sleep 0.3; cat " + sample + ")";
  const auto bash = [&](const std::string& words) {
    return run({"bash", "-c",
                std::string(ENGROSS_BINARY_DIR) + "/bin/engross " + words + " --today 2016-10-26 --store " +
                    (desk.folder / "store")});
  };
  for (const std::string& words : {"check " + slow, "explain " + slow, "diff " + slow + " " + sample,
                                   "draft " + slow + " -o " + (desk.folder / "reply.md")}) {
    const Outcome outcome = bash(words);
    EXPECT_EQ(outcome.exit_code, 0) << words << "\n" << outcome.err;
  }
  const Outcome lost = desk.engross({"check", desk.folder / "reply.md"});
  EXPECT_TRUE(holds(lost.err, "came from standard input")) << lost.err;
  const std::string piped = "<(cat " + (desk.folder / "reply.md") + ") --case " + sample;
  EXPECT_EQ(bash("check " + piped).exit_code, 0);
}

TEST(CommandLine, SaysThatNothingWasPrinted) {
  for (const std::string words : {"--version", "--help", "render --help", "department list"}) {
    const Outcome outcome =
        run({"sh", "-c", std::string(ENGROSS_BINARY_DIR) + "/bin/engross " + words + " > /dev/full"});
    EXPECT_EQ(outcome.exit_code, 3) << words;
    EXPECT_TRUE(holds(outcome.err, "cannot write to standard output: No space left on device")) << outcome.err;
  }
}

TEST(CommandLine, SpeaksJsonToPrograms) {
  Desk desk;
  const Outcome good = desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "1.pdf", "--json"});
  EXPECT_TRUE(holds(good.out, "\"ok\": true") && holds(good.out, "\"pages\": 2")) << good.out;
  const Outcome bad = desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "2.pdf", "--json"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_TRUE(holds(bad.out, "\"ok\": false") && holds(bad.out, "\"store.issued-before\"")) << bad.out;
  EXPECT_EQ(bad.err, "");
}

TEST(CommandLine, ListsTheLibrary) {
  Desk desk;
  const Outcome list = desk.engross({"paragraphs", "list", "--department", "dfe"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_GE(std::count(list.out.begin(), list.out.end(), '\n'), 24);
  const Outcome unknown = desk.engross({"paragraphs", "show", "no-such-thing", "--department", "dfe"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(holds(desk.engross({"department", "list"}).out, "dfe"));
  EXPECT_TRUE(holds(desk.engross({"department", "show", "dfe"}).out, "Department for Education"));
  const Outcome topic = desk.engross({"paragraphs", "list", "--department", "dfe", "--topic", "psh"});
  EXPECT_EQ(topic.exit_code, 1);
  EXPECT_TRUE(holds(topic.err, "no paragraph has the topic \"psh\"")) << topic.err;
  EXPECT_TRUE(holds(topic.err, "did you mean \"pshe\"?")) << topic.err;
  const Outcome half = desk.engross({"paragraphs", "show", "pshe", "--department", "dfe"});
  EXPECT_EQ(half.exit_code, 1);
  EXPECT_TRUE(holds(half.err, "about that: pshe-curriculum, pshe-short")) << half.err;
  EXPECT_TRUE(holds(desk.engross({"paragraphs", "show", "thanks", "--department", "dfe"}).out, "\n\nthanks (cy): "));
  const Outcome folder = desk.engross({"department", "list", "--department-path", "/no/such/folder"});
  EXPECT_EQ(folder.exit_code, 0);
  EXPECT_TRUE(holds(folder.err, "--department-path /no/such/folder is no folder")) << folder.err;
  const Outcome itself = desk.engross({"doctor", "--department-path", source_directory + "/plugins/dfe"});
  EXPECT_TRUE(holds(itself.err, "is a department, not a folder of departments")) << itself.err;
  const Outcome doctor = desk.engross({"doctor"});
  EXPECT_EQ(doctor.exit_code, 0) << doctor.out << doctor.err;
  EXPECT_TRUE(holds(doctor.out, "ok       hyphenation    /usr/share/hyphen\n")) << doctor.out;
  EXPECT_TRUE(holds(doctor.out, "ok       bank holidays  2018-01-01 to 2027-12-28: ")) << doctor.out;
  for (const char* program : {"child program  ", "probe          ", "verifier       "})
    EXPECT_TRUE(holds(doctor.out, std::string("ok       ") + program + ENGROSS_BINARY_DIR)) << doctor.out;
  EXPECT_TRUE(holds(doctor.out, sandbox_means().filters ? "ok       sandbox        seccomp filters, "
                                                        : "missing  sandbox        no seccomp filters, "))
      << doctor.out;
}

TEST(CommandLine, IssuesOnlyWithASignatureOrTheWordUnsigned) {
  Desk desk;
  const Outcome outcome = desk.engross({"issue", sample, "-o", desk.folder / "x.pdf"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "issue.unsigned")) << outcome.err;
}

}  // namespace
}  // namespace engross::test
