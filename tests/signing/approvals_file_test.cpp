// The file of approvals: what is written reads the same, and nothing in it can be changed unnoticed.
#include <fmt/format.h>

#include <functional>

#include "data/read.hpp"
#include "signing/approved_words.hpp"
#include "signing/office.hpp"

namespace engross::test {
namespace {

Value parsed(const Approvals& approvals) {
  const auto document = read_json(make_source("file", write_approvals(approvals)));
  EXPECT_THAT(document, Succeeds());
  return document->root;
}

Result<Approvals> read(const Value& value) {
  return read_approvals(make_source("reply.md.approvals.json", to_json(value)));
}

// A copy in which the n-th leaf is another; nothing when there are not as many.
std::optional<Value> with_other_leaf(const Value& of, std::size_t& n, std::string& where) {
  if (of.is_object() || of.is_array()) {
    Value copy = of.is_object() ? Value::object() : Value::array();
    bool found = false;
    const auto next = [&](const Value& part, const std::string& name) {
      if (found) return part;
      auto other = with_other_leaf(part, n, where);
      if (!other) return part;
      found = true;
      where = name + (where.empty() ? "" : "/") + where;
      return *other;
    };
    for (const Member& member : of.members()) copy.set(member.key, next(member.value, member.key));
    for (const Value& item : of.items()) copy.push_back(next(item, "-"));
    return found ? std::optional(copy) : std::nullopt;
  }
  if (n-- > 0) return std::nullopt;
  if (of.is_boolean()) return Value::boolean(!of.truth());
  if (of.is_number()) return Value::number(of.text() + "0");
  std::string text = of.text();
  if (text.empty()) return Value::string("x");
  char& middle = text[text.size() / 2];
  middle = middle == 'b' ? 'c' : 'b';
  return Value::string(text);
}

TEST_F(Office, LeavesNoPlaceInTheFileToChange) {
  const Value good = parsed(all());
  ASSERT_THAT(read(good), Succeeds());
  ASSERT_EQ(faults(*read(good)), "");
  std::size_t tried = 0;
  for (std::size_t leaf = 0;; ++leaf) {
    std::size_t n = leaf;
    std::string where;
    const auto changed = with_other_leaf(good, n, where);
    if (!changed) break;
    ++tried;
    const auto file = read(*changed);
    EXPECT_TRUE(!file || !check(*file)) << where << " could be changed";
  }
  EXPECT_GT(tried, 60U);  // two statements of eleven, the words, two signatures
}

TEST_F(Office, SaysThatAStatementWasTamperedWith) {
  for (const auto& [member, value] : std::vector<std::pair<std::string ApprovalStatement::*, std::string>>{
           {&ApprovalStatement::person, "Ada Quay"},
           {&ApprovalStatement::time, "2016-10-26T09:00:01Z"},
           {&ApprovalStatement::department_sha256, std::string(64, '0')},
           {&ApprovalStatement::letter_sha256, std::string(64, '0')},
           {&ApprovalStatement::pages_sha256, std::string(64, '0')}}) {
    Approvals approvals = all();
    approvals.all[1].statement.*member = value;
    EXPECT_THAT(check(approvals), FailsWith("approvals.signature")) << value;
    EXPECT_NE(faults(approvals).find("somebody changed the file"), std::string::npos);
  }
}

// Neither a letter's hashes in another's signed statement, nor another's signature under this one.
TEST_F(Office, TakesOnlyTheSignerThatItNames) {
  Approvals approvals = all();
  std::swap(approvals.all[0].cms, approvals.all[1].cms);
  EXPECT_THAT(check(approvals), FailsWith("approvals.signature"));
  approvals = all();
  Approval& checked = approvals.all[1];
  const auto forged = [&](const Identity& by, CmsPlan plan) {
    plan.others = {staff.middle.certificate};
    checked.cms = make_cms(by, checked.statement.canonical(), plan);
    return faults(approvals);
  };
  EXPECT_EQ(forged(staff.ben, {}), "");  // as it should be, by other hands than ours
  EXPECT_NE(forged(staff.ada, {}).find("Ada Quay signed it, with another certificate"), std::string::npos);
  const auto refused_for = [&](const CmsPlan& plan, const std::string& why) {
    const std::string said = forged(staff.ben, plan);
    EXPECT_NE(said.find("its signature " + why), std::string::npos) << said;
  };
  refused_for({.detached = false}, "brings a content of its own");
  refused_for({.signed_as = NID_id_smime_ct_TSTInfo}, "is over something else than data");
  refused_for({.names_certificate = false}, "does not name the certificate that it was made with");
  refused_for({.names_instead = staff.ada.certificate}, "does not name the certificate");
  refused_for({.second_signer = staff.ada}, "does not have exactly one signer");
  refused_for({.digest = "SHA1"}, "uses a digest that is too weak");
  refused_for({.with_certificate = false}, "is not over these words");
  checked.cms = make_cms(staff.ben, checked.statement.canonical() + " ");
  EXPECT_NE(faults(approvals).find("its signature is not over these words"), std::string::npos) << faults(approvals);
  checked.cms = all().all[1].cms + "x";
  EXPECT_NE(faults(approvals).find("its signature is damaged"), std::string::npos);
  checked.cms = "x";
  EXPECT_NE(faults(approvals).find("its signature is damaged"), std::string::npos);
}

TEST_F(Office, SignsOneFormOfAStatement) {
  ApprovalStatement said;
  said.role = "checker";
  said.person = "Ada \"Q\"\nQuay";
  said.reference = "H-1";
  EXPECT_EQ(said.canonical(),
            "engross approval 1\n"
            R"({"certificate":"","department":"","department_sha256":"","kind":"letter","letter_sha256":"",)"
            R"("pages_sha256":"","person":"Ada \"Q\"\nQuay","reference":"H-1","role":"checker","time":"",)"
            "\"words_sha256\":\"\"}\n");
}

TEST_F(Office, ReadsWhatItWrote) {
  const Approvals approvals = all();
  const std::string written = write_approvals(approvals);
  const auto again = read_approvals(make_source("reply.md.approvals.json", written));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(write_approvals(*again), written);
  EXPECT_TRUE(diff(approvals.all[0].words, again->all[0].words).same());
}

TEST(ApprovedWords, ReadBackTheSame) {
  const auto text = SystemWorld().read_file(ENGROSS_SOURCE_DIR "/tests/compose/fixtures/case.json", 1U << 20U);
  ASSERT_THAT(text, Succeeds());
  ComposeCache cache;
  const auto department = harbour();
  const auto composed = compose_case(case_of(*text), *department, cache);
  ASSERT_THAT(composed, Succeeds());
  const Letter words = words_of(composed->letter);
  const auto document = read_json(make_source("words", to_json(value_of_words(words))));
  ASSERT_THAT(document, Succeeds());
  Diagnostics problems;
  const Letter again = words_from(*document, document->root, problems);
  EXPECT_TRUE(problems.empty()) << print(problems);
  EXPECT_EQ(sha256_of_words(again), sha256_of_words(words));
  EXPECT_TRUE(diff(words, again).same()) << print(diff(words, again));
  EXPECT_TRUE(diff(words, words_of(composed->letter)).same());
}

std::string refusal(const std::string& text) {
  const auto read = read_approvals(make_source("f", text));
  if (read) return "not refused";
  std::string out;
  for (const Diagnostic& d : read.error()) out += place(d) + " " + d.code + ": " + d.message + "\n";
  return out;
}

TEST(ApprovalsFile, IsReadStrictly) {
  EXPECT_EQ(refusal(R"({"format": 1, "approvals": []})"), "not refused");
  EXPECT_EQ(refusal("{"), "1:2 data.syntax: the text ends where a key in double quotes, or '}' is expected\n");
  EXPECT_EQ(refusal(R"({"format": 2, "approvals": 7})"),
            "1:12 approvals.format: the file of approvals has the format 2; this engross knows 1\n");
  EXPECT_EQ(refusal(R"({"format": 1, "approvals": [], "more": 1})"),
            "1:32 approvals.damaged: \"more\" has no place in a file of approvals\n");
  EXPECT_EQ(refusal(R"({"approvals": []})"), "1:1 approvals.damaged: \"format\" should be the number 1\n");
  EXPECT_EQ(refusal(R"({"format": 1})"), "1:1 approvals.damaged: \"approvals\" should be an array\n");
  EXPECT_NE(refusal("[]").find("a file of approvals is an object"), std::string::npos);
  EXPECT_NE(refusal(R"({"format": 1, "approvals": [3]})").find("1:29 approvals.damaged: an approval is an object"),
            std::string::npos);
  std::string many = "{}";
  for (int i = 0; i < 100; ++i) many += ",{}";
  const std::string told = refusal(R"({"format": 1, "approvals": [)" + many + "]}");
  EXPECT_NE(told.find("100 approvals at most"), std::string::npos);
  EXPECT_LT(std::ranges::count(told, '\n'), 30) << told;
}

TEST_F(Office, TellsWhichMemberIsDamaged) {
  Approvals approvals = with(staff.ada, "drafter");
  const auto damaged = [&](const std::string& from, const std::string& to) {
    std::string text = write_approvals(approvals);
    text.replace(text.find(from), from.size(), to);
    const auto read = read_approvals(make_source("f", text));
    return read ? "not refused" : read.error()[0].message;
  };
  EXPECT_EQ(damaged("\"kind\": \"letter\"", "\"kind\": \"folder\""),
            "\"kind\" should be letter or batch: this engross knows no other");
  EXPECT_EQ(damaged("\"kind\": \"letter\"", "\"kind\": \"batch\""),
            "\"reference\" has no place in a file of approvals");
  EXPECT_EQ(damaged("\"time\": \"2016", "\"time\": \"x16"), "\"time\" should be a moment such as 2016-10-26T09:00:00Z");
  EXPECT_EQ(damaged("\"letter_sha256\": \"", "\"letter_sha256\": \"A"),
            "\"letter_sha256\" should be 64 small hexadecimal digits");
  EXPECT_EQ(damaged("\"part\": \"body\"", "\"part\": \"tail\""), "\"part\" should be a part of a letter, such as body");
  EXPECT_EQ(damaged("\"signature\": \"", "\"signature\": \" "),
            "\"signature\" should be a signature in base64, on one line");
  EXPECT_EQ(damaged("\"top_and_tail\": false", "\"top_and_tail\": 0"), "\"top_and_tail\" should be true or false");
  EXPECT_EQ(damaged("\"date\": \"2016-10-26\"", "\"date\": \"26 October\""),
            "\"date\" should be a day such as 2016-10-26, or empty");
  EXPECT_EQ(damaged("\"text\": \"Dear", "\"text\": \"Deer"),
            "\"words\" should be the words that the statement has the hash of");
  EXPECT_EQ(damaged("\"words\": {", "\"words\": {\"more\": 1, "), "\"more\" has no place in a file of approvals");
}

TEST(ApprovedWords, CoverEveryLanguage) {
  Letter letter;
  letter.reference = "H-1";
  letter.language = "cy";
  Block block;
  block.inlines.push_back({.text = "One"});
  letter.further.emplace_back().sections.push_back({.part = Part::body, .blocks = {block}});
  const Letter words = words_of(letter);
  const std::string json = to_json(value_of_words(words));
  const auto document = read_json(make_source("words", json));
  ASSERT_THAT(document, Succeeds());
  Diagnostics problems;
  const Letter again = words_from(*document, document->root, problems);
  EXPECT_TRUE(problems.empty()) << print(problems);
  EXPECT_EQ(sha256_of_words(again), sha256_of_words(words));
  ASSERT_EQ(again.further.size(), 1U);
  Letter other = letter;
  other.further[0].sections[0].blocks[0].inlines[0].text = "Two";
  EXPECT_NE(sha256_of_words(words_of(other)), sha256_of_words(words));
  EXPECT_FALSE(diff(words, words_of(other)).same());
  other = letter;
  other.further[0].further.emplace_back();
  const auto nested = read_json(make_source("words", to_json(value_of_words(other))));
  words_from(*nested, nested->root, problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].message, "\"further\" has no place in a file of approvals");
}

}  // namespace
}  // namespace engross::test
