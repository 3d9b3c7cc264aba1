// In: a CMS signature and the bytes that it should be over. Out: the certificate that signed them.
// Refuses: what is damaged, brings its own content, is over another type of content, has several signers, weak digests,
// no or another signing-certificate-v2, or is over other bytes.
#include "signing/detached.hpp"

#include <fmt/format.h>

#include "trust/algorithms.hpp"
#include "trust/signed_attributes.hpp"

namespace engross::signing {
namespace {

tl::unexpected<Diagnostics> wrong(std::string what) {
  forget_openssl_errors();
  return fail(error("signing.signature", {}, std::move(what), {"have it signed again"}));
}

// A signature that brought content could show one thing and be over another.
bool is_detached(CMS_ContentInfo* cms) {
  ASN1_OCTET_STRING** content = CMS_get0_content(cms);
  return content != nullptr && *content == nullptr && OBJ_obj2nid(CMS_get0_eContentType(cms)) == NID_pkcs7_data;
}

bool is_strong(CMS_SignerInfo* signer) {
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
  return strong_digest(digest) != nullptr;
}

}  // namespace

Result<SignedBy> signer_of(std::string_view cms_der, std::string_view content) {
  const auto [object, whole] = from_der(d2i_CMS_ContentInfo, cms_der);
  const CmsPtr cms(object);
  if (!cms || !whole || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return wrong("is damaged");
  if (!is_detached(cms.get())) return wrong("brings a content of its own");
  CMS_SignerInfo* signer = only_signer(cms.get());
  if (signer == nullptr) return wrong("does not have exactly one signer");
  if (CMS_signed_get_attr_count(signer) <= 0) return wrong("does not say what was signed");
  if (!signs_content_of(signer, NID_pkcs7_data)) return wrong("is over something else than data");
  if (!is_strong(signer)) return wrong("uses a digest that is too weak");
  const BioPtr in = reading_signed(content);
  if (CMS_verify(cms.get(), nullptr, nullptr, in.get(), nullptr, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1)
    return wrong(fmt::format("is not over these words: {}", openssl_reason()));
  X509* x509 = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, &x509, nullptr, nullptr);
  if (x509 == nullptr) return wrong("does not bring the certificate of its signer");
  Certificate certificate = Certificate::of(x509);
  if (named_by(signer, certificate) != NamedBy::version_2)
    return wrong("does not name the certificate that it was made with");
  forget_openssl_errors();
  return SignedBy{.certificate = std::move(certificate), .others = certificates_in(cms.get())};
}

}  // namespace engross::signing
