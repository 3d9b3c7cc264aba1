// In: a face, the glyphs wanted and their texts. Out: a subset with new glyph numbers and the dictionaries around it.
// Refuses a face that HarfBuzz cannot subset ("pdf.font").
//
// Hinting is dropped: it is more than half of a subset, and no reader of letters needs it. Everything that serves
// shaping goes too, since the glyphs are chosen already. Codes are the new glyph numbers, so CIDToGIDMap is Identity.
#include "pdf/font_program.hpp"

#include <fmt/format.h>
#include <hb-subset.h>

#include <cmath>

#include "base/sha256.hpp"

namespace engross::pdf {

namespace {

template <class T, void (*destroy)(T*)>
struct Destroy {
  void operator()(T* object) const { destroy(object); }
};
using Input = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_t, hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_t, hb_subset_plan_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroy<hb_face_t, hb_face_destroy>>;
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_t, hb_blob_destroy>>;

struct Subset {
  std::string bytes;
  std::vector<std::uint16_t> old_glyphs;  // by new glyph
};

enum class Numbers : std::uint8_t { fresh, kept };  // of the glyphs

Input subset_input(const GlyphTexts& texts, Numbers numbers) {
  Input input(hb_subset_input_create_or_fail());
  if (!input) return input;
  unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
  if (numbers == Numbers::kept) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  hb_subset_input_set_flags(input.get(), flags);
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* table : {"GSUB", "GPOS", "GDEF", "kern", "name", "post", "OS/2", "cmap", "gasp", "DSIG"})
    hb_set_add(dropped, hb_tag_from_string(table, -1));
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const auto& [glyph, text] : texts) hb_set_add(wanted, glyph);
  return input;
}

std::optional<Subset> subset(hb_face_t* source, const GlyphTexts& texts, Numbers numbers) {
  const Input input = subset_input(texts, numbers);
  if (!input) return std::nullopt;
  const Plan plan(hb_subset_plan_create_or_fail(source, input.get()));
  if (!plan) return std::nullopt;
  const HbFace face(hb_subset_plan_execute_or_fail(plan.get()));
  if (!face) return std::nullopt;
  const Blob blob(hb_face_reference_blob(face.get()));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  Subset made;
  made.bytes.assign(data == nullptr ? "" : data, length);
  const hb_map_t* old_of = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
  const unsigned count = hb_face_get_glyph_count(face.get());
  for (hb_codepoint_t code = 0; code < count; ++code)
    made.old_glyphs.push_back(static_cast<std::uint16_t>(hb_map_has(old_of, code) ? hb_map_get(old_of, code) : 0));
  if (made.bytes.empty() || count == 0) return std::nullopt;
  return made;
}

// Six capitals that tell subsets of one face apart, from the subset itself (9.6.4).
std::string tag_of(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) tag.push_back(static_cast<char>('A' + digest[i] % 26));
  return tag;
}

// The code as a literal string holds it (7.3.4.2).
FontProgram::Slot slot(std::uint16_t code) {
  FontProgram::Slot made;
  made.code = code;
  for (const int byte : {code >> 8, code & 0xFF}) {
    const char c = static_cast<char>(byte);
    if (c == '(' || c == ')' || c == '\\' || c == '\r') made.written[made.length++] = '\\';
    made.written[made.length++] = c == '\r' ? 'r' : c;
  }
  return made;
}

// Font units to thousandths of an em.
double thousandths(const Face& face, int units) {
  return units * 1000.0 / face.metrics().units_per_em;
}

// What a code is drawn with. In rising order of codes.
struct Coded {
  std::uint16_t code = 0, glyph = 0;
};

// Neighbouring codes share an array (9.7.4.3).
std::string widths(const Face& face, const std::vector<Coded>& codes) {
  std::string array = "[";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i == 0 || codes[i].code != codes[i - 1].code + 1) {
      if (i > 0) array.append("] ");
      append_integer(array, codes[i].code);
      array.append(" [");
    } else {
      array.push_back(' ');
    }
    append_number(array, thousandths(face, face.advance(codes[i].glyph)));
  }
  return array + "]]";
}

// A CMap from codes to UTF-16BE (9.10.3); at most a hundred lines a block.
std::string to_unicode(const std::vector<std::string>& texts) {
  std::string cmap =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  std::string block;
  int lines = 0;
  const auto flush = [&] {
    if (lines > 0) cmap += fmt::format("{} beginbfchar\n{}endbfchar\n", lines, block);
    block.clear();
    lines = 0;
  };
  for (std::size_t code = 1; code < texts.size(); ++code) {
    if (texts[code].empty()) continue;
    block += fmt::format("<{:04X}> <", code);
    append_utf16_hex(block, texts[code]);
    block += ">\n";
    if (++lines == 100) flush();
  }
  flush();
  return cmap + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

// Flags of a font descriptor (9.8.2): fixed pitch 1, serif 2, symbolic 4, italic 64. A subset without a cmap is
// symbolic.
int flags(const FaceMetrics& metrics) {
  return 4 | (metrics.fixed_pitch ? 1 : 0) | (metrics.serif ? 2 : 0) | (metrics.italic_angle != 0 ? 64 : 0);
}

std::string descriptor(const Face& face, const std::string& name) {
  const FaceMetrics& metrics = face.metrics();
  std::string box = "[";
  for (const int side : metrics.bbox) {
    append_number(box, thousandths(face, side), 0);
    box.push_back(' ');
  }
  box.back() = ']';
  const auto height = [&](int units) { return std::round(thousandths(face, units)); };
  Dictionary body;
  body.name("Type", "FontDescriptor").name("FontName", name).integer("Flags", flags(metrics)).raw("FontBBox", box);
  body.integer("ItalicAngle", metrics.italic_angle).number("Ascent", height(metrics.ascent));
  body.number("Descent", height(metrics.descent)).number("CapHeight", height(metrics.cap_height));
  // No table of a TrueType font has the stem width; this is what its weight commonly goes with.
  body.integer("StemV", 50 + metrics.weight * metrics.weight / 4225);
  return body.take();
}

std::string descendant(const Face& face, const std::string& name, const std::vector<Coded>& codes) {
  Dictionary body;
  body.name("Type", "Font").name("Subtype", "CIDFontType2").name("BaseFont", name);
  body.raw("CIDSystemInfo", "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>");
  body.name("CIDToGIDMap", "Identity").integer("DW", 0).raw("W", widths(face, codes));
  return body.take();
}

Diagnostic no_subset(const Face& face) {
  return error("pdf.font", {}, fmt::format("no subset can be made of the font {}", face.name()),
               {"the file may be damaged: replace it by the one that its maker publishes"});
}

constexpr std::string_view no_text = "\xEF\xBF\xBD";  // U+FFFD: never read, for ActualText stands over it

}  // namespace

class FontMaker {
 public:
  // `texts` by code.
  static EmbeddedFont embedded(const Face& face, const std::string& subset, const std::vector<Coded>& codes,
                               const std::vector<std::string>& texts, Deflater& deflate) {
    const std::string name = tag_of(subset) + "+" + face.postscript_name();
    EmbeddedFont font;
    font.program_ = SharedBytes(deflate(subset, Deflater::Effort::small));
    font.program_entries_ = Dictionary().name("Filter", "FlateDecode").integer("Length1", std::ssize(subset)).take();
    font.to_unicode_ = SharedBytes(deflate(to_unicode(texts), Deflater::Effort::small));
    font.descriptor_ = descriptor(face, name);
    font.descendant_ = descendant(face, name, codes);
    font.font_ = Dictionary()
                     .name("Type", "Font")
                     .name("Subtype", "Type0")
                     .name("BaseFont", name)
                     .name("Encoding", "Identity-H")
                     .take();
    return font;
  }
};

Result<std::shared_ptr<const FontProgram>> FontProgram::make(const Face& face, hb_face_t* source,
                                                             const GlyphTexts& texts, Deflater& deflate) {
  const std::optional<Subset> made = subset(source, texts, Numbers::fresh);
  if (!made) return fail(no_subset(face));
  std::shared_ptr<FontProgram> program(new FontProgram);
  program->slots_.resize(face.glyph_count());
  program->texts_.resize(made->old_glyphs.size());
  std::vector<Coded> codes;
  codes.reserve(made->old_glyphs.size());
  for (std::size_t code = 0; code < made->old_glyphs.size(); ++code) {
    const std::uint16_t glyph = made->old_glyphs[code];
    codes.push_back({static_cast<std::uint16_t>(code), glyph});
    if (code == 0) continue;
    const auto text = texts.find(glyph);  // nothing for a part of an accented letter
    program->give_code(glyph, static_cast<std::uint16_t>(code), text == texts.end() ? std::string() : text->second);
  }
  program->embedded_ = FontMaker::embedded(face, made->bytes, codes, program->texts_, deflate);
  return program;
}

std::shared_ptr<const FontProgram> FontProgram::whole(const Face& face, const GlyphTexts& texts) {
  std::shared_ptr<FontProgram> program(new FontProgram);
  program->slots_.resize(face.glyph_count());
  program->texts_.resize(face.glyph_count());
  for (std::size_t id = 1; id < face.glyph_count(); ++id) {
    const auto glyph = static_cast<std::uint16_t>(id);
    const auto text = texts.find(glyph);
    program->give_code(glyph, glyph, text == texts.end() ? std::string() : text->second);
  }
  return program;
}

void FontProgram::give_code(std::uint16_t glyph, std::uint16_t code, const std::string& text) {
  slots_[glyph] = slot(code);
  texts_[code] = text;
  if (text.size() == 1) slots_[glyph].letter = text[0];
}

Result<EmbeddedFont> FontProgram::embed_part(const Face& face, hb_face_t* source, const GlyphSet& used,
                                             Deflater& deflate) const {
  GlyphTexts held;
  std::vector<Coded> codes{{0, 0}};
  std::vector<std::string> texts(texts_.size());
  for (std::size_t id = 1; id < texts_.size(); ++id) {
    const auto glyph = static_cast<std::uint16_t>(id);
    if (!used.has(glyph)) continue;
    codes.push_back({glyph, glyph});
    texts[id] = texts_[id].empty() ? std::string(no_text) : texts_[id];
    held.try_emplace(glyph, texts[id]);
  }
  const std::optional<Subset> made = subset(source, held, Numbers::kept);
  if (!made) return fail(no_subset(face));
  return FontMaker::embedded(face, made->bytes, codes, texts, deflate);
}

Ref EmbeddedFont::add_to(Objects& objects, Ref font) const {
  const Ref file = objects.add_stream(program_entries_, program_);
  const Ref unicode = objects.add_stream("/Filter /FlateDecode\n", to_unicode_);
  const auto with = [](const std::string& body, std::string_view key, Ref ref, bool in_array = false) {
    std::string whole;
    whole.reserve(body.size() + 2 * key.size() + 32);
    whole += body;
    append_name(whole, key);
    whole += in_array ? " [" : " ";
    append_reference(whole, ref);
    whole += in_array ? "]\n" : "\n";
    return whole;
  };
  const Ref descriptor_ref = objects.add(with(descriptor_, "FontFile2", file));
  const Ref descendant_ref = objects.add(with(descendant_, "FontDescriptor", descriptor_ref));
  std::string body = with(with(font_, "DescendantFonts", descendant_ref, true), "ToUnicode", unicode);
  if (!font) return objects.add(std::move(body));
  objects.fill(font, std::move(body));
  return font;
}

}  // namespace engross::pdf
