// PAdES signatures of letters (ETSI EN 319 142-1): one key, one chain, one level, many files.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdf/draw.hpp"
#include "signing/cms.hpp"
#include "trust/revocation.hpp"

namespace engross {

enum class PadesLevel : std::uint8_t {
  b_b,    // who signed, and that nothing was changed
  b_t,    // and that it was signed before a moment that a time-stamping authority vouches for
  b_lt,   // and the certificates and revocation data to judge it by when their issuers are gone
  b_lta,  // and a time stamp over all that, so that it lasts beyond the keys and hashes of its day
};
std::string_view name_of(PadesLevel level);  // "b-b"
std::optional<PadesLevel> level_named(std::string_view name);

// A time-stamp token in DER over pieces of data, one after another.
using TakeStamp = std::function<Result<std::string>(std::span<const std::string_view> data)>;

// What levels above b-b need, gathered once a run.
struct LongTerm {
  TakeStamp stamp;              // b-t and up
  std::size_t stamp_bytes = 0;  // no token of this authority is longer
  // b-lt and up: what goes into the document security store.
  std::vector<Certificate> certificates;
  RevocationData revocation;
  std::optional<std::chrono::sys_seconds> good_until{};  // then it is to be gathered again (signing/evidence.hpp)
};

struct SigningOrder {
  PadesLevel level = PadesLevel::b_b;
  RsaPadding padding = RsaPadding::pkcs1;
  std::vector<Certificate> roots;  // that the signer must come from; empty: any root that came with the key
  Timestamp at;                    // when it is signed: /M, and the moment that certificates are judged at
  RevocationData lists{};          // the department's own CRLs, asked at every level
};

// What signing added to a file: with these, and the file before, the signed file can be made again.
struct SignedFile {
  std::string pdf;
  std::string value;  // the CMS in DER
  std::string stamp;  // b-lta: the document time stamp in DER
};

// Not shared between threads.
class PadesSigner {
 public:
  // The chain of a key as it will be in each signature; judged before anything is asked of anyone. Errors: those of
  // chain_of() (expired, not yet valid, no issuer, untrusted, usage), each with what to do; "signing.revoked" by the
  // order's lists, and "signing.revocation" when one of them is out of date or otherwise not to be believed.
  static Result<std::vector<Certificate>> chain_for(const SigningKey& key, const SigningOrder& order);
  // Errors: those of CmsSigner.
  static Result<PadesSigner> with(const SigningKey& key, const std::vector<Certificate>& chain, SigningOrder order,
                                  LongTerm long_term = {});

  const SigningOrder& order() const { return order_; }
  // Files from now on say that they are signed then. Certificates stay judged as of with().
  void move_to(Timestamp at) { order_.at = at; }
  const Certificate& certificate() const { return certificate_; }
  std::string method() const { return cms_.method(); }

  // What files are to be drawn with: signer, time, room for the value, evidence. The caller adds field and words.
  SignatureEntries entries() const;
  // Bytes that a document time stamp may have.
  std::size_t stamp_room() const { return long_term_.stamp_bytes; }

  // `file` was drawn with entries(). Errors: "signing.room" (the value is longer than was said; nothing is half
  // signed), and those of CmsSigner and of the time stamp.
  Result<SignedFile> sign(Signable file);

 private:
  PadesSigner(Certificate certificate, CmsSigner cms, SigningOrder order, LongTerm long_term)
      : certificate_(std::move(certificate)),
        cms_(std::move(cms)),
        order_(std::move(order)),
        long_term_(std::move(long_term)) {}
  Certificate certificate_;
  CmsSigner cms_;
  SigningOrder order_;
  LongTerm long_term_;
};

// Puts a value into its hole; what is left stays zero. Error: "signing.room".
Result<void> fill_value(std::string& pdf, const ValueHole& hole, std::string_view value);
// The file that was drawn, with values that were made for it earlier; `stamp` is empty where there is none.
Result<std::string> filled_again(Signable file, std::string_view value, std::string_view stamp, std::size_t stamp_room);

}  // namespace engross
