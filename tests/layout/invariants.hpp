// What must hold of every letter's pages, whatever was laid out.
#pragma once

#include <hb.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "spoken.hpp"

namespace engross::test {

constexpr double mm = 72 / 25.4;

struct InkBox {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool empty = true;
};

// What a run really paints, from the outlines of its glyphs.
inline InkBox ink_of(const GlyphRun& run, const Pages& pages) {
  InkBox box;
  const Face& face = *pages.faces[run.face];
  const double em = run.size / face.metrics().units_per_em;
  double x = run.x;
  for (const Glyph& glyph : run.glyphs()) {
    hb_glyph_extents_t e{};
    if (hb_font_get_glyph_extents(face.hb_font(), glyph.id, &e) && e.width != 0) {
      const double left = x + (glyph.x_offset + e.x_bearing) * em, top = run.y - (glyph.y_offset + e.y_bearing) * em;
      const double right = left + e.width * em, bottom = top - e.height * em;
      box = box.empty ? InkBox{left, top, right, bottom, false}
                      : InkBox{std::min(box.left, left), std::min(box.top, top), std::max(box.right, right),
                               std::max(box.bottom, bottom), false};
    }
    x += glyph.advance * em;
    if (run.word_space != 0 && run.text()[glyph.cluster] == ' ') x += run.word_space;
  }
  return box;
}

constexpr double overhang = 1.5;  // points; outlines leave their advance by a fraction

inline void expect_inside(const InkBox& ink, const Box& box, std::string_view what) {
  EXPECT_GE(ink.left, box.left * mm - overhang) << what;
  EXPECT_GE(ink.top, box.top * mm - 0.5) << what;
  EXPECT_LE(ink.right, box.right() * mm + overhang) << what;
  EXPECT_LE(ink.bottom, box.bottom() * mm + 0.5) << what;
}

inline void expect_inside_printable(const Pages& pages, const Geometry& geometry) {
  const auto inside = [&](double left, double top, double width, double height, std::string_view what) {
    expect_inside({left, top, left + width, top + height, false}, geometry.printable, what);
  };
  for (const Page& page : pages.pages) {
    for (const GlyphRun& run : page.runs) {
      const InkBox ink = ink_of(run, pages);
      if (!ink.empty) expect_inside(ink, geometry.printable, run.text());
    }
    for (const RuleLine& rule : page.rules) inside(rule.x, rule.y, rule.width, rule.height, "rule");
    for (const PictureItem& p : page.pictures) inside(p.x, p.y, p.width, p.height, "picture");
    for (const LinkArea& l : page.links) inside(l.x, l.y, l.width, l.height, "link");
  }
}

// Everything of the body keeps to the measure.
inline void expect_inside_measure(const Pages& pages, const Geometry& geometry) {
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    for (const GlyphRun& run : pages.pages[i].runs) {
      const InkBox ink = ink_of(run, pages);
      const bool of_body = run.element != artifact && (i > 0 || run.y > geometry.body_top * mm);
      if (!of_body || ink.empty) continue;
      EXPECT_GE(ink.left, geometry.body_left * mm - overhang) << run.text();
      EXPECT_LE(ink.right, (geometry.body_left + geometry.body_width) * mm + overhang) << run.text();
      EXPECT_LE(run.y, geometry.body_bottom * mm) << run.text();
    }
}

// No two lines share paper: runs whose baselines differ must not meet, watermarks apart. Bodies are taken, not ink.
inline void expect_no_overlap(const Pages& pages) {
  struct Body {
    double left, top, right, bottom;
    const GlyphRun* run;
  };
  for (const Page& page : pages.pages) {
    std::vector<Body> bodies;
    for (const Page::Item& item : page.order) {
      if (item.kind != Page::Item::Kind::run || item.artifact_kind == ArtifactKind::watermark) continue;
      const GlyphRun& run = page.runs[item.index];
      const InkBox ink = ink_of(run, pages);
      if (!ink.empty) bodies.push_back({ink.left, run.y - 0.7 * run.size, ink.right, run.y + 0.2 * run.size, &run});
    }
    for (std::size_t i = 0; i < bodies.size(); ++i)
      for (std::size_t j = i + 1; j < bodies.size(); ++j) {
        const Body &a = bodies[i], &b = bodies[j];
        const bool same_line = a.run->y == b.run->y;
        const double overlap = std::min(a.right, b.right) - std::max(a.left, b.left);
        const bool meets = a.top < b.bottom && b.top < a.bottom && overlap > (same_line ? overhang : 0.0);
        EXPECT_FALSE(meets) << a.run->text() << " | " << b.run->text();
      }
  }
}

inline void expect_no_blank_page(const Pages& pages) {
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const Page& page = pages.pages[i];
    const bool holds_something =
        std::any_of(page.runs.begin(), page.runs.end(), [](const GlyphRun& run) { return run.element != artifact; });
    EXPECT_TRUE(holds_something) << "page " << i + 1;
  }
}

// Parents before children, one Document, figures with alternatives, no heading level skipped, every item's element
// known.
inline void expect_sound_structure(const Pages& pages) {
  ASSERT_FALSE(pages.elements.empty());
  EXPECT_EQ(pages.elements[0].role, Role::document);
  int level = 0;
  for (std::size_t i = 1; i < pages.elements.size(); ++i) {
    const Element& e = pages.elements[i];
    EXPECT_GE(e.parent, 0);
    EXPECT_LT(e.parent, static_cast<ElementId>(i));
    EXPECT_FALSE(e.role == Role::figure && e.alternative.empty());
    if (e.role < Role::h1 || e.role > Role::h6) continue;
    const int now = static_cast<int>(e.role) - static_cast<int>(Role::h1) + 1;
    EXPECT_LE(now, level + 1) << "a heading level is skipped";
    level = now;
  }
  for (const Page& page : pages.pages) {
    for (const GlyphRun& run : page.runs) {
      EXPECT_TRUE(run.element == artifact || static_cast<std::size_t>(run.element) < pages.elements.size());
      EXPECT_NE(run.element, 0) << "words belong to a block, not to the document";
      for (const Glyph& glyph : run.glyphs()) EXPECT_LT(glyph.cluster, run.text().size());
    }
    EXPECT_EQ(page.order.size(), page.runs.size() + page.rules.size() + page.pictures.size());
  }
}

// What is drawn comes in the order in which it is read.
inline void expect_reading_order(const Pages& pages) {
  ElementId last = 0;
  for (const Page& page : pages.pages)
    for (const Page::Item& item : page.order) {
      if (item.kind != Page::Item::Kind::run || page.runs[item.index].element == artifact) continue;
      const ElementId owner = owner_of(page.runs[item.index], pages);
      EXPECT_GE(owner, last) << page.runs[item.index].text();
      last = owner;
    }
}

inline void expect_sound(const Pages& pages, const Geometry& geometry) {
  expect_inside_printable(pages, geometry);
  expect_inside_measure(pages, geometry);
  expect_no_overlap(pages);
  expect_no_blank_page(pages);
  expect_sound_structure(pages);
  expect_reading_order(pages);
}

// A line on paper: its page, its baseline, and the block that it belongs to.
struct PaperLine {
  std::size_t page = 0;
  double y = 0;
  ElementId owner = 0;
  std::string words;
};

// The lines of the letter's flow in reading order, without furniture.
inline std::vector<PaperLine> paper_lines(const Pages& pages) {
  std::vector<PaperLine> found;
  for (std::size_t p = 0; p < pages.pages.size(); ++p)
    for (const Page::Item& item : pages.pages[p].order) {
      if (item.kind != Page::Item::Kind::run) continue;
      const GlyphRun& run = pages.pages[p].runs[item.index];
      if (run.element == artifact) continue;
      const ElementId owner = owner_of(run, pages);
      const bool goes_on =
          !found.empty() && found.back().page == p && found.back().y == run.y && found.back().owner == owner;
      if (!goes_on) found.push_back({p, run.y, owner, {}});
      found.back().words += run.text();
    }
  return found;
}

// A paragraph that crosses pages leaves enough lines on each.
inline void expect_no_widows_or_orphans(const Pages& pages, const HouseStyle& style) {
  std::map<ElementId, std::map<std::size_t, int>> counts;
  for (const PaperLine& line : paper_lines(pages)) {
    const Role role = pages.elements[static_cast<std::size_t>(line.owner)].role;
    if (role == Role::paragraph || role == Role::list_body) ++counts[line.owner][line.page];
  }
  for (const auto& [element, by_page] : counts) {
    if (by_page.size() < 2) continue;
    EXPECT_GE(by_page.begin()->second, style.orphans) << "element " << element;
    EXPECT_GE(by_page.rbegin()->second, style.widows) << "element " << element;
  }
}

// A heading stands on the page of the next two lines.
inline void expect_headings_kept(const Pages& pages) {
  const std::vector<PaperLine> lines = paper_lines(pages);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Role role = pages.elements[static_cast<std::size_t>(lines[i].owner)].role;
    if (role >= Role::h1 && role <= Role::h6) {
      EXPECT_EQ(lines[i].page, lines[i + 1].page) << lines[i].words;
    }
  }
}

// The page on which words stand first, from 1; 0 when nowhere.
inline std::size_t page_of(const Pages& pages, std::string_view words) {
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    if (text_of(pages.pages[i]).find(words) != std::string::npos) return i + 1;
  return 0;
}

inline std::vector<const GlyphRun*> runs_with(const Pages& pages, std::string_view words) {
  std::vector<const GlyphRun*> found;
  for (const Page& page : pages.pages)
    for (const GlyphRun& run : page.runs)
      if (run.text().find(words) != std::string::npos) found.push_back(&run);
  return found;
}

inline std::size_t count_of(const Pages& pages, Role role) {
  return static_cast<std::size_t>(
      std::count_if(pages.elements.begin(), pages.elements.end(), [&](const Element& e) { return e.role == role; }));
}

}  // namespace engross::test
