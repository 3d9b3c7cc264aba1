// In: pages. Out: their stable printed form, for golden tests: places and words, not glyph numbers, which differ
// between editions of a font.
#include <fmt/format.h>

#include "layout/pages.hpp"

namespace engross {
namespace {

// -0.00 and 0.00 are one.
std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  return text == "-0.00" ? "0.00" : text;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string_view name_of(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::paragraph:
      return "paragraph";
    case Origin::Kind::skeleton:
      return "skeleton";
    case Origin::Kind::value:
      return "value";
    case Origin::Kind::officer:
      return "officer";
    case Origin::Kind::draft:
      return "draft";
  }
  return "skeleton";
}

std::string_view name_of(ArtifactKind kind) {
  switch (kind) {
    case ArtifactKind::layout:
      return "layout";
    case ArtifactKind::header:
      return "header";
    case ArtifactKind::footer:
      return "footer";
    case ArtifactKind::watermark:
      return "watermark";
  }
  return "layout";
}

std::string owner(ElementId element, ArtifactKind kind) {
  return element == artifact ? fmt::format("artifact {}", name_of(kind)) : fmt::format("#{}", element);
}

std::string line_of(const Element& element, std::size_t id) {
  std::string line = fmt::format("element {} {}", id, name_of(element.role));
  if (element.parent != artifact) line += fmt::format(" in {}", element.parent);
  if (!element.language.empty()) line += " language " + element.language;
  if (element.role == Role::list) line += element.ordered ? " ordered" : " unordered";
  if (!element.alternative.empty()) line += " alternative " + quoted(element.alternative);
  return line + "\n";
}

double width_of(const GlyphRun& run, const Pages& pages) {
  double width = 0;
  for (const Glyph& glyph : run.glyphs()) {
    width += glyph.advance * run.size / pages.faces[run.face]->metrics().units_per_em;
    if (run.word_space != 0 && run.text()[glyph.cluster] == ' ') width += run.word_space;
  }
  return width;
}

std::string line_of(const GlyphRun& run, const Pages& pages, ArtifactKind kind) {
  std::string line = fmt::format("  run {},{} width {} face {} size {} {} {} {}", number(run.x), number(run.y),
                                 number(width_of(run, pages)), run.face, number(run.size), owner(run.element, kind),
                                 name_of(run.origin), quoted(run.text()));
  if (!run.actual_text().empty()) line += " means " + quoted(run.actual_text());
  if (run.word_space != 0) line += " word-space " + number(run.word_space);
  if (run.colour != Colour{})
    line += fmt::format(" colour {},{},{}", number(run.colour.red), number(run.colour.green), number(run.colour.blue));
  return line + "\n";
}

std::string line_of(const Page& page, const Page::Item& item, const Pages& pages) {
  switch (item.kind) {
    case Page::Item::Kind::run:
      return line_of(page.runs[item.index], pages, item.artifact_kind);
    case Page::Item::Kind::rule: {
      const RuleLine& rule = page.rules[item.index];
      return fmt::format("  rule {},{} {} x {} {}\n", number(rule.x), number(rule.y), number(rule.width),
                         number(rule.height), owner(rule.element, item.artifact_kind));
    }
    case Page::Item::Kind::picture: {
      const PictureItem& picture = page.pictures[item.index];
      return fmt::format("  picture {} {},{} {} x {} {}\n", picture.picture, number(picture.x), number(picture.y),
                         number(picture.width), number(picture.height), owner(picture.element, item.artifact_kind));
    }
  }
  return {};
}

}  // namespace

std::string dump(const Pages& pages) {
  std::string out = fmt::format("pages {} language {}\n", pages.pages.size(), pages.language);
  for (std::size_t i = 0; i < pages.faces.size(); ++i)
    out += fmt::format("face {} {}\n", i, pages.faces[i]->postscript_name());
  for (std::size_t i = 0; i < pages.pictures.size(); ++i)
    out += fmt::format("picture {} {} {} x {}\n", i, pages.pictures[i]->name, pages.pictures[i]->width,
                       pages.pictures[i]->height);
  for (std::size_t i = 0; i < pages.elements.size(); ++i) out += line_of(pages.elements[i], i);
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const Page& page = pages.pages[i];
    out += fmt::format("page {} {} x {}\n", i + 1, number(page.width), number(page.height));
    for (const Page::Item& item : page.order) out += line_of(page, item, pages);
    for (const LinkArea& link : page.links)
      out += fmt::format("  link {},{} {} x {} #{} {} {}\n", number(link.x), number(link.y), number(link.width),
                         number(link.height), link.element, link.target, quoted(link.contents));
    for (const FieldArea& field : page.fields)
      out += fmt::format("  field {},{} {} x {} #{} {}\n", number(field.x), number(field.y), number(field.width),
                         number(field.height), field.element, quoted(field.name));
  }
  return out;
}

}  // namespace engross
