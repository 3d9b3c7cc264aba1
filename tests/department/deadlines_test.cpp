// What a department counts by: the shared policies and calendar, its own over them, and the policy that it names.
#include "department/quay.hpp"

namespace engross::test {
namespace {

const std::string own_policies =
    "policies:\n- {id: quay-3, name: Ours, source: S, divisions: [scotland], working_days: 3}\n"
    "- {id: dfe-15, name: Not theirs, source: S, divisions: [scotland], working_days: 4}\n";
const std::string own_calendar =
    R"({"scotland": {"division": "scotland", "events": [{"title": "A", "date": "2031-01-01"},
                                                        {"title": "B", "date": "2031-12-25"}]}})";

std::string due(const Result<std::shared_ptr<const Department>>& department, const char* policy, const char* received) {
  if (!department) return print(department.error());
  const auto found = (*department)->deadlines->find(policy);
  if (!found) return found.error()[0].code;
  const auto counted = (*department)->deadlines->count(**found, *Date::parse(received));
  return counted ? counted->due.iso() : counted.error()[0].code;
}

std::string yaml_with(const std::string& deadline) {
  return quay_yaml + "deadline: " + deadline + "\n";
}

TEST(DepartmentDeadlines, AreTheSharedOnesUnlessItHasItsOwn) {
  EXPECT_EQ(due(quay(), "dfe-15", "2026-03-02"), "2026-03-23");
  EXPECT_EQ((*quay())->deadlines, shared_templates().deadlines) << "read once for all";
  EXPECT_EQ(due(quay({{"deadlines.yaml", own_policies}}), "dfe-15", "2026-03-02"), "2026-03-06");
  EXPECT_EQ(due(quay({{"deadlines.yaml", own_policies}}), "quay-3", "2026-11-27"), "2026-12-03");
  EXPECT_EQ(due(quay({{"deadlines.yaml", own_policies}}), "dfe-18", "2026-03-02"), "2026-03-26");
}

TEST(DepartmentDeadlines, AreCountedByItsOwnCalendar) {
  const Changes changes{{"deadlines.yaml", own_policies}, {"bank-holidays.json", own_calendar}};
  EXPECT_EQ(due(quay(changes), "quay-3", "2031-12-19"), "2031-12-24");
  EXPECT_EQ(due(quay(changes), "quay-3", "2026-03-02"), "deadline.no-calendar");
  EXPECT_EQ(due(quay(changes), "dfe-18", "2031-03-03"), "calendar.unknown-division");
}

TEST(DepartmentDeadlines, HaveTheirFaultsToldWithTheirPlaces) {
  EXPECT_EQ(refused({{"deadlines.yaml", "policies: []\n"}, {"bank-holidays.json", "{\"a\": 1}"}}),
            "deadlines.yaml in quay:1:11 deadline.type\nbank-holidays.json in quay:1:7 calendar.type\n");
  EXPECT_EQ(
      refused({{"deadlines.yaml", "policies:\n- {id: p, name: P, source: S, divisions: [mars], working_days: 3}\n"}}),
      "deadlines.yaml in quay:2:42 calendar.unknown-division\n");
  EXPECT_EQ(refused({{"bank-holidays.json", "{"}}), "bank-holidays.json in quay:1:2 data.syntax\n");
}

TEST(DepartmentDeadlines, NameThePolicyOfItsCases) {
  const auto named = quay({{"department.yaml", yaml_with("{policy: dfe-15}")}});
  ASSERT_THAT(named, Succeeds());
  EXPECT_EQ((*named)->deadline_policy, "dfe-15");
  EXPECT_EQ((*quay())->deadline_policy, "");
  EXPECT_EQ(refused({{"department.yaml", yaml_with("{policy: dfe-16}")}}),
            "department.yaml in quay:5:20 deadline.unknown-policy\n");
  EXPECT_TRUE(only({{"department.yaml", yaml_with("{policy: dfe-16}")}})
                  .starts_with("there is no deadline policy \"dfe-16\" | did you mean \"dfe-1"));
  EXPECT_EQ(refused({{"department.yaml", yaml_with("dfe-15")}}), "department.yaml in quay:5:11 department.type\n");
  EXPECT_EQ(refused({{"department.yaml", yaml_with("{}")}}), "department.yaml in quay:5:11 department.missing\n");
  EXPECT_EQ(refused({{"department.yaml", yaml_with("{policy: dfe-15, days: 3}")}}),
            "department.yaml in quay:5:28 department.unknown-key\n");
}

// Old bundles, and folders of tests, have none of these files.
TEST(DepartmentDeadlines, MayBeNone) {
  SharedResources bare = shared_templates();
  bare.resources.files.erase("deadlines.yaml");
  bare.resources.files.erase("bank-holidays.json");
  const auto shared = SharedResources::from(bare.resources);
  ASSERT_THAT(shared, Succeeds());
  ASSERT_NE(shared->deadlines, nullptr);
  EXPECT_TRUE(shared->deadlines->policies().empty());
  EXPECT_EQ(shared->deadlines->bank_holidays(), nullptr);
}

TEST(DepartmentDeadlines, ThatAreSharedMustBeSound) {
  SharedResources broken = shared_templates();
  broken.resources.files["deadlines.yaml"] = "policies: []\n";
  broken.resources.files["bank-holidays.json"] = "{}";
  const auto shared = SharedResources::from(broken.resources);
  ASSERT_FALSE(shared.has_value());
  EXPECT_EQ(said(shared.error()).substr(0, 18), "1:11 deadline.type");
  EXPECT_EQ(shared.error().size(), 2U);
}

}  // namespace
}  // namespace engross::test
