// docs/exports.md stays true: its row becomes its case by its mapping.
#include <fstream>
#include <map>

#include "cases/case.hpp"
#include "data/read.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {

// Every fence with a name: ```yaml mapping.yaml
std::map<std::string, std::string> examples_of(const std::string& path) {
  std::ifstream page(path);
  std::map<std::string, std::string> found;
  std::string line;
  std::string name;
  for (bool inside = false; std::getline(page, line);) {
    if (line.starts_with("```")) {
      const std::size_t space = line.find(' ');
      inside = !inside;
      name = inside && space != std::string::npos ? line.substr(space + 1) : "";
    } else if (!name.empty()) {
      found[name] += line + "\n";
    }
  }
  return found;
}

TEST(ExportsPage, RowBecomesItsCase) {
  auto examples = examples_of(ENGROSS_SOURCE_DIR "/docs/exports.md");
  ASSERT_EQ(examples.size(), 3U);
  ExportOptions options;
  options.mapping = test::mapping(examples["mapping.yaml"]);
  const auto all = test::read_all(examples["cases.csv"], options);
  ASSERT_EQ(all.cases.size(), 1U) << test::shown_cases(all);
  ASSERT_TRUE(all.cases[0].text) << test::shown_cases(all);
  EXPECT_TRUE(all.of->notes().empty()) << print(all.of->notes());
  EXPECT_THAT(Case::from(all.cases[0].text), test::Succeeds());
  const auto expected = read_json(make_source("case.json", examples["case.json"]));
  ASSERT_THAT(expected, test::Succeeds());
  EXPECT_EQ(all.cases[0].text->text, to_json(expected->root, false));
}

}  // namespace
}  // namespace engross
