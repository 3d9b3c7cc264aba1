// Letters with something wrong, several for every check, and as many with nothing wrong: each has exactly the codes
// that it should. The precision and the recall of each check over all of them are printed, and must be whole.
#include "checks/defective_letters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "checks/tried_by_command.hpp"
#include "department/check_codes.hpp"

namespace engross {
namespace {

using test::checked_letters;
using Row = test::CheckedLetter;

class DefectiveLetters : public testing::TestWithParam<Row> {};

TEST_P(DefectiveLetters, HaveExactlyTheCodesOfTheirDefects) {
  const Diagnostics found = test::findings_of(GetParam().letter);
  std::vector<std::string> codes = test::codes_of(found), expected = GetParam().codes;
  std::ranges::sort(codes);
  std::ranges::sort(expected);
  EXPECT_EQ(codes, expected) << print(found);
  for (const Diagnostic& d : found) {
    EXPECT_FALSE(d.message.empty()) << d.code;
    EXPECT_FALSE(d.hints.empty()) << d.code << " says what is wrong but not what to do";
  }
}

INSTANTIATE_TEST_SUITE_P(All, DefectiveLetters, testing::ValuesIn(checked_letters()),
                         [](const testing::TestParamInfo<Row>& row) { return fmt::format("row{}", row.index); });

struct Count {
  int right = 0, wrong = 0, missed = 0;
};

TEST(Precision, IsWholeOverDefectiveAndCleanLetters) {
  std::map<std::string, Count> counts;
  int clean = 0;
  for (const Row& row : checked_letters()) {
    if (row.codes.empty()) ++clean;
    std::vector<std::string> expected = row.codes;
    for (const std::string& code : test::codes_of(test::findings_of(row.letter))) {
      const auto found = std::ranges::find(expected, code);
      found == expected.end() ? ++counts[code].wrong : ++counts[code].right;
      if (found != expected.end()) expected.erase(found);
    }
    for (const std::string& code : expected) ++counts[code].missed;
  }
  fmt::print("{} letters, {} of them clean\n{:<28} {:>6} {:>6} {:>7} {:>10}\n", checked_letters().size(), clean, "code",
             "right", "wrong", "missed", "precision");
  EXPECT_GE(2 * static_cast<std::size_t>(clean), checked_letters().size()) << "as many clean letters as others";
  for (const auto& [code, count] : counts) {
    const int said = count.right + count.wrong;
    fmt::print("{:<28} {:>6} {:>6} {:>7} {:>10.2f}\n", code, count.right, count.wrong, count.missed,
               said == 0 ? 0.0 : static_cast<double>(count.right) / said);
    EXPECT_EQ(count.wrong, 0) << code;
    EXPECT_EQ(count.missed, 0) << code;
  }
}

// A new check is tried here, or by the command (tests/checks/tried_by_command.hpp): on letters that have what it finds,
// and on as many that only look so.
TEST(Precision, IsToldOfEveryCheck) {
  for (const std::string_view code : check_codes) {
    if (std::ranges::find(test::tried_by_command, code) != test::tried_by_command.end()) continue;
    const auto wrong = std::ranges::count_if(
        checked_letters(), [&](const Row& row) { return std::ranges::find(row.codes, code) != row.codes.end(); });
    EXPECT_GE(wrong, 2) << code << " has too few letters that are wrong";
    EXPECT_GE(std::ranges::count(checked_letters(), code, &Row::looks_like), 1)
        << code << " has no letter that only looks so";
  }
  for (const std::string_view code : test::tried_by_command)
    EXPECT_NE(std::ranges::find(check_codes, code), check_codes.end()) << "there is no " << code;
  for (const Row& row : checked_letters()) {
    EXPECT_NE(row.codes.empty(), row.looks_like.empty()) << row.what;
    const bool known = std::ranges::find(check_codes, row.looks_like) != check_codes.end();
    EXPECT_EQ(known, row.codes.empty()) << row.looks_like;
  }
}

}  // namespace
}  // namespace engross
