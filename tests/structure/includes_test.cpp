// The order of the rooms in docs/architecture.md is the law: a room includes only from rooms above it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {
namespace fs = std::filesystem;

const fs::path root = ENGROSS_SOURCE_DIR;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The rooms in order, read from the list between the marks in docs/architecture.md.
std::vector<std::string> rooms_in_order() {
  std::vector<std::string> rooms;
  const std::string page = contents(root / "docs" / "architecture.md");
  const std::regex entry(R"(\n\| `core/([a-z_]+)/` \|)");
  for (std::sregex_iterator it(page.begin(), page.end(), entry), end; it != end; ++it) rooms.push_back((*it)[1]);
  return rooms;
}

struct Include {
  std::string file, from, to;
};

std::vector<Include> includes_of_core() {
  std::vector<Include> found;
  const std::regex line(R"re(#include "([a-z_]+)/[a-z0-9_]+\.hpp")re");
  for (const auto& entry : fs::recursive_directory_iterator(root / "core")) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".h") continue;
    const fs::path relative = fs::relative(entry.path(), root / "core");
    if (relative.begin() == relative.end() || !relative.has_parent_path()) continue;  // engross.hpp stands over all
    const std::string text = contents(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), line), end; it != end; ++it)
      found.push_back({relative.generic_string(), relative.begin()->string(), (*it)[1]});
  }
  return found;
}

TEST(Structure, EveryRoomIsOnTheArchitecturePage) {
  const std::vector<std::string> rooms = rooms_in_order();
  for (const auto& entry : fs::directory_iterator(root / "core")) {
    if (!entry.is_directory() || entry.path().filename() == "cmake") continue;
    EXPECT_NE(std::ranges::find(rooms, entry.path().filename().string()), rooms.end()) << entry.path();
  }
}

TEST(Structure, RoomsIncludeOnlyFromAbove) {
  const std::vector<std::string> rooms = rooms_in_order();
  ASSERT_GT(rooms.size(), 10U);
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < rooms.size(); ++i) place[rooms[i]] = i;
  const std::vector<Include> includes = includes_of_core();
  ASSERT_GT(includes.size(), 20U);
  for (const Include& include : includes) {
    if (!place.contains(include.to)) continue;  // a library's header
    EXPECT_LE(place[include.to], place[include.from])
        << "core/" << include.file << " includes from " << include.to << "/, which lies below it";
  }
}

TEST(Structure, OnlyPdfKnowsLibharuOnlyVerificationQpdfAndOnlyTheChildOpensLibraries) {
  for (const auto& entry : fs::recursive_directory_iterator(root / "core")) {
    if (!entry.is_regular_file() || (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp"))
      continue;
    const std::string text = contents(entry.path());
    const std::string room = fs::relative(entry.path(), root / "core").begin()->string();
    if (room != "pdf") {
      EXPECT_EQ(text.find("#include <hpdf"), std::string::npos) << entry.path();
    }
    if (room != "verification") {
      EXPECT_EQ(text.find("#include <qpdf"), std::string::npos) << entry.path();
    }
    if (room != "pictures") {
      EXPECT_EQ(text.find("#include <cairo"), std::string::npos) << entry.path();
    }
    if (room != "department") {
      EXPECT_EQ(text.find("#include <boost/dll"), std::string::npos) << entry.path();
    }
  }
}

// Types that are defined outside every anonymous namespace, with the namespace that they are in.
std::vector<std::string> types_defined_in(const std::string& text) {
  static const std::regex opening(R"(namespace ?([A-Za-z_:]*) \{)"), closing(R"(\}  // namespace.*)"),
      type(R"((?:struct|class) ([A-Z][A-Za-z0-9]*) [^;]*\{.*)");
  std::vector<std::string> within, types;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, match, opening))
      within.push_back(match[1]);
    else if (std::regex_match(line, closing) && !within.empty())
      within.pop_back();
    else if (std::regex_match(line, match, type) && std::ranges::find(within, "") == within.end()) {
      std::string name;
      for (const std::string& one : within) name += one + "::";
      types.push_back(name + match[1].str());
    }
  }
  return types;
}

// Two types of one name in one namespace destroy each other's objects: the linker keeps one of their destructors.
TEST(Structure, OneNameIsOneType) {
  std::map<std::string, std::string> files;
  for (const char* folder : {"core", "cli"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".hpp") continue;
      for (const std::string& type : types_defined_in(contents(entry.path()))) {
        const auto [before, fresh] = files.emplace(type, entry.path().string());
        EXPECT_TRUE(fresh) << type << " is in " << before->second << " and in " << entry.path();
      }
    }
  EXPECT_GT(files.size(), 200U);
  EXPECT_EQ(types_defined_in("namespace a {\nnamespace {\nstruct X {\n}  // namespace\nclass Y final : public Z {\n"
                             "struct W;\n}  // namespace a\n"),
            std::vector<std::string>{"a::Y"});
}

}  // namespace
