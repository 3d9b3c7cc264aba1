// Keys in files: what opens, whom it asks, and what is said of those that do not.
#include "signing/keys.hpp"
#include "support/served_pki.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string only(const Result<SigningKey>& key) {
  return key ? "opened" : print(key.error(), {.excerpt = false});
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Identity bare(KeyKind kind) {
  return office_staff().person("Odd Key", kind);
}

// Keys of kinds that the rest of the tests have no use for.
std::shared_ptr<EVP_PKEY> made_by_openssl(const std::vector<std::string>& options) {
  std::vector<std::string> command{"openssl", "genpkey", "-quiet"};
  command.insert(command.end(), options.begin(), options.end());
  const std::string pem = run(command).out;
  const BioPtr bytes = reading(pem);
  return {PEM_read_bio_PrivateKey(bytes.get(), nullptr, nullptr, nullptr), FreedBy<EVP_PKEY_free>()};
}

TEST(Pkcs12, OpensWithItsPassphraseAskedOnce) {
  KeyDesk desk;
  const auto key =
      desk.open_bytes("ada.p12", p12_of(office_staff().ada, {office_staff().middle.certificate}, "open sesame"));
  ASSERT_THAT(key, Succeeds());
  EXPECT_THAT(desk.asked, ElementsAre("ada.p12"));
  EXPECT_EQ(key->certificate(), office_staff().ada.certificate);
  EXPECT_THAT(key->others(), ElementsAre(office_staff().middle.certificate));
  EXPECT_FALSE(key->in_token());
}

TEST(Pkcs12, AsksForNoPassphraseThatItDoesNotHave) {
  for (const char* none : {static_cast<const char*>(nullptr), ""}) {
    KeyDesk desk;
    EXPECT_THAT(desk.open_bytes("ada.p12", p12_of(office_staff().ada, {}, none)), Succeeds()) << (none != nullptr);
    EXPECT_THAT(desk.asked, IsEmpty());
  }
}

TEST(Pkcs12, RefusesTheWrongPassphrase) {
  KeyDesk desk;
  desk.secret = "open sesamy";
  const auto key = desk.open_bytes("ada.p12", p12_of(office_staff().ada, {}, "open sesame"));
  EXPECT_EQ(only(key),
            "error: the passphrase does not open ada.p12 [signing.passphrase]\n"
            "  = try again with the passphrase that the file was made with\n");
  EXPECT_THAT(desk.asked, ElementsAre("ada.p12")) << "asked once";
  desk.knows = false;
  EXPECT_THAT(desk.open("ada.p12"), FailsWith("secret.none"));
}

TEST(Pkcs12, IsRefusedWhenDamaged) {
  const std::string good = p12_of(office_staff().ada, {}, "open sesame");
  KeyDesk desk;
  for (const std::string& bytes : {std::string(), std::string("PK"), good.substr(0, good.size() / 2), "x" + good})
    EXPECT_THAT(desk.open_bytes("ada.p12", bytes), FailsWith("signing.key")) << bytes.size();
  EXPECT_THAT(desk.asked, IsEmpty());
  // A changed byte is found by its MAC or by its structure; whichever, nothing opens.
  for (std::size_t at = 0; at < good.size(); at += 37) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const auto key = desk.open_bytes("ada.p12", bytes);
    EXPECT_TRUE(key ? key->certificate() == office_staff().ada.certificate : holds(only(key), "[signing.")) << at;
  }
}

TEST(Pkcs12, OfAnOldToolSaysHowItIsConverted) {
  const TemporaryDirectory folder;
  write_file(folder / "key.pem", office_staff().pem(office_staff().ben));
  const Outcome made = run({"openssl", "pkcs12", "-export", "-legacy", "-in", folder / "key.pem", "-out",
                            folder / "old.p12", "-passout", "pass:open sesame"});
  if (made.exit_code != 0) GTEST_SKIP() << "openssl has no legacy provider here: " << made.err;
  KeyDesk desk;
  const auto key = desk.open_bytes("old.p12", read_file(folder / "old.p12"));
  ASSERT_THAT(key, FailsWith("signing.key"));
  EXPECT_THAT(only(key), HasSubstr("convert it: openssl pkcs12 -legacy -in OLD.p12"));
}

TEST(Pkcs12, WithoutAKeyIsNone) {
  const TemporaryDirectory folder;
  write_file(folder / "c.pem", pem_of(office_staff().ada.certificate));
  ASSERT_EQ(run({"openssl", "pkcs12", "-export", "-nokeys", "-in", folder / "c.pem", "-out", folder / "c.p12",
                 "-passout", "pass:open sesame"})
                .exit_code,
            0);
  KeyDesk desk;
  EXPECT_THAT(only(desk.open_bytes("c.p12", read_file(folder / "c.p12"))), HasSubstr("there is no private key in it"));
}

TEST(Pem, OpensWithAndWithoutAPassphrase) {
  KeyDesk desk;
  EXPECT_THAT(desk.open_bytes("ada.pem", office_staff().pem(office_staff().ada)), Succeeds());
  EXPECT_THAT(desk.asked, IsEmpty());
  desk.world.open.insert("closed.pem");  // what is encrypted may lie open
  EXPECT_THAT(desk.open_bytes("closed.pem", office_staff().pem(office_staff().ada, "open sesame")), Succeeds());
  EXPECT_THAT(desk.asked, ElementsAre("closed.pem"));
  desk.secret = "wrong";
  EXPECT_THAT(desk.open("closed.pem"), FailsWith("signing.passphrase"));
  desk.knows = false;
  EXPECT_THAT(desk.open("closed.pem"), FailsWith("secret.none"));
}

TEST(Pem, IsRefusedWhenOthersMayReadItsOpenKey) {
  KeyDesk desk;
  desk.world.open.insert("ada.pem");
  EXPECT_EQ(only(desk.open_bytes("ada.pem", office_staff().pem(office_staff().ada))),
            "error: ada.pem holds a private key without a passphrase, and others may read it [signing.permissions]\n"
            "  = close it: chmod 600 ada.pem\n");
  const std::string boast = "subject=CN = ENCRYPTED\n" + office_staff().pem(office_staff().ada);
  EXPECT_THAT(desk.open_bytes("ada.pem", boast), FailsWith("signing.permissions"));
}

TEST(Pem, HoldsOneKey) {
  KeyDesk desk;
  const std::string two = office_staff().pem(office_staff().ada) + office_staff().pem(office_staff().ben);
  EXPECT_THAT(only(desk.open_bytes("two.pem", two)), HasSubstr("there is more than one private key in it"));
  EXPECT_THAT(only(desk.open_bytes("none.pem", pem_of(office_staff().ada.certificate))),
              HasSubstr("there is no private key in it"));
  const std::string good = office_staff().pem(office_staff().ada);
  EXPECT_THAT(desk.open_bytes("cut.pem", good.substr(0, 120)), FailsWith("signing.key"));
  EXPECT_THAT(desk.open_bytes("changed.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
              FailsWith("signing.key"));
}

TEST(Key, NeedsItsOwnCertificate) {
  KeyDesk desk;
  const std::string key = pem_of(office_staff().ada.key.get());
  EXPECT_EQ(only(desk.open_bytes("bare.pem", key)),
            "error: bare.pem holds a key, but no certificate [signing.no-certificate]\n"
            "  = name the file of its certificate and those of its issuers: --chain FILE.pem\n");
  EXPECT_THAT(only(desk.open_bytes("other.pem", key + pem_of(office_staff().ben.certificate))),
              HasSubstr("the key of other.pem belongs to none of the certificates given: CN=Ben Pier"));
  EXPECT_THAT(only(desk.open_bytes("others.pem", key + pem_of(office_staff().ben.certificate) +
                                                     pem_of(office_staff().middle.certificate))),
              HasSubstr("2 of them, first CN=Ben Pier,O=Engross Test [signing.key-mismatch]"));
  EXPECT_EQ(desk.open_bytes("right.pem",
                            key + pem_of(office_staff().ben.certificate) + pem_of(office_staff().ada.certificate))
                ->certificate(),
            office_staff().ada.certificate);
}

TEST(Key, TakesItsCertificatesFromElsewhere) {
  KeyDesk desk;
  desk.world.files["bare.pem"] = pem_of(office_staff().ada.key.get());
  desk.world.files["chain.pem"] = pem_of(office_staff().middle.certificate) + pem_of(office_staff().ada.certificate);
  desk.world.files["root.pem"] = pem_of(office_staff().root.certificate) + pem_of(office_staff().middle.certificate);
  const auto key = desk.open("bare.pem", {"chain.pem", "root.pem"});
  ASSERT_THAT(key, Succeeds());
  EXPECT_EQ(key->certificate(), office_staff().ada.certificate);
  EXPECT_THAT(key->others(), ElementsAre(office_staff().middle.certificate, office_staff().root.certificate))
      << "each once";
  EXPECT_THAT(desk.open("bare.pem", {"missing.pem"}), FailsWith("world.no-such-file"));
  desk.world.files["chain.pem"] = "no certificate";
  EXPECT_FALSE(desk.open("bare.pem", {"chain.pem"}).has_value());
  EXPECT_THAT(desk.open("missing.p12"), FailsWith("world.no-such-file"));
}

TEST(Key, IsOfAKindThatReadersOfSignaturesKnow) {
  KeyDesk desk;
  for (const KeyKind kind : {KeyKind::rsa_2048, KeyKind::rsa_3072, KeyKind::rsa_4096, KeyKind::p256, KeyKind::p384})
    EXPECT_THAT(desk.open_bytes("key.pem", office_staff().pem(bare(kind))), Succeeds());
  for (const KeyKind kind : {KeyKind::rsa_1024, KeyKind::p521})
    EXPECT_THAT(only(desk.open_bytes("key.pem", office_staff().pem(bare(kind)))),
                HasSubstr("letters are signed with RSA of 2048 to 4096 bits, or ECDSA on P-256 or P-384"));
  const std::vector<std::vector<std::string>> others = {
      {"-algorithm", "ED25519"}, {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"}};
  for (const auto& options : others) {
    const auto key = made_by_openssl(options);
    ASSERT_NE(key, nullptr);
    EXPECT_THAT(desk.open_bytes("key.pem", pem_of(key.get())), FailsWith("signing.key")) << options.back();
  }
}

// As samples/pki/make-pki writes them on a disk.
TEST(Key, OfTheSamplesOpens) {
  KeyDesk desk;
  desk.secret = sample_passphrase();
  const SystemWorld world;
  const AskSecret ask = [&](const std::string&) { return Secret(desk.secret); };
  for (const char* name : {"signer-rsa-2048", "signer-pss-2048", "signer-p384"})
    for (const char* file : {".p12", ".encrypted.pem"}) {
      const auto key = SigningKey::open(world, {.where = sample_pki(std::string(name) + file), .chains = {}}, ask);
      ASSERT_THAT(key, Succeeds()) << name << file;
      EXPECT_EQ(key->certificate().name(), "Denise Clavery");
      EXPECT_FALSE(key->others().empty());
    }
}

}  // namespace
}  // namespace engross::test
