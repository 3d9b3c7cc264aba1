// --preview: pages in terminals that draw pictures, a viewer elsewhere, and a clear word where there is neither.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/base64.hpp"
#include "command.hpp"
#include "pictures/coarse_ink.hpp"
#include "terminal.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::size_t cell = 16;

// The PNGs between these marks; what a terminal that knows them would draw.
std::vector<std::string> kitty_pictures(const std::string& shown) {
  std::vector<std::string> pictures;
  std::string base64;
  for (std::size_t at = shown.find("\x1b_G"); at != std::string::npos; at = shown.find("\x1b_G", at + 1)) {
    const std::size_t words = shown.find(';', at), end = shown.find("\x1b\\", at);
    if (words == std::string::npos || end == std::string::npos) return {};
    base64 += shown.substr(words + 1, end - words - 1);
    if (shown.substr(at, words - at).find("m=1") != std::string::npos) continue;
    pictures.push_back(from_base64(base64).value_or(""));
    base64.clear();
  }
  return pictures;
}

std::vector<std::string> iterm2_pictures(const std::string& shown) {
  std::vector<std::string> pictures;
  for (std::size_t at = shown.find("\x1b]1337;File="); at != std::string::npos;
       at = shown.find("\x1b]1337;File=", at + 1)) {
    const std::size_t words = shown.find(':', at), end = shown.find('\a', at);
    if (words == std::string::npos || end == std::string::npos) return {};
    pictures.push_back(from_base64(shown.substr(words + 1, end - words - 1)).value_or(""));
  }
  return pictures;
}

class Previewing : public testing::Test {
 protected:
  // At a terminal that says this of itself.
  AtTerminal at(std::vector<std::string> environment, std::vector<std::string> words) {
    std::vector<std::string> command{"env"};
    for (const char* name : {"TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "KONSOLE_VERSION", "LC_TERMINAL",
                             "TERM_PROGRAM", "ENGROSS_VIEWER"})
      command.insert(command.end(), {"-u", name});
    command.insert(command.end(), environment.begin(), environment.end());
    command.push_back(std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"--at", "2016-10-26T09:00:00Z", "--store", desk.folder / "store"});
    TerminalSession session(command);
    const int exit_code = session.end();
    return {.exit_code = exit_code, .shown = session.shown()};
  }
  std::vector<std::string> render() const { return {"render", sample, "--preview", "-o", proof}; }
  // A viewer that writes down what it is given.
  std::string viewer(const std::string& after = {}) {
    const std::string script = desk.folder / "viewer.sh";
    write_file(script,
               "#!/bin/sh\nprintf '%s' \"$1\" > '" + seen + ".part'\nmv '" + seen + ".part' '" + seen + "'\n" + after);
    EXPECT_EQ(run({"chmod", "+x", script}).exit_code, 0);
    return "ENGROSS_VIEWER=" + script;
  }

  Desk desk;
  const std::string proof = desk.folder / "a proof.pdf", seen = desk.folder / "seen";
};

TEST_F(Previewing, DrawsEachPageInATerminalThatCan) {
  const AtTerminal shown = at({"TERM=xterm-kitty"}, render());
  ASSERT_EQ(shown.exit_code, 0) << shown.shown.substr(0, 2000);
  EXPECT_THAT(shown.shown, HasSubstr("a=T,f=100,q=2,m=1;"));
  const auto pictures = kitty_pictures(shown.shown);
  ASSERT_EQ(pictures.size(), 2U);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const CoarseInk ours = coarse_ink_of_png(pictures[i], cell);
    const CoarseInk theirs = coarse_ink_of_pdf(proof, static_cast<int>(i) + 1, 96, cell);
    EXPECT_LT(greatest_difference(ours, theirs), 0.07) << "page " << i + 1;
    EXPECT_GT(theirs.total(), 1) << "page " << i + 1;
  }
}

TEST_F(Previewing, KnowsTerminalsByWhatTheySayOfThemselves) {
  for (const char* says : {"TERM_PROGRAM=iTerm.app", "TERM_PROGRAM=WezTerm", "LC_TERMINAL=iTerm2"})
    EXPECT_EQ(iterm2_pictures(at({"TERM=xterm-256color", says}, render()).shown).size(), 2U) << says;
  EXPECT_EQ(kitty_pictures(at({"TERM=xterm-256color", "KONSOLE_VERSION=220401"}, render()).shown).size(), 2U);
  for (const char* says : {"KONSOLE_VERSION=210800", "KONSOLE_VERSION=new", "TERM_PROGRAM=vscode"})
    EXPECT_THAT(at({"TERM=xterm-256color", says}, render()).shown, Not(HasSubstr("\x1b_G"))) << says;
  EXPECT_THAT(at({"TERM=xterm-kitty", "TMUX=/tmp/tmux-0/default,1,0"}, render()).shown, Not(HasSubstr("\x1b_G")))
      << "tmux swallows it";
}

TEST_F(Previewing, OpensAViewerElsewhere) {
  const AtTerminal shown = at({"TERM=xterm", viewer()}, render());
  EXPECT_EQ(shown.exit_code, 0) << shown.shown;
  EXPECT_EQ(read_file(seen), proof);
  EXPECT_THAT(shown.shown, Not(HasSubstr("\x1b_G")));
}

TEST_F(Previewing, LeavesTheViewerToItself) {
  const Outcome outcome = desk.engross(render(), {}, {viewer("sleep 30\n")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(read_file(seen), proof);
}

TEST_F(Previewing, SaysWhereThePdfIsWhenNothingCanShowIt) {
  const AtTerminal shown = at({"TERM=xterm"}, render());
  EXPECT_EQ(shown.exit_code, 3);
  EXPECT_THAT(shown.shown, HasSubstr("this terminal draws no pictures, and there is no display to open the PDF on"));
  EXPECT_THAT(shown.shown, HasSubstr("the PDF is there: " + proof));
  EXPECT_TRUE(std::filesystem::exists(proof));
}

TEST_F(Previewing, TellsOfAViewerThatFails) {
  const Outcome gone = desk.engross(render(), {}, {"ENGROSS_VIEWER=/nowhere/viewer"});
  EXPECT_EQ(gone.exit_code, 3);
  EXPECT_THAT(gone.err, HasSubstr("the viewer \"/nowhere/viewer\" was not found"));
  const Outcome bad = desk.engross(render(), {}, {viewer("exit 5\n")});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_THAT(bad.err, HasSubstr("ended with 5"));
}

TEST_F(Previewing, TellsProgramsHowItWasShown) {
  std::vector<std::string> words = render();
  words.emplace_back("--json");
  const AtTerminal shown = at({"TERM=xterm-kitty", viewer()}, words);
  EXPECT_EQ(shown.exit_code, 0) << shown.shown;
  EXPECT_THAT(shown.shown, HasSubstr(R"("preview": "viewer")"));
  EXPECT_THAT(shown.shown, Not(HasSubstr("\x1b"))) << "the object has the terminal alone";
}

TEST_F(Previewing, IsOfAFileWithPages) {
  const Outcome text = desk.engross({"render", sample, "--preview", "--as", "text"});
  EXPECT_EQ(text.exit_code, 2);
  EXPECT_THAT(text.err, HasSubstr("leave --as text out"));
  const Outcome stream = desk.engross({"render", sample, "--preview", "-o", "-"});
  EXPECT_EQ(stream.exit_code, 2);
  EXPECT_EQ(stream.out, "");
}

TEST_F(Previewing, WhilePickingShowsThePagesAsTheyAre) {
  write_file(desk.folder / "answers", "drop\npreview pages\npreview paces\npreview pages\nquit\n");
  const std::vector<std::string> pick{
      "draft", sample, "--pick", "-o", desk.folder / "reply.md", "--answers", desk.folder / "answers"};
  const AtTerminal shown = at({"TERM=xterm-kitty"}, pick);
  EXPECT_EQ(shown.exit_code, 0) << shown.shown.substr(0, 2000);
  EXPECT_EQ(kitty_pictures(shown.shown).size(), 4U);
  EXPECT_THAT(shown.shown, HasSubstr("Say `preview` for the words of the letter"));
  EXPECT_FALSE(std::filesystem::exists(desk.folder / "reply.proof.pdf"));
  const Outcome piped = desk.engross({pick.begin(), pick.end()}, {}, {viewer()});
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_THAT(piped.out, HasSubstr("Opened " + (desk.folder / "reply.proof.pdf")));
  EXPECT_EQ(read_file(seen), desk.folder / "reply.proof.pdf");
}

}  // namespace
}  // namespace engross::test
