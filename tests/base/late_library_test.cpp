#include "base/late_library.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace engross {
namespace {

using testing::HasSubstr;

using Rounding = decltype(static_cast<double (*)(double)>(&std::floor));

TEST(LateLibrary, FindsFunctionsOfTheFirstLibraryThatIsThere) {
  LateLibrary library({"libnone.so.99", "libm.so.6"});
  Rounding floor_of = nullptr, ceiling_of = nullptr;
  library.take("floor", floor_of).take("ceil", ceiling_of);
  ASSERT_TRUE(library.is_whole()) << library.reason();
  EXPECT_EQ(floor_of(1.5), 1.0);
  EXPECT_EQ(ceiling_of(1.5), 2.0);
}

TEST(LateLibrary, SaysWhatIsMissing) {
  LateLibrary none({"libnone.so.99"});
  EXPECT_FALSE(none.is_whole());
  EXPECT_THAT(none.reason(), HasSubstr("libnone.so.99"));
  LateLibrary library({"libm.so.6"});
  Rounding odd = nullptr, floor_of = nullptr;
  library.take("no_such_rounding", odd).take("floor", floor_of);
  EXPECT_FALSE(library.is_whole());
  EXPECT_THAT(library.reason(), HasSubstr("no_such_rounding"));
  EXPECT_EQ(odd, nullptr);
  EXPECT_EQ(floor_of, nullptr) << "what is not whole is not used";
  EXPECT_FALSE(LateLibrary({}).is_whole());
}

}  // namespace
}  // namespace engross
