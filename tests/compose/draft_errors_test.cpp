// Drafts that are refused: the code and the place of each error, and what to do about it.
#include <gtest/gtest.h>

#include "compose/drafts.hpp"

namespace engross::test {
namespace {

struct Row {
  const char* name;
  std::string draft;
  std::string code;
  std::string at;  // the words that the error points at
};

std::vector<Row> rows() {
  const std::string& d = drafting().draft;
  const std::string dredging = div_of(d, "::: paragraph {id=\"dredging\"");
  const auto in = [&](const std::string& from, const std::string& to) { return edit(d, from, to); };
  return {
      {"an id that the letter does not have", in("id=\"dredging\"", "id=\"dregging\""), "draft.unknown-paragraph",
       "::: paragraph {id=\"dregging\" revision=\"4\" reason=\"the case names it\"}"},
      {"words of the case that are not there", in("paragraphs/2\"", "paragraphs/9\""), "draft.unknown-paragraph",
       "::: words {from=\"/case/paragraphs/9\"}"},
      {"a paragraph twice", in(dredging, dredging + "\n" + dredging), "draft.duplicate",
       "::: paragraph {id=\"dredging\" revision=\"4\" reason=\"the case names it\"}"},
      {"no id", in("::: paragraph {id=\"dredging\" revision=\"4\" reason=\"the case names it\"}", "::: paragraph"),
       "draft.attribute", "::: paragraph"},
      {"an attribute that no div has", in("revision=\"4\"", "revison=\"4\""), "draft.attribute",
       "::: paragraph {id=\"dredging\" revison=\"4\" reason=\"the case names it\"}"},
      {"an attribute of a section", in("::: opening", "::: opening {x=\"1\"}"), "draft.attribute",
       "::: opening {x=\"1\"}"},
      {"another revision", in("revision=\"4\"", "revision=\"3\""), "draft.revision",
       "::: paragraph {id=\"dredging\" revision=\"3\" reason=\"the case names it\"}"},
      {"an empty paragraph", in(dredging, "::: paragraph {id=\"dredging\"}\n:::\n"), "draft.empty",
       "::: paragraph {id=\"dredging\"}"},
      {"a section that no letter has", in("::: closing", "::: closng"), "draft.section", "::: closng"},
      {"a div that no section has", in("::: words {from", "::: word {from"), "draft.section",
       "::: word {from=\"/case/paragraphs/2\"}"},
      {"a paragraph outside every section", d + "\n" + dredging, "draft.section",
       "::: paragraph {id=\"dredging\" revision=\"4\" reason=\"the case names it\"}"},
      {"a paragraph in the subject", in("The inner basin", dredging), "draft.section",
       "::: paragraph {id=\"dredging\" revision=\"4\" reason=\"the case names it\"}"},
      {"a section twice", d + "\n::: body\nMore.\n:::\n", "draft.section", "::: body"},
      {"braces", in("I was there.", "I was {{there}}."), "draft.leak", "{{there}}"},
      {"open braces", in("I was there.", "I was {{there."), "draft.leak", "{{"},
      {"braces in added words", d + "\n{{department.name}}\n", "draft.leak", "{{department.name}}"},
      {"HTML", in("I was there.", "I was <b>there</b>."), "markdown.html", "<b>"},
      {"a fence that is not closed", d + "\n::: copies\n", "fence.unclosed", ""},
      {"no front matter", d.substr(d.find("\n---\n") + 5), "draft.front-matter", ""},
      {"front matter that is not closed", edit(d, "\n---\n", "\n"), "draft.front-matter", "---"},
      {"front matter that is no mapping", edit(d, d.substr(4, d.find("\n---\n") - 4), "- a"), "draft.front-matter",
       "---"},
      {"a key that no draft has", in("\nversion:", "\nvresion:"), "draft.unknown-key", "vresion"},
      {"typographic quotation marks", in("department: \"harbour\"", "department: “harbour”"), "draft.quotes",
       "“harbour”"},
      {"leave that is no list", in("date: \"2016-10-26\"", "date: \"2016-10-26\"\nallow: thanks"), "draft.allow",
       "thanks"},
      {"leave without a reason", in("date: \"2016-10-26\"", "date: \"2016-10-26\"\nallow: {thanks: \" \"}"),
       "draft.allow", "\" \""},
      {"a date that is none", in("date: \"2016-10-26\"", "date: \"soon\""), "draft.date", "\"soon\""},
      {"blanks before an opening fence", in("::: paragraph {id=\"dredging\"", " \t::: paragraph {id=\"dredging\""),
       "fence.indented", " \t::: paragraph {id=\"dredging\" revision=\"4\" reason=\"the case names it\"}"},
      {"blanks before a closing fence", d + "\n::: copies\nMr Lock\n  :::\n", "fence.indented", "  :::"},
      {"a key that is not text", in("\nversion: \"2.1.0\"", "\nversion: [1]"), "draft.front-matter", "[1]"},
      {"no case", edit(d, d.substr(d.find("case: "), d.find('\n', 5) - d.find("case: ") + 1), ""), "draft.front-matter",
       "---"},
      {"YAML that is none", in("\nversion: \"2.1.0\"", "\nversion: \"2.1.0"), "data.syntax", "?"},
      {"a control character", in("I was there.", "I was\x01 there."), "draft.character", "\x01"},
      {"a private-use character", in("I was there.", "I was \xF3\xB0\x80\x80 there."), "draft.character",
       "\xF3\xB0\x80\x80"},
      {"bytes that are not UTF-8", in("I was there.", "I was \xFF there."), "draft.not-utf8", "\xFF"},
      {"too much", d + std::string(2U << 20U, 'x'), "draft.too-large", ""},
      {"nothing", "", "draft.front-matter", ""},
  };
}

TEST(DraftErrors, HaveACodeAndAPlace) {
  for (const Row& row : rows()) {
    const auto drafted = read_back(drafting(), row.draft);
    ASSERT_THAT(drafted, FailsWith(row.code)) << row.name;
    if (row.at == "?") continue;  // the place is the YAML reader's
    const auto& errors = drafted.error();
    const auto found =
        std::find_if(errors.begin(), errors.end(), [&](const Diagnostic& e) { return e.code == row.code; });
    EXPECT_EQ(found->span.source->name, "reply.md") << row.name;
    if (row.code == "markdown.html" || row.at.empty()) continue;
    EXPECT_EQ(std::string(found->span.text()), row.at) << row.name << "\n" << print(*found);
  }
}

TEST(DraftErrors, SayWhatToDo) {
  const auto hint_of = [](const std::string& draft) {
    const auto drafted = read_back(drafting(), draft);
    return drafted || drafted.error()[0].hints.empty() ? std::string() : drafted.error()[0].hints[0];
  };
  const std::string& d = drafting().draft;
  EXPECT_EQ(hint_of(edit(d, "id=\"dredging\"", "id=\"dregging\"")), "did you mean \"dredging\"?");
  EXPECT_EQ(hint_of(edit(d, "::: closing", "::: closng")), "did you mean \"closing\" or \"close\"?");
  EXPECT_EQ(hint_of(edit(d, "\nversion:", "\nvresion:")), "did you mean \"version\"?");
  EXPECT_EQ(hint_of(edit(d, "revision=\"4\"", "revison=\"4\"")), "did you mean \"revision\" or \"reason\"?");
}

// The one thing that is wrong is said, and nothing that follows from it.
TEST(DraftErrors, OfIndentedFencesStandAlone) {
  const std::string& d = drafting().draft;
  for (const std::string& draft : {edit(d, "::: paragraph {id=\"dredging\"", "\t::: paragraph {id=\"dredging\""),
                                   edit(d, "\n:::\n", "\n  :::\n"), edit(d, "::: body", " ::: body")}) {
    const auto drafted = read_back(drafting(), draft);
    ASSERT_THAT(drafted, FailsWith("fence.indented"));
    EXPECT_EQ(drafted.error().size(), 1U) << print(drafted.error());
  }
  EXPECT_THAT(read_back(drafting(), edit(d, "I was there.", "I was there:\n\n  \\::: so.")), Succeeds());
}

TEST(DraftErrors, BlanksAfterTheHyphensAreNone) {
  std::string draft = edit(drafting().draft, "---\n", "--- \t\n");
  draft = edit(draft, "\n---\n", "\n---  \n");
  const auto drafted = read_back(drafting(), draft);
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_EQ(show(drafted->changes), "");
}

TEST(DraftErrors, AreCollectedAndCapped) {
  std::string draft = edit(drafting().draft, "I was there.", "{{a}} {{b}}");
  draft = edit(draft, "id=\"moorings\"", "id=\"mornings\"");
  const auto drafted = read_back(drafting(), draft);
  ASSERT_FALSE(drafted.has_value());
  EXPECT_EQ(drafted.error().size(), 3U) << print(drafted.error());
  std::string many = drafting().draft;
  for (int i = 0; i < 5000; ++i) many += "\n::: nowhere\nx\n:::\n";
  const auto capped = read_back(drafting(), many);
  ASSERT_FALSE(capped.has_value());
  EXPECT_LE(capped.error().size(), 101U);
}

TEST(DraftErrors, OfTheHeadAloneAreTheSame) {
  EXPECT_THAT(read_draft_head(make_source("reply.md", "Dear Sir")), FailsWith("draft.front-matter"));
  EXPECT_THAT(read_draft_head(make_source("reply.md", edit(drafting().draft, "\nversion:", "\nvresion:"))),
              FailsWith("draft.unknown-key"));
  EXPECT_THAT(read_draft_head(nullptr), FailsWith("draft.front-matter"));
  const auto list = read_draft_head(make_source("reply.md", "---\ndate: [2016]\n---\n"));
  ASSERT_FALSE(list.has_value());
  EXPECT_EQ(list.error().front().message, "\"date\" is an array; it must be text");
}

}  // namespace
}  // namespace engross::test
