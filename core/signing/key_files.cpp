// In: the bytes of a key file, somebody who knows its passphrase. Out: its key and certificates.
// Refuses: wrong passphrases, damaged files, open keys that others may read, files with no key or with several.
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <cstring>

#include "signing/key_material.hpp"

namespace engross::signing {
namespace {

using Pkcs12Ptr = std::unique_ptr<PKCS12, FreedBy<PKCS12_free>>;

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) {
  return {key, FreedBy<EVP_PKEY_free>()};
}

Diagnostics wrong_passphrase(const SourceRef& file) {
  return {error("signing.passphrase", {}, fmt::format("the passphrase does not open {}", file->name),
                {"try again with the passphrase that the file was made with"})};
}

Diagnostics damaged(const SourceRef& file, const std::string& why) {
  return {error("signing.key", {}, fmt::format("{} cannot be read as a key: {}", file->name, why),
                {"name a PKCS#12 file (.p12, .pfx), a PEM file with a private key, or a token (pkcs11:…)"})};
}

Diagnostics open_key(const SourceRef& file) {
  return {error("signing.permissions", {},
                fmt::format("{} holds a private key without a passphrase, and others may read it", file->name),
                {fmt::format("close it: chmod 600 {}", file->name)})};
}

// No passphrase at all and an empty one are two things to PKCS#12.
bool opens(PKCS12* file, const char* passphrase) {
  const bool fits = PKCS12_verify_mac(file, passphrase, -1) == 1;
  forget_openssl_errors();
  return fits;
}

// Ciphers of old tools are no longer in OpenSSL's default set.
Diagnostics unreadable_pkcs12(const SourceRef& file) {
  const bool old = ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_UNSUPPORTED || ERR_peek_error() == 0;
  Diagnostics faults = damaged(file, openssl_reason());
  if (old)
    faults.front().hints = {
        "an old tool may have made it with RC2 or DES; convert it: openssl pkcs12 -legacy -in OLD.p12 -nodes | openssl "
        "pkcs12 -export -out NEW.p12"};
  return faults;
}

Result<KeyMaterial> parse(PKCS12* pkcs12, const char* passphrase, const SourceRef& file) {
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  STACK_OF(X509)* more = nullptr;
  if (PKCS12_parse(pkcs12, passphrase, &key, &certificate, &more) != 1) return fail(unreadable_pkcs12(file));
  KeyMaterial material;
  material.key = shared(key);
  if (certificate != nullptr) material.certificates.push_back(Certificate::of(certificate));
  for (int i = 0; i < sk_X509_num(more); ++i) material.certificates.push_back(Certificate::of(sk_X509_value(more, i)));
  X509_free(certificate);
  sk_X509_pop_free(more, X509_free);
  if (!material.key) return fail(damaged(file, "there is no private key in it"));
  return material;
}

// What the callback of PEM needs: how to ask, and what came of it.
struct Asking {
  const AskSecret* ask = nullptr;
  std::string what;
  Diagnostics faults;
  bool asked = false;
};

int give_passphrase(char* to, int size, int, void* data) {
  auto* asking = static_cast<Asking*>(data);
  if (!asking->faults.empty()) return -1;  // OpenSSL tries again in another way; nobody is asked twice
  asking->asked = true;
  Result<Secret> secret = (*asking->ask)(asking->what);
  if (!secret) {
    asking->faults = std::move(secret.error());
    return -1;
  }
  const std::string_view bytes = secret->view();
  if (bytes.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(to, bytes.data(), bytes.size());
  return static_cast<int>(bytes.size());
}

std::size_t keys_in(std::string_view text) {
  constexpr std::string_view begin = "-----BEGIN ";
  std::size_t count = 0;
  for (std::size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at + 1))
    if (text.substr(at, text.find('\n', at) - at).find("PRIVATE KEY-----") != std::string_view::npos) ++count;
  return count;
}

}  // namespace

Result<KeyMaterial> read_pkcs12(const SourceRef& file, bool open_to_others, const AskSecret& ask) {
  const auto [object, whole] = engross::from_der(d2i_PKCS12, file->text);
  const Pkcs12Ptr pkcs12(object);
  if (!pkcs12) {
    forget_openssl_errors();
    return fail(damaged(file, "it is neither PKCS#12 nor PEM, or not whole"));
  }
  forget_openssl_errors();
  for (const char* none : {static_cast<const char*>(nullptr), ""})
    if (opens(pkcs12.get(), none)) {
      if (open_to_others) return fail(open_key(file));
      return parse(pkcs12.get(), none, file);
    }
  Result<Secret> passphrase = ask(file->name);
  if (!passphrase) return fail(std::move(passphrase.error()));
  if (!opens(pkcs12.get(), passphrase->c_str())) return fail(wrong_passphrase(file));
  return parse(pkcs12.get(), passphrase->c_str(), file);
}

Result<KeyMaterial> read_pem(const SourceRef& file, bool open_to_others, const AskSecret& ask) {
  const std::size_t keys = keys_in(file->text);
  if (keys == 0) return fail(damaged(file, "there is no private key in it"));
  if (keys > 1) return fail(damaged(file, "there is more than one private key in it"));
  Asking asking{.ask = &ask, .what = file->name, .faults = {}, .asked = false};
  const BioPtr bytes = reading(file->text);
  KeyMaterial material;
  material.key = shared(PEM_read_bio_PrivateKey(bytes.get(), nullptr, give_passphrase, &asking));
  if (!asking.faults.empty()) return fail(std::move(asking.faults));
  // Not what the file says of itself: the word may stand anywhere in it.
  const bool encrypted = asking.asked;
  if (!material.key) {
    if (encrypted) {
      forget_openssl_errors();
      return fail(wrong_passphrase(file));
    }
    return fail(damaged(file, openssl_reason()));
  }
  if (!encrypted && open_to_others) return fail(open_key(file));
  if (file->text.find("BEGIN CERTIFICATE") != std::string::npos) {
    auto certificates = read_certificates(file);
    if (!certificates) return fail(std::move(certificates.error()));
    material.certificates = std::move(*certificates);
  }
  return material;
}

}  // namespace engross::signing
