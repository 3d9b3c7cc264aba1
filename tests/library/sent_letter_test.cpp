// What a line of records tells of a letter is the same, read in haste or whole.
#include "library/sent_letter.hpp"

#include "correspondence_fixture.hpp"

namespace engross::test {
namespace {

class SentLetterTest : public testing::Test {
 protected:
  static std::string line_of(const Record& record, const std::string& own) {
    Record with_case = record;
    with_case.files.push_back({"case", "a \"case\"", sha256_hex(own)});
    with_case.files.push_back({"letter", "", sha256_hex("letter")});
    return *write_record_line(record.reference, 7, "letters/7.pdf", with_case,
                              {{sha256_hex("other"), "other \"kept\":{"}, {sha256_hex(own), own}});
  }
  static Record some_record() {
    Record record = record_with("R-7", "2016-10-04", {"tides@1", "moles@2", "tides@1"});
    record.template_name = "reply";
    record.because = R"(,"record":{"reference":"no","issue":9,"template":"no","purged":{"at":")";
    record.issue = 2;
    return record;
  }
  static constexpr auto unlike = [](const SentLetter& a, const SentLetter& b) {
    return a.reference != b.reference || a.issue != b.issue || a.date != b.date || a.department != b.department ||
           a.template_name != b.template_name || a.paragraphs != b.paragraphs || a.to != b.to || a.purged != b.purged;
  };
};

TEST_F(SentLetterTest, ALineInHasteIsTheRecord) {
  Record record = some_record();
  record.allowed.push_back({"tides", "it \"is\" due"});
  const std::string line = line_of(record, case_to(jane, "R\\u002d7"));
  const auto quick = letter_in_line(line);
  ASSERT_TRUE(quick);
  SentLetter whole = letter_of(record);
  whole.to = CorrespondentNames{
      .name = "surname jones", .place = "postcode sy81aa", .about = "", .initial = "j", .forename = "jane"};
  EXPECT_FALSE(unlike(*quick, whole));
  EXPECT_THAT(quick->paragraphs, testing::ElementsAre("tides", "moles"));
}

TEST_F(SentLetterTest, APurgedLineWentToNobody) {
  Record record = some_record();
  record.purged = RecordedPurge{.at = *Timestamp::parse("2018-01-01T00:00:00Z"), .because = "old"};
  record.files.push_back({"case", "", sha256_hex("gone")});
  const auto quick = letter_in_line(*write_record_line(record.reference, 7, "letters/7.pdf", record, {}));
  ASSERT_TRUE(quick);
  EXPECT_TRUE(quick->purged);
  EXPECT_FALSE(quick->to);
}

TEST_F(SentLetterTest, LinesInAnotherFormMustBeRead) {
  const std::string own = case_to(jane, "R-7"), line = line_of(some_record(), own);
  ASSERT_TRUE(letter_in_line(line));
  const auto with = [&](std::string_view old, std::string_view fresh) {
    std::string changed = line;
    const std::size_t at = changed.rfind(old);
    EXPECT_NE(at, std::string::npos) << old;
    return at == std::string::npos ? changed : changed.replace(at, old.size(), fresh);
  };
  EXPECT_FALSE(letter_in_line(with("Jones", "James"))) << "the case has another hash";
  EXPECT_FALSE(letter_in_line(with("\"record\":{", "\"record\": {")));
  EXPECT_FALSE(letter_in_line(with("\"R-7\",\"issue\":2", "\"R\\u002d7\",\"issue\":2")));
  EXPECT_FALSE(letter_in_line(with(",\"issue\":2", ",\"issue\":\"2\"")));
  EXPECT_FALSE(letter_in_line(with(",\"issue\":2", "")));
  EXPECT_FALSE(letter_in_line(with(",\"template\":\"reply\"", "")));
  EXPECT_FALSE(letter_in_line(with("\"role\":\"case\"", "\"role\":\"cases\"")));
  EXPECT_FALSE(letter_in_line(with("\"kept\":{", "\"kept\" :{")));
  EXPECT_FALSE(letter_in_line(line.substr(0, line.size() - 20))) << "it ends early";
  EXPECT_FALSE(letter_in_line(""));
  EXPECT_FALSE(letter_in_line(line_of(some_record(), own + "\r\n"))) << "kept as base64";
  EXPECT_FALSE(letter_in_line(line_of(some_record(), "no case")));
}

TEST_F(SentLetterTest, CasesWithoutACorrespondentWentToNobody) {
  for (const char* own : {"[]", "{}", R"({"correspondent": "Jones"})", R"({"correspondent": {"surname": 7}})",
                          R"({"correspondent": {"surname": "Jones", "address": "Ludlow"}})",
                          R"({"correspondent": {"surname": "Jones", "address": [7]}})"}) {
    const auto quick = letter_in_line(line_of(some_record(), own));
    ASSERT_TRUE(quick) << own;
    EXPECT_FALSE(quick->to) << own;
  }
}

}  // namespace
}  // namespace engross::test
