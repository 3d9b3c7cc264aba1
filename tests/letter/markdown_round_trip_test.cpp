// Whatever blocks are written read back as the same blocks.
#include <gtest/gtest.h>

#include "letter/markdown_tree.hpp"
#include "markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::Random;
using test::RandomBlocks;

std::string round_trip(std::vector<Block> blocks, Breaks breaks) {
  const std::string written = write_markdown(blocks, breaks);
  const MergedText merged = test::plain(written);
  normalise(blocks, breaks);
  const std::string expected = dump(blocks);
  const Result<ParsedMarkdown> parsed = parse_markdown(merged);
  if (!parsed) return "refused:\n" + print(parsed.error()) + written + "\nwas:\n" + expected;
  if (parsed->tree().guesses != 0) return "lost its way in:\n" + written;
  const Result<std::vector<Block>> read = resolve(*parsed, merged, {.breaks = breaks});
  if (!read) return "refused:\n" + print(read.error()) + written + "\nwas:\n" + expected;
  if (dump(*read) != expected) return "wrote:\n" + written + "\nread:\n" + dump(*read) + "\nwas:\n" + expected;
  std::vector<Block> again = *read;
  normalise(again, breaks);
  if (dump(again) != expected) return "not in normal form:\n" + written;
  if (write_markdown(*read, breaks) != written) return "written otherwise the second time:\n" + written;
  return "";
}

class RoundTrip : public testing::TestWithParam<Breaks> {};

TEST_P(RoundTrip, RandomBlocksReadBackEqual) {
  const std::size_t count = test::rounds(1'000);
  for (std::size_t seed = 1; seed <= count; ++seed) {
    Random random(seed * 3 + static_cast<std::size_t>(GetParam()));
    const std::string difference =
        round_trip(RandomBlocks(random, seed % 50 == 0 ? 4 : 1 + seed % 2).blocks(0), GetParam());
    if (!difference.empty()) FAIL() << "seed " << seed << ": " << difference.substr(0, 4000);
  }
}

std::string name_of(const testing::TestParamInfo<Breaks>& breaks) {
  constexpr const char* names[] = {"WhereBreaksAreSpaces", "OfLines", "OfPackedLines"};
  return names[static_cast<std::size_t>(breaks.param)];
}

INSTANTIATE_TEST_SUITE_P(Parts, RoundTrip, testing::Values(Breaks::soft, Breaks::lines, Breaks::packed), name_of);

}  // namespace
}  // namespace engross
