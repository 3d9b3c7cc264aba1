// The file of an officer's steps: what is written reads back, and what is no such file is refused at its place.
#include "desk/steps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;

DeskJournal some_journal() {
  return {.identity = {.case_sha256 = std::string(64, 'a'),
                       .department = "harbour",
                       .department_sha256 = std::string(64, 'b'),
                       .template_name = "reply"},
          .draft_sha256 = std::string(64, 'c'),
          .steps = {{.kind = DeskStep::Kind::add, .id = "lights", .after = "dredging"},
                    {.kind = DeskStep::Kind::edit, .id = "lights", .language = "cy", .words = "Tŷ \"newydd\"\n"},
                    {.kind = DeskStep::Kind::write, .after = "lights", .words = "Two\nlines."},
                    {.kind = DeskStep::Kind::move, .id = "lights"},
                    {.kind = DeskStep::Kind::drop, .id = "/case/paragraphs/2"},
                    {.kind = DeskStep::Kind::allow, .id = "lights", .words = "the new one comes on Monday"},
                    {.kind = DeskStep::Kind::undo}}};
}

Result<DeskJournal> read(const std::string& text) {
  return read_journal(make_source("r.md.steps", text));
}

TEST(DeskJournal, ReadsWhatItWrote) {
  const DeskJournal journal = some_journal();
  const auto again = read(write_journal(journal));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(again->identity, journal.identity);
  EXPECT_EQ(again->draft_sha256, journal.draft_sha256);
  EXPECT_EQ(again->steps, journal.steps);
}

// A machine that stops while the last line is written loses that line, at whatever byte.
TEST(DeskJournal, LosesNoStepButOneThatWasCutOff) {
  const std::string whole = write_journal(some_journal());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = read(whole.substr(0, size));
    const auto lines =
        static_cast<std::size_t>(std::count(whole.begin(), whole.begin() + static_cast<long>(size), '\n'));
    if (lines == 0) {
      EXPECT_THAT(cut, FailsWith("desk.journal")) << size;
    } else {
      ASSERT_THAT(cut, Succeeds()) << size;
      EXPECT_EQ(cut->steps.size(), lines - 1) << size;
    }
  }
}

TEST(DeskJournal, RefusesWhatIsNone) {
  const std::string first = R"({"format":"engross desk 1","department":"harbour"})"
                            "\n";
  struct Row {
    std::string text;
    const char *code, *place, *said;
  };
  const Row rows[] = {
      {"", "desk.journal", "1:1", "not whole"},
      {"[]\n", "desk.journal", "1:1", "no JSON object"},
      {"{}\n", "desk.journal", "1:1", "\"format\" is missing"},
      {"{\"format\":\"engross desk 9\"}\n", "desk.journal", "1:11", "this engross reads \"engross desk 1\""},
      {"{\"format\":\"engross desk 1\",\"word\":\"x\"}\n", "desk.journal", "1:35", "\"word\" does not belong here"},
      {first + "{\"do\":\"fly\"}\n", "desk.journal", "2:7", "there are add, drop, move, edit, write, allow, undo"},
      {first + "{\"do\":\"drop\",\"id\":7}\n", "desk.journal", "2:19", "\"id\" should be a text"},
      {first + "{\"id\":\"x\"}\n", "desk.journal", "2:1", "\"do\" is missing"},
      {first + "drop x\n", "data.syntax", "2:1", ""},
  };
  for (const Row& row : rows) {
    const auto journal = read(row.text);
    ASSERT_FALSE(journal) << row.text;
    EXPECT_EQ(journal.error().front().code, row.code) << row.text;
    EXPECT_EQ(place(journal.error().front()), row.place) << row.text;
    EXPECT_THAT(journal.error().front().message, HasSubstr(row.said));
  }
  EXPECT_THAT(read(std::string((std::size_t{4} << 20U) + 1, ' ')), FailsWith("desk.too-large"));
}

}  // namespace
}  // namespace engross::test
