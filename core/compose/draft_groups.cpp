// In: a letter. Out: the groups of blocks that a draft shows and aligns, and which of them stayed in their order.
#include "compose/draft_groups.hpp"

#include <algorithm>

#include "letter/markdown.hpp"

namespace engross {
namespace {

DraftGroup::Kind kind_of(const Provenance& why) {
  switch (why.kind) {
    case Provenance::Kind::paragraph:
      return DraftGroup::Kind::paragraph;
    case Provenance::Kind::officer:
      return DraftGroup::Kind::words;
    default:
      return DraftGroup::Kind::plain;
  }
}

const Provenance* provenance_of(const Block& block) {
  static const Provenance unknown;
  return block.provenance ? block.provenance.get() : &unknown;
}

}  // namespace

std::vector<DraftGroup> groups_of(const Letter& letter) {
  std::vector<DraftGroup> groups;
  for (std::size_t s = 0; s < letter.sections.size(); ++s) {
    const std::vector<Block>& blocks = letter.sections[s].blocks;
    for (std::size_t begin = 0; begin < blocks.size();) {
      const Provenance* why = provenance_of(blocks[begin]);
      std::size_t end = begin + 1;
      while (end < blocks.size() && *provenance_of(blocks[end]) == *why) ++end;
      groups.push_back({kind_of(*why), s, std::span(blocks).subspan(begin, end - begin), why});
      begin = end;
    }
  }
  return groups;
}

std::string write_group(const DraftGroup& group, Part part) {
  return write_markdown({group.blocks.begin(), group.blocks.end()}, breaks_of(part));
}

std::vector<bool> in_rising_run(const std::vector<std::size_t>& numbers) {
  // Patience sorting: tails[k] is where the rising run of length k + 1 with the least end so far ends.
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> tails;
  std::vector<std::size_t> before(numbers.size(), none);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto tail = std::ranges::lower_bound(tails, numbers[i], {}, [&](std::size_t t) { return numbers[t]; });
    if (tail != tails.begin()) before[i] = *std::prev(tail);
    if (tail == tails.end())
      tails.push_back(i);
    else
      *tail = i;
  }
  std::vector<bool> in_run(numbers.size(), false);
  for (std::size_t i = tails.empty() ? none : tails.back(); i != none; i = before[i]) in_run[i] = true;
  return in_run;
}

}  // namespace engross
