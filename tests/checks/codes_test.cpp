// The list of check codes is the codes that the sources of the checks emit, and the layout's notes: no more, no fewer;
// and docs/checks.md has a heading for each.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "department/check_codes.hpp"

namespace engross {
namespace {

std::set<std::string> codes_in(const std::filesystem::path& folder, const std::regex& pattern) {
  std::set<std::string> codes;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".cpp") continue;
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator it(source.begin(), source.end(), pattern), end; it != end; ++it) codes.insert((*it)[1]);
  }
  return codes;
}

TEST(CheckCodes, AreThoseThatTheChecksEmit) {
  const std::filesystem::path core = ENGROSS_SOURCE_DIR "/core";
  std::set<std::string> emitted = codes_in(core / "checks", std::regex(R"re("(check\.[a-z-]+)")re"));
  // Warnings and notes of the layout; its errors leave nothing to grade.
  emitted.merge(codes_in(core / "layout", std::regex(R"re((?:warning|note)\(\s*"(layout\.[a-z-]+)")re")));
  emitted.merge(codes_in(core / "envelopes", std::regex(R"re("(envelope\.[a-z-]+)")re")));
  EXPECT_EQ(emitted, (std::set<std::string>(check_codes.begin(), check_codes.end())))
      << "bring core/department/check_codes.hpp and docs/schemas/department.schema.json up to date";
}

TEST(CheckCodes, HaveAHeadingEach) {
  std::ifstream page(ENGROSS_SOURCE_DIR "/docs/checks.md");
  std::vector<std::string> headings;
  std::map<std::string, std::string> sections;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("### "))
      headings.push_back(line.substr(4));
    else if (!headings.empty())
      sections[headings.back()] += line + "\n";
  }
  std::ranges::sort(headings);
  std::vector<std::string> codes(check_codes.begin(), check_codes.end());
  std::ranges::sort(codes);
  EXPECT_EQ(headings, codes);
  for (const auto& [code, text] : sections)
    for (const char* says : {"Finds", "Why", "Example", "Mend"})
      EXPECT_NE(text.find("**" + std::string(says) + ".**"), std::string::npos) << code << " does not say: " << says;
}

}  // namespace
}  // namespace engross
