// The blocks of a letter with the stretch that each belongs to: private to this room.
#pragma once

#include "letter/letter.hpp"

namespace engross {

// The index that record_paragraphs() gives each block, walking in the same order with the same rule.
template <class Visit>
void for_each_block_with_index(const Letter& letter, Visit&& visit) {
  static const Provenance unknown;
  std::size_t count = 0;
  for (const Letter* one : in_each_language(letter))
    for (const Section& section : one->sections) {
      const Provenance* last = nullptr;
      for (const Block& block : section.blocks) {
        const Provenance* why = block.provenance ? block.provenance.get() : &unknown;
        if (last == nullptr || !(*why == *last)) ++count;
        last = why;
        visit(block, count - 1);
      }
    }
}

}  // namespace engross
