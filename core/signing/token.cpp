// In: a PKCS#11 URI, somebody who knows the PIN. Out: the token's key, which stays there, and the certificate beside
// it. Refuses: PINs in the URI; modules, tokens and objects that are not there; wrong PINs and locked tokens.
//
// OpenSSL 3.0 reaches tokens through the engine "pkcs11" of libp11; engines are deprecated there, but no provider for
// tokens is packaged yet.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <fmt/format.h>
#include <openssl/engine.h>
#include <openssl/err.h>

#include <algorithm>
#include <optional>

#include "signing/key_material.hpp"

namespace engross {
namespace signing {
namespace {

// A URI taken apart (RFC 7512): what names the object, and what says how to get to it.
struct TokenUri {
  std::string object;  // "pkcs11:token=…;object=…"
  std::string module;  // of module-path; empty: the engine's own default, p11-kit
  std::string token;   // what a person would call it
};

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      const char c = at < text.size() ? text[at] : ' ';
      return c >= '0' && c <= '9'   ? c - '0'
             : c >= 'a' && c <= 'f' ? c - 'a' + 10
             : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                    : -1;
    };
    if (text[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The value of an attribute among those that `separator` divides; nothing when it is not there.
std::optional<std::string> attribute(std::string_view list, std::string_view name, char separator) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(separator, at), list.size());
    const std::string_view one = list.substr(at, end - at);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return decoded(one.substr(name.size() + 1));
    at = end + 1;
  }
  return std::nullopt;
}

Result<TokenUri> take_apart(const std::string& uri) {
  const std::size_t query = std::min(uri.find('?'), uri.size());
  const std::string_view path = std::string_view(uri).substr(7, query - 7);
  const std::string_view rest = query < uri.size() ? std::string_view(uri).substr(query + 1) : std::string_view();
  if (attribute(rest, "pin-value", '&') || attribute(path, "pin-value", ';'))
    return fail(error("signing.pin-in-arguments", {}, "the URI of the token has a PIN in it, where others can see it",
                      {"leave pin-value out: engross asks for the PIN, or reads it with --passphrase-file"}));
  TokenUri taken{.object = uri.substr(0, query),
                 .module = attribute(rest, "module-path", '&').value_or(""),
                 .token = attribute(path, "token", ';').value_or("")};
  taken.token = taken.token.empty() ? "the token" : fmt::format("the token {}", taken.token);
  return taken;
}

Diagnostics fault(std::string message, std::vector<std::string> hints) {
  return {error("signing.token", {}, std::move(message), std::move(hints))};
}

Diagnostics no_module(const TokenUri& uri) {
  return fault(fmt::format("the PKCS#11 module {} cannot be loaded", uri.module.empty() ? "of p11-kit" : uri.module),
               {"name the module of the token's maker: …?module-path=/usr/lib/….so"});
}

// Loaded once and kept to the end: libp11 does not outlive being unloaded while its keys are in use.
ENGINE* engine() {
  static ENGINE* const loaded = [] {
    ENGINE_load_dynamic();
    return ENGINE_by_id("pkcs11");
  }();
  return loaded;
}

Result<ENGINE*> engine_with(const TokenUri& uri) {
  if (auto there = tokens_are_supported(); !there) return fail(std::move(there.error()));
  ENGINE* const pkcs11 = engine();
  ENGINE_ctrl_cmd_string(pkcs11, "QUIET", nullptr, 0);  // what it has to say comes through us
  if (!uri.module.empty() && ENGINE_ctrl_cmd_string(pkcs11, "MODULE_PATH", uri.module.c_str(), 0) != 1)
    return fail(fault("the engine for tokens does not take a module: " + openssl_reason(), {}));
  if (ENGINE_init(pkcs11) != 1)
    return fail(fault(fmt::format("the module {} for {} cannot be opened: {}",
                                  uri.module.empty() ? "of p11-kit" : uri.module, uri.token, openssl_reason()),
                      {"name the PKCS#11 module of the token's maker: …?module-path=/usr/lib/….so"}));
  return pkcs11;
}

// What the module said, in the words of PKCS#11, in the order of use to a person.
Diagnostics refused(const TokenUri& uri) {
  std::string said;
  while (const unsigned long code = ERR_get_error()) {
    const char* words = ERR_reason_error_string(code);
    if (words != nullptr) said += (said.empty() ? "" : "; ") + std::string(words);
  }
  const auto about = [&](std::string_view words) { return said.find(words) != std::string::npos; };
  if (about("Unable to load PKCS#11 module")) return no_module(uri);
  if (about("PIN locked") || about("PIN_LOCKED"))
    return fault(fmt::format("{} is locked: too many wrong PINs", uri.token),
                 {"its security officer unlocks it; for SoftHSM: softhsm2-util --init-pin"});
  if (about("PIN incorrect") || about("PIN_INCORRECT") || about("Login failed") || about("PIN invalid") ||
      about("length"))
    return {error("signing.passphrase", {}, fmt::format("{} does not take this PIN", uri.token),
                  {"mind that a token locks itself after a few wrong ones"})};
  return fault(fmt::format("{} has no such key: {}", uri.token, said.empty() ? "nothing was found" : said),
               {"list what it has: pkcs11-tool --module MODULE -O --login, or p11tool --list-all",
                fmt::format("the URI was {}", uri.object)});
}

std::vector<Certificate> certificates_beside(ENGINE* pkcs11, const TokenUri& uri) {
  struct {
    const char* uri;
    X509* certificate;
  } wanted{uri.object.c_str(), nullptr};
  std::vector<Certificate> found;
  if (ENGINE_ctrl_cmd(pkcs11, "LOAD_CERT_CTRL", 0, &wanted, nullptr, 1) == 1 && wanted.certificate != nullptr) {
    found.push_back(Certificate::of(wanted.certificate));
    X509_free(wanted.certificate);
  }
  forget_openssl_errors();  // a token without certificates is one: --chain brings them
  return found;
}

}  // namespace

Result<KeyMaterial> read_token(const World& world, const std::string& where, const AskSecret& ask) {
  auto uri = take_apart(where);
  if (!uri) return fail(std::move(uri.error()));
  if (!uri->module.empty() && world.kind_of(uri->module) != World::Kind::file) return fail(no_module(*uri));
  auto pkcs11 = engine_with(*uri);
  if (!pkcs11) return fail(std::move(pkcs11.error()));
  Result<Secret> pin = ask(uri->token);
  if (!pin) return fail(std::move(pin.error()));
  if (ENGINE_ctrl_cmd_string(*pkcs11, "PIN", pin->c_str(), 0) != 1) return fail(refused(*uri));
  KeyMaterial material;
  EVP_PKEY* key = ENGINE_load_private_key(*pkcs11, uri->object.c_str(), nullptr, nullptr);
  if (key == nullptr) return fail(refused(*uri));
  material.key = {key, FreedBy<EVP_PKEY_free>()};
  material.certificates = certificates_beside(*pkcs11, *uri);
  return material;
}

}  // namespace signing

Result<void> tokens_are_supported() {
  if (signing::engine() != nullptr) return {};
  return fail(signing::fault("OpenSSL has no engine for PKCS#11 tokens here: " + openssl_reason(),
                             {"install it: apt-get install libengine-pkcs11-openssl"}));
}

}  // namespace engross
