// In: a CMS signature and the data that it should sign. Out: who signed, with what, and what goes along.
// Refuses: other forms than one detached signature over attributes, weak digests and keys, other data, wrong values,
// and signatures that name another certificate.
#include "verification/cms_signature.hpp"

#include <fmt/format.h>
#include <openssl/err.h>

#include "trust/algorithms.hpp"
#include "trust/der.hpp"

namespace engross::verification {
namespace {

Diagnostic wrong(const char* code, std::string message) {
  return error(code, {}, std::move(message), {"ask the signer for the file again"});
}

Result<CMS_SignerInfo*> signer_in(CMS_ContentInfo* cms) {
  if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed) return fail(wrong("verify.cms", "it is no CMS signature"));
  ASN1_OCTET_STRING** content = CMS_get0_content(cms);
  if (content == nullptr || *content != nullptr || OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_pkcs7_data)
    return fail(wrong("verify.cms", "it is no detached signature over data"));
  if (CMS_SignerInfo* signer = only_signer(cms)) return signer;
  return fail(wrong("verify.cms",
                    fmt::format("it has {} signers instead of one", sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms)))));
}

Result<void> check_attributes(const CMS_SignerInfo* signer) {
  if (!signs_content_of(signer, NID_pkcs7_data))
    return fail(wrong("verify.cms", "its signed attributes do not say that it signs data"));
  if (signed_attribute(signer, NID_pkcs9_messageDigest).empty())
    return fail(wrong("verify.cms", "its signed attributes have no digest"));
  return {};
}

Result<void> check_strength(CMS_SignerInfo* signer) {
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
  if (strong_digest(digest) != nullptr) return {};
  return fail(wrong("verify.weak", fmt::format("it is signed with {}, which is too weak", name_of(digest))));
}

Result<void> check_value(CMS_ContentInfo* cms, std::span<const std::string_view> data,
                         const std::vector<Certificate>& pool) {
  std::string whole;
  for (const std::string_view piece : data) whole += piece;
  const BioPtr content = reading_signed(whole);
  const BioPtr out(BIO_new(BIO_s_null()));
  const CertificateList others = list_of(pool);
  forget_openssl_errors();
  const int good = CMS_verify(cms, others.get(), nullptr, content.get(), out.get(),
                              CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY);
  if (good == 1) return {};
  const int reason = ERR_GET_REASON(ERR_peek_last_error());
  const std::string words = openssl_reason();
  if (reason == CMS_R_CONTENT_VERIFY_ERROR)
    return fail(wrong("verify.digest", "the file was changed after it was signed: its digest is another"));
  if (reason == CMS_R_SIGNER_CERTIFICATE_NOT_FOUND)
    return fail(wrong("verify.signer", "the certificate of its signer is missing"));
  return fail(wrong("verify.value", fmt::format("the signature value is wrong: {}", words)));
}

std::vector<std::string> stamps_of(const CMS_SignerInfo* signer) {
  std::vector<std::string> tokens;
  for (int at = -1; (at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, at)) >= 0;) {
    X509_ATTRIBUTE* attribute = CMS_unsigned_get_attr(signer, at);
    for (int i = 0; i < X509_ATTRIBUTE_count(attribute); ++i)
      tokens.push_back(der_of(i2d_ASN1_TYPE, X509_ATTRIBUTE_get0_type(attribute, i)));
  }
  return tokens;
}

// Each item of a list, header and all.
std::vector<std::string> items_of(std::string_view list) {
  std::vector<std::string> items;
  while (const std::size_t length = der_length(list)) {
    items.emplace_back(list.substr(0, length));
    list.remove_prefix(length);
  }
  return items;
}

// RevocationInfoArchival of ISO 32000: { crl [0] SEQUENCE OF, ocsp [1] SEQUENCE OF }.
RevocationData revocation_in(const CMS_SignerInfo* signer) {
  RevocationData data;
  const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> name(OBJ_txt2obj("1.2.840.113583.1.1.8", 1));
  const int at = CMS_signed_get_attr_by_OBJ(signer, name.get(), -1);
  if (at < 0) return data;
  X509_ATTRIBUTE* attribute = CMS_signed_get_attr(signer, at);
  if (X509_ATTRIBUTE_count(attribute) != 1) return data;
  const std::string der = der_of(i2d_ASN1_TYPE, X509_ATTRIBUTE_get0_type(attribute, 0));
  std::string_view rest = der;
  auto parts = take_der(rest, V_ASN1_SEQUENCE);
  while (parts && !parts->empty()) {
    auto part = take_der(*parts);
    if (!part || part->cls != V_ASN1_CONTEXT_SPECIFIC) break;
    const auto list = take_der(part->content, V_ASN1_SEQUENCE);
    if (list && part->tag == 0) data.crls = items_of(*list);
    if (list && part->tag == 1) data.ocsps = items_of(*list);
  }
  return data;
}

// The CRLs that go along beside the certificates.
void add_crls(CMS_ContentInfo* cms, RevocationData& data) {
  STACK_OF(X509_CRL)* all = CMS_get1_crls(cms);
  for (int i = 0; i < sk_X509_CRL_num(all); ++i) data.crls.push_back(der_of(i2d_X509_CRL, sk_X509_CRL_value(all, i)));
  sk_X509_CRL_pop_free(all, X509_CRL_free);
}

std::optional<std::chrono::sys_seconds> signing_time_of(const CMS_SignerInfo* signer) {
  const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
  if (at < 0) return std::nullopt;
  const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
  if (value == nullptr || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
    return std::chrono::sys_seconds();
  return moment_of(value->value.asn1_string).value_or(std::chrono::sys_seconds());
}

std::string algorithm_of(CMS_SignerInfo* signer, const Certificate& certificate) {
  X509_ALGOR* digest = nullptr;
  X509_ALGOR* signature = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &signature);
  std::string key = certificate.key();
  if (name_of(signature) == OBJ_nid2sn(NID_rsassaPss) && key.starts_with("RSA ")) key.insert(3, "-PSS");
  return fmt::format("{}, {}", key, name_of(digest));
}

}  // namespace

Result<std::string_view> der_in(std::string_view contents) {
  if (contents.starts_with("\x30\x80"))  // as NSS writes
    return fail(
        error("verify.unsupported", {},
              "its /Contents is in BER, which leaves lengths open; PDF asks for DER, and only that is judged here",
              {"pdfsig and Okular make such signatures; they can judge this one too"}));
  const std::size_t length = der_length(contents);
  if (length == 0) return fail(wrong("verify.contents", "its /Contents is no signature in DER"));
  if (contents.find_first_not_of('\0', length) != std::string_view::npos)
    return fail(wrong("verify.contents", "something else follows the signature in its /Contents"));
  return contents.substr(0, length);
}

Result<CmsSignature> read_signature(std::string_view der, std::span<const std::string_view> data,
                                    const std::vector<Certificate>& pool) {
  const auto [object, whole] = from_der(d2i_CMS_ContentInfo, der);
  const CmsPtr cms(object);
  if (!cms || !whole) return fail(wrong("verify.cms", fmt::format("it is no CMS signature: {}", openssl_reason())));
  const auto signer = signer_in(cms.get());
  if (!signer) return fail(signer.error());
  for (const auto& checked : {check_strength(*signer), check_attributes(*signer), check_value(cms.get(), data, pool)})
    if (!checked) return fail(checked.error());
  X509* x509 = nullptr;
  CMS_SignerInfo_get0_algs(*signer, nullptr, &x509, nullptr, nullptr);
  CmsSignature read{.signer = Certificate::of(x509),
                    .certificates = certificates_in(cms.get()),
                    .revocation = revocation_in(*signer),
                    .value = std::string(bytes_of(CMS_SignerInfo_get0_signature(*signer))),
                    .stamps = stamps_of(*signer),
                    .algorithm = {},
                    .signing_time = signing_time_of(*signer)};
  add_crls(cms.get(), read.revocation);
  read.algorithm = algorithm_of(*signer, read.signer);
  read.named = named_by(*signer, read.signer);
  forget_openssl_errors();
  if (read.named == NamedBy::other)
    return fail(wrong("verify.signer", "it names another certificate than the one that it was signed with"));
  if (const std::string weak = weakness_of(X509_get0_pubkey(x509)); !weak.empty())
    return fail(wrong("verify.weak", fmt::format("it is signed with {}, which is too weak", weak)));
  return read;
}

}  // namespace engross::verification
