// What department.yaml may not say: each is refused where it stands, with what was most likely meant.
#include "department/department_yaml.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

struct Wrong {
  std::string line;
  std::string place, code, message, hint;
};

void PrintTo(const Wrong& wrong, std::ostream* to) {
  *to << wrong.line;
}

class ZonesAndCodes : public testing::TestWithParam<Wrong> {};

Diagnostics read(const std::string& more) {
  Department department;
  Diagnostics problems;
  read_department_yaml(make_source("department.yaml", "id: rivers\nname: Rivers\nversion: 1.0.0\n" + more + "\n"),
                       department, problems);
  return problems;
}

TEST_P(ZonesAndCodes, AreRefused) {
  const Diagnostics problems = read(GetParam().line);
  ASSERT_EQ(problems.size(), 1U) << print(problems);
  EXPECT_EQ(problems.front().code, GetParam().code);
  EXPECT_EQ(test::place(problems.front()), GetParam().place);
  EXPECT_EQ(problems.front().message, GetParam().message);
  EXPECT_EQ(problems.front().hints, std::vector<std::string>{GetParam().hint});
}

INSTANTIATE_TEST_SUITE_P(
    DepartmentYaml, ZonesAndCodes,
    testing::Values(Wrong{"zone: Europe/Londn", "4:7", "department.zone", "there is no time zone \"Europe/Londn\"",
                          "did you mean \"Europe/London\"?"},
                    Wrong{"zone: BST", "4:7", "department.zone", "there is no time zone \"BST\"",
                          "name it as the IANA database does: Europe/London"},
                    Wrong{"zone: GMT+1", "4:7", "department.zone", "there is no time zone \"GMT+1\"",
                          "name it as the IANA database does: Europe/London"},
                    Wrong{"severities: {check.gaps: off}", "4:14", "department.check-code",
                          "no check has the code \"check.gaps\"", "did you mean \"check.gap\"?"}));

// ICU's word for the zone that it does not have.
TEST(DepartmentYaml, RefusesTheUnknownZone) {
  const Diagnostics problems = read("zone: Etc/Unknown");
  ASSERT_EQ(problems.size(), 1U) << print(problems);
  EXPECT_EQ(problems.front().code, "department.zone");
}

TEST(DepartmentYaml, TakesZonesAndCheckCodes) {
  for (const char* more : {"zone: Europe/London", "zone: UTC", "zone: America/Argentina/Ushuaia",
                           "severities: {check.no-address: error, layout.word-broken: 'off'}"})
    EXPECT_EQ(print(read(more)), "") << more;
}

}  // namespace
}  // namespace engross
