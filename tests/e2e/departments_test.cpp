// Which department writes is for the department and the case to say: never for the name of a file.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

// The sample department under another id, in a folder of any name.
void copy_department(const std::string& to, const std::string& id) {
  ASSERT_EQ(run({"mkdir", "-p", to}).exit_code, 0);
  ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe/.", to}).exit_code, 0);
  std::string yaml = read_file(to + "/department.yaml");
  const std::size_t at = yaml.find("id: dfe");
  ASSERT_NE(at, std::string::npos);
  write_file(to + "/department.yaml", yaml.replace(at, 7, "id: " + id));
}

std::string case_of(const std::string& department) {
  std::string text = read_file(sample);
  const std::string said = "\"department\": \"dfe\"";
  return text.replace(text.find(said), said.size(), "\"department\": \"" + department + "\"");
}

const std::string built_library = std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so";

// No fault of the machine: whoever runs a script must be able to tell.
TEST(Departments, ACaseThatItsCodeRefusesIsRefused) {
  Desk desk;
  std::string text = read_file(source_directory + "/plugins/home-affairs/samples/foi-refused-in-part.json");
  write_file(desk.folder / "case.json", text.replace(text.find("40(2)"), 5, "99(2)"));
  const Outcome outcome = desk.engross({"check", desk.folder / "case.json", "--department", "home-affairs"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "derive failed: section 99(2) is no exemption")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "[department.refuses]")) << outcome.err;
}

TEST(Departments, AnotherOneNeverIssuesACase) {
  Desk desk;
  copy_department(desk.folder / "path/dfe", "other");
  const std::string letter = desk.folder / "letter.pdf";
  for (const char* command : {"issue", "render", "check", "draft"}) {
    std::vector<std::string> words{command, sample, "--department", desk.folder / "path/dfe"};
    if (command == std::string("issue")) words.emplace_back("--unsigned");
    if (command != std::string("check")) words.insert(words.end(), {"-o", letter});
    const Outcome outcome = desk.engross(words);
    EXPECT_EQ(outcome.exit_code, 1) << command << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "2016-0046030.json:3:17: error: this is a case of the department \"dfe\", but "))
        << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "/path/dfe is the department \"other\" [case.other-department]")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "  = ")) << outcome.err;
    EXPECT_NE(run({"test", "-e", letter}).exit_code, 0) << command << " wrote something";
  }
}

TEST(Departments, AreFoundByTheirIdWhateverTheirFolderIsCalled) {
  Desk desk;
  copy_department(desk.folder / "path/water", "rivers");
  const std::string input = desk.folder / "case.json";
  write_file(input, case_of("rivers"));
  const std::vector<std::string> path{"--department-path", desk.folder / "path"};
  std::vector<std::string> words{"render", input, "-o", desk.folder / "proof.pdf"};
  words.insert(words.end(), path.begin(), path.end());
  const Outcome rendered = desk.engross(words);
  EXPECT_EQ(rendered.exit_code, 0) << rendered.err;
  EXPECT_TRUE(holds(desk.engross({"department", "list", path[0], path[1]}).out, "rivers       "));

  const Outcome by_folder = desk.engross({"department", "show", "water", path[0], path[1]});
  EXPECT_EQ(by_folder.exit_code, 1);
  EXPECT_TRUE(holds(by_folder.err, "path/water is the department \"rivers\": what counts is its id")) << by_folder.err;
}

TEST(Departments, ALibraryIsNotItsFileName) {
  Desk desk;
  ASSERT_EQ(run({"mkdir", desk.folder / "path"}).exit_code, 0);
  ASSERT_EQ(run({"cp", built_library, desk.folder / "path/other.so"}).exit_code, 0);
  const Outcome list = desk.engross({"department", "list", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(list.out, "dfe          " + (desk.folder / "path/other.so"))) << list.out;
  EXPECT_FALSE(holds(list.out, "other        ")) << list.out;
  EXPECT_TRUE(holds(list.err, "are both the department \"dfe\"; the first one counts [department.twice]")) << list.err;
  const Outcome none = desk.engross({"department", "show", "other", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(none.err, "there is no department \"other\"")) << none.err;
}

TEST(Departments, TwoOfOneIdInOneFolderAreRefused) {
  Desk desk;
  copy_department(desk.folder / "path/one", "dfe");
  copy_department(desk.folder / "path/two", "dfe");
  const Outcome outcome = desk.engross({"check", sample, "--department-path", desk.folder / "path"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "path/one and ") && holds(outcome.err, "path/two are both the department \"dfe\""))
      << outcome.err;
  const Outcome which = desk.engross({"check", sample, "--department", desk.folder / "path/two"});
  EXPECT_EQ(which.exit_code, 0) << which.err;
}

TEST(Departments, OneThatDoesNotSayWhoItIsIsNamed) {
  Desk desk;
  copy_department(desk.folder / "path/mute", "Not An Id");
  const Outcome list = desk.engross({"department", "list", "--department-path", desk.folder / "path"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.err, "mute/department.yaml:2:5: warning: this is no id [department.id]")) << list.err;
}

TEST(Departments, DoctorLooksAtTheOneThatIsNamed) {
  Desk desk;
  copy_department(desk.folder / "water", "rivers");
  const Outcome good = desk.engross({"doctor", "--department", desk.folder / "water"});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_TRUE(holds(good.out, "ok       --department   " + (desk.folder / "water") + " (\"rivers\", ")) << good.out;
  write_file(desk.folder / "water/style.yaml", "geometry: uk-c6\n");
  const Outcome bad = desk.engross({"doctor", "--department", desk.folder / "water"});
  EXPECT_NE(bad.exit_code, 0);
  EXPECT_TRUE(holds(bad.out, "wrong    --department ")) << bad.out;
  EXPECT_TRUE(holds(bad.err, "water/style.yaml:1:11: error: there is no geometry \"uk-c6\"")) << bad.err;
  const Outcome gone = desk.engross({"doctor", "--department", desk.folder / "nowhere"});
  EXPECT_NE(gone.exit_code, 0);
}

}  // namespace
}  // namespace engross::test
