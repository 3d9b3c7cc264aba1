// In: signatures as they were examined. Out: when they were made as far as is proved, whose they are, which level.
// Refuses: time stamps over other values, time stamps and signers that the roots do not stand behind.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verification/examination.hpp"
#include "verification/standing.hpp"

namespace engross::verification {
namespace {

// Goes from the last signature to the first: each time stamp proves that what lies below it was there by then.
class Judge {
 public:
  Judge(const std::vector<Signature>& signatures, const Evidence& evidence, const VerifyOptions& options)
      : evidence_(evidence), options_(options), by_(options.at), pool_(evidence.certificates) {
    for (const Signature& one : signatures) {
      if (one.cms) pool_.insert(pool_.end(), one.cms->certificates.begin(), one.cms->certificates.end());
      if (one.stamp) pool_.insert(pool_.end(), one.stamp->certificates.begin(), one.stamp->certificates.end());
    }
  }

  void judge(Signature& one) {
    if (one.stamp)
      judge_document_stamp(one);
    else if (one.cms)
      judge_signature(one);
  }

 private:
  Standing standing(const Certificate& leaf, const std::vector<Certificate>& brought, const RevocationData& more,
                    std::chrono::sys_seconds at, Use use) const {
    std::vector<Certificate> pool = brought;
    pool.insert(pool.end(), pool_.begin(), pool_.end());
    RevocationData revocation = evidence_.revocation;
    revocation.ocsps.insert(revocation.ocsps.end(), more.ocsps.begin(), more.ocsps.end());
    revocation.crls.insert(revocation.crls.end(), more.crls.begin(), more.crls.end());
    return standing_of({.leaf = leaf,
                        .pool = std::move(pool),
                        .revocation = &revocation,
                        .roots = &options_.roots,
                        .at = at,
                        .use = use});
  }

  // A stamp cannot have been made after it is judged; clocks differ a little.
  std::chrono::sys_seconds moment_for(const TimeStamp& stamp) const { return std::max(by_, stamp.at); }

  static void soften(Diagnostics& findings) {
    for (Diagnostic& one : findings) one.severity = std::min(one.severity, Severity::warning);
  }

  void warn_of_future(SignatureVerdict& verdict, const TimeStamp& stamp) const {
    constexpr std::chrono::minutes tolerance{5};
    if (stamp.at > options_.at + tolerance)
      verdict.findings.push_back(warning("verify.future", {},
                                         fmt::format("a time stamp is of {}, after {}, for which this was asked",
                                                     shown_time(stamp.at), shown_time(options_.at))));
  }

  void judge_document_stamp(Signature& one) {
    Standing standing =
        this->standing(one.stamp->signer, one.stamp->certificates, {}, moment_for(*one.stamp), Use::time_stamp);
    one.verdict.trust = standing.trust;
    one.verdict.chain = std::move(standing.chain);
    soften(standing.findings);  // it only leaves the signatures below unproved
    append(one.verdict.findings, standing.findings);
    warn_of_future(one.verdict, *one.stamp);
    if (!one.verdict.intact || one.verdict.trust == Trust::untrusted) return;
    by_ = std::min(by_, one.stamp->at);
    archived_ = true;
    archived_store_ = archived_store_ || one.store_below;
  }

  // The earliest of the time stamps over the signature value that holds.
  std::optional<std::chrono::sys_seconds> judge_stamps(Signature& one, bool& complete) {
    std::optional<std::chrono::sys_seconds> earliest;
    for (const std::string& token : one.cms->stamps) {
      const auto stamp = read_time_stamp(token, std::array{std::string_view(one.cms->value)});
      if (!stamp) {
        append(one.verdict.findings, stamp.error());
        one.verdict.intact = false;
        continue;
      }
      Standing standing = this->standing(stamp->signer, stamp->certificates, {}, moment_for(*stamp), Use::time_stamp);
      one.verdict.stamps.push_back({.at = shown_time(stamp->at), .by = stamp->signer.name(), .trust = standing.trust});
      warn_of_future(one.verdict, *stamp);
      soften(standing.findings);
      append(one.verdict.findings, standing.findings);
      if (standing.trust == Trust::untrusted || (earliest && *earliest <= stamp->at)) continue;
      earliest = stamp->at;
      complete = standing.complete;
    }
    return earliest;
  }

  void judge_signature(Signature& one) {
    SignatureVerdict& verdict = one.verdict;
    bool stamps_complete = true;
    const auto stamped = judge_stamps(one, stamps_complete);
    const auto proved = stamped || archived_ ? std::optional(std::min(stamped.value_or(by_), by_)) : std::nullopt;
    if (proved) verdict.at = shown_time(*proved);
    Standing standing = this->standing(one.cms->signer, one.cms->certificates, one.cms->revocation,
                                       proved.value_or(by_), Use::signature);
    verdict.trust = standing.trust;
    verdict.chain = std::move(standing.chain);
    append(verdict.findings, standing.findings);
    const bool pades = one.part->format == "ETSI.CAdES.detached";
    if (pades && one.cms->named == NamedBy::nothing) {
      verdict.findings.push_back(error("verify.signer", {}, "it does not name the certificate that it was signed with",
                                       {"ETSI.CAdES.detached asks for signing-certificate-v2"}));
      verdict.intact = false;
    }
    if (pades && one.cms->signing_time)
      verdict.findings.push_back({.severity = Severity::note,
                                  .code = "verify.signing-time",
                                  .span = {},
                                  .message = "the time of signing is among the signed attributes, where PAdES has none",
                                  .hints = {}});
    if (verdict.intact && pades && one.cms->named == NamedBy::version_2)
      verdict.level = level_of(proved.has_value(), standing.complete && stamps_complete);
  }

  Level level_of(bool proved, bool complete) const {
    if (!proved) return Level::b_b;
    if (!complete || !evidence_.store) return Level::b_t;
    return archived_ && archived_store_ ? Level::b_lta : Level::b_lt;
  }

  const Evidence& evidence_;
  const VerifyOptions& options_;
  std::chrono::sys_seconds by_;    // by when everything judged from here on existed
  std::vector<Certificate> pool_;  // whatever anybody in the file brought
  bool archived_ = false;          // a time stamp over the file covers it
  bool archived_store_ = false;    // and the store too
};

}  // namespace

void judge_signatures(std::vector<Signature>& signatures, const Evidence& evidence, const VerifyOptions& options) {
  Judge judge(signatures, evidence, options);
  for (auto one = signatures.rbegin(); one != signatures.rend(); ++one) judge.judge(*one);
}

}  // namespace engross::verification
