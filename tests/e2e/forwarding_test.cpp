// A paragraph gets another id, another one is withdrawn: what becomes of cases and drafts that name them.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class Renamed : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
    std::string text = read_file(sample);
    const std::size_t end = text.rfind('}');
    write_file(before, text.insert(end, ", \"paragraphs\": [{\"use\": \"pshe-curriculum\"}]\n"));
    write_file(after, replaced(read_file(before), "pshe-curriculum", "sre-law"));
  }

  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  }

  // pshe-curriculum becomes pshe-central, sre-law goes.
  void rename() {
    const std::string folder = department + "/paragraphs/";
    ASSERT_EQ(run({"mv", folder + "pshe-curriculum.md", folder + "pshe-central.md"}).exit_code, 0);
    ASSERT_EQ(run({"rm", folder + "sre-law.md"}).exit_code, 0);
    const Outcome others =
        run({"sh", "-c", "sed -i -e 's/pshe-curriculum/pshe-central/g' -e '/sre-law/d' " + folder + "*.md"});
    ASSERT_EQ(others.exit_code, 0) << others.err;
    write_file(department + "/forwarding.yaml",
               "- {id: pshe-curriculum, to: pshe-central, since: 2016-10-01, because: what it says}\n"
               "- {id: sre-law, withdrawn: 2016-10-02, because: the Act was repealed}\n");
  }

  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department", department});
    return desk.engross(std::move(words));
  }

  Desk desk;
  const std::string department = desk.folder / "dfe";
  const std::string before = desk.folder / "case.json";
  const std::string after = desk.folder / "withdrawn.json";
};

TEST_F(Renamed, CasesAndDraftsFollowWithAWarning) {
  const std::string draft = desk.folder / "reply.md";
  ASSERT_EQ(engross({"draft", before, "-o", draft}).exit_code, 0);
  rename();
  const Outcome checked = engross({"check", before});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_TRUE(holds(checked.err + checked.out,
                    "warning: paragraph \"pshe-curriculum\" is called \"pshe-central\" since 2016-10-01: what it says "
                    "[selection.forwarded]"))
      << checked.err << checked.out;
  const Outcome drafted = engross({"check", draft});
  EXPECT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_TRUE(holds(drafted.err + drafted.out, "reply.md:")) << drafted.err << drafted.out;
  EXPECT_TRUE(holds(drafted.err + drafted.out, "[selection.forwarded]")) << drafted.err << drafted.out;
  EXPECT_TRUE(holds(engross({"explain", before}).out, "the case names it, as \"pshe-curriculum\""));
}

TEST_F(Renamed, AWithdrawnOneIsRefused) {
  rename();
  const Outcome refused = engross({"render", after, "-o", desk.folder / "proof.pdf"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err,
                    "paragraph \"sre-law\" was withdrawn on 2016-10-02: the Act was repealed "
                    "[selection.withdrawn]"))
      << refused.err;
}

TEST_F(Renamed, ShowingAnOldIdTellsWhereItWent) {
  rename();
  const Outcome shown = engross({"paragraphs", "show", "pshe-curriculum"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_TRUE(
      shown.out.starts_with("\"pshe-curriculum\" is called \"pshe-central\" since 2016-10-01: what it says\n\n"
                            "pshe-central: "))
      << shown.out;
  const Outcome gone = engross({"paragraphs", "show", "sre-law"});
  EXPECT_EQ(gone.exit_code, 0) << gone.err;
  EXPECT_EQ(gone.out, "\"sre-law\" was withdrawn on 2016-10-02: the Act was repealed\n");
  const Outcome for_programs = engross({"paragraphs", "show", "pshe-curriculum", "--json"});
  EXPECT_TRUE(holds(for_programs.out, "\"to\": \"pshe-central\"")) << for_programs.out;
  EXPECT_TRUE(holds(for_programs.out, "\"id\": \"pshe-central\"")) << for_programs.out;
}

}  // namespace
}  // namespace engross::test
