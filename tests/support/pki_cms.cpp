// In: plans of signatures and time stamps. Out: CMS in DER, by OpenSSL. Refuses nothing: it aborts the test.
#include <openssl/ess.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "support/pki.hpp"

namespace engross::test {
namespace {

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("test PKI: ") + what + ": " + openssl_reason());
}

std::string hash_of(const char* digest, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  must(EVP_Digest(data.data(), data.size(), bytes.data(), &length, EVP_get_digestbyname(digest), nullptr) == 1, digest);
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

void add_name(CMS_SignerInfo* signer, X509* certificate) {
  const std::unique_ptr<ESS_SIGNING_CERT_V2, FreedBy<ESS_SIGNING_CERT_V2_free>> named(
      OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate, nullptr, 1));
  const std::string der = der_of(i2d_ESS_SIGNING_CERT_V2, named.get());
  must(CMS_signed_add1_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, der.data(),
                                   static_cast<int>(der.size())) == 1,
       "signing-certificate-v2");
}

void add_signer(CMS_ContentInfo* cms, const Identity& identity, const CmsPlan& plan) {
  unsigned int flags = CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP;
  if (!plan.with_certificate) flags |= CMS_NOCERTS;
  if (plan.pss) flags |= CMS_KEY_PARAM;
  CMS_SignerInfo* signer =
      CMS_add1_signer(cms, identity.certificate.x509(), identity.key.get(), EVP_get_digestbyname(plan.digest), flags);
  must(signer != nullptr, "CMS_add1_signer");
  if (plan.pss) EVP_PKEY_CTX_set_rsa_padding(CMS_SignerInfo_get0_pkey_ctx(signer), RSA_PKCS1_PSS_PADDING);
  if (plan.names_certificate)
    add_name(signer, plan.names_instead ? plan.names_instead->x509() : identity.certificate.x509());
}

// Signs again without a signing time: OpenSSL always adds one.
void take_signing_time_away(CMS_SignerInfo* signer, const Identity& identity, const CmsPlan& plan) {
  X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1)));
  const std::unique_ptr<ASN1_TYPE, FreedBy<ASN1_TYPE_free>> list(ASN1_TYPE_new());
  std::vector<std::string> attributes;
  for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
    attributes.push_back(der_of(i2d_X509_ATTRIBUTE, CMS_signed_get_attr(signer, i)));
  std::ranges::sort(attributes, [](const std::string& a, const std::string& b) {
    return std::ranges::lexicographical_compare(
        a, b, {}, [](char c) { return static_cast<unsigned char>(c); },
        [](char c) { return static_cast<unsigned char>(c); });
  });
  std::string content;
  for (const std::string& one : attributes) content += one;
  std::string set(static_cast<std::size_t>(ASN1_object_size(1, static_cast<int>(content.size()), V_ASN1_SET)), '\0');
  auto* to = reinterpret_cast<unsigned char*>(set.data());
  ASN1_put_object(&to, 1, static_cast<int>(content.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
  std::ranges::copy(content, to);
  const DigestPtr context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  must(EVP_DigestSignInit(context.get(), &parameters, EVP_get_digestbyname(plan.digest), nullptr, identity.key.get()) ==
           1,
       "EVP_DigestSignInit");
  if (plan.pss) EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
  std::size_t length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(set.data());
  EVP_DigestSign(context.get(), nullptr, &length, bytes, set.size());
  std::string value(length, '\0');
  must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &length, bytes, set.size()) == 1,
       "EVP_DigestSign");
  ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), value.data(), static_cast<int>(length));
}

void add_stamp(CMS_SignerInfo* signer, const Identity& unit, const StampPlan& plan) {
  const std::string token = make_time_stamp(unit, bytes_of(CMS_SignerInfo_get0_signature(signer)), plan);
  must(CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                     static_cast<int>(token.size())) == 1,
       "time stamp");
}

std::string info_of(std::string_view data, const StampPlan& plan) {
  const std::unique_ptr<TS_TST_INFO, FreedBy<TS_TST_INFO_free>> info(TS_TST_INFO_new());
  TS_TST_INFO_set_version(info.get(), 1);
  const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> policy(OBJ_txt2obj("1.3.6.1.4.1.99999.1", 1));
  TS_TST_INFO_set_policy_id(info.get(), policy.get());
  const std::unique_ptr<TS_MSG_IMPRINT, FreedBy<TS_MSG_IMPRINT_free>> imprint(TS_MSG_IMPRINT_new());
  const std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>> algorithm(X509_ALGOR_new());
  X509_ALGOR_set_md(algorithm.get(), EVP_get_digestbyname(plan.imprint));
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  std::string hash = hash_of(plan.imprint, data);
  TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(hash.data()), static_cast<int>(hash.size()));
  TS_TST_INFO_set_msg_imprint(info.get(), imprint.get());
  const std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>> serial(ASN1_INTEGER_new());
  ASN1_INTEGER_set(serial.get(), 4711);
  TS_TST_INFO_set_serial(info.get(), serial.get());
  const std::unique_ptr<ASN1_GENERALIZEDTIME, FreedBy<ASN1_GENERALIZEDTIME_free>> when(
      ASN1_GENERALIZEDTIME_set(nullptr, static_cast<time_t>(plan.at.time_since_epoch().count())));
  TS_TST_INFO_set_time(info.get(), when.get());
  const std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>> nonce(ASN1_INTEGER_new());
  ASN1_INTEGER_set(nonce.get(), plan.nonce);
  TS_TST_INFO_set_nonce(info.get(), nonce.get());
  return der_of(i2d_TS_TST_INFO, info.get());
}

}  // namespace

std::string make_cms(const Identity& signer, std::string_view data, const CmsPlan& plan) {
  const unsigned int flags = CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP | (plan.detached ? CMS_DETACHED : 0U);
  const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
  const auto set_type = [&cms](int nid) {
    const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> type(OBJ_dup(OBJ_nid2obj(nid)));
    CMS_set1_eContentType(cms.get(), type.get());
  };
  set_type(plan.signed_as.value_or(plan.content_type));
  add_signer(cms.get(), signer, plan);
  if (plan.second_signer) add_signer(cms.get(), *plan.second_signer, plan);
  for (const Certificate& other : plan.others) CMS_add1_cert(cms.get(), other.x509());
  for (const std::string& der : plan.crls) CMS_add1_crl(cms.get(), CrlPtr(from_der(d2i_X509_CRL, der).first).get());
  const BioPtr content = reading(data);
  must(CMS_final(cms.get(), content.get(), nullptr, flags & ~static_cast<unsigned int>(CMS_PARTIAL)) == 1, "CMS_final");
  STACK_OF(CMS_SignerInfo)* all = CMS_get0_SignerInfos(cms.get());
  CMS_SignerInfo* first = sk_CMS_SignerInfo_value(all, 0);
  if (!plan.signing_time && !plan.second_signer) take_signing_time_away(first, signer, plan);
  set_type(plan.content_type);
  if (plan.stamp) add_stamp(first, plan.stamp->first, plan.stamp->second);
  return der_of(i2d_CMS_ContentInfo, cms.get());
}

std::string make_time_stamp(const Identity& unit, std::string_view data, const StampPlan& plan) {
  return make_cms(unit, info_of(data, plan),
                  {.digest = plan.digest,
                   .content_type = plan.content_type,
                   .signed_as = plan.signed_as,
                   .detached = false,
                   .with_certificate = plan.with_certificate,
                   .names_certificate = plan.names_certificate,
                   .names_instead = plan.names_instead,
                   .others = plan.others,
                   .second_signer = plan.second_signer});
}

}  // namespace engross::test
