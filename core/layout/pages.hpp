// Pages: what is drawn where, and what it means. Points from the top-left corner of the page, y down.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "layout/face.hpp"
#include "layout/picture.hpp"
#include "letter/letter.hpp"
#include "style/house_style.hpp"

namespace engross {

// Structure roles of ISO 32000-1, 14.8.4; the PDF sink writes them by these names.
enum class Role : std::uint8_t {
  document,
  section,  // one of several letters in a file
  paragraph,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  list,
  list_item,
  label,
  list_body,
  table,
  table_row,
  table_header,
  table_data,
  figure,
  link,
  form,
  span
};
std::string_view name_of(
    Role role);  // "Document", "Sect", "P", "H1", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", …

using ElementId = std::int32_t;
constexpr ElementId artifact = -1;

// One element of the structure tree. Elements stand in reading order; element 0 is the Document.
struct Element {
  Role role = Role::paragraph;
  ElementId parent = 0;
  std::string alternative;  // figure, form: required
  std::string language;     // empty: inherited
  bool ordered = false;     // list: ListNumbering Decimal, else Disc
};

struct Glyph {
  std::uint16_t id = 0;
  std::int32_t advance = 0;   // shaped, font units
  std::int32_t x_offset = 0;  // font units
  std::int32_t y_offset = 0;
  std::uint32_t cluster = 0;  // byte offset into the run's text where this glyph's characters begin
};

// Words as glyphs. Immutable once set: letters with a line in common share it, and a cache may know it by its address.
struct ShownText {
  std::vector<Glyph> glyphs;  // in visual order, left to right
  std::string text;           // UTF-8 that the glyphs show
  std::string actual_text;    // when what is shown differs from what is meant (a hyphen at a line's end); else empty
};
using ShownTextRef = std::shared_ptr<const ShownText>;

// Glyphs of one face, size and element on one baseline.
struct GlyphRun {
  std::uint16_t face = 0;  // index into Pages::faces
  double size = 0;         // points
  double x = 0, y = 0;     // baseline origin
  double word_space = 0;   // points added after each U+0020, for justified lines
  Colour colour;
  ShownTextRef shown;  // never null
  ElementId element = artifact;
  Origin::Kind origin = Origin::Kind::skeleton;

  const std::vector<Glyph>& glyphs() const { return shown->glyphs; }
  const std::string& text() const { return shown->text; }
  const std::string& actual_text() const { return shown->actual_text; }
};

struct RuleLine {  // a filled rectangle
  double x = 0, y = 0, width = 0, height = 0;
  Colour colour;
  ElementId element = artifact;
};

struct PictureItem {
  std::uint16_t picture = 0;                   // index into Pages::pictures
  double x = 0, y = 0, width = 0, height = 0;  // y of the top edge
  ElementId element = artifact;
};

struct LinkArea {
  double x = 0, y = 0, width = 0, height = 0;
  std::string target;
  std::string contents;   // what the link says, for those who cannot see it
  ElementId element = 0;  // a Role::link
};

// Where a form field lies: the signature's. What belongs to its element is drawn in the field's appearance, not on the
// page. Without width and height it cannot be seen.
struct FieldArea {
  double x = 0, y = 0, width = 0, height = 0;
  std::string name;       // in the form
  ElementId element = 0;  // a Role::form
};

enum class ArtifactKind : std::uint8_t { layout, header, footer, watermark };

struct Page {
  double width = 0, height = 0;
  // Drawn in this order. Kept apart by kind so that each is a plain array; `order` interleaves them.
  std::vector<GlyphRun> runs;
  std::vector<RuleLine> rules;
  std::vector<PictureItem> pictures;
  std::vector<LinkArea> links;
  std::vector<FieldArea> fields;
  struct Item {
    enum class Kind : std::uint8_t { run, rule, picture } kind = Kind::run;
    std::uint32_t index = 0;
    ArtifactKind artifact_kind = ArtifactKind::layout;  // when the element is `artifact`
  };
  std::vector<Item> order;
};

// A place that readers of the file can jump to, by its title.
struct Bookmark {
  std::string title;
  int level = 1;         // those of a greater one hang below it
  std::size_t page = 0;  // from 0
  double y = 0;          // its top
};

struct Pages {
  std::vector<Page> pages;
  std::vector<Element> elements;
  std::vector<FaceRef> faces;
  std::vector<PictureRef> pictures;
  std::string language;
  std::vector<Bookmark> bookmarks{};  // in reading order; a letter has none
  Diagnostics notes;                  // warnings and notes of the layout; not part of the dump
};

// The stable printed form, lengths to 1/100 point: one line an element and one line an item.
std::string dump(const Pages& pages);
// The words of a page in drawing order, artifacts left out unless asked for.
std::string text_of(const Page& page, bool with_artifacts = false);

}  // namespace engross
