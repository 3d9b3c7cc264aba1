// In: the elements of Pages, which marked content and which annotations belong to each. Out: StructTreeRoot, one
// StructElem an element, ParentTree. Refuses nothing: the elements have been checked.
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
  StructureWriter(const Pages& pages, Objects& objects)
      : pages_(pages),
        objects_(objects),
        kids_(pages.elements.size()),
        attached_(pages.elements.size()),
        has_data_(pages.elements.size()),
        refs_(pages.elements.size()) {
    for (const Element& element : pages.elements)
      if (element.role == Role::table_data) has_data_[static_cast<std::size_t>(element.parent)] = true;
  }

  Ref write(const std::vector<std::vector<ElementId>>& marked, const std::vector<AnnotationObject>& annotations);

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
  std::string parent_tree(const std::vector<std::vector<ElementId>>& marked,
                          const std::vector<AnnotationObject>& annotations) const;

  const Pages& pages_;
  Objects& objects_;
  std::vector<std::vector<Kid>> kids_;
  std::vector<bool> attached_;
  std::vector<bool> has_data_;  // rows with a cell of data
  std::vector<Ref> refs_;
  Ref root_;
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
      append_reference(list, objects_.page(kid.page));
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
  body.name("Type", "StructElem").name("S", name_of(element.role));
  body.reference("P", index == 0 ? root_ : refs_[static_cast<std::size_t>(element.parent)]);
  if (home) body.reference("Pg", objects_.page(*home));
  if (!kids_[index].empty()) body.raw("K", kids_of(index, home, annotations));
  if (const std::string attribute = attributes(index); !attribute.empty()) body.raw("A", attribute);
  if (!element.alternative.empty()) body.text("Alt", clean_text(element.alternative));
  if (!element.language.empty()) body.text("Lang", element.language);
  return body.take();
}

std::string StructureWriter::parent_tree(const std::vector<std::vector<ElementId>>& marked,
                                         const std::vector<AnnotationObject>& annotations) const {
  constexpr std::size_t usual_element = 8;  // bytes
  std::string numbers = "[";
  numbers.reserve(64 + refs_.size() * usual_element);
  for (std::size_t page = 0; page < marked.size(); ++page) {
    append_integer(numbers, static_cast<std::int64_t>(page));
    numbers.append(" [");
    for (const ElementId element : marked[page]) {
      append_reference(numbers, refs_[static_cast<std::size_t>(element)]);
      numbers.push_back(' ');
    }
    numbers.append("]\n");
  }
  for (std::size_t i = 0; i < annotations.size(); ++i) {
    append_integer(numbers, annotation_key(pages_, i));
    numbers.push_back(' ');
    append_reference(numbers, refs_[static_cast<std::size_t>(annotations[i].element)]);
    numbers.push_back('\n');
  }
  numbers.push_back(']');
  return Dictionary().raw("Nums", numbers).take();
}

Ref StructureWriter::write(const std::vector<std::vector<ElementId>>& marked,
                           const std::vector<AnnotationObject>& annotations) {
  collect(marked, annotations);
  root_ = objects_.reserve();
  for (std::size_t i = 0; i < refs_.size(); ++i)
    if (attached_[i]) refs_[i] = objects_.reserve();
  for (std::size_t i = 0; i < refs_.size(); ++i)
    if (attached_[i]) objects_.fill(refs_[i], element_body(i, annotations));
  Dictionary root;
  root.name("Type", "StructTreeRoot").reference("K", refs_[0]);
  root.reference("ParentTree", objects_.add(parent_tree(marked, annotations)));
  root.integer("ParentTreeNextKey", annotation_key(pages_, annotations.size()));
  objects_.fill(root_, root.take());
  return root_;
}

}  // namespace

Ref write_structure(const Pages& pages, const std::vector<std::vector<ElementId>>& marked,
                    const std::vector<AnnotationObject>& annotations, Objects& objects) {
  return StructureWriter(pages, objects).write(marked, annotations);
}

}  // namespace engross::pdf
