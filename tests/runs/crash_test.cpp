// A department whose code dies of some cases costs exactly those cases.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "../e2e/command.hpp"
#include "run_desk.hpp"

namespace engross::test {
namespace {

// Of 2,100 references from 0046030 on, these end the department's code: 46500, 47000, 47500, 48000; and it hangs on
// 46200, 46900, 47600.
TEST(CrashingDepartment, CostsExactlyTheCasesThatItDiesOf) {
  const TemporaryDirectory folder;
  constexpr std::size_t letters = 2100;
  write_file(folder / "cases.jsonl", export_of(letters, "crashing"));
  const Outcome outcome = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "batch", folder / "cases.jsonl",
                               "--out", folder / "run", "--unsigned", "--department", ENGROSS_CRASHING_DEPARTMENT,
                               "--store", folder / "store", "--jobs", "2", "--json"});
  EXPECT_EQ(outcome.exit_code, 4) << outcome.err;
  const auto said = nlohmann::json::parse(outcome.out).at("result");
  EXPECT_EQ(said["summary"]["issued"], letters - 7);
  EXPECT_EQ(said["summary"]["refused"], 7);
  EXPECT_EQ(said["summary"]["refused_by"], (nlohmann::json{{"library.crashed", 4}, {"library.timeout", 3}}));
  EXPECT_EQ(said["run"]["workers_replaced"], 0);  // the code runs in a child of the worker
  EXPECT_EQ(disagreement_in(folder / "run", letters), "");
  const std::string refused = read_file(folder / "run/refused.jsonl");
  for (const char* reference :
       {"2016-0046500", "2016-0047000", "2016-0047500", "2016-0048000", "2016-0046200", "2016-0046900", "2016-0047600"})
    EXPECT_THAT(refused, testing::HasSubstr(reference));
  EXPECT_THAT(refused, testing::HasSubstr("derive"));
}

}  // namespace
}  // namespace engross::test
