// What the completions offer, asked in the shells themselves.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/process.hpp"

namespace engross::test {
namespace {

const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";

bool is_installed(const std::string& shell) {
  return run({"sh", "-c", "command -v " + shell}).exit_code == 0;
}

// A folder with a case and a folder, and the script for a shell.
class Completion : public testing::Test {
 protected:
  void SetUp() override {
    write_file(folder_ / "a-case.json", "{}");
    ASSERT_EQ(run({"mkdir", folder_ / "a-folder"}).exit_code, 0);
  }

  std::string script(const std::string& shell) {
    const Outcome written = run({program, "completion", shell});
    EXPECT_EQ(written.exit_code, 0) << written.err;
    write_file(folder_ / ("script." + shell), written.out);
    return folder_ / ("script." + shell);
  }

  static std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string line = text.substr(at, std::min(text.find('\t', at), end) - at);  // fish adds descriptions
      if (!line.empty()) lines.push_back(line);
      at = end + 1;
    }
    std::ranges::sort(lines);
    return lines;
  }

  TemporaryDirectory folder_;
};

class Bash : public Completion {
 protected:
  // What bash offers for the last of the words.
  std::vector<std::string> offers(std::vector<std::string> words) {
    static const std::string ask =
        "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _engross; printf '%s\\n' "
        "\"${COMPREPLY[@]}\"";
    words.insert(words.begin(), {"bash", "--norc", "-c", ask, "bash", script("bash"), "engross"});
    const Outcome said = run(words, {}, {}, folder_.path());
    EXPECT_EQ(said.err, "");
    return sorted_lines(said.out);
  }
  using Words = std::vector<std::string>;
};

TEST_F(Bash, OffersCommands) {
  EXPECT_EQ(offers({"iss"}), Words{"issue"});
  EXPECT_EQ(offers({"records", ""}), (Words{"list", "purge", "remake", "show", "using"}));
  EXPECT_EQ(offers({"records", "re"}), Words{"remake"});
  EXPECT_EQ(offers({"ma"}), Words{}) << "what --help hides is not offered";
}

TEST_F(Bash, OffersOptionsOfTheCommandAndCommonOnes) {
  EXPECT_EQ(offers({"issue", "--uns"}), Words{"--unsigned"});
  EXPECT_EQ(offers({"issue", "case.json", "--stor"}), Words{"--store"});
  EXPECT_EQ(offers({"verify", "--uns"}), Words{});
  EXPECT_EQ(offers({"signatories", "enrol", "--ink"}), Words{"--ink"});
}

TEST_F(Bash, OffersWhatAValueCanBe) {
  EXPECT_EQ(offers({"issue", "--level", "b-l"}), (Words{"b-lt", "b-lta"}));
  EXPECT_EQ(offers({"issue", "--level", "=", "b-l"}), (Words{"b-lt", "b-lta"}));
  EXPECT_EQ(offers({"issue", "--level", "="}), (Words{"b-b", "b-lt", "b-lta", "b-t"}));
  EXPECT_EQ(offers({"completion", ""}), (Words{"bash", "fish", "zsh"}));
  EXPECT_EQ(offers({"issue", "--because", "a"}), Words{}) << "words are for people to write";
}

TEST_F(Bash, OffersFilesAndFolders) {
  EXPECT_EQ(offers({"issue", "a-"}), (Words{"a-case.json", "a-folder"}));
  EXPECT_EQ(offers({"issue", "a-case.json", "-o", "a-c"}), Words{"a-case.json"});
  EXPECT_EQ(offers({"--department", "a-"}), Words{"a-folder"});
  EXPECT_EQ(offers({"department", "lock", "a-"}), (Words{"a-case.json", "a-folder"})) << "a library, or a directory";
  EXPECT_EQ(offers({"records", "list", "--store", "a-"}), Words{"a-folder"});
}

TEST_F(Bash, TakesNoValueForACommand) {
  EXPECT_EQ(offers({"--store", "records", "records", "li"}), Words{"list"});
  EXPECT_EQ(offers({"--json", "records", "li"}), Words{"list"});
  EXPECT_EQ(offers({"issue", "--reason", "records", "--unsig"}), Words{"--unsigned"});
}

TEST_F(Completion, FishOffersTheSame) {
  if (!is_installed("fish")) GTEST_SKIP() << "fish is not installed (packages/test.txt)";
  const std::string file = script("fish");
  const auto offers = [&](const std::string& line) {
    const Outcome said = run({"fish", "--no-config", "-c", "source " + file + "; complete -C '" + line + "'"}, {},
                             {"HOME=" + folder_.path()}, folder_.path());
    EXPECT_EQ(said.err, "");
    return sorted_lines(said.out);
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(offers("engross iss"), Words{"issue"});
  EXPECT_EQ(offers("engross records "), (Words{"list", "purge", "remake", "show", "using"}));
  EXPECT_EQ(offers("engross --store records records li"), Words{"list"});
  EXPECT_EQ(offers("engross issue --uns"), Words{"--unsigned"});
  EXPECT_EQ(offers("engross issue --level b-l"), (Words{"b-lt", "b-lta"}));
  EXPECT_EQ(offers("engross issue a-"), (Words{"a-case.json", "a-folder/"}));
  EXPECT_EQ(offers("engross issue x --department a-"), Words{"a-folder/"});
}

TEST_F(Completion, ZshReadsItsScript) {
  if (!is_installed("zsh")) GTEST_SKIP() << "zsh is not installed (packages/test.txt)";
  const Outcome read = run({"zsh", "-n", script("zsh")});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  EXPECT_EQ(read.err, "");
  const Outcome loaded =
      run({"zsh", "-f", "-c", "compdef() { print \"$@\" }; source \"$1\"; print $+functions[_engross_records_remake]",
           "zsh", script("zsh")});
  EXPECT_EQ(loaded.out, "_engross engross\n1\n") << loaded.err;
}

TEST_F(Completion, RefusesShellsThatItDoesNotKnow) {
  const Outcome refused = run({program, "completion", "tcsh"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("tcsh"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace engross::test
