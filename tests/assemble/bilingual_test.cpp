// A letter in two languages from its case to its bytes and back: checked, approved, issued, signed, made again.
#include "assemble/approval.hpp"
#include "assemble/signing_desk.hpp"
#include "assemble/stand_in_date.hpp"
#include "base/sha256.hpp"
#include "compose/drafts.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

const std::string both = R"("languages": ["cy", "en-GB"], "topics": ["dredging"],
  "subject": {"cy": "Y sianel", "en-GB": "The channel"}, "facts": {"berth": "Pier Nine"})";

std::string draft_of_reply(const Reply& reply, const Department& department) {
  DraftHead head = head_of(reply.case_, department);
  head.language = languages_of(reply.composed.letter);
  return write_draft(reply.composed, head);
}

std::string codes(const Diagnostics& found) {
  std::string out;
  for (const Diagnostic& d : found) out += (out.empty() ? "" : " ") + d.code;
  return out;
}

TEST(Bilingual, IsComposedInEachLanguageOfItsCase) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  EXPECT_EQ(languages_of(reply->letter()), "cy, en-GB");
  EXPECT_EQ(codes(reply->findings), "");
  EXPECT_EQ(title_of(reply->letter(), *bench->department), "Y sianel – cyfeirnod H-1");
  Letter bare = reply->letter();
  bare.subject.clear();
  EXPECT_EQ(title_of(bare, *bench->department), "Llythyr H-1 oddi wrth Harbour Office");
  EXPECT_EQ(info_of(*bench, *reply, Purpose::letter).language, "cy");
}

TEST(Bilingual, TellsWhatIsWrongInAnyLanguageOnce) {
  const auto bench = workbench();
  const auto missing = reply_to(*bench, R"("languages": ["cy", "en-GB"], "topics": ["dredging"])");
  ASSERT_FALSE(missing);
  EXPECT_EQ(codes(missing.error()), "merge.no-value merge.no-value merge.no-value") << print(missing.error());
  const auto nobody = reply_to(*bench, R"("languages": ["cy", "en-GB"], "signatory": "eve", "topics": ["dredging"])");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(codes(nobody.error()), "compose.signatory");
  const auto once = reply_to(*bench, R"("languages": ["cy", "en-GB"], "topics": ["dredging"], "subject": "TODO",
                                        "facts": {"berth": "x"})");
  ASSERT_THAT(once, Succeeds());
  EXPECT_EQ(codes(once->findings), "cases.one-language check.leak") << print(once->findings);
}

TEST(Bilingual, TellsOfAnEditInOneLanguage) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  const std::string draft = draft_of_reply(*reply, *bench->department);
  const std::string edited = edit(draft, "I hope that this is of help.", "I hope it helps.");
  const auto one = reply_to(*bench, both, make_source("reply.md", edited));
  ASSERT_THAT(one, Succeeds());
  ASSERT_EQ(codes(one->findings), "draft.one-language");
  EXPECT_EQ(one->findings[0].message, "\"goodbye\" was edited in the \"en-GB\" letter, and not in the \"cy\" one");
  EXPECT_EQ(one->findings[0].span.text(), "I hope it helps.");
  const auto each = reply_to(
      *bench, both, make_source("reply.md", edit(edited, "Gobeithio bod hyn o gymorth.", "Gobeithio y bydd.")));
  ASSERT_THAT(each, Succeeds());
  EXPECT_EQ(codes(each->findings), "");
  const auto said = reply_to(
      *bench, both,
      make_source("reply.md", edit(draft, "::: body {language=\"cy\"}", "::: body {language=\"cy\"}\nGair.\n")));
  ASSERT_THAT(said, Succeeds());
  ASSERT_EQ(codes(said->findings), "draft.one-language");
  EXPECT_EQ(said->findings[0].message, "these words were added in the \"cy\" letter, and not in the \"en-GB\" one");
}

TEST(Bilingual, TheDraftMustBearReferenceAndDateInEachLetter) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  const std::string draft = draft_of_reply(*reply, *bench->department);
  const auto other = reply_to(*bench, both, make_source("reply.md", edit(draft, "26 October 2016", "27 October 2016")));
  ASSERT_THAT(other, Succeeds());
  ASSERT_EQ(codes(other->findings), "draft.one-language check.date") << print(other->findings);
  EXPECT_EQ(other->findings[1].span.text(), "27 October 2016");
}

TEST(Bilingual, IsMadeAgainFromItsRecord) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  const auto draft = make_source(
      "reply.md", edit(draft_of_reply(*reply, *bench->department), "I hope that this is of help.", "I hope it helps."));
  for (const SourceRef& from : {SourceRef(), draft}) {
    MemoryWorld world;
    Store store(world, "store");
    const auto again = reply_to(*bench, both, from);
    ASSERT_THAT(again, Succeeds());
    const auto issued = issue(world, store, *bench, *again, order_to("out.pdf"));
    ASSERT_THAT(issued, Succeeds());
    const auto record = store.record("H-1");
    ASSERT_THAT(record, Succeeds());
    EXPECT_EQ(record->language, "cy");
    EXPECT_EQ(record->further_languages, std::vector<std::string>{"en-GB"});
    EXPECT_EQ(record->pages, 2U);
    const auto made = remake(store, *record);
    ASSERT_THAT(made, Succeeds());
    EXPECT_EQ(made->pdf, issued->finished.pdf);
    EXPECT_THAT(conformance_faults(made->pdf), testing::IsEmpty());
  }
}

TEST(Bilingual, IsSignedOnceAndBearsInkUnderEachClose) {
  SigningDesk desk;
  Signer signer = ada();
  for (const bool with_ink : {true, false}) {
    const Hand hand = signer.hand(with_ink);
    desk.bench = workbench();
    const auto reply = reply_to(*desk.bench, both);
    ASSERT_THAT(reply, Succeeds());
    const auto ready = sign_letter(*desk.bench, *reply, hand);
    ASSERT_THAT(ready, Succeeds());
    EXPECT_THAT(conformance_faults(ready->finished.pdf), testing::IsEmpty()) << with_ink;
    EXPECT_TRUE(ready->seal->words[0].starts_with("Llofnodwyd yn ddigidol gan ")) << ready->seal->words[0];
  }
  const Hand hand = signer.hand(true);
  const auto issued = desk.issue(&hand, both);
  ASSERT_THAT(issued, Succeeds());
  const auto again = remake(desk.store, issued->record, signer.opener());
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(again->pdf, issued->finished.pdf);
}

TEST(Bilingual, AnApprovalIsOfEveryLanguage) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  const auto approved = approved_of(*bench, *reply);
  ASSERT_THAT(approved, Succeeds());
  EXPECT_EQ(languages_of(approved->words), "cy, en-GB");
  const auto draft = make_source(
      "reply.md", edit(draft_of_reply(*reply, *bench->department), "I hope that this is of help.", "I hope it helps."));
  const auto edited = reply_to(*bench, both, draft);
  ASSERT_THAT(edited, Succeeds());
  const auto other = approved_of(*bench, *edited);
  ASSERT_THAT(other, Succeeds());
  EXPECT_NE(other->letter_sha256, approved->letter_sha256);
  EXPECT_NE(other->pages_sha256, approved->pages_sha256);
}

TEST(Bilingual, TheStandInDateIsInEveryLanguage) {
  const auto bench = workbench();
  const auto reply = reply_to(*bench, both);
  ASSERT_THAT(reply, Succeeds());
  const std::string redated = dump(with_stand_in_date(reply->letter()));
  EXPECT_NE(redated.find("1 Ionawr 2000"), std::string::npos) << redated;
  EXPECT_NE(redated.find("1 January 2000"), std::string::npos) << redated;
  EXPECT_EQ(redated.find("2016"), std::string::npos) << redated;
}

}  // namespace
}  // namespace engross::test
