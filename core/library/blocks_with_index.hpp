// The blocks of a letter with the stretch that each belongs to: private to this room.
#pragma once

#include "letter/letter.hpp"

namespace engross {

// The index that record_paragraphs() gives each block, walking in the same order with the same rule.
template <class Visit>
void for_each_block_with_index(const Letter& letter, Visit&& visit) {
  std::size_t count = 0;
  for (const Section& section : letter.sections) {
    const Provenance* last = nullptr;
    static const Provenance unknown;
    for (const Block& block : section.blocks) {
      const Provenance* why = block.provenance ? block.provenance.get() : &unknown;
      if (last == nullptr || !(*why == *last)) ++count;
      last = why;
      visit(block, count - 1);
    }
  }
}

}  // namespace engross
