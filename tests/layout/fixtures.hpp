// Faces, a house style and letters for the layout's tests.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "layout/lay_out.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

inline const std::string font_folder = "/usr/share/fonts/truetype/";

// How often a random test is tried: a little by default, as often as ENGROSS_SWEEP says in a long run.
inline unsigned rounds(unsigned usual) {
  const char* sweep = std::getenv("ENGROSS_SWEEP");
  const long asked = sweep == nullptr ? 0 : std::strtol(sweep, nullptr, 10);
  return std::max(usual, asked > 0 ? static_cast<unsigned>(asked) : 0U);
}

inline std::string bytes_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline FaceRef face(const std::string& file) {
  auto made = Face::from_bytes(file, bytes_of_file(font_folder + file));
  if (!made) throw std::runtime_error(print(made.error()));
  return *made;
}

inline const FontSet& liberation() {
  static const FontSet fonts{face("liberation/LiberationSans-Regular.ttf"),
                             face("liberation/LiberationSans-Bold.ttf"),
                             face("liberation/LiberationSans-Italic.ttf"),
                             face("liberation/LiberationSans-BoldItalic.ttf"),
                             {face("dejavu/DejaVuSans.ttf")}};
  return fonts;
}

inline PictureRef picture(int width, int height, std::string name = "picture.png") {
  auto made = std::make_shared<Picture>();
  made->name = std::move(name);
  made->width = width;
  made->height = height;
  made->samples.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, '\x40');
  return made;
}

// A window envelope, clear print.
inline HouseStyle plain_style() {
  HouseStyle style;
  Geometry& g = style.geometry;
  g.name = "test";
  g.printable = {15, 5, 180, 287};
  g.address = {24.6, 39.5, 85, 26.7};
  g.letterhead = {15, 5, 110, 25};
  g.sender = {125, 30, 65, 65};
  g.reference_top = 96;
  g.body_top = 112;
  g.body_left = 24.6;
  g.body_width = 140;
  g.body_bottom = 276;
  g.continuation_top = 30;
  g.continuation_header = 17;
  g.page_number = 285;
  style.text["body"] = {12, 14.5, false, false, {}};
  style.text["address"] = {10, 12, false, false, {}};
  style.text["sender"] = {10, 12.5, false, false, {}};
  style.text["subject"] = {12, 14.5, true, false, {}};
  style.text["heading1"] = {12, 14.5, true, false, {}};
  style.text["heading2"] = {12, 14.5, true, false, {}};
  style.text["heading3"] = {12, 14.5, false, true, {}};
  style.text["marking"] = {12, 14.5, true, false, {}};
  style.text["continuation"] = {9.5, 12, false, false, {}};
  style.text["page_number"] = {9.5, 12, false, false, {}};
  style.paragraph_space = 10;
  style.continuation = "{reference}   {recipient}   {date}";
  style.page_number_by_language["cy"] = "Tudalen {page} o {pages}";
  style.labels = {{"signature", "Signature of"}, {"signature.cy", "Llofnod"}};
  style.signature_height = 17;
  return style;
}

inline Inline text(std::string words, Origin::Kind kind = Origin::Kind::paragraph) {
  Inline one;
  one.text = std::move(words);
  one.origin.kind = kind;
  return one;
}

inline Inline within(Inline::Kind kind, std::vector<Inline> children, std::string target = {}) {
  Inline one;
  one.kind = kind;
  one.children = std::move(children);
  one.target = std::move(target);
  return one;
}

inline Inline line_break() {
  Inline one;
  one.kind = Inline::Kind::line_break;
  return one;
}

inline Block paragraph(std::vector<Inline> inlines) {
  Block block;
  block.inlines = std::move(inlines);
  return block;
}

inline Block paragraph(std::string words) {
  return paragraph({text(std::move(words))});
}

inline Block heading(int level, std::string words) {
  Block block = paragraph(std::move(words));
  block.kind = Block::Kind::heading;
  block.level = level;
  return block;
}

// Words with line feeds as a paragraph of a line part.
inline Block lines(const std::string& words) {
  Block block;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = words.find('\n', begin);
    block.inlines.push_back(text(words.substr(begin, end - begin)));
    if (end == std::string::npos) return block;
    block.inlines.push_back(line_break());
    begin = end + 1;
  }
}

inline Block list_of(bool ordered, std::vector<std::string> items) {
  Block block;
  block.kind = Block::Kind::list;
  block.ordered = ordered;
  for (std::string& item : items) block.items.push_back({{paragraph(std::move(item))}});
  return block;
}

// So many words of a running text, ended with a full stop.
inline std::string prose(std::size_t words) {
  static const std::vector<std::string> stock = [] {
    std::istringstream in(
        "Every school has a duty to keep its pupils safe, and every teacher is told what to look for and whom to tell. "
        "The department publishes guidance on this each September, after it has heard from schools, from the police "
        "and "
        "from those who work with children in their homes. A local authority may ask for help at any time; it does not "
        "have to wait until a review has been finished. Where a review finds that something ought to have been done "
        "sooner, its findings are sent to the board, which must answer them within six months and say publicly what "
        "will "
        "change. Inspectors read those answers before they visit. We know that families often wait longer than they "
        "should for an explanation, and that a letter such as this one cannot give them everything they have asked "
        "for. ");
    return std::vector<std::string>(std::istream_iterator<std::string>(in), {});
  }();
  std::string made;
  for (std::size_t i = 0; i < words; ++i) made += (i == 0 ? "" : " ") + stock[i % stock.size()];
  while (!made.empty() && std::string_view(",.;").find(made.back()) != std::string_view::npos) made.pop_back();
  return made + ".";
}

// The shape of the reference letter: all its parts, two pages.
inline Letter whole_letter() {
  Letter letter;
  letter.reference = "2016-0046030";
  letter.date = Date::parse("2016-10-26");
  letter.subject = "Safeguarding in Telford";
  letter.sections.push_back(
      {Part::addressee,
       {lines(
           "Telford & Wrekin Council\nCabinet Members Office\nAddenbrooke House\nIronmasters Way\nTelford\nTF3 4NT")}});
  letter.sections.push_back({Part::reference, {lines("Our ref: 2016-0046030"), lines("26 October 2016")}});
  letter.sections.push_back(
      {Part::salutation,
       {paragraph({text("Dear ", Origin::Kind::skeleton), text("Councillor Watling", Origin::Kind::value)})}});
  letter.sections.push_back({Part::subject, {paragraph("Safeguarding in Telford")}});
  letter.sections.push_back(
      {Part::opening,
       {paragraph({text("I am writing to thank you for your letter of "), text("30 September", Origin::Kind::value),
                   text(" about an in-depth review.")})}});
  Section body{Part::body, {}};
  for (const std::size_t words : {90U, 80U, 110U, 95U, 115U}) body.blocks.push_back(paragraph(prose(words)));
  letter.sections.push_back(std::move(body));
  letter.sections.push_back(
      {Part::closing, {paragraph("I hope that this is helpful, and thank you once again for writing.")}});
  letter.sections.push_back({Part::close, {paragraph("Yours sincerely")}});
  letter.signatures.push_back(
      {"specimen", {"Denise Clavery", "Ministerial and Public Communications Division"}, "Denise Clavery"});
  letter.recipients = {"Telford & Wrekin Council"};
  return letter;
}

struct Bench {
  Letter letter = whole_letter();
  HouseStyle style = plain_style();
  FontSet fonts = liberation();
  PictureRef logo;
  std::map<std::string, PictureRef, std::less<>> ink;
  std::map<std::string, HyphenationRef, std::less<>> hyphenation;
  std::string proof_mark;
  LayoutCache cache;

  LayoutInput input() const {
    LayoutInput made;
    made.letter = &letter;
    made.style = &style;
    made.fonts = &fonts;
    made.logo = logo;
    for (const auto& [signatory, picture] : ink)
      made.fields.push_back({.name = "Signature of " + signatory,
                             .alternative = "Signature of " + signatory,
                             .signatory = signatory,
                             .ink = picture,
                             .words = {"Digitally signed by " + signatory, "26 October 2016"}});
    made.hyphenation = hyphenation;
    made.proof_mark = proof_mark;
    return made;
  }
  Result<Pages> lay() { return lay_out(input(), cache); }
};

}  // namespace engross::test
