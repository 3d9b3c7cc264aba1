// The reference letter, issued from its case, is a letter that a correspondence unit would post.
#include <gtest/gtest.h>

#include <set>

#include "command.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

class ReferenceLetter : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome = desk.engross({"issue", "--unsigned", sample, "-o", letter});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  Desk desk;
  const std::string letter = desk.folder / "letter.pdf";
};

TEST_F(ReferenceLetter, HasTwoPagesWithEveryPartInOrder) {
  EXPECT_TRUE(holds(run({"pdfinfo", letter}).out, "Pages:           2"));
  const std::string text = run({"pdftotext", "-layout", letter, "-"}).out;
  std::size_t last = 0;
  for (const char* part :
       {"Telford & Wrekin Council", "Addenbrooke House", "TF3 4NT", "2016-0046030", "26 October 2016",
        "Dear Councillor Watling", "30 September", "PSHE", "Yours sincerely", "Denise Clavery", "Ministerial"}) {
    const std::size_t at = text.find(part, last);
    ASSERT_NE(at, std::string::npos) << part << " does not stand where it should in\n" << text;
    last = at;
  }
}

TEST_F(ReferenceLetter, PassesTheToolsThatReadPdf) {
  EXPECT_EQ(run({"qpdf", "--check", letter}).exit_code, 0);
  const std::string fonts = run({"pdffonts", letter}).out;
  std::size_t rows = 0;
  for (std::size_t at = fonts.find("Identity-H"); at != std::string::npos; at = fonts.find("Identity-H", at + 1)) {
    EXPECT_TRUE(holds(fonts.substr(at, 40), "yes yes yes")) << fonts;
    ++rows;
  }
  EXPECT_GE(rows, 1U) << fonts;
  const std::string structure = run({"pdfinfo", "-struct-text", letter}).out;
  EXPECT_LT(structure.find("Dear Councillor"), structure.find("Yours sincerely"));
}

TEST_F(ReferenceLetter, ConformsToPdfA2aAndPdfUa1) {
  const std::vector<std::string> faults = conformance_faults(read_file(letter));
  EXPECT_EQ(faults, std::vector<std::string>{});
}

TEST_F(ReferenceLetter, IsTheSameInAnotherZoneLocaleAndDirectory) {
  Desk other;
  const std::string again = other.folder / "again.pdf";
  const Outcome outcome =
      other.engross({"issue", "--unsigned", sample, "-o", again}, {},
                    {"TZ=Asia/Kathmandu", "LANG=de_DE.UTF-8", "LC_ALL=C", "HOME=/nonexistent"}, other.folder.path());
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(read_file(letter), read_file(again));
}

TEST_F(ReferenceLetter, ComesTheSameFromTheDirectoryAsFromTheLibrary) {
  Desk other;
  const std::string again = other.folder / "again.pdf";
  const Outcome outcome =
      other.engross({"issue", "--unsigned", sample, "-o", again, "--department", source_directory + "/plugins/dfe"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(read_file(letter), read_file(again));
}

TEST_F(ReferenceLetter, IsAProofWhenRendered) {
  const std::string proof = desk.folder / "proof.pdf";
  ASSERT_EQ(desk.engross({"render", sample, "-o", proof}).exit_code, 0);
  const std::string text = run({"pdftotext", proof, "-"}).out;
  std::size_t marks = 0;
  for (std::size_t at = text.find("PROOF"); at != std::string::npos; at = text.find("PROOF", at + 1)) ++marks;
  EXPECT_GE(marks, 2U);
  EXPECT_FALSE(holds(run({"pdftotext", letter, "-"}).out, "PROOF"));
  EXPECT_EQ(conformance_faults(read_file(proof)), std::vector<std::string>{});
}

}  // namespace
}  // namespace engross::test
