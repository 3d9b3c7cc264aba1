// In: the link areas and fields of Pages. Out: one annotation each, and the entries of page and catalog that name them.
// Refuses nothing: targets were checked where they were read, and are printable ASCII or escaped here.
#include "pdf/annotations.hpp"

#include <algorithm>

namespace engross::pdf {

namespace {

constexpr int print_flag = 4;                         // ISO 19005-2, 6.3.2: annotations print
constexpr int locked_print_flag = 132;                // and a signature is not moved
constexpr int signatures_exist = 1, append_only = 2;  // ISO 32000-1, table 219

std::string rectangle(double left, double bottom, double right, double top) {
  std::string box = "[";
  for (const double side : {left, bottom, right, top}) {
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

std::string link_annotation(const LinkArea& link, double page_height, Ref page, std::int64_t key) {
  Dictionary body;
  body.name("Type", "Annot").name("Subtype", "Link");
  body.raw("Rect", rectangle(link.x, page_height - link.y - link.height, link.x + link.width, page_height - link.y));
  body.raw("Border", "[0 0 0]").integer("F", print_flag).reference("P", page);
  const std::string contents = clean_text(link.contents);
  body.text("Contents", contents.empty() ? link.target : contents);
  body.integer("StructParent", key).raw("A", action(link));
  return body.take();
}

// The resources of a form of its own, which libharu does not keep.
class OwnNames final : public Names {
 public:
  std::string_view of_font(Ref font) override { return name_in(fonts_, font, 'F'); }
  std::string_view of_picture(Ref picture) override { return name_in(pictures_, picture, 'X'); }
  std::string resources() const {
    Dictionary all;
    all.dictionary("Font", dictionary_of(fonts_)).dictionary("XObject", dictionary_of(pictures_));
    return Dictionary().dictionary("Resources", all).take();
  }

 private:
  struct Named {
    Ref ref;
    std::string name;
  };
  using Table = std::deque<Named>;  // names stay where they are

  static std::string_view name_in(Table& table, Ref ref, char letter) {
    for (const Named& named : table)
      if (named.ref.number == ref.number) return named.name;
    return table.emplace_back(Named{ref, letter + std::to_string(table.size() + 1)}).name;
  }
  static Dictionary dictionary_of(const Table& table) {
    Dictionary names;
    for (const Named& named : table) names.reference(named.name, named.ref);
    return names;
  }

  Table fonts_, pictures_;
};

class Annotator {
 public:
  Annotator(const Pages& pages, const PlaceInFile& place, const FieldDrawing& drawing, Objects& objects)
      : pages_(pages), place_(place), drawing_(drawing), objects_(objects) {}

  Annotations run() {
    for (std::size_t p = 0; p < pages_.pages.size(); ++p) {
      const Page& page = pages_.pages[p];
      for (const LinkArea& link : page.links)
        add(link.element, objects_.add(link_annotation(link, page.height, page_at(p), next_key())), p);
      for (const FieldArea& field : page.fields) {
        FieldObject object{.widget = objects_.reserve(), .name = field.name, .body = widget(field, page, p)};
        add(field.element, object.widget, p);
        made_.fields.push_back(std::move(object));
      }
    }
    return std::move(made_);
  }

 private:
  Ref page_at(std::size_t index) const { return objects_.page(place_.page + index); }
  std::int64_t next_key() const { return annotation_key(pages_, place_, made_.all.size()); }
  void add(ElementId element, Ref annotation, std::size_t page) { made_.all.push_back({element, annotation, page}); }

  std::string widget(const FieldArea& field, const Page& page, std::size_t index) const {
    const bool seen = field.width > 0 && field.height > 0;
    const std::string box =
        seen ? rectangle(field.x, page.height - field.y - field.height, field.x + field.width, page.height - field.y)
             : rectangle(0, 0, 0, 0);
    const std::string what = clean_text(pages_.elements[static_cast<std::size_t>(field.element)].alternative);
    Dictionary body;
    body.name("Type", "Annot").name("Subtype", "Widget").name("FT", "Sig").text("T", field.name).text("TU", what);
    body.text("Contents", what).integer("F", locked_print_flag).reference("P", page_at(index));
    body.raw("Rect", box).integer("StructParent", next_key());
    if (seen) body.dictionary("AP", Dictionary().reference("N", appearance(field, page, box)));
    return body.take();
  }

  // Its box is the field's, so that the page's coordinates hold in it. All letters of a day that are as long say the
  // same there.
  Ref appearance(const FieldArea& field, const Page& page, const std::string& box) const {
    OwnNames names;
    const std::string content =
        write_field_content(page, field.element, pages_, drawing_.resources, drawing_.runs, names);
    Dictionary entries;
    entries.name("Type", "XObject").name("Subtype", "Form").raw("BBox", box).name("Filter", "FlateDecode");
    return objects_.add_stream(entries.take() + names.resources(), drawing_.deflate.remembered(content));
  }

  const Pages& pages_;
  const PlaceInFile place_;
  const FieldDrawing& drawing_;
  Objects& objects_;
  Annotations made_;
};

}  // namespace

Annotations write_annotations(const Pages& pages, const PlaceInFile& place, const FieldDrawing& drawing,
                              Objects& objects) {
  return Annotator(pages, place, drawing, objects).run();
}

void fill_fields(const std::vector<FieldObject>& fields, std::string_view name, Ref value, Objects& objects) {
  for (const FieldObject& field : fields)
    objects.fill(field.widget,
                 field.body + (field.name == name && value ? Dictionary().reference("V", value).take() : ""));
}

std::string form_entry(const std::vector<FieldObject>& fields) {
  if (fields.empty()) return {};
  std::string list = "[";
  for (const FieldObject& field : fields) {
    append_reference(list, field.widget);
    list.push_back(' ');
  }
  list.back() = ']';
  Dictionary form;
  form.raw("Fields", list).integer("SigFlags", signatures_exist | append_only);
  return Dictionary().dictionary("AcroForm", form).take();
}

std::string page_entries(const Annotations& annotations, std::size_t page, const PlaceInFile& place) {
  Dictionary entries;
  entries.integer("StructParents", page_key(place, page)).name("Tabs", "S");
  std::string list;
  for (const AnnotationObject& annotation : annotations.all) {
    if (annotation.page != page) continue;
    list.push_back(list.empty() ? '[' : ' ');
    append_reference(list, annotation.annotation);
  }
  if (!list.empty()) entries.raw("Annots", list + "]");
  return entries.take();
}

}  // namespace engross::pdf
