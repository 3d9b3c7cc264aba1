// Pages set by hand, to the tenth of a millimetre, and the envelopes of the project.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "envelopes/window_proof.hpp"
#include "layout/fixtures.hpp"
#include "layout/sheet.hpp"

namespace engross::test {

inline const EnvelopeProfiles& project_envelopes() {
  static const EnvelopeProfiles profiles = [] {
    const std::string file = ENGROSS_SOURCE_DIR "/templates/envelopes.yaml";
    const std::vector<SourceRef> files{make_source(file, bytes_of_file(file))};
    auto read = EnvelopeProfiles::from(files);
    if (!read) throw std::runtime_error(print(read.error()));
    return *read;
  }();
  return profiles;
}

inline EnvelopeProfile envelope(const std::string& name) {
  auto found = project_envelopes().find(name);
  if (!found) throw std::runtime_error(print(found.error()));
  return *found;
}

// One page of A4. Millimetres; y is the baseline of words, the top of all else.
class HandMade {
 public:
  HandMade() {
    Page& page = pages_.pages.emplace_back();
    page.width = in_points(210);
    page.height = in_points(297);
    pages_.elements.push_back({.role = Role::document, .parent = artifact, .alternative = {}, .language = {}});
    pages_.faces = {liberation().regular, liberation().fallback.front()};
    pages_.addressees = {add_element(Role::paragraph)};
  }

  // Words of one face, each character by its own glyph.
  HandMade& words(const std::string& text, double x, double y, double size = 10, bool address = false) {
    return run(glyphs_of(text, 0), text, 0, x, y, size,
               address ? pages_.addressees.front() : add_element(Role::paragraph));
  }
  HandMade& address(const std::vector<std::string>& lines, double x, double first_baseline,
                    double leading = 12 * 25.4 / 72, double size = 10) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      words(lines[i], x, first_baseline + static_cast<double>(i) * leading, size, true);
    return *this;
  }
  // From right to left: the last character is drawn first.
  HandMade& right_to_left(const std::string& text, double x, double y, double size, bool address) {
    std::vector<Glyph> glyphs = glyphs_of(text, 1);
    std::reverse(glyphs.begin(), glyphs.end());
    return run(std::move(glyphs), text, 1, x, y, size,
               address ? pages_.addressees.front() : add_element(Role::paragraph));
  }
  HandMade& picture(double x, double y, double width, double height) {
    if (pages_.pictures.empty()) pages_.pictures.push_back(test::picture(40, 20, "crest.png"));
    const ElementId figure = add_element(Role::figure);
    pages_.elements.back().alternative = "The office's crest";
    page().order.push_back({Page::Item::Kind::picture, static_cast<std::uint32_t>(page().pictures.size())});
    page().pictures.push_back({0, in_points(x), in_points(y), in_points(width), in_points(height), figure});
    return *this;
  }
  HandMade& rule(double x, double y, double width, double height) {
    page().order.push_back({Page::Item::Kind::rule, static_cast<std::uint32_t>(page().rules.size())});
    page().rules.push_back({in_points(x), in_points(y), in_points(width), in_points(height), {}, artifact});
    return *this;
  }
  HandMade& field(double x, double y, double width, double height) {
    const ElementId form = add_element(Role::form);
    pages_.elements.back().alternative = "Signature of Una Brook";
    page().fields.push_back({in_points(x), in_points(y), in_points(width), in_points(height), "Signature", form});
    return *this;
  }

  Pages& pages() { return pages_; }
  Page& page() { return pages_.pages.front(); }
  WindowProof in(const std::string& name) const { return prove_window(pages_, envelope(name)); }

 private:
  ElementId add_element(Role role) {
    pages_.elements.push_back({.role = role, .parent = 0, .alternative = {}, .language = {}});
    return static_cast<ElementId>(pages_.elements.size() - 1);
  }
  std::vector<Glyph> glyphs_of(const std::string& text, std::size_t face_index) const {
    const Face& face = *pages_.faces[face_index];
    std::vector<Glyph> glyphs;
    for (std::size_t at = 0; at < text.size();) {
      const Decoded next = decode_at(text, at);
      const std::uint16_t id = face.glyph_for(next.code_point).value();
      glyphs.push_back({id, face.advance(id), 0, 0, static_cast<std::uint32_t>(at)});
      at += next.length;
    }
    return glyphs;
  }
  HandMade& run(std::vector<Glyph> glyphs, const std::string& text, std::uint16_t face, double x, double y, double size,
                ElementId element) {
    auto shown = std::make_shared<ShownText>();
    shown->glyphs = std::move(glyphs);
    shown->text = text;
    page().order.push_back({Page::Item::Kind::run, static_cast<std::uint32_t>(page().runs.size())});
    GlyphRun& run = page().runs.emplace_back();
    run.face = face;
    run.size = size;
    run.x = in_points(x);
    run.y = in_points(y);
    run.shown = std::move(shown);
    run.element = element;
    return *this;
  }

  Pages pages_;
};

}  // namespace engross::test
