// In: the bytes of a file. Out: the CRLs in it, in DER. Refuses: files in which one is damaged.
#include <openssl/pem.h>

#include "trust/crl.hpp"

namespace engross {

std::vector<std::string> crls_in(std::string_view bytes) {
  std::vector<std::string> found;
  if (bytes.find("-----BEGIN ") == std::string_view::npos) {
    const auto [object, whole] = from_der(d2i_X509_CRL, bytes);
    const CrlPtr crl(object);
    if (crl && whole) found.emplace_back(bytes);
    return found;
  }
  std::size_t begun = 0;
  for (std::size_t at = 0; (at = bytes.find("-----BEGIN X509 CRL-----", at)) != std::string_view::npos; ++at) ++begun;
  const BioPtr in = reading(bytes);
  while (const CrlPtr crl{PEM_read_bio_X509_CRL(in.get(), nullptr, nullptr, nullptr)})
    found.push_back(der_of(i2d_X509_CRL, crl.get()));
  if (found.size() != begun) found.clear();
  return found;
}

}  // namespace engross
