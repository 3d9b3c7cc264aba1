// In: pages. Out: names of roles, and the words of a page in drawing order.
#include "layout/pages.hpp"

namespace engross {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::document:
      return "Document";
    case Role::section:
      return "Sect";
    case Role::paragraph:
      return "P";
    case Role::h1:
      return "H1";
    case Role::h2:
      return "H2";
    case Role::h3:
      return "H3";
    case Role::h4:
      return "H4";
    case Role::h5:
      return "H5";
    case Role::h6:
      return "H6";
    case Role::list:
      return "L";
    case Role::list_item:
      return "LI";
    case Role::label:
      return "Lbl";
    case Role::list_body:
      return "LBody";
    case Role::table:
      return "Table";
    case Role::table_row:
      return "TR";
    case Role::table_header:
      return "TH";
    case Role::table_data:
      return "TD";
    case Role::figure:
      return "Figure";
    case Role::link:
      return "Link";
    case Role::form:
      return "Form";
    case Role::span:
      return "Span";
  }
  return "P";
}

std::string text_of(const Page& page, bool with_artifacts) {
  std::string text;
  const GlyphRun* previous = nullptr;
  for (const Page::Item& item : page.order) {
    if (item.kind != Page::Item::Kind::run) continue;
    const GlyphRun& run = page.runs[item.index];
    if (run.element == artifact && !with_artifacts) continue;
    if (previous != nullptr && previous->y != run.y) text += '\n';
    text += run.actual_text().empty() ? run.text() : run.actual_text();
    previous = &run;
  }
  if (!text.empty()) text += '\n';
  return text;
}

}  // namespace engross
