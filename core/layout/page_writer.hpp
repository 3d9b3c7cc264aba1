// Puts set lines, rules and pictures on pages.
#pragma once

#include "layout/flow.hpp"
#include "layout/pages.hpp"

namespace engross {

class PageWriter {
 public:
  PageWriter(Pages& pages, const FontSlots& fonts, const Geometry& geometry, Diagnostics& problems);

  void add_page();
  // On the last page; `top` is where the item's box begins.
  void draw(const FlowItem& item, double top);
  // Furniture: line 0 or another of a text, no part of the structure.
  void draw_artifact(const FlowItem& item, double top, ArtifactKind kind);

 private:
  void draw_line(const FlowItem& item, double top, bool is_artifact, ArtifactKind kind);
  void draw_links(const FlowItem& item, const SetLine& line, double y, bool is_artifact);
  void draw_rule(const RuleLine& rule, ArtifactKind kind);
  void draw_picture(const FlowItem& item, double top);
  void check(double left, double top, double right, double bottom, std::string_view what);
  std::uint16_t face_index(std::uint16_t slot);
  Page& page() { return pages_.pages.back(); }

  Pages& pages_;
  const FontSlots& fonts_;
  const Geometry& geometry_;
  Box printable_;
  Diagnostics& problems_;
  std::vector<int> face_of_slot_;  // -1: not used yet
  bool told_ = false;
};

}  // namespace engross
