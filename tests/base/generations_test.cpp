// A cache of two generations over many of them: what it remembers, forgets and weighs.
#include "base/generations.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace engross::test {
namespace {

// A value that counts itself among the living.
struct Counted {
  explicit Counted(int& living) : token(&++living, [](int* count) { --*count; }) {}
  std::shared_ptr<int> token;
};
using Cache = Generations<TextMap<Counted>>;

TEST(Generations, RemembersOneGenerationBack) {
  Generations<TextMap<int>> cache(3);
  for (int i = 0; i < 6; ++i) cache.keep(std::to_string(i), i, 1);
  for (int i = 0; i < 6; ++i) EXPECT_NE(cache.find(std::to_string(i)), nullptr) << i;
  Generations<TextMap<int>> fuller(3);
  for (int i = 0; i < 7; ++i) fuller.keep(std::to_string(i), i, 1);
  EXPECT_EQ(fuller.find("2"), nullptr);
  EXPECT_EQ(*fuller.find("3"), 3);
}

TEST(Generations, ForgetsWhatWasNotAskedForWhileOneFilled) {
  Generations<TextMap<int>> cache(10);
  cache.keep("asked for", 1, 1);
  cache.keep("forgotten", 2, 1);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_NE(cache.find("asked for"), nullptr) << i;
    cache.keep(std::to_string(i), i, 1);
  }
  EXPECT_EQ(cache.find("forgotten"), nullptr);
}

TEST(Generations, NeverHoldsMoreThanTwoWhateverIsAskedFor) {
  constexpr std::size_t most = 50;
  for (const int favourites : {1, 10, 40, 50, 400}) {
    int living = 0;
    int most_living = 0;
    Cache cache(most);
    for (int i = 0; i < 20'000; ++i) {
      // Ever more values are wanted again and again; each is made again when it was forgotten.
      const std::string again = "again " + std::to_string(i % (1 + i % favourites));
      if (cache.find(again) == nullptr) cache.keep(again, Counted(living), 1);
      cache.keep(std::to_string(i), Counted(living), 1);
      most_living = std::max(most_living, living);
    }
    EXPECT_LE(most_living, static_cast<int>(2 * most)) << favourites;
  }
}

TEST(Generations, NeverHoldsMoreThanTwoWhenAllOfItIsAskedForOnceAGeneration) {
  constexpr int most = 50;
  int living = 0;
  Cache cache(most);
  for (int generation = 0; generation < 200; ++generation) {
    for (int i = 0; i < most; ++i) cache.keep(std::to_string(generation * most + i), Counted(living), 1);
    for (int i = 0; i <= generation * most; ++i) cache.find(std::to_string(i));
    ASSERT_LE(living, 2 * most) << generation;
  }
}

// Whoever holds references of find() holds them until something is kept.
TEST(Generations, MovesNothingUntilSomethingIsKept) {
  Generations<TextMap<int>> cache(4);
  for (int i = 0; i < 8; ++i) cache.keep(std::to_string(i), i, 1);
  std::vector<int*> held;
  for (int i = 0; i < 8; ++i) held.push_back(cache.find(std::to_string(i)));
  for (int i = 0; i < 8; ++i) {
    ASSERT_NE(held[static_cast<std::size_t>(i)], nullptr) << i;
    EXPECT_EQ(*held[static_cast<std::size_t>(i)], i);
    EXPECT_EQ(cache.find(std::to_string(i)), held[static_cast<std::size_t>(i)]);
  }
  int& fresh = cache.keep("fresh", 9, 1);
  EXPECT_EQ(&fresh, cache.find("fresh"));
}

TEST(Generations, KeepsOneThatIsTooHeavyForAnother) {
  Generations<TextMap<int>> cache(4);
  EXPECT_EQ(cache.keep("heavy", 1, 100), 1);
  EXPECT_EQ(*cache.find("heavy"), 1);
  cache.keep("a", 2, 1);
  cache.keep("b", 3, 4);
  EXPECT_EQ(cache.find("heavy"), nullptr);
  EXPECT_EQ(*cache.find("b"), 3);
}

}  // namespace
}  // namespace engross::test
