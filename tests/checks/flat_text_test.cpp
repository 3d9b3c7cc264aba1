#include "checks/flat_text.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(FlatText, MapsBytesBackThroughNestedRuns) {
  const SourceRef source = make_source("p.md", "one **two** three");
  Inline one, two, strong, line, three;
  one.text = "one ";
  one.origin.span = {source, 0, 4};
  two.text = "two";
  two.origin.span = {source, 6, 9};
  strong.kind = Inline::Kind::strong;
  strong.children = {two};
  line.kind = Inline::Kind::line_break;
  three.text = "three";
  three.origin.span = {source, 12, 17};
  const std::vector<Inline> inlines{one, strong, line, three};
  const FlatText flat(inlines);
  EXPECT_EQ(flat.text(), "one two\nthree");
  EXPECT_EQ(flat.span_at(5, 6).text(), "w");
  EXPECT_EQ(flat.span_at(8, 13).text(), "three");
}

TEST(FlatText, GivesTheWholeRunWhereBytesDoNotMatch) {
  const SourceRef source = make_source("p.md", "A &amp; B");
  Inline run;
  run.text = "A & B";
  run.origin.span = {source, 0, 9};
  const std::vector<Inline> inlines{run};
  EXPECT_EQ(FlatText(inlines).span_at(2, 3).text(), "A &amp; B");
}

}  // namespace
}  // namespace engross
