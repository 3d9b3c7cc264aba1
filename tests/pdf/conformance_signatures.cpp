// In: the file. Out: what is wrong with its signatures as PDF objects (ISO 32000-1, 12.8; ETSI EN 319 142-1, 5 and 6;
// ISO 19005-2, 6.4.3): what they cover, what they permit, what they bring along. The values themselves are judged by
// the tests that sign.
#include <fmt/format.h>

#include <optional>
#include <regex>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

struct Value {
  std::string type;
  QPDFObjectHandle dictionary;
  std::size_t end = 0;  // of what it covers
};

// The range must leave out exactly the value, from '<' to '>'.
std::optional<std::size_t> covered(std::string_view bytes, QPDFObjectHandle range) {
  if (!range.isArray() || range.getArrayNItems() != 4) return std::nullopt;
  std::vector<std::size_t> numbers;
  for (QPDFObjectHandle item : range.getArrayAsVector()) {
    if (!item.isInteger() || item.getIntValue() < 0) return std::nullopt;
    numbers.push_back(static_cast<std::size_t>(item.getIntValue()));
  }
  const std::size_t begin = numbers[1], end = numbers[2], rest = numbers[3];
  const bool fits = numbers[0] == 0 && begin + 2 < end && end < bytes.size() && rest <= bytes.size() - end;
  if (!fits || bytes[begin] != '<' || bytes[end - 1] != '>') return std::nullopt;
  if (bytes.substr(begin + 1, end - begin - 2).find_first_not_of("0123456789abcdefABCDEF") != bytes.npos)
    return std::nullopt;
  return end + rest;
}

void check_signature(QPDFObjectHandle value, Faults& faults) {
  const auto fault = [&](const char* what) { faults.push_back(fmt::format("the signature {}", what)); };
  if (name_or(value.getKey("/SubFilter")) != "ETSI.CAdES.detached") fault("is not one of PAdES");
  static const std::regex date(R"(D:\d{14}(Z|[+-]\d\d'\d\d'?))");
  QPDFObjectHandle at = value.getKey("/M");
  if (!at.isString() || !std::regex_match(at.getUTF8Value(), date)) fault("does not say when it was made");
  if (!has_text(value.getKey("/Name"))) fault("does not say who made it");
  if (value.hasKey("/Cert")) fault("has certificates outside its value");
  const std::string permits = value.getKey("/Reference").unparseResolved();
  if (permits.find("/TransformMethod /DocMDP") == permits.npos || permits.find("/P 1 ") == permits.npos ||
      permits.find("/V /1.2") == permits.npos)
    fault("does not forbid every change (DocMDP)");
}

void check_stamp(QPDFObjectHandle value, Faults& faults) {
  if (name_or(value.getKey("/SubFilter")) != "ETSI.RFC3161") faults.emplace_back("the time stamp is not one of PAdES");
  for (const char* key : {"/M", "/Name", "/Reference"})
    if (value.hasKey(key)) faults.push_back(fmt::format("the time stamp has {}", key));
}

std::vector<Value> values_of(std::string_view bytes, QPDF& pdf, Faults& faults) {
  std::vector<Value> values;
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary() || !form.getKey("/Fields").isArray()) return values;
  for (QPDFObjectHandle field : form.getKey("/Fields").getArrayAsVector()) {
    QPDFObjectHandle value = field.getKey("/V");
    if (value.isNull()) continue;
    if (!value.isDictionary()) {
      faults.emplace_back("a field's value is no dictionary");
      continue;
    }
    const std::string type = name_or(value.getKey("/Type"));
    if (type == "Sig")
      check_signature(value, faults);
    else if (type == "DocTimeStamp")
      check_stamp(value, faults);
    else
      faults.push_back("a field has a value of the type " + type);
    if (name_or(value.getKey("/Filter")) != "Adobe.PPKLite") faults.push_back("a " + type + " has no filter");
    const auto end = covered(bytes, value.getKey("/ByteRange"));
    if (!end) faults.push_back("the range of a " + type + " is not everything but its value");
    values.push_back({type, value, end.value_or(0)});
  }
  return values;
}

void check_catalog_entries(QPDFObjectHandle catalog, const std::vector<Value>& values, Faults& faults) {
  QPDFObjectHandle permissions = catalog.getKey("/Perms");
  const bool certified = permissions.isDictionary() && permissions.getKeys().size() == 1 &&
                         permissions.getKey("/DocMDP").getObjGen() == values.front().dictionary.getObjGen();
  if (!certified) faults.emplace_back("the catalog does not name the signature as the one that certifies (Perms)");
  QPDFObjectHandle extensions = catalog.getKey("/Extensions");
  QPDFObjectHandle etsi = extensions.isDictionary() ? extensions.getKey("/ESIC") : extensions;
  if (!etsi.isDictionary() || name_or(etsi.getKey("/BaseVersion")) != "1.7")
    faults.emplace_back("the catalog does not name the extension of PAdES");
}

// One whole DER object: a sequence, as long as it says.
bool is_der(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
  if (bytes.size() < 2 || bytes[0] != '\x30') return false;
  if (byte(1) < 0x80) return bytes.size() == 2 + byte(1);
  const std::size_t digits = byte(1) - 0x80;
  if (digits == 0 || digits > 4 || bytes.size() < 2 + digits) return false;
  std::size_t length = 0;
  for (std::size_t i = 0; i < digits; ++i) length = length << 8U | byte(2 + i);
  return bytes.size() == 2 + digits + length;
}

void check_store(QPDFObjectHandle store, Faults& faults) {
  if (store.isNull()) return;
  if (!store.isDictionary()) return faults.push_back("the document security store is no dictionary");
  for (const std::string& key : store.getKeys()) {
    if (key == "/Type") continue;
    QPDFObjectHandle list = store.getKey(key);
    const bool known = key == "/Certs" || key == "/OCSPs" || key == "/CRLs";
    if (!known || !list.isArray() || list.getArrayNItems() == 0) {
      faults.push_back("the document security store has " + key + " " + list.unparse());
      continue;
    }
    for (QPDFObjectHandle item : list.getArrayAsVector()) {
      const auto data = item.isStream() ? item.getStreamData() : nullptr;
      if (!data || !is_der({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()}))
        faults.push_back("the document security store has " + key + " that are not DER");
    }
  }
}

}  // namespace

void check_signatures(std::string_view bytes, QPDF& pdf, Faults& faults) {
  QPDFObjectHandle catalog = pdf.getRoot();
  check_store(catalog.getKey("/DSS"), faults);
  const std::vector<Value> values = values_of(bytes, pdf, faults);
  if (values.empty()) {
    if (catalog.hasKey("/Perms")) faults.emplace_back("there are permissions, and no signature");
    return;
  }
  if (values.front().type != "Sig" || values.size() > 2 || (values.size() == 2 && values[1].type != "DocTimeStamp"))
    faults.emplace_back("the values are not one signature and at most one time stamp");
  check_catalog_entries(catalog, values, faults);
  if (values.back().end != bytes.size()) faults.emplace_back("there are bytes that no signature covers");
  for (const Value& value : values)
    if (value.end >= 6 && bytes.substr(value.end - 6, 6) != "%%EOF\n")
      faults.push_back("what a " + value.type + " covers does not end a revision");
}

}  // namespace engross::test::conformance
