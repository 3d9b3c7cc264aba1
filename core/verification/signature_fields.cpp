// In: a PDF. Out: its signature fields, and signatures that lie elsewhere.
// Refuses nothing: what is no field is not looked into, and nothing twice.
#include "verification/signature_fields.hpp"

namespace engross::verification {
namespace {

constexpr int deepest_field = 32;

class FieldWalk {
 public:
  void walk(QPDFObjectHandle field, const std::string& above, const std::string& type, int depth) {
    if (!field.isDictionary() || depth > deepest_field) return;
    if (field.isIndirect() && !seen_.insert(field.getObjGen()).second) return;
    const std::string own = text_of(field.getKey("/T"));
    const std::string name = own.empty() || above.empty() ? above + own : above + "." + own;
    QPDFObjectHandle declared = field.getKey("/FT");
    const std::string kind = declared.isName() ? declared.getName() : type;
    QPDFObjectHandle kids = field.getKey("/Kids");
    const bool has_kids = kids.isArray() && kids.getArrayNItems() > 0;
    if (kind == "/Sig" && (!has_kids || field.hasKey("/V")))
      found.push_back({.name = name, .id = field.getObjGen(), .field = field, .value = field.getKey("/V")});
    for (int i = 0; has_kids && i < kids.getArrayNItems(); ++i) walk(kids.getArrayItem(i), name, kind, depth + 1);
  }
  std::vector<SignatureField> found;

 private:
  ObjectSet seen_;
};

}  // namespace

std::vector<SignatureField> signature_fields(const PdfFile& file) {
  FieldWalk walk;
  QPDFObjectHandle form = file.root().getKey("/AcroForm");
  if (!form.isDictionary()) return {};
  QPDFObjectHandle fields = form.getKey("/Fields");
  for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i) walk.walk(fields.getArrayItem(i), "", "", 0);
  return std::move(walk.found);
}

std::vector<QPDFObjGen> stray_signatures(const PdfFile& file, const std::vector<SignatureField>& fields) {
  std::vector<QPDFObjGen> strays;
  ObjectSet held;
  for (const SignatureField& field : fields)
    if (QPDFObjectHandle value = field.value; value.isIndirect()) held.insert(value.getObjGen());
  for (const auto& [id, entry] : file.table()) {
    QPDFObjectHandle object = file.object(id);
    if (object.isDictionary() && object.hasKey("/ByteRange") && !held.contains(id)) strays.push_back(id);
  }
  return strays;
}

}  // namespace engross::verification
