// Keys for tests of signing: files of every shape in memory, a count of how often somebody was asked, and letters drawn
// to be signed.
#pragma once

#include <openssl/pkcs12.h>

#include <string>
#include <vector>

#include "pdf/sample_signature.hpp"
#include "signing/harbour_office.hpp"
#include "signing/pades.hpp"
#include "support/process.hpp"

namespace engross::test {

inline const Timestamp signing_time = *Timestamp::parse("2016-10-26T09:00:00Z");

// As a file of PKCS#12; null is no passphrase at all, which is not the empty one.
inline std::string p12_of(const Identity& of, const std::vector<Certificate>& others, const char* passphrase) {
  STACK_OF(X509)* more = sk_X509_new_null();
  for (const Certificate& one : others) sk_X509_push(more, one.x509());
  PKCS12* made = PKCS12_create(passphrase, "key", of.key.get(), of.certificate.x509(), more, 0, 0, 1000, 1000, 0);
  std::string bytes = der_of(i2d_PKCS12, made);
  PKCS12_free(made);
  sk_X509_free(more);
  return bytes;
}

// Files in memory, some of them open to others; and whoever knows the passphrase.
struct KeyDesk {
  struct World final : MemoryWorld {
    std::set<std::string> open;
    bool open_to_others(const std::filesystem::path& path) const override { return open.contains(path.string()); }
  };

  Result<SigningKey> open(const std::string& where, const std::vector<std::string>& chains = {}) {
    return SigningKey::open(world, {.where = where, .chains = chains},
                            [this](const std::string& what) -> Result<Secret> {
                              asked.push_back(what);
                              if (!knows) return fail(error("secret.none", {}, "nobody to ask"));
                              return Secret(secret);
                            });
  }
  Result<SigningKey> open_bytes(const std::string& name, std::string bytes) {
    world.files[name] = std::move(bytes);
    return open(name);
  }

  World world;
  std::string secret = "open sesame";
  bool knows = true;
  std::vector<std::string> asked;
};

inline SigningOrder order_at(PadesLevel level = PadesLevel::b_b, RsaPadding padding = RsaPadding::pkcs1) {
  return {.level = level, .padding = padding, .roots = {office_staff().root.certificate}, .at = signing_time};
}

inline PadesSigner pades_signer(const SigningKey& key, const SigningOrder& order = order_at(),
                                LongTerm long_term = {}) {
  const auto chain = PadesSigner::chain_for(key, order);
  EXPECT_THAT(chain, Succeeds());
  auto signer = PadesSigner::with(key, *chain, order, std::move(long_term));
  EXPECT_THAT(signer, Succeeds());
  return std::move(*signer);
}

// The sample letter with room for what this one signs.
inline Signable drawn_for(const PadesSigner& signer, DrawCache& cache) {
  SignatureEntries entries = signer.entries();
  entries.field = "Signature";
  const bool stamp = signer.order().level == PadesLevel::b_lta;
  auto file = draw_to_sign(sample_with_fields({.stamp = stamp}), sample_info(), entries, {}, cache);
  EXPECT_THAT(file, Succeeds());
  return std::move(*file);
}
inline Signable drawn_for(const PadesSigner& signer) {
  DrawCache cache;
  return drawn_for(signer, cache);
}

// What openssl says of a detached signature; empty when it is content. Judged at the moment of signing.
inline std::string openssl_says(const std::string& cms, const std::string& content, const std::string& root) {
  const TemporaryDirectory folder;
  write_file(folder / "cms", cms);
  write_file(folder / "content", content);
  write_file(folder / "root.pem", root);
  const Outcome said =
      run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "cms", "-content",
           folder / "content", "-CAfile", folder / "root.pem", "-purpose", "any", "-attime",
           std::to_string(signing_time.instant.time_since_epoch().count()), "-out", folder / "out"});
  return said.exit_code == 0 && read_file(folder / "out") == content ? "" : said.out + said.err + "not verified";
}

}  // namespace engross::test
