// In: who signs, the letter. Out: the seal, its fields, what the record keeps of it; and the seal again from the
// record. Refuses: signatories that the letter does not have, keys that are not theirs.
#include "assemble/seal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "merge/formatters.hpp"

namespace engross {
namespace {

// In the form; readers list fields by these names.
constexpr const char* signature_field = "Signature";
constexpr const char* stamp_field = "TimeStamp";

std::string name_of_signatory(const Letter& letter, const std::string& id) {
  const auto block = std::ranges::find(letter.signatures, id, &SignatureBlock::id);
  return block == letter.signatures.end() ? std::string() : block->name;
}

std::string date_words(const Timestamp& at, const Letter& letter, const HouseStyle& style) {
  const std::string iso = at.local_date().iso();
  return format(style.date_format, Value::string(iso), letter.language).value_or(iso);
}

std::vector<std::string> names_of(const std::vector<SignatureBlock>& signatures) {
  std::vector<std::string> ids;
  for (const SignatureBlock& one : signatures)
    if (!one.id.empty()) ids.push_back(one.id);
  return ids;
}

// What the record keeps of it.
RecordedSeal recorded(const Seal& seal, const Hand& hand) {
  RecordedSeal record;
  record.level = name_of(hand.signer->order().level);
  record.signatory = seal.signatory;
  record.signer = seal.entries.signer;
  record.certificate = hand.signer->certificate().sha256();
  record.method = hand.signer->method();
  record.at = seal.entries.at;
  record.visible = seal.visible;
  record.words = seal.words;
  record.reason = seal.entries.reason;
  record.location = seal.entries.location;
  record.contact = seal.entries.contact;
  record.room = seal.entries.room;
  record.stamp_room = seal.stamp_room;
  return record;
}

void keep_parts(const SignatureEntries& entries, const Hand& hand, SignedFile& made, std::vector<LetterPart>& parts) {
  for (const auto& [role, all] : {std::pair("certificate", &entries.certificates), std::pair("ocsp", &entries.ocsps),
                                  std::pair("crl", &entries.crls)})
    for (std::size_t i = 0; i < all->size(); ++i) parts.push_back({role, std::to_string(i + 1), (*all)[i]});
  if (hand.ink && hand.visible) parts.push_back({"ink", hand.signatory, hand.closed_ink.value_or("")});
  parts.push_back({"signature", hand.signatory, std::move(made.value)});
  if (!made.stamp.empty()) parts.push_back({"time-stamp", hand.signatory, std::move(made.stamp)});
}

// What stands nowhere in a file stands in the field: the name in the certificate, which nobody can write otherwise.
Diagnostics faults_of_field(Diagnostics faults, const Seal& seal) {
  for (Diagnostic& fault : faults)
    if (fault.code == "layout.no-glyph" && !fault.span.source)
      fault.hints = {
          fmt::format("it is in the certificate's name, \"{}\", which the signature shows", seal.entries.signer),
          "add a font that has it to the style's fallback fonts, or leave the name out: --invisible"};
  return faults;
}

Diagnostic refused(std::string message, std::vector<std::string> hints) {
  return error("issue.signatory", {}, std::move(message), std::move(hints));
}

}  // namespace

Seal seal_of(const Hand& hand, const Letter& letter, const HouseStyle& style) {
  Seal seal;
  seal.signatory = hand.signatory;
  seal.visible = hand.visible;
  if (hand.visible) seal.ink = hand.ink;
  seal.entries = hand.signer->entries();
  seal.entries.field = signature_field;
  seal.entries.reason = hand.reason;
  seal.entries.location = hand.location;
  seal.entries.contact = hand.contact;
  const std::string_view by = style.label("signed_by", letter.language);
  if (hand.visible)
    seal.words = {fmt::format("{} {}", by, seal.entries.signer), date_words(seal.entries.at, letter, style)};
  if (hand.signer->order().level == PadesLevel::b_lta) seal.stamp_room = hand.signer->stamp_room();
  return seal;
}

std::vector<SignatureField> fields_of(const Seal& seal, const Letter& letter, const HouseStyle& style) {
  std::vector<SignatureField> fields;
  fields.push_back({.name = signature_field,
                    .alternative = fmt::format("{} {}", style.label("signature", letter.language),
                                               name_of_signatory(letter, seal.signatory)),
                    .signatory = seal.visible ? seal.signatory : std::string(),
                    .ink = seal.ink,
                    .words = seal.words});
  if (seal.stamp_room > 0)
    fields.push_back({.name = stamp_field, .alternative = std::string(style.label("time_stamp", letter.language))});
  return fields;
}

Result<Sealed> draw_sealed(Workbench& workbench, const Reply& reply, const Seal& seal) {
  const HouseStyle& style = workbench.department->style;
  auto laid = lay_out_reply(workbench, reply, Purpose::letter, fields_of(seal, reply.letter(), style));
  if (!laid) return fail(faults_of_field(std::move(laid.error()), seal));
  auto file = draw_to_sign(laid->pages, info_of(workbench, reply, Purpose::letter), seal.entries,
                           {.embedding = style.embedding}, workbench.draw_cache);
  if (!file) return fail(std::move(file.error()));
  return Sealed{.file = std::move(*file), .pages = laid->pages.pages.size(), .notes = std::move(laid->notes)};
}

Result<SignedLetter> sign_letter(Workbench& workbench, const Reply& reply, const Hand& hand) {
  const Seal seal = seal_of(hand, reply.letter(), workbench.department->style);
  auto sealed = draw_sealed(workbench, reply, seal);
  if (!sealed) return fail(std::move(sealed.error()));
  SignedLetter ready;
  ready.seal = recorded(seal, hand);
  auto made = hand.signer->sign(std::move(sealed->file));
  if (!made) return fail(std::move(made.error()));
  ready.finished = {.pdf = std::move(made->pdf), .pages = sealed->pages, .notes = std::move(sealed->notes)};
  keep_parts(seal.entries, hand, *made, ready.parts);
  return ready;
}

Seal seal_again(const RecordedSeal& recorded, PictureRef ink) {
  Seal seal;
  seal.signatory = recorded.signatory;
  seal.visible = recorded.visible;
  seal.ink = std::move(ink);
  seal.words = recorded.words;
  seal.entries.field = signature_field;
  seal.entries.signer = recorded.signer;
  seal.entries.reason = recorded.reason;
  seal.entries.location = recorded.location;
  seal.entries.contact = recorded.contact;
  seal.entries.at = recorded.at;
  seal.entries.room = recorded.room;
  seal.stamp_room = recorded.stamp_room;
  return seal;
}

Result<void> has_signatory(const Department& department, const std::string& id) {
  if (department.signatory(id) != nullptr) return {};
  std::vector<std::string> ids;
  for (const Signatory& one : department.signatories) ids.push_back(one.id);
  std::string near = did_you_mean(id, ids);
  return fail(refused(fmt::format("{} has no signatory \"{}\"", department.name, id),
                      {near.empty() ? fmt::format("it has: {}", fmt::join(ids, ", ")) : std::move(near)}));
}

Result<void> is_signatory_of(const std::string& id, const Reply& reply, const Department& department) {
  if (auto has = has_signatory(department, id); !has) return has;
  const std::vector<std::string> named = names_of(reply.letter().signatures);
  if (std::ranges::find(named, id) == named.end())
    return fail(
        refused(named.empty() ? fmt::format("the letter names no signatory, so {} cannot sign it", id)
                              : fmt::format("the letter is {}'s, not {}'s", fmt::join(named, " and "), id),
                {fmt::format("sign as the letter's own signatory, or let the case say: \"signatory\": \"{}\"", id)}));
  return {};
}

Result<void> may_sign(const Hand& hand, const Reply& reply, const Department& department) {
  if (auto theirs = is_signatory_of(hand.signatory, reply, department); !theirs) return theirs;
  const std::string fingerprint = hand.signer->certificate().sha256();
  const std::vector<std::string>& allowed = department.signatory(hand.signatory)->certificates;
  if (allowed.empty() || std::ranges::find(allowed, fingerprint) != allowed.end()) return {};
  return fail(refused(fmt::format("this key may not sign as {}: its certificate is {}, fingerprint {}", hand.signatory,
                                  hand.signer->certificate().subject(), fingerprint),
                      {"use the signatory's own key",
                       "or let the department name the certificate: signatories' `certificates` in department.yaml"}));
}

}  // namespace engross
