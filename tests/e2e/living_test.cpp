// department new, diff and book, as a person runs them.
#include <gtest/gtest.h>

#include "command.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(DepartmentNew, WritesADepartmentThatWorksAtOnce) {
  for (const bool with_code : {false, true}) {
    Desk desk;
    std::vector<std::string> words{"department", "new", "housing", "--in", desk.folder.path()};
    if (with_code) words.emplace_back("--with-code");
    const Outcome made = desk.engross(words);
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string folder = desk.folder / "housing";
    EXPECT_TRUE(holds(made.out,
                      folder + (with_code ? " is a department that works as soon as its code is built. Next:\n  cmake "
                                          : " is a department that works. Next:\n  engross render ")))
        << made.out;
    EXPECT_TRUE(holds(desk.engross({"paragraphs", "list", "--department", folder}).out, "How to reach us"));
    for (const char* sample_name : {"repairs", "other"}) {
      const std::string input = folder + "/samples/" + sample_name + ".json";
      const Outcome checked = desk.engross({"check", input, "--department", folder, "--today", "2026-01-15"});
      if (with_code) {
        EXPECT_TRUE(holds(checked.err, "[department.needs-code]")) << checked.err;
        continue;
      }
      EXPECT_EQ(checked.exit_code, 0) << checked.err;
      EXPECT_EQ(checked.err, "") << "a new department has no faults to begin with";
      const std::string proof = desk.folder / (std::string(sample_name) + ".pdf");
      ASSERT_EQ(desk.engross({"render", input, "--department", folder, "-o", proof}).exit_code, 0);
      EXPECT_EQ(conformance_faults(read_file(proof)), std::vector<std::string>());
    }
    EXPECT_EQ(desk.engross(words).exit_code, 1) << "it is there already";
    EXPECT_TRUE(holds(desk.engross(words).err, "[scaffold.exists]"));
  }
}

TEST(DepartmentNew, SaysWhatANameMustBe) {
  Desk desk;
  const Outcome outcome = desk.engross({"department", "new", "Housing Office", "--in", desk.folder.path()});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "\"Housing Office\" cannot be the id of a department")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "for example: housing-office")) << outcome.err;
}

// The commands that it prints, as a person pastes them; with the functions of this source tree for those of an
// installed engross.
TEST(DepartmentNew, BuildsAndPassesItsChecksByTheCommandsThatItPrints) {
  for (const bool with_code : {false, true}) {
    Desk desk;
    std::vector<std::string> words{"department", "new", "housing"};
    if (with_code) words.emplace_back("--with-code");
    const Outcome made = desk.engross(words, {}, {}, desk.folder.path());
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string folder = desk.folder / "housing";
    ASSERT_EQ(run({"mkdir", "-p", desk.folder / "package"}).exit_code, 0);
    write_file(desk.folder / "package/engrossConfig.cmake",
               "include(\"" + source_directory + "/core/cmake/EngrossDepartment.cmake\")\n");
    const std::string programs = std::string(ENGROSS_BINARY_DIR) + "/bin";
    std::size_t commands = 0;
    for (std::size_t at = made.out.find("\n  "); at != std::string::npos;
         at = made.out.find("\n  ", at + 1), ++commands) {
      const std::string line = made.out.substr(at + 3, made.out.find('\n', at + 1) - at - 3);
      const Outcome pasted =
          run({"sh", "-c", "PATH='" + programs + "':$PATH; " + line}, {},
              {"engross_DIR=" + (desk.folder / "package"), "CMAKE_GENERATOR=Ninja"}, desk.folder.path());
      ASSERT_EQ(pasted.exit_code, 0) << line << "\n" << pasted.out << pasted.err;
    }
    EXPECT_EQ(commands, 3U) << made.out;
    EXPECT_EQ(conformance_faults(read_file(desk.folder / "proof.pdf")), std::vector<std::string>());
    if (!with_code) continue;
    const std::string library = folder + "/build/departments/housing.so";
    const Outcome again =
        desk.engross({"render", folder + "/samples/again.json", "--as", "text", "--department", library});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_TRUE(holds(again.out, "We have 2 earlier letters from you")) << again.out;
    const Outcome first =
        desk.engross({"render", folder + "/samples/repairs.json", "--as", "text", "--department", library});
    EXPECT_EQ(first.exit_code, 0) << first.err;
    EXPECT_FALSE(holds(first.out, "earlier letters")) << first.out;
  }
}

class Editions : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string& folder : {before, after}) {
      ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", folder}).exit_code, 0);
      ASSERT_EQ(run({"mkdir", "-p", folder + "/samples"}).exit_code, 0);
      write_file(folder + "/samples/councillor.json", read_file(sample));
      write_file(folder + "/samples/thanks.json", read_file(source_directory + "/samples/dfe/acknowledgement.json"));
    }
  }
  void change() {
    const std::string file = after + "/paragraphs/pshe-curriculum.md";
    write_file(file, replaced(read_file(file), "revision: 3", "revision: 4") + "\nOne sentence more.\n");
  }
  Desk desk;
  const std::string before = desk.folder / "old";
  const std::string after = desk.folder / "new";
};

TEST_F(Editions, SayWhatAChangeDoesToTheLetters) {
  EXPECT_EQ(desk.engross({"department", "diff", before, after, "--exit-code"}).exit_code, 0);
  change();
  const Outcome told = desk.engross({"department", "diff", before, after});
  EXPECT_EQ(told.exit_code, 0) << "a difference is no fault" << told.err;
  EXPECT_TRUE(holds(told.out, "changed pshe-curriculum, revision 3 -> 4: ")) << told.out;
  EXPECT_TRUE(holds(told.out, "{+One sentence more.+}")) << told.out;
  EXPECT_TRUE(holds(told.out, "councillor.json: 1 change")) << told.out;
  EXPECT_TRUE(holds(told.out, "thanks.json: the same")) << told.out;
  EXPECT_TRUE(holds(told.err, "[diff.version]")) << told.err;
  EXPECT_EQ(desk.engross({"department", "diff", before, after, "--exit-code"}).exit_code, 1);
  const Outcome for_programs = desk.engross({"department", "diff", before, after, "--json"});
  EXPECT_TRUE(holds(for_programs.out, "\"sample\": \"councillor.json\"")) << for_programs.out;
}

TEST_F(Editions, TakeLibrariesBundlesAndOtherSamples) {
  change();
  const std::string library = std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so";
  EXPECT_TRUE(holds(desk.engross({"department", "diff", library, after}).out, "changed pshe-curriculum"));
  const Outcome issued =
      desk.engross({"issue", "--unsigned", sample, "--department", before, "-o", desk.folder / "letter.pdf"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string show = desk.engross({"department", "show", before}).out;
  const std::string sha256 = show.substr(show.find("sha256      ") + 12, 64);
  const Outcome found = run({"find", desk.folder / "store", "-name", "*" + sha256.substr(4) + "*"});
  const std::string bundle = found.out.substr(0, found.out.find('\n'));
  const Outcome told = desk.engross({"department", "diff", bundle, after, "--samples", before + "/samples"});
  EXPECT_EQ(told.exit_code, 0) << told.err << found.out;
  EXPECT_TRUE(holds(told.out, "councillor.json: 1 change")) << told.out;
  const Outcome alone = desk.engross({"department", "diff", after, library});
  EXPECT_TRUE(holds(alone.out, "no letters are compared: name a folder of cases with --samples DIR")) << alone.out;
  EXPECT_EQ(desk.engross({"department", "diff", after, "/nowhere"}).exit_code, 1);
}

TEST_F(Editions, MakeOnePageForSigningOff) {
  change();
  const std::string page = desk.folder / "wording.html";
  const Outcome written = desk.engross({"department", "diff", before, after, "--as", "html", "-o", page});
  EXPECT_EQ(written.exit_code, 0) << written.err;
  EXPECT_TRUE(holds(read_file(page), "<ins>One sentence more.</ins>")) << read_file(page);
  EXPECT_EQ(desk.engross({"department", "diff", before, after, "--as", "html", "-o", page}).exit_code, 1)
      << "it is there already";
  const Outcome over = desk.engross({"department", "diff", before, before, "--as", "html", "-o", page, "--force"});
  EXPECT_EQ(over.exit_code, 0) << over.err;
  EXPECT_TRUE(holds(read_file(page), "Nothing differs."));
  EXPECT_TRUE(holds(desk.engross({"department", "diff", before, after, "--as", "json"}).out, "\"same\": false"));
}

TEST(DepartmentBook, IsOneFileForEverybody) {
  Desk desk;
  const std::string book = desk.folder / "book.pdf";
  const Outcome made = desk.engross({"department", "book", source_directory + "/plugins/dfe", "-o", book});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_TRUE(holds(made.out, "book.pdf: ")) << made.out;
  const std::string pdf = read_file(book);
  EXPECT_EQ(conformance_faults(pdf), std::vector<std::string>());
  const std::string words = run({"pdftotext", "-layout", book, "-"}).out;
  for (const char* part : {"The paragraphs of Department for Education", "Contents", "Opening paragraphs",
                           "pshe-curriculum", "‹incoming.dated as long date›", "Index of topics", "Index of fields"})
    EXPECT_TRUE(holds(words, part)) << part;
  EXPECT_FALSE(holds(words, " 000\n")) << "every page number is known";
  EXPECT_FALSE(holds(words, "{{")) << "no tags";
  EXPECT_TRUE(holds(words, "(https://www.gov.uk/government/")) << "where a link leads";
  EXPECT_EQ(run({"qpdf", "--check", book}).exit_code, 0);
  EXPECT_EQ(desk.engross({"department", "book", source_directory + "/plugins/dfe", "-o", book}).exit_code, 1)
      << "it is there already";
  const std::string library = desk.folder / "dfe.so";
  ASSERT_EQ(run({"cp", std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", library}).exit_code, 0);
  EXPECT_EQ(desk.engross({"department", "book", library, "-o", book, "--force"}).exit_code, 0);
  const Outcome itself = desk.engross({"department", "book", library, "-o", library, "--force"});
  EXPECT_TRUE(holds(itself.err, "[output.input]")) << itself.err;
}

}  // namespace
}  // namespace engross::test
