// In: the level that is wanted, the signer's chain, an authority. Out: how to get stamps, and the evidence to bring
// along. Refuses: authorities that do not answer or lie, chains that nothing proves or that were revoked.
#include "signing/long_term.hpp"

namespace engross {
namespace {

// Stamps of one authority differ in the digits of serial number and time, and in the length of ECDSA signatures.
constexpr std::size_t spare_bytes = 128;

}  // namespace

Result<LongTerm> gather_long_term(const LongTermQuestion& question) {
  LongTerm found;
  if (question.order.level == PadesLevel::b_b) return found;
  auto first = probe(question.service, question.now);
  if (!first) return fail(std::move(first.error()));
  found.stamp_bytes = first->token.size() + spare_bytes;
  found.stamp = [service = question.service,
                 now = question.now](std::span<const std::string_view> data) -> Result<std::string> {
    auto stamp = ask_for_stamp(service, data, now);
    if (!stamp) return fail(std::move(stamp.error()));
    return std::move(stamp->token);
  };
  if (question.order.level < PadesLevel::b_lt) return found;
  EvidenceQuestion asked{
      .subjects = {{.certificate = question.chain.front(), .pool = question.chain}, subject_of(first->said)},
      .roots = question.order.roots,
      .at = question.now.value_or(question.order.at.instant)};
  auto evidence = gather_evidence(asked, question.service.exchange);
  if (!evidence) return fail(std::move(evidence.error()));
  found.certificates = std::move(evidence->certificates);
  found.revocation = std::move(evidence->revocation);
  return found;
}

}  // namespace engross
