#include "base/base64.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace engross {
namespace {

TEST(Base64, HasOneFormForOneContent) {
  for (const auto& [bytes, text] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foobar", "Zm9vYmFy"},
                                                        {std::string("\0\xff", 2), "AP8="}}) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  for (const char* bad : {"Zg", "Zg=", "Zh==", "Zg==\n", " Zg==", "Zm9v=", "Z===", "====", "Zm9!", "Zg==Zg=="})
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace engross
