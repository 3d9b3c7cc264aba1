// From a case to a letter that can be looked at, and to its pages.
#include "assemble/reply.hpp"

#include "assemble/bench.hpp"
#include "compose/drafts.hpp"

namespace engross::test {
namespace {

TEST(Prepare, DatesTheLetterByOrderByCaseOrToday) {
  const auto bench = workbench();
  const std::string dated = R"("topics": ["lights"], "date": "2016-10-20")";
  const auto date_of = [&](const std::string& members, std::optional<Date> asked) {
    const auto reply = prepare(*bench, case_of(case_text(members)), {.today = day("2016-10-26"), .letter_date = asked});
    EXPECT_THAT(reply, Succeeds());
    return reply->date.iso() + " " + reply->letter().date->iso() + " " + reply->today.iso();
  };
  EXPECT_EQ(date_of(dated, day("2016-10-01")), "2016-10-01 2016-10-01 2016-10-26");
  EXPECT_EQ(date_of(dated, {}), "2016-10-20 2016-10-20 2016-10-26");
  EXPECT_EQ(date_of(R"("topics": ["lights"])", {}), "2016-10-26 2016-10-26 2016-10-26");
}

TEST(Prepare, StopsAtWhatAPhaseRefuses) {
  const auto bench = workbench();
  EXPECT_THAT(reply_to(*bench, R"("topics": ["tides"])"), FailsWith("selection.no-body"));
  EXPECT_THAT(reply_to(*bench, R"("topics": ["lights"], "signatory": "nobody")"), FailsWith("compose.signatory"));
  EXPECT_THAT(reply_to(*bench, R"("topics": ["lights"])", make_source("d.md", "no draft")),
              FailsWith("draft.front-matter"));
}

TEST(Prepare, GivesTheFindingsOfSelectionAndChecksWithTheLetter) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, R"("paragraphs": [{"use": "lights"}, {"text": "Dear {{name}}, so it is."}])");
  ASSERT_THAT(reply, Succeeds());
  EXPECT_EQ(places(reply->findings), "case.json:2:51 check.leak\ncase.json:2:57 check.leak\n");
  EXPECT_TRUE(has_errors(reply->findings));
  const auto noted = reply_to(*bench, R"("topics": ["lights"])");
  ASSERT_THAT(noted, Succeeds());
  EXPECT_EQ(places(noted->findings), "harbour/paragraphs/lights-next.md:8:1 selection.not-yet-valid\n");
}

TEST(Prepare, PrintsTheWordsOfTheDraft) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench);
  ASSERT_THAT(reply, Succeeds());
  const std::string was = "The light on the mole is lit from dusk.";
  const std::string draft =
      edit(write_draft(reply->composed, head_of(reply->case_, *bench->department)), was, "The light is out.");
  const auto drafted = reply_to(*bench, R"("topics": ["lights"])", make_source("d.md", draft));
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_NE(dump(drafted->letter()).find("\"The light is out.\""), std::string::npos);
  EXPECT_NE(dump(drafted->composed.letter).find(was), std::string::npos);
  EXPECT_EQ(show(drafted->changes), "edited lights in body\n");
}

TEST(Finish, MarksAProofAndNotALetter) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench);
  ASSERT_THAT(reply, Succeeds());
  const auto proof = finish(*bench, *reply, Purpose::proof);
  const auto letter = finish(*bench, *reply, Purpose::letter);
  ASSERT_THAT(proof, Succeeds());
  ASSERT_THAT(letter, Succeeds());
  EXPECT_NE(proof->pdf, letter->pdf);
  EXPECT_EQ(letter->pages, 1U);
  EXPECT_TRUE(letter->pdf.starts_with("%PDF-1.7"));
  EXPECT_EQ(finish(*bench, *reply, Purpose::letter)->pdf, letter->pdf) << "the caches change what it costs alone";
  EXPECT_EQ(finish(*workbench(), *reply, Purpose::letter)->pdf, letter->pdf);
}

TEST(Finish, DatesTheDocumentAtMidnightInTheDepartmentsZone) {
  const auto date_in = [](const std::string& zone) {
    std::string yaml = harbour()->resources.files.at("department.yaml");
    yaml.replace(yaml.find("Europe/London"), std::string("Europe/London").size(), zone);
    const auto bench = workbench({{"department.yaml", yaml}});
    const auto reply = reply_to(*bench);
    EXPECT_THAT(reply, Succeeds());
    const std::string pdf = finish(*bench, *reply, Purpose::letter)->pdf;
    const std::size_t at = pdf.find("<xmp:CreateDate>");
    return at == std::string::npos ? "none" : pdf.substr(at + 16, 25);
  };
  EXPECT_EQ(date_in("Europe/London"), "2016-10-26T00:00:00+01:00");
  EXPECT_EQ(date_in("Asia/Tokyo"), "2016-10-26T00:00:00+09:00");
}

TEST(TitleOf, IsTheSubjectWithTheReference) {
  Letter letter;
  letter.reference = "H-1";
  EXPECT_EQ(title_of(letter, *harbour()), "Letter H-1 from Harbour Office");
  letter.subject = "The weir";
  EXPECT_EQ(title_of(letter, *harbour()), "The weir – reference H-1");
}

}  // namespace
}  // namespace engross::test
