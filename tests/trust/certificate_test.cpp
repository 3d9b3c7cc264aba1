// What a certificate says of itself, and files of certificates.
#include "trust/certificate.hpp"

#include <openssl/pem.h>

#include "support/diagnostics.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {

std::string pem_of(const Certificate& certificate) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(out.get(), certificate.x509());
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

TEST(Certificate, SaysWhoseItIs) {
  const Identity root = make_root({.name = "Root", .key = KeyKind::rsa_2048});
  const Identity leaf = issue(
      root, {.name = "Denise Clavery",
             .from = at(2024, 1, 2),
             .to = at(2025, 3, 4),
             .extensions = {{NID_info_access, "OCSP;URI:http://ocsp.example/,caIssuers;URI:http://ca.example/ca.der"},
                            {NID_crl_distribution_points, "URI:http://crl.example/1.crl"}}});
  EXPECT_EQ(leaf.certificate.name(), "Denise Clavery");
  EXPECT_EQ(leaf.certificate.subject(), "CN=Denise Clavery,O=Engross Test");
  EXPECT_EQ(leaf.certificate.issuer(), "CN=Root,O=Engross Test");
  EXPECT_EQ(leaf.certificate.key(), "ECDSA P-256");
  EXPECT_EQ(root.certificate.key(), "RSA 2048");
  EXPECT_EQ(leaf.certificate.not_before(), at(2024, 1, 2));
  EXPECT_EQ(leaf.certificate.not_after(), at(2025, 3, 4));
  EXPECT_FALSE(leaf.certificate.self_issued());
  EXPECT_TRUE(root.certificate.self_issued());
  EXPECT_EQ(leaf.certificate.ocsp_addresses(), std::vector<std::string>{"http://ocsp.example/"});
  EXPECT_EQ(leaf.certificate.issuer_addresses(), std::vector<std::string>{"http://ca.example/ca.der"});
  EXPECT_EQ(leaf.certificate.crl_addresses(), std::vector<std::string>{"http://crl.example/1.crl"});
}

TEST(Certificate, IsReadFromDerAlone) {
  const Identity root = make_root({.name = "Root"});
  const auto again = Certificate::from_der(root.certificate.der());
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(*again, root.certificate);
  EXPECT_THAT(Certificate::from_der(root.certificate.der() + "x"), FailsWith("trust.certificate"));
  EXPECT_THAT(Certificate::from_der(root.certificate.der().substr(0, 40)), FailsWith("trust.certificate"));
  EXPECT_THAT(Certificate::from_der(""), FailsWith("trust.certificate"));
}

TEST(Certificate, FilesHoldOneOrMany) {
  const Identity a = make_root({.name = "A"});
  const Identity b = make_root({.name = "B"});
  const auto both = read_certificates(make_source("x", "words\n" + pem_of(a.certificate) + pem_of(b.certificate)));
  ASSERT_THAT(both, Succeeds());
  EXPECT_EQ(*both, (std::vector{a.certificate, b.certificate}));
  const auto one = read_certificates(make_source("x", a.certificate.der()));
  ASSERT_THAT(one, Succeeds());
  EXPECT_EQ(*one, std::vector{a.certificate});
  EXPECT_THAT(read_certificates(make_source("x", "nothing")), FailsWith("trust.no-certificate"));
  EXPECT_THAT(read_certificates(make_source("x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
              FailsWith("trust.certificate"));
}

}  // namespace
}  // namespace engross::test
