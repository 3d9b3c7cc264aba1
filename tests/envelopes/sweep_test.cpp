// The proof against an envelope that is tried: the sheet is folded with an error, put in, pushed about, and every glyph
// is looked at through the window, at ten thousand places and all corners. Nothing here but the profile's numbers and
// the outlines of glyphs is shared with the proof.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "envelopes/hand_made.hpp"

namespace engross::test {
namespace {

constexpr std::size_t places = 10'000;

// A round is ten thousand places: a long run makes hundreds of them, and not tens of thousands.
unsigned some_rounds(unsigned usual) {
  return std::min(rounds(usual), 300U);
}

struct Glimpse {  // a box of ink, mm
  double left, top, right, bottom;
  std::size_t item;
  bool address;
};

// One place of the sheet, each part from 0 to 1.
struct Trial {
  double first_fold, second_fold, across, down;
};

// Additive recurrence with the powers of the root of x^5 = x + 1: even in all four at once, and the same each time.
std::vector<Trial> trials() {
  std::vector<Trial> made;
  constexpr double g = 1.16730397826141868;
  const std::array<double, 4> steps{1 / g, 1 / (g * g), 1 / (g * g * g), 1 / (g * g * g * g)};
  const auto part = [&](std::size_t i, std::size_t k) {
    double whole = 0;
    return std::modf(0.5 + static_cast<double>(i + 1) * steps[k], &whole);
  };
  for (std::size_t i = 0; i < places; ++i) made.push_back({part(i, 0), part(i, 1), part(i, 2), part(i, 3)});
  for (unsigned corner = 0; corner < 16; ++corner)
    made.push_back(
        {corner & 1U ? 1.0 : 0.0, corner & 2U ? 1.0 : 0.0, corner & 4U ? 1.0 : 0.0, corner & 8U ? 1.0 : 0.0});
  return made;
}

// Where a point of the sheet comes to lie when it is folded: mirrored at each fold that is above it, the last first.
double folded_to(double y, const std::vector<double>& folds) {
  auto above = static_cast<std::size_t>(std::ranges::count_if(folds, [&](double fold) { return fold < y; }));
  for (; above > 0; --above) y = 2 * folds[above - 1] - y;
  return y;
}

struct Window {
  double left, top, right, bottom;  // mm of the sheet
};

Window window_at(const EnvelopeProfile& p, const Trial& trial) {
  double across = 0, down = 0;
  if (!p.is_zone) {
    std::vector<double> folds = p.folds;
    if (!folds.empty()) folds[0] += (2 * trial.first_fold - 1) * p.fold_tolerance;
    if (folds.size() > 1) folds[1] += (2 * trial.second_fold - 1) * p.fold_tolerance;
    double top = 0, bottom = 0;
    std::vector<double> edges = folds;
    edges.push_back(p.page_height);
    for (const double edge : edges) {
      top = std::min(top, folded_to(edge, folds));
      bottom = std::max(bottom, folded_to(edge, folds));
    }
    const double play_across = p.width - p.inset.left - p.inset.right - p.page_width;
    const double play_down = p.height - p.inset.top - p.inset.bottom - (bottom - top);
    EXPECT_GE(play_across, 0);
    EXPECT_GE(play_down, -1e-9) << "the profile's reader lets no sheet through that does not go in";
    across = p.inset.left + trial.across * play_across;
    down = p.inset.top + trial.down * play_down - top;
  }
  return {p.window.left - across, p.window.top - down, p.window.left + p.window.width - across,
          p.window.top + p.window.height - down};
}

std::vector<Glimpse> glimpses(const Pages& pages) {
  std::vector<Glimpse> made;
  constexpr double mm = 25.4 / 72;
  const Page& page = pages.pages.front();
  std::size_t item = 0;
  for (const GlyphRun& run : page.runs) {
    const bool address = run.element == pages.addressees.front();
    const Face& face = *pages.faces[run.face];
    double x = run.x;
    for (const Glyph& glyph : run.glyphs()) {
      hb_glyph_extents_t e{};
      hb_font_get_glyph_extents(face.hb_font(), glyph.id, &e);
      const double em = run.size / face.metrics().units_per_em;
      const double left = x + (glyph.x_offset + e.x_bearing) * em, top = run.y - (glyph.y_offset + e.y_bearing) * em;
      if (e.width != 0 && e.height != 0)
        made.push_back({left * mm, top * mm, (left + e.width * em) * mm, (top - e.height * em) * mm, item, address});
      x += glyph.advance * em;
    }
    ++item;
  }
  for (const PictureItem& picture : page.pictures)
    made.push_back({picture.x * mm, picture.y * mm, (picture.x + picture.width) * mm, (picture.y + picture.height) * mm,
                    item++, false});
  return made;
}

// What the trials find: of each run or picture, whether it is ever too near to an edge (the address) or ever shows; and
// how far at worst beyond each side.
struct Tried {
  std::set<std::size_t> hidden, shown;
  std::map<std::pair<std::size_t, SheetSide>, double> by;
};

Tried try_all(const Pages& pages, const EnvelopeProfile& p, const std::vector<Trial>& all) {
  constexpr double grace = 1e-6;
  const std::vector<Glimpse> ink = glimpses(pages);
  Tried tried;
  for (const Trial& trial : all) {
    const Window w = window_at(p, trial);
    for (const Glimpse& g : ink) {
      if (!g.address) {
        if (g.left < w.right - grace && g.right > w.left + grace && g.top < w.bottom - grace &&
            g.bottom > w.top + grace)
          tried.shown.insert(g.item);
        continue;
      }
      const std::array<double, 4> beyond{w.left + p.clearance - g.left, w.top + p.clearance - g.top,
                                         g.right - (w.right - p.clearance), g.bottom - (w.bottom - p.clearance)};
      for (std::size_t side = 0; side < 4; ++side) {
        if (beyond[side] <= grace) continue;
        tried.hidden.insert(g.item);
        double& most = tried.by[{g.item, static_cast<SheetSide>(side)}];
        most = std::max(most, beyond[side]);
      }
    }
  }
  return tried;
}

// Where the ink of an item begins: what it is known by, here and in the proof.
std::string corner(double left, double top) {
  return fmt::format("{:.5f} {:.5f}", left, top);
}

std::vector<std::string> corners(const Pages& pages) {
  std::map<std::size_t, std::pair<double, double>> least;
  for (const Glimpse& g : glimpses(pages)) {
    const auto [known, fresh] = least.emplace(g.item, std::pair(g.left, g.top));
    if (!fresh) known->second = {std::min(known->second.first, g.left), std::min(known->second.second, g.top)};
  }
  std::vector<std::string> made;
  for (const auto& [item, place] : least) made.push_back(corner(place.first, place.second));
  return made;
}

void expect_agreement(const Pages& pages, const EnvelopeProfile& p, const std::vector<Trial>& all,
                      const std::string& what) {
  const WindowProof proof = prove_window(pages, p);
  const Tried tried = try_all(pages, p, all);
  const std::vector<std::string> begins = corners(pages);
  const auto place = [&](std::size_t item) {
    return corner(proof.items[item].all().left, proof.items[item].all().top);
  };
  std::set<std::string> hidden, shown, tried_hidden, tried_shown;
  std::map<std::pair<std::string, SheetSide>, double> by;
  for (const HiddenLine& line : proof.hidden) {
    hidden.insert(place(line.item));
    by[{place(line.item), line.side}] = line.by;
  }
  for (const ShownItem& item : proof.shown) shown.insert(place(item.item));
  for (const std::size_t item : tried.hidden) tried_hidden.insert(begins[item]);
  for (const std::size_t item : tried.shown) tried_shown.insert(begins[item]);
  EXPECT_EQ(hidden, tried_hidden) << what;
  EXPECT_EQ(shown, tried_shown) << what;
  ASSERT_EQ(by.size(), tried.by.size()) << what;
  for (const auto& [key, most] : tried.by) {
    const auto told = by.find({begins[key.first], key.second});
    ASSERT_NE(told, by.end()) << what;
    EXPECT_NEAR(told->second, most, 1e-6) << what;
  }
}

double between(std::mt19937& random, double least, double most) {
  return least + (most - least) * static_cast<double>(random() % 100'001) / 100'000;
}

const std::vector<std::string> stock{"Mrs Ada Wynne",
                                     "Rivers House",
                                     "Joggers' Quay",
                                     "Weir Lane",
                                     "Ludlow",
                                     "SY8 1AA",
                                     "Ångström Court",
                                     "The Old Forge, Pym Gate",
                                     "Telford & Wrekin Council",
                                     "gypsy",
                                     "Q"};

std::vector<std::string> some_lines(std::mt19937& random) {
  std::vector<std::string> lines;
  const std::size_t count = 1 + random() % 7;
  for (std::size_t i = 0; i < count; ++i) lines.push_back(stock[random() % stock.size()]);
  return lines;
}

class Sweep : public testing::TestWithParam<std::string> {
 protected:
  EnvelopeProfile profile = envelope(GetParam());
  std::vector<Trial> all = trials();
};

// Letters anywhere about the window, so that some fit, and some miss at each side.
TEST_P(Sweep, AgreesWithTheProof) {
  std::mt19937 random(20'161'026);
  const WindowReach reach = reach_of(profile);
  unsigned holding = 0, failing = 0;
  for (unsigned round = 0; round < some_rounds(12); ++round) {
    HandMade page;
    const std::vector<std::string> lines = some_lines(random);
    const double middle = (reach.always.top + reach.always.bottom - 4.233 * static_cast<double>(lines.size())) / 2;
    const bool fair = round % 2 == 0;
    page.address(fair ? std::vector<std::string>{"Mr Rowe", "Weir Lane", "Hull"} : lines,
                 fair ? reach.always.left + 4 : between(random, reach.ever.left, reach.always.left + 25),
                 fair ? reach.always.top + 6 : between(random, middle - 6, middle + 10));
    for (int other = 0; other < 3; ++other)
      page.words(stock[random() % stock.size()], between(random, 5, 180), between(random, fair ? 100 : 30, 130));
    page.picture(between(random, 10, 150), between(random, 5, 15), 30, between(random, 10, fair ? 20 : 45));
    const WindowProof proof = prove_window(page.pages(), profile);
    (proof.hidden.empty() && proof.shown.empty() ? holding : failing) += 1;
    expect_agreement(page.pages(), profile, all, GetParam() + " round " + std::to_string(round));
  }
  EXPECT_GT(holding, 2U);
  EXPECT_GT(failing, 2U);
}

// Moved by a micrometre, at each side, a letter that just fits no longer does.
TEST_P(Sweep, AgreesAtTheEdge) {
  const std::vector<std::string> lines{"Mr Rowe", "Joggers' Quay", "Hull"};
  const auto at = [&](double x, double y) {
    HandMade page;
    page.address(lines, x, y);
    return page;
  };
  const SheetArea always = reach_of(profile).always;
  const double x = always.left + 10, y = always.top + 8;
  const WindowProof middle = prove_window(at(x, y).pages(), profile);
  for (const SheetSide side : {SheetSide::left, SheetSide::top, SheetSide::right, SheetSide::bottom}) {
    const bool across = side == SheetSide::left || side == SheetSide::right;
    const double way = side == SheetSide::left || side == SheetSide::top ? -1 : 1;
    for (const double beyond : {-0.001, 0.001}) {
      const double by = way * (middle.room[static_cast<std::size_t>(side)] + beyond);
      HandMade page = across ? at(x + by, y) : at(x, y + by);
      const WindowProof proof = prove_window(page.pages(), profile);
      EXPECT_EQ(proof.hidden.empty(), beyond < 0) << GetParam() << " " << name_of(side) << " " << beyond;
      for (const HiddenLine& line : proof.hidden) {
        EXPECT_EQ(line.side, side);
        EXPECT_NEAR(line.by, 0.001, 1e-6);
      }
      expect_agreement(page.pages(), profile, all, GetParam() + " at the edge");
    }
  }
}

TEST_P(Sweep, AgreesOnWhatShowsAtTheEdge) {
  const SheetArea ever = reach_of(profile).ever;
  constexpr double size = 4;
  const double x = (ever.left + ever.right) / 2, y = (ever.top + ever.bottom) / 2;
  for (const double beyond : {-0.001, 0.001}) {
    const std::array<std::pair<double, double>, 4> spots{{{ever.left - size + beyond, y},
                                                          {x, ever.top - size + beyond},
                                                          {ever.right - beyond, y},
                                                          {x, ever.bottom - beyond}}};
    for (const auto& spot : spots) {
      HandMade page;
      page.picture(spot.first, spot.second, size, size);
      EXPECT_EQ(prove_window(page.pages(), profile).shown.size(), beyond > 0 ? 1U : 0U) << GetParam();
      expect_agreement(page.pages(), profile, all, GetParam() + " what shows");
    }
  }
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& [name, profile] : project_envelopes().all()) all.push_back(name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(EveryEnvelope, Sweep, testing::ValuesIn(names()), [](const auto& one) {
  std::string name = one.param;
  std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
  return name;
});

// Envelopes that nobody sells: folds, tolerances and insets of all kinds, kept when the reader would.
TEST(SweepOfRandomEnvelopes, AgreesWithTheReach) {
  std::mt19937 random(4264);
  const std::vector<Trial> all = trials();
  unsigned tried = 0;
  while (tried < some_rounds(40)) {
    EnvelopeProfile p;
    p.name = "made";
    p.page_width = 210;
    p.page_height = between(random, 200, 300);
    const std::size_t folds = random() % 3;
    for (std::size_t i = 0; i < folds; ++i)
      p.folds.push_back(p.page_height * static_cast<double>(i + 1) / static_cast<double>(folds + 1) +
                        between(random, -12, 12));
    p.fold_tolerance = between(random, 0, 4);
    p.inset = {between(random, 0, 3), between(random, 0, 3), between(random, 0, 3), between(random, 0, 3)};
    p.width = 216 + between(random, 0, 25);
    p.height = p.page_height / static_cast<double>(folds + 1) + between(random, 6, 50);
    p.window = {between(random, 25, 40), between(random, 40, 50), between(random, 60, 90), between(random, 40, 45)};
    p.clearance = between(random, 0, 2);
    const WindowReach reach = reach_of(p);
    if (reach.tallest > p.height - p.inset.top - p.inset.bottom || reach.always.bottom - reach.always.top < 5) continue;
    ++tried;
    Window always{-1e9, -1e9, 1e9, 1e9}, ever{1e9, 1e9, -1e9, -1e9};
    for (const Trial& trial : all) {
      const Window w = window_at(p, trial);
      always = {std::max(always.left, w.left), std::max(always.top, w.top), std::min(always.right, w.right),
                std::min(always.bottom, w.bottom)};
      ever = {std::min(ever.left, w.left), std::min(ever.top, w.top), std::max(ever.right, w.right),
              std::max(ever.bottom, w.bottom)};
    }
    EXPECT_NEAR(reach.always.left, always.left, 1e-9);
    EXPECT_NEAR(reach.always.top, always.top, 1e-9);
    EXPECT_NEAR(reach.always.right, always.right, 1e-9);
    EXPECT_NEAR(reach.always.bottom, always.bottom, 1e-9);
    EXPECT_NEAR(reach.ever.left, ever.left, 1e-9);
    EXPECT_NEAR(reach.ever.top, ever.top, 1e-9);
    EXPECT_NEAR(reach.ever.right, ever.right, 1e-9);
    EXPECT_NEAR(reach.ever.bottom, ever.bottom, 1e-9);
  }
}

}  // namespace
}  // namespace engross::test
