// What every command has: an example that is one of its own, JSON for programs, words that a newcomer can follow; and
// colours where they are wanted alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "command.hpp"
#include "terminal.hpp"

namespace engross::test {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";

std::string help_of(Words words) {
  words.insert(words.begin(), program);
  words.emplace_back("--help");
  const Outcome help = run(words);
  EXPECT_EQ(help.exit_code, 0) << help.err;
  return help.out;
}

// The names below "Subcommands:".
Words commands_in(const std::string& help) {
  Words names;
  std::istringstream lines(help.substr(std::min(help.find("\nSubcommands:\n"), help.size())));
  for (std::string line; std::getline(lines, line);) {
    if (line.size() < 3 || !line.starts_with("  ") || line[2] == ' ') continue;
    names.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

// Every command that --help shows, families too.
std::vector<Words> all_commands() {
  std::vector<Words> all;
  for (const std::string& name : commands_in(help_of({}))) {
    all.push_back({name});
    for (const std::string& under : commands_in(help_of({name}))) all.push_back({name, under});
  }
  return all;
}

std::string joined(const Words& words) {
  std::string line = "engross";
  for (const std::string& word : words) line += " " + word;
  return line;
}

TEST(Help, ShowsAnExampleOfEachCommand) {
  const std::vector<Words> all = all_commands();
  EXPECT_GT(all.size(), 35U);
  for (const Words& words : all) EXPECT_TRUE(holds(help_of(words), "\nExample: " + joined(words))) << joined(words);
}

// A word is told by its name alone.
TEST(Help, SaysNothingOfTypes) {
  for (const Words& words : all_commands()) {
    const std::string help = help_of(words);
    EXPECT_FALSE(holds(help, " TEXT REQUIRED") || holds(help, " TEXT ...")) << help;
  }
}

// Whatever is wrong with the rest of the line: a program can read the answer.
TEST(Help, EveryCommandAnswersProgramsInJson) {
  Desk desk;
  for (const Words& words : all_commands()) {
    if (words == Words{"watch"}) continue;  // it goes on until it is ended
    for (const Words& more : {Words{}, Words{"/nowhere"}, Words{"/nowhere", "/nor/here"}}) {
      Words line = words;
      line.insert(line.end(), more.begin(), more.end());
      line.emplace_back("--json");
      const Outcome outcome = desk.engross(line, {}, {}, desk.folder.path());
      ASSERT_TRUE(json::accept(outcome.out)) << joined(line) << "\n" << outcome.out << outcome.err;
      EXPECT_EQ(json::parse(outcome.out).at("ok").get<bool>(), outcome.exit_code == 0) << joined(line);
      EXPECT_EQ(outcome.err, "") << joined(line);
    }
  }
}

TEST(Help, ForgottenCommandsAreThoseThatItShows) {
  const Outcome outcome = run({program});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_TRUE(holds(outcome.err, "say what to do: draft, ")) << outcome.err;
  EXPECT_FALSE(holds(outcome.err, "complete,")) << "it is for shells: " << outcome.err;
}

TEST(Colours, AreForTerminalsThatHaveThemAndPeopleWhoWantThem) {
  const auto shown = [](Words environment, Words options) {
    Words command{"env", "-u", "NO_COLOR"};
    command.insert(command.end(), environment.begin(), environment.end());
    command.insert(command.end(), {program, "check", "/nowhere"});
    command.insert(command.end(), options.begin(), options.end());
    TerminalSession session(command);
    session.end();
    return session.shown();
  };
  EXPECT_TRUE(holds(shown({"TERM=xterm"}, {}), "\x1b[1;31merror"));
  EXPECT_TRUE(holds(shown({"TERM=xterm", "NO_COLOR="}, {}), "\x1b[")) << "empty is not set";
  EXPECT_FALSE(holds(shown({"TERM=xterm", "NO_COLOR=1"}, {}), "\x1b["));
  EXPECT_FALSE(holds(shown({"TERM=dumb"}, {}), "\x1b["));
  EXPECT_FALSE(holds(shown({"TERM=xterm"}, {"--no-colour"}), "\x1b["));
  EXPECT_FALSE(holds(run({program, "check", "/nowhere"}).err, "\x1b["));
}

}  // namespace
}  // namespace engross::test
