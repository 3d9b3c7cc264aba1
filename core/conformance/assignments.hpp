// Which combinations of choices are tried: numbers only, no department. Private to this room.
#pragma once

#include <cstddef>
#include <vector>

namespace engross {

// One choice for each variable; `sizes` says how many each has (at least one), and 0 is the usual one.
using Row = std::vector<std::size_t>;

// How many combinations there are; `most` when there are more.
std::size_t combinations(const std::vector<std::size_t>& sizes, std::size_t most);

// All of them, the usual ones first in each place; at most `most`.
std::vector<Row> all_rows(const std::vector<std::size_t>& sizes, std::size_t most);

// `base` with every choice of every variable, then with every pair of choices of two, laid over it; at most `most`,
// and no row twice.
std::vector<Row> pairs_over(const Row& base, const std::vector<std::size_t>& sizes, std::size_t most);

// Few rows in which every pair of choices of every two variables stands together at least once: greedy, the same rows
// each time; at most `most`.
std::vector<Row> covering_rows(const std::vector<std::size_t>& sizes, std::size_t most);

}  // namespace engross
