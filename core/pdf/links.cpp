// In: the link areas of Pages. Out: one annotation each, and the page entries that name them.
// Refuses nothing: targets were checked where they were read, and are printable ASCII or escaped here.
#include "pdf/links.hpp"

namespace engross::pdf {

namespace {

constexpr int print_flag = 4;  // ISO 19005-2, 6.3.2: annotations print

std::string rectangle(const LinkArea& link, double page_height) {
  std::string box = "[";
  for (const double side : {link.x, page_height - link.y - link.height, link.x + link.width, page_height - link.y}) {
    append_number(box, side);
    box.push_back(' ');
  }
  box.back() = ']';
  return box;
}

std::string action(const LinkArea& link) {
  std::string written = "<</Type /Action /S /URI /URI ";
  append_literal(written, link.target);
  return written + ">>";
}

std::string annotation(const LinkArea& link, double page_height, Ref page, std::int64_t key) {
  Dictionary body;
  body.name("Type", "Annot").name("Subtype", "Link").raw("Rect", rectangle(link, page_height));
  body.raw("Border", "[0 0 0]").integer("F", print_flag).reference("P", page);
  const std::string contents = clean_text(link.contents);
  body.text("Contents", contents.empty() ? link.target : contents);
  body.integer("StructParent", key).raw("A", action(link));
  return body.take();
}

}  // namespace

std::vector<LinkObject> write_links(const Pages& pages, Objects& objects) {
  std::vector<LinkObject> made;
  for (std::size_t p = 0; p < pages.pages.size(); ++p) {
    const Page& page = pages.pages[p];
    for (const LinkArea& link : page.links) {
      const std::int64_t key = link_key(pages, made.size());
      made.push_back({link.element, objects.add(annotation(link, page.height, objects.page(p), key)), p});
    }
  }
  return made;
}

std::string page_entries(const std::vector<LinkObject>& links, std::size_t page) {
  Dictionary entries;
  entries.integer("StructParents", static_cast<std::int64_t>(page)).name("Tabs", "S");
  std::string annotations;
  for (const LinkObject& link : links) {
    if (link.page != page) continue;
    annotations.push_back(annotations.empty() ? '[' : ' ');
    append_reference(annotations, link.annotation);
  }
  if (!annotations.empty()) entries.raw("Annots", annotations + "]");
  return entries.take();
}

}  // namespace engross::pdf
