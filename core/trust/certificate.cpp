// In: bytes of certificates. Out: what they say of themselves.
// Refuses: bytes that are no certificate, and files without one.
#include "trust/certificate.hpp"

#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "base/date.hpp"
#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

// Composed (NFC), as records are read again: a letter that is made again must show the name as it did.
std::string composed(std::string_view name) {
  return to_nfc(shown(name));
}

std::string words_of(const X509_NAME* name) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  // RFC 2253, but UTF-8 as it is.
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return length > 0 ? composed(std::string_view(bytes, static_cast<std::size_t>(length))) : std::string();
}

std::string field_of(const X509_NAME* name, int field) {
  const int at = X509_NAME_get_index_by_NID(name, field, -1);
  if (at < 0) return {};
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (length < 0) return {};
  std::string text = composed(std::string_view(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length)));
  OPENSSL_free(utf8);
  return text;
}

std::string address_of(const GENERAL_NAME* name) {
  int type = 0;
  const auto* value = static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(name, &type));
  if (type != GEN_URI || value == nullptr) return {};
  return std::string(bytes_of(value));
}

std::vector<std::string> access_addresses(const X509* certificate, int method) {
  std::vector<std::string> addresses;
  const std::unique_ptr<AUTHORITY_INFO_ACCESS, FreedBy<AUTHORITY_INFO_ACCESS_free>> all(
      static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
  for (int i = 0; all && i < sk_ACCESS_DESCRIPTION_num(all.get()); ++i) {
    const ACCESS_DESCRIPTION* one = sk_ACCESS_DESCRIPTION_value(all.get(), i);
    if (OBJ_obj2nid(one->method) != method) continue;
    if (std::string address = address_of(one->location); !address.empty()) addresses.push_back(std::move(address));
  }
  return addresses;
}

Diagnostic damaged(const Span& place, std::string message) {
  return error("trust.certificate", place, std::move(message), {"take it again from where it was issued"});
}

}  // namespace

Certificate Certificate::of(X509* certificate) {
  Certificate made;
  X509_up_ref(certificate);
  made.certificate_ = std::shared_ptr<X509>(certificate, FreedBy<X509_free>());
  made.der_ = std::make_shared<const std::string>(der_of(i2d_X509, certificate));
  return made;
}

Result<Certificate> Certificate::from_der(std::string_view der) {
  const auto [object, whole] = engross::from_der(d2i_X509, der);
  const X509Ptr certificate(object);
  if (!certificate || !whole) return fail(damaged({}, fmt::format("this is no certificate: {}", openssl_reason())));
  return of(certificate.get());
}

std::string Certificate::sha256() const {
  return sha256_hex(der());
}

std::string Certificate::name() const {
  const X509_NAME* name = X509_get_subject_name(x509());
  for (const int field : {NID_commonName, NID_organizationName})
    if (std::string text = field_of(name, field); !text.empty()) return text;
  return subject();
}

std::string Certificate::subject() const {
  return words_of(X509_get_subject_name(x509()));
}

std::string Certificate::issuer() const {
  return words_of(X509_get_issuer_name(x509()));
}

std::string Certificate::serial() const {
  return hex_of(X509_get0_serialNumber(x509()));
}

std::string Certificate::key() const {
  const EVP_PKEY* key = X509_get0_pubkey(x509());
  if (key == nullptr) return "unknown";
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return fmt::format("RSA {}", EVP_PKEY_get_bits(key));
    case EVP_PKEY_RSA_PSS:
      return fmt::format("RSA-PSS {}", EVP_PKEY_get_bits(key));
    case EVP_PKEY_EC:
      return fmt::format("ECDSA P-{}", EVP_PKEY_get_bits(key));
    default:
      return OBJ_nid2sn(EVP_PKEY_get_base_id(key));
  }
}

std::chrono::sys_seconds Certificate::not_before() const {
  return moment_of(X509_get0_notBefore(x509())).value_or(std::chrono::sys_seconds());
}

std::chrono::sys_seconds Certificate::not_after() const {
  return moment_of(X509_get0_notAfter(x509())).value_or(std::chrono::sys_seconds());
}

bool Certificate::self_issued() const {
  return X509_NAME_cmp(X509_get_subject_name(x509()), X509_get_issuer_name(x509())) == 0;
}

std::vector<std::string> Certificate::ocsp_addresses() const {
  return access_addresses(x509(), NID_ad_OCSP);
}

std::vector<std::string> Certificate::issuer_addresses() const {
  return access_addresses(x509(), NID_ad_ca_issuers);
}

std::vector<std::string> Certificate::crl_addresses() const {
  std::vector<std::string> addresses;
  const std::unique_ptr<CRL_DIST_POINTS, FreedBy<CRL_DIST_POINTS_free>> points(
      static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(x509(), NID_crl_distribution_points, nullptr, nullptr)));
  for (int i = 0; points && i < sk_DIST_POINT_num(points.get()); ++i) {
    const DIST_POINT_NAME* point = sk_DIST_POINT_value(points.get(), i)->distpoint;
    if (point == nullptr || point->type != 0) continue;
    for (int j = 0; j < sk_GENERAL_NAME_num(point->name.fullname); ++j)
      if (std::string address = address_of(sk_GENERAL_NAME_value(point->name.fullname, j)); !address.empty())
        addresses.push_back(std::move(address));
  }
  return addresses;
}

CertificateList list_of(const std::vector<Certificate>& all) {
  CertificateList list(sk_X509_new_null());
  for (const Certificate& one : all) sk_X509_push(list.get(), one.x509());
  return list;
}

// No line of the file is ever shown: whoever mixes up options names a key or a passphrase here.
Result<std::vector<Certificate>> read_certificates(const SourceRef& source) {
  std::vector<Certificate> all;
  if (source->text.find("-----BEGIN ") == std::string::npos) {
    auto one = Certificate::from_der(source->text);
    if (one) return std::vector{std::move(*one)};
    return fail(error("trust.no-certificate", {}, fmt::format("{} holds no certificate", source->name),
                      {"name a file in PEM (-----BEGIN CERTIFICATE-----) or DER"}));
  }
  const BioPtr bytes = reading(source->text);
  for (;;) {
    char* kind = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long length = 0;
    if (PEM_read_bio(bytes.get(), &kind, &header, &data, &length) != 1) break;
    const std::string_view what = kind;
    const bool certificate = what == PEM_STRING_X509 || what == PEM_STRING_X509_OLD;
    auto one = certificate
                   ? Certificate::from_der({reinterpret_cast<const char*>(data), static_cast<std::size_t>(length)})
                   : Result<Certificate>(fail(Diagnostics()));
    OPENSSL_free(kind);
    OPENSSL_free(header);
    OPENSSL_free(data);
    if (!certificate) continue;
    if (!one)
      return fail(damaged({}, fmt::format("certificate {} of {} is damaged: {}", all.size() + 1, source->name,
                                          one.error().front().message)));
    all.push_back(std::move(*one));
  }
  forget_openssl_errors();  // the end of the file is one to it
  if (!all.empty()) return all;
  return fail(error("trust.no-certificate", {}, fmt::format("{} holds no certificate", source->name),
                    {"a block that begins with -----BEGIN CERTIFICATE----- is one"}));
}

std::string shown_time(std::chrono::sys_seconds at) {
  return Timestamp{.instant = at}.rfc3339();
}

}  // namespace engross
