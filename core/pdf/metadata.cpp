// In: title, author, subject, language, date. Out: an XMP packet and the Info entries that agree with it (ISO 19005-2,
// 6.6.3). Refuses nothing: the texts have been cleaned.
#include "pdf/metadata.hpp"

#include <fmt/format.h>

#include <array>

#include "base/markup.hpp"
#include "pdf/syntax.hpp"

namespace engross::pdf {

namespace {

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, as_content(text));
}

std::string listed(std::string_view name, std::string_view list, std::string_view attributes, std::string_view text) {
  return fmt::format("<{0}><rdf:{1}><rdf:li{2}>{3}</rdf:li></rdf:{1}></{0}>\n", name, list, attributes,
                     as_content(text));
}

// PDF/A knows no schema for PDF/UA's identifier, so the packet brings its description (ISO 19005-2, 6.6.2.3).
constexpr std::string_view claims = R"(<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
)";

constexpr std::string_view opening =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
)";
constexpr std::string_view closing = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

}  // namespace

std::string pdf_date(const Timestamp& stamp) {
  std::string digits;
  const std::string local = Timestamp{stamp.instant + std::chrono::minutes(stamp.offset_minutes), 0}.rfc3339();
  for (const char c : local)
    if (c >= '0' && c <= '9') digits.push_back(c);
  const int minutes = stamp.offset_minutes < 0 ? -stamp.offset_minutes : stamp.offset_minutes;
  if (minutes == 0) return "D:" + digits + "Z";
  return fmt::format("D:{}{}{:02}'{:02}'", digits, stamp.offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string xmp_packet(const DocumentInfo& info) {
  const std::string date = info.date.rfc3339();
  std::string packet(opening);
  packet += claims;
  packet += "<dc:format>application/pdf</dc:format>\n";
  packet += listed("dc:title", "Alt", " xml:lang=\"x-default\"", info.title);
  if (!info.author.empty()) packet += listed("dc:creator", "Seq", "", info.author);
  if (!info.subject.empty()) packet += listed("dc:description", "Alt", " xml:lang=\"x-default\"", info.subject);
  packet += listed("dc:language", "Bag", "", info.language);
  packet += element("xmp:CreateDate", date) + element("xmp:ModifyDate", date);
  if (!info.producer.empty()) packet += element("pdf:Producer", info.producer);
  packet += closing;
  return packet;
}

std::string info_entries(const DocumentInfo& info) {
  Dictionary entries;
  entries.text("Title", info.title);
  if (!info.author.empty()) entries.text("Author", info.author);
  if (!info.subject.empty()) entries.text("Subject", info.subject);
  if (!info.producer.empty()) entries.text("Producer", info.producer);
  const std::string date = pdf_date(info.date);
  entries.text("CreationDate", date).text("ModDate", date);
  return entries.take();
}

}  // namespace engross::pdf
