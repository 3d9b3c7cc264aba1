// A signatory's token at the command line, by SoftHSM: one PIN from a closed file, and a token that is locked.
#include <cstdlib>

#include "pdf/conformance.hpp"
#include "signing_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

constexpr const char* pin = "482915";

std::string softhsm_module() {
  for (const auto& entry : fs::recursive_directory_iterator("/usr/lib", fs::directory_options::skip_permission_denied))
    if (entry.path().filename() == "libsofthsm2.so") return entry.path().string();
  return {};
}

class TokenAtTheCommandLine : public testing::Test {
 protected:
  void SetUp() override {
    if (module.empty()) GTEST_SKIP() << "SoftHSM is not installed: apt-get install softhsm2";
    fs::create_directory(desk.folder / "tokens");
    write_file(desk.folder / "softhsm2.conf", "directories.tokendir = " + (desk.folder / "tokens") + "\n");
    softhsm({"--init-token", "--free", "--label", "engross", "--pin", pin, "--so-pin", "87654321"});
    softhsm({"--import", sample_pki("signer-rsa-2048.key"), "--token", "engross", "--label", "clavery", "--id", "a1",
             "--pin", pin});
    desk.keep_passphrase(pin);
  }
  void softhsm(std::vector<std::string> words) {
    words.insert(words.begin(), "softhsm2-util");
    const Outcome made = run(words, {}, environment);
    ASSERT_EQ(made.exit_code, 0) << made.out << made.err;
  }
  Outcome sign(const std::string& with_module, const std::vector<std::string>& more_environment = {}) {
    std::vector<std::string> all = environment;
    all.insert(all.end(), more_environment.begin(), more_environment.end());
    return desk.engross({"issue", "--sign-as", "denise-clavery", sample, "-o", desk.letter(), "--key",
                         "pkcs11:token=engross;object=clavery?module-path=" + with_module, "--chain",
                         sample_pki("signer-rsa-2048.chain.pem"), "--passphrase-file", desk.folder / "passphrase",
                         "--signatories", desk.folder / "ink"},
                        {}, all);
  }
  SigningDesk desk;
  const std::string module = softhsm_module();
  const std::vector<std::string> environment{"SOFTHSM2_CONF=" + (desk.folder / "softhsm2.conf")};
};

TEST_F(TokenAtTheCommandLine, SignsLetters) {
  const Outcome issued = sign(module);
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_EQ(qpdf_says(desk.letter()), "");
  EXPECT_EQ(openssl_says(desk.letter(), sample_pki("root.pem")), "");
  EXPECT_TRUE(holds(pdfsig_says(desk.letter(), sample_pki("")), "Certificate is Trusted."));
  SigningDesk other;
  ASSERT_EQ(other.sign(sample_pki("signer-rsa-2048.p12")).exit_code, 0);
  EXPECT_EQ(read_file(desk.letter()), read_file(other.letter())) << "a key signs alike, wherever it lies";
}

// Each worker opens its own session, and the PIN is asked for once: it comes by a pipe that is read to its end.
TEST_F(TokenAtTheCommandLine, SignsABatch) {
  std::string cases;
  for (int i = 0; i < 30; ++i) {
    std::string line = read_file(sample);
    std::erase(line, '\n');
    line.replace(line.find("2016-0046030"), 12, "2016-00460" + std::to_string(30 + i));
    cases += line + "\n";
  }
  write_file(desk.folder / "cases.jsonl", cases);
  const auto batch = [&](const std::string& secret) {
    const std::string command =
        "exec \"$0\" batch cases.jsonl --out run --sign-as denise-clavery --key "
        "'pkcs11:token=engross;object=clavery?module-path=" +
        module + "' --chain " + sample_pki("signer-rsa-2048.chain.pem") +
        " --passphrase-fd 3 --signatories ink --jobs 3 --store store --at 2016-10-26T09:00:00Z 3< <(echo " + secret +
        ")";
    return run({"bash", "-c", command, std::string(ENGROSS_BINARY_DIR) + "/bin/engross"}, {}, environment,
               desk.folder.path());
  };
  const Outcome wrong = batch("999999");
  EXPECT_EQ(wrong.exit_code, 1) << wrong.err;
  EXPECT_TRUE(holds(wrong.err, "the token engross does not take this PIN [signing.passphrase]")) << wrong.err;
  EXPECT_FALSE(fs::exists(desk.folder / "run")) << "a wrong PIN begins no run";
  const Outcome outcome = batch(pin);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  for (int i = 30; i < 60; ++i) {
    const std::string letter = desk.folder / ("run/letters/0000/2016-00460" + std::to_string(i) + ".pdf");
    ASSERT_TRUE(fs::exists(letter)) << letter;
    EXPECT_EQ(openssl_says(letter, sample_pki("root.pem")), "");
  }
}

TEST_F(TokenAtTheCommandLine, RefusesTheWrongPin) {
  desk.keep_passphrase("999999");
  const Outcome refused = sign(module);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "the token engross does not take this PIN [signing.passphrase]\n  = ")) << refused.err;
  EXPECT_FALSE(holds(refused.err, "999999"));
  EXPECT_TRUE(desk.is_untouched());
}

TEST_F(TokenAtTheCommandLine, SaysThatItIsLocked) {
  const Outcome refused = sign(ENGROSS_FAULTY_TOKEN, {"ENGROSS_TOKEN_MODULE=" + module, "ENGROSS_TOKEN_FAULT=locked"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_TRUE(holds(refused.err, "the token engross is locked: too many wrong PINs [signing.token]\n  = "))
      << refused.err;
  EXPECT_TRUE(desk.is_untouched());
}

TEST_F(TokenAtTheCommandLine, SaysThatItIsGone) {
  const Outcome refused = sign(ENGROSS_FAULTY_TOKEN, {"ENGROSS_TOKEN_MODULE=" + module, "ENGROSS_TOKEN_FAULT=removed"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_TRUE(holds(refused.err, "the token could not sign: ")) << refused.err;
  EXPECT_TRUE(desk.is_untouched());
}

}  // namespace
}  // namespace engross::test
