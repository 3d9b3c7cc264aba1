// In: UTF-8 or levels. Out: levels by byte, or the visual order. Refuses nothing; ICU does the work.
#include "layout/bidi.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include <memory>
#include <string>

#include "base/text.hpp"

namespace engross {
namespace {

bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    // Nothing before U+0590, whose first byte is 0xD6, runs from right to left.
    if (static_cast<unsigned char>(text[i]) < 0xD6U) {
      ++i;
      continue;
    }
    const Decoded d = decode_at(text, i);
    const UCharDirection direction = u_charDirection(static_cast<UChar32>(d.code_point));
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER)
      return true;
    i += d.length;
  }
  return false;
}

}  // namespace

std::vector<std::uint8_t> bidi_levels(std::string_view text) {
  std::vector<std::uint8_t> levels;
  if (!has_right_to_left(text)) return levels;
  std::u16string wide;
  std::vector<std::uint32_t> byte_of;  // of each UTF-16 unit
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    const auto add = [&](char32_t unit) {
      wide += static_cast<char16_t>(unit);
      byte_of.push_back(static_cast<std::uint32_t>(i));
    };
    if (d.code_point >= 0x10000) {
      add(0xD800 + ((d.code_point - 0x10000) >> 10U));
      add(0xDC00 + ((d.code_point - 0x10000) & 0x3FFU));
    } else {
      add(d.code_point == '\n' ? U' ' : d.code_point);  // one paragraph, whatever its forced breaks
    }
    i += d.length;
  }
  const std::unique_ptr<UBiDi, void (*)(UBiDi*)> bidi(ubidi_open(), ubidi_close);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), wide.data(), static_cast<std::int32_t>(wide.size()), UBIDI_LTR, nullptr, &status);
  const UBiDiLevel* found = ubidi_getLevels(bidi.get(), &status);
  if (U_FAILURE(status) || found == nullptr) return levels;
  levels.assign(text.size(), 0);
  for (std::size_t unit = 0; unit < wide.size(); ++unit) {
    const std::size_t end = unit + 1 < wide.size() ? byte_of[unit + 1] : text.size();
    for (std::size_t i = byte_of[unit]; i < end; ++i) levels[i] = found[unit];
  }
  return levels;
}

std::vector<std::int32_t> visual_order(const std::vector<std::uint8_t>& levels) {
  std::vector<std::int32_t> order(levels.size());
  ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
  return order;
}

}  // namespace engross
