// In: a certificate, its issuer, a moment, and what somebody brought about revocation. Out: good, revoked or unknown.
// Refuses to believe: what the issuer does not stand behind, and what was not current then.
#include "trust/revocation.hpp"

#include <fmt/format.h>

#include "trust/crl.hpp"
#include "trust/ocsp.hpp"

namespace engross {
namespace {

using Kind = RevocationStatus::Kind;

// A hold can be lifted; every other revocation is for good.
bool is_final(const RevocationStatus& status) {
  return status.kind == Kind::revoked && status.reason != "certificateHold";
}

// Why a statement was not current at the moment that counts; empty when it was. A revocation for good does not age:
// otherwise an old list would bring back those whom it names.
std::string not_current(const RevocationStatus& status, const RevocationQuestion& question) {
  constexpr std::chrono::hours without_next{24};
  const auto latest_start = question.at + question.tolerance;
  if (status.produced > latest_start && !question.later_data)
    return fmt::format("it is of {}, which is later", shown_time(status.produced));
  const auto end = status.next_update.value_or(status.produced + without_next);
  if (!is_final(status) && end + question.tolerance < question.at)
    return fmt::format("it was out of date from {} on", shown_time(end));
  if (status.kind == Kind::good && status.produced > question.certificate.not_after())
    return "it was made after the certificate had expired";
  return {};
}

bool weighs_more(const RevocationStatus& a, const RevocationStatus& b) {
  if (b.kind == Kind::unknown) return true;
  if (is_final(a) != is_final(b)) return is_final(a);
  if (a.produced != b.produced) return a.produced > b.produced;
  return a.kind == Kind::revoked && b.kind != Kind::revoked;
}

// Takes one statement into account.
void hear(RevocationStatus& so_far, std::optional<RevocationStatus> said, const RevocationQuestion& question) {
  if (!said) return;
  if (said->kind != Kind::unknown)
    if (std::string why = not_current(*said, question); !why.empty())
      said = RevocationStatus{
          .kind = Kind::unknown, .reason = {}, .next_update = {}, .source = said->source, .why_not = std::move(why)};
  if (said->kind != Kind::unknown ? weighs_more(*said, so_far) : so_far.kind == Kind::unknown && so_far.why_not.empty())
    so_far = std::move(*said);
}

}  // namespace

RevocationStatus revocation_of(const RevocationQuestion& question, const RevocationData& data) {
  RevocationStatus status{.reason = {}, .next_update = {}, .source = {}, .why_not = {}};
  for (const std::string& ocsp : data.ocsps) hear(status, ocsp_says(ocsp, question), question);
  for (const std::string& crl : data.crls) hear(status, crl_says(crl, question), question);
  return status;
}

}  // namespace engross
