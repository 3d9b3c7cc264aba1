// In: Pages. Out: the font programs that they need; a function of the letter alone, whatever the cache holds.
// Refuses a face that cannot be subset ("pdf.font").
#include "pdf/fonts.hpp"

#include <hb-subset.h>
#include <hb.h>

#include "base/text.hpp"

namespace engross::pdf {

namespace {

constexpr std::size_t most_faces = 64;

struct Range {
  char32_t first, last;
};

// What each tier adds to the one before.
constexpr Range plain[] = {
    {0x20, 0x7E},     {0xA0, 0xA0},     {0xA3, 0xA3},     {0xA7, 0xA7},     {0xA9, 0xA9},     {0xB0, 0xB0},
    {0xB7, 0xB7},     {0xBD, 0xBD},     {0xD7, 0xD7},     {0x2010, 0x2011}, {0x2013, 0x2014}, {0x2018, 0x2019},
    {0x201C, 0x201D}, {0x2022, 0x2022}, {0x2026, 0x2026}, {0x20AC, 0x20AC},
};
constexpr Range latin[] = {{0xA1, 0xFF}};
// Latin Extended-A with the Welsh circumflexes, the Welsh graves and diaereses, commas below, rarer punctuation.
constexpr Range extended[] = {
    {0x100, 0x17F},   {0x218, 0x21B},   {0x1E80, 0x1E85}, {0x1EF2, 0x1EF3}, {0x2012, 0x2027}, {0x2030, 0x203A},
    {0x2044, 0x2044}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2212, 0x2212}, {0x2264, 0x2265},
};
// Ligatures that faces for text make unasked.
constexpr const char* ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "fj", "ffj", "ft", "tt", "ti", "Th", "st"};

void add_characters(GlyphTexts& texts, const Face& face, const Range* ranges, std::size_t count) {
  for (const Range* range = ranges; range != ranges + count; ++range) {
    for (char32_t c = range->first; c <= range->last; ++c) {
      const std::optional<std::uint16_t> glyph = face.glyph_for(c);
      if (glyph && *glyph != 0) texts.try_emplace(*glyph, encode({&c, 1}));
    }
  }
}

void add_ligatures(GlyphTexts& texts, const Face& face) {
  const std::unique_ptr<hb_buffer_t, void (*)(hb_buffer_t*)> buffer(hb_buffer_create(), hb_buffer_destroy);
  for (const char* letters : ligatures) {
    hb_buffer_reset(buffer.get());
    hb_buffer_add_utf8(buffer.get(), letters, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer.get());
    hb_shape(face.hb_font(), buffer.get(), nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    if (count == 1 && infos[0].codepoint != 0 && infos[0].codepoint < face.glyph_count())
      texts.try_emplace(static_cast<std::uint16_t>(infos[0].codepoint), letters);
  }
}

// What the characters of the face say of glyphs that are in no tier: the first that shows the glyph names it. Those for
// private use name nothing (ISO 19005-2, 6.2.11.7.3).
void add_all_characters(GlyphTexts& texts, const Face& face) {
  const std::unique_ptr<hb_set_t, void (*)(hb_set_t*)> characters(hb_set_create(), hb_set_destroy);
  hb_face_collect_unicodes(face.hb_face(), characters.get());
  for (hb_codepoint_t next = HB_SET_VALUE_INVALID; hb_set_next(characters.get(), &next);) {
    const auto c = static_cast<char32_t>(next);
    const std::optional<std::uint16_t> glyph = is_printable(c) && c != 0xFEFF ? face.glyph_for(c) : std::nullopt;
    if (glyph && *glyph != 0) texts.try_emplace(*glyph, encode({&c, 1}));
  }
}

}  // namespace

PreparedFace::PreparedFace(FaceRef face)
    : face_(std::move(face)), prepared_(hb_subset_preprocess(face_->hb_face()), hb_face_destroy) {
  GlyphTexts texts;
  add_ligatures(texts, *face_);
  const auto keep = [&](Tier& tier) {
    tier.texts = texts;
    tier.glyphs = GlyphSet(face_->glyph_count());
    for (const auto& [glyph, text] : texts) tier.glyphs.add(glyph);
  };
  add_characters(texts, *face_, plain, std::size(plain));
  keep(tiers_[0]);
  add_characters(texts, *face_, latin, std::size(latin));
  keep(tiers_[1]);
  add_characters(texts, *face_, extended, std::size(extended));
  keep(tiers_[2]);
}

Result<std::shared_ptr<const FontProgram>> PreparedFace::tier_for(const GlyphSet& glyphs, Deflater& deflate) {
  for (Tier& tier : tiers_) {
    if (!tier.glyphs.covers(glyphs)) continue;
    if (!tier.program) {
      auto made = FontProgram::make(*face_, prepared_.get(), tier.texts, deflate);
      if (!made) return fail(made.error());
      tier.program = *made;
    }
    return tier.program;
  }
  return nullptr;
}

Result<std::shared_ptr<const FontProgram>> PreparedFace::exact(const GlyphTexts& texts, Deflater& deflate) const {
  return FontProgram::make(*face_, prepared_.get(), texts, deflate);
}

const std::shared_ptr<const FontProgram>& PreparedFace::whole() {
  if (!whole_) {
    GlyphTexts texts = tiers_.back().texts;
    add_all_characters(texts, *face_);
    whole_ = FontProgram::whole(*face_, texts);
  }
  return whole_;
}

Result<EmbeddedFont> PreparedFace::part(const GlyphSet& used, Deflater& deflate) {
  return whole()->embed_part(*face_, prepared_.get(), used, deflate);
}

PreparedFace& FaceCache::at(const FaceRef& face) {
  auto found = faces_.find(face->sha256());
  if (found != faces_.end()) return found->second;
  if (faces_.size() >= most_faces) faces_.clear();
  return faces_.try_emplace(face->sha256(), face).first->second;
}

std::vector<GlyphSet> glyphs_of(const Pages& pages, KnownRuns& runs) {
  std::vector<GlyphSet> sets;
  sets.reserve(pages.faces.size());
  for (const FaceRef& face : pages.faces) sets.emplace_back(face->glyph_count());
  for (const Page& page : pages.pages)
    for (const GlyphRun& run : page.runs) sets[run.face].add(runs.at(run, pages.faces[run.face]).glyphs);
  return sets;
}

Result<std::vector<ChosenFont>> choose_fonts(const Pages& pages, FontEmbedding embedding, KnownRuns& runs,
                                             FaceCache& faces, Deflater& deflate) {
  const std::vector<GlyphSet> used = glyphs_of(pages, runs);
  std::vector<ChosenFont> chosen(pages.faces.size());
  Diagnostics errors;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (used[i].empty()) continue;
    PreparedFace& face = faces.at(pages.faces[i]);
    Result<std::shared_ptr<const FontProgram>> program;
    if (embedding == FontEmbedding::tiered) program = face.tier_for(used[i], deflate);
    const bool tier = program && *program != nullptr;
    if (program && !tier) program = face.exact(texts_of(pages, static_cast<std::uint16_t>(i)), deflate);
    if (program) {
      chosen[i] = {*program, tier};
    } else {
      append(errors, program.error());
    }
  }
  if (!errors.empty()) return fail(std::move(errors));
  return chosen;
}

}  // namespace engross::pdf
