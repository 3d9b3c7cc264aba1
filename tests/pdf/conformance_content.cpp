// In: a page. Out: its marked-content sequences and the codes that it draws, and what is wrong with its content stream:
// marks outside the structure, sequences or text objects that do not pair, colours that the output intent does not
// cover.
#include <fmt/format.h>

#include "pdf/conformance_parts.hpp"

namespace engross::test::conformance {
namespace {

struct Sequence {
  bool artifact = false;
  long long mcid = -1;
  bool has_actual_text = false;
  bool opened_in_text = false;
};

class Reader final : public QPDFObjectHandle::ParserCallbacks {
 public:
  // An appearance stands in the structure by its field; there is no marked content in it.
  enum class Of : unsigned char { page, appearance };
  Reader(PageContent& page, QPDFObjectHandle resources, Of what, Faults& faults)
      : page_(page), resources_(std::move(resources)), of_(what), faults_(faults) {}
  void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
    if (object.isInlineImage()) return fault("an inline image");
    if (!object.isOperator()) return operands_.push_back(object);
    run(object.getOperatorValue());
    operands_.clear();
  }
  void handleEOF() override {
    if (!sequences_.empty()) fault("a marked-content sequence is not closed");
    if (in_text_) fault("a text object is not closed");
    if (depth_ != 0) fault("q and Q do not pair");
  }

 private:
  void fault(const std::string& what) { faults_.push_back(fmt::format("page {}: {}", page_.number, what)); }
  void run(const std::string& op);
  void begin(bool with_properties);
  void end();
  void text_object(bool opens);
  void mark(const std::string& op);
  void show(QPDFObjectHandle shown);
  void say(Shown part);
  void choose_font();
  QPDFObjectHandle operand(std::size_t i) const {
    return i < operands_.size() ? operands_[i] : QPDFObjectHandle::newNull();
  }

  PageContent& page_;
  QPDFObjectHandle resources_;
  Of of_;
  Faults& faults_;
  std::vector<QPDFObjectHandle> operands_;
  std::vector<Sequence> sequences_;
  bool in_text_ = false;
  int depth_ = 0;
  QPDFObjGen font_;
};

void Reader::begin(bool with_properties) {
  if (of_ == Of::appearance) fault("marked content in an appearance");
  const std::string tag = name_or(operand(0));
  QPDFObjectHandle properties = with_properties ? operand(1) : QPDFObjectHandle::newNull();
  Sequence sequence;
  sequence.opened_in_text = in_text_;
  sequence.artifact = tag == "Artifact";
  if (properties.isDictionary() && properties.getKey("/MCID").isInteger()) {
    sequence.mcid = properties.getKey("/MCID").getIntValue();
    if (!page_.tags.emplace(sequence.mcid, tag).second) fault(fmt::format("MCID {} twice", sequence.mcid));
  }
  const bool structural = sequence.artifact || sequence.mcid >= 0;
  for (const Sequence& outer : sequences_)
    if (structural && (outer.artifact || outer.mcid >= 0)) fault("tagged content or an artifact inside another");
  sequences_.push_back(sequence);
  if (!properties.isDictionary() || !properties.getKey("/ActualText").isString()) return;
  Shown words;
  words.actual_text = properties.getKey("/ActualText").getUTF8Value();
  say(std::move(words));
  sequences_.back().has_actual_text = true;
}

void Reader::end() {
  if (sequences_.empty()) return fault("EMC without a beginning");
  if (sequences_.back().opened_in_text != in_text_) fault("a sequence overlaps a text object");
  sequences_.pop_back();
}

void Reader::text_object(bool opens) {
  if (in_text_ == opens) fault("BT and ET do not pair");
  in_text_ = opens;
}

void Reader::mark(const std::string& op) {
  if (of_ == Of::appearance) return;
  for (const Sequence& sequence : sequences_)
    if (sequence.artifact || sequence.mcid >= 0) return;
  fault(op + " outside tagged content and artifacts");
}

void Reader::show(QPDFObjectHandle shown) {
  if (shown.isArray()) {
    for (QPDFObjectHandle& item : shown.getArrayAsVector())
      if (item.isString()) show(item);
    return;
  }
  if (!shown.isString()) return fault("a show-text operator without a string");
  if (!font_.isIndirect()) fault("text before a font is chosen");
  const std::string codes = shown.getStringValue();
  if (codes.size() % 2 != 0) fault("a string of two-byte codes has an odd length");
  Shown part;
  part.font = font_;
  for (std::size_t i = 0; i + 1 < codes.size(); i += 2)
    part.codes.push_back(static_cast<unsigned>(static_cast<unsigned char>(codes[i])) << 8 |
                         static_cast<unsigned char>(codes[i + 1]));
  page_.codes[font_].insert(part.codes.begin(), part.codes.end());
  say(std::move(part));
}

// Words of an ActualText stand instead of all that its sequence holds.
void Reader::say(Shown part) {
  for (const Sequence& sequence : sequences_)
    if (sequence.has_actual_text) return;
  for (const Sequence& sequence : sequences_)
    if (sequence.mcid >= 0) page_.shown[sequence.mcid].push_back(part);
}

void Reader::choose_font() {
  QPDFObjectHandle fonts = resources_.getKey("/Font");
  QPDFObjectHandle font =
      operand(0).isName() && fonts.isDictionary() ? fonts.getKey(operand(0).getName()) : QPDFObjectHandle::newNull();
  if (!font.isDictionary()) return fault("a font that the page does not have");
  font_ = font.getObjGen();
}

void Reader::run(const std::string& op) {
  static const std::set<std::string> marking{"Tj", "TJ", "'", "\"", "Do", "f", "F", "f*",
                                             "B",  "B*", "b", "b*", "S",  "s", "sh"};
  static const std::set<std::string> foreign{"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs", "ri"};
  if (op == "BMC" || op == "BDC") begin(op == "BDC");
  if (op == "EMC") end();
  if (op == "BT" || op == "ET") text_object(op == "BT");
  if (op == "q") ++depth_;
  if (op == "Q" && --depth_ < 0) fault("Q without q");
  if (op == "Tf") choose_font();
  if (marking.contains(op)) mark(op);
  if (foreign.contains(op)) fault(op + ", which no letter needs");
  if (op == "Tj" || op == "TJ" || op == "'") show(operand(0));
}

}  // namespace

PageContent read_content(QPDFPageObjectHelper page, int number, Faults& faults) {
  PageContent content;
  content.number = number;
  content.page = page.getObjectHandle();
  Reader reader(content, content.page.getKey("/Resources"), Reader::Of::page, faults);
  try {
    page.parseContents(&reader);
  } catch (const std::exception& error) {
    faults.push_back(fmt::format("page {}: {}", number, error.what()));
  }
  return content;
}

void read_appearance(QPDFObjectHandle form, PageContent& page, Faults& faults) {
  Reader reader(page, form.getDict().getKey("/Resources"), Reader::Of::appearance, faults);
  try {
    QPDFPageObjectHelper(form).parseContents(&reader);
  } catch (const std::exception& error) {
    faults.push_back(fmt::format("page {}: an appearance: {}", page.number, error.what()));
  }
}

}  // namespace engross::test::conformance
