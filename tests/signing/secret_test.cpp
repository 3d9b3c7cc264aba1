// Passphrases and PINs: where they lay, nothing is left of them.
#include "signing/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace engross::test {
namespace {

bool is_blank(std::string_view place) {
  return std::ranges::all_of(place, [](char c) { return c == '\0'; });
}

// A short string lies in its own object, and moving it away would leave its bytes there.
TEST(Secret, LeavesNothingInTheStringThatItWasMadeFrom) {
  std::string typed = "tiny pin";
  const std::string_view place(typed.data(), typed.size());
  const Secret secret(std::move(typed));
  EXPECT_EQ(secret.view(), "tiny pin");
  EXPECT_TRUE(is_blank(place)) << place;
}

TEST(Secret, LeavesNothingWhereItMovedFrom) {
  Secret first{std::string("tiny pin")};
  const std::string_view place = first.view();
  const Secret second(std::move(first));
  EXPECT_EQ(second.view(), "tiny pin");
  EXPECT_TRUE(is_blank(place)) << place;
}

// What a caller keeps is the caller's.
TEST(Secret, CopiesWhatIsNotGivenAway) {
  const std::string kept = "tiny pin";
  EXPECT_EQ(Secret(kept).view(), kept);
}

}  // namespace
}  // namespace engross::test
