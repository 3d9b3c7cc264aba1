// People who approve letters in tests: their keys, their authority, and what a department says of them.
#pragma once

#include <openssl/pem.h>

#include <string>
#include <vector>

#include "support/pki.hpp"

namespace engross::test {

inline std::string pem_of(const Certificate& certificate) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(out.get(), certificate.x509());
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

inline std::string pem_of(EVP_PKEY* key, const std::string& passphrase = "") {
  const BioPtr out(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(out.get(), key, passphrase.empty() ? nullptr : EVP_aes_256_cbc(), passphrase.data(),
                                static_cast<int>(passphrase.size()), nullptr, nullptr);
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

inline std::string pem_of_crl(const std::string& der) {
  const CrlPtr crl(from_der(d2i_X509_CRL, der).first);
  const BioPtr out(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509_CRL(out.get(), crl.get());
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

inline std::string quoted_list(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "[\"" : ", \"") + one + "\"";
  return out + "]";
}

struct Staff {
  Identity root = make_root({.name = "Office Root", .from = at(2010, 1, 1)});
  Identity middle = issue(root, {.name = "Office People", .from = at(2010, 1, 1), .authority = true});
  Identity ada = person("Ada Quay");
  Identity ben = person("Ben Pier", KeyKind::rsa_2048);
  Identity cleo = person("Cleo Mole", KeyKind::p384);
  Identity stranger = person("Sam Strand");

  Identity person(const std::string& name, KeyKind key = KeyKind::p256, Moment from = at(2010, 1, 1),
                  Moment to = at(2040, 1, 1)) const {
    return issue(middle, {.name = name,
                          .key = key,
                          .from = from,
                          .to = to,
                          .extensions = {{NID_key_usage, "critical,digitalSignature,nonRepudiation"}}});
  }

  // Key, certificate and the authority in between.
  std::string pem(const Identity& of, const std::string& passphrase = "") const {
    return pem_of(of.key.get(), passphrase) + pem_of(of.certificate) + pem_of(middle.certificate);
  }
  using Roles = std::vector<std::pair<const Identity*, std::vector<std::string>>>;
  static std::string approvers(const Roles& people) {
    std::string out = "people:\n";
    for (const auto& [identity, roles] : people)
      out += "  - name: " + identity->certificate.name() + "\n    certificates: [\"" + identity->certificate.sha256() +
             "\"]\n    roles: " + quoted_list(roles) + "\n";
    return out;
  }
  // Ada drafts and may check, Ben checks, Cleo is the private office.
  std::string approvers() const {
    return approvers({{&ada, {"drafter", "checker"}}, {&ben, {"checker"}}, {&cleo, {"private-office"}}});
  }
};

// Keys are slow to make, and no test changes them.
inline const Staff& office_staff() {
  static const Staff all;
  return all;
}

}  // namespace engross::test
