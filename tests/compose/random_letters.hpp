// Random cases of the Harbour Office, full of hostile words; the same numbers on every machine.
#pragma once

#include <cstdint>
#include <iterator>
#include <random>
#include <string>

#include "compose/harbour.hpp"

namespace engross::test {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // The distributions of the standard library differ between machines, so they are not used.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

// A case that uses every kind of paragraph, value and part. Some are refused: Markdown that no letter may hold, words
// that print nothing.
std::string random_case(Dice& dice);

}  // namespace engross::test
