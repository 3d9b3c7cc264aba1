// Ink and keys that can only sign: a token that does not derive.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "command.hpp"
#include "support/served_pki.hpp"

namespace engross::test {
namespace {

std::string module_of_softhsm() {
  for (const char* path : {"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                           "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"})
    if (std::filesystem::exists(path)) return path;
  return {};
}

TEST(EnrolWithAToken, KeepsTheInkThatIsThereWhenTheKeyCannotOpenTheNewOne) {
  const std::string module = module_of_softhsm();
  if (module.empty()) GTEST_SKIP() << "SoftHSM is not installed";
  Desk desk;
  const TemporaryDirectory& folder = desk.folder;
  const std::vector<std::string> environment{"SOFTHSM2_CONF=" + (folder / "softhsm2.conf")};
  std::filesystem::create_directory(folder / "tokens");
  write_file(folder / "softhsm2.conf", "directories.tokendir = " + (folder / "tokens") + "\nlog.level = ERROR\n");
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"pin", "482915\n"},
                                    {"key.pem", read_file(sample_pki("signer-p256.key"))}}) {
    write_file(folder / name, bytes);
    ::chmod((folder / name).c_str(), 0600);
  }
  const auto softhsm = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "softhsm2-util");
    const Outcome made = run(words, {}, environment);
    ASSERT_EQ(made.exit_code, 0) << made.out << made.err;
  };
  softhsm({"--init-token", "--free", "--label", "desk", "--pin", "482915", "--so-pin", "87654321"});
  softhsm({"--import", folder / "key.pem", "--token", "desk", "--label", "clavery", "--id", "a1", "--pin", "482915"});
  const auto enrol = [&](const std::string& key, std::vector<std::string> more) {
    more.insert(more.begin(), {"signatories", "enrol", "denise-clavery", "--department", "dfe", "--ink",
                               source_directory + "/samples/ink/denise-clavery.png", "--signatories", folder / "ink",
                               "--chain", sample_pki("signer-p256.chain.pem"), "--key", key});
    return desk.engross(more, {}, environment);
  };
  ASSERT_EQ(enrol(folder / "key.pem", {}).exit_code, 0);
  const Outcome refused =
      enrol("pkcs11:token=desk;object=clavery?module-path=" + module, {"--passphrase-file", folder / "pin", "--force"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "a token must let it decrypt (RSA) or derive (ECDSA) as well")) << refused.err;
  EXPECT_TRUE(holds(desk.engross({"signatories", "list", "--signatories", folder / "ink"}).out, "denise-clavery"));
}

}  // namespace
}  // namespace engross::test
