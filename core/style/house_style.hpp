// House style: a table of lengths and choices. Read from a department's style.yaml over a geometry preset; a preset and
// its override differ in numbers only.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// Millimetres from the top-left corner of the sheet.
struct Box {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  double right() const { return left + width; }
  double bottom() const { return top + height; }
};

// Where things lie on the sheet, and why: the envelope window profile. Every number is data with a source
// (templates/geometry/<name>.yaml).
struct Geometry {
  std::string name;         // "notify-2.4", "uk-dl-bs4264", "uk-c5", "din-5008-a", "din-5008-b"
  std::string source;       // who says so
  double page_width = 210;  // A4, ISO 216
  double page_height = 297;
  Box printable;                  // nothing is ever drawn outside
  Box window;                     // what shows through the envelope wherever the sheet slides in it
  Box address;                    // the addressee's lines must stay inside; lies inside the window
  bool address_fills_up = false;  // lines stand at the bottom of the box, so the postcode never moves
  Box letterhead;                 // sender's logo
  Box sender;                     // sender's lines
  double reference_top = 0;       // first line of reference and date, at the earliest
  double body_top = 0;            // first page: salutation and below start here at the earliest
  double body_left = 0;
  double body_width = 0;           // the measure
  double body_bottom = 0;          // of every page
  double continuation_top = 0;     // body of page 2 and later starts here
  double continuation_header = 0;  // baseline of the continuation header
  double page_number = 0;          // baseline of the page number
  std::vector<double> folds;       // from the top
};

struct Colour {
  double red = 0;  // 0..1, sRGB
  double green = 0;
  double blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

// The faces of one family. Files of the department ("fonts/x.ttf") or of the packaged font folders ("liberation/…").
struct FontFiles {
  std::string regular;
  std::string bold;
  std::string italic;
  std::string bold_italic;
  std::vector<std::string> fallback;  // tried in order for a character that the family lacks
};

struct TextStyle {
  double size = 11;     // points
  double leading = 13;  // points, baseline to baseline
  bool bold = false;
  bool italic = false;
  Colour colour;
};

enum class Alignment : std::uint8_t { left, justified };
enum class FontEmbedding : std::uint8_t { tiered, exact };
enum class HorizontalPlace : std::uint8_t { left, centre, right };

struct Logo {
  std::string picture;      // resource of the department, PNG or JPEG
  std::string alternative;  // text for those who cannot see it; required
  double width = 0;         // mm
};

// One role of the text. The names are fixed: body, address, sender, reference, subject, heading1..3, marking,
// continuation, page_number, caption.
using TextStyles = std::map<std::string, TextStyle, std::less<>>;

struct HouseStyle {
  Geometry geometry;
  FontFiles fonts;
  TextStyles text;
  std::optional<Logo> logo;
  std::vector<std::string> sender_lines;                                                  // under the letterhead
  std::map<std::string, std::vector<std::string>, std::less<>> sender_lines_by_language;  // cy, where they differ
  HorizontalPlace sender_align = HorizontalPlace::left;
  std::string date_format = "long_date";  // a formatter
  // "our_ref", "your_ref", "enclosures", "copies", "signature" (before the signatory's name in the words that stand for
  // a picture of ink), "signed_by" (before the name in a signature field), "time_stamp" (what the field of one is); in
  // Welsh letters "our_ref.cy" and so on. All are always there in a style that was read.
  std::map<std::string, std::string, std::less<>> labels;
  Alignment alignment = Alignment::left;
  bool hyphenate = false;        // only with justified, and a hyphenation dictionary for the language
  double paragraph_space = 13;   // points between paragraphs
  double heading_space = 6;      // extra points above a heading
  double list_indent = 6;        // mm
  double signature_height = 15;  // mm kept for the ink
  double signature_width = 50;   // mm at most, for the picture of the ink
  int orphans = 2;               // least lines of a paragraph at the foot of a page
  int widows = 2;                // at the head of the next
  int close_keeps = 2;           // lines of text that stay with the close
  std::string continuation;      // "{reference}   {recipient}   {date}"; empty: none
  std::string page_number = "Page {page} of {pages}";
  std::map<std::string, std::string, std::less<>> page_number_by_language;  // cy: "Tudalen {page} o {pages}"
  bool page_number_on_single = false;  // a letter of one page shows none unless told
  HorizontalPlace page_number_align = HorizontalPlace::right;
  FontEmbedding embedding = FontEmbedding::tiered;
  std::vector<std::string> envelopes;  // that page 1 must fit: names of profiles (style/envelope_profile.hpp)

  // In the language of a letter ("cy"); empty when the style has no such label.
  std::string_view label(std::string_view name, std::string_view language) const;
  const std::vector<std::string>& sender(std::string_view language) const;
  const TextStyle& role(std::string_view name) const;  // "body" when the style does not name it

  // Reads style.yaml. Presets are the documents of templates/geometry by name. Errors, all located and collected:
  // "style.unknown-key", "style.type", "style.range" (what was found and the range), "style.no-preset",
  // "style.missing", "style.no-alternative" (a logo without alternative text), "style.choice" (a word that is none of
  // those allowed), "style.contrast" (text too pale to read), "style.path" (not below the department),
  // "style.placeholder" ({…} that nothing fills), "style.geometry" (boxes off the sheet, or that contradict each
  // other).
  static Result<HouseStyle> from(const Document& style, const std::map<std::string, Document, std::less<>>& presets);
};

}  // namespace engross
