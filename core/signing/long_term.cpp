// In: the level that is wanted, the signer's chain, an authority. Out: how to get stamps, and the evidence to bring
// along. Refuses: authorities that do not answer or lie, chains that nothing proves or that were revoked.
#include "signing/long_term.hpp"

#include <fmt/format.h>

namespace engross {
namespace {

// Stamps of one authority differ in the digits of serial number and time, and in the length of ECDSA signatures.
constexpr std::size_t spare_bytes = 128;

std::optional<std::chrono::sys_seconds> time_of(const std::function<std::chrono::sys_seconds()>& clock) {
  return clock ? std::optional(clock()) : std::nullopt;
}

// An authority may sign with several keys in turn; one that nothing in the file proves would make it worth less than
// its level says.
Result<void> is_proved(const Evidence& evidence, const Certificate& unit) {
  if (covers(evidence, unit)) return {};
  return fail(error("signing.time-stamp", {},
                    fmt::format("the time stamp is from {} ({}), which was not there when evidence was gathered",
                                unit.name(), unit.serial()),
                    {"run the command again: evidence is gathered at its beginning"}));
}

Result<Evidence> gather(const LongTermQuestion& question, const TimeStamp& first) {
  Subject unit = subject_of(first);
  unit.roots = question.service.roots;
  return gather_evidence(
      {.subjects = {{.certificate = question.chain.front(), .pool = question.chain}, std::move(unit)},
       .roots = question.order.roots,
       .at = time_of(question.clock).value_or(question.order.at.instant)},
      question.service.exchange);
}

}  // namespace

Result<LongTerm> gather_long_term(const LongTermQuestion& question) {
  LongTerm found;
  if (question.order.level == PadesLevel::b_b) return found;
  auto first = probe(question.service, time_of(question.clock));
  if (!first) return fail(std::move(first.error()));
  std::optional<Evidence> evidence;
  if (question.order.level >= PadesLevel::b_lt) {
    auto gathered = gather(question, first->said);
    if (!gathered) return fail(std::move(gathered.error()));
    found.certificates = gathered->certificates;
    found.revocation = gathered->revocation;
    found.good_until = good_until(*gathered);
    evidence = std::move(*gathered);
  }
  found.stamp_bytes = first->token.size() + spare_bytes;
  found.stamp = [service = question.service, clock = question.clock,
                 evidence = std::move(evidence)](std::span<const std::string_view> data) -> Result<std::string> {
    auto stamp = ask_for_stamp(service, data, time_of(clock));
    if (!stamp) return fail(std::move(stamp.error()));
    if (evidence)
      if (auto proved = is_proved(*evidence, stamp->said.signer); !proved) return fail(std::move(proved.error()));
    return std::move(stamp->token);
  };
  return found;
}

}  // namespace engross
