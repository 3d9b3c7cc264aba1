// In: plans of letters. Out: PDFs, signed in one pass and updated, byte by byte. Refuses nothing.
#include "verification/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/sha256.hpp"

namespace engross::test {
namespace {

constexpr std::size_t room = 8192;  // bytes for a signature value

std::string hex_of_bytes(std::string_view bytes) {
  return to_hex(bytes);
}

// Objects one after another, then the table that finds them.
std::string section(std::size_t base, const Objects& objects, const std::string& trailer, int size) {
  std::string text;
  std::map<int, std::size_t> offsets;
  for (const auto& [number, body] : objects) {
    offsets[number] = base + text.size();
    text += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  }
  const std::size_t start = base + text.size();
  text += "xref\n";
  if (base < 64) text += "0 1\n0000000000 65535 f \n";
  if (objects.empty()) text += "0 0\n";
  for (const auto& [number, offset] : offsets) text += fmt::format("{} 1\n{:010} 00000 n \n", number, offset);
  for (const auto& [number, offset] : offsets) size = std::max(size, number + 1);
  return text + fmt::format("trailer\n<< /Size {}{} /Info 11 0 R /ID [<01> <02>]{} >>\nstartxref\n{}\n%%EOF\n", size,
                            trailer.find("/Root") == std::string::npos ? " /Root 1 0 R" : "", trailer, start);
}

std::string placeholder(const std::map<std::string, std::string>& entries) {
  std::string text = "<<";
  for (const auto& [key, value] : entries) text += fmt::format(" /{} {}", key, value);
  return text + " >>";
}

std::map<std::string, std::string> signature_entries(const std::string& type, const std::string& format) {
  return {{"Type", "/" + type},
          {"Filter", "/Adobe.PPKLite"},
          {"SubFilter", "/" + format},
          {"ByteRange", "[0 0000000000 0000000000 0000000000]"},
          {"Contents", "<" + std::string(2 * room, '0') + ">"}};
}

// Fills the placeholder that was written last, with what `sign` makes of the bytes around it.
template <class Sign>
std::string filled(std::string pdf, Sign sign) {
  const auto [begin, end] = gap_of(pdf);
  constexpr std::string_view range = "[0 0000000000 0000000000 0000000000]";
  const std::size_t at = pdf.rfind(range);
  if (at != std::string::npos)
    pdf.replace(at, range.size(), fmt::format("[0 {:010} {:010} {:010}]", begin, end, pdf.size() - end));
  const std::string cms = sign(pdf.substr(0, begin) + pdf.substr(end));
  if (cms.size() > room) throw std::runtime_error("the placeholder is too small");
  const std::string digits = hex_of_bytes(cms);
  pdf.replace(begin + 1, digits.size(), digits);
  return pdf;
}

std::string der_stream(const std::string& der) {
  return stream_of("", der);
}

// What a verifier needs for everybody who takes part.
Objects store_objects(const Plan& plan, int first) {
  const People& all = people();
  const Identity signer = all.signer(plan.key);
  std::vector<std::string> certificates, ocsps, crls;
  for (const Identity& one : {all.root, all.authority, all.stamp_root, all.unit})
    certificates.push_back(one.certificate.der());
  const auto revoked = [&](const Certificate& whose) -> std::optional<Revoked> {
    for (const Revoked& one : plan.revoked)
      if (one.certificate == whose) return one;
    return std::nullopt;
  };
  ocsps.push_back(make_ocsp(signer.certificate, all.authority.certificate, all.authority,
                            {.revoked = revoked(signer.certificate)}));
  ocsps.push_back(make_ocsp(all.unit.certificate, all.stamp_root.certificate, all.stamp_root,
                            {.revoked = revoked(all.unit.certificate)}));
  crls.push_back(make_crl(all.root));
  Objects objects;
  std::string lists;
  for (const auto& [key, list] : {std::pair{"Certs", certificates}, {"OCSPs", ocsps}, {"CRLs", crls}}) {
    lists += fmt::format(" /{} [", key);
    for (const std::string& der : list) {
      objects.emplace_back(first, der_stream(der));
      lists += fmt::format("{} 0 R ", first++);
    }
    lists += "]";
  }
  objects.emplace_back(store, "<< /Type /DSS" + lists + " >>");
  return objects;
}

std::string xmp() {
  return "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description>"
         "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
         "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
}

Objects letter_objects(const Plan& plan, bool is_signed) {
  std::string fields = "6 0 R";
  if (plan.stamp_field) fields += " 7 0 R";
  if (plan.spare_field) fields += " 13 0 R";
  const bool has_store = plan.store || plan.level >= Level::b_lt;
  const bool certifies = is_signed && plan.permits != 0;
  Objects objects{
      {catalog, fmt::format("<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 8 0 R{}{}{} >>",
                            has_store ? " /DSS 14 0 R" : "", certifies ? " /Perms << /DocMDP 9 0 R >>" : "",
                            plan.catalog_extra)},
      {pages, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"},
      {page, fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [{}] "
                         "/Resources << /Font << /F 10 0 R >>{} >>{} >>",
                         fields + plan.annotations, plan.resources, plan.page_extra)},
      {words, stream_of("", plan.words)},
      {form, fmt::format("<< /SigFlags 3 /Fields [{}]{} >>", fields + plan.fields, plan.form_extra)},
      {field, fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T (letter) /Rect [0 0 0 0] /F 132 /P 3 0 R{} >>",
                          is_signed ? " /V 9 0 R" : "")},
      {metadata, stream_of("/Type /Metadata /Subtype /XML", xmp())},
      {font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"},
      {info, "<< /Title (A letter) >>"}};
  if (plan.stamp_field)
    objects.emplace_back(stamp_field,
                         "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /Rect [0 0 0 0] /F 132 /P 3 0 R >>");
  if (plan.spare_field)
    objects.emplace_back(spare_field,
                         "<< /Type /Annot /Subtype /Widget /FT /Sig /T (spare) /Rect [0 0 0 0] /F 132 /P 3 0 R >>");
  if (has_store)
    for (auto& one : store_objects(plan, 20)) objects.push_back(std::move(one));
  for (const auto& one : plan.objects) objects.push_back(one);
  return objects;
}

int size_of(const std::string& pdf) {
  const std::size_t at = pdf.rfind("/Size ");
  return std::stoi(pdf.substr(at + 6));
}

std::size_t previous_table(const std::string& pdf) {
  const std::size_t at = pdf.rfind("startxref\n");
  return std::stoul(pdf.substr(at + 10));
}

}  // namespace

Identity People::signer(KeyKind key) const {
  static std::map<KeyKind, Identity> made;
  const auto found = made.find(key);
  if (found != made.end()) return found->second;
  return made.emplace(key, issue_signer(authority, "Denise Clavery", key)).first->second;
}

const People& people() {
  static const People all = [] {
    const Identity root = make_root({.name = "Letters Root"});
    const Identity stamp_root = make_root({.name = "Stamps Root"});
    return People{.root = root,
                  .authority = issue(root, {.name = "Letters Authority", .authority = true}),
                  .stamp_root = stamp_root,
                  .unit = issue_time_stamper(stamp_root, "Stamping Unit")};
  }();
  return all;
}

std::string unsigned_letter(const Plan& plan) {
  const std::string head = "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";
  return head + section(head.size(), letter_objects(plan, false), "", 1);
}

std::string signed_letter(const Plan& plan) {
  const std::string head = "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";
  std::map<std::string, std::string> entries = signature_entries("Sig", plan.format);
  entries["M"] = "(D:20240301120000Z)";
  entries["Name"] = "(Denise Clavery)";
  entries["Reason"] = "(I wrote this letter)";
  if (plan.permits != 0)
    entries["Reference"] = fmt::format(
        "[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P {} /V /1.2 >> >>]",
        plan.permits);
  for (const auto& [key, value] : plan.signature_entries) entries[key] = value;
  Objects objects = letter_objects(plan, true);
  objects.emplace_back(signature, placeholder(entries));
  CmsPlan cms = plan.cms;
  cms.others.push_back(people().authority.certificate);
  if (plan.level >= Level::b_t && !cms.stamp) cms.stamp = {people().unit, StampPlan{.at = signing_day()}};
  std::string pdf = filled(head + section(head.size(), objects, "", 1),
                           [&](const std::string& data) { return make_cms(people().signer(plan.key), data, cms); });
  return plan.level == Level::b_lta ? stamped(pdf) : pdf;
}

std::string updated(const std::string& pdf, const Objects& objects, const std::string& trailer) {
  return pdf + section(pdf.size(), objects, fmt::format(" /Prev {}{}", previous_table(pdf), trailer), size_of(pdf));
}

std::string updated_in_streams(const std::string& pdf, const Objects& objects, const Objects& loose) {
  constexpr int holder = 58;
  constexpr int table = 59;
  const auto big_endian = [](std::size_t number, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xFF);
    return text;
  };
  std::string file = pdf;
  std::map<int, std::string> entries;
  const auto add = [&](int number, const std::string& body) {
    entries[number] = "\1" + big_endian(file.size(), 4) + big_endian(0, 2);
    file += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  };
  std::string heads;
  std::string bodies;
  std::size_t index = 0;
  for (const auto& [number, body] : objects) {
    heads += fmt::format("{} {} ", number, bodies.size());
    bodies += body + "\n";
    entries[number] = "\2" + big_endian(holder, 4) + big_endian(index++, 2);
  }
  if (!objects.empty())
    add(holder, stream_of(fmt::format("/Type /ObjStm /N {} /First {}", objects.size(), heads.size()), heads + bodies));
  for (const auto& [number, body] : loose) add(number, body);
  const std::size_t start = file.size();
  entries[table] = "\1" + big_endian(start, 4) + big_endian(0, 2);
  std::string ranges;
  std::string data;
  for (const auto& [number, entry] : entries) {
    ranges += fmt::format("{} 1 ", number);
    data += entry;
  }
  file += fmt::format("{} 0 obj\n{}\nendobj\nstartxref\n{}\n%%EOF\n", table,
                      stream_of(fmt::format("/Type /XRef /Size 60 /W [1 4 2] /Index [{}] /Root 1 0 R /Info 11 0 R "
                                            "/ID [<01> <02>] /Prev {}",
                                            ranges, previous_table(pdf)),
                                data),
                      start);
  return file;
}

std::string body_of(const std::string& pdf, int number) {
  const std::string head = fmt::format("\n{} 0 obj\n", number);
  const std::size_t at = pdf.find(head) + head.size();
  return pdf.substr(at, pdf.find("\nendobj", at) - at);
}

std::string stream_of(const std::string& dictionary, const std::string& data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::pair<std::size_t, std::size_t> gap_of(const std::string& pdf) {
  const std::size_t begin = pdf.rfind("/Contents <") + 10;
  return {begin, pdf.find('>', begin) + 1};
}

std::string stamped(const std::string& pdf, Moment moment, const StampPlan& plan) {
  std::string with_value = body_of(pdf, stamp_field);
  with_value.insert(with_value.size() - 3, " /V 12 0 R");
  StampPlan exact = plan;
  exact.at = moment;
  return filled(updated(pdf, {{stamp_field, with_value},
                              {time_stamp, placeholder(signature_entries("DocTimeStamp", "ETSI.RFC3161"))}}),
                [&](const std::string& data) { return make_time_stamp(people().unit, data, exact); });
}

std::string stamped_in_streams(const std::string& pdf) {
  std::string with_value = body_of(pdf, stamp_field);
  with_value.insert(with_value.size() - 3, " /V 12 0 R");
  return filled(updated_in_streams(pdf, {{stamp_field, with_value}},
                                   {{time_stamp, placeholder(signature_entries("DocTimeStamp", "ETSI.RFC3161"))}}),
                [&](const std::string& data) { return make_time_stamp(people().unit, data, {.at = at(2024, 3, 2)}); });
}

std::string stamped_in_new_field(const std::string& pdf, const std::string& rectangle, const std::string& field_extra) {
  std::string new_page = body_of(pdf, page);
  new_page.insert(new_page.find("] /Resources"), " 50 0 R");
  std::string new_form = body_of(pdf, form);
  new_form.insert(new_form.find(']'), " 50 0 R");
  std::string new_catalog = body_of(pdf, catalog);
  Objects objects{
      {page, new_page},
      {form, new_form},
      {50, fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T (added) /Rect {} /F 132 /V 51 0 R{} >>", rectangle,
                       field_extra)}};
  if (new_catalog.find("/DSS") == std::string::npos) {
    new_catalog.insert(new_catalog.size() - 3, " /DSS 14 0 R");
    objects.emplace_back(catalog, new_catalog);
    for (auto& one : store_objects({}, 20)) objects.push_back(std::move(one));
  }
  objects.emplace_back(51, placeholder(signature_entries("DocTimeStamp", "ETSI.RFC3161")));
  return filled(updated(pdf, objects),
                [&](const std::string& data) { return make_time_stamp(people().unit, data, {.at = at(2024, 3, 2)}); });
}

std::string countersigned(const std::string& pdf, const Identity& who) {
  std::string with_value = body_of(pdf, spare_field);
  with_value.insert(with_value.size() - 3, " /V 52 0 R");
  return filled(
      updated(pdf, {{spare_field, with_value}, {52, placeholder(signature_entries("Sig", "ETSI.CAdES.detached"))}}),
      [&](const std::string& data) { return make_cms(who, data); });
}

Result<Verdict> ask(const std::string& pdf, const Asked& asked) {
  VerifyOptions options{.roots = {}, .at = asked.at};
  if (asked.with_roots) options.roots = {people().root.certificate, people().stamp_root.certificate};
  return verify(pdf, options);
}

std::string told(const Result<Verdict>& verdict) {
  return verdict ? headline(*verdict) + "\n" + details(*verdict) : print(verdict.error());
}

bool passes(const Result<Verdict>& verdict) {
  return verdict && verdict->good();
}

std::vector<std::string> codes_of(const Result<Verdict>& verdict) {
  std::set<std::string> codes;
  const auto add = [&](const Diagnostics& list) {
    for (const Diagnostic& one : list) codes.insert(one.code);
  };
  add(verdict ? verdict->findings : verdict.error());
  if (verdict)
    for (const SignatureVerdict& one : verdict->signatures) add(one.findings);
  return {codes.begin(), codes.end()};
}

}  // namespace engross::test
