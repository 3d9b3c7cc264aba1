// The first files of a department: filled in, and sound as they stand.
#include "library/scaffold.hpp"

#include <gtest/gtest.h>

#include "compose/harbour.hpp"
#include "department/files.hpp"

namespace engross::test {
namespace {

Result<std::map<std::string, std::string>> files_of(const std::string& name, bool with_code = false) {
  return scaffold(SystemWorld(), ENGROSS_SOURCE_DIR "/scaffold", {.name = name, .with_code = with_code});
}

TEST(Scaffold, IsADepartmentThatLoads) {
  for (const bool with_code : {false, true}) {
    const auto files = files_of("housing-2", with_code);
    ASSERT_THAT(files, Succeeds());
    Resources resources{.origin = "housing-2", .files = {}};
    for (const auto& [path, text] : *files) {
      EXPECT_EQ(text.find("@name@"), std::string::npos) << path;
      if (kind_of_file(path) != FileKind::none) resources.files[path] = text;
    }
    const auto department = Department::from(std::move(resources), shared_resources());
    ASSERT_THAT(department, Succeeds());
    EXPECT_EQ((*department)->id, "housing-2");
    EXPECT_EQ((*department)->decides.size(), with_code ? 2U : 0U);
    EXPECT_EQ(files->contains("department.cpp"), with_code);
    EXPECT_TRUE(files->contains(".gitignore"));
    EXPECT_FALSE(files->contains("department.yaml.more"));
  }
}

TEST(Scaffold, ShowsEachFeatureOnce) {
  const auto files = files_of("housing");
  ASSERT_THAT(files, Succeeds());
  std::string all;
  for (const auto& [path, text] : *files)
    if (path.starts_with("paragraphs/")) all += text;
  for (const char* feature : {"topics:", "when:", "let:", "optional:", "yields_to:", "valid_from:", "review_by:",
                              "order:", "part: opening", "part: closing", "{{#long_date}}", "](mailto:", "\n- "})
    EXPECT_NE(all.find(feature), std::string::npos) << feature;
}

TEST(Scaffold, NamesThatAreNoIdAreRefused) {
  struct Row {
    const char* name;
    const char* hint;
  };
  for (const Row& row :
       {Row{"Housing Office", "for example: housing-office"}, Row{"housing--2", "for example: housing-2"},
        Row{"2nd", "for example: nd"}, Row{"../x", "for example: x"}, Row{"", ""}, Row{"///", ""}}) {
    const auto files = files_of(row.name);
    ASSERT_FALSE(files) << row.name;
    EXPECT_EQ(files.error()[0].code, "scaffold.name");
    EXPECT_EQ(files.error()[0].hints.size(), *row.hint == '\0' ? 1U : 2U) << row.name;
    EXPECT_EQ(files.error()[0].hints.size() > 1 ? files.error()[0].hints[1] : "", row.hint);
  }
}

TEST(Scaffold, AnInstallationWithoutItIsRefused) {
  EXPECT_THAT(scaffold(SystemWorld(), "/nowhere/scaffold", {.name = "housing"}), FailsWith("world.no-such-directory"));
}

}  // namespace
}  // namespace engross::test
