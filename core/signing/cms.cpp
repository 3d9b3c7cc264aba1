// In: a key with its chain, and data. Out: detached CMS signatures in DER.
// Refuses: keys that do not sign.
//
// OpenSSL would put a signing-time into every signature, which PAdES forbids (the time is in /M) and which would make
// two signatures of the same letter differ. So it makes one whole signature, whose form is kept: for each letter the
// message digest is put in, the attributes are signed, and the signature value is put in. The key is made ready for
// that once too.
#include "signing/cms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "trust/algorithms.hpp"

namespace engross {
namespace {

Diagnostics failed(const std::string& what, bool in_token) {
  const std::string why = openssl_reason();
  if (in_token)
    return {error("signing.token", {}, fmt::format("the token could not sign: {}", why),
                  {"look whether it is still there and its session is open; then run the command again"})};
  return {error("signing.failed", {}, fmt::format("{}: {}", what, why), {"try another key, and report this one"})};
}

// Signatures on P-384 want the stronger hash (ETSI TS 119 312).
const EVP_MD* digest_for(EVP_PKEY* key) {
  return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && EVP_PKEY_get_bits(key) > 256 ? EVP_sha384() : EVP_sha256();
}

bool is_pss(EVP_PKEY* key, RsaPadding padding) {
  const int kind = EVP_PKEY_get_base_id(key);
  return kind == EVP_PKEY_RSA_PSS || (kind == EVP_PKEY_RSA && padding == RsaPadding::pss);
}

// RFC 8017, 9.1 recommends a salt as long as the hash; ETSI's profiles ask for it.
bool set_pss(EVP_PKEY_CTX* context, const EVP_MD* digest) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1;
}

void append_length(std::string& to, std::size_t length) {
  if (length < 0x80) {
    to += static_cast<char>(length);
    return;
  }
  std::string bytes;
  for (; length > 0; length >>= 8U) bytes.insert(bytes.begin(), static_cast<char>(length & 0xFFU));
  to += static_cast<char>(0x80U | bytes.size());
  to += bytes;
}

// The signed attributes as they are signed: a SET OF in DER order (RFC 5652, 5.4), not the [0] that is sent.
std::string attributes_to_sign(const CMS_SignerInfo* signer) {
  std::vector<std::string> all;
  for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
    all.push_back(der_of(i2d_X509_ATTRIBUTE, CMS_signed_get_attr(signer, i)));
  std::ranges::sort(all);
  std::string inside;
  for (const std::string& one : all) inside += one;
  std::string set = "\x31";
  append_length(set, inside.size());
  return set + inside;
}

}  // namespace

struct CmsSigner::State {
  SigningKey key;
  const EVP_MD* digest;
  bool pss;
  CmsPtr form;
  CMS_SignerInfo* signer = nullptr;  // of the form
  KeyContextPtr context;
  std::size_t longest = 0;

  Result<void> make_form(const std::vector<Certificate>& chain);
  Result<void> make_ready();
  Result<std::string> signature_of(std::string_view attributes) const;
  ASN1_OCTET_STRING* message_digest() const {
    X509_ATTRIBUTE* attribute =
        CMS_signed_get_attr(signer, CMS_signed_get_attr_by_NID(signer, NID_pkcs9_messageDigest, -1));
    return static_cast<ASN1_OCTET_STRING*>(X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_OCTET_STRING, nullptr));
  }
};

CmsSigner::CmsSigner(std::unique_ptr<State> state) : state_(std::move(state)) {}
CmsSigner::CmsSigner(CmsSigner&&) noexcept = default;
CmsSigner& CmsSigner::operator=(CmsSigner&&) noexcept = default;
CmsSigner::~CmsSigner() = default;

Result<void> CmsSigner::State::make_form(const std::vector<Certificate>& chain) {
  constexpr unsigned int flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES | CMS_NOCERTS;
  const auto refused = [&] { return fail(failed("a signature could not be prepared", key.in_token())); };
  form.reset(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOCERTS));
  if (!form) return refused();
  signer = CMS_add1_signer(form.get(), key.certificate().x509(), key.key(), digest, flags | (pss ? CMS_KEY_PARAM : 0U));
  if (signer == nullptr) return refused();
  if (pss && !set_pss(CMS_SignerInfo_get0_pkey_ctx(signer), digest)) return refused();
  for (const Certificate& one : chain)
    if (CMS_add1_cert(form.get(), one.x509()) != 1) return refused();
  const std::string_view nothing;
  const BioPtr data = reading(nothing);
  if (CMS_final(form.get(), data.get(), nullptr, CMS_BINARY | CMS_DETACHED) != 1) return refused();
  X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1)));
  return {};
}

Result<void> CmsSigner::State::make_ready() {
  context.reset(EVP_PKEY_CTX_new(key.key(), nullptr));
  const bool ready = context && EVP_PKEY_sign_init(context.get()) == 1 &&
                     EVP_PKEY_CTX_set_signature_md(context.get(), digest) == 1 &&
                     (!pss || set_pss(context.get(), digest));
  if (!ready) return fail(failed("a signature could not be prepared", key.in_token()));
  return {};
}

Result<std::string> CmsSigner::State::signature_of(std::string_view attributes) const {
  const std::string hash = digest_of(digest, std::span(&attributes, 1));
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.key())), '\0');
  std::size_t length = signature.size();
  if (EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                    reinterpret_cast<const unsigned char*>(hash.data()), hash.size()) != 1)
    return fail(failed("the key could not sign", key.in_token()));
  signature.resize(length);
  return signature;
}

Result<CmsSigner> CmsSigner::with(const SigningKey& key, const std::vector<Certificate>& chain, RsaPadding padding) {
  auto state = std::make_unique<State>(
      State{.key = key, .digest = digest_for(key.key()), .pss = is_pss(key.key(), padding), .form = {}, .context = {}});
  if (auto made = state->make_form(chain); !made) return fail(std::move(made.error()));
  if (auto ready = state->make_ready(); !ready) return fail(std::move(ready.error()));
  CmsSigner signer(std::move(state));
  const auto trial = signer.sign({});
  if (!trial) return fail(trial.error());
  // An ECDSA signature is two integers, each of which may be shorter than the longest one.
  const std::size_t spare = static_cast<std::size_t>(EVP_PKEY_get_size(key.key()));
  signer.state_->longest = trial->size() + (EVP_PKEY_get_base_id(key.key()) == EVP_PKEY_EC ? spare : 0);
  return signer;
}

Result<std::string> CmsSigner::sign(std::span<const std::string_view> pieces, const StampSignature& stamp) {
  CMS_SignerInfo* signer = state_->signer;
  const std::string digest = digest_of(state_->digest, pieces);
  ASN1_OCTET_STRING_set(state_->message_digest(), reinterpret_cast<const unsigned char*>(digest.data()),
                        static_cast<int>(digest.size()));
  auto value = state_->signature_of(attributes_to_sign(signer));
  if (!value) return fail(std::move(value.error()));
  ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), value->data(), static_cast<int>(value->size()));
  const int earlier = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
  if (earlier >= 0) X509_ATTRIBUTE_free(CMS_unsigned_delete_attr(signer, earlier));
  if (stamp) {
    auto token = stamp(*value);
    if (!token) return fail(std::move(token.error()));
    if (CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token->data(),
                                      static_cast<int>(token->size())) != 1)
      return fail(failed("the time stamp could not be put in", false));
  }
  std::string der = der_of(i2d_CMS_ContentInfo, state_->form.get());
  if (der.empty()) return fail(failed("the signature could not be written", false));
  return der;
}

std::size_t CmsSigner::longest() const {
  return state_->longest;
}

std::string CmsSigner::method() const {
  return fmt::format("{}{} with {}", state_->key.certificate().key(),
                     state_->pss && EVP_PKEY_get_base_id(state_->key.key()) == EVP_PKEY_RSA ? " (PSS)" : "",
                     EVP_MD_get0_name(state_->digest));
}

}  // namespace engross
