// In: words, paragraphs. Out: lines for a terminal. Refuses nothing.
#include "pick_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t widest = 78;
constexpr std::string_view indent = "  ";

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

void wrap_line(std::string_view line, std::string& out) {
  std::size_t width = 0;
  while (!(line = trim(line)).empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    const std::size_t wide = characters(word);
    if (width > 0 && width + 1 + wide > widest) {
      out += '\n';
      width = 0;
    }
    if (width == 0) {
      out += indent;
      width = indent.size();
    } else {
      out += ' ';
      ++width;
    }
    out += word;
    width += wide;
    line.remove_prefix(word.size());
  }
  out += '\n';
}

}  // namespace

std::string wrapped(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    wrap_line(words.substr(0, end), out);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string_view template_words(const Paragraph& paragraph) {
  if (!paragraph.source) return {};
  const std::string_view text = paragraph.source->text;
  const std::size_t close = text.find("\n---", text.starts_with("---") ? 3 : 0);
  if (close == std::string_view::npos) return trim(text);
  return trim(text.substr(std::min(text.find('\n', close + 1), text.size())));
}

std::size_t place_of(const std::vector<DeskItem>& items, const DeskItem& item) {
  return static_cast<std::size_t>(&item - items.data());
}

}  // namespace engross::cli
