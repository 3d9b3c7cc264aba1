#include "record/record.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

Inline run(std::string text, std::string pointer = {}) {
  Inline inline_;
  inline_.text = std::move(text);
  inline_.origin.kind = pointer.empty() ? Origin::Kind::paragraph : Origin::Kind::value;
  inline_.origin.pointer = std::move(pointer);
  return inline_;
}

Block paragraph(std::shared_ptr<const Provenance> why, std::vector<Inline> inlines) {
  Block block;
  block.provenance = std::move(why);
  block.inlines = std::move(inlines);
  return block;
}

Letter letter_of_two_paragraphs() {
  const auto pshe = std::make_shared<const Provenance>(Provenance{
      .kind = Provenance::Kind::paragraph, .id = "pshe", .revision = 3, .owner = "Curriculum", .reason = "always"});
  const auto own = std::make_shared<const Provenance>(
      Provenance{.kind = Provenance::Kind::draft, .id = {}, .revision = 0, .owner = {}, .reason = {}});
  Letter letter;
  letter.reference = "2016-1";
  letter.sections.push_back({Part::body,
                             {paragraph(pshe, {run("On "), run("3 May", "/case/incoming/dated"), run(" and "),
                                               run("3 May", "/case/incoming/dated")}),
                              paragraph(pshe, {run("more")}), paragraph(own, {run("mine")})}});
  return letter;
}

TEST(Record, GroupsBlocksOfOneReasonAndListsEachValueOnce) {
  const auto recorded = record_paragraphs(letter_of_two_paragraphs());
  ASSERT_EQ(recorded.size(), 2U);
  EXPECT_EQ(recorded[0].why.id, "pshe");
  ASSERT_EQ(recorded[0].values.size(), 1U);
  EXPECT_EQ(recorded[0].values[0].pointer, "/case/incoming/dated");
  EXPECT_EQ(recorded[0].values[0].printed, "3 May");
  EXPECT_EQ(recorded[0].text_sha256, sha256_hex("On 3 May and 3 May\nmore\n"));
  EXPECT_EQ(recorded[1].why.kind, Provenance::Kind::draft);
}

Record sample() {
  Record record;
  record.reference = "2016-1";
  record.engine = "0.1.0";
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  record.letter_date = *Date::parse("2016-10-26");
  record.today = *Date::parse("2016-10-27");
  record.department = "dfe";
  record.files = {{"case", "case.json", std::string(64, 'a')}};
  record.paragraphs = record_paragraphs(letter_of_two_paragraphs());
  record.changes = {{"dropped", "body", "send"}};
  record.allowed = {{"pshe", "the new one comes on Monday"}};
  record.history = {{"2016-0", "2016-05-03", "holding", {"thanks", "pshe"}}, {"2015-9", "", "", {}}};
  record.output_sha256 = std::string(64, 'b');
  record.output_bytes = 40000;
  record.pages = 2;
  return record;
}

TEST(Record, ComesBackFromItsJson) {
  const std::string json = to_json(sample());
  const auto document = read_json(make_source("1.json", json));
  ASSERT_THAT(document, Succeeds());
  const auto back = record_from(*document);
  ASSERT_THAT(back, Succeeds());
  EXPECT_EQ(to_json(*back), json);
}

Record sealed() {
  Record record = sample();
  record.seal = RecordedSeal{.level = "b-lta",
                             .signatory = "denise-clavery",
                             .signer = "Denise Clavery",
                             .certificate = std::string(64, 'c'),
                             .method = "P-256 with SHA256",
                             .at = *Timestamp::parse("2016-10-26T10:00:00+01:00"),
                             .visible = false,
                             .words = {"Digitally signed by Denise Clavery", "26 October 2016"},
                             .reason = "as agreed",
                             .location = "London",
                             .contact = "020 7946 0000",
                             .room = 5000,
                             .stamp_room = 4000};
  return record;
}

TEST(Record, OfASignedLetterSaysHowItIsSealed) {
  EXPECT_EQ(sample().signature(), "unsigned");
  EXPECT_EQ(sealed().signature(), "b-lta");
  const std::string json = to_json(sealed());
  const auto back = record_from(*read_json(make_source("1.json", json)));
  ASSERT_THAT(back, Succeeds());
  ASSERT_TRUE(back->seal.has_value());
  EXPECT_EQ(to_json(*back), json);
  EXPECT_EQ(back->seal->words, sealed().seal->words);
  EXPECT_EQ(back->seal->at.rfc3339() + " " + std::to_string(back->seal->stamp_room), "2016-10-26T10:00:00+01:00 4000");
}

TEST(Record, RefusesASealThatIsNone) {
  const std::string good = to_json(sealed());
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"\"b-lta\"", "\"b-x\"", "\"level\" of the record should be b-b, b-t, b-lt or b-lta"},
      {"\"room\": 5000", "\"room\": 99999999999", "\"room\" of the record should be at most 1048576"},
      {"\"stamp_room\": 4000", "\"stamp_room\": -1", "\"stamp_room\" of the record should be a whole number"},
      {"\"26 October 2016\"", "26", "\"words\" of the record should be a list of texts"},
      {"\"visible\": false", "\"visible\": 0", "\"visible\" of the record should be true or false"},
      {"2016-10-26T10:00:00+01:00", "noon", "\"at\" of the record should be a moment such as"},
  };
  for (const auto& [from, to, says] : rows) {
    std::string json = good;
    const std::size_t at = json.rfind(from);
    ASSERT_NE(at, std::string::npos) << from;
    json.replace(at, std::string_view(from).size(), to);
    const auto record = record_from(*read_json(make_source("1.json", json)));
    ASSERT_THAT(record, FailsWith("record.damaged")) << to;
    EXPECT_NE(print(record.error()).find(says), std::string::npos) << print(record.error());
  }
  std::string none = to_json(sample());
  none.replace(none.find("\"unsigned\""), 10, "\"signed!!\"");
  EXPECT_THAT(record_from(*read_json(make_source("1.json", none))), FailsWith("record.damaged"));
}

TEST(Record, NamesTheMemberThatIsDamaged) {
  std::string json = to_json(sample());
  const std::size_t at = json.find("\"pages\": 2");
  ASSERT_NE(at, std::string::npos);
  json.replace(at, 10, "\"pages\": true");
  const auto document = read_json(make_source("1.json", json));
  const auto record = record_from(*document);
  ASSERT_THAT(record, FailsWith("record.damaged"));
  EXPECT_NE(record.error().front().message.find("\"pages\""), std::string::npos);
}

TEST(Record, SaysWhatAMemberShouldBe) {
  const auto record = record_from(*read_json(make_source("record.json", R"({"files": "none", "inputs": 1})")));
  ASSERT_FALSE(record.has_value());
  const std::string said = print(record.error());
  EXPECT_NE(said.find("\"files\" of the record should be an array"), std::string::npos) << said;
  EXPECT_NE(said.find("should be a string"), std::string::npos) << said;
  EXPECT_EQ(said.find("a array"), std::string::npos) << said;
  EXPECT_EQ(said.find("a object"), std::string::npos) << said;
  EXPECT_EQ(said.find("a true"), std::string::npos) << said;
}

TEST(Record, RefusesARecordWithNothingInIt) {
  const auto document = read_json(make_source("1.json", "{}"));
  const auto record = record_from(*document);
  ASSERT_THAT(record, FailsWith("record.damaged"));
  EXPECT_GT(record.error().size(), 10U);
}

TEST(Record, TellsTheParagraphsOfEachLanguage) {
  Letter letter = letter_of_two_paragraphs();
  letter.language = "cy";
  letter.further.push_back(letter_of_two_paragraphs());
  const auto recorded = record_paragraphs(letter);
  ASSERT_EQ(recorded.size(), 4U);
  EXPECT_EQ(recorded[0].language, "cy");
  EXPECT_EQ(recorded[2].language, "en-GB");
  EXPECT_EQ(recorded[2].why.id, "pshe");
}

TEST(Record, KeepsEveryLanguage) {
  Letter letter = letter_of_two_paragraphs();
  letter.language = "cy";
  letter.further.push_back(letter_of_two_paragraphs());
  Record record = sample();
  record.language = "cy";
  record.further_languages = {"en-GB"};
  record.paragraphs = record_paragraphs(letter);
  record.changes = {{"edited", "body", "pshe", "en-GB"}};
  const std::string json = to_json(record);
  const auto again = record_from(*read_json(make_source("record.json", json)));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(to_json(*again), json);
  EXPECT_EQ(again->further_languages, std::vector<std::string>{"en-GB"});
  EXPECT_EQ(again->paragraphs[3].language, "en-GB");
  EXPECT_EQ(again->changes[0].language, "en-GB");
  const std::string alone = to_json(sample());
  EXPECT_EQ(alone.find("further_languages"), std::string::npos);
  EXPECT_EQ(alone.find("\"language\"", alone.find("\"paragraphs\"")), std::string::npos);
}

}  // namespace
}  // namespace engross
