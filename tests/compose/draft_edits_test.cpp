// What an officer does to a draft, and what comes of it.
#include <gtest/gtest.h>

#include "compose/drafts.hpp"

namespace engross::test {
namespace {

const Block* block_of(const Letter& letter, const std::string& id) {
  for (const Section& section : letter.sections)
    for (const Block& block : section.blocks)
      if (block.provenance && block.provenance->id == id) return &block;
  return nullptr;
}

const Section* section_of(const Letter& letter, Part part) {
  for (const Section& section : letter.sections)
    if (section.part == part) return &section;
  return nullptr;
}

TEST(DraftEdits, AnUneditedDraftGivesTheSameLetter) {
  const auto drafted = read_back(drafting(), drafting().draft);
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_EQ(show(drafted->changes), "");
  EXPECT_EQ(dump(drafted->letter, DumpOrigins::yes), dump(drafting().composed.letter, DumpOrigins::yes));
}

TEST(DraftEdits, TheHeadComesBack) {
  const auto head = read_draft_head(make_source("reply.md", drafting().draft));
  ASSERT_THAT(head, Succeeds());
  const DraftHead expected = head_of(drafting().case_, *drafting().department);
  EXPECT_EQ(head->case_path, expected.case_path);
  EXPECT_EQ(head->case_sha256, expected.case_sha256);
  EXPECT_EQ(head->department, "harbour");
  EXPECT_EQ(head->department_sha256, expected.department_sha256);
  EXPECT_EQ(head->version, "2.1.0");
  EXPECT_EQ(head->template_name, "reply");
  EXPECT_EQ(head->language, "en-GB");
  EXPECT_EQ(head->date, "2016-10-26");
}

struct Row {
  const char* name;
  std::string draft;
  std::string changes;
};

std::vector<Row> edits() {
  const std::string& d = drafting().draft;
  const std::string dredging = div_of(d, "::: paragraph {id=\"dredging\"");
  const std::string moorings = div_of(d, "::: paragraph {id=\"moorings\"");
  const std::string words = div_of(d, "::: words {from=\"/case/paragraphs/2\"}");
  const std::string closing = div_of(d, "::: paragraph {id=\"goodbye\"");
  std::string windows;
  for (const char c : d) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return {
      {"Windows line ends", windows, ""},
      {"a byte order mark", "\xEF\xBB\xBF" + d, ""},
      {"no line feed at the end", d.substr(0, d.size() - 1), ""},
      {"blank lines here and there",
       edit(edit(d, dredging, "\n\n" + dredging + "\n\n"), "I was there.", "\nI was there."), ""},
      {"a paragraph wrapped by the editor", edit(d, "is dredged every", "is dredged\nevery"), ""},
      {"another reason", edit(d, "reason=\"the case names it\"", "reason=\"because\""), ""},
      {"no reason and no revision", edit(d, " revision=\"4\" reason=\"the case names it\"", ""), ""},
      {"a word", edit(d, "every *second* year", "every *third* year"), "edited dredging in body\n"},
      {"an emphasis taken away", edit(d, "*second*", "second"), "edited dredging in body\n"},
      {"a value", edit(d, "boat of 9 metres", "boat of 19 metres"), "edited moorings in body\n"},
      {"the officer's own words", edit(d, "I was there.", "We were there."), "edited /case/paragraphs/2 in body\n"},
      {"an address line", edit(d, "2 Mole Road", "3 Mole Road"), "edited addressee in addressee\n"},
      {"the salutation", edit(d, "Dear Mr Jones", "Dear Jones"), "edited salutation in salutation\n"},
      {"a copy", edit(d, "Copy to: The Pilot", "Copy to: The Pilots"), "edited copies in copies\n"},
      {"a paragraph dropped", edit(d, dredging, ""), "dropped dredging in body\n"},
      {"own words dropped", edit(d, words, ""), "dropped /case/paragraphs/2 in body\n"},
      {"the subject dropped", edit(d, div_of(d, "::: subject"), ""), "dropped subject in subject\n"},
      {"the subject emptied", edit(d, "The inner basin\n", ""), "dropped subject in subject\n"},
      {"words added in a section", edit(d, dredging, dredging + "\nOne thing more.\n"), "added in body\n"},
      {"words added between sections", edit(d, "::: closing", "One thing more.\n\n::: closing"), "added in body\n"},
      {"words added at the end", d + "\nOne thing more.\n", "added in body\n"},
      {"a paragraph moved up", edit(edit(d, moorings, ""), dredging, moorings + "\n" + dredging),
       "moved moorings in body\n"},
      {"a paragraph moved to another section", edit(edit(d, closing, ""), dredging, dredging + "\n" + closing),
       "moved goodbye in body\n"},
      {"a paragraph moved and edited",
       edit(edit(edit(d, moorings, ""), dredging, moorings + "\n" + dredging), "of 9 metres", "of 8 metres"),
       "moved moorings in body\nedited moorings in body\n"},
  };
}

TEST(DraftEdits, ShowAsTheyWereMade) {
  for (const Row& row : edits()) {
    const auto drafted = read_back(drafting(), row.draft);
    ASSERT_THAT(drafted, Succeeds()) << row.name;
    EXPECT_EQ(show(drafted->changes), row.changes) << row.name;
    const bool same = dump(drafted->letter, DumpOrigins::yes) == dump(drafting().composed.letter, DumpOrigins::yes);
    EXPECT_EQ(same, row.changes.empty()) << row.name;
  }
}

TEST(DraftEdits, ChangedWordsComeFromTheDraftAndTheOthersKeepTheirOrigins) {
  const auto drafted = read_back(drafting(), edit(drafting().draft, "every *second* year", "every *third* year"));
  ASSERT_THAT(drafted, Succeeds());
  const Block* block = block_of(drafted->letter, "dredging");
  ASSERT_NE(block, nullptr);
  EXPECT_TRUE(block->provenance->edited);
  EXPECT_FALSE(block->provenance->moved);
  EXPECT_EQ(block->provenance->revision, 4);
  EXPECT_EQ(block->provenance->owner, "Channel Unit");
  EXPECT_EQ(block->provenance->reason, "the case names it");
  const Inline& run = block->inlines.front();
  EXPECT_EQ(run.origin.kind, Origin::Kind::draft);
  EXPECT_EQ(run.origin.span.source->name, "reply.md");
  EXPECT_EQ(run.origin.span.text(), "The channel at ");
  const Block* other = block_of(drafted->letter, "moorings");
  ASSERT_NE(other, nullptr);
  EXPECT_FALSE(other->provenance->edited);
  EXPECT_EQ(other->inlines.front().origin.kind, Origin::Kind::paragraph);
}

void list_values(const std::vector<Inline>& inlines, std::string& out) {
  for (const Inline& run : inlines) {
    if (run.origin.kind == Origin::Kind::value) out += run.origin.pointer + "=" + run.text + "\n";
    list_values(run.children, out);
  }
}

// The values that the paragraph prints, in its order.
std::string values_of(const Letter& letter, const std::string& id) {
  std::string out;
  for (const Section& section : letter.sections)
    for (const Block& block : section.blocks) {
      if (!block.provenance || block.provenance->id != id) continue;
      list_values(block.inlines, out);
      for (const ListItem& item : block.items)
        for (const Block& inner : item.blocks) list_values(inner.inlines, out);
      if (!block.table) continue;
      for (const auto& row : block.table->rows)
        for (const TableCell& cell : row) list_values(cell.inlines, out);
    }
  return out;
}

const Drafting& fees() {
  static const Drafting made = draft_of(case_text(
      R"("facts": {"length": 9, "fee": "12.50", "berth": "B*4", "rates": [{"month": "May", "fee": 3}, )"
      R"({"month": "June", "fee": 3}]}, "incoming": {"dated": "2016-09-30"}, "topics": ["moorings", "dredging"])"));
  return made;
}

TEST(DraftEdits, ValuesThatStillStandInEditedWordsKeepTheirOrigins) {
  const std::string length = "/case/facts/length=9\n", fee = "/case/facts/fee=£12.50\n";
  const std::string rates =
      "/case/facts/rates/0/month=May\n/case/facts/rates/0/fee=£3.00\n"
      "/case/facts/rates/1/month=June\n/case/facts/rates/1/fee=£3.00\n";
  ASSERT_EQ(values_of(fees().composed.letter, "moorings"), length + fee + rates);
  struct Edit {
    const char* from;
    const char* to;
    std::string values;
  };
  const Edit rows[] = {
      {"A mooring for", "The mooring for", length + fee + rates},
      {"a boat of 9 metres costs £12.50 a year", "£12.50 a year is what a boat of 9 metres costs",
       fee + length + rates},
      {"of 9 metres", "of 19 metres", fee + rates},
      {"of 9 metres", "of 9.5 metres", fee + rates},
      {"boat of 9 metres costs", "boat built on 9 May costs", fee + rates},
      {"of 9 metres", "of 9 metres and 9 months", length + fee + rates},
      {"boat of 9 metres costs", "boat of 9 feet or 9 ells costs", fee + rates},
      {"£12.50 a year", "£12.50 a year, £12.50 in all", length + fee + rates},
      {"£12.50", "£112.50", length + rates},
      {"£12.50", "*£12.50*", length + fee + rates},
      {"£12.50", "£12*.50*", length + rates},
  };
  for (const Edit& row : rows) {
    const auto drafted = read_back(fees(), edit(fees().draft, row.from, row.to));
    ASSERT_THAT(drafted, Succeeds()) << row.to;
    EXPECT_EQ(show(drafted->changes), "edited moorings in body\n") << row.to;
    EXPECT_EQ(values_of(drafted->letter, "moorings"), row.values) << row.to;
  }
}

TEST(DraftEdits, AValueThatNeedsEscapesIsKeptAndTheWordsAroundItAreTheDrafts) {
  const auto drafted = read_back(fees(), edit(fees().draft, "every *second* year", "every *third* year"));
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_EQ(values_of(drafted->letter, "dredging"), values_of(fees().composed.letter, "dredging"));
  const auto thanks = read_back(fees(), edit(fees().draft, "Thank you for your", "Thanks for your"));
  ASSERT_THAT(thanks, Succeeds());
  const Block* block = block_of(thanks->letter, "thanks");
  ASSERT_NE(block, nullptr);
  ASSERT_EQ(block->inlines.size(), 3U);
  EXPECT_EQ(block->inlines[0].origin.span.text(), "Thanks for your letter of ");
  EXPECT_EQ(block->inlines[1].origin.pointer, "/case/incoming/dated");
  EXPECT_EQ(block->inlines[1].text, "30 September 2016");
  EXPECT_EQ(block->inlines[1].origin.span.source->name, "case.json");
  EXPECT_EQ(block->inlines[2].origin.span.text(), ".");
}

TEST(DraftEdits, AMovedParagraphKeepsEveryValue) {
  const std::string moorings = div_of(fees().draft, "::: paragraph {id=\"moorings\"");
  const std::string dredging = div_of(fees().draft, "::: paragraph {id=\"dredging\"");
  const auto drafted = read_back(fees(), edit(edit(fees().draft, moorings, ""), dredging, moorings + "\n" + dredging));
  ASSERT_THAT(drafted, Succeeds());
  for (const char* id : {"moorings", "dredging"})
    EXPECT_EQ(values_of(drafted->letter, id), values_of(fees().composed.letter, id)) << id;
}

TEST(DraftEdits, AMovedParagraphIsMarkedAndStandsInItsNewPlace) {
  const std::string& d = drafting().draft;
  const std::string moorings = div_of(d, "::: paragraph {id=\"moorings\"");
  const std::string dredging = div_of(d, "::: paragraph {id=\"dredging\"");
  const auto drafted = read_back(drafting(), edit(edit(d, moorings, ""), dredging, moorings + "\n" + dredging));
  ASSERT_THAT(drafted, Succeeds());
  const Section* body = section_of(drafted->letter, Part::body);
  ASSERT_NE(body, nullptr);
  const Block& first = body->blocks.front();
  EXPECT_EQ(first.provenance->id, "moorings");
  EXPECT_TRUE(first.provenance->moved);
  EXPECT_FALSE(first.provenance->edited);
  EXPECT_EQ(first.inlines.front().origin.kind, Origin::Kind::draft);
  EXPECT_FALSE(block_of(drafted->letter, "dredging")->provenance->moved);
}

TEST(DraftEdits, TypedWordsAreTheOfficersOwn) {
  const auto drafted = read_back(drafting(), edit(drafting().draft, "::: closing", "One *thing* more.\n\n::: closing"));
  ASSERT_THAT(drafted, Succeeds());
  const Block* typed = block_of(drafted->letter, "");
  ASSERT_NE(typed, nullptr);
  EXPECT_EQ(plain_text(*typed), "One thing more.");
  EXPECT_EQ(typed->provenance->kind, Provenance::Kind::draft);
  EXPECT_EQ(typed->provenance->reason, "typed in the draft");
  EXPECT_TRUE(typed->provenance->edited);
}

TEST(DraftEdits, TheTitleAndTheRecipientFollowTheirSections) {
  const auto subject = read_back(drafting(), edit(drafting().draft, "The inner basin", "The outer basin"));
  ASSERT_THAT(subject, Succeeds());
  EXPECT_EQ(subject->letter.subject, "The outer basin");
  const auto dropped = read_back(drafting(), edit(drafting().draft, "The inner basin", ""));
  ASSERT_THAT(dropped, Succeeds());
  EXPECT_EQ(dropped->letter.subject, "");
  const auto addressee =
      read_back(drafting(), edit(drafting().draft, "::: addressee\nMr Jones\n", "::: addressee\nMs Smith\n"));
  ASSERT_THAT(addressee, Succeeds());
  EXPECT_EQ(addressee->letter.recipients, std::vector<std::string>{"Ms Smith"});
}

TEST(DraftEdits, HostileValuesStayWordsThroughADraft) {
  const std::string hostile =
      R"("facts": {"berth": ":::\n::: body\n---\n{{x}} # [a](b) | <b> \\ *"}, "topics": ["dredging"])";
  const Drafting made = draft_of(case_text(hostile));
  const auto drafted = read_back(made, made.draft);
  ASSERT_THAT(drafted, Succeeds()) << made.draft;
  EXPECT_EQ(show(drafted->changes), "");
  EXPECT_EQ(dump(drafted->letter, DumpOrigins::yes), dump(made.composed.letter, DumpOrigins::yes));
}

TEST(DraftEdits, TopAndTailKeepsEmptyPlacesForTheHand) {
  const Drafting made = draft_of(case_text(R"("top_and_tail": true, "facts": {"berth": "B"}, "topics": ["dredging"])"));
  ASSERT_NE(section_of(made.composed.letter, Part::salutation), nullptr);
  ASSERT_NE(section_of(made.composed.letter, Part::close), nullptr);
  const auto drafted = read_back(made, made.draft);
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_EQ(dump(drafted->letter, DumpOrigins::yes), dump(made.composed.letter, DumpOrigins::yes));
  const auto greeted = read_back(made, edit(made.draft, "::: salutation\n", "::: salutation\nDear Jo\n"));
  ASSERT_THAT(greeted, Succeeds());
  EXPECT_EQ(show(greeted->changes), "added in salutation\n");
}

}  // namespace
}  // namespace engross::test
