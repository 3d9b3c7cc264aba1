// In: a signer of a CMS signature. Out: its signed attributes, and whether they name a certificate.
// Refuses: attributes that are there twice or have several values, hashes other than SHA-1 (version 1) and SHA-2.
#include "trust/signed_attributes.hpp"

#include <array>

#include "trust/algorithms.hpp"
#include "trust/der.hpp"

namespace engross {
namespace {

bool hashes_to(const Certificate& certificate, const EVP_MD* digest, std::string_view hash) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  if (EVP_Digest(certificate.der().data(), certificate.der().size(), bytes.data(), &length, digest, nullptr) != 1)
    return false;
  return hash == std::string_view(reinterpret_cast<const char*>(bytes.data()), length);
}

// The digest of an ESSCertIDv2: SHA-256 when it is left out.
const EVP_MD* take_digest(std::string_view& id) {
  const std::string_view before = id;
  if (!take_der(id, V_ASN1_SEQUENCE)) return EVP_sha256();
  const auto [object, whole] = from_der(d2i_X509_ALGOR, before.substr(0, before.size() - id.size()));
  const std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>> algorithm(object);
  return algorithm && whole ? strong_digest(algorithm.get()) : nullptr;
}

// The first of the list is the signer's own.
bool names(std::string_view attribute, bool version_2, const Certificate& certificate) {
  auto list = take_der(attribute, V_ASN1_SEQUENCE);
  auto ids = list ? take_der(*list, V_ASN1_SEQUENCE) : std::nullopt;
  auto id = ids ? take_der(*ids, V_ASN1_SEQUENCE) : std::nullopt;
  if (!id) return false;
  const EVP_MD* digest = version_2 ? take_digest(*id) : EVP_sha1();
  const auto hash = take_der(*id, V_ASN1_OCTET_STRING);
  return digest != nullptr && hash && hashes_to(certificate, digest, *hash);
}

}  // namespace

std::string signed_attribute(const CMS_SignerInfo* signer, int nid) {
  const int at = CMS_signed_get_attr_by_NID(signer, nid, -1);
  if (at < 0 || CMS_signed_get_attr_by_NID(signer, nid, at) >= 0) return {};
  X509_ATTRIBUTE* attribute = CMS_signed_get_attr(signer, at);
  if (X509_ATTRIBUTE_count(attribute) != 1) return {};
  return der_of(i2d_ASN1_TYPE, X509_ATTRIBUTE_get0_type(attribute, 0));
}

bool signs_content_of(const CMS_SignerInfo* signer, int nid) {
  const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> type(OBJ_dup(OBJ_nid2obj(nid)));
  const std::string said = signed_attribute(signer, NID_pkcs9_contentType);
  return !said.empty() && said == der_of(i2d_ASN1_OBJECT, type.get());
}

NamedBy named_by(const CMS_SignerInfo* signer, const Certificate& certificate) {
  if (CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1) >= 0)
    return names(signed_attribute(signer, NID_id_smime_aa_signingCertificateV2), true, certificate) ? NamedBy::version_2
                                                                                                    : NamedBy::other;
  if (CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificate, -1) >= 0)
    return names(signed_attribute(signer, NID_id_smime_aa_signingCertificate), false, certificate) ? NamedBy::version_1
                                                                                                   : NamedBy::other;
  return NamedBy::nothing;
}

std::vector<Certificate> certificates_in(CMS_ContentInfo* cms) {
  std::vector<Certificate> all;
  STACK_OF(X509)* certificates = CMS_get1_certs(cms);
  for (int i = 0; i < sk_X509_num(certificates); ++i) all.push_back(Certificate::of(sk_X509_value(certificates, i)));
  sk_X509_pop_free(certificates, X509_free);
  return all;
}

}  // namespace engross
