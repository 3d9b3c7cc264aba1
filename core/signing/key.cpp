// In: where a key lies. Out: the key, its certificate, and what came with them.
// Refuses: keys without their certificate, kinds and sizes that signatures of letters are not made with.
#include "signing/key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "signing/key_material.hpp"

namespace engross {
namespace {

using signing::KeyMaterial;

constexpr std::size_t max_key_file = 1U << 20U;

bool looks_like_pem(std::string_view text) {
  return text.find("-----BEGIN ") != std::string_view::npos;
}

Result<KeyMaterial> read_file(const World& world, const std::string& path, const AskSecret& ask) {
  auto bytes = world.read_file(path, max_key_file);
  if (!bytes) return fail(std::move(bytes.error()));
  const SourceRef file = make_source(path, std::move(*bytes));
  const bool open = world.open_to_others(path);
  return looks_like_pem(file->text) ? signing::read_pem(file, open, ask) : signing::read_pkcs12(file, open, ask);
}

Result<void> add_chains(const World& world, const std::vector<std::string>& files, KeyMaterial& material) {
  for (const std::string& path : files) {
    auto bytes = world.read_file(path, max_key_file);
    if (!bytes) return fail(std::move(bytes.error()));
    auto certificates = read_certificates(make_source(path, std::move(*bytes)));
    if (!certificates) return fail(std::move(certificates.error()));
    material.certificates.insert(material.certificates.end(), certificates->begin(), certificates->end());
  }
  return {};
}

bool is_on_known_curve(EVP_PKEY* key) {
  std::array<char, 64> name{};
  if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) != 1) return false;
  const int curve = OBJ_sn2nid(name.data());
  return curve == NID_X9_62_prime256v1 || curve == NID_secp384r1;
}

// RSA from 2048 to 4096 bits, ECDSA on P-256 and P-384: what every reader of PAdES knows (ETSI TS 119 312).
Result<void> check_kind(EVP_PKEY* key, const std::string& where) {
  const int kind = EVP_PKEY_get_base_id(key);
  const int bits = EVP_PKEY_get_bits(key);
  const bool rsa = (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS) && bits >= 2048 && bits <= 4096;
  const bool ec = kind == EVP_PKEY_EC && is_on_known_curve(key);
  if (rsa || ec) return {};
  return fail(error("signing.key", {}, fmt::format("{} holds a key of {} bits ({})", where, bits, OBJ_nid2sn(kind)),
                    {"letters are signed with RSA of 2048 to 4096 bits, or ECDSA on P-256 or P-384"}));
}

Diagnostic without_certificate(const std::string& where, const std::vector<Certificate>& found) {
  if (found.empty())
    return error("signing.no-certificate", {}, fmt::format("{} holds a key, but no certificate", where),
                 {"name the file of its certificate and those of its issuers: --chain FILE.pem"});
  return error(
      "signing.key-mismatch", {},
      fmt::format("the key of {} belongs to none of the certificates given: {}", where,
                  found.size() == 1 ? found.front().subject()
                                    : fmt::format("{} of them, first {}", found.size(), found.front().subject())),
      {"name the certificate that was issued for this key"});
}

}  // namespace

Result<SigningKey> SigningKey::open(const World& world, const KeyPlace& place, const AskSecret& ask) {
  const bool token = place.where.starts_with("pkcs11:");
  auto material = token ? signing::read_token(world, place.where, ask) : read_file(world, place.where, ask);
  if (!material) return fail(std::move(material.error()));
  if (auto added = add_chains(world, place.chains, *material); !added) return fail(std::move(added.error()));
  const std::string where = token ? "the token" : place.where;
  if (auto fits = check_kind(material->key.get(), where); !fits) return fail(std::move(fits.error()));
  std::vector<Certificate>& all = material->certificates;
  const auto own = std::ranges::find_if(all, [&](const Certificate& certificate) {
    return X509_check_private_key(certificate.x509(), material->key.get()) == 1;
  });
  forget_openssl_errors();
  if (own == all.end()) return fail(without_certificate(where, all));
  Certificate certificate = *own;
  std::vector<Certificate> others;
  for (const Certificate& one : all)
    if (!(one == certificate) && std::ranges::find(others, one) == others.end()) others.push_back(one);
  return SigningKey(std::move(material->key), std::move(certificate), std::move(others), token);
}

}  // namespace engross
