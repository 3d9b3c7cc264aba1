// From a place in a case's JSON to the row and column of the export that it came from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace engross {

class CellPlaces {
 public:
  struct Place {
    std::uint32_t begin = 0;  // of the value in the case's JSON, quotes included
    std::uint32_t end = 0;
    std::uint32_t column = 0;  // index in `columns`
  };

  CellPlaces() = default;
  // `columns` are the names of the export's columns; null for JSON without a mapping.
  CellPlaces(std::size_t row, std::size_t line, std::shared_ptr<const std::vector<std::string>> columns)
      : row_(row), line_(line), columns_(std::move(columns)) {}

  void all(std::vector<Place> places) { places_ = std::move(places); }  // in the order of their beginnings
  void of(SourceRef text) { text_ = std::move(text); }

  // The same fault, told of the export: `row 12 (line 14), column "Post Code": …`. A place in the case (its source, or
  // one of its name) becomes these words; a place elsewhere, such as in a paragraph, stays.
  Diagnostic translate(Diagnostic fault) const;
  Diagnostics translate(Diagnostics faults) const;

 private:
  std::string where(const Diagnostic& fault) const;

  std::size_t row_ = 0;
  std::size_t line_ = 0;
  std::shared_ptr<const std::vector<std::string>> columns_;
  std::vector<Place> places_;
  SourceRef text_;
};

}  // namespace engross
