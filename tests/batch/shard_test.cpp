// Shares of an export: which numbers are taken, and that each case falls to exactly one of them, always the same.
#include "batch/shard.hpp"

#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

TEST(Shard, IsWrittenAsOneOfSeveral) {
  const test::MemoryWorld world;
  const auto shard = Shard::parse("3/8", world);
  ASSERT_THAT(shard, Succeeds());
  EXPECT_EQ(shard->number, 3U);
  EXPECT_EQ(shard->of, 8U);
  EXPECT_EQ(shard->text(), "3/8");
}

TEST(Shard, RefusesWhatIsNone) {
  const test::MemoryWorld world;
  for (const char* text : {"", "3", "/8", "3/", "0/8", "9/8", "3/0", "a/8", "3/8/2", "-1/8", "3/10001", "auto",
                           "auto/x", "3 /8", "99999999999999999999/8"})
    EXPECT_THAT(Shard::parse(text, world), FailsWith("options.shard")) << text;
}

TEST(Shard, TakesItsNumberFromTheCluster) {
  for (const char* name : {"SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"}) {
    test::MemoryWorld world;
    world.variables[name] = "0";
    auto shard = Shard::parse("auto/8", world);
    ASSERT_THAT(shard, Succeeds()) << name;
    EXPECT_EQ(shard->number, 1U);
    world.variables[name] = "7";
    EXPECT_EQ(Shard::parse("auto/8", world)->number, 8U);
  }
}

// A task that is submitted again alone is told that its array has one task: that is not how many shards there are.
TEST(Shard, NeverTakesFromTheClusterHowManyThereAre) {
  test::MemoryWorld world;
  world.variables = {{"SLURM_ARRAY_TASK_ID", "5"},
                     {"SLURM_ARRAY_TASK_COUNT", "1"},
                     {"SLURM_ARRAY_TASK_MIN", "5"},
                     {"SLURM_ARRAY_TASK_MAX", "5"}};
  const auto shard = Shard::parse("auto/8", world);
  ASSERT_THAT(shard, Succeeds());
  EXPECT_EQ(shard->text(), "6/8");
}

TEST(Shard, RefusesAClusterThatCountsFromOneOrContradictsItself) {
  test::MemoryWorld world;
  EXPECT_THAT(Shard::parse("auto/8", world), FailsWith("options.shard"));
  world.variables["SLURM_ARRAY_TASK_ID"] = "8";
  EXPECT_THAT(Shard::parse("auto/8", world), FailsWith("options.shard"));
  world.variables["SLURM_ARRAY_TASK_ID"] = "three";
  EXPECT_THAT(Shard::parse("auto/8", world), FailsWith("options.shard"));
  world.variables["SLURM_ARRAY_TASK_ID"] = "3";
  world.variables["JOB_COMPLETION_INDEX"] = "4";
  EXPECT_THAT(Shard::parse("auto/8", world), FailsWith("options.shard"));
  world.variables["JOB_COMPLETION_INDEX"] = "3";
  EXPECT_THAT(Shard::parse("auto/8", world), Succeeds());
}

TEST(Shard, TakesEachCaseOnceAndEvenly) {
  constexpr std::size_t shards = 8, cases = 8000;
  std::array<std::size_t, shards> taken{};
  for (std::size_t i = 0; i < cases; ++i) {
    const std::string key = "2016-" + std::to_string(i);
    std::size_t takers = 0;
    for (std::size_t number = 1; number <= shards; ++number)
      if (Shard{.number = number, .of = shards}.takes(key)) {
        ++takers;
        ++taken[number - 1];
      }
    ASSERT_EQ(takers, 1U) << key;
  }
  for (const std::size_t count : taken) {
    EXPECT_GT(count, cases / shards * 8 / 10);
    EXPECT_LT(count, cases / shards * 12 / 10);
  }
}

// The share of a case is part of what lies on disks: it may never change. SHA-256 of "2016-0046030" begins with
// the eight bytes below, as `sha256sum` says.
TEST(Shard, IsTheSameForEver) {
  EXPECT_TRUE((Shard{.number = 0xb483b8807e1f692dULL % 8 + 1, .of = 8}.takes("2016-0046030")));
}

}  // namespace
}  // namespace engross
