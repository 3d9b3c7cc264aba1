// A draft whose reference block bears something else than its letter, and drafts that only say it differently.
#include "checks/printed_bearings.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace engross {
namespace {

Inline run_of(const std::string& text, Origin::Kind kind, const std::string& pointer, const SourceRef& source) {
  Inline run;
  run.text = text;
  run.origin = {kind, {source, 0, static_cast<std::uint32_t>(text.size())}, pointer};
  return run;
}

Inline line_break() {
  Inline run;
  run.kind = Inline::Kind::line_break;
  return run;
}

// Our ref: R-1 / 26 Hydref 2016, as a template prints them.
Letter composed_letter() {
  const SourceRef template_source = make_source("templates/reply.mustache", std::string(100, 't'));
  Block block;
  block.inlines = {run_of("Our ref: ", Origin::Kind::skeleton, "", template_source),
                   run_of("R-1", Origin::Kind::value, "/letter/reference", template_source), line_break(),
                   run_of("26 Hydref 2016", Origin::Kind::value, "/letter/date", template_source)};
  Letter letter;
  letter.sections.push_back({Part::reference, {block}});
  return letter;
}

const SourceRef draft = make_source("reply.md", "---\n---\n\n::: reference\n:::\n");

Letter drafted_letter(const std::vector<std::string>& lines) {
  Block block;
  for (const std::string& line : lines) {
    if (!block.inlines.empty()) block.inlines.push_back(line_break());
    block.inlines.push_back(run_of(line, Origin::Kind::draft, "", make_source("reply.md", line)));
  }
  Letter letter;
  if (!lines.empty()) letter.sections.push_back({Part::reference, {block}});
  return letter;
}

std::string found_in(const std::vector<std::string>& lines, const std::string& members = "",
                     const Letter& composed = composed_letter()) {
  const auto case_ =
      Case::from(make_source("c", R"({"reference": "R-1", "department": "d", "correspondent": {})" + members + "}"));
  EXPECT_THAT(case_, test::Succeeds());
  Diagnostics found;
  check_bearings(drafted_letter(lines), composed, draft, *case_, found);
  std::string out;
  for (const Diagnostic& d : found) {
    EXPECT_EQ(d.severity, Severity::error);
    EXPECT_EQ(d.hints.size(), 2U);
    out += d.code + " at " + std::string(d.span.text()) + "\n";
  }
  return out;
}

TEST(PrintedBearings, MustBeTheLetters) {
  EXPECT_EQ(found_in({"Our ref: R-1", "26 Hydref 2016"}), "");
  EXPECT_EQ(found_in({"Our ref: R-2", "26 Hydref 2016"}), "check.reference at Our ref: R-2\n");
  EXPECT_EQ(found_in({"Our ref: R-1-2", "26 Hydref 2016"}), "check.reference at Our ref: R-1-2\n");
  EXPECT_EQ(found_in({"Our ref: R-1", "27 Hydref 2016"}), "check.date at 27 Hydref 2016\n");
  EXPECT_EQ(found_in({"Our ref: R-1", "26 October 2016"}), "check.date at 26 October 2016\n");
  EXPECT_EQ(found_in({"Our ref: R-1"}), "check.date at ::: reference\n");
  EXPECT_EQ(found_in({}), "check.reference at ::: reference\ncheck.date at ::: reference\n");
}

// Emphasis of the whole block, as a template may set it: the lines count as they did.
TEST(PrintedBearings, MustBeTheLettersWhenTheTemplateSetsThemInBold) {
  Letter composed = composed_letter();
  std::vector<Inline>& inlines = composed.sections[0].blocks[0].inlines;
  Inline bold;
  bold.kind = Inline::Kind::strong;
  bold.children = std::move(inlines);
  inlines = {bold};
  EXPECT_EQ(found_in({"Our ref: R-1", "26 Hydref 2016"}, "", composed), "");
  EXPECT_EQ(found_in({"Our ref: R-2", "27 Hydref 2016"}, "", composed),
            "check.reference at Our ref: R-2\ncheck.date at 27 Hydref 2016\n");
}

TEST(PrintedBearings, MayStandInOtherWordsAndOrder) {
  EXPECT_EQ(found_in({"London, 26\u00A0Hydref 2016", "Reference R-1", "By hand"}), "");
}

TEST(PrintedBearings, TheRemedyIsWhereTheDateComesFrom) {
  for (const auto& [members, remedy] :
       {std::pair{R"(, "date": "2016-10-26")", "change the case's \"date\""}, {"", "`date:` line of the draft"}}) {
    const auto case_ = Case::from(make_source(
        "c", std::string(R"({"reference": "R-1", "department": "d", "correspondent": {})") + members + "}"));
    Diagnostics found;
    check_bearings(drafted_letter({"Our ref: R-1", "today"}), composed_letter(), draft, *case_, found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].hints[1].find(remedy), std::string::npos) << found[0].hints[1];
  }
}

}  // namespace
}  // namespace engross
