// Letters signed with every kind of key at every level: other programs find them whole, valid and trusted.
#include "pdf/conformance.hpp"
#include "signing_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::vector<std::string> no_faults;

struct Way {
  const char* name;
  const char* key;
  std::vector<std::string> options;
  const char* method;
  bool nss_knows = true;  // NSS verifies no signature of a key that is for RSA-PSS alone
};
void PrintTo(const Way& way, std::ostream* to) {
  *to << way.name;
}

const Way ways[] = {
    {"Rsa2048", "signer-rsa-2048", {}, "RSA 2048 with SHA256"},
    {"Rsa3072", "signer-rsa-3072", {}, "RSA 3072 with SHA256"},
    {"Rsa4096", "signer-rsa-4096", {}, "RSA 4096 with SHA256"},
    {"Rsa2048Pss", "signer-rsa-2048", {"--padding", "pss"}, "RSA 2048 (PSS) with SHA256"},
    {"PssOnly2048", "signer-pss-2048", {}, "RSA-PSS 2048 with SHA256", false},
    {"P256", "signer-p256", {}, "ECDSA P-256 with SHA256"},
    {"P384", "signer-p384", {}, "ECDSA P-384 with SHA384"},
};

class SignedWith : public testing::TestWithParam<Way> {};

TEST_P(SignedWith, IsFoundWholeValidAndTrusted) {
  SigningDesk desk;
  const Outcome issued = desk.sign(sample_pki(std::string(GetParam().key) + ".p12"), GetParam().options);
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(issued.out, std::string("signed by Denise Clavery (") + GetParam().method + ", level b-b)"))
      << issued.out;
  EXPECT_EQ(qpdf_says(desk.letter()), "");
  EXPECT_EQ(openssl_says(desk.letter(), sample_pki("root.pem")), "");
  EXPECT_EQ(conformance_faults(read_file(desk.letter())), no_faults);
  if (!GetParam().nss_knows) return;
  const std::string said = pdfsig_says(desk.letter(), sample_pki(""));
  for (const char* words : {"Signature is Valid.", "Certificate is Trusted.", "Total document signed",
                            "Signature Type: ETSI.CAdES.detached", "Common Name: Denise Clavery",
                            "Signing Time: Oct 26 2016 09:00:00", "Signature Field Name: Signature"})
    EXPECT_TRUE(holds(said, words)) << words << "\n" << said;
}

TEST_P(SignedWith, IsFoundChangedWhenAByteIs) {
  SigningDesk desk;
  ASSERT_EQ(desk.sign(sample_pki(std::string(GetParam().key) + ".p12"), GetParam().options).exit_code, 0);
  std::string pdf = read_file(desk.letter());
  const std::size_t at = pdf.find("/Title");
  pdf[at + 12] = static_cast<char>(pdf[at + 12] ^ 1);
  write_file(desk.letter(), pdf);
  EXPECT_NE(openssl_says(desk.letter(), sample_pki("root.pem")), "");
}

INSTANTIATE_TEST_SUITE_P(Keys, SignedWith, testing::ValuesIn(ways),
                         [](const testing::TestParamInfo<Way>& way) { return way.param.name; });

struct Level {
  std::string level, key;
};
void PrintTo(const Level& level, std::ostream* to) {
  *to << level.level << " " << level.key;
}

class SignedAt : public testing::TestWithParam<Level> {
 protected:
  // The authority is gone afterwards. NSS asks responders that certificates name, and would not believe ones whose
  // clock stands in 2016; that there are none does not trouble it.
  void SetUp() override {
    const ServedPki pki({"tsu", "ocsp", GetParam().key});
    desk.keep_passphrase_of(pki);
    fs::copy(pki / "", desk.folder / "pki");
    const Outcome issued =
        desk.sign(pki / (GetParam().key + ".encrypted.pem"), {"--level", GetParam().level, "--tsa", pki.url("/tsa")});
    ASSERT_EQ(issued.exit_code, 0) << issued.err;
    EXPECT_TRUE(holds(issued.out, ", level " + GetParam().level + ")")) << issued.out;
  }
  SigningDesk desk;
};

TEST_P(SignedAt, IsFoundWholeValidAndTrusted) {
  const std::string& level = GetParam().level;
  EXPECT_EQ(qpdf_says(desk.letter()), "");
  EXPECT_EQ(openssl_says(desk.letter(), desk.folder / "pki/root.pem"), "");
  const std::string pdf = read_file(desk.letter());
  EXPECT_EQ(conformance_faults(pdf), no_faults);
  EXPECT_EQ(holds(pdf, "/DSS "), level != "b-t");
  EXPECT_EQ(holds(pdf, "/DocTimeStamp"), level == "b-lta");
  const std::string said = pdfsig_says(desk.letter(), desk.folder / "pki");
  EXPECT_TRUE(holds(said, "Signature is Valid.") && holds(said, "Certificate is Trusted.")) << said;
  EXPECT_EQ(openssl_says_of_stamp(desk.letter(), desk.folder / "pki/root.pem").empty(), level == "b-lta");
  // The signature covers its revision, the time stamp all of the file; pdfsig does not judge time stamps.
  EXPECT_TRUE(holds(said, "Total document signed")) << said;
  EXPECT_EQ(holds(said, "Signature #2"), level == "b-lta") << said;
  EXPECT_EQ(holds(said, "Signature Field Name: TimeStamp"), level == "b-lta") << said;
}

TEST_P(SignedAt, IsRemadeWithoutTheAuthority) {
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "-o", desk.folder / "again.pdf"});
  EXPECT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(desk.folder / "again.pdf"), read_file(desk.letter()));
}

INSTANTIATE_TEST_SUITE_P(Levels, SignedAt,
                         testing::Values(Level{"b-t", "signer-rsa-2048"}, Level{"b-t", "signer-p256"},
                                         Level{"b-lt", "signer-rsa-2048"}, Level{"b-lt", "signer-p256"},
                                         Level{"b-lta", "signer-rsa-2048"}, Level{"b-lta", "signer-p256"}),
                         [](const testing::TestParamInfo<Level>& level) {
                           std::string name = level.param.level + "_" + level.param.key;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Signed, WithRsaAtAFixedTimeIsTheSameBytesFromRunToRun) {
  SigningDesk one, other;
  for (SigningDesk* desk : {&one, &other}) ASSERT_EQ(desk->sign(sample_pki("signer-rsa-2048.p12")).exit_code, 0);
  EXPECT_EQ(read_file(one.letter()), read_file(other.letter()));
}

TEST(Signed, SaysWhatItWasTold) {
  SigningDesk desk;
  ASSERT_EQ(desk.sign(sample_pki("signer-p256.p12"),
                      {"--reason", "Approved", "--location", "London", "--contact", "020 7946 0000"})
                .exit_code,
            0);
  const std::string said = pdfsig_says(desk.letter(), sample_pki(""));
  EXPECT_TRUE(holds(said, "Signature is Valid.")) << said;
  const std::string pdf = read_file(desk.letter());
  for (const char* words : {"/Reason (Approved)", "/Location (London)", "/ContactInfo (020 7946 0000)"})
    EXPECT_TRUE(holds(pdf, words)) << words;
  const std::string record = desk.engross({"records", "show", "2016-0046030"}).out;
  for (const char* words : {"\"level\": \"b-b\"", "\"reason\": \"Approved\"", "\"signatory\": \"denise-clavery\"",
                            "\"signer\": \"Denise Clavery\"", "\"Digitally signed by Denise Clavery\""})
    EXPECT_TRUE(holds(record, words)) << record;
  EXPECT_TRUE(holds(desk.engross({"records", "list"}).out, "b-b")) << "the list tells how letters are signed";
}

// As pdftotext reads the field's appearance, and as those hear it who cannot see it.
TEST(Signed, InWelshSaysSoInWelsh) {
  SigningDesk desk;
  const Outcome issued = desk.sign(sample_pki("signer-p256.p12"), {}, source_directory + "/samples/dfe/welsh.json");
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string text = run({"pdftotext", desk.letter(), "-"}).out;
  EXPECT_TRUE(holds(text, "Llofnodwyd yn ddigidol gan Denise Clavery")) << text;
  EXPECT_FALSE(holds(text, "Digitally")) << text;
  const std::string tree = tag_tree(read_file(desk.letter()));
  EXPECT_TRUE(holds(tree, "Form alt=\"Llofnod Denise Clavery\"")) << tree;
  EXPECT_EQ(conformance_faults(read_file(desk.letter())), no_faults);
}

TEST(Signed, BySecondOfTwoSignatories) {
  SigningDesk desk;
  const std::string input = source_directory + "/samples/dfe/several-recipients.json";
  const Outcome issued =
      desk.with_key({"issue", "--sign-as", "duty-officer", input, "-o", desk.letter()}, sample_pki("signer-p256.p12"));
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string pdf = read_file(desk.letter());
  EXPECT_EQ(conformance_faults(pdf), no_faults);
  const std::string tree = tag_tree(pdf);
  EXPECT_TRUE(holds(tree, "Form alt=\"Signature of Duty Correspondence Officer\"\n")) << tree;
  EXPECT_EQ(tree.find("Form alt", tree.find("Form alt") + 1), std::string::npos) << "one field, for who signs";
}

TEST(Signed, InvisiblyShowsNothing) {
  SigningDesk desk;
  const Outcome issued = desk.sign(sample_pki("signer-p256.p12"), {"--invisible"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_FALSE(holds(run({"pdftotext", desk.letter(), "-"}).out, "Digitally signed"));
  EXPECT_TRUE(holds(pdfsig_says(desk.letter(), sample_pki("")), "Signature is Valid."));
  EXPECT_EQ(conformance_faults(read_file(desk.letter())), no_faults);
}

// Nothing else says whose key it is where the department names no certificates.
TEST(SignedAs, SomebodyElseIsToldByName) {
  SigningDesk desk;
  const Outcome other = desk.sign(sample_pki("checker.p12"));
  EXPECT_EQ(other.exit_code, 0) << other.err;
  EXPECT_TRUE(
      holds(other.err,
            "warning: denise-clavery is Denise Clavery, and the key is Priya Nair's: readers will see that name "
            "[signing.other-name]"))
      << other.err;
  SigningDesk own;
  EXPECT_FALSE(holds(own.sign(sample_pki("signer-p256.p12")).err, "signing.other-name"));
}

}  // namespace
}  // namespace engross::test
