// In: what is to be said of a signature. Out: its objects, and later one revision more, for a document time stamp.
// Refuses nothing: whether the value fits its room is found out by who makes it.
#include "pdf/signature.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "pdf/metadata.hpp"
#include "pdf/value_entries.hpp"

namespace engross {
namespace pdf {
namespace {

// An array of streams, one a DER object.
std::string streams_of(const std::vector<std::string>& all, Objects& objects) {
  std::string list = "[";
  for (const std::string& one : all) {
    append_reference(list, objects.add_stream({}, one));
    list.push_back(' ');
  }
  list.back() = ']';
  return list;
}

void add_store(const SignatureEntries& signature, Objects& objects, Dictionary& catalog) {
  Dictionary store;
  store.name("Type", "DSS");
  if (!signature.certificates.empty()) store.raw("Certs", streams_of(signature.certificates, objects));
  if (!signature.ocsps.empty()) store.raw("OCSPs", streams_of(signature.ocsps, objects));
  if (!signature.crls.empty()) store.raw("CRLs", streams_of(signature.crls, objects));
  catalog.reference("DSS", objects.add(store.take()));
}

std::string cross_reference(std::uint32_t number, std::size_t offset) {
  return fmt::format("{} 1\n{:010} 00000 n\r\n", number, offset);
}

// The first half stays, the second tells the revisions apart (ISO 32000-1, 14.4).
std::string with_new_id(const std::string& trailer, std::string_view so_far) {
  const std::size_t second = trailer.rfind('<');
  std::string id;
  append_hex(id, std::string_view(reinterpret_cast<const char*>(sha256(so_far).data()), 16));
  return trailer.substr(0, second) + id + trailer.substr(trailer.find('>', second) + 1);
}

}  // namespace

Ref write_signature(const SignatureEntries& signature, Objects& objects) {
  Dictionary body;
  body.name("Type", "Sig").name("Filter", "Adobe.PPKLite").name("SubFilter", "ETSI.CAdES.detached");
  body.text("M", pdf_date(signature.at)).text("Name", clean_text(signature.signer));
  for (const auto& [key, words] : {std::pair("Reason", &signature.reason), std::pair("Location", &signature.location),
                                   std::pair("ContactInfo", &signature.contact)})
    if (const std::string clean = clean_text(*words); !clean.empty()) body.text(key, clean);
  // Certified: no change is permitted (12.8.2.2).
  body.raw("Reference",
           "[<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /V /1.2 /P 1>>>>]");
  return objects.add_signature(body.take(), signature.room);
}

std::string signature_entries(const SignatureEntries& signature, Ref value, Objects& objects) {
  Dictionary catalog;
  catalog.dictionary("Perms", Dictionary().reference("DocMDP", value));
  // ETSI EN 319 142-1, 5.4.2 and 5.1: the developer extension of PAdES.
  catalog.raw("Extensions", "<</ESIC <</BaseVersion /1.7 /ExtensionLevel 5>>>>");
  if (!signature.certificates.empty() || !signature.ocsps.empty() || !signature.crls.empty())
    add_store(signature, objects, catalog);
  return catalog.take();
}

}  // namespace pdf

Signable with_time_stamp(std::string_view signed_pdf, const Signable::Continuation& next, std::size_t room) {
  Signable stamped{.pdf = std::string(signed_pdf), .value = {}, .next = next};
  std::string& file = stamped.pdf;
  const std::uint32_t stamp = next.objects;
  const std::size_t field_at = file.size();
  file += fmt::format("{} 0 obj\n<<\n{}/V {} 0 R\n>>\nendobj\n", next.field, next.field_body, stamp);
  const std::size_t stamp_at = file.size();
  file += fmt::format("{} 0 obj\n<<\n/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n", stamp);
  const pdf::ValueEntries entries = pdf::value_entries(room);
  const std::size_t ranges_at = file.size() + entries.ranges;
  stamped.value = {file.size() + entries.value.begin, file.size() + entries.value.end};
  file += entries.text + ">>\nendobj\n";
  stamped.next.cross_references = file.size();
  stamped.next.objects = stamp + 1;
  stamped.next.trailer = pdf::with_new_id(next.trailer, signed_pdf);
  stamped.next.field = 0;
  file += "xref\n" + pdf::cross_reference(next.field, field_at) + pdf::cross_reference(stamp, stamp_at);
  file += fmt::format("trailer\n<<\n{}/Prev {}\n/Size {}\n>>\nstartxref\n{}\n%%EOF\n", stamped.next.trailer,
                      next.cross_references, stamped.next.objects, stamped.next.cross_references);
  pdf::write_ranges(file, ranges_at, stamped.value);
  return stamped;
}

}  // namespace engross
