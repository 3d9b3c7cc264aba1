// Matchers for diagnostics and results, so that a test names the error it expects.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/result.hpp"

namespace engross::test {

// EXPECT_THAT(result, FailsWith("data.duplicate-key"))
MATCHER_P(FailsWith, code, "") {
  if (arg.has_value()) {
    *result_listener << "which holds a value";
    return false;
  }
  *result_listener << "which holds\n" << print(arg.error());
  for (const Diagnostic& d : arg.error())
    if (d.code == code) return true;
  return false;
}

// ASSERT_THAT(result, Succeeds())
MATCHER(Succeeds, "") {
  if (!arg.has_value()) *result_listener << "which holds\n" << print(arg.error());
  return arg.has_value();
}

// "line:column" of a diagnostic
inline std::string place(const Diagnostic& d) {
  if (!d.span.source) return "nowhere";
  const LineColumn at = locate(d.span.source->text, d.span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace engross::test
