// What a draft says in its head is held against the letter that its case makes now.
#include <gtest/gtest.h>

#include "compose/drafts.hpp"

namespace engross::test {
namespace {

struct Row {
  const char* name;
  std::string from, to;
  std::string found;  // severity, code and the words that it points at
};

std::string found_in(const std::string& draft, const Case& case_) {
  const auto head = read_draft_head(make_source("reply.md", draft));
  EXPECT_THAT(head, Succeeds());
  if (!head) return {};
  std::string out;
  for (const Diagnostic& d : check_draft_head(*head, case_, *drafting().department, "en-GB")) {
    EXPECT_FALSE(d.hints.empty()) << d.message;
    out += std::string(name_of(d.severity)) + " " + d.code + " " + std::string(d.span.text()) + "\n";
  }
  return out;
}

TEST(DraftHead, IsHeldAgainstTheLetter) {
  const std::string sha = drafting().department->bundle_sha256;
  const std::vector<Row> rows = {
      {"nothing", "", "", ""},
      {"department", "department: \"harbour\"", "department: \"hmrc\"", "error draft.department \"hmrc\"\n"},
      {"language", "language: \"en-GB\"", "language: \"cy\"", "error draft.language \"cy\"\n"},
      {"version", "version: \"2.1.0\"", "version: \"9.0.0\"", "warning draft.department-changed \"9.0.0\"\n"},
      {"files", sha, "00", "warning draft.department-changed \"00\"\n"},
      {"no language", "language: \"en-GB\"\n", "", ""},
      {"no version", "version: \"2.1.0\"\n", "", ""},
  };
  for (const Row& row : rows)
    EXPECT_EQ(found_in(edit(drafting().draft, row.from, row.to), drafting().case_), row.found) << row.name;
}

TEST(DraftHead, TheDateOfTheCaseDecides) {
  Case case_ = drafting().case_;
  case_.date = day("2016-10-26");
  EXPECT_EQ(found_in(drafting().draft, case_), "");
  case_.date = day("2016-10-27");
  EXPECT_EQ(found_in(drafting().draft, case_), "error draft.date \"2016-10-26\"\n");
  case_.date = std::nullopt;
  EXPECT_EQ(found_in(drafting().draft, case_), "");
}

// What a case that has changed gives to words that were drafted before.
TEST(DraftHead, ValuesThatTheWordsNoLongerHoldAreTold) {
  std::string changed = drafted_case();
  const std::string now = edit(changed, "\"subject\": \"", "\"subject\": \"Now ");
  const Case case_ = case_of(now);
  ComposeCache cache;
  const auto composed = compose_case(case_, *drafting().department, cache);
  ASSERT_THAT(composed, Succeeds());
  const auto drafted = read_draft(make_source("reply.md", drafting().draft), *composed, *drafting().department);
  ASSERT_THAT(drafted, Succeeds());
  ASSERT_FALSE(drafted->other_values.empty());
  for (const OtherValue& value : drafted->other_values) {
    EXPECT_NE(value.printed.find("ow "), std::string::npos) << value.pointer << " " << value.printed;
    EXPECT_EQ(value.place.source->name, "reply.md");
  }
  const auto same = read_back(drafting(), edit(drafting().draft, "I was there.", "I was not there."));
  ASSERT_THAT(same, Succeeds());
  EXPECT_TRUE(same->other_values.empty());
}

TEST(DraftHead, WhatIsMissingIsMissedInItsSection) {
  const SourceRef draft = make_source("reply.md", "---\n---\n\n::: bodywork\n:::\n::: body\n:::\n");
  EXPECT_EQ(place(Diagnostic{Severity::error, "c", place_in_draft(draft, Part::body, "en-GB"), "", {}}), "6:1");
  EXPECT_EQ(place(Diagnostic{Severity::error, "c", place_in_draft(draft, Part::close, "en-GB"), "", {}}), "1:1");
}

}  // namespace
}  // namespace engross::test
