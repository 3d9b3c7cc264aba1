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

// What a shell gets from the program for a value; the library is the folder of the sample department.
const std::string dfe = std::string(ENGROSS_SOURCE_DIR) + "/plugins/dfe";
const std::string plugins = std::string(ENGROSS_SOURCE_DIR) + "/plugins";

class Values : public Completion {
 protected:
  // engross complete WORDS…, as a person may try it.
  std::vector<std::string> asked(std::vector<std::string> words) {
    words.insert(words.begin(), {program, "complete"});
    const Outcome said = run(words, {}, {"XDG_CACHE_HOME=" + (folder_ / "cache")}, folder_.path());
    EXPECT_EQ(said.exit_code, 0);
    EXPECT_EQ(said.err, "");
    return sorted_lines(said.out);
  }
  using Words = std::vector<std::string>;
};

TEST_F(Values, AreThoseOfTheDepartmentOnTheLine) {
  EXPECT_EQ(asked({"paragraph", "--", "pshe-c", "paragraphs", "show", "--department", dfe}), Words{"pshe-curriculum"});
  EXPECT_EQ(asked({"paragraph", "--", "pshe-c", "paragraphs", "--department=" + dfe, "show"}),
            Words{"pshe-curriculum"});
  EXPECT_EQ(asked({"paragraph", "--", "pshe-c", "paragraphs", "--department", "=", dfe, "show"}),
            Words{"pshe-curriculum"});
  EXPECT_EQ(asked({"topic", "--", "psh", "paragraphs", "search", "--department", dfe, "--topic"}), Words{"pshe"});
  EXPECT_EQ(asked({"unit", "--", "Curr", "--department", dfe}), Words{"Curriculum Policy Unit"});
  EXPECT_EQ(asked({"signatory", "--", "den", "--department", dfe}), Words{"denise-clavery"});
  EXPECT_EQ(asked({"department", "--", "d", "--department-path", plugins}), Words{"dfe"});
}

TEST_F(Values, AreThoseOfTheDepartmentOfTheCaseOnTheLine) {
  write_file(folder_ / "case.json", R"({"department": "dfe"})");
  const std::string sample = std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json";
  const Outcome drafted = run({program, "draft", sample, "-o", folder_ / "reply.md", "--department-path", plugins});
  ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  for (const char* input : {"case.json", "reply.md"})
    EXPECT_EQ(asked({"paragraph", "--", "pshe-c", "issue", input, "--department-path", plugins, "--allow"}),
              Words{"pshe-curriculum"})
        << input;
}

TEST_F(Values, OfAListGoOnBehindItsLastComma) {
  EXPECT_EQ(asked({"envelope", "--", "uk-c5,uk-dl-b", "check", "--envelope"}), Words{"uk-c5,uk-dl-bs4264"});
  EXPECT_EQ(asked({"envelope", "--", "uk-dl-bs4264,uk-dl-b"}), Words{}) << "it is there already";
}

TEST_F(Values, OfAParagraphThatWasUsedHaveRevisions) {
  EXPECT_EQ(asked({"recorded", "--", "pshe-c", "records", "using", "--department-path", plugins}),
            Words{"pshe-curriculum"});
  EXPECT_EQ(asked({"recorded", "--", "pshe-curriculum@", "--department", dfe}),
            (Words{"pshe-curriculum@1", "pshe-curriculum@2", "pshe-curriculum@3"}));
}

TEST_F(Values, AreNoneWhereNothingIsKnown) {
  EXPECT_EQ(asked({"paragraph", "--", "", "--department", "/nowhere"}), Words{});
  EXPECT_EQ(asked({"paragraph", "--", "", "--department-path", plugins}), Words{}) << "which of them?";
  EXPECT_EQ(asked({"colour", "--", ""}), Words{});
  EXPECT_EQ(asked({"topic", "--", "nothing-begins-so", "--department", dfe}), Words{});
  write_file(folder_ / "case.json", "{");
  EXPECT_EQ(asked({"policy", "--", "foi-20-r", "deadline", "case.json"}), Words{"foi-20-rolled"});
}

TEST_F(Values, OpenNoLibraryThatItsLockDoesNotAdmit) {
  write_file(folder_ / "dfe.so",
             "\x7f"
             "ELF and what nobody has looked at");
  write_file(folder_ / "departments.lock", "{}");
  EXPECT_EQ(asked({"paragraph", "--", "", "--department", folder_ / "dfe.so"}), Words{});
  EXPECT_EQ(asked({"envelope", "--", "uk-c", "--department", folder_ / "dfe.so"}), Words{"uk-c5"})
      << "those that all departments share";
}

class Bash : public Completion {
 protected:
  // What bash offers for the last of the words.
  std::vector<std::string> offers(std::vector<std::string> words) {
    static const std::string ask =
        "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _engross; printf '%s\\n' "
        "\"${COMPREPLY[@]}\"";
    words.insert(words.begin(), {"bash", "--norc", "-c", ask, "bash", script("bash"), program});
    const Outcome said = run(words, {}, {"XDG_CACHE_HOME=" + (folder_ / "cache")}, folder_.path());
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

TEST_F(Bash, AsksTheProgramForValues) {
  EXPECT_EQ(offers({"paragraphs", "--department", dfe, "show", "pshe-c"}), Words{"pshe-curriculum"});
  EXPECT_EQ(offers({"paragraphs", "--department", "=", dfe, "search", "--topic", "=", "psh"}), Words{"pshe"});
  EXPECT_EQ(offers({"deadline", "--policy", "foi-20-r"}), Words{"foi-20-rolled"});
  EXPECT_EQ(offers({"deadline", "--diff", "dfe-1"}), (Words{"dfe-15", "dfe-18"}));
  EXPECT_EQ(offers({"check", "a-case.json", "--envelope", "uk-c5,uk-dl-b"}), Words{"uk-c5,uk-dl-bs4264"});
  EXPECT_EQ(offers({"issue", "--sign-as", "den", "--department", dfe}).size(), 1U) << "of another option";
  EXPECT_EQ(offers({"--department-path", plugins, "--department", "df"}), Words{"dfe"});
  EXPECT_EQ(offers({"--department-path", plugins, "--department", "a-"}), Words{"a-folder"});
  EXPECT_EQ(offers({"deadline", "--policy", "nothing-begins-so"}), Words{});
}

TEST_F(Bash, QuotesWhatItsLineWouldTakeApart) {
  EXPECT_EQ(offers({"paragraphs", "list", "--department", dfe, "--owner", "Curr"}),
            Words{R"(Curriculum\ Policy\ Unit)"});
  EXPECT_EQ(offers({"paragraphs", "list", "--department", dfe, "--owner", R"(Curriculum\ Po)"}),
            Words{R"(Curriculum\ Policy\ Unit)"});
  EXPECT_EQ(offers({"paragraphs", "list", "--department", dfe, "--owner", "\"Curriculum Po"}),
            Words{"Curriculum Policy Unit"});
}

TEST_F(Bash, CompletesRevisionsBehindTheirSign) {
  const Words three{"1", "2", "3"};
  EXPECT_EQ(offers({"records", "--department", dfe, "using", "pshe-curriculum", "@"}), three);
  EXPECT_EQ(offers({"records", "--department", dfe, "using", "pshe-curriculum", "@", "3"}), Words{"3"});
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
                             {"HOME=" + folder_.path(), "XDG_CACHE_HOME=" + (folder_ / "cache")}, folder_.path());
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
  EXPECT_EQ(offers(program + " paragraphs show --department " + dfe + " pshe-c"), Words{"pshe-curriculum"});
  EXPECT_EQ(offers(program + " deadline --policy foi-20-r"), Words{"foi-20-rolled"});
  EXPECT_EQ(offers(program + " deadline --policy=foi-20-r"), Words{"--policy=foi-20-rolled"});
  EXPECT_EQ(offers(program + " check a-case.json --envelope uk-c5,uk-dl-b"), Words{"uk-c5,uk-dl-bs4264"});
  EXPECT_EQ(offers(program + " paragraphs list --department " + dfe + " --owner Curr"),
            Words{"Curriculum Policy Unit"});
  EXPECT_EQ(offers(program + " --department-path " + plugins + " --department df"), Words{"dfe"});
  EXPECT_EQ(offers(program + " deadline --policy nothing-begins-so"), Words{});
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

// zsh completes at a terminal only: it is given one by its own module.
TEST_F(Completion, ZshAsksTheProgramForValues) {
  if (!is_installed("zsh")) GTEST_SKIP() << "zsh is not installed (packages/test.txt)";
  const std::string ask = folder_ / "ask.zsh";
  script("zsh");
  write_file(folder_ / "rc.zsh", R"zsh(PS1=
cd $HOME
autoload -Uz compinit
compinit -u -d $HOME/zcompdump
source $HOME/script.zsh
setopt no_auto_menu
LISTMAX=10000
show() { print -r -- "<<$BUFFER>>"; BUFFER= }
zle -N show
bindkey '^X' show
)zsh");
  write_file(ask, R"zsh(zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "source $HOME/rc.zsh; print -r rea''dy"
zpty -r -m shell said "*ready*"
zpty -w -n shell "$1"$'\t\x18'
zpty -r -m shell said "*<<*>>*"
print -r -- "${${said##*<<}%%>>*}"
zpty -d shell
)zsh");
  const auto completed = [&](const std::string& line) {
    const Outcome said = run({"timeout", "60", "zsh", "-f", ask, line}, {},
                             {"HOME=" + folder_.path(), "XDG_CACHE_HOME=" + (folder_ / "cache"), "TERM=dumb",
                              "PATH=" + std::string(ENGROSS_BINARY_DIR) + "/bin:/usr/bin:/bin"},
                             folder_.path());
    const std::size_t end = said.out.find_last_not_of(" \r\n");
    return end == std::string::npos ? said.err : said.out.substr(0, end + 1);
  };
  const std::string here = "engross paragraphs --department " + dfe;
  EXPECT_EQ(completed(here + " show pshe-c"), here + " show pshe-curriculum");
  EXPECT_EQ(completed(here + " list --owner Curr"), here + R"( list --owner Curriculum\ Policy\ Unit)");
  EXPECT_EQ(completed("engross deadline --policy=foi-20-r"), "engross deadline --policy=foi-20-rolled");
  EXPECT_EQ(completed("engross check a-case.json --envelope uk-c5,uk-dl-b"),
            "engross check a-case.json --envelope uk-c5,uk-dl-bs4264");
  EXPECT_EQ(completed("engross deadline --policy nothing-begins-so"), "engross deadline --policy nothing-begins-so");
}

TEST_F(Completion, RefusesShellsThatItDoesNotKnow) {
  const Outcome refused = run({program, "completion", "tcsh"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("tcsh"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace engross::test
