// In: the elements of Pages, which marked content and which annotations belong to each. Out: StructTreeRoot, one
// StructElem an element, what the parent tree says of them. Refuses nothing: the elements have been checked.
#include "pdf/structure.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace engross::pdf {

namespace {

// One thing inside an element, in the order in which it is drawn.
struct Kid {
  enum class Kind : std::uint8_t { element, content, annotation } kind = Kind::element;
  std::size_t index = 0;  // element; MCID; annotation
  std::size_t page = 0;   // content, annotation
};

// Elements that hold only elements; their kids stand in the order of Pages::elements.
bool is_grouping(Role role) {
  return role == Role::document || role == Role::section || role == Role::list || role == Role::list_item ||
         role == Role::table || role == Role::table_row;
}

class StructureWriter {
 public:
  StructureWriter(const Pages& pages, const StructurePart& part, Objects& objects)
      : pages_(pages),
        part_(part),
        objects_(objects),
        kids_(pages.elements.size()),
        attached_(pages.elements.size()),
        has_data_(pages.elements.size()),
        refs_(pages.elements.size()) {
    for (const Element& element : pages.elements)
      if (element.role == Role::table_data) has_data_[static_cast<std::size_t>(element.parent)] = true;
  }

  Ref write(const std::vector<std::vector<ElementId>>& marked, const std::vector<AnnotationObject>& annotations,
            ParentTree& tree);

 private:
  void attach(std::size_t element);
  void attach_empty_cells();
  void collect(const std::vector<std::vector<ElementId>>& marked, const std::vector<AnnotationObject>& annotations);
  std::string element_body(std::size_t element, const std::vector<AnnotationObject>& annotations) const;
  std::string kids_of(std::size_t element, std::optional<std::size_t> home,
                      const std::vector<AnnotationObject>& annotations) const;
  std::string attributes(std::size_t element) const;
  std::string figure_box(std::size_t element) const;
  std::string_view scope(std::size_t header) const;
  void add_to(ParentTree& tree, const std::vector<std::vector<ElementId>>& marked,
              const std::vector<AnnotationObject>& annotations) const;
  Ref page_at(std::size_t index) const { return objects_.page(part_.place.page + index); }

  const Pages& pages_;
  const StructurePart& part_;
  Objects& objects_;
  std::vector<std::vector<Kid>> kids_;
  std::vector<bool> attached_;
  std::vector<bool> has_data_;  // rows with a cell of data
  std::vector<Ref> refs_;
};

void StructureWriter::attach(std::size_t element) {
  while (!attached_[element]) {
    attached_[element] = true;
    if (element == 0) return;
    const auto parent = static_cast<std::size_t>(pages_.elements[element].parent);
    kids_[parent].push_back({Kid::Kind::element, element, 0});
    element = parent;
  }
}

// A row keeps all its cells, or its columns would no longer stand under their headings.
void StructureWriter::attach_empty_cells() {
  for (std::size_t i = 1; i < pages_.elements.size(); ++i) {
    const Element& element = pages_.elements[i];
    const bool cell = element.role == Role::table_header || element.role == Role::table_data;
    if (cell && attached_[static_cast<std::size_t>(element.parent)]) attach(i);
  }
}

void StructureWriter::collect(const std::vector<std::vector<ElementId>>& marked,
                              const std::vector<AnnotationObject>& annotations) {
  attach(0);
  auto annotation = annotations.begin();
  for (std::size_t page = 0; page < marked.size(); ++page) {
    for (std::size_t id = 0; id < marked[page].size(); ++id) {
      const auto element = static_cast<std::size_t>(marked[page][id]);
      attach(element);
      kids_[element].push_back({Kid::Kind::content, id, page});
    }
    for (; annotation != annotations.end() && annotation->page == page; ++annotation) {
      const auto element = static_cast<std::size_t>(annotation->element);
      attach(element);
      kids_[element].push_back(
          {Kid::Kind::annotation, static_cast<std::size_t>(annotation - annotations.begin()), page});
    }
  }
  attach_empty_cells();
  for (std::size_t i = 0; i < kids_.size(); ++i) {
    if (is_grouping(pages_.elements[i].role))
      std::sort(kids_[i].begin(), kids_[i].end(), [](const Kid& a, const Kid& b) { return a.index < b.index; });
  }
}

std::string StructureWriter::kids_of(std::size_t element, std::optional<std::size_t> home,
                                     const std::vector<AnnotationObject>& annotations) const {
  constexpr std::size_t usual_kid = 16;  // bytes
  const bool several = kids_[element].size() > 1;
  std::string list = several ? "[" : "";
  list.reserve(2 + kids_[element].size() * usual_kid);
  for (const Kid& kid : kids_[element]) {
    if (list.size() > 1) list.push_back(' ');
    if (kid.kind == Kid::Kind::element) {
      append_reference(list, refs_[kid.index]);
    } else if (kid.kind == Kid::Kind::content && kid.page == home) {
      append_integer(list, static_cast<std::int64_t>(kid.index));
    } else {
      const bool content = kid.kind == Kid::Kind::content;
      list.append(content ? "<</Type /MCR /Pg " : "<</Type /OBJR /Pg ");
      append_reference(list, page_at(kid.page));
      list.append(content ? " /MCID " : " /Obj ");
      if (content) {
        append_integer(list, static_cast<std::int64_t>(kid.index));
      } else {
        append_reference(list, annotations[kid.index].annotation);
      }
      list.append(">>");
    }
  }
  if (several) list.push_back(']');
  return list;
}

std::string StructureWriter::figure_box(std::size_t element) const {
  std::optional<std::array<double, 4>> box;
  for (const Page& page : pages_.pages) {
    for (const PictureItem& item : page.pictures) {
      if (item.element != static_cast<ElementId>(element)) continue;
      const double bottom = page.height - item.y - item.height;
      if (!box) box = {item.x, bottom, item.x + item.width, bottom + item.height};
      *box = {std::min((*box)[0], item.x), std::min((*box)[1], bottom), std::max((*box)[2], item.x + item.width),
              std::max((*box)[3], bottom + item.height)};
    }
  }
  if (!box) return {};
  std::string written = " /BBox [";
  for (const double side : *box) {
    append_number(written, side);
    written.push_back(' ');
  }
  written.back() = ']';
  return written;
}

// A row of headings heads its columns; a heading beside data heads its row.
std::string_view StructureWriter::scope(std::size_t header) const {
  return has_data_[static_cast<std::size_t>(pages_.elements[header].parent)] ? "Row" : "Column";
}

std::string StructureWriter::attributes(std::size_t index) const {
  const Element& element = pages_.elements[index];
  switch (element.role) {
    case Role::list:
      return std::string("<</O /List /ListNumbering /") + (element.ordered ? "Decimal" : "Disc") + ">>";
    case Role::table_header:
      return "<</O /Table /Scope /" + std::string(scope(index)) + ">>";
    case Role::figure:
      return "<</O /Layout /Placement /Block" + figure_box(index) + ">>";
    default:
      return {};
  }
}

std::string StructureWriter::element_body(std::size_t index, const std::vector<AnnotationObject>& annotations) const {
  const Element& element = pages_.elements[index];
  std::optional<std::size_t> home;
  for (const Kid& kid : kids_[index])
    if (kid.kind != Kid::Kind::element && !home) home = kid.page;
  Dictionary body;
  body.name("Type", "StructElem").name("S", index == 0 ? part_.role : name_of(element.role));
  body.reference("P", index == 0 ? part_.parent : refs_[static_cast<std::size_t>(element.parent)]);
  if (home) body.reference("Pg", page_at(*home));
  if (!kids_[index].empty()) body.raw("K", kids_of(index, home, annotations));
  if (const std::string attribute = attributes(index); !attribute.empty()) body.raw("A", attribute);
  if (!element.alternative.empty()) body.text("Alt", clean_text(element.alternative));
  const std::string_view language = index == 0 && !part_.language.empty() ? part_.language : element.language;
  if (!language.empty()) body.text("Lang", language);
  return body.take();
}

void StructureWriter::add_to(ParentTree& tree, const std::vector<std::vector<ElementId>>& marked,
                             const std::vector<AnnotationObject>& annotations) const {
  for (std::size_t page = 0; page < marked.size(); ++page) tree.add(page_key(part_.place, page), marked[page], refs_);
  for (std::size_t i = 0; i < annotations.size(); ++i)
    tree.add(annotation_key(pages_, part_.place, i), refs_[static_cast<std::size_t>(annotations[i].element)]);
}

Ref StructureWriter::write(const std::vector<std::vector<ElementId>>& marked,
                           const std::vector<AnnotationObject>& annotations, ParentTree& tree) {
  collect(marked, annotations);
  for (std::size_t i = 0; i < refs_.size(); ++i)
    if (attached_[i]) refs_[i] = objects_.reserve();
  for (std::size_t i = 0; i < refs_.size(); ++i)
    if (attached_[i]) objects_.fill(refs_[i], element_body(i, annotations));
  add_to(tree, marked, annotations);
  return refs_[0];
}

}  // namespace

Ref write_part(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
               const std::vector<AnnotationObject>& annotations, const StructurePart& part, ParentTree& tree,
               Objects& objects) {
  return StructureWriter(pages, part, objects).write(marked, annotations, tree);
}

Ref write_structure(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
                    const std::vector<AnnotationObject>& annotations, Objects& objects) {
  const Ref root = objects.reserve();
  const StructurePart whole{.place = {}, .parent = root, .role = name_of(Role::document), .language = {}};
  ParentTree tree;
  fill_root(root, write_part(pages, marked, annotations, whole, tree, objects), tree, objects);
  return root;
}

void fill_root(Ref root, Ref document, ParentTree& tree, Objects& objects) {
  Dictionary body;
  body.name("Type", "StructTreeRoot").reference("K", document).reference("ParentTree", tree.write(objects));
  body.integer("ParentTreeNextKey", tree.next_key());
  objects.fill(root, body.take());
}

}  // namespace engross::pdf
