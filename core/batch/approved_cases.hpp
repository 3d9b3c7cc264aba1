// The cases of an export as an approval of the batch knows them: their number, their hash, and a sample of them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "exports/export.hpp"

namespace engross {

// Whether a row, from 1, is in a sample of `wanted` that is evenly spread over all `rows`: the same for everybody who
// asks for as many.
bool is_sampled(std::size_t row, std::size_t wanted, std::size_t rows);

struct CountedCases {
  std::size_t rows = 0;
  std::string sha256;  // as ApprovedBatch::cases_sha256
};
// Reads the export to its end. `seen` is shown each row on the way. Errors: those of Export::next().
Result<CountedCases> count_cases(Export& cases, const std::function<void(const ExportedCase&)>& seen = {});

}  // namespace engross
