// In: the file and what its pages showed. Out: what is wrong with the structure tree, the parent tree, and the roles.
#include <fmt/format.h>

#include <functional>
#include <optional>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

const std::set<std::string> known_roles{"Document", "Part", "Sect",   "P",    "H1",   "H2",    "H3",    "H4",
                                        "H5",       "H6",   "L",      "LI",   "Lbl",  "LBody", "Table", "TR",
                                        "TH",       "TD",   "Figure", "Link", "Span", "Form"};

using Place = std::pair<QPDFObjGen, long long>;  // page, MCID

class Tree {
 public:
  Tree(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults) : pdf_(pdf), faults_(faults) {
    for (const PageContent& page : pages) by_page_.emplace(page.page.getObjGen(), &page);
  }
  void check();

 private:
  void fault(const std::string& what) { faults_.push_back("structure: " + what); }
  void read_parents(QPDFObjectHandle numbers);
  void read_parent_tree(QPDFObjectHandle root);
  void walk(QPDFObjectHandle element, QPDFObjectHandle parent, int depth);
  void visit_kid(QPDFObjectHandle kid, QPDFObjectHandle element, QPDFObjectHandle page, int depth);
  void visit_content(long long mcid, QPDFObjectHandle page, QPDFObjectHandle element);
  void visit_object(QPDFObjectHandle reference, QPDFObjectHandle element);
  void check_element(QPDFObjectHandle element, const std::string& role, const std::vector<std::string>& children);
  void check_children(const std::string& role, const std::vector<std::string>& children);
  void check_heading(const std::string& role);
  void check_unclaimed();
  std::optional<std::string> attribute(QPDFObjectHandle element, const std::string& owner, const std::string& key);

  QPDF& pdf_;
  Faults& faults_;
  std::map<QPDFObjGen, const PageContent*> by_page_;
  std::map<long long, QPDFObjectHandle> parents_;  // the parent tree
  long long last_key_ = -1;
  std::set<QPDFObjGen> seen_;
  std::set<Place> claimed_;
  std::map<QPDFObjGen, std::size_t> columns_;  // table -> cells of its first row
  int heading_ = 0;
};

std::vector<QPDFObjectHandle> kids_of(QPDFObjectHandle element) {
  QPDFObjectHandle kids = element.getKey("/K");
  if (kids.isArray()) return kids.getArrayAsVector();
  if (kids.isNull()) return {};
  return {kids};
}

bool is_element(QPDFObjectHandle kid) {
  return kid.isDictionary() && name_or(kid.getKey("/Type"), "StructElem") == "StructElem";
}

void Tree::read_parents(QPDFObjectHandle numbers) {
  if (!numbers.isArray() || numbers.getArrayNItems() % 2 != 0) return fault("no parent tree");
  for (int i = 0; i + 1 < numbers.getArrayNItems(); i += 2) {
    const long long key = numbers.getArrayItem(i).isInteger() ? numbers.getArrayItem(i).getIntValue() : -1;
    if (key <= last_key_) fault("the keys of the parent tree do not grow");
    last_key_ = key;
    parents_.emplace(key, numbers.getArrayItem(i + 1));
  }
}

// A number tree of leaves below a root (7.9.7), or a root alone.
void Tree::read_parent_tree(QPDFObjectHandle root) {
  QPDFObjectHandle tree = root.getKey("/ParentTree");
  if (!tree.isDictionary()) return fault("no parent tree");
  if (!tree.getKey("/Kids").isArray()) {
    read_parents(tree.getKey("/Nums"));
  } else {
    for (QPDFObjectHandle& leaf : tree.getKey("/Kids").getArrayAsVector()) {
      QPDFObjectHandle limits = leaf.getKey("/Limits"), numbers = leaf.getKey("/Nums");
      read_parents(numbers);
      if (!limits.isArray() || limits.getArrayNItems() != 2 || !numbers.isArray() || numbers.getArrayNItems() < 2 ||
          limits.getArrayItem(0).unparse() != numbers.getArrayItem(0).unparse() ||
          limits.getArrayItem(1).unparse() != std::to_string(last_key_))
        fault("a leaf of the parent tree has other limits than keys");
    }
  }
  QPDFObjectHandle next = root.getKey("/ParentTreeNextKey");
  if (!next.isInteger() || next.getIntValue() <= last_key_) fault("ParentTreeNextKey is not past the last key");
}

void Tree::visit_content(long long mcid, QPDFObjectHandle page, QPDFObjectHandle element) {
  const auto content = by_page_.find(page.getObjGen());
  if (content == by_page_.end()) return fault(fmt::format("MCID {} on no page", mcid));
  const std::string where = fmt::format("MCID {} of page {}", mcid, content->second->number);
  const auto tag = content->second->tags.find(mcid);
  if (tag == content->second->tags.end()) return fault(where + " is not in the content");
  const std::string role = name_or(element.getKey("/S"));
  if (tag->second != role) fault(fmt::format("{} is tagged {} and belongs to a {}", where, tag->second, role));
  if (!claimed_.emplace(page.getObjGen(), mcid).second) fault(where + " belongs to two elements");
  QPDFObjectHandle key = page.getKey("/StructParents");
  const auto list = parents_.find(key.isInteger() ? key.getIntValue() : -1);
  const bool agrees = list != parents_.end() && list->second.isArray() && mcid < list->second.getArrayNItems() &&
                      list->second.getArrayItem(static_cast<int>(mcid)).getObjGen() == element.getObjGen();
  if (!agrees) fault(where + " is not the element's in the parent tree");
}

void Tree::visit_object(QPDFObjectHandle reference, QPDFObjectHandle element) {
  QPDFObjectHandle object = reference.getKey("/Obj");
  if (!object.isDictionary()) return fault("an object reference to nothing");
  QPDFObjectHandle key = object.getKey("/StructParent");
  const auto parent = parents_.find(key.isInteger() ? key.getIntValue() : -1);
  if (parent == parents_.end() || parent->second.getObjGen() != element.getObjGen())
    fault("an annotation is not its element's in the parent tree");
}

void Tree::visit_kid(QPDFObjectHandle kid, QPDFObjectHandle element, QPDFObjectHandle page, int depth) {
  if (kid.isInteger()) return visit_content(kid.getIntValue(), page, element);
  if (is_element(kid)) return walk(kid, element, depth + 1);
  if (!kid.isDictionary()) return fault("a kid that is nothing");
  QPDFObjectHandle on = kid.hasKey("/Pg") ? kid.getKey("/Pg") : page;
  if (name_or(kid.getKey("/Type")) == "OBJR") return visit_object(kid, element);
  if (!kid.getKey("/MCID").isInteger()) return fault("a marked-content reference without MCID");
  visit_content(kid.getKey("/MCID").getIntValue(), on, element);
}

std::optional<std::string> Tree::attribute(QPDFObjectHandle element, const std::string& owner, const std::string& key) {
  QPDFObjectHandle attributes = element.getKey("/A");
  const std::vector<QPDFObjectHandle> all =
      attributes.isArray() ? attributes.getArrayAsVector() : std::vector<QPDFObjectHandle>{attributes};
  for (QPDFObjectHandle one : all)
    if (one.isDictionary() && name_or(one.getKey("/O")) == owner && one.hasKey(key))
      return name_or(one.getKey(key), "");
  return std::nullopt;
}

void Tree::check_heading(const std::string& role) {
  if (role.size() != 2 || role[0] != 'H' || role[1] < '1' || role[1] > '6') return;
  const int level = role[1] - '0';
  if (level > heading_ + 1) fault(fmt::format("heading {} follows level {}", role, heading_));
  heading_ = level;
}

void Tree::check_children(const std::string& role, const std::vector<std::string>& children) {
  static const std::map<std::string, std::set<std::string>> only{
      {"L", {"LI", "L"}}, {"LI", {"Lbl", "LBody"}}, {"Table", {"TR"}}, {"TR", {"TH", "TD"}}};
  static const std::map<std::string, std::set<std::string>> only_in{
      {"LI", {"L"}}, {"LBody", {"LI"}}, {"TR", {"Table"}}, {"TH", {"TR"}}, {"TD", {"TR"}}};
  for (const std::string& child : children) {
    if (const auto rule = only.find(role); rule != only.end() && !rule->second.contains(child))
      fault(fmt::format("{} inside {}", child, role));
    if (const auto rule = only_in.find(child); rule != only_in.end() && !rule->second.contains(role))
      fault(fmt::format("{} inside {}", child, role));
  }
  if (role == "LI" && std::find(children.begin(), children.end(), "LBody") == children.end()) fault("LI without LBody");
}

void Tree::check_element(QPDFObjectHandle element, const std::string& role, const std::vector<std::string>& children) {
  if (!known_roles.contains(role)) fault("unknown role " + role);
  check_heading(role);
  check_children(role, children);
  if (kids_of(element).empty() && role != "TD" && role != "TH") fault("empty " + role);
  if (role == "Figure") {
    if (!has_text(element.getKey("/Alt"))) fault("Figure without Alt");
    if (!attribute(element, "Layout", "/BBox")) fault("Figure without BBox");
  }
  if (role == "Form" && !has_text(element.getKey("/Alt"))) fault("Form without Alt");
  if (role == "TH") {
    const std::string scope = attribute(element, "Table", "/Scope").value_or("nothing");
    if (scope != "Row" && scope != "Column" && scope != "Both") fault("TH without Scope");
  }
  if (role == "L" && !attribute(element, "List", "/ListNumbering")) fault("L without ListNumbering");
  if (role == "TR") {
    const auto first = columns_.emplace(element.getKey("/P").getObjGen(), children.size()).first;
    if (first->second != children.size()) fault("rows of different lengths");
  }
  if (element.hasKey("/Lang") && !has_text(element.getKey("/Lang"))) fault("an empty Lang");
}

void Tree::walk(QPDFObjectHandle element, QPDFObjectHandle parent, int depth) {
  if (depth > 64) return fault("too deep");
  if (!seen_.insert(element.getObjGen()).second) return fault("an element twice");
  const std::string role = name_or(element.getKey("/S"));
  if (element.getKey("/P").getObjGen() != parent.getObjGen()) fault(role + " whose P is not its parent");
  std::vector<std::string> children;
  bool object = false;
  for (QPDFObjectHandle kid : kids_of(element)) {
    if (is_element(kid)) children.push_back(name_or(kid.getKey("/S")));
    object |= kid.isDictionary() && name_or(kid.getKey("/Type")) == "OBJR";
    if (role == "Document" && kid.isInteger()) fault("content directly in the document");
  }
  check_element(element, role, children);
  if (role == "Link" && !object) fault("Link without its annotation");
  if (role == "Form" && (!object || kids_of(element).size() != 1)) fault("Form that is not one field");
  for (QPDFObjectHandle kid : kids_of(element)) visit_kid(kid, element, element.getKey("/Pg"), depth);
}

void Tree::check_unclaimed() {
  for (const auto& [page, content] : by_page_)
    for (const auto& [mcid, tag] : content->tags)
      if (!claimed_.contains({page, mcid}))
        fault(fmt::format("MCID {} of page {} belongs to no element", mcid, content->number));
}

void Tree::check() {
  QPDFObjectHandle root = pdf_.getRoot().getKey("/StructTreeRoot");
  if (!root.isDictionary()) return fault("there is no structure tree");
  if (name_or(root.getKey("/Type")) != "StructTreeRoot") fault("the root has no type");
  read_parent_tree(root);
  const std::vector<QPDFObjectHandle> top = kids_of(root);
  if (top.size() != 1 || name_or(QPDFObjectHandle(top.front()).getKey("/S")) != "Document")
    return fault("the root does not hold one Document");
  walk(top.front(), root, 0);
  check_unclaimed();
}

}  // namespace

void check_structure(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults) {
  Tree(pdf, pages, faults).check();
}

void check_annotations(QPDF&, const std::vector<PageContent>& pages, Faults& faults) {
  for (const PageContent& page : pages) {
    QPDFObjectHandle annotations = QPDFObjectHandle(page.page).getKey("/Annots");
    if (!annotations.isArray()) continue;
    for (QPDFObjectHandle annotation : annotations.getArrayAsVector()) {
      const auto fault = [&](const std::string& what) {
        faults.push_back(fmt::format("page {}: an annotation {}", page.number, what));
      };
      const std::string kind = name_or(annotation.getKey("/Subtype"));
      if (kind != "Link" && kind != "Widget") fault("of the kind " + kind);
      QPDFObjectHandle flags = annotation.getKey("/F");
      // Print set; Invisible, Hidden, NoView and ToggleNoView not.
      if (!flags.isInteger() || (flags.getIntValue() & (4 | 1 | 2 | 32 | 256)) != 4) fault("that is not printed");
      if (!has_text(annotation.getKey("/Contents"))) fault("without Contents");
      if (!annotation.getKey("/StructParent").isInteger()) fault("without StructParent");
      QPDFObjectHandle action = annotation.getKey("/A");
      if (kind == "Link" && (!action.isDictionary() || name_or(action.getKey("/S")) != "URI"))
        fault("that leads nowhere");
    }
  }
}

}  // namespace engross::test::conformance
