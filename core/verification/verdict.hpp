// What the signatures of a PDF are worth, as data: for people, for programs, and for the trip between two processes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross::verification {

enum class Trust : std::uint8_t {
  not_asked,  // no roots were given
  trusted,
  untrusted,
};

// ETSI EN 319 142-1. `none`: signed, but not as PAdES says.
enum class Level : std::uint8_t { none, b_b, b_t, b_lt, b_lta };

// What followed the signed part of the file.
enum class After : std::uint8_t {
  nothing,          // the signature covers the whole file
  signatures,       // empty signature fields of the signed part were filled, with signatures or time stamps
  validation_data,  // and revocation data or a time stamp's own field were added
  changes,          // anything else
};

struct CertificateVerdict {
  std::string name, subject, issuer, serial, key, sha256;
  std::string from, to;    // RFC 3339
  std::string revocation;  // "good", "revoked", "unknown"; empty for a root
  std::string because;     // "OCSP of 2024-03-01T12:00:00Z", or why it is not known
};

struct StampVerdict {
  std::string at;  // RFC 3339
  std::string by;
  Trust trust = Trust::not_asked;
};

struct SignatureVerdict {
  std::string field;    // its full name
  std::string format;   // the SubFilter
  bool stamp = false;   // a document time stamp, not a person's signature
  bool intact = false;  // what it signed is what the file holds, and nothing but what may follow follows
  Trust trust = Trust::not_asked;
  Level level = Level::none;
  After after = After::nothing;
  std::string signer;   // the certificate's name
  std::string at;       // RFC 3339: what a time stamp proves, else empty
  std::string claimed;  // the signer's own word for when, as it stands in the file
  std::string reason, location, contact;
  std::string algorithm;                  // "RSA 2048, SHA-256"
  std::string permits;                    // of a certification: "no changes", …; else empty
  std::vector<CertificateVerdict> chain;  // signer first
  std::vector<StampVerdict> stamps;       // over the signature value
  Diagnostics findings;
};

struct Verdict {
  bool is_signed = false;  // by somebody: a time stamp alone is none
  bool intact = false;     // every signature is, and the last covers the whole file
  Trust trust = Trust::not_asked;
  Level level = Level::none;                 // the lowest of its signatures
  std::string title;                         // of the document, as it says
  std::string pdfa, pdfua;                   // what its metadata claim: "2a", "1"
  std::vector<SignatureVerdict> signatures;  // in the order they were made
  Diagnostics findings;                      // of the file as a whole

  // Signed, intact, and trusted if that was asked.
  bool good() const { return is_signed && intact && trust != Trust::untrusted; }
  friend bool operator==(const Verdict& a, const Verdict& b);
};

std::string_view name_of(Trust trust);
std::string_view name_of(Level level);
std::string_view name_of(After after);

Value to_value(const Verdict& verdict);
// The same again. Error: "verify.verdict" when it is none.
Result<Verdict> verdict_from(const Value& value);

// "intact, signed by Denise Clavery at 2024-03-01T12:00:00Z, level b-lt, trusted": one line, without a line feed.
std::string headline(const Verdict& verdict);
// The rest, indented; ends with a line feed, or is empty.
std::string details(const Verdict& verdict);

}  // namespace engross::verification
