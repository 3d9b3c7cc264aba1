// In: pictures of ink, certificates. Out: the same under their signatories, closed; and opened again with the key.
// Refuses: keys that cannot open anything, ink that is there already, files that were tampered with.
#include "signing/signatory_store.hpp"

#include <fmt/format.h>
#include <openssl/cms.h>
#include <openssl/rsa.h>

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t max_ink = 16U << 20U;
constexpr std::string_view suffix = ".cms";

Diagnostics cannot_close(const Certificate& certificate) {
  return {error("signatory.key", {},
                fmt::format("ink cannot be closed for the key of {} ({}): {}", certificate.name(), certificate.key(),
                            openssl_reason()),
                {"a key that is for RSA-PSS alone can sign, but not open: sign without ink, or with another key"})};
}

// OAEP (RFC 8017, 7.1) with the hash that tokens know too.
bool set_oaep(CMS_RecipientInfo* recipient) {
  if (CMS_RecipientInfo_type(recipient) != CMS_RECIPINFO_TRANS) return true;
  return EVP_PKEY_CTX_set_rsa_padding(CMS_RecipientInfo_get0_pkey_ctx(recipient), RSA_PKCS1_OAEP_PADDING) == 1;
}

}  // namespace

Result<std::string> close_ink(std::string_view picture, const Certificate& certificate) {
  const BioPtr data = reading(picture);
  CmsPtr cms(CMS_encrypt(nullptr, data.get(), EVP_aes_256_gcm(), CMS_PARTIAL | CMS_BINARY));
  CMS_RecipientInfo* recipient =
      cms ? CMS_add1_recipient_cert(cms.get(), certificate.x509(), CMS_KEY_PARAM | CMS_USE_KEYID) : nullptr;
  if (recipient == nullptr && cms)  // without a key identifier, by issuer and number
    recipient = CMS_add1_recipient_cert(cms.get(), certificate.x509(), CMS_KEY_PARAM);
  if (recipient == nullptr || !set_oaep(recipient) || CMS_final(cms.get(), data.get(), nullptr, CMS_BINARY) != 1)
    return fail(cannot_close(certificate));
  forget_openssl_errors();
  return der_of(i2d_CMS_ContentInfo, cms.get());
}

fs::path SignatoryStore::path_of(const EnrolledInk& who) const {
  return root_ / who.department / who.signatory / (who.fingerprint + std::string(suffix));
}

Result<void> SignatoryStore::enrol(const EnrolledInk& who, const Certificate& certificate, std::string_view picture,
                                   bool replace) {
  auto bytes = close_ink(picture, certificate);
  if (!bytes) return fail(std::move(bytes.error()));
  const fs::path path = path_of(who);
  if (auto made = world_.make_directories(path.parent_path()); !made) return made;
  const auto written = replace ? world_.write_file(path, *bytes) : world_.write_new_file(path, *bytes);
  if (written || written.error().front().code != "world.exists") return written;
  return fail(error("signatory.exists", {},
                    fmt::format("{} has enrolled ink with this certificate already", who.signatory),
                    {"take the new picture instead: --force"}));
}

Result<std::optional<std::string>> SignatoryStore::closed_ink(const EnrolledInk& who) const {
  auto bytes = world_.read_file(path_of(who), max_ink);
  if (bytes) return std::optional(std::move(*bytes));
  if (bytes.error().front().code == "world.no-such-file") return std::optional<std::string>();
  return fail(std::move(bytes.error()));
}

Result<std::vector<EnrolledInk>> SignatoryStore::list() const {
  auto files = world_.list_files(root_);
  if (!files && files.error().front().code == "world.no-such-directory") return std::vector<EnrolledInk>();
  if (!files) return fail(std::move(files.error()));
  std::vector<EnrolledInk> all;
  for (const std::string& file : *files) {
    const fs::path path = file;
    if (path.extension() != suffix || std::distance(path.begin(), path.end()) != 3) continue;
    all.push_back({.department = path.begin()->string(),
                   .signatory = path.parent_path().filename().string(),
                   .fingerprint = path.stem().string()});
  }
  return all;
}

Result<void> SignatoryStore::withdraw(const EnrolledInk& who) {
  if (world_.kind_of(path_of(who)) == World::Kind::file) return world_.remove_file(path_of(who));
  return fail(error("signatory.unknown", {},
                    fmt::format("{} of {} has enrolled no ink with the certificate {}", who.signatory, who.department,
                                who.fingerprint),
                    {"see what there is: engross signatories list"}));
}

Result<std::string> open_ink(std::string_view bytes, const SigningKey& key) {
  const auto [object, whole] = from_der(d2i_CMS_ContentInfo, bytes);
  const CmsPtr cms(object);
  const Diagnostic damaged = error("signatory.damaged", {}, "the ink in the signatory store is damaged",
                                   {"enrol it again: engross signatories enrol --force"});
  if (!cms || !whole) {
    forget_openssl_errors();
    return fail(damaged);
  }
  if (CMS_decrypt_set1_pkey(cms.get(), key.key(), key.certificate().x509()) != 1) {
    const std::string why = openssl_reason();
    return fail(error(
        "signatory.other-key", {}, fmt::format("this key does not open the ink: {}", why),
        {"the key that it was enrolled with opens it; a token must let it decrypt (RSA) or derive (ECDSA) as well"}));
  }
  const BioPtr picture(BIO_new(BIO_s_mem()));
  if (CMS_decrypt(cms.get(), nullptr, nullptr, nullptr, picture.get(), CMS_BINARY) != 1) {
    forget_openssl_errors();
    return fail(damaged);
  }
  char* data = nullptr;
  const long length = BIO_get_mem_data(picture.get(), &data);
  return std::string(data, static_cast<std::size_t>(length));
}

}  // namespace engross
