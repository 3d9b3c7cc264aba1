// In: the file. Out: what is wrong with its XMP packet (read with expat) and where the Info dictionary says otherwise.
#include <expat.h>
#include <fmt/format.h>

#include <memory>
#include <regex>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

constexpr char separator = ' ';

const std::map<std::string, std::string> prefixes{
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"adobe:ns:meta/", "x"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://ns.adobe.com/xap/1.0/", "xmp"},
    {"http://ns.adobe.com/pdf/1.3/", "pdf"},
    {"http://www.aiim.org/pdfa/ns/id/", "pdfaid"},
    {"http://www.aiim.org/pdfua/ns/id/", "pdfuaid"},
    {"http://www.aiim.org/pdfa/ns/extension/", "pdfaExtension"},
    {"http://www.aiim.org/pdfa/ns/schema#", "pdfaSchema"},
    {"http://www.aiim.org/pdfa/ns/property#", "pdfaProperty"},
};

// The texts of the packet by path, such as "dc:title/rdf:Alt/rdf:li", without the frame around the properties.
struct Packet {
  std::vector<std::string> path;
  std::multimap<std::string, std::string> texts;
  std::string text;
  std::set<std::string> unknown;  // namespaces

  std::string value(const std::string& at) const {
    const auto found = texts.find(at);
    return found == texts.end() ? "" : found->second;
  }
};

std::string short_name(Packet& packet, const std::string& name) {
  const std::size_t at = name.find(separator);
  const auto prefix = prefixes.find(name.substr(0, at));
  if (prefix == prefixes.end()) packet.unknown.insert(name.substr(0, at));
  return (prefix == prefixes.end() ? "?" : prefix->second) + ":" + name.substr(at == std::string::npos ? 0 : at + 1);
}

void start(void* data, const char* name, const char**) {
  auto* packet = static_cast<Packet*>(data);
  packet->path.push_back(short_name(*packet, name));
  packet->text.clear();
}

void end(void* data, const char*) {
  auto* packet = static_cast<Packet*>(data);
  std::string at;
  for (std::size_t i = 3; i < packet->path.size(); ++i) at += (i > 3 ? "/" : "") + packet->path[i];
  if (packet->text.find_first_not_of(" \n") != std::string::npos || packet->path.size() == 4)
    packet->texts.emplace(at, packet->text);
  packet->path.pop_back();
  packet->text.clear();
}

void characters(void* data, const char* text, int length) {
  static_cast<Packet*>(data)->text.append(text, static_cast<std::size_t>(length));
}

bool read_packet(const std::string& xml, Packet& packet, Faults& faults) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreateNS("UTF-8", separator),
                                                                       XML_ParserFree);
  XML_SetUserData(parser.get(), &packet);
  XML_SetElementHandler(parser.get(), start, end);
  XML_SetCharacterDataHandler(parser.get(), characters);
  if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK) return true;
  faults.push_back(fmt::format("XMP: {}", XML_ErrorString(XML_GetErrorCode(parser.get()))));
  return false;
}

// "2016-10-26T00:00:00+01:00" as the Info dictionary writes it.
std::string as_pdf_date(const std::string& iso) {
  static const std::regex form(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-]\d\d):(\d\d)))");
  std::smatch part;
  if (!std::regex_match(iso, part, form)) return "no date";
  std::string date = "D:";
  for (std::size_t i = 1; i <= 6; ++i) date += part[i];
  return part[7].matched ? date + part[7].str() + "'" + part[8].str() + "'" : date + "Z";
}

void check_agreement(QPDF& pdf, const Packet& packet, Faults& faults) {
  QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
  if (!info.isDictionary()) return faults.push_back("there is no Info dictionary");
  const std::map<std::string, std::string> said{
      {"/Title", packet.value("dc:title/rdf:Alt/rdf:li")},
      {"/Author", packet.value("dc:creator/rdf:Seq/rdf:li")},
      {"/Subject", packet.value("dc:description/rdf:Alt/rdf:li")},
      {"/Producer", packet.value("pdf:Producer")},
      {"/CreationDate", as_pdf_date(packet.value("xmp:CreateDate"))},
      {"/ModDate", as_pdf_date(packet.value("xmp:ModifyDate"))},
  };
  for (const auto& [key, value] : said) {
    QPDFObjectHandle entry = info.getKey(key);
    const std::string other = entry.isString() ? entry.getUTF8Value() : "";
    if (other != value) faults.push_back(fmt::format("Info {} is \"{}\", XMP says \"{}\"", key, other, value));
  }
  for (const std::string& key : info.getKeys())
    if (!said.contains(key)) faults.push_back(fmt::format("Info {} has no match in XMP", key));
}

void check_packet(const Packet& packet, Faults& faults) {
  const auto must = [&](const std::string& at, const std::string& value) {
    if (packet.texts.count(at) != 1 || packet.value(at) != value)
      faults.push_back(fmt::format("XMP: {} is \"{}\", not \"{}\"", at, packet.value(at), value));
  };
  must("pdfaid:part", "2");
  must("pdfaid:conformance", "A");
  must("pdfuaid:part", "1");
  const std::string schema = "pdfaExtension:schemas/rdf:Bag/rdf:li/";
  must(schema + "pdfaSchema:namespaceURI", "http://www.aiim.org/pdfua/ns/id/");
  must(schema + "pdfaSchema:prefix", "pdfuaid");
  const std::string property = schema + "pdfaSchema:property/rdf:Seq/rdf:li/";
  must(property + "pdfaProperty:name", "part");
  must(property + "pdfaProperty:valueType", "Integer");
  must(property + "pdfaProperty:category", "internal");
  if (packet.value(schema + "pdfaSchema:schema").empty() || packet.value(property + "pdfaProperty:description").empty())
    faults.emplace_back("XMP: the extension schema describes nothing");
  if (packet.value("dc:title/rdf:Alt/rdf:li").empty()) faults.emplace_back("XMP: no title");
  for (const std::string& space : packet.unknown) faults.push_back("XMP: properties of " + space);
}

}  // namespace

void check_metadata(QPDF& pdf, Faults& faults) {
  QPDFObjectHandle stream = pdf.getRoot().getKey("/Metadata");
  if (!stream.isStream()) return faults.push_back("there is no XMP packet");
  if (stream.getDict().hasKey("/Filter")) faults.emplace_back("XMP: the packet is compressed");
  if (name_or(stream.getDict().getKey("/Type")) != "Metadata" || name_or(stream.getDict().getKey("/Subtype")) != "XML")
    faults.emplace_back("XMP: the stream is not typed");
  const auto buffer = stream.getStreamData();
  const std::string xml(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  if (!xml.starts_with("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>") ||
      xml.find("<?xpacket end=") == std::string::npos)
    faults.emplace_back("XMP: no packet marks");
  Packet packet;
  if (!read_packet(xml, packet, faults)) return;
  check_packet(packet, faults);
  check_agreement(pdf, packet, faults);
}

}  // namespace engross::test::conformance
