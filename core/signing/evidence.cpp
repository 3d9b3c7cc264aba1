// In: those who will sign. Out: their chains and the proof that none in them was revoked, asked from their issuers.
// Refuses: whoever was revoked, and whoever nobody answers for.
#include "signing/evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "signing/issuers.hpp"
#include "signing/ocsp_exchange.hpp"

namespace engross {
namespace {

using Kind = RevocationStatus::Kind;

constexpr std::size_t most_bytes_of_ocsp = std::size_t{256} << 10;
constexpr std::size_t most_bytes_of_crl = std::size_t{16} << 20;  // those of large authorities have some MB

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::ranges::find(all, one) != all.end();
}

template <class T>
void add_once(std::vector<T>& all, T one) {
  if (!contains(all, one)) all.push_back(std::move(one));
}

Diagnostic revoked(const Certificate& certificate, const RevocationStatus& status) {
  return error(
      "signing.revoked", {},
      fmt::format("the certificate of {} (serial {}) was revoked on {}{}", certificate.name(), certificate.serial(),
                  shown_time(status.revoked_at), status.reason.empty() ? "" : ": " + status.reason),
      {fmt::format("ask its issuer, \"{}\", for a new certificate, or sign with another", certificate.issuer())});
}

Diagnostic nobody_says(const Certificate& certificate, const std::vector<std::string>& why) {
  const std::string who = fmt::format("the certificate of {} (serial {})", certificate.name(), certificate.serial());
  if (why.empty())
    return error("signing.no-revocation-data", {},
                 fmt::format("{} names no OCSP or CRL address, so nobody can say whether it was revoked", who),
                 {"ask its issuer for one that names such an address", "or sign at level b-t, which does without"});
  return error("signing.no-revocation-data", {},
               fmt::format("nobody says in a way to be believed whether {} was revoked: {}", who, fmt::join(why, "; ")),
               {"try again later, or ask the issuer", "or sign at level b-t, which does without"});
}

// One certificate that is being proved, and why nothing was believed so far.
struct Proof {
  Certificate certificate;
  Certificate issuer;
  std::vector<std::string> why{};
};

class Gatherer {
 public:
  Gatherer(const EvidenceQuestion& question, const Exchange& exchange) : question_(question), exchange_(exchange) {
    evidence_.gathered = question.at;
    evidence_.next_update = std::chrono::sys_seconds::max();
  }

  Result<void> prove_subject(const Subject& subject) {
    const auto chain = complete_chain(subject, question_, exchange_);
    if (!chain) return fail(chain.error());
    for (const Certificate& one : *chain) add_once(evidence_.certificates, one);
    Diagnostics all;
    for (std::size_t i = 0; i + 1 < chain->size(); ++i)
      if (const auto proved = prove((*chain)[i], (*chain)[i + 1]); !proved) append(all, proved.error());
    if (!all.empty()) return fail(std::move(all));
    return {};
  }

  Evidence take() { return std::move(evidence_); }

 private:
  // OCSP before CRLs, because it is small and newer; for a responder the other way, lest it vouch for itself.
  Result<void> prove(const Certificate& certificate, const Certificate& issuer, bool responder = false) {
    if (contains(settled_, certificate)) return {};
    Proof proof{certificate, issuer};
    using Way = Result<bool> (Gatherer::*)(Proof&);
    Way ways[] = {&Gatherer::by_ocsp, &Gatherer::by_crl};
    if (responder) std::swap(ways[0], ways[1]);
    for (const Way way : ways) {
      const auto settled = (this->*way)(proof);
      if (!settled) return fail(settled.error());
      if (!*settled) continue;
      settled_.push_back(certificate);
      return {};
    }
    return fail(nobody_says(certificate, proof.why));
  }

  // Whether one of the responders was believed. The error is a revocation.
  Result<bool> by_ocsp(Proof& proof) {
    for (const std::string& address : proof.certificate.ocsp_addresses()) {
      const auto response = fetch(proof, {.url = address,
                                          .content_type = "application/ocsp-request",
                                          .body = ocsp_request(proof.certificate, proof.issuer),
                                          .most_bytes = most_bytes_of_ocsp});
      if (!response) continue;
      const auto status = believed(proof, address, {.ocsps = {*response}, .crls = {}}, fault_of_response(*response));
      if (!status) return fail(status.error());
      if (!*status || !prove_responder(proof, address, *response)) continue;
      keep(**status);
      add_once(evidence_.revocation.ocsps, *response);
      return true;
    }
    return false;
  }

  Result<bool> by_crl(Proof& proof) {
    for (const std::string& address : proof.certificate.crl_addresses()) {
      const auto crl = fetch_crl(proof, address);
      if (!crl) continue;
      const auto status = believed(proof, address, {.ocsps = {}, .crls = {*crl}}, {});
      if (!status) return fail(status.error());
      if (!*status) continue;
      keep(**status);
      add_once(evidence_.revocation.crls, *crl);
      return true;
    }
    return false;
  }

  std::optional<std::string> fetch(Proof& proof, const HttpRequest& request) {
    if (!is_http(request.url)) {
      proof.why.push_back(fmt::format("{} is no http address", shown_address(request.url)));
      return std::nullopt;
    }
    auto reply = exchange_(request);
    if (reply) return std::move(*reply);
    proof.why.push_back(reply.error().front().message);
    return std::nullopt;
  }

  // One CRL is about many certificates.
  std::optional<std::string> fetch_crl(Proof& proof, const std::string& address) {
    const auto known = std::ranges::find(crls_, address, &std::pair<std::string, std::string>::first);
    if (known != crls_.end()) return known->second;
    auto crl = fetch(proof, {.url = address, .most_bytes = most_bytes_of_crl});
    if (crl) crls_.emplace_back(address, *crl);
    return crl;
  }

  // The status when it is to be believed and good; nothing when it is not to be believed. The error is a revocation.
  Result<std::optional<RevocationStatus>> believed(Proof& proof, const std::string& address, const RevocationData& data,
                                                   std::string fault) const {
    const RevocationQuestion question{
        .certificate = proof.certificate, .issuer = proof.issuer, .pool = evidence_.certificates, .at = question_.at};
    RevocationStatus status{.reason = {}, .next_update = {}, .source = {}, .why_not = {}};
    if (fault.empty()) status = revocation_of(question, data);
    if (status.kind == Kind::revoked) return fail(revoked(proof.certificate, status));
    if (status.kind == Kind::good) return status;
    if (fault.empty()) fault = status.why_not.empty() ? "it says nothing of this certificate" : status.why_not;
    proof.why.push_back(fmt::format("{} is not believed: {}", shown_address(address), fault));
    return std::optional<RevocationStatus>();
  }

  bool prove_responder(Proof& proof, const std::string& address, const std::string& response) {
    const auto responder = responder_of(response, proof.issuer);
    const std::string fault = responder ? fault_of_responder(proof, *responder) : "nobody is known who signed it";
    if (fault.empty())
      add_once(evidence_.certificates, *responder);
    else
      proof.why.push_back(fmt::format("{} is not believed: {}", shown_address(address), fault));
    return fault.empty();
  }

  // A responder of its own is in its turn a certificate of the issuer that may have been revoked.
  std::string fault_of_responder(const Proof& proof, const Certificate& responder) {
    if (responder == proof.issuer || needs_no_check(responder) || contains(settled_, responder)) return {};
    if (responder == proof.certificate) return "its responder speaks for itself";
    if (contains(asked_, responder)) return "its responder was not proved";
    asked_.push_back(responder);
    const auto proved = prove(responder, proof.issuer, true);
    return proved ? std::string() : "its responder is in doubt: " + proved.error().front().message;
  }

  // Data without a next update is good for a day, as revocation_of() has it.
  void keep(const RevocationStatus& status) {
    const auto next = status.next_update.value_or(status.produced + std::chrono::hours(24));
    evidence_.next_update = std::min(evidence_.next_update, next);
  }

  const EvidenceQuestion& question_;
  const Exchange& exchange_;
  Evidence evidence_;
  std::vector<Certificate> settled_;                       // proved good
  std::vector<Certificate> asked_;                         // responders that were, are being, or could not be proved
  std::vector<std::pair<std::string, std::string>> crls_;  // by address
};

}  // namespace

Subject subject_of(const TimeStamp& stamp) {
  return {.certificate = stamp.signer, .pool = stamp.certificates, .use = Use::time_stamp};
}

Result<Evidence> gather_evidence(const EvidenceQuestion& question, const Exchange& exchange) {
  Gatherer gatherer(question, exchange);
  Diagnostics all;
  for (const Subject& subject : question.subjects)
    if (const auto proved = gatherer.prove_subject(subject); !proved) append(all, proved.error());
  if (!all.empty()) return fail(std::move(all));
  return gatherer.take();
}

bool covers(const Evidence& evidence, const Certificate& certificate) {
  return contains(evidence.certificates, certificate);
}

std::chrono::sys_seconds good_until(const Evidence& evidence) {
  using std::chrono::seconds;
  const seconds left = std::max(seconds(0), evidence.next_update - evidence.gathered);
  return evidence.next_update - std::min(left / 10, seconds(3600));
}

}  // namespace engross
