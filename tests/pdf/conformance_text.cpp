// In: the bytes of a PDF. Out: its structure tree as an assistive reader meets it: roles, languages, alternatives, and
// the words, by way of the fonts' ToUnicode maps and ActualText. Refuses a file that cannot be read.
#include <fmt/format.h>

#include "pdf/conformance.hpp"
#include "pdf/conformance_parts.hpp"

namespace engross::test {
namespace conformance {
namespace {

class TreePrinter {
 public:
  explicit TreePrinter(QPDF& pdf);
  std::string print();

 private:
  void add(QPDFObjectHandle element, int depth);
  std::string words(const PageContent& page, long long mcid);
  const std::map<unsigned, std::string>& unicode(QPDFObjGen font);

  QPDF& pdf_;
  std::vector<PageContent> pages_;
  std::map<QPDFObjGen, std::map<unsigned, std::string>> unicode_;
  std::string out_;
};

TreePrinter::TreePrinter(QPDF& pdf) : pdf_(pdf) {
  Faults ignored;  // conformance_faults() tells them
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages())
    pages_.push_back(read_content(page, static_cast<int>(pages_.size()) + 1, ignored));
}

const std::map<unsigned, std::string>& TreePrinter::unicode(QPDFObjGen font) {
  const auto found = unicode_.find(font);
  if (found != unicode_.end()) return found->second;
  return unicode_.emplace(font, unicode_of(pdf_.getObject(font).getKey("/ToUnicode"))).first->second;
}

std::string TreePrinter::words(const PageContent& page, long long mcid) {
  std::string text;
  const auto shown = page.shown.find(mcid);
  if (shown == page.shown.end()) return text;
  for (const Shown& part : shown->second) {
    text += part.actual_text;
    for (const unsigned code : part.codes) {
      const auto utf16 = unicode(part.font).find(code);
      if (utf16 == unicode(part.font).end()) return text + "?";
      text += QUtil::utf16_to_utf8("\xFE\xFF" + QUtil::hex_decode(utf16->second));
    }
  }
  return text;
}

void TreePrinter::add(QPDFObjectHandle element, int depth) {
  if (depth > 64) return;
  QPDFObjectHandle kids = element.getKey("/K");
  const std::vector<QPDFObjectHandle> all =
      kids.isArray() ? kids.getArrayAsVector() : std::vector<QPDFObjectHandle>{kids};
  out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + name_or(element.getKey("/S"));
  if (has_text(element.getKey("/Lang"))) out_ += fmt::format(" lang={}", element.getKey("/Lang").getUTF8Value());
  if (has_text(element.getKey("/Alt"))) out_ += fmt::format(" alt=\"{}\"", element.getKey("/Alt").getUTF8Value());
  const std::size_t line = out_.size();
  std::string text;
  for (QPDFObjectHandle kid : all) {
    QPDFObjectHandle on = kid.isDictionary() && kid.hasKey("/Pg") ? kid.getKey("/Pg") : element.getKey("/Pg");
    QPDFObjectHandle id = kid.isDictionary() ? kid.getKey("/MCID") : kid;
    for (const PageContent& page : pages_)
      if (id.isInteger() && page.page.getObjGen() == on.getObjGen()) text += words(page, id.getIntValue());
  }
  out_ += "\n";
  for (QPDFObjectHandle kid : all)
    if (kid.isDictionary() && kid.hasKey("/S")) add(kid, depth + 1);
  if (!text.empty()) out_.insert(line, " | " + text);
}

std::string TreePrinter::print() {
  QPDFObjectHandle root = pdf_.getRoot().getKey("/StructTreeRoot");
  QPDFObjectHandle top = root.isDictionary() ? root.getKey("/K") : root;
  if (top.isDictionary()) add(top, 0);
  return std::move(out_);
}

}  // namespace
}  // namespace conformance

std::string tag_tree(std::string_view bytes) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("letter", bytes.data(), bytes.size());
    return conformance::TreePrinter(pdf).print();
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace engross::test
