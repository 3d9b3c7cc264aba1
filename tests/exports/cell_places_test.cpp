// Faults of a case are told of the row and column of its export, wherever their place is.
#include "exports/cell_places.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

class CellPlacesTest : public testing::Test {
 protected:
  void SetUp() override {
    text = make_source("cases.csv, row 12", R"({"a":"one","b":["two","three"]})");
    places = CellPlaces(12, 14,
                        std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"A", "B 1", "B 2"}));
    places.all({{5, 10, 0}, {16, 21, 1}, {22, 29, 2}});
    places.of(text);
  }
  std::string told(const Span& span) const { return places.translate(error("x", span, "wrong")).message; }
  std::string told(const std::string& part) const {
    const auto at = static_cast<std::uint32_t>(text->text.find(part));
    return told(Span{text, at, at + static_cast<std::uint32_t>(part.size())});
  }

  SourceRef text;
  CellPlaces places;
};

TEST_F(CellPlacesTest, NamesTheColumnOfAValue) {
  EXPECT_EQ(told("\"one\""), "row 12 (line 14), column \"A\": wrong");
  EXPECT_EQ(told("ne"), "row 12 (line 14), column \"A\": wrong");
  EXPECT_EQ(told("\"two\""), "row 12 (line 14), column \"B 1\": wrong");
  EXPECT_EQ(told("three"), "row 12 (line 14), column \"B 2\": wrong");
  EXPECT_EQ(told("[\"two\",\"three\"]"), "row 12 (line 14), column \"B 1\": wrong") << "of a list, the first";
  EXPECT_EQ(told(""), "row 12 (line 14): wrong") << "of the whole case, none";
  EXPECT_EQ(told("\"a\""), "row 12 (line 14): wrong");
  EXPECT_EQ(told("]}"), "row 12 (line 14): wrong");
}

TEST_F(CellPlacesTest, KnowsTheCaseByItsNameToo) {
  const Diagnostic fault =
      places.translate(error("x", {make_source("cases.csv, row 12", text->text), 5, 10}, "wrong", {"mend it"}));
  EXPECT_EQ(fault.message, "row 12 (line 14), column \"A\": wrong");
  EXPECT_FALSE(fault.span.source);
  EXPECT_EQ(fault.hints, std::vector<std::string>{"mend it"});
}

TEST_F(CellPlacesTest, LeavesPlacesElsewhere) {
  const SourceRef paragraph = make_source("paragraphs/thanks.md", "Thank you");
  const Diagnostic fault = places.translate(warning("x", {paragraph, 6, 9}, "wrong"));
  EXPECT_EQ(fault.message, "row 12 (line 14): wrong");
  EXPECT_EQ(fault.span, (Span{paragraph, 6, 9}));
  EXPECT_EQ(fault.severity, Severity::warning);
  EXPECT_EQ(told(Span{}), "row 12 (line 14): wrong");
}

TEST_F(CellPlacesTest, TellsLinesOfJson) {
  const SourceRef json = make_source("cases.json, row 2", "{\n \"a\": 1,\n \"b\": tomorrow}");
  CellPlaces lines(2, 30, nullptr);
  lines.of(json);
  EXPECT_EQ(lines.translate(error("cases.type", {json, 3, 6}, "wrong")).message, "row 2 (line 31): wrong");
  EXPECT_EQ(lines.translate(error("data.syntax", {json, 17, 25}, "wrong")).message,
            "row 2 (line 32, character 7): wrong");
}

}  // namespace
}  // namespace engross
