// watch: real edits of real files, as editors make them, and the proof that follows each.
#include <gtest/gtest.h>

#include <csignal>

#include "command.hpp"
#include "support/background.hpp"

namespace engross::test {
namespace {

class Watch : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    write_file(input, read_file(sample));
  }

  std::vector<std::string> command(std::vector<std::string> more = {}) const {
    std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                   "watch",
                                   input,
                                   "-o",
                                   proof,
                                   "--department",
                                   department,
                                   "--today",
                                   "2016-10-26"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  // Lines until one that says so; the test's own time limit is the deadline.
  static std::string until(Background& watching, const std::string& part) {
    for (std::string line = watching.line(); !line.empty(); line = watching.line())
      if (holds(line, part)) return line;
    return "it ended";
  }

  // As most editors do: a new file in the place of the old one.
  static void replace(const std::string& path, const std::string& text) {
    write_file(path + ".new~", text);
    ASSERT_EQ(run({"mv", path + ".new~", path}).exit_code, 0);
  }

  std::string words() const { return run({"pdftotext", "-layout", proof, "-"}).out; }

  Desk desk;
  const std::string department = desk.folder / "dfe";
  const std::string input = desk.folder / "case.json";
  const std::string proof = desk.folder / "proof.pdf";
  const std::string paragraph = department + "/paragraphs/closing-councillor.md";
};

TEST_F(Watch, AnEditedParagraphIsInTheLetter) {
  Background watching(command());
  ASSERT_TRUE(holds(until(watching, "pages in"), "proof.pdf: 2 pages in "));
  const std::string before = read_file(paragraph);
  write_file(paragraph, before + "\nAn added sentence.\n");
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "An added sentence."));

  replace(paragraph, before + "\nA sentence that an editor renamed into its place.\n");
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "renamed into its place"));

  const std::string good = read_file(proof);
  replace(paragraph, "no front matter\n");
  EXPECT_TRUE(holds(until(watching, "not rendered"), "is as it was"));
  EXPECT_EQ(read_file(proof), good);
  replace(paragraph, before);
  until(watching, "pages in");
  EXPECT_FALSE(holds(words(), "renamed into its place"));

  ASSERT_EQ(run({"mkdir", "-p", department + "/paragraphs/new/deep"}).exit_code, 0);
  write_file(department + "/paragraphs/new/deep/added.md",
             "---\ntitle: T\npart: closing\norder: 5\nowner: O\nrevision: 1\n---\nA paragraph in a new folder.\n");
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "A paragraph in a new folder."));

  std::string changed = read_file(input);
  changed.replace(changed.find("Watling"), 7, "Wetling");
  replace(input, changed);
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "Wetling"));
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

TEST_F(Watch, ADraftFollowsItsOwnEdits) {
  const std::string draft = desk.folder / "reply.md";
  ASSERT_EQ(desk.engross({"draft", input, "--department", department, "-o", draft}).exit_code, 0);
  std::vector<std::string> words_of = command();
  words_of[2] = draft;
  Background watching(words_of);
  until(watching, "pages in");
  std::string text = read_file(draft);
  const std::size_t at = text.find("::: closing\n");
  ASSERT_NE(at, std::string::npos);
  replace(draft, text.insert(at + 12, "Words that were typed.\n\n"));
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "Words that were typed."));
  EXPECT_EQ(watching.end_by(SIGTERM), 130);
}

TEST_F(Watch, BeginsWithAFaultAndWaitsForItsEnd) {
  const std::string before = read_file(paragraph);
  write_file(paragraph, "no front matter\n");
  Background watching(command());
  until(watching, "not rendered");
  EXPECT_NE(run({"test", "-e", proof}).exit_code, 0);
  replace(paragraph, before);
  until(watching, "pages in");
  EXPECT_EQ(run({"test", "-e", proof}).exit_code, 0);
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

TEST_F(Watch, NeverWritesOverWhatIsNoProof) {
  write_file(proof, "somebody's own");
  const Outcome outcome = run(command());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "[output.exists]")) << outcome.err;
  EXPECT_FALSE(holds(outcome.err, "--force")) << "which it does not take: " << outcome.err;
  EXPECT_EQ(read_file(proof), "somebody's own");
}

TEST_F(Watch, OnceIsOneProof) {
  const Outcome outcome = run(command({"--once", "--json"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "\"pages\": 2")) << outcome.out;
  write_file(paragraph, "no front matter\n");
  EXPECT_EQ(run(command({"--once"})).exit_code, 1);
  EXPECT_EQ(desk.engross({"watch", "-"}).exit_code, 2);
}

TEST_F(Watch, NeverWritesOverALetterThatWasIssuedWhileItWatched) {
  Background watching(command());
  until(watching, "pages in");
  const Outcome issued =
      desk.engross({"issue", "--unsigned", input, "--department", department, "-o", proof, "--force"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string letter = read_file(proof);
  replace(paragraph, read_file(paragraph) + "\nAn added sentence.\n");
  EXPECT_TRUE(holds(until(watching, "proof.pdf"), "not written; " + proof + " is as it was"));
  EXPECT_EQ(read_file(proof), letter);
  ASSERT_EQ(run({"rm", proof}).exit_code, 0);
  replace(paragraph, read_file(paragraph) + "\nAnother one.\n");
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "Another one."));
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

// A department that extends dfe, which lies beside it.
class WatchHeir : public Watch {
 protected:
  void SetUp() override {
    Watch::SetUp();
    ASSERT_EQ(run({"mkdir", "-p", heir + "/paragraphs"}).exit_code, 0);
    ASSERT_EQ(run({"cp", "-r", department + "/style.yaml", department + "/pictures", heir}).exit_code, 0);
    std::string yaml = read_file(department + "/department.yaml");
    write_file(heir + "/department.yaml", yaml.replace(yaml.find("id: dfe\n"), 8, "id: borough\nextends: dfe\n"));
    std::string text = read_file(input);
    const std::string id = "\"department\": \"dfe\"";
    ASSERT_NE(text.find(id), std::string::npos);
    write_file(input, text.replace(text.find(id), id.size(), "\"department\": \"borough\""));
  }
  std::vector<std::string> of_heir() const {
    std::vector<std::string> words = command({"--department-path", desk.folder.path()});
    words[6] = heir;
    return words;
  }
  const std::string heir = desk.folder / "borough";
};

TEST_F(WatchHeir, FollowsWhatItExtendsFromTheBeginning) {
  Background watching(of_heir());
  until(watching, "pages in");
  replace(paragraph, read_file(paragraph) + "\nAn added sentence.\n");
  until(watching, "pages in");
  EXPECT_TRUE(holds(words(), "An added sentence."));
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

TEST_F(WatchHeir, FollowsWhatItExtendsThoughThatIsBroken) {
  const std::string before = read_file(paragraph);
  write_file(paragraph, "no front matter\n");
  Background watching(of_heir());
  until(watching, "not rendered");
  replace(paragraph, before);
  until(watching, "pages in");
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

TEST_F(WatchHeir, FollowsTheLocks) {
  const std::string library = desk.folder / "path/dfe.so", lock = desk.folder / "path/departments.lock";
  ASSERT_EQ(run({"mkdir", desk.folder / "path"}).exit_code, 0);
  ASSERT_EQ(run({"rm", "-r", department}).exit_code, 0);
  ASSERT_EQ(run({"cp", std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", library}).exit_code, 0);
  std::vector<std::string> words = of_heir();
  words.insert(words.end(), {"--department-path", desk.folder / "path"});
  write_file(lock, "{\"format\": 1, \"departments\": []}\n");
  Background watching(words);
  until(watching, "not rendered");
  ASSERT_EQ(desk.engross({"department", "lock", library}).exit_code, 0);
  until(watching, "pages in");
  write_file(lock + ".p7s", "no signature");
  EXPECT_TRUE(holds(until(watching, "not rendered"), "is as it was"));
  EXPECT_EQ(watching.end_by(SIGINT), 130);
}

}  // namespace
}  // namespace engross::test
