// In: the bytes of a font file. Out: its tables, each inside the file and in agreement with the others.
// Refuses collections, CFF and web fonts, tables that leave the file, metrics or outlines that leave their table, and
// composite glyphs that name missing glyphs or themselves, or unfold without end: each of these has made a PDF library
// read or loop out of bounds.
#include "layout/font_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace engross {
namespace {

constexpr std::size_t largest_font = 32U << 20U;
constexpr unsigned deepest_composite = 16;
constexpr unsigned most_parts = 1024;  // of one glyph, the parts of its parts counted

Diagnostic damaged(const std::string& name, const std::string& what) {
  return error("font.damaged", {}, fmt::format("the font {} is damaged: {}", name, what),
               {"copy the font again from where it came from"});
}

std::string printed_tag(std::uint32_t tag) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    const char c = static_cast<char>((tag >> static_cast<unsigned>(shift)) & 0xFFU);
    text += c >= 32 && c < 127 ? c : '?';
  }
  return text;
}

Result<void> check_signature(const std::string& name, const TableBytes& file) {
  switch (file.u32(0)) {
    case 0x00010000U:
    case 0x74727565U:  // 'true'
      return {};
    case 0x74746366U:  // 'ttcf'
      return fail(error("font.collection", {}, fmt::format("{} is a collection of fonts, not one font", name),
                        {"extract the face that is wanted into a .ttf file"}));
    case 0x4F54544FU:  // 'OTTO'
      return fail(error("font.no-outlines", {},
                        fmt::format("{} has PostScript (CFF) outlines, not TrueType ones", name),
                        {"use the font's TrueType edition"}));
    default:
      return fail(error("font.not-a-font", {}, fmt::format("{} is not a TrueType font", name),
                        {"give a .ttf file; web fonts (.woff) must be unpacked first"}));
  }
}

struct Directory {
  std::vector<std::pair<std::uint32_t, TableBytes>> tables;
  const TableBytes* find(std::string_view tag) const {
    const std::uint32_t wanted = TableBytes(tag).u32(0);
    for (const auto& [found, table] : tables)
      if (found == wanted) return &table;
    return nullptr;
  }
};

Result<Directory> read_directory(const std::string& name, std::string_view bytes) {
  const TableBytes file(bytes);
  const unsigned count = file.u16(4);
  if (count == 0 || !file.has(12, std::size_t{16} * count))
    return fail(damaged(name, "its list of tables is cut short"));
  Directory directory;
  for (unsigned i = 0; i < count; ++i) {
    const std::size_t at = 12 + std::size_t{16} * i;
    const std::uint32_t tag = file.u32(at), offset = file.u32(at + 8), length = file.u32(at + 12);
    if (!file.has(offset, length))
      return fail(damaged(name, fmt::format("the table '{}' ends after the file does", printed_tag(tag))));
    directory.tables.emplace_back(tag, TableBytes(bytes.substr(offset, length)));
  }
  return directory;
}

Result<void> check_sizes(const std::string& name, FontTables& t) {
  if (t.head.size() < 54 || t.head.u32(12) != 0x5F0F3CF5U) return fail(damaged(name, "its 'head' table is wrong"));
  t.units_per_em = t.head.u16(18);
  if (t.units_per_em < 16 || t.units_per_em > 16384)
    return fail(damaged(name, fmt::format("it has {} units to the em, expected 16 to 16384", t.units_per_em)));
  if (t.head.u16(50) > 1) return fail(damaged(name, "its 'head' table names an unknown form of 'loca'"));
  t.long_offsets = t.head.u16(50) == 1;
  t.glyph_count = t.maxp.u16(4);
  if (t.maxp.size() < 6 || t.glyph_count == 0) return fail(damaged(name, "it says that it has no glyphs"));
  t.metric_count = t.hhea.u16(34);
  if (t.hhea.size() < 36 || t.metric_count == 0 || t.metric_count > t.glyph_count)
    return fail(damaged(name, fmt::format("it has {} widths for {} glyphs", t.metric_count, t.glyph_count)));
  if (!t.hmtx.has(0, std::size_t{4} * t.metric_count + std::size_t{2} * (t.glyph_count - t.metric_count)))
    return fail(damaged(name, "its table of widths is cut short"));
  if (!t.loca.has(0, std::size_t{t.long_offsets ? 4U : 2U} * (t.glyph_count + 1U)))
    return fail(damaged(name, "its table of outline places is cut short"));
  return {};
}

Result<void> check_places(const std::string& name, const FontTables& t) {
  for (unsigned id = 0; id < t.glyph_count; ++id) {
    const FontTables::Extent e = t.glyph(id);
    const bool fits = e.begin <= e.end && e.end <= t.glyf.size() && (e.begin == e.end || e.end - e.begin >= 10);
    if (!fits) return fail(damaged(name, fmt::format("the outline of glyph {} lies outside its table", id)));
  }
  return {};
}

// Walks components depth first. What is known of a glyph holds wherever it is used, so that glyphs that are each made
// of the one before cannot stand higher, or have more parts, than the same glyphs met from the other end.
class CompositeCheck {
 public:
  explicit CompositeCheck(const FontTables& tables) : tables_(tables), glyphs_(tables.glyph_count) {}

  bool sound(unsigned id, unsigned depth = 0) {
    if (id >= tables_.glyph_count || depth > deepest_composite) return false;
    Known& glyph = glyphs_[id];
    if (glyph.state == State::unseen) {
      glyph.state = State::being_walked;
      const FontTables::Extent e = tables_.glyph(id);
      const bool simple = e.begin == e.end || tables_.glyf.i16(e.begin) >= 0;
      glyph.state = simple || components_sound(e, depth, glyph) ? State::sound : State::unsound;
    }
    return glyph.state == State::sound;
  }

 private:
  enum class State : std::uint8_t { unseen, being_walked, sound, unsound };
  struct Known {
    State state = State::unseen;
    unsigned height = 0;  // of the glyphs below it
    unsigned parts = 1;
  };

  bool components_sound(FontTables::Extent e, unsigned depth, Known& glyph) {
    std::size_t at = e.begin + std::size_t{10};
    for (;;) {
      if (at + 4 > e.end) return false;
      const unsigned flags = tables_.glyf.u16(at), part = tables_.glyf.u16(at + 2);
      if (!sound(part, depth + 1)) return false;
      glyph.height = std::max(glyph.height, glyphs_[part].height + 1);
      glyph.parts += glyphs_[part].parts;
      if (glyph.height > deepest_composite || glyph.parts > most_parts) return false;
      at += 4 + ((flags & 0x0001U) != 0 ? 4U : 2U);
      at += (flags & 0x0008U) != 0 ? 2U : (flags & 0x0040U) != 0 ? 4U : (flags & 0x0080U) != 0 ? 8U : 0U;
      if (at > e.end) return false;
      if ((flags & 0x0020U) == 0) return true;
    }
  }

  const FontTables& tables_;
  std::vector<Known> glyphs_;
};

Result<void> check_composites(const std::string& name, const FontTables& t) {
  CompositeCheck check(t);
  for (unsigned id = 0; id < t.glyph_count; ++id)
    if (!check.sound(id))
      return fail(
          damaged(name, fmt::format("glyph {} is composed of glyphs that are missing, of itself, or of too many", id)));
  return {};
}

}  // namespace

FontTables::Extent FontTables::glyph(unsigned id) const {
  if (long_offsets) return {loca.u32(std::size_t{4} * id), loca.u32(std::size_t{4} * id + 4)};
  return {2U * loca.u16(std::size_t{2} * id), 2U * loca.u16(std::size_t{2} * id + 2)};
}

Result<FontTables> FontTables::check(const std::string& name, std::string_view bytes) {
  if (bytes.size() > largest_font)
    return fail(
        error("font.not-a-font", {}, fmt::format("{} is larger than any font that a letter needs (32 MiB)", name)));
  if (auto good = check_signature(name, TableBytes(bytes)); !good) return fail(good.error());
  auto directory = read_directory(name, bytes);
  if (!directory) return fail(directory.error());
  FontTables t;
  const std::array<std::pair<std::string_view, TableBytes*>, 6> needed = {{{"head", &t.head},
                                                                           {"hhea", &t.hhea},
                                                                           {"hmtx", &t.hmtx},
                                                                           {"maxp", &t.maxp},
                                                                           {"loca", &t.loca},
                                                                           {"glyf", &t.glyf}}};
  for (const auto& [tag, table] : needed) {
    const TableBytes* found = directory->find(tag);
    if (found == nullptr && (tag == "loca" || tag == "glyf"))
      return fail(error("font.no-outlines", {}, fmt::format("{} has no TrueType outlines (no '{}' table)", name, tag)));
    if (found == nullptr) return fail(damaged(name, fmt::format("it has no '{}' table", tag)));
    *table = *found;
  }
  if (directory->find("cmap") == nullptr) return fail(damaged(name, "it has no 'cmap' table"));
  if (const TableBytes* os2 = directory->find("OS/2")) t.os2 = *os2;
  if (const TableBytes* post = directory->find("post")) t.post = *post;
  if (auto good = check_sizes(name, t); !good) return fail(good.error());
  if (auto good = check_places(name, t); !good) return fail(good.error());
  if (auto good = check_composites(name, t); !good) return fail(good.error());
  return t;
}

}  // namespace engross
