// In: the bytes of a PDF. Out: the faults of the document as a whole (catalog, trailer, output intent, pages, streams),
// then those of its parts.
#include "pdf/conformance.hpp"

#include <fmt/format.h>

#include <regex>

#include "pdf/conformance_parts.hpp"

namespace engross::test {
namespace conformance {
namespace {

void check_header(std::string_view pdf, Faults& faults) {
  if (!pdf.starts_with("%PDF-1.7\n")) faults.emplace_back("the header is not %PDF-1.7");
  bool binary = pdf.size() > 14 && pdf[9] == '%';
  for (std::size_t i = 10; binary && i < 14; ++i) binary = static_cast<unsigned char>(pdf[i]) > 127;
  if (!binary) faults.emplace_back("no comment of four high bytes follows the header");
}

void check_trailer(QPDF& pdf, Faults& faults) {
  QPDFObjectHandle trailer = pdf.getTrailer();
  if (trailer.hasKey("/Encrypt")) faults.emplace_back("the file is encrypted");
  QPDFObjectHandle id = trailer.getKey("/ID");
  const bool two = id.isArray() && id.getArrayNItems() == 2 && id.getArrayItem(0).isString() &&
                   id.getArrayItem(0).getStringValue().size() >= 16 && id.getArrayItem(1).isString();
  if (!two) faults.emplace_back("the trailer has no ID of two strings");
}

void check_catalog(QPDF& pdf, Faults& faults) {
  QPDFObjectHandle catalog = pdf.getRoot();
  QPDFObjectHandle mark = catalog.getKey("/MarkInfo");
  if (!mark.isDictionary() || !is_true(mark.getKey("/Marked"))) faults.emplace_back("MarkInfo does not say Marked");
  if (mark.isDictionary() && is_true(mark.getKey("/Suspects"))) faults.emplace_back("MarkInfo has Suspects");
  static const std::regex language("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  QPDFObjectHandle lang = catalog.getKey("/Lang");
  if (!lang.isString() || !std::regex_match(lang.getUTF8Value(), language))
    faults.emplace_back("the catalog has no language");
  QPDFObjectHandle viewer = catalog.getKey("/ViewerPreferences");
  if (!viewer.isDictionary() || !is_true(viewer.getKey("/DisplayDocTitle")))
    faults.emplace_back("the title is not shown in the window bar (DisplayDocTitle)");
  for (const char* key : {"/OpenAction", "/AA", "/OCProperties", "/Requirements"})
    if (catalog.hasKey(key)) faults.push_back(fmt::format("the catalog has {}", key));
}

void check_profile(QPDFObjectHandle profile, Faults& faults) {
  if (!profile.isStream()) return faults.push_back("the output intent has no profile");
  const auto buffer = profile.getStreamData();
  const std::string_view bytes(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  QPDFObjectHandle components = profile.getDict().getKey("/N");
  const bool three = components.isInteger() && components.getIntValue() == 3;
  const bool sane = bytes.size() > 132 && bytes.substr(36, 4) == "acsp" && bytes.substr(16, 4) == "RGB " && three;
  if (!sane) return faults.push_back("the profile of the output intent is not an RGB profile");
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  if (((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) != bytes.size())
    faults.emplace_back("the profile of the output intent has another size than it says");
}

void check_intent(QPDF& pdf, Faults& faults) {
  QPDFObjectHandle intents = pdf.getRoot().getKey("/OutputIntents");
  if (!intents.isArray() || intents.getArrayNItems() != 1) return faults.push_back("there is not one output intent");
  QPDFObjectHandle intent = intents.getArrayItem(0);
  if (name_or(intent.getKey("/S")) != "GTS_PDFA1") faults.emplace_back("the output intent is not GTS_PDFA1");
  if (!has_text(intent.getKey("/OutputConditionIdentifier")))
    faults.emplace_back("the output intent names no condition");
  check_profile(intent.getKey("/DestOutputProfile"), faults);
}

// Components a pixel; 0 for colours that no letter may have. An indexed picture has a whole palette of RGB.
long components_of(QPDFObjectHandle colours) {
  if (colours.isNameAndEquals("/DeviceGray")) return 1;
  if (colours.isNameAndEquals("/DeviceRGB")) return 3;
  if (!colours.isArray() || colours.getArrayNItems() != 4) return 0;
  QPDFObjectHandle last = colours.getArrayItem(2), palette = colours.getArrayItem(3);
  const bool whole = last.isInteger() && last.getIntValue() >= 0 && last.getIntValue() <= 255 && palette.isString() &&
                     palette.getStringValue().size() == 3U * (static_cast<std::size_t>(last.getIntValue()) + 1);
  const bool indexed = colours.getArrayItem(0).isNameAndEquals("/Indexed");
  return indexed && colours.getArrayItem(1).isNameAndEquals("/DeviceRGB") && whole ? 1 : 0;
}

long integer_or_zero(QPDFObjectHandle object) {
  return object.isInteger() ? static_cast<long>(object.getIntValue()) : 0;
}

// Decoded samples fill the picture exactly.
void check_samples(QPDFObjectHandle image, const std::string& where, Faults& faults) {
  QPDFObjectHandle dictionary = image.getDict();
  const long bits = integer_or_zero(dictionary.getKey("/BitsPerComponent"));
  if (bits != 1 && bits != 2 && bits != 4 && bits != 8)
    return faults.push_back(fmt::format("{} has {} bits a component", where, bits));
  const long row =
      integer_or_zero(dictionary.getKey("/Width")) * components_of(dictionary.getKey("/ColorSpace")) * bits;
  const long wanted = (row + 7) / 8 * integer_or_zero(dictionary.getKey("/Height"));
  const auto size = static_cast<long>(image.getStreamData(qpdf_dl_specialized)->getSize());
  if (size != wanted) faults.push_back(fmt::format("{} has {} bytes of samples for {}", where, size, wanted));
}

void check_image(QPDFObjectHandle dictionary, const std::string& where, Faults& faults) {
  if (is_true(dictionary.getKey("/Interpolate"))) faults.push_back(where + " asks for interpolation");
  if (dictionary.hasKey("/Alternates") || dictionary.hasKey("/OPI"))
    faults.push_back(where + " has alternate pictures");
  QPDFObjectHandle colours = dictionary.getKey("/ColorSpace");
  if (components_of(colours) == 0)
    faults.push_back(where + " has the colours of " + name_or(colours, colours.unparse()));
  QPDFObjectHandle mask = dictionary.getKey("/SMask");
  if (mask.isNull()) return;
  if (!mask.isStream() || name_or(mask.getDict().getKey("/ColorSpace")) != "DeviceGray" ||
      mask.getDict().hasKey("/SMask"))
    faults.push_back(where + " has a soft mask that is not plain grey");
}

void check_stream(QPDFObjectHandle stream, Faults& faults) {
  const std::string where = "stream " + std::to_string(stream.getObjectID());
  QPDFObjectHandle dictionary = stream.getDict();
  if (dictionary.hasKey("/F")) faults.push_back(where + " lies outside the file");
  const std::string filter = name_or(dictionary.getKey("/Filter"));
  if (filter != "nothing" && filter != "FlateDecode" && filter != "DCTDecode")
    faults.push_back(where + " has the filter " + filter);
  if (name_or(dictionary.getKey("/Subtype")) == "Image") check_image(dictionary, where, faults);
  if (filter == "DCTDecode") return;
  try {
    stream.getStreamData();
    if (name_or(dictionary.getKey("/Subtype")) == "Image") check_samples(stream, where, faults);
  } catch (const std::exception& error) {
    faults.push_back(where + " cannot be decoded: " + error.what());
  }
}

std::vector<PageContent> check_pages(QPDF& pdf, Faults& faults) {
  std::vector<PageContent> pages;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    const int number = static_cast<int>(pages.size()) + 1;
    QPDFObjectHandle dictionary = page.getObjectHandle();
    if (dictionary.hasKey("/Annots") && name_or(dictionary.getKey("/Tabs")) != "S")
      faults.push_back(fmt::format("page {}: the tab order is not that of the structure (Tabs /S)", number));
    if (!dictionary.getKey("/StructParents").isInteger())
      faults.push_back(fmt::format("page {}: no StructParents", number));
    if (dictionary.hasKey("/AA")) faults.push_back(fmt::format("page {}: additional actions", number));
    QPDFObjectHandle states = dictionary.getKey("/Resources").getKey("/ExtGState");
    if (states.isDictionary() && !states.getKeys().empty())
      faults.push_back(fmt::format("page {}: graphics states, which no letter needs", number));
    pages.push_back(read_content(page, number, faults));
  }
  if (pages.empty()) faults.emplace_back("there is no page");
  return pages;
}

void check_file(std::string_view bytes, QPDF& pdf, Faults& faults) {
  check_trailer(pdf, faults);
  check_catalog(pdf, faults);
  check_intent(pdf, faults);
  for (QPDFObjectHandle& object : pdf.getAllObjects())
    if (object.isStream()) check_stream(object, faults);
  std::vector<PageContent> pages = check_pages(pdf, faults);
  check_structure(pdf, pages, faults);
  check_annotations(pdf, pages, faults);
  check_fields(pdf, pages, faults);
  check_signatures(bytes, pdf, faults);
  check_fonts(pdf, pages, faults);
  check_metadata(pdf, faults);
  for (const QPDFExc& warning : pdf.getWarnings()) faults.emplace_back(warning.what());
}

}  // namespace
}  // namespace conformance

std::vector<std::string> conformance_faults(std::string_view bytes) {
  conformance::Faults faults;
  conformance::check_header(bytes, faults);
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile("letter", bytes.data(), bytes.size());
    conformance::check_file(bytes, pdf, faults);
  } catch (const std::exception& error) {
    faults.emplace_back(error.what());
  }
  return faults;
}

}  // namespace engross::test
