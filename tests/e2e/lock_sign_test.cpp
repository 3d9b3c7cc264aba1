// A signed lock: who may sign, and what is refused when it was changed, taken away, or signed by somebody else.
#include <gtest/gtest.h>

#include "lock_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::vector<std::string>& trusting() {
  static const std::vector<std::string> words{"--lock-trust", sample_pki("root.pem")};
  return words;
}

// A root that has nothing to do with the sample's keys.
std::string another_root(const LockDesk& desk) {
  const std::string path = desk.folder / "other-root.pem";
  if (fs::exists(path)) return path;
  const Outcome made =
      run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
           desk.folder / "other.key", "-out", path, "-days", "36500", "-subj", "/CN=Another Root"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  return path;
}

class SignedLock : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outcome made = desk.sign_lock("signer-p256.p12", {desk.library()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    ASSERT_TRUE(holds(made.out, "signed    dfe 1.0.0 (dfe.so)")) << made.out;
    ASSERT_TRUE(holds(made.out, ", signed in " + desk.signature_file() + "\n")) << made.out;
  }
  void expect_refused(const Outcome& outcome, const std::string& code) {
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[" + code + "]")) << outcome.err;
  }
  void change_lock() {
    std::string text = read_file(desk.lock_file());
    write_file(desk.lock_file(), text.replace(text.find("dfe.so"), 6, "abc.so"));
  }
  LockDesk desk;
};

TEST_F(SignedLock, IsAdmittedByItsRoot) {
  EXPECT_EQ(desk.render(trusting()).exit_code, 0);
  EXPECT_EQ(desk.render().exit_code, 0);
  EXPECT_TRUE(holds(desk.engross({"department", "show", desk.library(), trusting()[0], trusting()[1]}).out,
                    "signed by Denise Clavery\n"));
  EXPECT_TRUE(holds(desk.engross({"department", "show", desk.library()}).out,
                    "signed by Denise Clavery (nobody vouches for them: say --lock-trust)\n"));
  EXPECT_TRUE(holds(desk.engross({"doctor", "--department-path", desk.folder / "path"}).out,
                    "departments.lock (departments locked: 1, signed by Denise Clavery)\n"));
}

TEST_F(SignedLock, IsASignatureThatOtherProgramsVerify) {
  const Outcome said = run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in",
                            desk.signature_file(), "-content", desk.lock_file(), "-CAfile", sample_pki("root.pem"),
                            "-purpose", "any", "-attime", std::to_string(served_at), "-out", "/dev/null"});
  EXPECT_EQ(said.exit_code, 0) << said.err;
}

TEST_F(SignedLock, ThatWasChangedIsRefusedWhetherOrNotThereAreRoots) {
  change_lock();
  expect_refused(desk.render(), "lock.signature");
  expect_refused(desk.render(trusting()), "lock.signature");
  expect_refused(desk.engross({"check", sample, "--department", desk.directory()}), "lock.signature");
  expect_refused(desk.lock({"--check", desk.library()}), "lock.signature");
  expect_refused(desk.sign_lock("signer-p256.p12", {desk.library()}), "lock.signature");
  expect_refused(desk.sign_lock("signer-p256.p12", {"--lock", desk.lock_file()}), "lock.signature");
}

TEST_F(SignedLock, WithoutItsSignatureIsRefusedWhereRootsAreNamed) {
  fs::remove(desk.signature_file());
  expect_refused(desk.render(trusting()), "lock.unsigned");
  EXPECT_EQ(desk.render().exit_code, 0);
}

TEST_F(SignedLock, ThatIsGoneIsRefusedWhereRootsAreNamed) {
  fs::remove(desk.signature_file());
  fs::remove(desk.lock_file());
  const Outcome outcome = desk.render(trusting());
  expect_refused(outcome, "lock.none");
  EXPECT_TRUE(holds(outcome.err, "--lock-trust says that there must be one")) << outcome.err;
}

TEST_F(SignedLock, ByAStrangerIsRefused) {
  expect_refused(desk.render({"--lock-trust", another_root(desk)}), "lock.untrusted");
  EXPECT_EQ(desk.render({"--lock-trust", another_root(desk), "--lock-trust", sample_pki("root.pem")}).exit_code, 0);
}

TEST_F(SignedLock, WithADamagedSignatureIsRefused) {
  write_file(desk.signature_file(), "no signature");
  expect_refused(desk.render(), "lock.signature");
  write_file(desk.signature_file(), "");
  expect_refused(desk.render(), "lock.signature");
}

TEST_F(SignedLock, ByACertificateThatHasRunOutIsRefusedAndCanBeSignedAnew) {
  // The sample's certificates end in 2046.
  const auto later = [&](std::vector<std::string> words) {
    words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    words.insert(words.end(), {"--at", "2050-01-01T00:00:00Z"});
    return run(words);
  };
  const Outcome outcome = later({"department", "show", desk.library(), "--lock-trust", sample_pki("root.pem")});
  expect_refused(outcome, "lock.expired");
  expect_refused(later({"department", "lock", "--sign", "--key", sample_pki("signer-p256.p12"), "--passphrase-file",
                        desk.folder / "passphrase", "--lock", desk.lock_file()}),
                 "lock.expired");
}

TEST_F(SignedLock, WithARevokedSignerIsRefusedWhenTheRootsComeWithACrl) {
  fs::remove(desk.signature_file());
  ASSERT_EQ(desk.sign_lock("signer-revoked.p12", {"--lock", desk.lock_file()}).exit_code, 0);
  EXPECT_EQ(desk.render(trusting()).exit_code, 0) << "no list says anything";
  std::vector<std::string> with_list = trusting();
  with_list.insert(with_list.end(), {"--lock-trust", sample_pki("intermediate.crl")});
  expect_refused(desk.render(with_list), "lock.revoked");
  with_list.push_back(desk.directory());
  expect_refused(desk.sign_lock("signer-revoked.p12", with_list), "lock.revoked");
}

TEST_F(SignedLock, ChangesOnlyTogetherWithItsSignature) {
  const std::string before = read_file(desk.lock_file());
  desk.change_library();
  const Outcome refused = desk.render();
  const std::string line = command_after(refused.err, "lock it: ");
  EXPECT_EQ(line, "engross department lock " + desk.library() + " --lock " + desk.lock_file() + " --sign --key FILE");
  const Outcome without = desk.lock({desk.library()});
  expect_refused(without, "lock.signed");
  EXPECT_TRUE(holds(without.err, "sign it anew: add --sign --key FILE to the command")) << without.err;
  EXPECT_EQ(read_file(desk.lock_file()), before);
  EXPECT_EQ(desk.lock({"--remove", "dfe", "--lock", desk.lock_file()}).exit_code, 1);
  const Outcome with = desk.sign_lock("signer-p256.p12", {desk.library()});
  EXPECT_EQ(with.exit_code, 0) << with.err;
  EXPECT_EQ(desk.render(trusting()).exit_code, 0);
}

TEST_F(SignedLock, IsNotSignedWithAKeyThatItsReadersWouldRefuse) {
  desk.change_library();
  const std::string before = read_file(desk.lock_file());
  expect_refused(desk.sign_lock("signer-expired.p12", {desk.library()}), "lock.expired");
  expect_refused(desk.sign_lock("signer-p256.p12", {desk.library(), "--lock-trust", another_root(desk)}),
                 "lock.untrusted");
  EXPECT_EQ(desk.sign_lock("signer-p256.key", {desk.library()}).exit_code, 1) << "a key without a certificate";
  EXPECT_EQ(read_file(desk.lock_file()), before);
}

TEST_F(SignedLock, TrustThatCannotBeReadIsNoTrust) {
  EXPECT_EQ(desk.render({"--lock-trust", desk.folder / "none.pem"}).exit_code, 3);
  write_file(desk.folder / "empty.pem", "");
  EXPECT_NE(desk.render({"--lock-trust", desk.folder / "empty.pem"}).exit_code, 0);
  write_file(desk.folder / "bad.pem", read_file(sample_pki("root.pem")) + read_file(sample_pki("intermediate.crl")));
  expect_refused(desk.render({"--lock-trust", desk.folder / "bad.pem"}), "lock.trust");
}

// The lock as a link to a file in another folder, as configuration tools put it.
class LinkedLock : public SignedLock {
 protected:
  void SetUp() override {
    fs::create_directory(desk.folder / "real");
    write_file(real, "{\"format\": 1, \"departments\": []}\n");
    fs::create_symlink("../real/departments.lock", desk.lock_file());
    const Outcome made = desk.sign_lock("signer-p256.p12", {desk.library()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    ASSERT_TRUE(holds(made.out, "Wrote " + real + " (departments locked: 1), signed in " + real + ".p7s\n"))
        << made.out;
  }
  const std::string real = desk.folder / "real/departments.lock";
};

TEST_F(LinkedLock, IsSignedBesideTheFileThatTheLinkLeadsTo) {
  EXPECT_TRUE(fs::is_symlink(desk.lock_file()));
  EXPECT_TRUE(fs::exists(real + ".p7s"));
  EXPECT_FALSE(fs::exists(desk.signature_file()));
  EXPECT_EQ(desk.render(trusting()).exit_code, 0);
  std::vector<std::string> by_the_file{"--lock", real};
  by_the_file.insert(by_the_file.end(), trusting().begin(), trusting().end());
  EXPECT_EQ(desk.render(by_the_file).exit_code, 0);
  expect_refused(desk.lock({"--remove", "dfe", "--lock", desk.lock_file()}), "lock.signed");
}

TEST_F(LinkedLock, IsReadWithTheSignatureThere) {
  std::string text = read_file(real);
  write_file(real, text.replace(text.find("dfe.so"), 6, "abc.so"));
  expect_refused(desk.render(), "lock.signature");
  fs::remove(real + ".p7s");
  EXPECT_EQ(desk.render().exit_code, 0);
  expect_refused(desk.render(trusting()), "lock.unsigned");
}

}  // namespace
}  // namespace engross::test
