// In: a verdict. Out: its words for people. Refuses nothing; what the file says of itself is printed as plain text.
#include "verification/verdict.hpp"

#include <fmt/format.h>

#include <array>

namespace engross::verification {
namespace {

// Who signed, each once, with the moment that is proved or claimed.
std::string signers_of(const Verdict& verdict) {
  std::string list;
  for (const SignatureVerdict& one : verdict.signatures) {
    if (one.stamp || one.signer.empty()) continue;
    list += list.empty() ? "" : " and ";
    list += one.signer;
    if (!one.at.empty()) list += " before " + one.at;
    if (one.at.empty() && !one.claimed.empty()) list += " (says " + one.claimed + ")";
  }
  return list;
}

std::string indented(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("    {:<12} {}\n", name, value);
}

std::string finding(const Diagnostic& d, std::string_view indent) {
  std::string text = fmt::format("{}{}: {} [{}]\n", indent, name_of(d.severity), d.message, d.code);
  for (const std::string& hint : d.hints) text += fmt::format("{}  {}\n", indent, hint);
  return text;
}

std::string_view words_of(After after) {
  constexpr std::array<std::string_view, 4> words{
      "nothing: it covers the whole file", "only signatures or time stamps in fields that were there",
      "only validation data was added", "the file was changed after signing"};
  return words[static_cast<std::size_t>(after)];
}

std::string words_of(const CertificateVerdict& one) {
  std::string text = fmt::format("{} ({}, {} to {})", one.subject, one.key, one.from, one.to);
  if (!one.revocation.empty()) text += "; revocation: " + one.revocation;
  return one.because.empty() ? text : text + ", " + one.because;
}

std::string words_of(Trust trust) {
  constexpr std::array<std::string_view, 3> words{"not asked", "trusted", "not trusted"};
  return std::string(words[static_cast<std::size_t>(trust)]);
}

std::string words_of(const SignatureVerdict& one) {
  std::string text = fmt::format("  {} \"{}\": {}\n", one.stamp ? "time stamp" : "signature", one.field,
                                 one.intact ? "intact" : "NOT INTACT");
  text += indented("by", one.signer);
  text += indented(one.stamp ? "at" : "before", one.at);
  text += indented("says", one.claimed);
  text += indented("reason", one.reason) + indented("location", one.location) + indented("contact", one.contact);
  text += indented("form", one.format) + indented("algorithm", one.algorithm);
  if (!one.stamp && one.intact)
    text += indented("level", one.level == Level::none ? "none of PAdES" : name_of(one.level));
  text += indented("certifies", one.permits.empty() ? "" : "the file; permits " + one.permits);
  if (!one.format.empty()) text += indented("followed by", words_of(one.after));
  text += indented("trust", words_of(one.trust));
  for (const StampVerdict& stamp : one.stamps)
    text += indented("time stamp", fmt::format("{} by {}, trust {}", stamp.at, stamp.by, words_of(stamp.trust)));
  for (const CertificateVerdict& certificate : one.chain) text += indented("certificate", words_of(certificate));
  for (const Diagnostic& d : one.findings) text += finding(d, "    ");
  return text;
}

}  // namespace

std::string_view name_of(Trust trust) {
  constexpr std::array<std::string_view, 3> names{"not-asked", "trusted", "untrusted"};
  return names[static_cast<std::size_t>(trust)];
}

std::string_view name_of(Level level) {
  constexpr std::array<std::string_view, 5> names{"none", "b-b", "b-t", "b-lt", "b-lta"};
  return names[static_cast<std::size_t>(level)];
}

std::string_view name_of(After after) {
  constexpr std::array<std::string_view, 4> names{"nothing", "signatures", "validation-data", "changes"};
  return names[static_cast<std::size_t>(after)];
}

std::string headline(const Verdict& verdict) {
  if (!verdict.is_signed && verdict.signatures.empty())
    return verdict.findings.empty() || !has_errors(verdict.findings) ? "not signed"
                                                                     : "not signed, and not as it should be";
  std::string line = verdict.intact ? "intact" : "NOT INTACT";
  const std::string signers = signers_of(verdict);
  if (verdict.is_signed) line += signers.empty() ? ", signed by nobody known" : ", signed by " + signers;
  if (!verdict.is_signed) line += ", stamped but not signed";
  if (verdict.is_signed && verdict.level != Level::none) line += fmt::format(", level {}", name_of(verdict.level));
  if (verdict.trust != Trust::not_asked) line += ", " + words_of(verdict.trust);
  if (verdict.is_signed && verdict.intact && verdict.trust == Trust::not_asked) line += ", trust not judged";
  return line;
}

std::string details(const Verdict& verdict) {
  std::string text;
  if (!verdict.title.empty()) text += fmt::format("  titled \"{}\"\n", verdict.title);
  if (!verdict.pdfa.empty() || !verdict.pdfua.empty())
    text += fmt::format("  claims to be{}{}{}\n", verdict.pdfa.empty() ? "" : " PDF/A-" + verdict.pdfa,
                        !verdict.pdfa.empty() && !verdict.pdfua.empty() ? " and" : "",
                        verdict.pdfua.empty() ? "" : " PDF/UA-" + verdict.pdfua);
  for (const Diagnostic& d : verdict.findings) text += finding(d, "  ");
  for (const SignatureVerdict& one : verdict.signatures) text += words_of(one);
  return text;
}

}  // namespace engross::verification
