// In: a directory that samples/pki/make-pki made. Out: OpenSSL's objects. Refuses: files that are not there.
#include "support/pki_server/authority.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <map>
#include <mutex>
#include <stdexcept>

#include "support/process.hpp"

namespace engross::test {
namespace {

template <class T>
T present(T object, const std::string& what) {
  if (!object) throw std::runtime_error("cannot read " + what);
  return object;
}

Signer make_stranger(const char* extended_usage) {
  Signer made{X509Ptr(X509_new()), KeyPtr(EVP_EC_gen("P-256"))};
  X509* certificate = made.certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 666);
  X509_set1_notBefore(certificate, time_of(1451606400).get());  // 2016
  X509_set1_notAfter(certificate, time_of(2398377600).get());   // 2046
  X509_set_pubkey(certificate, made.key.get());
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("A Stranger"), -1, -1,
                             0);
  X509_set_issuer_name(certificate, name);
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::pair<int, const char*> extensions[] = {{NID_subject_key_identifier, "hash"},
                                                    {NID_key_usage, "critical,digitalSignature"},
                                                    {NID_ext_key_usage, extended_usage}};
  for (const auto& [nid, value] : extensions) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_sign(certificate, made.key.get(), EVP_sha256());
  return made;
}

}  // namespace

X509Ptr read_certificate(const std::string& path) {
  const std::string pem = read_file(path);
  const BioPtr bytes = reading(pem);
  return present(X509Ptr(PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr)), path);
}

CrlPtr read_crl(const std::string& path) {
  return present(CrlPtr(from_der(d2i_X509_CRL, read_file(path)).first), path);
}

Signer read_signer(const std::string& directory, const std::string& name) {
  const std::string pem = read_file(directory + "/" + name + ".key");
  const BioPtr bytes = reading(pem);
  KeyPtr key(PEM_read_bio_PrivateKey(bytes.get(), nullptr, nullptr, nullptr));
  return {read_certificate(directory + "/" + name + ".pem"), present(std::move(key), name)};
}

const Signer& stranger(const char* extended_usage) {
  static std::mutex mutex;
  static std::map<std::string, Signer> made;
  const std::scoped_lock lock(mutex);
  const auto found = made.find(extended_usage);
  return found != made.end() ? found->second
                             : made.emplace(extended_usage, make_stranger(extended_usage)).first->second;
}

Asn1TimePtr time_of(std::time_t at) {
  return Asn1TimePtr(ASN1_TIME_set(nullptr, at));
}

}  // namespace engross::test
