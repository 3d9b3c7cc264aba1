#include "rules/decimal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace engross {
namespace {

TEST(Decimal, ComparesExactly) {
  struct Row {
    std::string_view a, order, b;
  };
  const Row rows[] = {
      {"1", "=", "1.0"},
      {"1.20", "=", "1.2"},
      {"100", "=", "1e2"},
      {"1E+2", "=", "1000e-1"},
      {"0", "=", "-0.00e7"},
      {"0.0001", "=", "1e-4"},
      {"-1", "<", "0"},
      {"-2", "<", "-1"},
      {"-1.5", "<", "-1.49"},
      {"9", "<", "10"},
      {"0.9", "<", "0.91"},
      {"0.1", "<", "0.1000000000000000055511151231257827"},
      {"9007199254740992", "<", "9007199254740993"},
      {"123456789012345678901234567890", "<", "123456789012345678901234567891"},
      {"1e-400", ">", "0"},
      {"1e400", "<", "1e401"},
      {"-1e400", "<", "1e-400"},
      {"1e99999999999999999999", ">", "1e308"},
      {"1e-99999999999999999999", "<", "1e-308"},
      {"00001e0", "=", "1"},
  };
  for (const Row& row : rows) {
    const auto order = compare_decimals(row.a, row.b);
    EXPECT_EQ(order == 0 ? "=" : order < 0 ? "<" : ">", row.order) << row.a << " " << row.b;
    const auto reverse = compare_decimals(row.b, row.a);
    EXPECT_EQ(reverse == 0 ? "=" : reverse > 0 ? "<" : ">", row.order) << row.b << " " << row.a;
  }
}

}  // namespace
}  // namespace engross
