// CMS signatures (RFC 5652) as PAdES wants them (ETSI EN 319 142-1, 6.3; EN 319 122-1): detached, DER, with
// content-type, message-digest and signing-certificate-v2, and without signing-time.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "signing/key.hpp"

namespace engross {

enum class RsaPadding : std::uint8_t { pkcs1, pss };  // RFC 8017; PKCS#1 v1.5 gives the same bytes each time

// Over the signature value: a time-stamp token in DER.
using StampSignature = std::function<Result<std::string>(std::string_view signature)>;

// Signs many with one key. Not shared between threads.
class CmsSigner {
 public:
  // `chain` is the signer's certificate and those above it; all of it goes into each signature. One signature is made
  // at once, so that a key that cannot sign is known before there is a letter. Errors: "signing.failed",
  // "signing.token".
  static Result<CmsSigner> with(const SigningKey& key, const std::vector<Certificate>& chain,
                                RsaPadding padding = RsaPadding::pkcs1);
  CmsSigner(CmsSigner&&) noexcept;
  CmsSigner& operator=(CmsSigner&&) noexcept;
  ~CmsSigner();

  // The pieces of the data one after another; the result in DER. Errors: as of with(), and those of `stamp`.
  Result<std::string> sign(std::span<const std::string_view> pieces, const StampSignature& stamp = {});

  // No signature without a time stamp is longer, in bytes.
  std::size_t longest() const;
  // "RSA 2048 with SHA-256", for people.
  std::string method() const;

 private:
  struct State;
  explicit CmsSigner(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace engross
