// One run of the verifier over one file, from its fields to its verdict.
#pragma once

#include "trust/time_stamp.hpp"
#include "verification/cms_signature.hpp"
#include "verification/evidence.hpp"
#include "verification/signed_part.hpp"
#include "verification/verify.hpp"

namespace engross::verification {

// A filled signature field on its way to a verdict.
struct Signature {
  SignatureField field;
  SignatureVerdict verdict;
  std::optional<SignedPart> part;   // when it signs bytes of this file as it should
  std::optional<PdfFile> revision;  // what the file was when it was signed
  int permits = 0;                  // of a certification
  std::optional<CmsSignature> cms;  // when its values agree
  std::optional<TimeStamp> stamp;   // the same of a document time stamp
  bool store_below = false;         // its revision has a document security store
};

// Reads every filled field and checks ranges, revisions and values; in the order of their revisions.
std::vector<Signature> examine(const PdfFile& file, const Evidence& evidence);

// Judges time, trust and level of what was examined.
void judge_signatures(std::vector<Signature>& signatures, const Evidence& evidence, const VerifyOptions& options);

}  // namespace engross::verification
