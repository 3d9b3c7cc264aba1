// How many faults of one input are told, and what is said of the others.
#include "base/enough.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace engross {
namespace {

Diagnostics many(std::size_t count, const SourceRef& source = nullptr) {
  Diagnostics list;
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::uint32_t>(count - i);
    add_up_to_most(list, warning("a.b", {source, at, at}, "wrong", {"mend it"}));
  }
  return list;
}

TEST(Enough, TellsTheFirstAndThatThereAreMore) {
  EXPECT_EQ(many(most_diagnostics).size(), most_diagnostics);
  EXPECT_FALSE(has_enough(many(most_diagnostics)));
  for (const std::size_t count : {most_diagnostics + 1, most_diagnostics + 1000}) {
    const Diagnostics list = many(count);
    ASSERT_EQ(list.size(), most_diagnostics + 1);
    EXPECT_TRUE(has_enough(list));
    EXPECT_EQ(list.back().code, "base.left-out");
    EXPECT_EQ(list.back().message, "more was found than these 20; the others are left out");
    EXPECT_EQ(list.back().severity, Severity::warning);
    EXPECT_EQ(std::ranges::count(list, "base.left-out", &Diagnostic::code), 1);
  }
}

// An error among what is left out must still stop who looks for errors.
TEST(Enough, IsAsGraveAsTheGravestOfThem) {
  Diagnostics list = many(most_diagnostics + 1);
  EXPECT_FALSE(has_errors(list));
  add_up_to_most(list, error("a.c", {}, "worse"));
  EXPECT_EQ(list.size(), most_diagnostics + 1);
  EXPECT_TRUE(has_errors(list));
}

TEST(Enough, StaysLastWhenSortedByPlace) {
  Diagnostics list = many(most_diagnostics + 2);
  sort_by_place(list);
  EXPECT_EQ(list.front().span.begin, 3U);
  EXPECT_EQ(list.back().code, "base.left-out");
}

}  // namespace
}  // namespace engross
