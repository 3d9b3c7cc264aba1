// In: a letter and its pages. Out: the text that a department keeps of them, and where two such texts part.
#include "conformance/golden.hpp"

#include <fmt/format.h>

#include <cmath>

namespace engross {
namespace {

void end_line(std::string& out) {
  while (out.ends_with(' ')) out.pop_back();  // where the line was broken
  if (!out.empty()) out += '\n';
}

// Runs on one baseline, one after the other, are a line; what is drawn around the text is left out.
std::string lines_of(const Page& page) {
  std::string out;
  double baseline = -1;
  for (const Page::Item& item : page.order) {
    if (item.kind != Page::Item::Kind::run) continue;
    const GlyphRun& run = page.runs[item.index];
    if (run.element == artifact) continue;
    if (std::abs(run.y - baseline) > 0.01) {
      end_line(out);
      out += "| ";
    }
    out += run.text();
    baseline = run.y;
  }
  end_line(out);
  return out;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string golden_text(const Letter& letter, const Pages& pages) {
  std::string text = dump(letter);
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    text += fmt::format("page {} of {}\n{}", i + 1, pages.pages.size(), lines_of(pages.pages[i]));
  return text;
}

FirstDifference first_difference(std::string_view before, std::string_view after) {
  for (std::size_t line = 1; !before.empty() || !after.empty(); ++line) {
    const std::string_view a = take_line(before);
    const std::string_view b = take_line(after);
    if (a != b) return {line, a, b};
  }
  return {};
}

}  // namespace engross
