// In: a proof, and the letter that the page was made of. Out: findings with their places, a sentence and what to do.
// Refuses nothing.
#include "envelopes/window_findings.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.hpp"
#include "letter/place.hpp"

namespace engross {
namespace {

// The place of a printed line of an address: of the line of the letter that it is, else of one that it is a part of.
Span place_of_line(const std::vector<Block>& blocks, std::string_view words) {
  Span part;
  for (const Block& block : blocks) {
    std::vector<Inline> line;
    for (std::size_t i = 0; i <= block.inlines.size(); ++i) {
      if (i < block.inlines.size() && block.inlines[i].kind != Inline::Kind::line_break) {
        line.push_back(block.inlines[i]);
        continue;
      }
      const std::string text = plain_text(line);
      if (trim(text) == words) return place_of(line);
      if (!part.source && !words.empty() && text.find(words) != std::string::npos) part = place_of(line);
      line.clear();
    }
  }
  return part;
}

Span place_in(const Letter& letter, const PrintedItem& item) {
  if (item.kind != PrintedItem::Kind::words) return {};
  for (const Section& section : letter.sections) {
    if (section.part == Part::addressee) {
      if (item.is_address) return place_of_line(section.blocks, item.words);
      continue;
    }
    if (item.is_address) continue;
    for (const Block& block : section.blocks)
      if (plain_text(block).find(item.words) != std::string::npos) return place_of(block);
  }
  return {};
}

constexpr std::array<std::string_view, 4> too_far{"to the left", "up", "to the right", "down"};
constexpr std::array<std::string_view, 4> coming_from{"the left", "above", "the right", "below"};

template <class Names>
std::string_view by_side(const Names& names, SheetSide side) {
  return names[static_cast<std::size_t>(side)];
}

class Telling {
 public:
  Telling(const WindowProof& proof, const Letter& letter) : proof_(proof), letter_(letter) {}

  Diagnostics all() {
    tell_sheet();
    for (const HiddenLine& line : proof_.hidden) tell(line);
    for (const ShownItem& item : proof_.shown) tell(item);
    for (const ZoneFault& fault : proof_.in_clear) tell(fault);
    return std::move(told_);
  }

 private:
  const std::string& name() const { return proof_.profile.name; }
  const PrintedItem& item(std::size_t index) const { return proof_.items[index]; }

  void add(std::string code, std::size_t index, std::string message, std::vector<std::string> hints) {
    told_.push_back(error(std::move(code), place_in(letter_, item(index)), std::move(message), std::move(hints)));
  }

  void tell_sheet() {
    const EnvelopeProfile& profile = proof_.profile;
    if (proof_.other_sheet)
      told_.push_back(error("envelope.sheet", {},
                            fmt::format("the envelope {} is for sheets of {:g} by {:g} mm, and page 1 has another size",
                                        name(), profile.page_width, profile.page_height),
                            {"choose an envelope for this sheet, or another geometry in style.yaml"}));
    if (proof_.address.empty())
      told_.push_back(warning("envelope.no-address", {},
                              fmt::format("the window of the envelope {} has no address to show", name()),
                              {"give the case an address, or send the letter without a window"}));
    if (proof_.too_many_lines)
      add("envelope.lines", proof_.address.back(),
          fmt::format("the address takes {} lines; the envelope {} is for {} at most", proof_.address.size(), name(),
                      profile.most_lines),
          {"leave out what the post does not need, or join short lines"});
  }

  std::string where() const { return proof_.profile.is_zone ? "for " + name() : "in the envelope " + name(); }

  std::string why_hidden(const HiddenLine& line) const {
    if (proof_.profile.is_zone && line.is_cut) return "it leaves the zone of the address";
    if (line.is_cut) return "the window can hide some of it";
    return fmt::format("it comes nearer than {:g} mm to the {} edge", proof_.profile.clearance,
                       proof_.profile.is_zone ? "zone's" : "window's");
  }

  void tell(const HiddenLine& line) {
    const EnvelopeProfile& profile = proof_.profile;
    const std::string inside =
        profile.clearance > 0 ? fmt::format("; the address stays {:g} mm inside", profile.clearance) : "";
    add("envelope.hidden", line.item,
        fmt::format("{}, the address line {} reaches {} mm too far {}: {}", where(), called(item(line.item)),
                    mm_up(line.by), by_side(too_far, line.side), why_hidden(line)),
        {fmt::format("{} is {}{}", profile.is_zone ? "the zone" : "what always shows", in_words(proof_.reach.always),
                     inside)});
  }

  void tell(const ShownItem& shown) {
    const bool zone = proof_.profile.is_zone;
    add("envelope.shows", shown.item,
        fmt::format("{}, {} {} the address: it reaches {} mm into the {} from {}", where(), called(item(shown.item)),
                    zone ? "stands in the zone of" : "can show beside", mm_up(shown.by), zone ? "zone" : "window",
                    by_side(coming_from, shown.from)),
        {fmt::format("{} {}; keep everything else out of it", zone ? "the zone is" : "the window can show",
                     in_words(proof_.reach.ever))});
  }

  void tell(const ZoneFault& fault) {
    if (fault.zone < 0)
      return add("envelope.clear-zone", fault.item,
                 fmt::format("{}, {} stands {:.1f} mm from the address, which must have {:g} mm clear around it",
                             where(), called(item(fault.item)), fault.gap, proof_.profile.clear_around),
                 {"move it away, or the address, in the geometry of style.yaml"});
    const ClearZone& zone = proof_.profile.clear[static_cast<std::size_t>(fault.zone)];
    add("envelope.clear-zone", fault.item,
        fmt::format("{} stands where {} wants nothing on page 1: {}", called(item(fault.item)), name(), zone.name),
        {fmt::format("keep {} clear", in_words({zone.box.left, zone.box.top, zone.box.right(), zone.box.bottom()}))});
  }

  const WindowProof& proof_;
  const Letter& letter_;
  Diagnostics told_;
};

}  // namespace

std::string mm_up(double mm) {
  return fmt::format("{:.1f}", std::ceil(mm * 10 - 1e-6) / 10);
}

std::string in_words(const SheetArea& area) {
  const auto shown = [](double mm) { return fmt::format("{:g}", std::round(mm * 10) / 10); };
  return fmt::format("x {} to {}, y {} to {} mm", shown(area.left), shown(area.right), shown(area.top),
                     shown(area.bottom));
}

Diagnostics window_findings(const WindowProof& proof, const Letter& letter) {
  return Telling(proof, letter).all();
}

}  // namespace engross
