// In: a letter and its pages. Out: what an approval of them is of. Refuses nothing.
#include "signing/approved.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/sha256.hpp"
#include "signing/approved_words.hpp"

namespace engross {
namespace {

std::string digits_of(const Colour& colour) {
  const auto whole = [](double part) { return std::lround(part * 255); };
  return fmt::format("{:02x}{:02x}{:02x}", whole(colour.red), whole(colour.green), whole(colour.blue));
}

// Letters with a face in common may show other glyphs of it for the same words.
std::string line_of(const GlyphRun& run) {
  std::string line = fmt::format("run {}", digits_of(run.colour));
  for (const Glyph& glyph : run.glyphs())
    line += fmt::format(" {}:{}:{}:{}", glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset);
  return line + '\n';
}

std::string line_of(const Page& page, const Page::Item& item) {
  if (item.kind == Page::Item::Kind::run) return line_of(page.runs[item.index]);
  if (item.kind == Page::Item::Kind::rule) return fmt::format("rule {}\n", digits_of(page.rules[item.index].colour));
  return {};
}

}  // namespace

std::string look_of(const Pages& pages) {
  std::string out = dump(pages);
  for (const FaceRef& face : pages.faces) out += fmt::format("face {}\n", face->sha256());
  for (const PictureRef& picture : pages.pictures) out += fmt::format("picture {}\n", picture->sha256);
  for (const Page& page : pages.pages)
    for (const Page::Item& item : page.order) out += line_of(page, item);
  return out;
}

Approved approved_from(const Letter& letter, const Pages& pages, const Department& department) {
  return {.reference = letter.reference,
          .department = department.id,
          .department_sha256 = department.bundle_sha256,
          .letter_sha256 = sha256_hex(dump(letter)),
          .pages_sha256 = sha256_hex(look_of(pages)),
          .words = words_of(letter)};
}

}  // namespace engross
