// engross department check, as a person and a script see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/read.hpp"
#include "variants.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;
using testing::Not;

Outcome check(std::vector<std::string> words) {
  words.insert(words.begin(), {std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "department", "check"});
  words.insert(words.end(), {"--today", "2016-11-30"});
  return run(words);
}

TEST(CheckCommand, TellsEachCaseInALineAndASummary) {
  const Outcome outcome = check({clean_department});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Success  opens                harbour 1.0.0: 12 paragraphs\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Skipped  exports-one-symbol   only a library has that"));
  EXPECT_THAT(outcome.out, HasSubstr("19 cases: 14 success, 0 warning, 0 failed, 0 crashed, 5 skipped\n"));
  EXPECT_EQ(outcome.err, "");
}

TEST(CheckCommand, RefusesFailuresAndWarningsOnlyWhenStrict) {
  const Variant late({replace("paragraphs/thanks.md", "review_by: 2018-01-01", "review_by: 2016-11-29")});
  const Outcome warned = check({late.directory(), "--only", "paragraphs-alive", "--only", "opens"});
  EXPECT_EQ(warned.exit_code, 0) << warned.out;
  EXPECT_THAT(warned.out, HasSubstr("Warning  paragraphs-alive"));
  EXPECT_THAT(warned.out, HasSubstr("thanks.md:7:1: warning: the paragraph thanks should have been reviewed by"));
  EXPECT_THAT(warned.out, HasSubstr("2 cases: 1 success, 1 warning"));
  EXPECT_EQ(check({late.directory(), "--only", "paragraphs-alive", "--strict"}).exit_code, 1);
  const Variant changed({replace("expected/mooring.txt", "let by the year", "let by the day")});
  const Outcome failed = check({changed.directory(), "--only", "golden-letters"});
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_THAT(failed.out, HasSubstr("--refresh"));
}

// Skipped is no success when it is the department's own fault.
TEST(CheckCommand, TellsWhyADepartmentDoesNotOpenWhateverIsAskedFor) {
  const Variant unnamed({replace("department.yaml", "id: harbour\n", "")});
  const Outcome golden = check({unnamed.directory(), "--only", "golden-letters", "--refresh"});
  EXPECT_EQ(golden.exit_code, 1) << golden.out;
  EXPECT_THAT(golden.out, HasSubstr("Skipped  golden-letters       the department does not open; opens says why\n"
                                    "Failed   opens"));
  EXPECT_THAT(golden.out, HasSubstr("[department.missing]"));
  EXPECT_THAT(golden.out, HasSubstr("2 cases: 0 success, 0 warning, 1 failed, 0 crashed, 1 skipped\n"));
  const Variant broken({replace("paragraphs/thanks.md", "revision: ", "revsion: ")});
  const Outcome rules = check({broken.directory(), "--only", "rules-tests", "--in-process"});
  EXPECT_EQ(rules.exit_code, 1) << rules.out;
  EXPECT_THAT(rules.out, HasSubstr("Failed   paragraphs-parse"));
  const TemporaryDirectory folder;
  write_file(folder / "no.so", "no library\n");
  const Outcome none = check({folder / "no.so", "--only", "same-answers"});
  EXPECT_EQ(none.exit_code, 1) << none.out;
  EXPECT_THAT(none.out, HasSubstr("Failed   opens"));
}

TEST(CheckCommand, PrintsJsonForPrograms) {
  const Outcome outcome = check({clean_department, "--only", "opens", "--only", "rules-tests", "--json"});
  const auto read = read_json(make_source("out", outcome.out));
  ASSERT_TRUE(read) << outcome.out;
  const Value* cases = find_path(read->root, "result.cases");
  ASSERT_NE(cases, nullptr);
  ASSERT_EQ(cases->items().size(), 2U);
  EXPECT_EQ(cases->items()[1].find("case")->text(), "rules-tests");
  EXPECT_EQ(cases->items()[1].find("status")->text(), "success");
  EXPECT_EQ(find_path(read->root, "result.summary.success")->text(), "2");
}

TEST(CheckCommand, ListsTheCases) {
  const Outcome outcome = check({"--list"});
  EXPECT_EQ(outcome.exit_code, 0);
  for (const ConformanceCase& one : conformance_cases()) EXPECT_THAT(outcome.out, HasSubstr(std::string(one.sentence)));
}

TEST(CheckCommand, CallsACaseThatTakesTooLongCrashed) {
  const Outcome outcome =
      check({std::string(ENGROSS_FAULTY_LIBRARIES) + "harbour-hangs.so", "--only", "odd-questions", "--deadline", "1"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("Crashed  odd-questions        no answer in 1 s\n"));
}

TEST(CheckCommand, WritesGoldenLettersCoverageAndBrokenCases) {
  const TemporaryDirectory folder;
  const Variant fresh({take_away("expected/mooring.txt")});
  EXPECT_EQ(check({fresh.directory(), "--only", "golden-letters", "--refresh"}).exit_code, 0);
  EXPECT_EQ(read_file(fresh.directory() + "/expected/mooring.txt"),
            read_file(clean_department + "/expected/mooring.txt"));

  const Variant broken(
      {write("paragraphs/quay.md",
             "---\ntitle: Quay\ntopics: [quay]\nowner: Works\nrevision: 1\noptional: [facts.berths]\n---\n"
             "{{#facts.berths}}You have {{facts.berths}} berths.{{/facts.berths}}\n"),
       write("paragraphs/quay.cy.md", "---\nrevision: 1\n---\nY cei.\n")});
  const Outcome outcome = check({broken.directory(), "--only", "all-branches", "--coverage", folder / "coverage.json",
                                 "--keep", folder / "kept"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("is chosen, but with this case it prints nothing"));
  const auto coverage = read_json(make_source("coverage", read_file(folder / "coverage.json")));
  ASSERT_TRUE(coverage);
  EXPECT_NE(find_path(coverage->root, "paragraphs.0.percent"), nullptr);
  const std::string kept = folder / "kept/1-compose.empty-paragraph.json";
  const Outcome render = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "render", kept, "--department",
                              broken.directory(), "-o", folder / "letter.pdf"});
  EXPECT_EQ(render.exit_code, 1);
  EXPECT_THAT(render.err, HasSubstr("compose.empty-paragraph"));
}

// The letters of a department with code come out of its library alone, so the command must name that.
TEST(CheckCommand, TellsTheCommandThatWritesTheGoldenLettersOfALibrary) {
  const Variant copy({}, std::string(ENGROSS_FAULTY_SOURCES) + "harbour-sound");
  const std::vector<std::string> words{std::string(ENGROSS_FAULTY_LIBRARIES) + "harbour-sound.so", "--source",
                                       copy.directory(), "--only", "golden-letters"};
  const std::string first = check(words).out;
  const std::string says = "this writes it: ";
  const std::size_t at = first.find(says);
  ASSERT_NE(at, std::string::npos) << first;
  const std::string command = first.substr(at + says.size(), first.find('\n', at) - at - says.size());
  const Outcome pasted = run({"sh", "-c", "PATH='" + std::string(ENGROSS_BINARY_DIR) + "/bin':$PATH; " + command});
  EXPECT_EQ(pasted.exit_code, 0) << command << "\n" << pasted.out << pasted.err;
  EXPECT_THAT(check(words).out, HasSubstr("Success  golden-letters       2 letters"));

  EXPECT_THAT(check({copy.directory(), "--only", "golden-letters"}).out, HasSubstr("build it, and check its .so"));
  write_file(copy.directory() + "/expected/works.txt", "another letter\n");
  EXPECT_THAT(check(words).out, HasSubstr("if that is what was meant: " + command));
}

TEST(CheckCommand, SaysWhatIsWrongWithItsOwnWords) {
  const Outcome unknown = check({clean_department, "--only", "open"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean \"opens\""));
  const Outcome gone = check({"/nowhere/at/all"});
  EXPECT_EQ(gone.exit_code, 3);
  EXPECT_THAT(gone.err, HasSubstr("there is no /nowhere/at/all"));
  EXPECT_EQ(check({}).exit_code, 2);
  EXPECT_EQ(check({clean_department, "--source", "/nowhere/at/all"}).exit_code, 2);
  EXPECT_EQ(check({clean_department, "--bound", "0"}).exit_code, 2);
  const Outcome refresh = check({std::string(ENGROSS_FAULTY_LIBRARIES) + "harbour.so", "--refresh"});
  EXPECT_EQ(refresh.exit_code, 2);
  EXPECT_THAT(refresh.err, HasSubstr("--source DIR"));
}

TEST(CheckCommand, FindsTheDepartmentThatAnotherExtends) {
  const TemporaryDirectory folder;
  for (const char* id : {"harbour", "marina"})
    std::filesystem::copy(clean_department, folder / id, std::filesystem::copy_options::recursive);
  const std::string marina = folder / "marina";
  for (const char* gone : {"samples", "expected", "tests", "paragraphs"})
    std::filesystem::remove_all(marina + "/" + gone);
  lay(replace("department.yaml", "id: harbour\n", "id: marina\nextends: harbour\n"), marina);
  const Outcome by_option = check({marina, "--department-path", folder / ""});
  EXPECT_EQ(by_option.exit_code, 0) << by_option.out << by_option.err;
  EXPECT_THAT(by_option.out, HasSubstr("Success  all-branches"));
  const Outcome by_variable = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "department", "check", marina,
                                   "--today", "2016-11-30", "--only", "opens"},
                                  {}, {"ENGROSS_DEPARTMENT_PATH=" + (folder / "")});
  EXPECT_EQ(by_variable.exit_code, 0) << by_variable.out << by_variable.err;
  const Outcome nowhere = check({marina, "--only", "opens"});
  EXPECT_EQ(nowhere.exit_code, 1) << nowhere.out;
  EXPECT_THAT(nowhere.out, HasSubstr("harbour"));
}

TEST(CheckCommand, RefusesToWriteWhatItsCasesDoNotFind) {
  const TemporaryDirectory folder;
  const Outcome left_out = check({clean_department, "--only", "opens", "--coverage", folder / "coverage.json"});
  EXPECT_EQ(left_out.exit_code, 2);
  EXPECT_THAT(left_out.err, HasSubstr("add --only all-branches"));
  const Variant closed({replace("department.yaml", "id: harbour\n", "")});
  const Outcome skipped = check({closed.directory(), "--keep", folder / "kept"});
  EXPECT_EQ(skipped.exit_code, 1);
  EXPECT_THAT(skipped.err, HasSubstr("kept is not written: all-branches is skipped"));
}

// A program without its templates is no department's fault: it is told once, not for each case.
TEST(CheckCommand, RefusesABrokenInstallationAsSuch) {
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "bin");
  std::filesystem::copy_file(std::string(ENGROSS_BINARY_DIR) + "/bin/engross", folder / "bin/engross");
  const Outcome outcome = run({folder / "bin/engross", "department", "check", clean_department});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, Not(HasSubstr("Crashed")));

  std::filesystem::create_directories(folder / "share/engross");
  std::filesystem::create_directory_symlink(std::string(ENGROSS_SOURCE_DIR) + "/templates",
                                            folder / "share/engross/templates");
  const Outcome without = run({folder / "bin/engross", "department", "check",
                               std::string(ENGROSS_FAULTY_LIBRARIES) + "harbour.so", "--only", "opens"});
  EXPECT_EQ(without.exit_code, 3) << without.out << without.err;
  EXPECT_THAT(without.out, Not(HasSubstr("Failed")));
  EXPECT_THAT(without.err, HasSubstr("engross-department-child, which a library is checked with"));
}

TEST(CheckCommand, SaysThatABoundWasReached) {
  const Outcome outcome = check({clean_department, "--only", "all-branches", "--bound", "2"});
  EXPECT_THAT(outcome.out, HasSubstr("the bound of 2 cases was reached for"));
  EXPECT_THAT(outcome.out, HasSubstr("the bound of 2 letters was reached"));
}

}  // namespace
}  // namespace engross::test
