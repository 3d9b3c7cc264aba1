// In: the name and bytes of a font file. Out: an immutable face with its metrics, widths, characters and HarfBuzz
// objects. Refuses what font_tables refuses, fonts whose licence bits forbid embedding or subsetting (OS/2 fsType), and
// fonts that map no character.
#include "layout/face.hpp"

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <cmath>

#include "base/sha256.hpp"
#include "layout/font_tables.hpp"

namespace engross {
namespace {

// OpenType 1.9, OS/2 fsType: the low four bits are a level, 2 is "restricted licence"; 0x0100 forbids subsetting,
// 0x0200 allows bitmaps only. Where old fonts set several levels, the least restrictive holds.
Result<void> check_licence(const std::string& name, const FontTables& tables) {
  const unsigned bits = tables.os2.u16(8);
  std::string why;
  if ((bits & 0x000FU) == 0x0002U) why = "its licence is marked as restricted";
  if ((bits & 0x0100U) != 0) why = "its licence forbids subsets";
  if ((bits & 0x0200U) != 0) why = "its licence allows bitmaps only";
  if (why.empty()) return {};
  return fail(error("font.may-not-embed", {},
                    fmt::format("the font {} may not be embedded in a letter: {} (fsType {:#06x})", name, why, bits),
                    {"choose a font whose licence allows embedding, or obtain one from the foundry"}));
}

bool has_serifs(const TableBytes& os2) {
  const unsigned family_class = os2.u8(30), panose_family = os2.u8(32), panose_serif = os2.u8(33);
  if (panose_family == 2 && panose_serif >= 2) return panose_serif <= 10;
  return family_class >= 1 && family_class <= 7 && family_class != 6;
}

FaceMetrics read_metrics(const FontTables& t, hb_font_t* font) {
  FaceMetrics m;
  m.units_per_em = t.units_per_em;
  m.ascent = t.hhea.i16(4);
  m.descent = t.hhea.i16(6);
  m.bbox = {t.head.i16(36), t.head.i16(38), t.head.i16(40), t.head.i16(42)};
  m.weight = t.os2.size() >= 6 ? std::clamp<int>(t.os2.u16(4), 1, 1000) : 400;
  m.serif = has_serifs(t.os2);
  m.italic_angle = t.post.i16(4);
  m.fixed_pitch = t.post.u32(12) != 0;
  if (t.os2.u16(0) >= 2 && t.os2.size() >= 90) {
    m.x_height = t.os2.i16(86);
    m.cap_height = t.os2.i16(88);
  }
  const auto height_of = [&](char32_t c, int otherwise) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t box{};
    if (!hb_font_get_nominal_glyph(font, c, &glyph) || !hb_font_get_glyph_extents(font, glyph, &box)) return otherwise;
    return static_cast<int>(box.y_bearing);
  };
  if (m.cap_height <= 0) m.cap_height = height_of(U'H', m.ascent * 3 / 4);
  if (m.x_height <= 0) m.x_height = height_of(U'x', m.cap_height * 2 / 3);
  return m;
}

// What the outlines say themselves: the box of the whole font in `head` is often wrong.
int highest_of(const FontTables& t) {
  int highest = 0;
  for (unsigned id = 0; id < t.glyph_count; ++id) {
    const FontTables::Extent e = t.glyph(id);
    if (e.begin != e.end) highest = std::max<int>({highest, t.glyf.i16(e.begin + 4U), t.glyf.i16(e.begin + 8U)});
  }
  return highest;
}

// Name 6 as PDF wants it: ASCII letters, digits and hyphens, at most 63 bytes. From the file's name when there is none.
std::string read_postscript_name(hb_face_t* face, const std::string& file) {
  char buffer[128];
  unsigned length = sizeof buffer;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, buffer);
  std::string found(buffer, std::min<std::size_t>(length, sizeof buffer - 1));
  if (found.empty()) {
    const std::size_t slash = file.find_last_of('/');
    found = slash == std::string::npos ? file : file.substr(slash + 1);
  }
  std::string name;
  for (const char c : found)
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-') name += c;
  return name.empty() ? "Unnamed" : name.substr(0, 63);
}

std::vector<std::pair<char32_t, std::uint16_t>> read_characters(hb_face_t* face, hb_font_t* font,
                                                                unsigned glyph_count) {
  std::vector<std::pair<char32_t, std::uint16_t>> characters;
  hb_set_t* set = hb_set_create();
  hb_face_collect_unicodes(face, set);
  hb_codepoint_t c = HB_SET_VALUE_INVALID;
  while (hb_set_next(set, &c)) {
    hb_codepoint_t glyph = 0;
    if (c <= 0x10FFFFU && hb_font_get_nominal_glyph(font, c, &glyph) && glyph != 0 && glyph < glyph_count)
      characters.emplace_back(static_cast<char32_t>(c), static_cast<std::uint16_t>(glyph));
  }
  hb_set_destroy(set);
  return characters;
}

}  // namespace

Result<std::shared_ptr<const Face>> Face::from_bytes(std::string name, std::string bytes) {
  const std::shared_ptr<Face> face(new Face());
  face->name_ = std::move(name);
  face->bytes_ = std::move(bytes);
  const auto tables = FontTables::check(face->name_, face->bytes_);
  if (!tables) return fail(tables.error());
  if (auto good = check_licence(face->name_, *tables); !good) return fail(good.error());

  // The blob borrows bytes_, which lives exactly as long as the HarfBuzz objects.
  hb_blob_t* blob = hb_blob_create(face->bytes_.data(), static_cast<unsigned>(face->bytes_.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  face->face_ = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  hb_face_make_immutable(face->face_);
  face->font_ = hb_font_create(face->face_);
  hb_font_set_scale(face->font_, tables->units_per_em, tables->units_per_em);
  hb_font_make_immutable(face->font_);

  face->metrics_ = read_metrics(*tables, face->font_);
  face->postscript_name_ = read_postscript_name(face->face_, face->name_);
  face->sha256_ = sha256_hex(face->bytes_);
  face->advances_.resize(tables->glyph_count);
  for (unsigned id = 0; id < tables->glyph_count; ++id)
    face->advances_[id] = tables->hmtx.u16(std::size_t{4} * std::min(id, tables->metric_count - 1));
  face->highest_ = highest_of(*tables);
  face->characters_ = read_characters(face->face_, face->font_, tables->glyph_count);
  if (face->characters_.empty())
    return fail(
        error("font.damaged", {}, fmt::format("the font {} is damaged: it maps no characters to glyphs", face->name_)));
  return face;
}

Face::~Face() {
  hb_font_destroy(font_);
  hb_face_destroy(face_);
}

std::optional<std::uint16_t> Face::glyph_for(char32_t c) const {
  const auto found = std::lower_bound(characters_.begin(), characters_.end(), c,
                                      [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
  if (found == characters_.end() || found->first != c) return std::nullopt;
  return found->second;
}

}  // namespace engross
