#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(Diagnostic, PrintsPlaceExcerptCaretAndHints) {
  const SourceRef source = make_source("case.json", "{\n  \"refrence\": 1\n}\n");
  const Diagnostic d =
      error("cases.unknown-field", {source, 4, 14}, "there is no field \"refrence\"", {"did you mean \"reference\"?"});
  EXPECT_EQ(print(d),
            "case.json:2:3: error: there is no field \"refrence\" [cases.unknown-field]\n"
            "  |   \"refrence\": 1\n"
            "  |   ^^^^^^^^^^\n"
            "  = did you mean \"reference\"?\n");
}

TEST(Diagnostic, CountsColumnsInCodePoints) {
  const SourceRef source = make_source("x", "Tŷ Gwyn!");
  EXPECT_EQ(print(error("a.b", {source, 8, 9}, "m"), {.excerpt = false}), "x:1:8: error: m [a.b]\n");
}

TEST(Diagnostic, NeverPrintsControlCharacters) {
  const SourceRef source = make_source("x", "a\x1b[2Jb");
  const std::string printed = print(error("a.b", {source, 0, 1}, "found \x1b]0;title"));
  EXPECT_EQ(printed.find('\x1b'), std::string::npos) << printed;
}

TEST(Diagnostic, CutsALongLineToAWindowAroundThePlace) {
  const SourceRef source = make_source("x", std::string(5000, 'a') + "HERE" + std::string(5000, 'b'));
  const std::string printed = print(error("a.b", {source, 5000, 5004}, "m"));
  EXPECT_LT(printed.size(), 400U);
  EXPECT_NE(printed.find("HERE"), std::string::npos);
  EXPECT_NE(printed.find("^^^^\n"), std::string::npos);
}

TEST(Diagnostic, ShowsTheSameWindowHoweverLongTheLine) {
  for (const std::string_view letter : {"a", "ŷ", "€", "😀"}) {
    const auto lines = [&](std::size_t n) {
      std::string side;
      for (std::size_t i = 0; i < n; ++i) side += letter;
      const auto at = static_cast<std::uint32_t>(side.size());
      const std::string printed = print(error("a.b", {make_source("x", side + "HERE" + side), at, at + 4}, "m"));
      return printed.substr(printed.find('\n'));
    };
    EXPECT_EQ(lines(112), lines(100'000)) << letter;
  }
}

}  // namespace
}  // namespace engross
