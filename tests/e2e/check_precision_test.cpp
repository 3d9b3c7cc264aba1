// Every sample letter of every department is checked as an officer would: what is found is listed here, because it is
// right. Anything else would be a false alarm. The precision of each check is printed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

// "department/sample code" of each finding that is right.
const std::multiset<std::string> right{};

TEST(CheckPrecision, IsWholeOverAllSampleLetters) {
  Desk desk;
  std::map<std::string, std::pair<int, int>> counts;  // code -> right, wrong
  std::multiset<std::string> left = right;
  int letters = 0;
  for (const auto& department : fs::directory_iterator(source_directory + "/plugins")) {
    if (!fs::is_directory(department.path() / "samples")) continue;
    for (const auto& sample_file : fs::directory_iterator(department.path() / "samples")) {
      const Outcome checked = desk.engross({"check", sample_file.path().string(), "--spelling", "all", "--json"});
      ++letters;
      const auto result = nlohmann::json::parse(checked.out);
      for (const auto& finding : result.at("diagnostics")) {
        const std::string code = finding.at("code");
        const std::string where =
            fmt::format("{}/{} {}", department.path().filename().string(), sample_file.path().stem().string(), code);
        const auto expected = left.find(where);
        expected == left.end() ? ++counts[code].second : ++counts[code].first;
        EXPECT_NE(expected, left.end()) << where << ": " << finding.dump();
        if (expected != left.end()) left.erase(expected);
      }
    }
  }
  EXPECT_GE(letters, 24);
  for (const std::string& missed : left) ADD_FAILURE() << "not found any more: " << missed;
  fmt::print("{} sample letters\n", letters);
  for (const auto& [code, count] : counts)
    fmt::print("{:<28} right {:>3} wrong {:>3}\n", code, count.first, count.second);
}

}  // namespace
}  // namespace engross::test
