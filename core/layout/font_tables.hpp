// The tables of a TrueType file, checked against the file and each other before anything else reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace engross {

// Big-endian reads that never leave the table: nothing past its end.
class TableBytes {
 public:
  TableBytes() = default;
  explicit TableBytes(std::string_view bytes) : bytes_(bytes) {}
  std::size_t size() const { return bytes_.size(); }
  bool has(std::size_t offset, std::size_t count) const { return offset <= size() && count <= size() - offset; }
  std::uint8_t u8(std::size_t offset) const { return has(offset, 1) ? static_cast<std::uint8_t>(bytes_[offset]) : 0; }
  std::uint16_t u16(std::size_t offset) const {
    return static_cast<std::uint16_t>((u8(offset) << 8U) | u8(offset + 1));
  }
  std::int16_t i16(std::size_t offset) const { return static_cast<std::int16_t>(u16(offset)); }
  std::uint32_t u32(std::size_t offset) const {
    return (static_cast<std::uint32_t>(u16(offset)) << 16U) | u16(offset + 2);
  }

 private:
  std::string_view bytes_;
};

// What every table that we or a PDF reader will follow says, found to fit.
struct FontTables {
  TableBytes head, hhea, hmtx, maxp, loca, glyf, os2, post;
  int units_per_em = 0;
  unsigned glyph_count = 0;
  unsigned metric_count = 0;  // hhea.numberOfHMetrics
  bool long_offsets = false;  // loca

  // Errors: as Face::from_bytes.
  static Result<FontTables> check(const std::string& name, std::string_view bytes);

  struct Extent {
    std::uint32_t begin = 0, end = 0;
  };
  Extent glyph(unsigned id) const;  // of the glyf table
};

}  // namespace engross
