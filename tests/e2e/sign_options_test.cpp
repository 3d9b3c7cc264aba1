// The options that a letter is signed with: read as people write them, none of them ignored, and no key lost by them.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "command.hpp"
#include "support/served_pki.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class SignOptions : public testing::Test {
 protected:
  void SetUp() override {
    keep("key.pem", read_file(sample_pki("signer-p256.key")));
    keep("chain.pem", read_file(sample_pki("signer-p256.chain.pem")));
    keep("closed.pem", read_file(sample_pki("signer-p256.encrypted.pem")));
    keep("words", sample_passphrase() + "\n");
  }
  void keep(const std::string& name, const std::string& bytes) const {
    write_file(desk.folder / name, bytes);
    ::chmod((desk.folder / name).c_str(), 0600);
  }
  Outcome sign(std::vector<std::string> more) {
    more.insert(more.begin(), {"issue", "--sign-as", "denise-clavery", "--signatories", desk.folder / "ink"});
    return desk.engross(more);
  }
  Outcome sign_open(std::vector<std::string> more) {
    more.insert(more.begin(), {"--key", desk.folder / "key.pem", "--chain", desk.folder / "chain.pem"});
    more.insert(more.end(), {sample, "-o", letter});
    return sign(more);
  }
  // The acknowledgement, today, signed with a new self-signed certificate of this name.
  Outcome acknowledge_as(const std::string& name) {
    const Outcome made =
        run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "odd.key", "-out", "odd.pem",
             "-days", "36500", "-utf8", "-subj", "/CN=" + name, "-addext", "keyUsage=critical,digitalSignature"},
            {}, {}, desk.folder.path());
    EXPECT_EQ(made.exit_code, 0) << made.err;
    ::chmod((desk.folder / "odd.key").c_str(), 0600);
    return run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "issue", "--sign-as", "duty-officer", "--key",
                desk.folder / "odd.key", "--chain", desk.folder / "odd.pem",
                source_directory + "/samples/dfe/acknowledgement.json", "-o", letter, "--store", desk.folder / "store",
                "--signatories", desk.folder / "ink"});
  }

  Desk desk;
  const std::string letter = desk.folder / "letter.pdf";
};

// As docs/signing.md writes it: the letter follows the chain.
TEST_F(SignOptions, TakeOneFileAndLeaveTheLetter) {
  const Outcome issued =
      sign({"-o", letter, "--key", desk.folder / "key.pem", "--chain", desk.folder / "chain.pem", sample});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  const Outcome stamped =
      sign({"-o", desk.folder / "2.pdf", "--key", desk.folder / "key.pem", "--chain", desk.folder / "chain.pem",
            "--tsa-trust", desk.folder / "chain.pem", sample, "--reissue", "--because", "a second one"});
  EXPECT_TRUE(holds(stamped.err, "[options.tsa]")) << stamped.err;
  const Outcome listed = desk.engross({"department", "show", "--department-path", desk.folder.path(), "dfe"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
}

TEST_F(SignOptions, NeverPutALetterOverAKey) {
  for (const char* name : {"closed.pem", "words"}) {
    const std::string before = read_file(desk.folder / name);
    const Outcome refused = sign({"--key", desk.folder / "closed.pem", "--passphrase-file", desk.folder / "words",
                                  sample, "-o", desk.folder / name, "--force"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(holds(refused.err, "is what the result would be made from [output.input]")) << refused.err;
    EXPECT_EQ(read_file(desk.folder / name), before);
  }
  const std::string before = read_file(desk.folder / "chain.pem");
  EXPECT_EQ(sign_open({"--force", "-o", desk.folder / "chain.pem"}).exit_code, 2);  // -o stands there twice
  const Outcome chain = sign({"--key", desk.folder / "key.pem", "--chain", desk.folder / "chain.pem", sample, "-o",
                              desk.folder / "chain.pem", "--force"});
  EXPECT_TRUE(holds(chain.err, "[output.input]")) << chain.err;
  EXPECT_EQ(read_file(desk.folder / "chain.pem"), before);
  EXPECT_FALSE(fs::exists(desk.folder / "store"));

  ASSERT_EQ(sign_open({}).exit_code, 0);
  const Outcome remade = desk.engross({"records", "remake", "2016-0046030", "--key", desk.folder / "key.pem", "-o",
                                       desk.folder / "key.pem", "--force"});
  EXPECT_TRUE(holds(remade.err, "[output.input]")) << remade.err;
  EXPECT_EQ(read_file(desk.folder / "key.pem"), read_file(sample_pki("signer-p256.key")));
}

TEST_F(SignOptions, AreNotIgnoredInAnUnsignedLetter) {
  const std::vector<std::vector<std::string>> all{
      {"--key", "x"},     {"--chain", "x"},       {"--passphrase-file", "x"}, {"--passphrase-fd", "0"},
      {"--level", "b-b"}, {"--padding", "pkcs1"}, {"--tsa", "http://x"},      {"--invisible"},
      {"--reason", "x"},  {"--location", "x"},    {"--contact", "x"},         {"--signatories", "x"}};
  for (const std::vector<std::string>& given : all) {
    std::vector<std::string> words{"issue", "--unsigned", sample, "-o", letter};
    words.insert(words.end(), given.begin(), given.end());
    const Outcome refused = desk.engross(words);
    EXPECT_EQ(refused.exit_code, 2) << given[0];
    EXPECT_TRUE(holds(refused.err, given[0] + " is for signed letters, and nobody was said to sign [options.sign-as]"))
        << refused.err;
  }
  EXPECT_FALSE(fs::exists(letter));
}

TEST_F(SignOptions, FitTheKey) {
  const Outcome refused = sign_open({"--padding", "pss"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_TRUE(holds(refused.err, "--padding is for RSA keys, and this one is ECDSA P-256 [options.padding]"))
      << refused.err;
}

// Words that no record can give back are refused at once, not when the letter is signed.
TEST_F(SignOptions, HoldWordsThatARecordCanKeep) {
  for (const auto& [words, why] : {std::pair<std::string, const char*>{"by \xE2\x80\xAE me", "U+202E is a"},
                                   {"a\x01", "U+0001 is a control character; leave it out"},
                                   {"a\xFF", "it is not UTF-8"},
                                   {std::string(1001, 'x'), "it has more than 1000 characters"}})
    for (const char* option : {"--reason", "--location", "--contact"}) {
      const Outcome refused = sign_open({option, words});
      EXPECT_EQ(refused.exit_code, 2);
      EXPECT_TRUE(holds(refused.err, std::string(option) + ": " + why)) << refused.err;
    }
  const Outcome kept = sign_open({"--reason", "Cafe\xCC\x81 \"(\\ \xF0\x9F\xA6\x8A", "--location", "line\r\nfeed"});
  ASSERT_EQ(kept.exit_code, 0) << kept.err;  // what is not composed is composed
  const Outcome again = desk.engross({"records", "remake", "2016-0046030", "-o", desk.folder / "again.pdf"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(read_file(desk.folder / "again.pdf"), read_file(letter));
}

TEST_F(SignOptions, NameAFileThatIsAKey) {
  write_file(desk.folder / "letter.p12", "%PDF-1.7\n");
  const Outcome refused = sign({"--key", desk.folder / "letter.p12", sample, "-o", letter});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "cannot be read as a key: it is neither PKCS#12 nor PEM, or not whole [signing.key]"))
      << refused.err;
}

// Somebody who mixes up options must not find the passphrase on the screen, or in a log.
TEST_F(SignOptions, ShowNoLineOfAFileThatMayBeSecret) {
  for (const Outcome& refused :
       {sign({"--key", desk.folder / "key.pem", "--chain", desk.folder / "words", sample, "-o", letter}),
        desk.engross({"verify", "--trust", desk.folder / "words", sample})}) {
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(holds(refused.err, "words holds no certificate [trust.no-certificate]")) << refused.err;
    EXPECT_FALSE(holds(refused.out + refused.err, sample_passphrase()));
  }
}

// The name in the certificate is nobody's to write otherwise.
TEST_F(SignOptions, SayThatACharacterIsInTheCertificate) {
  const Outcome refused = acknowledge_as("Denise \xF0\x9F\xA6\x8A");
  EXPECT_TRUE(holds(refused.err, "it is in the certificate's name, \"Denise \xF0\x9F\xA6\x8A\"")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "--invisible")) << refused.err;
}

// Records are read as NFC, whatever the certificate is in.
TEST_F(SignOptions, MakeALetterAgainWhoseNameIsNotComposed) {
  const Outcome issued = acknowledge_as("Rene\xCC\x81 Clavery");
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(issued.out, "signed by Ren\xC3\xA9 Clavery")) << issued.out;
  const Outcome again = desk.engross({"records", "remake", letter, "-o", desk.folder / "again.pdf"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(read_file(desk.folder / "again.pdf"), read_file(letter));
}

// A PKCS#12 file that anybody can open is as open as a PEM one.
TEST_F(SignOptions, RefuseAnOpenKeyThatOthersRead) {
  const std::string open = desk.folder / "open.p12";
  const Outcome made = run({"openssl", "pkcs12", "-export", "-inkey", desk.folder / "key.pem", "-in",
                            desk.folder / "chain.pem", "-out", open, "-passout", "pass:"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  ::chmod(open.c_str(), 0644);
  const Outcome refused = sign({"--key", open, sample, "-o", letter});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "holds a private key without a passphrase, and others may read it")) << refused.err;
  EXPECT_FALSE(fs::exists(letter));
  ::chmod(open.c_str(), 0600);
  EXPECT_EQ(sign({"--key", open, sample, "-o", letter}).exit_code, 0);
}

TEST_F(SignOptions, WithdrawNoMoreThanWasMeant) {
  ASSERT_EQ(desk.engross({"signatories", "enrol", "denise-clavery", "--department", "dfe", "--ink",
                          source_directory + "/samples/ink/denise-clavery.png", "--key", desk.folder / "key.pem",
                          "--chain", desk.folder / "chain.pem", "--signatories", desk.folder / "ink"})
                .exit_code,
            0);
  const auto withdraw = [&](const std::string& beginning) {
    return desk.engross({"signatories", "withdraw", "denise-clavery", "--certificate", beginning, "--signatories",
                         desk.folder / "ink"});
  };
  EXPECT_EQ(withdraw("").exit_code, 2);
  const Outcome printed =
      run({"openssl", "x509", "-in", desk.folder / "chain.pem", "-noout", "-sha256", "-fingerprint"});
  const std::string fingerprint = printed.out.substr(printed.out.find('=') + 1, 95);
  const Outcome withdrawn = withdraw(fingerprint);
  EXPECT_EQ(withdrawn.exit_code, 0) << withdrawn.err;
}

}  // namespace
}  // namespace engross::test
