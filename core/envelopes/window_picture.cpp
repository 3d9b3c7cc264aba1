// In: page 1 and proofs of it. Out: a PNG that shows each proof over the page. Refuses: what cannot be drawn.
#include "envelopes/window_picture.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"
#include "envelopes/window_findings.hpp"
#include "layout/sheet.hpp"
#include "pictures/canvas.hpp"

namespace engross {
namespace {

constexpr int dots_per_inch = 150;
constexpr double margin = 8, head = 46, foot = 20;  // mm, about each page
constexpr double small = 2.9, large = 5.2;          // mm, sizes of words

constexpr Ink black{0, 0, 0, 1}, grey{0.45, 0.45, 0.45, 1}, paper_edge{0.6, 0.6, 0.6, 1};
constexpr Ink always_ink{0.0, 0.42, 0.2, 1}, always_tint{0.1, 0.75, 0.35, 0.16};
constexpr Ink ever_ink{0.72, 0.35, 0.0, 1}, window_ink{0.72, 0.35, 0.0, 0.9};
constexpr Ink fault_ink{0.8, 0.0, 0.1, 1}, fault_tint{0.9, 0.1, 0.2, 0.2};
constexpr Ink fold_ink{0.1, 0.25, 0.65, 1}, fold_tint{0.2, 0.4, 0.9, 0.18};
constexpr Ink clear_tint{0.4, 0.4, 0.45, 0.16};

double mm_of(double points) {
  return in_mm(points);
}

class Panel {
 public:
  Panel(Canvas& canvas, const Pages& pages, const WindowProof& proof, const Letter& letter, const Face& face)
      : canvas_(canvas),
        pages_(pages),
        proof_(proof),
        letter_(letter),
        face_(face),
        width_(mm_of(pages.pages.front().width)),
        height_(mm_of(pages.pages.front().height)) {}

  void draw(double left) {
    canvas_.begin_at(left + margin, margin);
    draw_verdict();
    canvas_.begin_at(left + margin, margin + head);
    draw_page();
    canvas_.begin_at(left + margin, margin + head + height_ + 4);
    draw_key();
  }

 private:
  void label(std::string_view text, double x, double y, const Ink& ink, double size = small) {
    canvas_.words(text, face_, x, y, size, ink);
  }

  // As many words a line as fit; returns the baseline of the next line.
  double wrapped(std::string_view text, double y, const Ink& ink) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t space = std::min(text.find(' ', at), text.size());
      const std::string more = line + (line.empty() ? "" : " ") + std::string(text.substr(at, space - at));
      if (!line.empty() && Canvas::width_of(more, face_, small) > width_) {
        label(line, 0, y, ink);
        y += small * 1.35;
        line = text.substr(at, space - at);
      } else {
        line = more;
      }
      at = space + 1;
    }
    label(line, 0, y, ink);
    return y + small * 1.35;
  }

  void draw_verdict() {
    const bool holds = proof_.holds();
    label(fmt::format("{}: {}", proof_.profile.name,
                      holds ? "the address shows, and nothing else" : "the letter does not fit"),
          0, large, holds ? always_ink : fault_ink, large);
    double y = large + small * 2;
    if (holds) {
      wrapped(fmt::format("Before any of it is hidden, the address could still move {:.1f} mm to the left, {:.1f} up, "
                          "{:.1f} to the "
                          "right, {:.1f} down.",
                          proof_.room[0], proof_.room[1], proof_.room[2], proof_.room[3]),
              y, black);
      return;
    }
    const Diagnostics findings = window_findings(proof_, letter_);
    std::size_t told = 0;
    for (const Diagnostic& finding : findings) {
      if (y > head - 3 * small && findings.size() - told > 1) {
        wrapped(fmt::format("… and {} more", findings.size() - told), y, black);
        return;
      }
      y = wrapped(finding.message, y, black);
      ++told;
    }
  }

  void draw_page() {
    const SheetArea sheet{0, 0, width_, height_};
    canvas_.draw(pages_, pages_.pages.front(), Canvas::ProofMarks::left_out);  // no proof is posted
    canvas_.outline(sheet, paper_edge, 0.3);
    for (const ClearZone& zone : proof_.profile.clear)
      canvas_.fill({zone.box.left, zone.box.top, zone.box.right(), zone.box.bottom()}, clear_tint);
    draw_folds();
    draw_window();
    draw_faults();
  }

  void draw_folds() {
    const double t = proof_.profile.fold_tolerance;
    for (const double fold : proof_.profile.folds) {
      canvas_.fill({0, fold - t, width_, fold + t}, fold_tint);
      canvas_.line(0, fold, width_, fold, fold_ink, 0.3, Canvas::Stroke::dashed);
      const std::string words = fmt::format("fold {:g} ± {:g} mm", fold, t);
      label(words, width_ - Canvas::width_of(words, face_, small) - 1, fold - 1.5, fold_ink);
    }
  }

  void draw_window() {
    const WindowReach& reach = proof_.reach;
    const Box& w = proof_.profile.window;
    for (const double across : {reach.least_across, reach.most_across})
      for (const double down : {reach.least_down, reach.most_down})
        canvas_.outline({w.left - across, w.top - down, w.right() - across, w.bottom() - down}, window_ink, 0.25,
                        Canvas::Stroke::dotted);
    canvas_.outline(reach.ever, ever_ink, 0.5, Canvas::Stroke::dashed);
    if (!proof_.profile.is_zone) label("can show", reach.ever.left, reach.ever.top - 0.9, ever_ink);
    canvas_.fill(reach.always, always_tint);
    canvas_.outline(reach.always, always_ink, 0.5);
    label(proof_.profile.is_zone ? "the zone of the address" : "always shows", reach.always.left,
          reach.always.bottom + small, always_ink);
    if (proof_.profile.clearance > 0) canvas_.outline(proof_.allowed, always_ink, 0.2, Canvas::Stroke::dashed);
  }

  void frame(std::size_t item) {
    const SheetArea ink = proof_.items[item].all();
    const SheetArea box{ink.left - 0.6, ink.top - 0.6, ink.right + 0.6, ink.bottom + 0.6};
    canvas_.fill(box, fault_tint);
    canvas_.outline(box, fault_ink, 0.4);
  }

  void draw_faults() {
    for (const HiddenLine& line : proof_.hidden) frame(line.item);
    for (const ShownItem& item : proof_.shown) frame(item.item);
    for (const ZoneFault& fault : proof_.in_clear) frame(fault.item);
  }

  void sample(double x, double y, const Ink& ink, const Ink& tint, Canvas::Stroke stroke, std::string_view words) {
    const SheetArea box{x, y - 3, x + 8, y + 0.4};
    if (tint.opacity > 0) canvas_.fill(box, tint);
    canvas_.outline(box, ink, 0.4, stroke);
    label(words, x + 10, y, black);
  }

  void draw_key() {
    constexpr Ink none{0, 0, 0, 0};
    const EnvelopeProfile& profile = proof_.profile;
    sample(0, 4, always_ink, always_tint, Canvas::Stroke::solid, "always shows");
    sample(45, 4, ever_ink, none, Canvas::Stroke::dashed, "can show");
    sample(90, 4, fault_ink, fault_tint, Canvas::Stroke::solid, "what is wrong");
    sample(135, 4, fold_ink, fold_tint, Canvas::Stroke::dashed, "fold, and how far it may miss");
    sample(0, 10, window_ink, none, Canvas::Stroke::dotted, "the window at the ends of its play");
    if (profile.clearance > 0)
      sample(90, 10, always_ink, none, Canvas::Stroke::dashed,
             fmt::format("the address stays inside ({:g} mm)", profile.clearance));
    label(profile.is_zone
              ? "No envelope moves: the printer names the part of the page where the address stands."
              : fmt::format("The sheet slides {:.1f} mm across and {:.1f} mm down in an envelope of {:g} by {:g} mm.",
                            proof_.reach.most_across - proof_.reach.least_across,
                            proof_.reach.most_down - proof_.reach.least_down, profile.width, profile.height),
          0, 16, grey);
  }

  Canvas& canvas_;
  const Pages& pages_;
  const WindowProof& proof_;
  const Letter& letter_;
  const Face& face_;
  double width_, height_;  // mm, of the page
};

}  // namespace

Result<std::string> draw_windows(const Pages& pages, std::span<const WindowProof> proofs, const Letter& letter,
                                 const Face& face) {
  const double width = in_mm(pages.pages.front().width) + 2 * margin;
  const double height = in_mm(pages.pages.front().height) + 2 * margin + head + foot;
  auto canvas = Canvas::make(width * static_cast<double>(proofs.size()), height, dots_per_inch);
  if (!canvas) return fail(canvas.error());
  for (std::size_t i = 0; i < proofs.size(); ++i)
    Panel(*canvas, pages, proofs[i], letter, face).draw(width * static_cast<double>(i));
  return canvas->png();
}

}  // namespace engross
