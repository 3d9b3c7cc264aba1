// In: a word without spaces. Out: its glyphs, kerned, each with the face that has it. Kerning across spaces is given
// up, so that words can be kept. Refuses nothing: characters that no face has are listed. The language is fixed, not
// the environment's: HarfBuzz would otherwise read the locale.
#include "layout/shape.hpp"

#include <hb.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace engross {
namespace {

constexpr int nowhere = -1;

struct Stretch {
  std::size_t begin = 0, end = 0;  // bytes
  int face = nowhere;
  std::optional<char32_t> shown;  // another character drawn in this one's place
};

bool is_invisible(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool joins_what_precedes(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 || is_invisible(c);
}

bool face_has(const Face& face, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    if (!is_invisible(d.code_point) && !face.glyph_for(d.code_point)) return false;
    i += d.length;
  }
  return true;
}

// The slot's own face first, then the fallbacks in order, then the regular face.
int face_for(std::string_view text, std::uint8_t slot, const FontSlots& fonts) {
  if (face_has(*fonts.faces[slot], text)) return slot;
  for (std::size_t i = 4; i < fonts.faces.size(); ++i)
    if (face_has(*fonts.faces[i], text)) return static_cast<int>(i);
  return face_has(*fonts.faces[0], text) ? 0 : nowhere;
}

// Characters that mean more than they show: a hyphen or space that does not break looks like one that does.
std::u32string_view lookalikes(char32_t c) {
  switch (c) {
    case 0x2011:
      return U"\u2010-";
    case 0x2010:
      return U"-";
    case 0x00A0:
    case 0x202F:
    case 0x2007:
      return U"\u00A0 ";
    default:
      return {};
  }
}

void choose_lookalike(char32_t c, std::uint8_t slot, const FontSlots& fonts, Stretch& stretch) {
  for (const char32_t like : lookalikes(c)) {
    if (!fonts.faces[slot]->glyph_for(like)) continue;
    stretch.face = slot;
    stretch.shown = like;
    return;
  }
}

std::vector<Stretch> stretches_of(std::string_view word, std::uint8_t slot, const FontSlots& fonts) {
  std::vector<Stretch> found;
  for (std::size_t begin = 0; begin < word.size();) {
    const Decoded base = decode_at(word, begin);
    std::size_t end = begin + base.length;
    while (end < word.size() && joins_what_precedes(decode_at(word, end).code_point))
      end += decode_at(word, end).length;
    Stretch one{begin, end, face_for(word.substr(begin, end - begin), slot, fonts), std::nullopt};
    // A look-alike from the text's own face is better than the very character from a stranger.
    if (one.face != slot && end == begin + base.length) choose_lookalike(base.code_point, slot, fonts, one);
    const bool extends =
        !found.empty() && found.back().face == one.face && !found.back().shown && !one.shown && one.face != nowhere;
    if (extends)
      found.back().end = end;
    else
      found.push_back(one);
    begin = end;
  }
  return found;
}

void shape_stretch(std::string_view word, const Stretch& stretch, std::uint8_t level, const FontSlots& fonts,
                   hb_buffer_t* buffer, ShapedWord& to) {
  static hb_language_t const language = hb_language_from_string("en", 2);
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  hb_buffer_add_utf8(buffer, word.data(), static_cast<int>(word.size()), static_cast<unsigned>(stretch.begin),
                     static_cast<int>(stretch.end - stretch.begin));
  hb_buffer_set_language(buffer, language);
  hb_buffer_guess_segment_properties(buffer);
  hb_buffer_set_direction(buffer, (level & 1U) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  const Face& face = *fonts.faces[static_cast<std::size_t>(stretch.face)];
  hb_shape(face.hb_font(), buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count; ++i) {
    if (infos[i].codepoint >= face.glyph_count()) continue;  // a hostile substitution table
    // A hostile positioning table must not move glyphs off the page: four ems are more than any kerning.
    const std::int32_t most = 4 * face.metrics().units_per_em;
    to.glyphs.push_back(
        {{static_cast<std::uint16_t>(infos[i].codepoint), std::clamp(places[i].x_advance, 0, most),
          std::clamp(places[i].x_offset, -most, most), std::clamp(places[i].y_offset, -most, most), infos[i].cluster},
         static_cast<std::uint8_t>(stretch.face),
         level,
         false});
  }
}

void show_lookalike(const Stretch& stretch, std::uint8_t level, const FontSlots& fonts, ShapedWord& to) {
  const Face& face = *fonts.faces[static_cast<std::size_t>(stretch.face)];
  const std::uint16_t glyph = *face.glyph_for(*stretch.shown);
  to.glyphs.push_back({{glyph, face.advance(glyph), 0, 0, static_cast<std::uint32_t>(stretch.begin)},
                       static_cast<std::uint8_t>(stretch.face),
                       level,
                       true});
}

ShapedWord shape_afresh(std::string_view word, std::uint8_t slot, std::uint8_t level, const FontSlots& fonts,
                        hb_buffer_t* buffer) {
  ShapedWord shaped;
  std::vector<Stretch> stretches = stretches_of(word, slot, fonts);
  if ((level & 1U) != 0) std::reverse(stretches.begin(), stretches.end());
  for (const Stretch& stretch : stretches) {
    if (stretch.face == nowhere)
      shaped.no_glyph.push_back(static_cast<std::uint32_t>(stretch.begin));
    else if (stretch.shown)
      show_lookalike(stretch, level, fonts, shaped);
    else
      shape_stretch(word, stretch, level, fonts, buffer, shaped);
  }
  return shaped;
}

}  // namespace

const ShapedWord& shape(std::string_view word, std::uint8_t slot, std::uint8_t level, const FontSlots& fonts,
                        LayoutCache::State& state) {
  std::string& key = state.word_key;
  key.assign({static_cast<char>(fonts.id), static_cast<char>(slot), static_cast<char>(level & 1U)});
  key += word;
  if (const ShapedWord* known = state.words.find(key)) return *known;
  ShapedWord shaped = shape_afresh(word, slot, level, fonts, state.buffer);
  const std::size_t weight = shaped.glyphs.size() * sizeof(ShapedGlyph) + key.size() + 128;
  return state.words.keep(key, std::move(shaped), weight);
}

}  // namespace engross
