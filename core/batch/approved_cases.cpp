// In: an export. Out: how many cases it has, one hash of them all, and which of them are a sample.
// Refuses: exports that cannot be read to their end.
#include "batch/approved_cases.hpp"

#include "base/sha256.hpp"

namespace engross {

bool is_sampled(std::size_t row, std::size_t wanted, std::size_t rows) {
  if (row == 0 || row > rows) return false;
  const std::size_t of = wanted < rows ? wanted : rows;
  return (row - 1) * of / rows != row * of / rows;
}

Result<CountedCases> count_cases(Export& cases, const std::function<void(const ExportedCase&)>& seen) {
  CountedCases counted;
  RunningSha256 hash;
  for (;;) {
    const auto next = cases.next();
    if (!next) return fail(next.error());
    if (!*next) break;
    const ExportedCase& row = **next;
    ++counted.rows;
    hash.add(row.text && !has_errors(row.faults) ? sha256_hex(row.text->text) + "\n" : "-\n");
    if (seen) seen(row);
  }
  counted.sha256 = hash.hex();
  return counted;
}

}  // namespace engross
