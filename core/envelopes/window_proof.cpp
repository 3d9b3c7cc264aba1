// In: the first page, and an envelope. Out: which lines of the address can be hidden, what else can show, what stands
// where nothing may. Refuses nothing: what is wrong is in the proof.
#include "envelopes/window_proof.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "layout/sheet.hpp"

namespace engross {
namespace {

constexpr double grace = 1e-6;      // mm; sums of decimals
constexpr double same_sheet = 0.5;  // mm; a page in whole points is still A4

constexpr std::array<SheetSide, 4> sides{SheetSide::left, SheetSide::top, SheetSide::right, SheetSide::bottom};

// mm that the box is inside the area at each side; negative where it leaves it.
std::array<double, 4> within(const SheetArea& box, const SheetArea& area) {
  return {box.left - area.left, box.top - area.top, area.right - box.right, area.bottom - box.bottom};
}

void prove_address(WindowProof& proof) {
  std::array<double, 4> room{};
  room.fill(std::numeric_limits<double>::infinity());
  for (const std::size_t index : proof.address) {
    const SheetArea ink = proof.items[index].all();
    const std::array<double, 4> inside = within(ink, proof.allowed), seen = within(ink, proof.reach.always);
    for (const SheetSide side : sides) {
      const auto at = static_cast<std::size_t>(side);
      room[at] = std::min(room[at], inside[at]);
      if (inside[at] < -grace)
        proof.hidden.push_back({.item = index, .side = side, .by = -inside[at], .is_cut = seen[at] < -grace});
    }
  }
  if (!proof.address.empty()) std::ranges::copy(room, proof.room);
}

// The ink of an item that meets the area; empty when none does.
SheetArea met_by(const PrintedItem& item, const SheetArea& area) {
  SheetArea met;
  bool any = false;
  for (const SheetArea& box : item.ink) {
    if (!meet(box, area)) continue;
    met = any ? joined(met, box) : box;
    any = true;
  }
  return met;
}

// By which side it comes in: the one that it reaches in least from.
ShownItem shown_of(std::size_t index, const SheetArea& ink, const SheetArea& ever) {
  const std::array<double, 4> in{ink.right - ever.left, ink.bottom - ever.top, ever.right - ink.left,
                                 ever.bottom - ink.top};
  const auto least = static_cast<std::size_t>(std::ranges::min_element(in) - in.begin());
  return {.item = index, .from = sides[least], .by = in[least]};
}

void prove_others(WindowProof& proof) {
  for (std::size_t i = 0; i < proof.items.size(); ++i) {
    if (proof.items[i].is_address) continue;
    const SheetArea met = met_by(proof.items[i], proof.reach.ever);
    if (!met.empty()) proof.shown.push_back(shown_of(i, met, proof.reach.ever));
  }
}

SheetArea area_of(const Box& box) {
  return {box.left, box.top, box.right(), box.bottom()};
}

SheetArea grown(const SheetArea& area, double by) {
  return {area.left - by, area.top - by, area.right + by, area.bottom + by};
}

double gap_between(const SheetArea& a, const SheetArea& b) {
  return std::max({0.0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom});
}

// What shows is told as that, and not again.
bool is_shown(const WindowProof& proof, std::size_t item) {
  return std::ranges::find(proof.shown, item, &ShownItem::item) != proof.shown.end();
}

void prove_clear_zones(WindowProof& proof) {
  SheetArea address;
  for (std::size_t i = 0; i < proof.address.size(); ++i) {
    const SheetArea ink = proof.items[proof.address[i]].all();
    address = i == 0 ? ink : joined(address, ink);
  }
  const bool around = !proof.address.empty() && proof.profile.clear_around > 0;
  const SheetArea clear = grown(address, proof.profile.clear_around);
  for (std::size_t i = 0; i < proof.items.size(); ++i) {
    const PrintedItem& item = proof.items[i];
    if (item.is_address || is_shown(proof, i)) continue;
    for (std::size_t zone = 0; zone < proof.profile.clear.size(); ++zone)
      if (!met_by(item, area_of(proof.profile.clear[zone].box)).empty())
        proof.in_clear.push_back({.item = i, .zone = static_cast<int>(zone)});
    if (const SheetArea met = around ? met_by(item, clear) : SheetArea{}; !met.empty())
      proof.in_clear.push_back({.item = i, .zone = -1, .gap = gap_between(met, address)});
  }
}

// Below it nothing that is printed can matter, but for what stands too near to the address.
double lowest_of_interest(const EnvelopeProfile& profile, const WindowReach& reach) {
  double lowest = reach.ever.bottom;
  for (const ClearZone& zone : profile.clear) lowest = std::max(lowest, zone.box.bottom());
  return lowest;
}

double bottom_of_address(const std::vector<PrintedItem>& items) {
  double bottom = 0;
  for (const PrintedItem& item : items)
    if (item.is_address) bottom = std::max(bottom, item.all().bottom);
  return bottom;
}

std::vector<PrintedItem> items_of_interest(const Pages& pages, const Page& page, const EnvelopeProfile& profile,
                                           const WindowReach& reach) {
  const double lowest = lowest_of_interest(profile, reach);
  std::vector<PrintedItem> items = printed_items(pages, page, lowest);
  if (profile.clear_around <= 0) return items;
  const double around = bottom_of_address(items) + profile.clear_around;
  return around > lowest ? printed_items(pages, page, around) : items;
}

}  // namespace

std::string_view name_of(SheetSide side) {
  constexpr std::array<std::string_view, 4> names{"left", "top", "right", "bottom"};
  return names[static_cast<std::size_t>(side)];
}

WindowProof prove_window(const Pages& pages, const EnvelopeProfile& profile) {
  WindowProof proof;
  proof.profile = profile;
  proof.reach = reach_of(profile);
  proof.allowed = grown(proof.reach.always, -profile.clearance);
  if (pages.pages.empty()) return proof;
  const Page& page = pages.pages.front();
  proof.other_sheet = std::abs(in_mm(page.width) - profile.page_width) > same_sheet ||
                      std::abs(in_mm(page.height) - profile.page_height) > same_sheet;
  proof.items = items_of_interest(pages, page, profile, proof.reach);
  for (std::size_t i = 0; i < proof.items.size(); ++i)
    if (proof.items[i].is_address) proof.address.push_back(i);
  std::ranges::stable_sort(proof.address, {}, [&](std::size_t i) { return proof.items[i].all().top; });
  proof.too_many_lines = profile.most_lines > 0 && proof.address.size() > static_cast<std::size_t>(profile.most_lines);
  prove_address(proof);
  prove_others(proof);
  prove_clear_zones(proof);
  return proof;
}

}  // namespace engross
