// The manual: every command has its page, the pages are sound, and what they say besides the command line is so.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "../../cli/manual_text.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";

class Manual : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome written = run({program, "man", folder_ / "pages"});
    ASSERT_EQ(written.exit_code, 0) << written.err;
    for (const auto& page : fs::directory_iterator(folder_ / "pages")) pages_.push_back(page.path().string());
  }
  std::string page(const std::string& name) { return read_file(folder_ / "pages/" + name + ".1"); }
  static bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

  TemporaryDirectory folder_;
  std::vector<std::string> pages_;
};

TEST_F(Manual, HasAPageForEveryCommand) {
  const std::string help = run({program, "--help"}).out;
  const std::regex row("\n  ([a-z-]+) ");
  const std::string commands = help.substr(help.find("Subcommands:"));
  std::size_t count = 0;
  for (std::sregex_iterator it(commands.begin(), commands.end(), row), end; it != end; ++it, ++count)
    EXPECT_TRUE(fs::exists(folder_ / "pages/engross-" + (*it)[1].str() + ".1")) << (*it)[1];
  EXPECT_GT(count, 10U);
  EXPECT_EQ(pages_.size(), count + 1) << "engross(1) besides";
}

TEST_F(Manual, SaysWhatTheCommandLineSays) {
  const std::string issue = page("engross-issue");
  for (const char* part : {".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH EXIT STATUS",
                           ".SH EXAMPLES", ".SH SEE ALSO", "\\fB\\-\\-unsigned\\fR", "\\fIFILE.pdf\\fR",
                           "\\fBb\\-b\\fR|\\fBb\\-t\\fR", "engross issue \\-\\-sign\\-as denise\\-clavery"})
    EXPECT_TRUE(holds(issue, part)) << part;
  EXPECT_TRUE(holds(page("engross-records"), ".SS engross records remake"));
  EXPECT_TRUE(holds(page("engross-diff"), "0 the same, 1 different"));
  for (const char* part : {".SH FILES", ".SH ENVIRONMENT", "ENGROSS_DEPARTMENT_PATH", "\\fB130\\fR"})
    EXPECT_TRUE(holds(page("engross"), part)) << part;
}

TEST_F(Manual, RendersWithoutWarnings) {
  if (run({"sh", "-c", "command -v mandoc"}).exit_code != 0)
    GTEST_SKIP() << "mandoc is not installed (packages/test.txt)";
  std::vector<std::string> words{"mandoc", "-T", "lint", "-W", "warning"};
  words.insert(words.end(), pages_.begin(), pages_.end());
  const Outcome lint = run(words);
  EXPECT_EQ(lint.exit_code, 0);
  EXPECT_EQ(lint.out + lint.err, "");
  const Outcome shown = run({"mandoc", "-T", "ascii", folder_ / "pages/engross-issue.1"});
  EXPECT_TRUE(holds(shown.out, "--sign-as")) << "hyphens are those of the keyboard" << shown.out;
}

TEST_F(Manual, SpeaksOfCommandsThatAreThere) {
  for (const cli::ManualEntry& entry : cli::manual_commands()) {
    const Outcome help = run({"sh", "-c", program + " " + std::string(entry.term) + " --help"});
    EXPECT_EQ(help.exit_code, 0) << entry.term;
  }
}

// Every variable that the sources ask the environment for, and no other.
TEST_F(Manual, NamesTheEnvironment) {
  const Outcome found = run({"grep", "-rhoE", "--include=*.cpp", "(environment\\(|add_list\\(world, )\"[A-Z_]+\"",
                             ENGROSS_SOURCE_DIR "/cli", ENGROSS_SOURCE_DIR "/core"});
  std::string named;
  for (const cli::ManualEntry& entry : cli::manual_environment()) {
    named += std::string(entry.term) + "\n";
    EXPECT_TRUE(holds(found.out, "\"" + std::string(entry.term) + "\"")) << entry.term << " is not read";
  }
  const std::regex name("\"([A-Z_]+)\"");
  for (std::sregex_iterator it(found.out.begin(), found.out.end(), name), end; it != end; ++it)
    EXPECT_TRUE(holds(named, (*it)[1].str() + "\n")) << (*it)[1] << " is read, but the manual does not say so";
}

TEST_F(Manual, RefusesAFolderThatCannotBe) {
  write_file(folder_ / "file", "");
  const Outcome refused = run({program, "man", folder_ / "file/pages"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_TRUE(holds(refused.err, "error: ")) << refused.err;
}

}  // namespace
}  // namespace engross::test
