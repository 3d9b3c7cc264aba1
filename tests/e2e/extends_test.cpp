// A department that takes over another's library, from the list of its paragraphs to the letter made again.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

class Borough : public testing::Test {
 protected:
  void SetUp() override {
    const std::string dfe = source_directory + "/plugins/dfe";
    ASSERT_EQ(run({"mkdir", "-p", path + "/borough/paragraphs"}).exit_code, 0);
    ASSERT_EQ(run({"cp", "-r", dfe, path + "/dfe"}).exit_code, 0);
    ASSERT_EQ(run({"cp", "-r", dfe + "/style.yaml", dfe + "/pictures", path + "/borough"}).exit_code, 0);
    std::string yaml = read_file(dfe + "/department.yaml");
    write_file(path + "/borough/department.yaml", replaced(yaml, "id: dfe\n", "id: borough\nextends: dfe\n"));
    write_file(
        path + "/borough/paragraphs/closing-councillor.md",
        "---\ntitle: Close\npart: closing\nwhen: \"correspondent.role == 'councillor'\"\norder: 10\nowner: Borough "
        "Clerk\nrevision: 7\n---\nThe borough thanks you.\n");
    write_file(input, replaced(read_file(sample), "\"department\": \"dfe\"", "\"department\": \"borough\""));
  }

  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  }

  void rename_lender(const std::string& id) const {
    for (const auto& [file, key] : {std::pair{path + "/dfe", "id: "}, {path + "/borough", "extends: "}}) {
      const std::string yaml = file + "/department.yaml";
      write_file(yaml, replaced(read_file(yaml), std::string(key) + "dfe\n", key + id + "\n"));
    }
  }

  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department-path", path});
    return desk.engross(std::move(words));
  }

  Desk desk;
  const std::string path = desk.folder / "path";
  const std::string input = desk.folder / "case.json";
};

TEST_F(Borough, SaysWhoseEachParagraphIs) {
  const Outcome list = engross({"paragraphs", "list", "--department", "borough"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.out, "PSHE prepares pupils for adult life (from dfe)\n")) << list.out;
  EXPECT_TRUE(holds(list.out, "closing-councillor                        7  Close\n")) << list.out;
  EXPECT_FALSE(holds(list.out, "closing-councillor (cy)")) << list.out;
  const Outcome show = engross({"paragraphs", "show", "pshe-curriculum", "--department", "borough"});
  EXPECT_TRUE(holds(show.out, "  from      dfe\n")) << show.out;
  EXPECT_TRUE(holds(show.out, path + "/dfe/paragraphs/pshe-curriculum.md")) << show.out;
  EXPECT_TRUE(
      holds(engross({"department", "show", "borough"}).out, "  extends     dfe 1.0.0, from " + path + "/dfe\n"));
  const Outcome explained = engross({"explain", input});
  EXPECT_TRUE(holds(explained.out, "pshe-curriculum, revision 3, owned by Curriculum Policy Unit, from dfe\n"))
      << explained.out << explained.err;
  EXPECT_TRUE(holds(explained.out, "closing-councillor, revision 7, owned by Borough Clerk\n")) << explained.out;
}

TEST_F(Borough, AnIssuedLetterDoesNotNeedTheOtherAnyMore) {
  rename_lender("rivers");  // which no installation has, so that it is gone when its folder is
  const std::string letter = desk.folder / "letter.pdf";
  const Outcome issued = engross({"issue", "--unsigned", input, "-o", letter});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  ASSERT_EQ(run({"rm", "-r", path + "/dfe"}).exit_code, 0);
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = engross({"records", "remake", "2016-0046030", "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(letter));
  const Outcome explained = engross({"explain", "2016-0046030"});
  EXPECT_TRUE(holds(explained.out, ", from rivers\n")) << explained.out << explained.err;
}

TEST_F(Borough, SaysWhereItNamesADepartmentThatIsNotThere) {
  const std::string yaml = path + "/borough/department.yaml";
  write_file(yaml, replaced(read_file(yaml), "extends: dfe", "extends: dfee"));
  const Outcome gone = engross({"render", input, "-o", desk.folder / "proof.pdf"});
  EXPECT_EQ(gone.exit_code, 1);
  EXPECT_TRUE(holds(gone.err, "/borough/department.yaml:3:10: error: there is no department \"dfee\"")) << gone.err;
  EXPECT_TRUE(holds(gone.err, "did you mean \"dfe\"?")) << gone.err;
}

TEST_F(Borough, CanBeALibraryThatExtendsALibrary) {
  const std::string library = std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so";
  ASSERT_EQ(run({"rm", "-r", path + "/dfe"}).exit_code, 0);
  ASSERT_EQ(run({"cp", library, path + "/any-name.so"}).exit_code, 0);
  const Outcome list = engross({"paragraphs", "list", "--department", "borough"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.out, "(from dfe)\n")) << list.out;
  EXPECT_TRUE(holds(engross({"paragraphs", "show", "pshe-curriculum", "--department", "borough"}).out,
                    "paragraphs/pshe-curriculum.md in " + path + "/any-name.so"));
}

// The words of a lender go into letters, so a lock counts for it too.
TEST_F(Borough, IsIssuedFromWhenWhatItExtendsIsLockedAsWell) {
  const std::string letter = desk.folder / "letter.pdf";
  ASSERT_EQ(engross({"department", "lock", path + "/borough"}).exit_code, 0);
  const Outcome refused = engross({"issue", "--unsigned", input, "-o", letter});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "engross department lock " + path + "/dfe --lock " + path + "/departments.lock"))
      << refused.err;
  EXPECT_EQ(engross({"render", input, "-o", desk.folder / "proof.pdf"}).exit_code, 0);
  ASSERT_EQ(engross({"department", "lock", path + "/dfe"}).exit_code, 0);
  const Outcome issued = engross({"issue", "--unsigned", input, "-o", letter});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(Borough, IsNotOpenedOverALibraryThatIsNotLocked) {
  ASSERT_EQ(run({"rm", "-r", path + "/dfe"}).exit_code, 0);
  ASSERT_EQ(run({"cp", std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", path + "/dfe.so"}).exit_code, 0);
  ASSERT_EQ(engross({"department", "lock", path + "/borough"}).exit_code, 0);
  const Outcome refused = engross({"render", input, "-o", desk.folder / "proof.pdf"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "engross department lock " + path + "/dfe.so --lock ")) << refused.err;
  EXPECT_FALSE(holds(refused.err, "engross department lock " + path + "/borough")) << refused.err;
}

// Another folder of departments, beside which no lock lies.
class LockedBorough : public Borough {
 protected:
  void SetUp() override {
    Borough::SetUp();
    ASSERT_EQ(run({"mkdir", elsewhere}).exit_code, 0);
    ASSERT_EQ(run({"mv", path + "/dfe", elsewhere}).exit_code, 0);
    ASSERT_EQ(Borough::engross({"department", "lock", path + "/borough"}).exit_code, 0);
  }
  void lend_library() {
    ASSERT_EQ(run({"rm", "-r", elsewhere + "/dfe"}).exit_code, 0);
    ASSERT_EQ(run({"cp", std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", elsewhere + "/dfe.so"}).exit_code, 0);
  }
  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department-path", elsewhere});
    return Borough::engross(std::move(words));
  }
  Outcome issue() { return engross({"issue", "--unsigned", input, "-o", desk.folder / "letter.pdf"}); }
  Outcome render() { return engross({"render", input, "-o", desk.folder / "proof.pdf"}); }
  std::string command_for(const std::string& lender) const {
    return "lock it: engross department lock " + elsewhere + lender + " --lock " + elsewhere + "/departments.lock";
  }
  const std::string elsewhere = desk.folder / "elsewhere";
};

TEST_F(LockedBorough, IsNotIssuedFromWhenNoLockLiesBesideWhatItExtends) {
  EXPECT_EQ(render().exit_code, 0);
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, elsewhere + "/dfe is not locked, and " + path + "/borough, which extends it, is: "))
      << refused.err;
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]") && holds(refused.err, command_for("/dfe"))) << refused.err;
  EXPECT_TRUE(holds(engross({"department", "show", "borough"}).out, "dfe, which it extends, is not locked as it is"));
  ASSERT_EQ(engross({"department", "lock", elsewhere + "/dfe"}).exit_code, 0);
  const Outcome issued = issue();
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(LockedBorough, IsNotOpenedOverALibraryBesideWhichNoLockLies) {
  lend_library();
  const Outcome refused = render();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]") && holds(refused.err, command_for("/dfe.so"))) << refused.err;
  ASSERT_EQ(engross({"department", "lock", elsewhere + "/dfe.so"}).exit_code, 0);
  EXPECT_EQ(render().exit_code, 0);
  EXPECT_EQ(issue().exit_code, 0);
}

TEST_F(LockedBorough, MayBeDraftedFromOverALibraryWhenItIsNotLockedItself) {
  lend_library();
  ASSERT_EQ(run({"rm", path + "/departments.lock"}).exit_code, 0);
  EXPECT_EQ(render().exit_code, 0);
  EXPECT_EQ(issue().exit_code, 0) << "nothing is locked, so nothing is checked";
}

// ward extends borough, which is locked, which extends dfe. Beside ward and dfe no lock lies.
class Ward : public LockedBorough {
 protected:
  void SetUp() override {
    LockedBorough::SetUp();
    ASSERT_EQ(run({"mkdir", wards}).exit_code, 0);
    ASSERT_EQ(run({"cp", "-r", path + "/borough", wards + "/ward"}).exit_code, 0);
    ASSERT_EQ(run({"rm", "-r", wards + "/ward/paragraphs"}).exit_code, 0);
    const std::string yaml = wards + "/ward/department.yaml";
    write_file(yaml, replaced(read_file(yaml), "id: borough\nextends: dfe\n", "id: ward\nextends: borough\n"));
    write_file(input, replaced(read_file(input), "\"department\": \"borough\"", "\"department\": \"ward\""));
  }
  Outcome engross(std::vector<std::string> words) {
    words.insert(words.end(), {"--department-path", wards});
    return LockedBorough::engross(std::move(words));
  }
  Outcome issue() { return engross({"issue", "--unsigned", input, "-o", desk.folder / "letter.pdf"}); }
  Outcome render() { return engross({"render", input, "-o", desk.folder / "proof.pdf"}); }
  const std::string wards = desk.folder / "wards";
};

TEST_F(Ward, StandsNoBetterThanWhatALockedOneExtendsThatItExtends) {
  EXPECT_EQ(render().exit_code, 0);
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, elsewhere + "/dfe is not locked, and " + path + "/borough, which extends it, is: "))
      << refused.err;
  EXPECT_TRUE(holds(refused.err, command_for("/dfe"))) << refused.err;
  EXPECT_TRUE(holds(engross({"department", "show", "ward"}).out, "dfe, which it extends, is not locked as it is"));
  ASSERT_EQ(engross({"department", "lock", elsewhere + "/dfe"}).exit_code, 0);
  const Outcome issued = issue();
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(Ward, IsNotOpenedOverALibraryThatALockedOneExtends) {
  lend_library();
  const Outcome refused = render();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]") && holds(refused.err, command_for("/dfe.so"))) << refused.err;
  EXPECT_TRUE(holds(engross({"department", "check", wards + "/ward", "--only", "opens"}).out, "[lock.not-locked]"));
  ASSERT_EQ(engross({"department", "lock", elsewhere + "/dfe.so"}).exit_code, 0);
  EXPECT_EQ(render().exit_code, 0);
}

TEST_F(LockedBorough, IsCheckedTogetherWithWhatItExtends) {
  const Outcome checked = engross({"department", "lock", "--check", path + "/borough"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_TRUE(holds(checked.out, "ok         borough 1.0.0 ") &&
              holds(checked.out, "not-locked " + elsewhere + "/dfe\n"))
      << checked.out;
  ASSERT_EQ(engross({"department", "lock", elsewhere + "/dfe"}).exit_code, 0);
  EXPECT_EQ(engross({"department", "lock", "--check", path + "/borough"}).exit_code, 0);
  const std::string yaml = path + "/borough/department.yaml";
  write_file(yaml, replaced(read_file(yaml), "extends: dfe\n", "extends: rivers\n"));
  const Outcome lost = engross({"department", "lock", "--check", path + "/borough"});
  EXPECT_EQ(lost.exit_code, 1);
  EXPECT_TRUE(holds(lost.err, "there is no department \"rivers\" [department.unknown]")) << lost.err;
}

}  // namespace
}  // namespace engross::test
