// Whatever blocks are written read back as the same blocks.
#include <gtest/gtest.h>

#include "letter/markdown_tree.hpp"
#include "markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::Random;
using test::RandomBlocks;

std::string round_trip(std::vector<Block> blocks, bool line_part) {
  const std::string written = write_markdown(blocks, line_part);
  const MergedText merged = test::plain(written);
  normalise(blocks, line_part);
  const std::string expected = dump(blocks);
  const Result<ParsedMarkdown> parsed = parse_markdown(merged);
  if (!parsed) return "refused:\n" + print(parsed.error()) + written + "\nwas:\n" + expected;
  if (parsed->tree().guesses != 0) return "lost its way in:\n" + written;
  const Result<std::vector<Block>> read = resolve(*parsed, merged, {.line_part = line_part});
  if (!read) return "refused:\n" + print(read.error()) + written + "\nwas:\n" + expected;
  if (dump(*read) != expected) return "wrote:\n" + written + "\nread:\n" + dump(*read) + "\nwas:\n" + expected;
  std::vector<Block> again = *read;
  normalise(again, line_part);
  if (dump(again) != expected) return "not in normal form:\n" + written;
  if (write_markdown(*read, line_part) != written) return "written otherwise the second time:\n" + written;
  return "";
}

class RoundTrip : public testing::TestWithParam<bool> {};

TEST_P(RoundTrip, RandomBlocksReadBackEqual) {
  const std::size_t count = test::rounds(1'000);
  for (std::size_t seed = 1; seed <= count; ++seed) {
    Random random(seed * 2 + (GetParam() ? 1 : 0));
    const std::string difference =
        round_trip(RandomBlocks(random, seed % 50 == 0 ? 4 : 1 + seed % 2).blocks(0), GetParam());
    if (!difference.empty()) FAIL() << "seed " << seed << ": " << difference.substr(0, 4000);
  }
}

INSTANTIATE_TEST_SUITE_P(Parts, RoundTrip, testing::Bool(),
                         [](const auto& part) { return part.param ? "InLineParts" : "InOtherParts"; });

}  // namespace
}  // namespace engross
