// Random letters, full of hostile words: a draft that nobody edited gives the same letter, whatever the editor did to
// line ends and blank lines; and a paragraph that was edited, moved or deleted is reported, it alone, and leaves the
// rest of the letter as it was. ENGROSS_SWEEP=100000 makes more of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "base/text.hpp"
#include "compose/drafts.hpp"
#include "compose/random_letters.hpp"
#include "letter/markdown.hpp"

namespace engross::test {
namespace {

std::size_t wanted() {
  const char* more = std::getenv("ENGROSS_SWEEP");
  return more != nullptr ? static_cast<std::size_t>(std::strtoul(more, nullptr, 10)) : 2000;
}

struct Made {
  Composed composed;
  std::string draft;
};

// Calls `check` with as many letters as are wanted, each with dice of its own.
void sweep(std::size_t count, const std::function<void(const Made&, Dice&)>& check) {
  const auto department = harbour();
  ComposeCache cache;
  std::size_t made = 0;
  for (std::size_t tried = 0; made < count; ++tried) {
    ASSERT_LT(tried, 3 * count + 100) << "too few of the random cases make a letter: " << made;
    Dice dice(tried);
    const auto case_ = Case::from(make_source("case.json", random_case(dice)));
    if (!case_) continue;
    auto composed = compose_case(*case_, *department, cache);
    if (!composed) continue;
    ++made;
    Made one{std::move(*composed), {}};
    one.draft = write_draft(one.composed, head_of(*case_, *department));
    SCOPED_TRACE("seed " + std::to_string(tried));
    check(one, dice);
    if (testing::Test::HasFatalFailure()) return;
  }
}

Result<Drafted> read_back(const Made& made, std::string draft) {
  return read_draft(make_source("reply.md", std::move(draft)), made.composed, *harbour());
}

std::string whole(const Letter& letter) {
  return dump(letter, DumpOrigins::yes);
}

// What editors do without being asked.
std::string as_an_editor_saves(const std::string& draft, Dice& dice) {
  switch (dice.below(4)) {
    case 0:
      return draft;
    case 1:
      return draft.substr(0, draft.size() - 1);
    case 2: {
      std::string out = "\xEF\xBB\xBF";
      for (const char c : draft) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
      return out;
    }
    default:
      return draft + "\n\n\n";
  }
}

void leave_as_it_is(const Made& made, Dice& dice) {
  const auto drafted = read_back(made, as_an_editor_saves(made.draft, dice));
  ASSERT_THAT(drafted, Succeeds()) << made.draft;
  ASSERT_EQ(show(drafted->changes), "") << made.draft;
  ASSERT_EQ(whole(drafted->letter), whole(made.composed.letter)) << made.draft;
}

// A div of a library paragraph or of the case's own words, as it stands in the draft.
struct Div {
  std::string id;
  Part part = Part::body;
  std::size_t begin = 0, words = 0, words_end = 0, end = 0;
};

std::vector<Div> divs_of(const std::string& draft) {
  std::vector<Div> divs;
  Part part = Part::body;
  for (std::size_t at = draft.find("\n::: "); at != std::string::npos; at = draft.find("\n::: ", at + 1)) {
    const std::size_t begin = at + 1;
    const std::size_t line_end = draft.find('\n', begin);
    const std::string line = draft.substr(begin, line_end - begin);
    if (const auto named = part_named(line.substr(4))) part = *named;
    const bool paragraph = line.starts_with("::: paragraph {id=\"");
    if (!paragraph && !line.starts_with("::: words {from=\"")) continue;
    const std::size_t quote = line.find('"') + 1;
    const std::size_t close = draft.find("\n:::\n", line_end);
    divs.push_back({.id = line.substr(quote, line.find('"', quote) - quote),
                    .part = part,
                    .begin = begin,
                    .words = line_end + 1,
                    .words_end = close + 1,
                    .end = close + 5});
  }
  return divs;
}

// The letter without the blocks that came from `id`; `only`: nothing but them.
Letter without(Letter letter, const std::string& id, bool only = false) {
  for (Section& section : letter.sections)
    std::erase_if(section.blocks, [&](const Block& block) { return (block.provenance->id == id) != only; });
  std::erase_if(letter.sections, [](const Section& section) { return section.blocks.empty(); });
  return letter;
}

std::vector<Block> blocks_of(const Letter& letter, const std::string& id) {
  std::vector<Block> blocks;
  for (const Section& section : without(letter, id, true).sections)
    blocks.insert(blocks.end(), section.blocks.begin(), section.blocks.end());
  return blocks;
}

std::string in(const Div& div) {
  return " " + div.id + " in " + std::string(name_of(div.part)) + "\n";
}

void delete_one(const Made& made, const Div& div) {
  std::string draft = made.draft;
  draft.erase(div.begin, div.end - div.begin);
  const auto drafted = read_back(made, draft);
  ASSERT_THAT(drafted, Succeeds()) << draft;
  ASSERT_EQ(show(drafted->changes), "dropped" + in(div)) << draft;
  ASSERT_EQ(whole(without(drafted->letter, "")), whole(without(without(made.composed.letter, div.id), ""))) << draft;
}

struct Shown {
  std::string pointer, text;
  bool operator==(const Shown&) const = default;
};

void add_values(const std::vector<Inline>& inlines, std::vector<Shown>& to) {
  for (const Inline& run : inlines) {
    if (run.origin.kind == Origin::Kind::value) to.push_back({run.origin.pointer, run.text});
    add_values(run.children, to);
  }
}

std::vector<Shown> values_of(const std::vector<Block>& blocks) {
  std::vector<Shown> values;
  for (const Block& block : blocks) {
    add_values(block.inlines, values);
    for (const ListItem& item : block.items)
      for (const Shown& value : values_of(item.blocks)) values.push_back(value);
    if (!block.table) continue;
    for (const TableCell& cell : block.table->header) add_values(cell.inlines, values);
    for (const auto& row : block.table->rows)
      for (const TableCell& cell : row) add_values(cell.inlines, values);
  }
  return values;
}

// Where nothing but a line was added, values are those of before, in order, and none is lost that stands once.
void keeps_values(const std::vector<Block>& composed, const std::vector<Block>& edited) {
  const std::vector<Shown> before = values_of(composed), now = values_of(edited);
  std::string words;
  for (const Block& block : composed) words += plain_text(block) + "\n";
  std::size_t next = 0;
  for (const Shown& value : before) {
    const bool kept = next < now.size() && now[next] == value;
    if (kept) ++next;
    const std::size_t first = words.find(value.text);
    const bool once = first == words.rfind(value.text) && first != std::string::npos;
    const auto apart = [&](std::size_t at) { return at >= words.size() || words[at] == ' ' || words[at] == '\n'; };
    if (once && value.text.size() >= 4 && !trim(value.text).empty() && apart(first - 1) &&
        apart(first + value.text.size())) {
      ASSERT_TRUE(kept) << value.pointer << " " << value.text << "\n" << dump(edited, DumpOrigins::yes);
    }
  }
  ASSERT_EQ(next, now.size()) << dump(edited, DumpOrigins::yes);
}

void edit_one(const Made& made, const Div& div) {
  std::string draft = made.draft;
  draft.insert(div.words_end, "\nForsooth.\n");
  const auto drafted = read_back(made, draft);
  // Braces from the case are left to the checks as long as nobody touches their paragraph.
  if (draft.find("{{", div.words) < div.words_end) {
    ASSERT_THAT(drafted, FailsWith("draft.leak")) << draft;
    return;
  }
  ASSERT_THAT(drafted, Succeeds()) << draft;
  ASSERT_EQ(show(drafted->changes), "edited" + in(div)) << draft;
  ASSERT_EQ(whole(without(drafted->letter, div.id)), whole(without(made.composed.letter, div.id))) << draft;
  std::vector<Block> edited = blocks_of(drafted->letter, div.id);
  ASSERT_TRUE(edited.front().provenance->edited && !edited.front().provenance->moved);
  ASSERT_EQ(plain_text(edited.back()), "Forsooth.");
  edited.pop_back();  // what is left was read through Markdown again, and must say the same
  ASSERT_EQ(dump(edited), dump(blocks_of(made.composed.letter, div.id))) << draft;
  keeps_values(blocks_of(made.composed.letter, div.id), edited);
}

// The second div before the first: one of them counts as moved.
void swap_two(const Made& made, const Div& first, const Div& second) {
  std::string draft = made.draft;
  const std::string words = draft.substr(second.begin, second.end - second.begin);
  draft.erase(second.begin, second.end - second.begin);
  draft.insert(first.begin, words + "\n");
  const auto drafted = read_back(made, draft);
  ASSERT_THAT(drafted, Succeeds()) << draft;
  const std::string changes = show(drafted->changes);
  ASSERT_TRUE(changes == "moved" + in(first) || changes == "moved" + in(second)) << changes << draft;
  const std::string& moved = drafted->changes.front().id;
  ASSERT_EQ(whole(without(drafted->letter, moved)), whole(without(made.composed.letter, moved))) << draft;
  const std::vector<Block> blocks = blocks_of(drafted->letter, moved);
  ASSERT_TRUE(blocks.front().provenance->moved && !blocks.front().provenance->edited);
  ASSERT_EQ(dump(blocks), dump(blocks_of(made.composed.letter, moved))) << draft;
  ASSERT_EQ(values_of(blocks), values_of(blocks_of(made.composed.letter, moved))) << draft;
  std::vector<std::string> order;
  for (const Section& section : drafted->letter.sections)
    for (const Block& block : section.blocks) order.push_back(block.provenance->id);
  ASSERT_LT(std::ranges::find(order, second.id), std::ranges::find(order, first.id)) << draft;
}

// Sections of which no paragraph can be moved, those of lines among them, survive the way through Markdown too.
void read_again(const Made& made) {
  for (const Section& section : made.composed.letter.sections) {
    const Breaks breaks = breaks_of(section.part);
    const std::string written = write_markdown(section.blocks, breaks);
    const SourceRef source = make_source("again.md", written);
    const auto again = read_markdown(unmerged(source, 0, static_cast<std::uint32_t>(written.size())),
                                     {.kind = Origin::Kind::draft, .provenance = nullptr, .breaks = breaks});
    ASSERT_THAT(again, Succeeds()) << written;
    ASSERT_EQ(dump(*again), dump(section.blocks)) << written;
  }
}

TEST(DraftSweep, SaysWhatWasChangedAndKeepsTheRest) {
  std::size_t times[3] = {0, 0, 0};
  sweep(wanted(), [&](const Made& made, Dice& dice) {
    leave_as_it_is(made, dice);
    if (dice.one_in(4)) read_again(made);
    const std::vector<Div> divs = divs_of(made.draft);
    ASSERT_FALSE(divs.empty()) << made.draft;
    const std::size_t which = dice.below(divs.size());
    const bool has_next = which + 1 < divs.size() && divs[which + 1].part == divs[which].part;
    const std::size_t change = dice.below(has_next ? 3 : 2);
    ++times[change];
    if (change == 0) edit_one(made, divs[which]);
    if (change == 1) delete_one(made, divs[which]);
    if (change == 2) swap_two(made, divs[which], divs[which + 1]);
  });
  for (const std::size_t often : times) EXPECT_GE(often, wanted() / 6 - std::min<std::size_t>(wanted() / 6, 10));
}

}  // namespace
}  // namespace engross::test
