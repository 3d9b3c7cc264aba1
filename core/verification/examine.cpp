// In: a PDF. Out: its signatures, with whatever is wrong with their ranges, revisions and values.
// Refuses nothing here: what is wrong becomes a finding of the signature, which is then not intact.
#include <fmt/format.h>

#include <algorithm>

#include "verification/changes.hpp"
#include "verification/claims.hpp"
#include "verification/examination.hpp"

namespace engross::verification {
namespace {

void refuse(Signature& one, Diagnostics why) {
  append(one.verdict.findings, why);
}

// "D:20240301120000Z" as RFC 3339 would have it; what is no such date as it stands.
std::string claimed_time(const std::string& date) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    return date.size() >= at + count && std::all_of(date.begin() + static_cast<std::ptrdiff_t>(at),
                                                    date.begin() + static_cast<std::ptrdiff_t>(at + count),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!date.starts_with("D:") || !digits(2, 14)) return date;
  std::string zone = date.substr(16);
  if (zone.starts_with("Z") || zone.empty()) zone = zone.empty() ? "" : "Z";
  if (zone.size() >= 6 && zone[3] == '\'') zone = zone.substr(0, 3) + ":" + zone.substr(4, 2);
  return fmt::format("{}-{}-{}T{}:{}:{}{}", date.substr(2, 4), date.substr(6, 2), date.substr(8, 2), date.substr(10, 2),
                     date.substr(12, 2), date.substr(14, 2), zone);
}

Signature begin(const PdfFile& file, const SignatureField& field) {
  Signature one{.field = field, .verdict = {}, .part = {}, .revision = {}, .cms = {}, .stamp = {}};
  one.verdict.field = field.name;
  auto part = signed_part(file, field);
  if (QPDFObjectHandle value = field.value; value.isDictionary()) {
    one.verdict.reason = text_of(value.getKey("/Reason"));
    one.verdict.location = text_of(value.getKey("/Location"));
    one.verdict.contact = text_of(value.getKey("/ContactInfo"));
    one.verdict.claimed = claimed_time(text_of(value.getKey("/M")));
    const Certification certification = certification_of(value);
    one.permits = certification.permits;
    one.verdict.permits = certification.words();
  }
  if (part) {
    one.verdict.format = part->format;
    one.verdict.stamp = part->format == "ETSI.RFC3161";
    one.part = std::move(*part);
  } else {
    refuse(one, std::move(part.error()));
  }
  return one;
}

Diagnostic bad_revision(std::string message) {
  return error("verify.revision", {}, std::move(message), {"ask the signer for the file again"});
}

// The signature must stand in the very revision that it signs, with the value that it has now.
bool holds(const PdfFile& revision, const Signature& one) {
  const auto same = [&](SignatureField field) {
    return field.value.isIndirect() && QPDFObjectHandle(one.field.value).getObjGen() == field.value.getObjGen() &&
           field.name == one.field.name;
  };
  return std::ranges::any_of(signature_fields(revision), same);
}

// What the file was when it was signed, and what became of it since.
void examine_revision(const PdfFile& file, Signature& one) {
  const std::string_view bytes = file.bytes().substr(0, one.part->end);
  if (!ends_as_pdf(bytes)) return refuse(one, {bad_revision("the signed bytes do not end where a PDF ends")});
  auto revision = bytes.size() == file.bytes().size() ? Result<PdfFile>(file) : PdfFile::open(bytes);
  if (!revision) return refuse(one, std::move(revision.error()));
  if (!holds(*revision, one)) return refuse(one, {bad_revision("the signed bytes do not hold this signature")});
  one.store_below = revision->root().hasKey("/DSS");
  const bool more = bytes.size() < file.bytes().size();
  Aftermath aftermath = more ? judge_changes(*revision, file, one.permits) : Aftermath();
  if (more && aftermath.after == After::nothing) {
    aftermath.after = After::changes;
    aftermath.findings.push_back(error(
        "verify.not-covered", {},
        fmt::format("{} bytes that no signature covers follow the signed ones", file.bytes().size() - bytes.size()),
        {"what follows a signature may be shown as if it were signed: ask the signer for the file"}));
  }
  one.verdict.after = aftermath.after;
  refuse(one, std::move(aftermath.findings));
  if (more)
    for (const std::string& words : revision->warnings())
      if (!is_harmless_complaint(words))
        refuse(one, {bad_revision("the signed bytes do not read without repair: " + words)});
  one.revision = std::move(*revision);
}

void examine_value(const PdfFile& file, Signature& one, const Evidence& evidence) {
  const auto pieces = one.part->pieces(file.bytes());
  const auto der = der_in(one.part->contents);
  if (!der) return refuse(one, der.error());
  if (one.verdict.stamp) {
    auto stamp = read_time_stamp(*der, pieces);
    if (!stamp) return refuse(one, std::move(stamp.error()));
    one.verdict.signer = stamp->signer.name();
    one.verdict.at = shown_time(stamp->at);
    one.verdict.algorithm =
        fmt::format("{}, {}-{}", stamp->signer.key(), stamp->digest.substr(0, 3), stamp->digest.substr(3));
    one.stamp = std::move(*stamp);
    return;
  }
  if (one.part->format != "ETSI.CAdES.detached" && one.part->format != "adbe.pkcs7.detached")
    return refuse(
        one, {error("verify.unsupported", {}, fmt::format("signatures of the form {} are not judged", one.part->format),
                    {"ETSI.CAdES.detached and adbe.pkcs7.detached are"})});
  auto cms = read_signature(*der, pieces, evidence.certificates);
  if (!cms) return refuse(one, std::move(cms.error()));
  one.verdict.signer = cms->signer.name();
  one.verdict.algorithm = cms->algorithm;
  one.cms = std::move(*cms);
}

// Two fields may not share one value: each would seem to be signed.
void refuse_shared(std::vector<Signature>& all) {
  ObjectSet seen;
  for (Signature& one : all)
    if (QPDFObjectHandle value = one.field.value; value.isIndirect() && !seen.insert(value.getObjGen()).second)
      refuse(one, {error("verify.signature", {}, "another field has the same signature",
                         {"ask the signer for the file again"})});
}

}  // namespace

std::vector<Signature> examine(const PdfFile& file, const Evidence& evidence) {
  std::vector<Signature> all;
  for (const SignatureField& field : signature_fields(file))
    if (QPDFObjectHandle(field.field).hasKey("/V")) all.push_back(begin(file, field));
  std::ranges::stable_sort(all, {}, [](const Signature& one) { return one.part ? one.part->end : 0; });
  refuse_shared(all);
  for (Signature& one : all) {
    if (!one.part) continue;
    examine_revision(file, one);
    examine_value(file, one, evidence);
    one.verdict.intact = (one.cms || one.stamp) && !has_errors(one.verdict.findings);
  }
  return all;
}

}  // namespace engross::verification
