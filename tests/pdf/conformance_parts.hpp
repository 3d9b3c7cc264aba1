// The parts of the conformance reader. Each takes the file and adds what is wrong to the list.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/qpdf.hpp"

namespace engross::test::conformance {

using Faults = std::vector<std::string>;

// A part of a marked-content sequence: codes of one font, or words that stand for what is drawn.
struct Shown {
  QPDFObjGen font;
  std::vector<unsigned> codes;
  std::string actual_text;
};

// What the content of one page showed.
struct PageContent {
  int number = 0;  // from 1
  QPDFObjectHandle page;
  std::map<long long, std::string> tags;           // MCID -> tag of its sequence
  std::map<QPDFObjGen, std::set<unsigned>> codes;  // font -> two-byte codes drawn with it
  std::map<long long, std::vector<Shown>> shown;   // MCID -> what it says
};

// Code -> UTF-16BE in hexadecimal, from the bfchar lines of a CMap.
std::map<unsigned, std::string> unicode_of(QPDFObjectHandle to_unicode);
PageContent read_content(QPDFPageObjectHelper page, int number, Faults& faults);
// What a field's appearance draws is added to what its page draws.
void read_appearance(QPDFObjectHandle form, PageContent& page, Faults& faults);
void check_structure(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults);
void check_fonts(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults);
void check_metadata(QPDF& pdf, Faults& faults);
void check_annotations(QPDF& pdf, const std::vector<PageContent>& pages, Faults& faults);
void check_fields(QPDF& pdf, std::vector<PageContent>& pages, Faults& faults);
void check_signatures(std::string_view bytes, QPDF& pdf, Faults& faults);

inline std::string name_or(const QPDFObjectHandle& object, const std::string& otherwise = "nothing") {
  QPDFObjectHandle copy = object;
  return copy.isName() ? copy.getName().substr(1) : otherwise;
}
inline bool is_true(QPDFObjectHandle object) {
  return object.isBool() && object.getBoolValue();
}
inline bool has_text(QPDFObjectHandle object) {
  return object.isString() && !object.getUTF8Value().empty();
}

}  // namespace engross::test::conformance
