// In: a key that has been judged, files with room for a signature. Out: signed files.
// Refuses: signers whose certificate does not hold at the time of signing, or of which the department's lists do not
// say that it does; values longer than their room.
#include "signing/pades.hpp"

#include <fmt/format.h>

#include <array>

#include "base/sha256.hpp"
#include "signing/standing.hpp"
#include "trust/chain.hpp"

namespace engross {
namespace {

constexpr std::array<std::pair<PadesLevel, std::string_view>, 4> level_names{
    {{PadesLevel::b_b, "b-b"}, {PadesLevel::b_t, "b-t"}, {PadesLevel::b_lt, "b-lt"}, {PadesLevel::b_lta, "b-lta"}}};

// An attribute that holds a token: object identifier, set and lengths around it (RFC 5652, 5.3).
constexpr std::size_t stamp_wrapping = 64;

// Everything but the value.
std::array<std::string_view, 2> signed_pieces(const std::string& pdf, const ValueHole& hole) {
  const std::string_view all = pdf;
  return {all.substr(0, hole.begin), all.substr(hole.end)};
}

std::vector<std::string> ders_of(const std::vector<Certificate>& certificates) {
  std::vector<std::string> ders;
  for (const Certificate& certificate : certificates) ders.push_back(certificate.der());
  return ders;
}

// What the diagnostics of a chain mean to somebody who signs.
Diagnostics for_signer(Diagnostics faults) {
  for (Diagnostic& fault : faults) {
    if (fault.code == "trust.no-issuer")
      fault.hints = {"name a file with the certificates from the signer's issuer up to the root: --chain FILE.pem"};
    else if (fault.code == "trust.untrusted")
      fault.hints = {"sign with a key that one of the department's roots vouches for: trust/*.pem of the department"};
    else if (fault.code == "trust.expired" || fault.code == "trust.not-yet-valid")
      fault.hints = {"sign with the signatory's present certificate; --at is the moment that is judged"};
  }
  return faults;
}

Diagnostic against_signer(const signing::Doubt& doubt) {
  const bool revoked = doubt.status.kind == RevocationStatus::Kind::revoked;
  return error(revoked ? "signing.revoked" : "signing.revocation", {}, signing::sentence_of(doubt),
               {revoked ? "sign with the signatory's present key" : signing::list_hint});
}

}  // namespace

std::string_view name_of(PadesLevel level) {
  for (const auto& [one, name] : level_names)
    if (one == level) return name;
  return "b-b";
}

std::optional<PadesLevel> level_named(std::string_view name) {
  for (const auto& [level, one] : level_names)
    if (one == name) return level;
  return std::nullopt;
}

Result<std::vector<Certificate>> PadesSigner::chain_for(const SigningKey& key, const SigningOrder& order) {
  auto chain = chain_of({.leaf = key.certificate(),
                         .pool = key.others(),
                         .roots = order.roots,
                         .at = order.at.instant,
                         .use = Use::signature});
  if (!chain) return fail(for_signer(std::move(chain.error())));
  Diagnostics faults;
  for (const signing::Doubt& doubt : signing::doubts_about(*chain, *chain, order.lists, order.at))
    faults.push_back(against_signer(doubt));
  if (!faults.empty()) return fail(std::move(faults));
  return chain;
}

Result<PadesSigner> PadesSigner::with(const SigningKey& key, const std::vector<Certificate>& chain, SigningOrder order,
                                      LongTerm long_term) {
  auto cms = CmsSigner::with(key, chain, order.padding);
  if (!cms) return fail(std::move(cms.error()));
  return PadesSigner(key.certificate(), std::move(*cms), std::move(order), std::move(long_term));
}

SignatureEntries PadesSigner::entries() const {
  SignatureEntries entries;
  entries.signer = certificate_.name();
  entries.at = order_.at;
  entries.room = cms_.longest();
  if (order_.level >= PadesLevel::b_t) entries.room += long_term_.stamp_bytes + stamp_wrapping;
  if (order_.level < PadesLevel::b_lt) return entries;
  entries.certificates = ders_of(long_term_.certificates);
  entries.ocsps = long_term_.revocation.ocsps;
  entries.crls = long_term_.revocation.crls;
  return entries;
}

Result<SignedFile> PadesSigner::sign(Signable file) {
  StampSignature stamp;
  if (order_.level >= PadesLevel::b_t)
    stamp = [this](std::string_view signature) { return long_term_.stamp(std::span(&signature, 1)); };
  SignedFile made;
  auto value = cms_.sign(signed_pieces(file.pdf, file.value), stamp);
  if (!value) return fail(std::move(value.error()));
  if (auto filled = fill_value(file.pdf, file.value, *value); !filled) return fail(std::move(filled.error()));
  made.value = std::move(*value);
  made.pdf = std::move(file.pdf);
  if (order_.level < PadesLevel::b_lta) return made;
  Signable last = with_time_stamp(made.pdf, file.next, stamp_room());
  auto token = long_term_.stamp(signed_pieces(last.pdf, last.value));
  if (!token) return fail(std::move(token.error()));
  if (auto filled = fill_value(last.pdf, last.value, *token); !filled) return fail(std::move(filled.error()));
  made.stamp = std::move(*token);
  made.pdf = std::move(last.pdf);
  return made;
}

Result<void> fill_value(std::string& pdf, const ValueHole& hole, std::string_view value) {
  const std::string digits = to_hex(value);
  if (hole.begin + digits.size() + 2 > hole.end)
    return fail(error("signing.room", {},
                      fmt::format("the signature has {} bytes, and the file has room for {}", value.size(),
                                  (hole.end - hole.begin - 2) / 2),
                      {"the time-stamping authority answers at greater length than when the run began: run it again"}));
  pdf.replace(hole.begin + 1, digits.size(), digits);
  return {};
}

Result<std::string> filled_again(Signable file, std::string_view value, std::string_view stamp,
                                 std::size_t stamp_room) {
  if (auto filled = fill_value(file.pdf, file.value, value); !filled) return fail(std::move(filled.error()));
  if (stamp.empty()) return std::move(file.pdf);
  Signable last = with_time_stamp(file.pdf, file.next, stamp_room);
  if (auto filled = fill_value(last.pdf, last.value, stamp); !filled) return fail(std::move(filled.error()));
  return std::move(last.pdf);
}

}  // namespace engross
