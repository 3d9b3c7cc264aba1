// In: the file and what its pages showed. Out: what is wrong with its form: fields that are not in it, widgets that
// cannot be met by everyone (ISO 14289-1, 7.18.4), appearances (ISO 19005-2, 6.3.3 and 6.4.1).
#include <fmt/format.h>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

constexpr int print_and_locked = 132;
constexpr int signatures_exist_and_append_only = 3;

bool is_widget(QPDFObjectHandle annotation) {
  return annotation.isDictionary() && name_or(annotation.getKey("/Subtype")) == "Widget";
}

bool is_a_point(QPDFObjectHandle box) {
  return box.unparse() == "[ 0 0 0 0 ]";
}

void check_appearance(QPDFObjectHandle widget, PageContent& page, Faults& faults) {
  const auto fault = [&](const char* what) { faults.push_back(fmt::format("page {}: {}", page.number, what)); };
  QPDFObjectHandle box = widget.getKey("/Rect");
  QPDFObjectHandle appearances = widget.getKey("/AP");
  if (is_a_point(box)) {
    if (!appearances.isNull()) fault("a field that cannot be seen has an appearance");
    return;
  }
  QPDFObjectHandle normal = appearances.isDictionary() ? appearances.getKey("/N") : appearances;
  if (!normal.isStream()) return fault("a field has no appearance");
  if (appearances.getKeys().size() != 1) fault("a field has another appearance than the normal one");
  if (name_or(normal.getDict().getKey("/Subtype")) != "Form") fault("an appearance is no form");
  if (normal.getDict().getKey("/BBox").unparse() != box.unparse())
    fault("an appearance has another box than its field");
  if (normal.getDict().hasKey("/StructParents")) fault("an appearance claims a place in the structure");
  read_appearance(normal, page, faults);
}

void check_widget(QPDFObjectHandle widget, PageContent& page, Faults& faults) {
  const auto fault = [&](const std::string& what) {
    faults.push_back(fmt::format("page {}: a field {}", page.number, what));
  };
  if (name_or(widget.getKey("/FT")) != "Sig") fault("is not a signature's");
  if (!has_text(widget.getKey("/T"))) fault("without a name");
  if (!has_text(widget.getKey("/TU"))) fault("without words for those who cannot see it (TU)");
  QPDFObjectHandle flags = widget.getKey("/F");
  if (!flags.isInteger() || flags.getIntValue() != print_and_locked) fault("that is not printed and locked");
  if (widget.getKey("/P").getObjGen() != page.page.getObjGen()) fault("that names another page");
  if (widget.hasKey("/A") || widget.hasKey("/AA")) fault("that acts");
  check_appearance(widget, page, faults);
}

}  // namespace

void check_fields(QPDF& pdf, std::vector<PageContent>& pages, Faults& faults) {
  std::set<QPDFObjGen> widgets, listed;
  std::set<std::string> names;
  for (PageContent& page : pages) {
    QPDFObjectHandle annotations = page.page.getKey("/Annots");
    if (!annotations.isArray()) continue;
    for (QPDFObjectHandle annotation : annotations.getArrayAsVector()) {
      if (!is_widget(annotation)) continue;
      widgets.insert(annotation.getObjGen());
      check_widget(annotation, page, faults);
      if (has_text(annotation.getKey("/T")) && !names.insert(annotation.getKey("/T").getUTF8Value()).second)
        faults.emplace_back("two fields of one name");
    }
  }
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (form.isNull() && widgets.empty()) return;
  if (!form.isDictionary()) return faults.push_back("there are fields, and no form");
  for (const std::string& key : form.getKeys())
    if (key != "/Fields" && key != "/SigFlags") faults.push_back("the form has " + key);
  QPDFObjectHandle flags = form.getKey("/SigFlags");
  if (!flags.isInteger() || flags.getIntValue() != signatures_exist_and_append_only)
    faults.emplace_back("the form does not say that it is signed (SigFlags)");
  QPDFObjectHandle fields = form.getKey("/Fields");
  if (fields.isArray())
    for (const QPDFObjectHandle& field : fields.getArrayAsVector()) listed.insert(field.getObjGen());
  if (listed != widgets) faults.emplace_back("the form's fields are not those of the pages");
}

}  // namespace engross::test::conformance
