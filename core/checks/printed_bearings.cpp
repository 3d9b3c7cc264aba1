// In: the letter that the case makes, and the letter as the draft has it. Out: a finding for a reference or a date that
// the draft no longer bears, at the line of the draft that bears something else.
// Refuses nothing: labels, order and further words of the block are the officer's.
#include "checks/printed_bearings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/flat_text.hpp"
#include "compose/draft.hpp"
#include "letter/holds_words.hpp"

namespace engross {
namespace {

enum class Bearing : std::uint8_t { none, reference, date };

Bearing bearing_of(const Inline& run) {
  if (run.kind != Inline::Kind::text || run.origin.kind != Origin::Kind::value) return Bearing::none;
  const std::string& pointer = run.origin.pointer;
  if (pointer == "/letter/reference" || pointer == "/case/reference") return Bearing::reference;
  return pointer == "/letter/date" || pointer == "/case/date" ? Bearing::date : Bearing::none;
}

struct Line {
  std::string text;
  Span span;
};

// Every line of the sections of this part.
std::vector<Line> lines_of(const Letter& letter, Part part) {
  std::vector<Line> lines;
  for (const Section& section : letter.sections) {
    if (section.part != part) continue;
    for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
      const FlatText flat(inlines);
      const std::string& text = flat.text();
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back({text.substr(begin, end - begin), flat.span_at(begin, end)});
        begin = end + 1;
      }
    });
  }
  return lines;
}

// A value of the letter as it was composed, and the line of its part that it stands in.
struct Borne {
  Bearing bearing = Bearing::none;
  const std::string* text = nullptr;
  std::size_t line = 0;
};

// Also within bold words, links and the like.
void collect(const std::vector<Inline>& inlines, std::size_t& line, std::vector<Borne>& borne) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::line_break) ++line;
    if (const Bearing bearing = bearing_of(run); bearing != Bearing::none) borne.push_back({bearing, &run.text, line});
    collect(run.children, line, borne);
  }
}

std::vector<Borne> borne_by(const Section& section) {
  std::vector<Borne> borne;
  std::size_t line = 0;
  for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
    collect(inlines, line, borne);
    ++line;
  });
  return borne;
}

// Where the draft bears something else: the line that stands where the value stood.
Span place_of(const std::vector<Line>& drafted, std::size_t line, const SourceRef& draft, Part part,
              std::string_view language) {
  const bool there =
      line < drafted.size() && drafted[line].span.source && drafted[line].span.source->name == draft->name;
  return there ? drafted[line].span : place_in_draft(draft, part, language);
}

Diagnostic finding(Bearing bearing, const std::string& printed, const Case& case_, Span place) {
  const std::string again = fmt::format("write {} there again", printed);
  if (bearing == Bearing::reference)
    return error("check.reference", std::move(place),
                 fmt::format("the letter's reference is {}, and the draft does not bear it", printed),
                 {again, "to give the letter another reference, change it in the case and draft again"});
  return error("check.date", std::move(place),
               fmt::format("the letter is dated {}, and the draft does not bear that date", printed),
               {again, case_.date ? "to date the letter otherwise, change the case's \"date\" and draft again"
                                  : "to date the letter otherwise, change the `date:` line of the draft as well"});
}

}  // namespace

void check_bearings(const Letter& letter, const Letter& composed, const SourceRef& draft, const Case& case_,
                    Diagnostics& found) {
  for (const Section& section : composed.sections) {
    if (breaks_of(section.part) == Breaks::soft) continue;
    const std::vector<Borne> borne = borne_by(section);
    if (borne.empty()) continue;
    const std::vector<Line> drafted = lines_of(letter, section.part);
    for (const Borne& value : borne) {
      const auto bears = [&](const Line& of) { return holds_words(of.text, *value.text); };
      if (std::ranges::none_of(drafted, bears))
        found.push_back(finding(value.bearing, *value.text, case_,
                                place_of(drafted, value.line, draft, section.part, letter.language)));
    }
  }
}

}  // namespace engross
