// What bad input gets when a letter is to be signed: an error that says what and where, and nothing else: no letter, no
// record, no claim on the reference.
#include <cstdlib>

#include "signing_desk.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class Refusals : public testing::Test {
 protected:
  void expect_refused(const Outcome& outcome, const std::vector<std::string>& words, int exit_code = 1) {
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.out << outcome.err;
    for (const std::string& part : words) EXPECT_TRUE(holds(outcome.err, part)) << part << "\n" << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "\n  = ")) << "no word of what to do:\n" << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(desk.is_untouched());
  }
  SigningDesk desk;
  const std::string good = sample_pki("signer-p256.p12");
};

TEST_F(Refusals, TheWrongPassphrase) {
  desk.keep_passphrase("Wrong-Horse-7");
  for (const std::string file : {"signer-p256.p12", "signer-rsa-2048.encrypted.pem"}) {
    const Outcome refused = desk.sign(sample_pki(file));
    expect_refused(refused, {"the passphrase does not open " + sample_pki(file), "[signing.passphrase]"});
    EXPECT_FALSE(holds(refused.err, "Wrong-Horse-7"));
  }
}

TEST_F(Refusals, CertificatesThatDoNotHoldNow) {
  expect_refused(desk.sign(sample_pki("signer-expired.p12")),
                 {"the certificate of Denise Clavery expired on 2016-", "[trust.expired]", "present certificate"});
  expect_refused(desk.sign(sample_pki("signer-not-yet-valid.p12")), {"is valid from 2045-", "[trust.not-yet-valid]"});
}

TEST_F(Refusals, AKeyThatIsNotTheCertificates) {
  const std::string mixed = desk.folder / "mixed.pem";
  write_file(mixed, read_file(sample_pki("signer-p256.key")) + read_file(sample_pki("signer-p384.pem")));
  ::chmod(mixed.c_str(), 0600);
  expect_refused(desk.sign(mixed), {"the key of " + mixed + " belongs to none of the certificates given",
                                    "CN=Denise Clavery", "[signing.key-mismatch]"});
  ::chmod(mixed.c_str(), 0644);
  expect_refused(desk.sign(mixed), {"[signing.permissions]", "chmod 600 " + mixed});
}

TEST_F(Refusals, AKeyWithoutItsChain) {
  const std::string bare = desk.folder / "bare.pem";
  write_file(bare, read_file(sample_pki("signer-p256.key")));
  ::chmod(bare.c_str(), 0600);
  expect_refused(desk.sign(bare), {bare + " holds a key, but no certificate", "--chain FILE.pem"});
  expect_refused(desk.sign(bare, {"--chain", sample_pki("signer-p256.pem")}),
                 {"[trust.no-issuer]", "--chain FILE.pem"});
  const Outcome whole = desk.sign(bare, {"--chain", sample_pki("signer-p256.chain.pem")});
  EXPECT_EQ(whole.exit_code, 0) << whole.err;
}

TEST_F(Refusals, AKeyThatIsNone) {
  expect_refused(desk.sign(desk.folder / "none.p12"), {"none.p12", "[world.no-such-file]"}, 3);
  expect_refused(desk.sign(sample), {"2016-0046030.json cannot be read as a key", "[signing.key]"});
  write_file(desk.folder / "cut.p12", read_file(good).substr(0, 500));
  expect_refused(desk.sign(desk.folder / "cut.p12"), {"cut.p12 cannot be read as a key", "[signing.key]"});
}

TEST_F(Refusals, AnAuthorityThatIsNotThere) {
  const Outcome refused = desk.sign(good, {"--level", "b-t", "--tsa", "http://127.0.0.1:9/tsa"});
  expect_refused(refused, {"http://127.0.0.1:9/tsa", "[signing.http]"}, 3);
}

TEST_F(Refusals, AnAuthorityThatNoTrustedRootVouchesFor) {
  const ServedPki pki;
  const std::vector<std::string> stamped{"--level", "b-t", "--tsa", pki.url("/tsa"), "--tsa-trust"};
  std::vector<std::string> strange = stamped;
  strange.push_back(desk.folder / "strange.cer");
  write_file(strange.back(), make_root({.name = "Strange Root"}).certificate.der());
  expect_refused(desk.sign(good, strange), {pki.url("/tsa"), "[signing.time-stamp]"}, 3);
  std::vector<std::string> known = stamped;
  known.push_back(pki / "root.pem");
  const Outcome signed_ = desk.sign(good, known);
  EXPECT_EQ(signed_.exit_code, 0) << signed_.err;
}

TEST_F(Refusals, AnAuthorityThatLies) {
  const ServedPki pki;
  for (const char* lie : {"wrong-nonce", "wrong-imprint", "bad-signature", "no-certificate", "rejects", "garbage",
                          "html", "404", "hangs-up"}) {
    const Outcome refused = desk.sign(good, {"--level", "b-t", "--tsa", pki.url("/tsa/") + lie});
    expect_refused(refused, {pki.url("/tsa/") + lie, "[signing."}, 3);
  }
}

TEST_F(Refusals, AnAuthorityWhosePasswordIsInItsAddress) {
  const Outcome refused =
      desk.sign(good, {"--level", "b-t", "--tsa", "http://clerk:hunter2@127.0.0.1:9/tsa", "--json"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_FALSE(holds(refused.out + refused.err, "hunter2")) << refused.out << refused.err;
  EXPECT_TRUE(desk.is_untouched());
}

TEST_F(Refusals, ASignerWhoWasRevoked) {
  const ServedPki pki({"tsu", "ocsp", "signer-revoked"});
  desk.keep_passphrase_of(pki);
  const Outcome refused =
      desk.sign(pki / "signer-revoked.encrypted.pem", {"--level", "b-lt", "--tsa", pki.url("/tsa")});
  expect_refused(refused, {"Denise Clavery", "[signing.revoked]"});
  // The department's own lists are asked at every level.
  const std::string own = desk.own_department();
  fs::create_directory(own + "/trust");
  fs::copy(sample_pki("root.pem"), own + "/trust/root.pem");
  fs::copy(sample_pki("intermediate.crl"), own + "/trust/intermediate.crl");
  desk.keep_passphrase(sample_passphrase());
  expect_refused(desk.sign(sample_pki("signer-revoked.p12"), {"--department", own}),
                 {"the certificate of Denise Clavery was revoked on 2016-06-01", "[signing.revoked]"});
  const Outcome fine = desk.sign(good, {"--department", own});
  EXPECT_EQ(fine.exit_code, 0) << fine.err;
}

TEST_F(Refusals, AKeyThatNoRootOfTheDepartmentVouchesFor) {
  const std::string own = desk.own_department();
  fs::create_directory(own + "/trust");
  const Outcome made = run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                            "-subj", "/CN=Another Root", "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout",
                            desk.folder / "root.key", "-out", own + "/trust/root.pem"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const Outcome refused = desk.sign(good, {"--department", own});
  expect_refused(refused, {"[trust.", "Engross Test Root"});
}

TEST_F(Refusals, OptionsThatMakeNoSenseTogether) {
  const std::string url = "http://127.0.0.1:9/tsa";
  expect_refused(desk.sign(good, {"--unsigned"}), {"--sign-as and --unsigned were both said", "[options.sign-as]"}, 2);
  expect_refused(desk.engross({"issue", sample, "-o", desk.letter(), "--key", good}), {"--sign-as ID"}, 2);
  expect_refused(desk.engross({"issue", "--unsigned", sample, "-o", desk.letter(), "--level", "b-t"}), {"--sign-as ID"},
                 2);
  expect_refused(desk.engross({"issue", "--unsigned", sample, "-o", desk.letter(), "--invisible"}), {"--sign-as ID"},
                 2);
  expect_refused(desk.engross({"issue", "--sign-as", "denise-clavery", sample, "-o", desk.letter()}),
                 {"no key was named", "--key FILE.p12"}, 2);
  expect_refused(desk.sign(good, {"--level", "b-t"}), {"the level b-t needs a time-stamping authority", "--tsa URL"},
                 2);
  expect_refused(desk.sign(good, {"--tsa", url}), {"the level b-b has none"}, 2);
  for (const char* option : {"--level", "--padding"}) {
    const Outcome odd = desk.sign(good, {option, "b-x"});
    EXPECT_EQ(odd.exit_code, 2);
    EXPECT_TRUE(holds(odd.err, option)) << odd.err;
    EXPECT_TRUE(desk.is_untouched());
  }
}

TEST_F(Refusals, SignatoriesThatAreNotTheLetters) {
  const auto as = [&](const std::string& id) {
    return desk.with_key({"issue", "--sign-as", id, sample, "-o", desk.letter()}, good);
  };
  expect_refused(as("denise-clavary"), {"has no signatory \"denise-clavary\"", "did you mean \"denise-clavery\"?"});
  expect_refused(as("duty-officer"), {"the letter is denise-clavery's, not duty-officer's", "[issue.signatory]"});
}

TEST_F(Refusals, AKeyThatIsNotAmongTheSignatorys) {
  const std::string own = desk.own_department();
  std::string yaml = read_file(own + "/department.yaml");
  const std::string at = "    name: Denise Clavery\n";
  yaml.replace(yaml.find(at), at.size(), at + "    certificates: ['" + std::string(64, 'a') + "']\n");
  write_file(own + "/department.yaml", yaml);
  expect_refused(desk.sign(good, {"--department", own}),
                 {"this key may not sign as denise-clavery", "CN=Denise Clavery", "[issue.signatory]"});
}

TEST_F(Refusals, APinInTheAddressOfAToken) {
  const Outcome refused = desk.sign("pkcs11:token=engross;object=x?module-path=/usr/lib/none.so&pin-value=482915");
  expect_refused(refused, {"[signing.pin-in-arguments]"});
  EXPECT_FALSE(holds(refused.err, "482915")) << refused.err;
  expect_refused(desk.sign("pkcs11:token=engross;object=x?module-path=/usr/lib/none.so"),
                 {"/usr/lib/none.so cannot be loaded", "[signing.token]"}, 3);
}

}  // namespace
}  // namespace engross::test
