// An officer picks a letter paragraph by paragraph: by a script, and at a terminal that is lost on the way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "command.hpp"
#include "terminal.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Picking : public testing::Test {
 protected:
  std::vector<std::string> command(std::vector<std::string> words = {}) {
    std::vector<std::string> all{"draft", sample, "--pick", "-o", draft};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  Outcome answer(const std::string& lines, std::vector<std::string> more = {}) {
    write_file(desk.folder / "answers", lines);
    more.insert(more.end(), {"--answers", desk.folder / "answers"});
    return desk.engross(command(std::move(more)));
  }
  bool has_steps() const { return std::filesystem::exists(draft + ".steps"); }
  Desk desk;
  const std::string draft = desk.folder / "reply.md";
};

TEST_F(Picking, AScriptMakesADraft) {
  const Outcome outcome = answer(
      "list\nkeep\ndrop\nmore\nsearch sex education\nadd sre-law\nmove 5\nedit\nThese are *my* words.\n.\nwrite\nAnd "
      "these.\n"
      ".\nshow thanks-mp\npreview\ncheck\nundo\ndone\n");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Paragraph 2 of 7, body: What the government is doing"));
  EXPECT_THAT(outcome.out, HasSubstr("Left out cse-national-response."));
  EXPECT_THAT(outcome.out, HasSubstr("out, because the officer left it out, though topics"));
  EXPECT_THAT(outcome.out, HasSubstr("    sre-law: What the law asks on sex and relationship education"));
  EXPECT_THAT(outcome.out, HasSubstr("These are my words."));
  EXPECT_THAT(outcome.out, HasSubstr("And these."));
  const std::string text = read_file(draft);
  EXPECT_THAT(
      text, HasSubstr("paragraphs: \"thanks-councillor, cse-awareness, pshe-curriculum, cse-response-unit, sre-law, "));
  EXPECT_THAT(text, HasSubstr("These are *my* words."));
  EXPECT_THAT(text, Not(HasSubstr("And these.")));
  EXPECT_FALSE(has_steps());
  EXPECT_EQ(desk.engross({"check", draft}).exit_code, 0);
}

TEST_F(Picking, TheIssuedLetterSaysWhoPickedWhat) {
  ASSERT_EQ(answer("2\nadd sre-law\ndone\n").exit_code, 0);
  const std::string pdf = desk.folder / "reply.pdf";
  const Outcome issued = desk.engross({"issue", draft, "--unsigned", "-o", pdf});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const Outcome told = desk.engross({"explain", pdf});
  EXPECT_THAT(told.out, HasSubstr("the officer picked it"));
  std::filesystem::remove(draft);
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(pdf));
}

TEST_F(Picking, GoesOnWhereItWasLeft) {
  const Outcome first = answer("2\ndrop\nquit\n");
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("Stopped after 1 step. Go on: engross draft "));
  EXPECT_TRUE(has_steps());
  const Outcome second = answer("3\ndrop\n");  // the input ends, as when a line is lost
  EXPECT_THAT(second.out, HasSubstr("Going on after the step that you took before."));
  EXPECT_THAT(second.out, HasSubstr("Stopped after 2 steps."));
  const Outcome third = answer("undo\ndone\n");
  EXPECT_THAT(third.out, HasSubstr("Going on after the 2 steps"));
  EXPECT_EQ(third.exit_code, 0);
  const std::string text = read_file(draft);
  EXPECT_THAT(text, Not(HasSubstr("id=\"cse-national-response\"")));
  EXPECT_THAT(text, HasSubstr("id=\"pshe-curriculum\""));
  EXPECT_FALSE(has_steps());
}

TEST_F(Picking, LosesNothingThatWasChangedByHand) {
  ASSERT_EQ(answer("2\ndrop\nquit\n").exit_code, 0);
  const std::string edited = read_file(draft) + "\n";
  write_file(draft, edited);
  const Outcome outcome = answer("done\n");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("was changed since the last step"));
  EXPECT_EQ(read_file(draft), edited);
  EXPECT_EQ(answer("done\n", {"--force"}).exit_code, 0);
  EXPECT_THAT(read_file(draft), HasSubstr("id=\"cse-national-response\""));
}

TEST_F(Picking, RefusesToGoOnWithAnotherCase) {
  const std::string mine = desk.folder / "case.json";
  write_file(mine, read_file(sample));
  const auto answers = [&](const std::string& lines) {
    write_file(desk.folder / "answers", lines);
    return desk.engross({"draft", mine, "--pick", "-o", draft, "--answers", desk.folder / "answers"});
  };
  ASSERT_EQ(answers("2\ndrop\nquit\n").exit_code, 0);
  write_file(mine, read_file(sample) + "\n");
  const Outcome outcome = answers("done\n");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("another case, department or template"));
}

TEST_F(Picking, AnswersWhatItDoesNotUnderstand) {
  const Outcome outcome =
      answer("serch x\ns x\n99\nmove x\nadd sre-lawn\nadd thanks-councillor\nmove 1\nedit fr\nx\n.\nquit\n");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("did you mean \"search\"?"));
  EXPECT_THAT(outcome.out, HasSubstr("\"s\" may be search or show"));
  EXPECT_THAT(outcome.out, HasSubstr("Say a place from 1 to 7."));
  EXPECT_THAT(outcome.out, HasSubstr("did you mean \"sre-law\"?"));
  EXPECT_THAT(outcome.out, HasSubstr("the letter has \"thanks-councillor\" already"));
  EXPECT_THAT(outcome.out, HasSubstr("the letter is not written in \"fr\""));
}

TEST_F(Picking, RefusesOptionsThatDoNotFit) {
  EXPECT_EQ(desk.engross({"draft", sample, "--pick", "-o", "-"}).exit_code, 2);
  EXPECT_EQ(desk.engross(command({"--json"})).exit_code, 2);
  EXPECT_EQ(desk.engross({"draft", "-", "--pick", "-o", draft}, read_file(sample)).exit_code, 2);
  EXPECT_EQ(desk.engross(command({"--answers", desk.folder / "none"})).exit_code, 3);
  write_file(draft, "mine");
  EXPECT_EQ(answer("done\n").exit_code, 1);
  EXPECT_EQ(read_file(draft), "mine");
}

TEST_F(Picking, TellsProgramsWhatCameOfIt) {
  const Outcome outcome = answer("2\ndrop\ndone\n", {"--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, testing::StartsWith("{"));
  EXPECT_THAT(outcome.out, HasSubstr("\"done\": true"));
  EXPECT_THAT(outcome.out, HasSubstr("\"steps\": 1"));
}

// The whole of an officer's work: the line is lost in the midst of it.
TEST_F(Picking, ATerminalThatIsLostLosesNoStep) {
  std::vector<std::string> at_desk{"env", "EDITOR=sed -i s/serious/grave/",
                                   "VISUAL=", std::string(ENGROSS_BINARY_DIR) + "/bin/engross"};
  for (const std::string& word : command({"--at", "2016-10-26T09:00:00Z"})) at_desk.push_back(word);
  {
    TerminalSession session(at_desk);
    ASSERT_TRUE(session.wait_for("1 of 7: ")) << session.shown();
    session.type("search curriculum\n");
    ASSERT_TRUE(session.wait_for("pshe-curriculum")) << session.shown();
    session.type("go 2\n");
    ASSERT_TRUE(session.wait_for("2 of 7: ")) << session.shown();
    session.type("edit\n");
    ASSERT_TRUE(session.wait_for("Saved.")) << session.shown();
    ASSERT_TRUE(session.wait_for("how gravely the council")) << session.shown();
    session.type("move 4\n");
    ASSERT_TRUE(session.wait_for("Paragraph 4 of 7")) << session.shown();
    session.type("drop");
    session.kill(SIGKILL);
  }
  TerminalSession session(at_desk);
  ASSERT_TRUE(session.wait_for("Going on after the 2 steps")) << session.shown();
  session.type("4\n");
  ASSERT_TRUE(session.wait_for("how gravely the council")) << session.shown();
  session.type("done\n");
  EXPECT_TRUE(session.wait_for("Drafted ")) << session.shown();
  EXPECT_EQ(session.end(), 0) << session.shown();
  const Outcome issued = desk.engross({"issue", draft, "--unsigned", "-o", desk.folder / "reply.pdf"});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(Picking, AnEditorThatFailsChangesNothing) {
  std::vector<std::string> at_desk{"env", "EDITOR=false", "VISUAL=", std::string(ENGROSS_BINARY_DIR) + "/bin/engross"};
  for (const std::string& word : command()) at_desk.push_back(word);
  TerminalSession session(at_desk);
  ASSERT_TRUE(session.wait_for("1 of 7: ")) << session.shown();
  session.type("edit\n");
  EXPECT_TRUE(session.wait_for("the editor \"false\" ended with 1, so the words stay")) << session.shown();
  session.type("quit\n");
  EXPECT_EQ(session.end(), 0);
  EXPECT_FALSE(has_steps());
}

}  // namespace
}  // namespace engross::test
