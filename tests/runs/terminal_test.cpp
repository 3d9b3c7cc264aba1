// What a person at a terminal sees of a run: a bar that moves and goes, a question after the first letters.
#include "../e2e/terminal.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "run_desk.hpp"

namespace engross::test {
namespace {

constexpr std::size_t letters = 60;

class BatchAtTerminal : public testing::Test {
 protected:
  BatchAtTerminal() { write_file(folder / "cases.jsonl", export_of(letters)); }

  AtTerminal at(const std::vector<std::string>& more, const std::string& question, const std::string& keys) const {
    std::vector<std::string> command{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                     "batch",
                                     folder / "cases.jsonl",
                                     "--out",
                                     folder / "run",
                                     "--unsigned",
                                     "--store",
                                     folder / "store"};
    command.insert(command.end(), more.begin(), more.end());
    return at_terminal(command, question, keys);
  }

  TemporaryDirectory folder;
};

TEST_F(BatchAtTerminal, ShowsABarAndTakesItAway) {
  const AtTerminal seen = at({}, "letters in ", "");
  EXPECT_EQ(seen.exit_code, 0) << seen.shown;
  EXPECT_THAT(seen.shown, testing::HasSubstr("[####################] 100%  60 issued"));
  EXPECT_THAT(seen.shown, testing::HasSubstr("\r\x1b[K60 letters in "));
}

TEST_F(BatchAtTerminal, GoesOnAfterAYes) {
  const AtTerminal seen = at({"--hold", "5"}, "Issue the others? [y/N] ", "y\n");
  EXPECT_EQ(seen.exit_code, 0) << seen.shown;
  EXPECT_THAT(seen.shown, testing::HasSubstr("5 letters are in "));
  EXPECT_EQ(letters_in(folder / "run").size(), letters);
}

TEST_F(BatchAtTerminal, IsHeldByAnyOtherAnswer) {
  for (const char* answer : {"\n", "n\n"}) {
    const AtTerminal seen = at({"--hold", "5"}, "Issue the others? [y/N] ", answer);
    EXPECT_EQ(seen.exit_code, 0) << seen.shown;
    EXPECT_THAT(seen.shown, testing::HasSubstr("The batch is held: 5 issued"));
    EXPECT_EQ(letters_in(folder / "run").size(), 5U);
    std::filesystem::remove_all(folder / "run");
    std::filesystem::remove_all(folder / "store");
  }
}

}  // namespace
}  // namespace engross::test
