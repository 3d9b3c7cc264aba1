// In: bytes. Out: the objects that qpdf finds in them. Refuses: files that need repair, and encrypted ones.
#include "verification/pdf_file.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"

namespace engross::verification {
namespace {

Diagnostic damaged(std::string_view words) {
  return error("verify.damaged", {}, fmt::format("it cannot be read as it stands: {}", plain_words(words)),
               {"a file that must be repaired is not the file that was signed"});
}

// A name for a type, when the dictionary says one.
std::string name_in(QPDFObjectHandle dictionary, const char* key) {
  const QPDFObjectHandle value = dictionary.getKey(key);
  return QPDFObjectHandle(value).isName() ? plain_words(QPDFObjectHandle(value).getName().substr(1)) : std::string();
}

}  // namespace

Result<PdfFile> PdfFile::open(std::string_view bytes) {
  PdfFile file;
  file.bytes_ = bytes;
  file.qpdf_ = std::make_shared<QPDF>();
  file.qpdf_->setSuppressWarnings(true);
  file.qpdf_->setAttemptRecovery(false);
  try {
    file.qpdf_->processMemoryFile("the file", bytes.data(), bytes.size());
    if (file.qpdf_->isEncrypted())
      return fail(error("verify.encrypted", {}, "it is encrypted, and encrypted files are not judged",
                        {"take the encryption away before signing"}));
    file.table_ = file.qpdf_->getXRefTable();
    if (!file.root().isDictionary()) return fail(damaged("it has no catalog"));
  } catch (const QPDFExc& e) {
    if (e.getErrorCode() == qpdf_e_password || e.getErrorCode() == qpdf_e_unsupported)
      return fail(error("verify.encrypted", {}, "it is encrypted in a way that is not read here",
                        {"ask its sender for a file that opens without a password"}));
    return fail(damaged(e.getMessageDetail()));
  }
  return file;
}

std::string PdfFile::content(QPDFObjGen id) const {
  QPDFObjectHandle found = object(id);
  if (!found.isStream()) return found.unparseResolved();
  const auto data = found.getRawStreamData();
  std::string all = found.getDict().unparseResolved() + "\nstream\n";
  return all.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

std::vector<std::string> PdfFile::warnings() const {
  std::vector<std::string> list;
  for (const QPDFExc& one : qpdf_->getWarnings()) list.push_back(plain_words(one.getMessageDetail()));
  return list;
}

bool is_harmless_complaint(std::string_view words) {
  return words.starts_with("reported number of objects");
}

std::optional<std::string> decoded(QPDFObjectHandle stream) {
  try {
    const auto data = stream.getStreamData(qpdf_dl_generalized);
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  } catch (const QPDFExc&) {
    return std::nullopt;
  }
}

void collect_references(QPDFObjectHandle object, ObjectSet& to) {
  const auto take = [&](QPDFObjectHandle part) {
    if (part.isIndirect())
      to.insert(part.getObjGen());
    else
      collect_references(part, to);
  };
  if (object.isStream()) object = object.getDict();
  if (object.isArray())
    for (int i = 0; i < object.getArrayNItems(); ++i) take(object.getArrayItem(i));
  if (object.isDictionary())
    for (const std::string& key : object.getKeys()) take(object.getKey(key));
}

ObjectSet reachable_from(const PdfFile& file, QPDFObjectHandle start) {
  ObjectSet seen;
  ObjectSet waiting;
  if (start.isIndirect())
    waiting.insert(start.getObjGen());
  else
    collect_references(start, waiting);
  while (!waiting.empty()) {
    const QPDFObjGen id = *waiting.begin();
    waiting.erase(waiting.begin());
    if (!seen.insert(id).second) continue;
    ObjectSet named;
    collect_references(file.object(id), named);
    for (const QPDFObjGen one : named)
      if (!seen.contains(one)) waiting.insert(one);
  }
  return seen;
}

std::string plain_words(std::string_view text) {
  constexpr std::size_t most = 200;
  std::u32string line;
  for (const char32_t c : decode_lossy(text.substr(0, most))) line += is_printable(c) ? c : U'?';
  return encode(line) + (text.size() > most ? " …" : "");
}

std::string text_of(QPDFObjectHandle string) {
  return string.isString() ? plain_words(string.getUTF8Value()) : std::string();
}

std::string shown_id(QPDFObjGen id) {
  return fmt::format("{} {}", id.getObj(), id.getGen());
}

std::string kind_of_object(QPDFObjectHandle object) {
  QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
  if (!dictionary.isDictionary()) return object.isNull() ? "nothing" : fmt::format("a {}", object.getTypeName());
  const std::string type = name_in(dictionary, "/Type");
  const std::string subtype = name_in(dictionary, "/Subtype");
  if (type == "Catalog") return "the catalog";
  if (type == "Pages") return "the list of pages";
  if (type == "Page") return "a page";
  if (type == "Sig" || type == "DocTimeStamp") return "a signature";
  if (dictionary.hasKey("/Rect") || type == "Annot") return fmt::format("an annotation ({})", subtype);
  if (dictionary.hasKey("/FT")) return "a form field";
  if (type == "Font" || type == "FontDescriptor") return "a font";
  if (type == "OCG") return "a layer";
  if (type == "Metadata") return "metadata";
  if (subtype == "Form") return "an appearance or other drawing";
  if (subtype == "Image") return "a picture";
  if (dictionary.hasKey("/Fields")) return "the form";
  if (!type.empty()) return fmt::format("{} {}", object.isStream() ? "a stream" : "a dictionary", type);
  return object.isStream() ? "a stream" : "a dictionary";
}

}  // namespace engross::verification
