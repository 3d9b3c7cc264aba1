// In: a time-stamp token and the data that it should stamp. Out: what it says, when its signature holds.
// Refuses: what is no token, damaged, weak, signed by several, not signed by the certificate that it names, or over
// other data.
#include "trust/time_stamp.hpp"

#include <fmt/format.h>

#include <array>

#include "trust/algorithms.hpp"
#include "trust/signed_attributes.hpp"

namespace engross {
namespace {

using InfoPtr = std::unique_ptr<TS_TST_INFO, FreedBy<TS_TST_INFO_free>>;

Diagnostic damaged(std::string_view what) {
  return error("trust.time-stamp", {}, fmt::format("this is no time stamp: {}", what),
               {"ask the time-stamping authority for another"});
}

Diagnostic wrongly_signed(std::string_view what) {
  return error("trust.time-stamp-signature", {}, fmt::format("the signature of the time stamp is wrong: {}", what),
               {"ask the time-stamping authority for another"});
}

Diagnostic weak(std::string_view what) {
  return error("trust.weak", {}, fmt::format("the time stamp uses {}, which is too weak", what),
               {"ask for a time stamp with SHA-256"});
}

// The token's content, when it is one of RFC 3161.
InfoPtr info_in(CMS_ContentInfo* cms) {
  if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed ||
      OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_id_smime_ct_TSTInfo)
    return {};
  ASN1_OCTET_STRING** content = CMS_get0_content(cms);
  if (content == nullptr || *content == nullptr) return {};
  const auto [object, whole] = from_der(d2i_TS_TST_INFO, bytes_of(*content));
  InfoPtr info(object);
  return whole ? std::move(info) : InfoPtr();
}

std::string digest_of(const EVP_MD* function, std::span<const std::string_view> data) {
  const DigestPtr context(EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  EVP_DigestInit_ex(context.get(), function, nullptr);
  for (const std::string_view piece : data) EVP_DigestUpdate(context.get(), piece.data(), piece.size());
  EVP_DigestFinal_ex(context.get(), bytes.data(), &length);
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

// The digest's name, when the imprint is that of the data.
Result<std::string> check_imprint(TS_TST_INFO* info, std::span<const std::string_view> data) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
  X509_ALGOR* algorithm = TS_MSG_IMPRINT_get_algo(imprint);
  const EVP_MD* function = strong_digest(algorithm);
  if (function == nullptr) return fail(weak(name_of(algorithm)));
  if (bytes_of(TS_MSG_IMPRINT_get_msg(imprint)) != digest_of(function, data))
    return fail(error("trust.time-stamp-other", {}, "the time stamp is of other data",
                      {"what was stamped was changed since, or the stamp belongs elsewhere"}));
  return std::string(EVP_MD_get0_name(function));
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
  STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
  return sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
}

// The certificate that signed it, when it did.
Result<Certificate> check_signature(CMS_ContentInfo* cms) {
  CMS_SignerInfo* signer = only_signer(cms);
  if (signer == nullptr) return fail(wrongly_signed("it needs exactly one signer"));
  if (CMS_signed_get_attr_count(signer) <= 0) return fail(wrongly_signed("nothing says what was signed"));
  if (!signs_content_of(signer, NID_id_smime_ct_TSTInfo))
    return fail(wrongly_signed("its signed attributes do not say that it signs a time stamp"));
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
  if (strong_digest(digest) == nullptr) return fail(weak(name_of(digest)));
  const BioPtr out(BIO_new(BIO_s_mem()));
  if (CMS_verify(cms, nullptr, nullptr, nullptr, out.get(), CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1)
    return fail(wrongly_signed(openssl_reason()));
  X509* x509 = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, &x509, nullptr, nullptr);
  if (x509 == nullptr) return fail(wrongly_signed("the certificate of the signer is missing"));
  Certificate certificate = Certificate::of(x509);
  if (const NamedBy named = named_by(signer, certificate); named == NamedBy::nothing || named == NamedBy::other)
    return fail(wrongly_signed("it does not name the certificate that it was signed with"));
  return certificate;
}

std::string policy_of(TS_TST_INFO* info) {
  std::array<char, 128> digits{};
  OBJ_obj2txt(digits.data(), static_cast<int>(digits.size()), TS_TST_INFO_get_policy_id(info), 1);
  return digits.data();
}

}  // namespace

Result<TimeStamp> read_time_stamp(std::string_view token, std::span<const std::string_view> data) {
  const auto [object, whole] = from_der(d2i_CMS_ContentInfo, token);
  const CmsPtr cms(object);
  if (!cms || !whole) return fail(damaged(openssl_reason()));
  const InfoPtr info = info_in(cms.get());
  if (!info) return fail(damaged("its content is not what RFC 3161 says"));
  const auto moment = moment_of(TS_TST_INFO_get_time(info.get()));
  if (TS_TST_INFO_get_version(info.get()) != 1 || !moment) return fail(damaged("its version or time is wrong"));
  auto digest = check_imprint(info.get(), data);
  if (!digest) return fail(std::move(digest.error()));
  auto signer = check_signature(cms.get());
  if (!signer) return fail(std::move(signer.error()));
  forget_openssl_errors();
  const ASN1_INTEGER* nonce = TS_TST_INFO_get_nonce(info.get());
  return TimeStamp{.at = *moment,
                   .policy = policy_of(info.get()),
                   .serial = hex_of(TS_TST_INFO_get_serial(info.get())),
                   .digest = std::move(*digest),
                   .nonce = nonce != nullptr ? hex_of(nonce) : std::string(),
                   .signer = std::move(*signer),
                   .certificates = certificates_in(cms.get())};
}

}  // namespace engross
