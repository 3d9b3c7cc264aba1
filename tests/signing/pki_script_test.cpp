// samples/pki/make-pki: who is in it, who may read the keys, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/process.hpp"
#include "support/served_pki.hpp"
#include "trust/certificate.hpp"

namespace engross {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string script = ENGROSS_SOURCE_DIR "/samples/pki/make-pki";

std::vector<Certificate> certificates_in(const std::string& path) {
  return read_certificates(make_source(path, test::read_file(path))).value_or(std::vector<Certificate>());
}

Certificate certificate_of(const std::string& path) {
  const std::vector<Certificate> all = certificates_in(path);
  if (all.size() != 1) throw std::runtime_error(path + " holds not one certificate");
  return all.front();
}

TEST(MakePki, MakesSignersOfEveryKind) {
  const std::pair<const char*, const char*> kinds[] = {{"rsa-2048", "RSA 2048"},     {"rsa-3072", "RSA 3072"},
                                                       {"rsa-4096", "RSA 4096"},     {"p256", "ECDSA P-256"},
                                                       {"pss-2048", "RSA-PSS 2048"}, {"p384", "ECDSA P-384"}};
  for (const auto& [name, key] : kinds) {
    const std::string path = test::sample_pki(std::string("signer-") + name + ".pem");
    const Certificate signer = certificate_of(path);
    EXPECT_EQ(signer.key(), key);
    EXPECT_EQ(signer.subject(), "CN=Denise Clavery,O=Department for Education,C=GB");
    EXPECT_EQ(shown_time(signer.not_before()), "2016-01-01T00:00:00Z");
    EXPECT_EQ(shown_time(signer.not_after()), "2046-01-01T00:00:00Z");
  }
}

TEST(MakePki, MakesSignersWhoMayNotSign) {
  EXPECT_EQ(shown_time(certificate_of(test::sample_pki("signer-expired.pem")).not_after()), "2016-06-30T00:00:00Z");
  EXPECT_EQ(shown_time(certificate_of(test::sample_pki("signer-not-yet-valid.pem")).not_before()),
            "2045-01-01T00:00:00Z");
  const std::string revoked = certificate_of(test::sample_pki("signer-revoked.pem")).serial();
  const std::string listed =
      test::run({"openssl", "crl", "-inform", "DER", "-in", test::sample_pki("intermediate.crl"), "-noout", "-text"})
          .out;
  EXPECT_THAT(listed, HasSubstr("Serial Number: " + revoked));
  EXPECT_THAT(listed, HasSubstr("Revocation Date: Jun  1 12:00:00 2016 GMT"));
  EXPECT_THAT(listed, HasSubstr("Key Compromise"));
}

TEST(MakePki, MakesFourDifferentPersonsForApprovals) {
  std::vector<std::string> names;
  for (const char* who : {"drafter", "checker", "private-office", "approver-revoked"})
    names.push_back(certificate_of(test::sample_pki(std::string(who) + ".pem")).name());
  EXPECT_THAT(names, ElementsAre("Thomas Ashby", "Priya Nair", "Owen Pryce", "Martin Hale"));
}

TEST(MakePki, ChainsEndAtTheRoot) {
  const std::vector<Certificate> chain = certificates_in(test::sample_pki("signer-p256.chain.pem"));
  ASSERT_EQ(chain.size(), 3U);
  EXPECT_EQ(chain[0].issuer(), chain[1].subject());
  EXPECT_EQ(chain[1].issuer(), chain[2].subject());
  EXPECT_TRUE(chain[2].self_issued());
  EXPECT_EQ(chain[2], certificate_of(test::sample_pki("root.pem")));
}

TEST(MakePki, KeysAreForTheirOwnerAlone) {
  int keys = 0;
  for (const auto& entry : fs::directory_iterator(test::sample_pki(""))) {
    const std::string name = entry.path().filename().string();
    const bool secret =
        name.ends_with(".key") || name.ends_with(".p12") || name.ends_with(".encrypted.pem") || name == "passphrase";
    if (!secret) continue;
    ++keys;
    EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << name;
  }
  EXPECT_GT(keys, 50);
}

TEST(MakePki, ThePassphraseOpensWhatIsEncrypted) {
  const std::string pass = "pass:" + test::sample_passphrase();
  for (const char* who : {"signer-rsa-2048", "signer-pss-2048", "signer-p384", "drafter"}) {
    const std::string path = test::sample_pki(who);
    EXPECT_EQ(test::run({"openssl", "pkcs12", "-in", path + ".p12", "-passin", pass, "-noout"}).exit_code, 0);
    EXPECT_EQ(test::run({"openssl", "pkey", "-in", path + ".encrypted.pem", "-passin", pass, "-noout"}).exit_code, 0);
    EXPECT_NE(test::run({"openssl", "pkcs12", "-in", path + ".p12", "-passin", "pass:wrong", "-noout"}).exit_code, 0);
    EXPECT_NE(
        test::run({"openssl", "pkey", "-in", path + ".encrypted.pem", "-passin", "pass:wrong", "-noout"}).exit_code, 0);
  }
}

TEST(MakePki, CertificatesNameAddressesOnlyWithAPort) {
  const Certificate plain = certificate_of(test::sample_pki("signer-p256.pem"));
  EXPECT_THAT(plain.ocsp_addresses(), IsEmpty());
  EXPECT_THAT(plain.crl_addresses(), IsEmpty());
  EXPECT_THAT(plain.issuer_addresses(), IsEmpty());
  const test::TemporaryDirectory directory;
  const auto made = test::run({script, directory / "pki", "--quiet", "--port", "8318", "--only", "signer-p256",
                               "--keys", test::sample_pki("../keys")});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(made.out, "");
  const Certificate served = certificate_of(directory / "pki/signer-p256.pem");
  EXPECT_THAT(served.ocsp_addresses(), ElementsAre("http://127.0.0.1:8318/ocsp"));
  EXPECT_THAT(served.crl_addresses(), ElementsAre("http://127.0.0.1:8318/crl/intermediate.crl"));
  EXPECT_THAT(served.issuer_addresses(), ElementsAre("http://127.0.0.1:8318/ca/intermediate.cer"));
  EXPECT_EQ(test::read_file(directory / "pki/tsa-url"), "http://127.0.0.1:8318/tsa\n");
  EXPECT_FALSE(fs::exists(directory / "pki/tsu.pem"));
}

TEST(MakePki, SaysWhatItsKeysAreWorth) {
  EXPECT_THAT(test::read_file(test::sample_pki("README")), HasSubstr("do not sign letters with them"));
  const test::TemporaryDirectory directory;
  const auto made = test::run({script, directory / "pki", "--only", "drafter", "--keys", test::sample_pki("../keys")});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("for tests and samples"));
}

TEST(MakePki, RefusesWhatItCannotDo) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "file", "somebody's");
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& because, int exit_code) {
    std::vector<std::string> command{script};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const test::Outcome outcome = test::run(command);
    EXPECT_EQ(outcome.exit_code, exit_code) << because;
    EXPECT_THAT(outcome.err, HasSubstr(because));
  };
  refused({}, "name a directory", 2);
  refused({directory.path()}, "is not empty", 1);
  refused({directory / "new", "--port", "70000"}, "'70000' is no port", 2);
  refused({directory / "new", "--port", "x"}, "'x' is no port", 2);
  refused({directory / "new", "--only", "tsu,nobody"}, "there is nobody named nobody", 2);
  refused({directory / "new", "--only"}, "--only needs a value", 2);
  refused({directory / "new", "--loud"}, "there is no option --loud", 2);
  EXPECT_EQ(test::read_file(directory / "file"), "somebody's");
  EXPECT_FALSE(fs::exists(directory / "new"));
}

}  // namespace
}  // namespace engross
