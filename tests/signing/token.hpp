// A token of SoftHSM in a directory of its own, with one person's key in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "signing/keys.hpp"

namespace engross::test {

// Where the package has put it; empty when it is not installed.
inline std::string softhsm_module() {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           "/usr/lib", std::filesystem::directory_options::skip_permission_denied))
    if (entry.path().filename() == "libsofthsm2.so") return entry.path().string();
  return {};
}

// Puts a certificate into the first token that takes the PIN, beside the key of this id; in a child process, because
// what loads the module keeps it. softhsm2-util imports keys alone.
void import_certificate(const std::string& module, const std::string& pin, const Certificate& certificate,
                        const std::string& label, const std::string& id);

class Token {
 public:
  static constexpr const char* pin = "482915";

  // Throws when it cannot be made.
  explicit Token(const Identity& owner) : module_(softhsm_module()) {
    std::filesystem::create_directory(folder_ / "tokens");
    write_file(folder_ / "softhsm2.conf", "directories.tokendir = " + (folder_ / "tokens") + "\nlog.level = ERROR\n");
    ::setenv("SOFTHSM2_CONF", (folder_ / "softhsm2.conf").c_str(), 1);
    write_file(folder_ / "key.pem", pem_of(owner.key.get()));
    write_file(folder_ / "chain.pem", pem_of(owner.certificate) + pem_of(office_staff().middle.certificate));
    softhsm({"--init-token", "--free", "--label", "engross", "--pin", pin, "--so-pin", "87654321"});
    softhsm({"--import", folder_ / "key.pem", "--token", "engross", "--label", "ada", "--id", "a1", "--pin", pin});
  }

  std::string uri(const std::string& object = "ada", const std::string& token = "engross") const {
    return uri_of(module_, object, token);
  }
  static std::string uri_of(const std::string& module, const std::string& object = "ada",
                            const std::string& token = "engross") {
    return "pkcs11:token=" + token + ";object=" + object + "?module-path=" + module;
  }
  const std::string& module() const { return module_; }
  std::string chain() const { return folder_ / "chain.pem"; }

  // As tokens come from an authority: with the certificate beside the key.
  void give_certificate(const Certificate& certificate) const {
    import_certificate(module_, pin, certificate, "ada", "\xA1");
  }

  // Asks as often as `asked` says afterwards.
  Result<SigningKey> open(const std::string& where, const std::string& with = pin) {
    return open_with(where, {chain()}, with);
  }
  Result<SigningKey> open_with(const std::string& where, const std::vector<std::string>& chains,
                               const std::string& with = pin) {
    return SigningKey::open(SystemWorld(), {.where = where, .chains = chains},
                            [&](const std::string& what) -> Result<Secret> {
                              asked.push_back(what);
                              return Secret(with);
                            });
  }
  std::vector<std::string> asked;

 private:
  static void softhsm(std::vector<std::string> words) {
    words.insert(words.begin(), "softhsm2-util");
    const Outcome made = run(words);
    if (made.exit_code != 0) throw std::runtime_error("softhsm2-util: " + made.out + made.err);
  }
  TemporaryDirectory folder_;
  std::string module_;
};

}  // namespace engross::test
