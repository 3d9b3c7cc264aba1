// What a command writes never takes the place of what it reads, of what somebody may want, or of what is no file.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <thread>

#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class Outputs : public testing::Test {
 protected:
  void SetUp() override {
    write_file(own, read_file(sample));
    ASSERT_EQ(desk.engross({"draft", own, "-o", draft}).exit_code, 0);
  }
  // Refused with this code and a remedy; the file is as it was.
  void expect_refused(std::vector<std::string> words, const std::string& code, const std::string& kept,
                      const std::string& input = {}) {
    const std::string before = read_file(kept);
    const Outcome outcome = desk.engross(words, input);
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[" + code + "]\n  = ")) << outcome.err;
    EXPECT_EQ(read_file(kept), before);
  }
  Desk desk;
  const std::string own = desk.folder / "case.json";
  const std::string draft = desk.folder / "reply.md";
};

TEST_F(Outputs, NeverReplaceTheirInput) {
  expect_refused({"render", draft, "-o", draft}, "output.input", draft);
  expect_refused({"render", draft, "--as", "text", "-o", draft}, "output.input", draft);
  expect_refused({"render", draft, "-o", own}, "output.input", own);  // the draft's case
  expect_refused({"render", own, "-o", own}, "output.input", own);
  expect_refused({"issue", "--unsigned", "--force", own, "-o", own}, "output.input", own);
  expect_refused({"issue", "--unsigned", "--force", draft, "-o", own}, "output.input", own);
  expect_refused({"draft", "--force", own, "-o", own}, "output.input", own);
  fs::create_symlink("case.json", desk.folder / "soft.json");
  fs::create_hard_link(own, desk.folder / "hard.json");
  for (const char* name : {"soft.json", "hard.json"}) {
    expect_refused({"render", own, "-o", desk.folder / name}, "output.input", own);
    expect_refused({"render", desk.folder / name, "-o", own}, "output.input", own);
  }
  EXPECT_EQ(desk.engross({"records", "list", "--quiet"}).out, "");
}

TEST_F(Outputs, NeverReplaceStandardInput) {
  const std::string program = std::string(ENGROSS_BINARY_DIR) + "/bin/engross";
  const std::string before = read_file(own);
  const Outcome outcome = run({"sh", "-c", program + " render - -o " + own + " < " + own});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "output.input")) << outcome.err;
  EXPECT_EQ(read_file(own), before);
}

TEST_F(Outputs, OfRemakingReplaceNothingUnasked) {
  const std::string letter = desk.folder / "letter.pdf";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", own, "-o", letter}).exit_code, 0);
  const std::string other = desk.folder / "other";
  write_file(other, "minutes of a meeting");
  expect_refused({"records", "remake", "2016-0046030", "-o", other}, "output.exists", other);
  expect_refused({"records", "remake", letter, "-o", letter, "--force"}, "output.input", letter);
  ASSERT_EQ(desk.engross({"records", "remake", "2016-0046030", "-o", other, "--force"}).exit_code, 0);
  EXPECT_EQ(read_file(other), read_file(letter));
}

// A proof is made again at any time; any other file may be all that there is.
TEST_F(Outputs, OfRenderingReplaceProofsOnly) {
  const std::string letter = desk.folder / "letter.pdf";
  const std::string copy = desk.folder / "copy.txt";
  const std::string proof = desk.folder / "proof.pdf";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", own, "-o", letter}).exit_code, 0);
  write_file(copy, "minutes of a meeting about <pdf:Producer>engross proof</pdf:Producer>");
  expect_refused({"render", draft, "-o", letter}, "output.exists", letter);
  expect_refused({"render", draft, "-o", copy}, "output.exists", copy);
  expect_refused({"render", draft, "--as", "text", "-o", copy}, "output.exists", copy);
  for (int i = 0; i < 2; ++i) ASSERT_EQ(desk.engross({"render", draft, "-o", proof}).exit_code, 0);
  expect_refused({"render", draft, "--as", "text", "-o", proof}, "output.exists", proof);
  for (int i = 0; i < 2; ++i)  // by its default name
    EXPECT_EQ(desk.engross({"render", draft}, {}, {}, desk.folder.path()).exit_code, 0);
  EXPECT_EQ(desk.engross({"render", draft, "--as", "text", "--force", "-o", copy}).exit_code, 0);
  EXPECT_EQ(desk.engross({"render", draft, "--force", "-o", letter}).exit_code, 0);
  EXPECT_EQ(read_file(letter), read_file(proof));
}

TEST_F(Outputs, AreFilesAndNotDirectoriesOrPipes) {
  const std::string pipe = desk.folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::vector<std::string>& words : {std::vector<std::string>{"render", own},
                                                {"render", draft, "--as", "text"},
                                                {"draft", own, "--force"},
                                                {"issue", "--unsigned", own},
                                                {"issue", "--unsigned", own, "--force"}}) {
    std::vector<std::string> to_pipe = words, to_folder = words;
    to_pipe.insert(to_pipe.end(), {"-o", pipe});
    to_folder.insert(to_folder.end(), {"-o", desk.folder.path()});
    const Outcome special = desk.engross(to_pipe);
    EXPECT_EQ(special.exit_code, 1) << words.front();
    EXPECT_TRUE(holds(special.err, "[output.special]\n  = ") && holds(special.err, "-o -")) << special.err;
    EXPECT_TRUE(fs::is_fifo(pipe)) << words.front();
    const Outcome folder = desk.engross(to_folder);
    EXPECT_EQ(folder.exit_code, 1) << words.front();
    EXPECT_TRUE(holds(folder.err, "is a directory [output.directory]")) << folder.err;
    EXPECT_TRUE(holds(folder.err, "name a file in it: -o " + desk.folder.path() + "/")) << folder.err;
  }
  EXPECT_EQ(desk.engross({"records", "list", "--quiet"}).out, "");
}

// Ten letters, one name: one has it, and only that one is issued.
TEST_F(Outputs, OfOneNameAreIssuedOnce) {
  const std::string same = desk.folder / "same.pdf";
  constexpr std::size_t letters = 10;
  std::array<Outcome, letters> outcomes;
  {
    std::vector<std::jthread> officers;
    for (std::size_t i = 0; i < letters; ++i)
      officers.emplace_back([&, i] {
        std::string text = read_file(sample);
        text.replace(text.find("2016-0046030"), 12, "2016-" + std::to_string(i));
        const std::string input = desk.folder / (std::to_string(i) + ".json");
        write_file(input, text);
        outcomes[i] = desk.engross({"issue", "--unsigned", input, "-o", same});
      });
  }
  std::size_t issued = 0;
  for (const Outcome& outcome : outcomes) {
    issued += outcome.exit_code == 0 ? 1U : 0U;
    EXPECT_TRUE(outcome.exit_code == 0 || holds(outcome.err, "[output.exists]")) << outcome.err;
  }
  EXPECT_EQ(issued, 1U);
  const std::string list = desk.engross({"records", "list"}).out;
  EXPECT_EQ(std::count(list.begin(), list.end(), '\n'), 1) << list;
  EXPECT_EQ(desk.engross({"records", "show", same}).exit_code, 0);
}

// A name on a disk is bytes, a record is text.
TEST_F(Outputs, NamesThatAreNoTextAreShownAsText) {
  const std::string odd = desk.folder / "n\xFF\xFE\x1B.json";
  write_file(odd, read_file(sample));
  const std::string reply = desk.folder / "odd.md";
  ASSERT_EQ(desk.engross({"draft", odd, "-o", reply}).exit_code, 0);
  EXPECT_TRUE(holds(read_file(reply), "n%FF%FE%1B.json")) << read_file(reply).substr(0, 200);
  const Outcome checked = desk.engross({"check", reply});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  const std::string letter = desk.folder / "odd.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", odd, "-o", letter, "--json"});
  ASSERT_EQ(issued.exit_code, 0) << issued.out;
  EXPECT_EQ(desk.engross({"records", "list"}).exit_code, 0);
  EXPECT_TRUE(holds(desk.engross({"records", "show", "2016-0046030"}).out, "n%FF%FE%1B.json"));
  EXPECT_EQ(desk.engross({"explain", letter}).exit_code, 0);
  EXPECT_EQ(desk.engross({"records", "remake", "2016-0046030", "-o", desk.folder / "again.pdf"}).exit_code, 0);
  const Outcome missing = desk.engross({"render", desk.folder / "gone\xFF.json", "--json"});
  EXPECT_TRUE(holds(missing.out, "gone%FF.json")) << missing.out;
}

}  // namespace
}  // namespace engross::test
