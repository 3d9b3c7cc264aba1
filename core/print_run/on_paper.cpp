// In: Pages, perhaps with signature fields. Out: the same to look at, without fields. Refuses nothing.
#include "print_run/on_paper.hpp"

#include <algorithm>

namespace engross {
namespace {

// The elements that take over what the field's element held.
struct Heirs {
  ElementId figure = artifact, paragraph = artifact;
};

ElementId heir(Pages& pages, ElementId field, Role role, ElementId& known) {
  if (known != artifact) return known;
  known = static_cast<ElementId>(pages.elements.size());
  Element element;
  element.role = role;
  element.parent = field;
  if (role == Role::figure)
    element.alternative = std::exchange(pages.elements[static_cast<std::size_t>(field)].alternative, {});
  pages.elements.push_back(std::move(element));
  return known;
}

void hand_over(Pages& pages, Page& page, ElementId field, Heirs& heirs) {
  for (PictureItem& item : page.pictures)
    if (item.element == field) item.element = heir(pages, field, Role::figure, heirs.figure);
  for (GlyphRun& run : page.runs)
    if (run.element == field) run.element = heir(pages, field, Role::paragraph, heirs.paragraph);
  for (RuleLine& rule : page.rules)
    if (rule.element == field) rule.element = heir(pages, field, Role::paragraph, heirs.paragraph);
}

}  // namespace

Pages on_paper(Pages pages) {
  for (Page& page : pages.pages) {
    for (const FieldArea& field : std::exchange(page.fields, {})) {
      pages.elements[static_cast<std::size_t>(field.element)].role = Role::section;
      Heirs heirs;
      hand_over(pages, page, field.element, heirs);
    }
  }
  return pages;
}

}  // namespace engross
