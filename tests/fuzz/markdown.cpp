// Markdown with values in braces, read as words and as lines. What reads well is written and read again to the same.
#include "letter/markdown_tree.hpp"
#include "tokens.hpp"

namespace {

using namespace engross;

void require_round_trip(const std::vector<Block>& blocks, Breaks breaks) {
  const std::string expected = dump(blocks);
  std::vector<Block> normal = blocks;
  normalise(normal, breaks);
  if (dump(normal) != expected) std::fprintf(stderr, "read:\n%snormal:\n%s", expected.c_str(), dump(normal).c_str());
  fuzz::require(dump(normal) == expected, "what was read is in normal form");
  const std::string written = write_markdown(blocks, breaks);
  const Result<std::vector<Block>> again = read_markdown(
      unmerged(make_source("again", written), 0, static_cast<std::uint32_t>(written.size())), {.breaks = breaks});
  if (!again) std::fprintf(stderr, "%s%s%s", expected.c_str(), written.c_str(), print(again.error()).c_str());
  fuzz::require(again.has_value(), "what was written reads");
  if (dump(*again) != expected)
    std::fprintf(stderr, "was:\n%swrote:\n%sread:\n%s", expected.c_str(), written.c_str(), dump(*again).c_str());
  fuzz::require(dump(*again) == expected, "it reads back the same");
  fuzz::require(write_markdown(*again, breaks) == written, "it is written the same again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MergedText merged = fuzz::with_tokens(fuzz::source_of(data, size));
  const Result<ParsedMarkdown> parsed = parse_markdown(merged);
  if (!parsed) {
    fuzz::require_sound(parsed.error());
    return 0;
  }
  fuzz::require(parsed->tree().guesses == 0, "every run is followed to its place");
  for (const Breaks breaks : {Breaks::soft, Breaks::lines, Breaks::packed}) {
    const Result<std::vector<Block>> blocks = resolve(*parsed, merged, {.breaks = breaks});
    if (!blocks)
      fuzz::require_sound(blocks.error());
    else
      require_round_trip(*blocks, breaks);
  }
  return 0;
}
