// In: the signed part of a file and the whole of it. Out: whether what was appended may have been.
// Refuses: every object that differs and is not the value of a signature field that was empty, validation data, or an
// invisible field with a time stamp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verification/changes.hpp"
#include "verification/signature_fields.hpp"

namespace engross::verification {
namespace {

// The objects that make up the document security store, as far as nothing outside of it uses them.
class StoreObjects {
 public:
  explicit StoreObjects(const PdfFile& file) {
    take(file.root().getKey("/DSS"), 0);
    for (bool grown = true; grown;) grown = drop_what_others_use(file);
  }
  bool contains(QPDFObjGen id) const { return ids_.contains(id); }

 private:
  static constexpr int deepest = 5;  // the store, its VRI, one of these, an array, a stream

  void take(QPDFObjectHandle object, int depth) {
    if (depth > deepest) return;
    if (object.isIndirect() && !ids_.insert(object.getObjGen()).second) return;
    if (object.isStream()) return take(object.getDict().getKey("/Length"), depth + 1);
    if (object.isArray())
      for (int i = 0; i < object.getArrayNItems(); ++i) take(object.getArrayItem(i), depth + 1);
    QPDFObjectHandle type = object.isDictionary() ? object.getKey("/Type") : QPDFObjectHandle::newNull();
    if (object.isDictionary() && (type.isNull() || type.isNameAndEquals("/DSS") || type.isNameAndEquals("/VRI")))
      for (const std::string& key : object.getKeys()) take(object.getKey(key), depth + 1);
  }

  bool drop_what_others_use(const PdfFile& file) {
    ObjectSet used;
    collect_references(file.trailer(), used);
    for (const auto& [id, entry] : file.table()) {
      if (ids_.contains(id)) continue;
      QPDFObjectHandle object = file.object(id);
      if (id == file.root().getObjGen()) {
        object = object.shallowCopy();
        object.removeKey("/DSS");
      }
      collect_references(object, used);
    }
    return std::erase_if(ids_, [&](QPDFObjGen id) { return used.contains(id); }) > 0;
  }

  ObjectSet ids_;
};

// Names that the signed part has used, for objects that it may not have had.
ObjectSet names_used_in(const PdfFile& file) {
  ObjectSet names;
  collect_references(file.trailer(), names);
  for (const auto& [id, entry] : file.table()) collect_references(file.object(id), names);
  return names;
}

// A field that does nothing but hold its value, and takes no room on the page.
bool is_plain_and_invisible(QPDFObjectHandle field) {
  constexpr std::array<std::string_view, 11> keys{"/Type", "/Subtype", "/FT", "/T", "/TU", "/F",
                                                  "/Ff",   "/Rect",    "/P",  "/V", "/AP"};
  const std::set<std::string> own = field.getKeys();
  const auto known = [&](const std::string& key) { return std::ranges::find(keys, key) != keys.end(); };
  if (!std::ranges::all_of(own, known)) return false;
  constexpr long long hidden = 2;
  QPDFObjectHandle flags = field.getKey("/F");
  if (flags.isInteger() && (flags.getIntValue() & hidden) != 0 && !field.hasKey("/AP")) return true;
  QPDFObjectHandle rectangle = field.getKey("/Rect");
  if (!rectangle.isArray() || rectangle.getArrayNItems() != 4) return rectangle.isNull();
  const auto side = [&](int i) {
    QPDFObjectHandle number = rectangle.getArrayItem(i);
    return number.isNumber() ? number.getNumericValue() : -1.0;
  };
  return side(0) == 0 && side(1) == 0 && side(2) == 0 && side(3) == 0;
}

bool is_time_stamp(QPDFObjectHandle value) {
  return value.isDictionary() && value.getKey("/SubFilter").isNameAndEquals("/ETSI.RFC3161");
}

class Judge {
 public:
  Judge(const PdfFile& before, const PdfFile& after, int permits)
      : before_(before), after_(after), permits_(permits), old_names_(names_used_in(before)) {}

  Aftermath judge() {
    const std::vector<Change> changes = changes_between(before_, after_);
    for (const Change& one : changes) (one.kind == Change::Kind::added ? added_ : changed_).insert(one.id);
    for (SignatureField& field : signature_fields(after_)) accept_field(field);
    const StoreObjects old_store(before_);
    const StoreObjects new_store(after_);
    for (const Change& one : changes) {
      const bool store = new_store.contains(one.id) && (one.kind == Change::Kind::added || old_store.contains(one.id));
      if (one.kind != Change::Kind::removed && store && is_new_name(one)) accept(one.id, After::validation_data);
    }
    for (const Change& one : changes)
      if (!accepted_.contains(one.id) && !is_growth(one) && !is_cross_reference(one)) report(one);
    for (const std::string& key : trailer_changes(before_, after_))
      report(fmt::format("the trailer's {} was changed", plain_words(key)));
    return std::move(aftermath_);
  }

 private:
  void accept(QPDFObjGen id, After how) {
    accepted_.insert(id);
    aftermath_.after = std::max(aftermath_.after, how);
  }

  // An added object must not fill a hole that the signed part left for it.
  bool is_new_name(const Change& change) const {
    return change.kind != Change::Kind::added || !old_names_.contains(change.id);
  }
  bool is_added(QPDFObjGen id) const { return added_.contains(id) && !old_names_.contains(id); }

  void accept_field(SignatureField& field) {
    if (!field.value.isDictionary() || !field.value.isIndirect()) return;
    const QPDFObjGen value = field.value.getObjGen();
    if (!is_added(value) || (permits_ == 1 && !is_time_stamp(field.value))) return;
    if (changed_.contains(field.id) && gained_only_its_value(field)) {
      accept(field.id, After::signatures);
      accept(value, After::signatures);
    } else if (is_added(field.id) && is_time_stamp(field.value) && is_plain_and_invisible(field.field)) {
      new_fields_.insert(field.id);
      accept(field.id, After::validation_data);
      accept(value, After::validation_data);
      accept_appearance(field.field.getKey("/AP"));
    }
  }

  // Nothing that is drawn into no room is seen.
  void accept_appearance(QPDFObjectHandle appearance) {
    QPDFObjectHandle normal = appearance.isDictionary() ? appearance.getKey("/N") : QPDFObjectHandle::newNull();
    if (normal.isStream() && is_added(normal.getObjGen())) accept(normal.getObjGen(), After::validation_data);
  }

  bool gained_only_its_value(const SignatureField& field) const {
    QPDFObjectHandle before = before_.object(field.id);
    if (!before.isDictionary() || before.hasKey("/V")) return false;
    QPDFObjectHandle after = QPDFObjectHandle(field.field).shallowCopy();
    after.removeKey("/V");
    return before.unparseResolved() == after.unparseResolved();
  }

  // The arrays and dictionaries that a new invisible field must be entered in, and the catalog with the store.
  bool is_growth(const Change& change) {
    if (change.kind != Change::Kind::changed) return false;
    QPDFObjectHandle before = before_.object(change.id);
    QPDFObjectHandle after = after_.object(change.id);
    bool grown = false;
    if (change.id == after_.root().getObjGen() && before_.root().getObjGen() == change.id)
      grown = catalog_grew(before, after);
    else if (is_form(change.id))
      grown = form_grew(before, after);
    else if (before.isDictionary() && before.getKey("/Type").isNameAndEquals("/Page"))
      grown = differ_only(before, after, {"/Annots"}) && array_grew(before.getKey("/Annots"), after.getKey("/Annots"));
    else if (before.isArray())
      grown = is_list_of_fields(change.id) && array_grew(before, after);
    if (grown) aftermath_.after = std::max(aftermath_.after, After::validation_data);
    return grown;
  }

  bool catalog_grew(QPDFObjectHandle before, QPDFObjectHandle after) const {
    if (!before.isDictionary() || !differ_only(before, after, {"/DSS", "/AcroForm", "/Extensions"})) return false;
    QPDFObjectHandle old_form = before.getKey("/AcroForm");
    QPDFObjectHandle new_form = after.getKey("/AcroForm");
    const bool form = old_form.unparse() == new_form.unparse() ||
                      (!old_form.isIndirect() && !new_form.isIndirect() && form_grew(old_form, new_form));
    return form && extensions_grew(before.getKey("/Extensions"), after.getKey("/Extensions"));
  }

  // Names of developers whose extensions validation data need.
  static bool extensions_grew(QPDFObjectHandle before, QPDFObjectHandle after) {
    if (before.unparse() == after.unparse()) return true;
    if (!after.isDictionary() || after.isIndirect()) return false;
    QPDFObjectHandle rest = after.shallowCopy();
    for (const char* key : {"/ESIC", "/ADBE"}) {
      QPDFObjectHandle developer = rest.getKey(key);
      if (!before.isDictionary() || !before.hasKey(key)) {
        ObjectSet names;
        collect_references(developer, names);
        if (developer.isIndirect() || !names.empty()) return false;
        rest.removeKey(key);
      }
    }
    return rest.unparse() == (before.isDictionary() ? before.unparseResolved() : "<< >>");
  }

  bool form_grew(QPDFObjectHandle before, QPDFObjectHandle after) const {
    return before.isDictionary() && after.isDictionary() && differ_only(before, after, {"/Fields", "/SigFlags"}) &&
           array_grew(before.getKey("/Fields"), after.getKey("/Fields"));
  }

  bool is_form(QPDFObjGen id) const {
    QPDFObjectHandle form = before_.root().getKey("/AcroForm");
    return form.isIndirect() && form.getObjGen() == id;
  }

  bool is_list_of_fields(QPDFObjGen id) const {
    const auto names = [&](QPDFObjectHandle owner, const char* key) {
      QPDFObjectHandle list = owner.isDictionary() ? owner.getKey(key) : QPDFObjectHandle::newNull();
      return list.isIndirect() && list.getObjGen() == id;
    };
    if (names(before_.root().getKey("/AcroForm"), "/Fields")) return true;
    return std::ranges::any_of(before_.table(), [&](const auto& entry) {
      QPDFObjectHandle page = before_.object(entry.first);
      return page.isDictionary() && page.getKey("/Type").isNameAndEquals("/Page") && names(page, "/Annots");
    });
  }

  static bool differ_only(QPDFObjectHandle before, QPDFObjectHandle after, std::initializer_list<const char*> keys) {
    if (!before.isDictionary() || !after.isDictionary()) return false;
    QPDFObjectHandle a = before.shallowCopy();
    QPDFObjectHandle b = after.shallowCopy();
    for (const char* key : keys) {
      a.removeKey(key);
      b.removeKey(key);
    }
    return a.unparse() == b.unparse();
  }

  // Whether the later list is the earlier one and new invisible fields after it.
  bool array_grew(QPDFObjectHandle before, QPDFObjectHandle after) const {
    if (before.unparse() == after.unparse()) return true;
    const int old_size = before.isArray() ? before.getArrayNItems() : 0;
    if (!(before.isArray() || before.isNull()) || !after.isArray() || after.getArrayNItems() < old_size) return false;
    for (int i = 0; i < after.getArrayNItems(); ++i) {
      QPDFObjectHandle item = after.getArrayItem(i);
      if (i < old_size ? item.unparse() != before.getArrayItem(i).unparse()
                       : !item.isIndirect() || !new_fields_.contains(item.getObjGen()))
        return false;
    }
    return true;
  }

  bool is_cross_reference(const Change& change) const {
    QPDFObjectHandle object = after_.object(change.id);
    if (change.kind != Change::Kind::added || !is_new_name(change) || !object.isStream()) return false;
    QPDFObjectHandle type = object.getDict().getKey("/Type");
    return type.isNameAndEquals("/XRef") || type.isNameAndEquals("/ObjStm");
  }

  void report(const Change& change) {
    const bool gone = change.kind == Change::Kind::removed;
    QPDFObjectHandle object = (gone ? before_ : after_).object(change.id);
    std::string what = kind_of_object(object);
    if (change.kind == Change::Kind::changed)
      if (const std::string was = kind_of_object(before_.object(change.id)); was != what) what += " instead of " + was;
    constexpr std::array<const char*, 3> verbs{"was added", "was changed", "was taken away"};
    const char* verb = verbs.at(static_cast<std::size_t>(change.kind));
    report(fmt::format("object {} {}: {}{}", shown_id(change.id), verb, what,
                       is_new_name(change) ? "" : ", in a place that was kept empty for it"));
  }

  void report(std::string message) {
    constexpr std::size_t most = 20;
    aftermath_.after = After::changes;
    if (aftermath_.findings.size() < most)
      aftermath_.findings.push_back(error("verify.changed", {}, "after signing, " + std::move(message),
                                          {"what you see may not be what was signed: ask the signer for the file"}));
  }

  const PdfFile& before_;
  const PdfFile& after_;
  int permits_;
  ObjectSet old_names_, added_, changed_, accepted_, new_fields_;
  Aftermath aftermath_;
};

}  // namespace

Aftermath judge_changes(const PdfFile& before, const PdfFile& after, int permits) {
  return Judge(before, after, permits).judge();
}

}  // namespace engross::verification
