// In: the bytes of a file, roots and a moment. Out: the verdict.
// Refuses: what is no PDF, is damaged so that it needs repair, or is encrypted.
#include "verification/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>

#include "verification/claims.hpp"
#include "verification/examination.hpp"
#include "verification/hidden.hpp"

namespace engross::verification {
namespace {

constexpr std::size_t most_bytes = 256U << 20U;

Result<void> check_bytes(std::string_view pdf) {
  const auto refuse = [](const char* code, std::string message) {
    return fail(error(code, {}, std::move(message), {"name the PDF as it was received"}));
  };
  if (pdf.empty()) return refuse("verify.empty", "it is empty");
  if (pdf.size() > most_bytes)
    return refuse("verify.too-large",
                  fmt::format("it has {} bytes; {} are the most that is judged", pdf.size(), most_bytes));
  if (pdf.starts_with("%PDF-")) return {};
  if (pdf.substr(0, 1024).find("%PDF-") != std::string_view::npos)
    return refuse("verify.damaged", "something stands before the beginning of the PDF");
  return refuse("verify.not-pdf", "it is not a PDF");
}

template <class Id>
std::string listed(const std::vector<Id>& all, auto&& id_of) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) list += (i == 0 ? "" : ", ") + shown_id(id_of(all[i]));
  return all.size() > most ? list + ", …" : list;
}

// What lies in the file and is not used: a warning where it is signed, for nobody knows what it is kept for.
void look_for_hidden(const PdfFile& file, const std::vector<Signature>& signatures, Verdict& verdict) {
  std::vector<const PdfFile*> states{&file};
  std::size_t covered = 0;
  for (const Signature& one : signatures) {
    if (one.revision) states.push_back(&*one.revision);
    if (one.part) covered = std::max(covered, one.part->end);
  }
  const std::vector<Definition> hidden = hidden_definitions(file.bytes(), states);
  const auto id = [](const Definition& one) { return one.id; };
  const bool follows = std::ranges::any_of(hidden, [&](const Definition& one) { return one.offset >= covered; });
  if (follows && covered != 0)
    verdict.findings.push_back(
        error("verify.hidden", {},
              fmt::format("objects that no cross-reference names follow the signed part: {}", listed(hidden, id)),
              {"some readers show such objects: ask the signer for the file"}));
  else if (!hidden.empty())
    verdict.findings.push_back(
        warning("verify.hidden", {},
                fmt::format("the file has {} earlier or unlisted objects that are not shown: {}", hidden.size(),
                            listed(hidden, id)),
                {"they were there when it was signed; somebody may have meant to bring them forward"}));
  const std::vector<QPDFObjGen> unused = unused_objects(file);
  if (!unused.empty())
    verdict.findings.push_back(
        warning("verify.unused", {},
                fmt::format("the file has {} objects that nothing uses: {}", unused.size(),
                            listed(unused, [](QPDFObjGen one) { return one; })),
                {"they were there when it was signed; somebody may have meant to bring them forward"}));
}

// The catalog's certification must be one of the signatures that were judged.
void check_permissions(const PdfFile& file, const std::vector<Signature>& signatures, Verdict& verdict) {
  QPDFObjectHandle permissions = file.root().getKey("/Perms");
  if (!permissions.isDictionary() || !permissions.hasKey("/DocMDP")) return;
  QPDFObjectHandle named = permissions.getKey("/DocMDP");
  const bool known = std::ranges::any_of(signatures, [&](const Signature& one) {
    QPDFObjectHandle value = one.field.value;
    return one.permits != 0 && value.isIndirect() && named.isIndirect() && value.getObjGen() == named.getObjGen();
  });
  if (!known)
    verdict.findings.push_back(error("verify.certification", {},
                                     "the file says that it is certified by a signature that is none",
                                     {"ask the signer for the file again"}));
}

void check_strays(const PdfFile& file, const std::vector<Signature>& signatures, Verdict& verdict) {
  std::vector<SignatureField> fields;
  for (const Signature& one : signatures) fields.push_back(one.field);
  const std::vector<QPDFObjGen> strays = stray_signatures(file, fields);
  if (!strays.empty())
    verdict.findings.push_back(error("verify.stray", {},
                                     fmt::format("there are signatures that no field of the form holds: {}",
                                                 listed(strays, [](QPDFObjGen one) { return one; })),
                                     {"ask the signer for the file again"}));
}

void add_warnings_of_reading(const PdfFile& file, Verdict& verdict) {
  constexpr std::size_t most = 10;
  const std::vector<std::string> warnings = file.warnings();
  for (std::size_t i = 0; i < std::min(warnings.size(), most); ++i)
    if (is_harmless_complaint(warnings[i]))
      verdict.findings.push_back(warning("verify.sloppy", {}, "it was written carelessly: " + warnings[i]));
    else
      verdict.findings.push_back(error("verify.damaged", {}, "it cannot be read as it stands: " + warnings[i],
                                       {"a file that must be repaired is not the file that was signed"}));
}

void sum_up(const std::vector<Signature>& signatures, bool asked, Verdict& verdict) {
  verdict.intact = !signatures.empty() && !has_errors(verdict.findings);
  verdict.level = Level::b_lta;
  verdict.trust = asked ? Trust::trusted : Trust::not_asked;
  for (const Signature& one : signatures) {
    verdict.intact = verdict.intact && one.verdict.intact;
    verdict.signatures.push_back(one.verdict);
    if (one.verdict.stamp) continue;
    verdict.is_signed = true;
    verdict.level = std::min(verdict.level, one.verdict.level);
    if (one.verdict.trust == Trust::untrusted || (asked && one.verdict.trust != Trust::trusted))
      verdict.trust = Trust::untrusted;
  }
  if (verdict.is_signed && verdict.intact) return;
  verdict.level = Level::none;
  if (verdict.trust == Trust::trusted) verdict.trust = verdict.is_signed ? Trust::untrusted : Trust::not_asked;
}

Verdict judge(const PdfFile& file, const VerifyOptions& options) {
  Verdict verdict;
  for (const auto& [id, entry] : file.table()) file.content(id);  // so that every fault of reading is known
  const Evidence evidence = evidence_in(file);
  std::vector<Signature> signatures = examine(file, evidence);
  judge_signatures(signatures, evidence, options);
  const Claims claims = claims_of(file);
  verdict.title = claims.title;
  verdict.pdfa = claims.pdfa;
  verdict.pdfua = claims.pdfua;
  check_strays(file, signatures, verdict);
  check_permissions(file, signatures, verdict);
  if (!signatures.empty()) look_for_hidden(file, signatures, verdict);
  add_warnings_of_reading(file, verdict);
  sum_up(signatures, !options.roots.empty(), verdict);
  return verdict;
}

}  // namespace

Result<Verdict> verify(std::string_view pdf, const VerifyOptions& options) {
  if (auto good = check_bytes(pdf); !good) return fail(good.error());
  try {
    const auto file = PdfFile::open(pdf);
    if (!file) return fail(file.error());
    return judge(*file, options);
  } catch (const std::bad_alloc&) {
    return fail(error("verify.unjudged", {}, "it could not be judged: it wants more memory than a letter needs",
                      {"do not rely on it"}));
  } catch (const std::exception& e) {  // qpdf's way to say that something does not read
    return fail(error("verify.damaged", {}, fmt::format("it cannot be read as it stands: {}", plain_words(e.what())),
                      {"a file that must be repaired is not the file that was signed"}));
  }
}

}  // namespace engross::verification
