// Issued exactly once, explained from the record, made again after everything else has changed.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

TEST(Records, AReferenceIsIssuedOnceUnlessThereIsAReason) {
  Desk desk;
  ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "1.pdf"}).exit_code, 0);
  const Outcome again = desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "2.pdf"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(holds(again.err, "store.issued-before")) << again.err;
  EXPECT_EQ(read_file(desk.folder / "2.pdf"), "");
  const Outcome unexplained = desk.engross({"issue", "--unsigned", "--reissue", sample, "-o", desk.folder / "2.pdf"});
  EXPECT_TRUE(holds(unexplained.err, "issue.because")) << unexplained.err;
  const Outcome reissued = desk.engross(
      {"issue", "--unsigned", "--reissue", "--because", "lost in the post", sample, "-o", desk.folder / "2.pdf"});
  EXPECT_EQ(reissued.exit_code, 0) << reissued.err;
  EXPECT_EQ(read_file(desk.folder / "1.pdf"), read_file(desk.folder / "2.pdf"));
  const std::string list = desk.engross({"records", "list"}).out;
  EXPECT_TRUE(holds(list, "issue 1") && holds(list, "issue 2")) << list;
}

TEST(Records, ExplainNamesParagraphRevisionOwnerRuleAndValues) {
  Desk desk;
  const Outcome outcome = desk.engross({"explain", sample, "--find", "PSHE"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const char* part : {"revision", "owned by", "because", "pshe", "topics", "words", "paragraphs/"})
    EXPECT_TRUE(holds(outcome.out, part)) << part << " is missing in\n" << outcome.out;
  EXPECT_EQ(desk.engross({"explain", sample, "--find", "zebra crossing"}).exit_code, 1);
}

TEST(Records, AnIssuedLetterIsRemadeAfterTheDepartmentChanged) {
  Desk desk;
  const std::string department = desk.folder / "dfe";
  ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", department}).exit_code, 0);
  const std::string own = desk.folder / "case.json";
  write_file(own, read_file(sample));
  const std::string letter = desk.folder / "letter.pdf";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", own, "-o", letter, "--department", department}).exit_code, 0);

  ASSERT_EQ(
      run({"sh", "-c", "for f in " + department + "/paragraphs/*.md; do echo 'More words.' >> $f; done; rm " + own})
          .exit_code,
      0);
  const std::string again = desk.folder / "again.pdf";
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(letter), read_file(again));
  EXPECT_TRUE(holds(desk.engross({"explain", letter, "--find", "PSHE"}).out, "owned by"));
}

TEST(Records, ALetterOfAnotherTemplateIsRemadeAndExplained) {
  for (const bool drafted : {false, true}) {
    Desk desk;
    const std::string letter = desk.folder / "letter.pdf";
    const std::string draft = desk.folder / "reply.md";
    ASSERT_EQ(desk.engross({"draft", sample, "-o", draft, "--template", "acknowledgement"}).exit_code, 0);
    const std::vector<std::string> issue =
        drafted
            ? std::vector<std::string>{"issue", "--unsigned", draft, "-o", letter}
            : std::vector<std::string>{"issue", "--unsigned", sample, "-o", letter, "--template", "acknowledgement"};
    const Outcome issued = desk.engross(issue);
    ASSERT_EQ(issued.exit_code, 0) << issued.err;
    const std::string again = desk.folder / "again.pdf";
    const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", again, "--today", "2030-01-01"});
    ASSERT_EQ(remade.exit_code, 0) << remade.err;
    EXPECT_EQ(read_file(letter), read_file(again));
    const Outcome explained = desk.engross({"diff", draft, letter});
    EXPECT_EQ(explained.exit_code, 0) << explained.out << explained.err;
  }
}

TEST(Records, TheStoreNoticesDamage) {
  Desk desk;
  ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "1.pdf"}).exit_code, 0);
  run({"sh", "-c", "for f in " + (desk.folder / "store") + "/objects/*/*; do chmod u+w $f; printf x >> $f; done"});
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", desk.folder / "2.pdf"});
  EXPECT_EQ(remade.exit_code, 3);
  EXPECT_TRUE(holds(remade.err, "store.damaged")) << remade.err;
}

TEST(Records, AClaimIsTakenBackWhenTheFileCannotBeWritten) {
  Desk desk;
  const Outcome outcome = desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "no" + "/such/place.pdf"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_EQ(desk.engross({"records", "list", "--quiet"}).out, "");
  EXPECT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", desk.folder / "1.pdf"}).exit_code, 0);
}

}  // namespace
}  // namespace engross::test
