// In: the file and the codes that its pages drew. Out: what is wrong with its fonts: not embedded, widths other than
// the font program's, codes without Unicode or glyph, dictionaries that contradict each other.
#include <fmt/format.h>

#include <cmath>
#include <regex>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

// The tables of an embedded TrueType font that tell glyph count and widths.
class Program {
 public:
  explicit Program(std::string bytes) : bytes_(std::move(bytes)) {
    units_ = u16(table("head") + 18);
    count_ = u16(table("maxp") + 4);
    metrics_ = u16(table("hhea") + 34);
  }
  bool sane() const {
    return units_ > 0 && count_ > 0 && metrics_ > 0 && table("glyf") != npos && table("loca") != npos;
  }
  unsigned count() const { return count_; }
  double width(unsigned glyph) const {
    return u16(table("hmtx") + 4UL * std::min(glyph, metrics_ - 1)) * 1000.0 / units_;
  }

 private:
  static constexpr std::size_t npos = std::string::npos / 2;
  unsigned u16(std::size_t at) const {
    if (at + 1 >= bytes_.size()) return 0;
    return static_cast<unsigned>(static_cast<unsigned char>(bytes_[at])) << 8 |
           static_cast<unsigned char>(bytes_[at + 1]);
  }
  std::size_t table(std::string_view tag) const {
    for (std::size_t i = 0, at = 12; i < u16(4) && at + 16 <= bytes_.size(); ++i, at += 16)
      if (bytes_.compare(at, 4, tag) == 0) return static_cast<std::size_t>(u16(at + 8)) << 16 | u16(at + 10);
    return npos;
  }
  std::string bytes_;
  unsigned units_ = 0, count_ = 0, metrics_ = 0;
};

std::string stream_text(QPDFObjectHandle stream) {
  const auto buffer = stream.getStreamData();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::map<unsigned, double> widths_of(QPDFObjectHandle array) {
  std::map<unsigned, double> widths;
  if (!array.isArray()) return widths;
  for (int i = 0; i + 1 < array.getArrayNItems(); i += 2) {
    QPDFObjectHandle list = array.getArrayItem(i + 1);
    auto code = array.getArrayItem(i).getUIntValueAsUInt();
    if (!list.isArray()) continue;
    for (QPDFObjectHandle width : list.getArrayAsVector()) widths[code++] = width.getNumericValue();
  }
  return widths;
}

}  // namespace

std::map<unsigned, std::string> unicode_of(QPDFObjectHandle to_unicode) {
  std::map<unsigned, std::string> texts;
  const std::string cmap = stream_text(to_unicode);
  static const std::regex block("([0-9]+) beginbfchar\\s([^e]*)endbfchar");
  static const std::regex line("<([0-9A-F]{4})>\\s*<([0-9A-F]+)>");
  for (std::sregex_iterator it(cmap.begin(), cmap.end(), block), end; it != end; ++it) {
    const std::string body = (*it)[2];
    for (std::sregex_iterator one(body.begin(), body.end(), line); one != end; ++one)
      texts.emplace(static_cast<unsigned>(std::stoul((*one)[1], nullptr, 16)), (*one)[2]);
  }
  return texts;
}

namespace {

class FontChecker {
 public:
  FontChecker(QPDFObjectHandle font, const std::set<unsigned>& codes, Faults& faults)
      : font_(font), codes_(codes), faults_(faults) {}
  void check();

 private:
  void fault(const std::string& what) { faults_.push_back("font " + name_or(font_.getKey("/BaseFont")) + ": " + what); }
  void check_names(QPDFObjectHandle descendant, QPDFObjectHandle descriptor);
  void check_descriptor(QPDFObjectHandle descriptor);
  void check_widths(QPDFObjectHandle descendant, const Program& program);
  void check_unicode();

  QPDFObjectHandle font_;
  const std::set<unsigned>& codes_;
  Faults& faults_;
};

void FontChecker::check_names(QPDFObjectHandle descendant, QPDFObjectHandle descriptor) {
  const std::string name = name_or(font_.getKey("/BaseFont"));
  static const std::regex subset("[A-Z]{6}\\+.+");
  if (!std::regex_match(name, subset)) fault("no subset tag");
  if (name_or(descendant.getKey("/BaseFont")) != name || name_or(descriptor.getKey("/FontName")) != name)
    fault("three names that differ");
}

void FontChecker::check_descriptor(QPDFObjectHandle descriptor) {
  for (const char* key : {"/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV"})
    if (!descriptor.hasKey(key)) fault(fmt::format("the descriptor lacks {}", key));
  if (descriptor.hasKey("/CIDSet")) fault("a CIDSet, which PDF/A-2 files do better without");
}

void FontChecker::check_widths(QPDFObjectHandle descendant, const Program& program) {
  const std::map<unsigned, double> widths = widths_of(descendant.getKey("/W"));
  for (const unsigned code : codes_) {
    if (code == 0 || code >= program.count()) {
      fault(fmt::format("code {} has no glyph", code));
      continue;
    }
    const auto width = widths.find(code);
    if (width == widths.end() || std::fabs(width->second - program.width(code)) > 0.001)
      fault(fmt::format("the width of code {} is not that of its glyph, {:.3f}", code, program.width(code)));
  }
}

void FontChecker::check_unicode() {
  QPDFObjectHandle to_unicode = font_.getKey("/ToUnicode");
  if (!to_unicode.isStream()) return fault("no ToUnicode");
  const std::map<unsigned, std::string> texts = unicode_of(to_unicode);
  for (const unsigned code : codes_) {
    const auto text = texts.find(code);
    if (text == texts.end()) {
      fault(fmt::format("code {} has no Unicode", code));
    } else if (text->second.size() % 4 != 0 || text->second == "0000" || text->second == "FEFF" ||
               text->second == "FFFE") {
      fault(fmt::format("code {} has the Unicode {}", code, text->second));
    }
  }
}

void FontChecker::check() {
  if (name_or(font_.getKey("/Subtype")) != "Type0" || name_or(font_.getKey("/Encoding")) != "Identity-H")
    return fault("not a Type0 font with Identity-H");
  QPDFObjectHandle descendants = font_.getKey("/DescendantFonts");
  if (!descendants.isArray() || descendants.getArrayNItems() != 1) return fault("not one descendant");
  QPDFObjectHandle descendant = descendants.getArrayItem(0);
  if (name_or(descendant.getKey("/Subtype")) != "CIDFontType2") return fault("the descendant is not a CIDFontType2");
  if (name_or(descendant.getKey("/CIDToGIDMap")) != "Identity") fault("CIDToGIDMap is not Identity");
  QPDFObjectHandle system = descendant.getKey("/CIDSystemInfo");
  if (!system.isDictionary() || !system.getKey("/Ordering").isString() ||
      system.getKey("/Ordering").getStringValue() != "Identity")
    fault("CIDSystemInfo is not Identity");
  QPDFObjectHandle descriptor = descendant.getKey("/FontDescriptor");
  if (!descriptor.isDictionary()) return fault("no descriptor");
  check_names(descendant, descriptor);
  check_descriptor(descriptor);
  check_unicode();
  QPDFObjectHandle file = descriptor.getKey("/FontFile2");
  if (!file.isStream()) return fault("not embedded");
  const Program program(stream_text(file));
  if (!program.sane()) return fault("the program lacks tables");
  check_widths(descendant, program);
}

}  // namespace

void check_fonts(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults) {
  std::map<QPDFObjGen, std::set<unsigned>> codes;
  for (const PageContent& page : pages) {
    QPDFObjectHandle fonts = QPDFObjectHandle(page.page).getKey("/Resources").getKey("/Font");
    if (fonts.isDictionary())
      for (const std::string& name : fonts.getKeys()) codes[fonts.getKey(name).getObjGen()];
    for (const auto& [font, drawn] : page.codes) codes[font].insert(drawn.begin(), drawn.end());
  }
  for (const auto& [font, drawn] : codes) FontChecker(pdf.getObject(font), drawn, faults).check();
}

}  // namespace engross::test::conformance
