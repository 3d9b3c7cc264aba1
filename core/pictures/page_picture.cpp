// In: a page. Out: a PNG of it. Refuses: what Canvas refuses.
#include "pictures/page_picture.hpp"

#include "layout/sheet.hpp"
#include "pictures/canvas.hpp"

namespace engross {

Result<std::string> draw_page(const Pages& pages, const Page& page, int dots_per_inch) {
  auto canvas = Canvas::make(in_mm(page.width), in_mm(page.height), dots_per_inch);
  if (!canvas) return fail(std::move(canvas.error()));
  canvas->begin_at(0, 0);
  canvas->draw(pages, page, Canvas::ProofMarks::drawn);
  return canvas->png();
}

}  // namespace engross
