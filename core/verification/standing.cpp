// In: a certificate, what others brought about it, roots and a moment. Out: its chain, each certificate's status.
// Refuses: chains that the roots do not stand behind, and certificates revoked by then, roots or no roots.
#include "verification/standing.hpp"

#include <fmt/format.h>

namespace engross::verification {
namespace {

CertificateVerdict verdict_on(const Certificate& one) {
  return {.name = one.name(),
          .subject = one.subject(),
          .issuer = one.issuer(),
          .serial = one.serial(),
          .key = one.key(),
          .sha256 = one.sha256(),
          .from = shown_time(one.not_before()),
          .to = shown_time(one.not_after()),
          .revocation = {},
          .because = {}};
}

ChainQuestion ask(const StandingQuestion& question, std::vector<Certificate> roots) {
  return {
      .leaf = question.leaf, .pool = question.pool, .roots = std::move(roots), .at = question.at, .use = question.use};
}

// As far up as the certificates at hand reach, for showing and for revocation data.
std::vector<Certificate> loose_chain(const StandingQuestion& question) {
  std::vector<Certificate> all = question.pool;
  all.push_back(question.leaf);
  auto chain = chain_of(ask(question, std::move(all)));
  return chain ? std::move(*chain) : std::vector{question.leaf};
}

class Judge {
 public:
  explicit Judge(const StandingQuestion& question) : question_(question) {}

  Standing judge() {
    auto chain = chain_of(ask(question_, *question_.roots));
    const bool asked = !question_.roots->empty();
    standing_.trust = !asked ? Trust::not_asked : chain ? Trust::trusted : Trust::untrusted;
    if (!chain) refuse(std::move(chain.error()), asked);
    const std::vector<Certificate> shown = chain ? std::move(*chain) : loose_chain(question_);
    standing_.complete = true;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      standing_.chain.push_back(verdict_on(shown[i]));
      if (i + 1 < shown.size())
        look_up(shown[i], shown[i + 1]);
      else if (!shown[i].self_issued())
        standing_.complete = false;
    }
    return std::move(standing_);
  }

 private:
  // Without roots nobody asked for trust: what is wrong with the chain is only told.
  void refuse(Diagnostics why, bool asked) {
    for (Diagnostic& one : why)
      if (!asked) one.severity = one.code == "trust.no-issuer" ? Severity::note : Severity::warning;
    append(standing_.findings, why);
  }

  void look_up(const Certificate& certificate, const Certificate& issuer) {
    const RevocationStatus status =
        revocation_of({.certificate = certificate, .issuer = issuer, .pool = question_.pool, .at = question_.at},
                      *question_.revocation);
    CertificateVerdict& shown = standing_.chain.back();
    switch (status.kind) {
      case RevocationStatus::Kind::good:
        shown.revocation = "good";
        shown.because = fmt::format("{} of {}", status.source, shown_time(status.produced));
        return;
      case RevocationStatus::Kind::revoked:
        return revoked(certificate, status);
      case RevocationStatus::Kind::unknown:
        shown.revocation = "unknown";
        shown.because = status.why_not.empty() ? "no data" : fmt::format("{}: {}", status.source, status.why_not);
        standing_.complete = false;
    }
  }

  void revoked(const Certificate& certificate, const RevocationStatus& status) {
    CertificateVerdict& shown = standing_.chain.back();
    shown.revocation = "revoked";
    shown.because = fmt::format("on {}{}{}, {} of {}", shown_time(status.revoked_at), status.reason.empty() ? "" : ", ",
                                status.reason, status.source, shown_time(status.produced));
    if (status.revoked_at > question_.at) {
      standing_.findings.push_back(
          warning("verify.revoked-later", {},
                  fmt::format("the certificate of {} was revoked on {}, after it had served here", certificate.name(),
                              shown_time(status.revoked_at))));
      return;
    }
    standing_.trust = Trust::untrusted;
    standing_.complete = false;
    standing_.findings.push_back(
        error("verify.revoked", {},
              fmt::format("the certificate of {} was revoked on {}, and nothing proves that it had served before",
                          certificate.name(), shown_time(status.revoked_at)),
              {"ask the signer, by another way than this file, whether the letter is theirs"}));
  }

  const StandingQuestion& question_;
  Standing standing_;
};

}  // namespace

Standing standing_of(const StandingQuestion& question) {
  return Judge(question).judge();
}

}  // namespace engross::verification
