// What is mended without thinking, and what is left to people.
#include "checks/safe_fixes.hpp"

#include "checks/letters.hpp"

namespace engross {
namespace {

// The body as the checks' findings would mend it.
std::string mended(const std::string& body) {
  const Diagnostics found = test::findings_of({.body = body});
  return fix_safely({.name = "paragraphs/p.md", .text = body}, found).text;
}

TEST(SafeFixes, MendWhatIsSure) {
  const std::pair<const char*, const char*> table[] = {
      {"We read  it.   Then we wrote.", "We read it. Then we wrote."},
      {"We read the the letter.", "We read the letter."},
      {"The the letter.", "The letter."},
      {"It opens on 4th June 2017.", "It opens on 4 June 2017."},
      {"It opens on 04 june, 2017.", "It opens on 4 June 2017."},
      {"It opens on June 4, 2017.", "It opens on 4 June 2017."},
      {"It opens on 23/06/2017.", "It opens on 23 June 2017."},
      {"Bring papers, eg a letter.", "Bring papers, for example a letter."},
      {"Bring papers, e.g. a letter.", "Bring papers, for example a letter."},
      {"The head, i.e. the teacher.", "The head, that is the teacher."},
      {"Eg a letter.", "For example a letter."},
      {"Bring papers, pens etc.", "Bring papers, pens and so on."},
      {"Bring papers, pens etc. and come.", "Bring papers, pens and so on and come."},
      {"See http://www.gov.uk/a.", "See https://www.gov.uk/a."},
      {"On 4th June 2017  we read the the letter, eg  twice.", "On 4 June 2017 we read the letter, for example twice."},
  };
  for (const auto& [before, after] : table) EXPECT_EQ(mended(before), after);
}

TEST(SafeFixes, LeaveTheRestToPeople) {
  for (const char* body : {"It opens on 04/06/2017.", "It opens on 31st June 2017.", "We utilise it.",
                           "See https://gov.", "On Monday 3 May 2016.", "We met on [INSERT date].", "A good line.",
                           "As I told you you may appeal.", "Before you send it it must be signed."})
    EXPECT_EQ(mended(body), body);
}

TEST(SafeFixes, KnowPostcodes) {
  const auto fix = [](const std::string& text) {
    const auto made = safe_fix_of(warning(
        "check.postcode-form", {make_source("d.md", text), 0, static_cast<std::uint32_t>(text.size())}, "m", {"h"}));
    return made ? made->text : "none";
  };
  EXPECT_EQ(fix("tf34nt"), "TF3 4NT");
  EXPECT_EQ(fix("Telford"), "none");
}

TEST(SafeFixes, KeepToWordsThatStandThere) {
  const SourceRef source = make_source("d.md", "the\nthe letter");
  EXPECT_FALSE(safe_fix_of(warning("check.doubled-word", {source, 0, 7}, "m")).has_value()) << "on two lines";
  EXPECT_FALSE(safe_fix_of(warning("check.double-space", {source, 0, 3}, "m")).has_value()) << "another place";
  EXPECT_FALSE(safe_fix_of(warning("check.double-space", {}, "m")).has_value()) << "nowhere";
  const Diagnostic elsewhere = warning("check.double-space", {make_source("other.md", "a  b"), 1, 3}, "m");
  const FixedText fixed = fix_safely(*source, {elsewhere});
  EXPECT_EQ(fixed.text, source->text);
  EXPECT_EQ(fixed.fixes, 0U);
}

}  // namespace
}  // namespace engross
