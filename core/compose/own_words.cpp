// In: a `text` or `markdown` item of a case's paragraphs. Out: blocks, or text for the Markdown reader, with places in
// the case. A string that JSON wrote with escapes has no byte-for-byte place: its runs then point at the whole string.
#include "compose/own_words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace engross {
namespace {

// Where bytes of the words stand in the case.
class Places {
 public:
  explicit Places(const CaseParagraph& words) : whole_(words.span) {
    const std::string_view written = words.span.text();
    if (const std::size_t at = written.find(words.value); at != std::string_view::npos && !words.value.empty()) {
      exact_ = true;
      first_ = words.span.begin + static_cast<std::uint32_t>(at);
    }
  }

  Span at(std::size_t begin, std::size_t end) const {
    if (!exact_) return whole_;
    return {whole_.source, first_ + static_cast<std::uint32_t>(begin), first_ + static_cast<std::uint32_t>(end)};
  }

 private:
  Span whole_;
  std::uint32_t first_ = 0;
  bool exact_ = false;
};

}  // namespace

std::vector<Block> plain_words(const CaseParagraph& words, std::shared_ptr<const Provenance> provenance) {
  const Places places(words);
  const std::string& text = words.value;
  std::vector<Block> blocks;
  bool open = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(std::string_view(text).substr(begin, end - begin));
    if (line.empty()) {
      open = false;
    } else {
      if (!open) blocks.emplace_back().provenance = provenance;
      std::vector<Inline>& inlines = blocks.back().inlines;
      if (open) inlines.emplace_back().kind = Inline::Kind::line_break;
      open = true;
      const std::size_t at = static_cast<std::size_t>(line.data() - text.data());
      Inline& run = inlines.emplace_back();
      run.text = line;
      std::ranges::replace(run.text, '\t', ' ');  // as everywhere in a letter
      run.origin = {.kind = Origin::Kind::officer, .span = places.at(at, at + line.size()), .pointer = {}};
    }
    begin = end + 1;
  }
  normalise(blocks);
  return blocks;
}

MergedText own_markdown(const CaseParagraph& words) {
  const Places places(words);
  MergedText merged;
  merged.text = words.value;
  const std::size_t size = words.value.size();
  if (size > 0)
    merged.pieces.push_back({.begin = 0, .end = static_cast<std::uint32_t>(size), .span = places.at(0, size)});
  return merged;
}

}  // namespace engross
