// In: a PDF. Out: what it claims to be, as far as its metadata can be read. Refuses nothing: claims prove nothing.
#include "verification/claims.hpp"

#include <algorithm>
#include <array>

namespace engross::verification {
namespace {

// The value of a property as attribute (name="2") or element (<name>2</name>), when it is one word.
std::string property_in(std::string_view xmp, std::string_view name) {
  const std::size_t at = xmp.find(name);
  if (at == std::string_view::npos) return {};
  xmp.remove_prefix(at + name.size());
  const std::size_t begin = xmp.find_first_not_of(" \t\r\n=>\"'");
  if (begin == std::string_view::npos || begin == 0) return {};
  xmp.remove_prefix(begin);
  return plain_words(xmp.substr(0, std::min<std::size_t>(xmp.find_first_of("<\"' \t\r\n"), 8)));
}

}  // namespace

Claims claims_of(const PdfFile& file) {
  Claims claims;
  if (QPDFObjectHandle info = file.trailer().getKey("/Info"); info.isDictionary())
    claims.title = text_of(info.getKey("/Title"));
  QPDFObjectHandle metadata = file.root().getKey("/Metadata");
  if (!metadata.isStream()) return claims;
  const std::string xmp = decoded(metadata).value_or("");
  std::string conformance = property_in(xmp, "pdfaid:conformance");
  std::ranges::transform(conformance, conformance.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  claims.pdfa = property_in(xmp, "pdfaid:part");
  if (!claims.pdfa.empty()) claims.pdfa += conformance;
  claims.pdfua = property_in(xmp, "pdfuaid:part");
  return claims;
}

std::string Certification::words() const {
  constexpr std::array<const char*, 4> words{"", "no changes", "filling in forms and signing",
                                             "filling in forms, signing and annotations"};
  return words.at(static_cast<std::size_t>(permits));
}

Certification certification_of(QPDFObjectHandle signature) {
  QPDFObjectHandle references = signature.getKey("/Reference");
  for (int i = 0; references.isArray() && i < references.getArrayNItems(); ++i) {
    QPDFObjectHandle one = references.getArrayItem(i);
    if (!one.isDictionary() || !one.getKey("/TransformMethod").isNameAndEquals("/DocMDP")) continue;
    QPDFObjectHandle parameters = one.getKey("/TransformParams");
    QPDFObjectHandle p = parameters.isDictionary() ? parameters.getKey("/P") : QPDFObjectHandle::newNull();
    const long long permits = p.isInteger() ? p.getIntValue() : 2;
    return {.permits = permits >= 1 && permits <= 3 ? static_cast<int>(permits) : 2};
  }
  return {};
}

}  // namespace engross::verification
