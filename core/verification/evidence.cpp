// In: a PDF. Out: what its document security store holds.
// Refuses: damaged certificates, and more than a thousand of anything: they are passed over.
#include "verification/evidence.hpp"

namespace engross::verification {
namespace {

constexpr int most_items = 1000;

std::vector<std::string> streams_in(QPDFObjectHandle array) {
  std::vector<std::string> all;
  for (int i = 0; array.isArray() && i < std::min(array.getArrayNItems(), most_items); ++i) {
    QPDFObjectHandle item = array.getArrayItem(i);
    if (auto data = item.isStream() ? decoded(item) : std::nullopt) all.push_back(std::move(*data));
  }
  return all;
}

}  // namespace

Evidence evidence_in(const PdfFile& file) {
  Evidence evidence;
  QPDFObjectHandle store = file.root().getKey("/DSS");
  if (!store.isDictionary()) return evidence;
  evidence.store = true;
  for (const std::string& der : streams_in(store.getKey("/Certs")))
    if (auto certificate = Certificate::from_der(der)) evidence.certificates.push_back(std::move(*certificate));
  evidence.revocation.ocsps = streams_in(store.getKey("/OCSPs"));
  evidence.revocation.crls = streams_in(store.getKey("/CRLs"));
  return evidence;
}

}  // namespace engross::verification
