// In: print-run.yaml. Out: envelopes and the place of the code. Refuses: unknown keys, values of the wrong kind or out
// of range, numbers without a source, envelopes that are not in the order of what they take.
#include "print_run/setup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes setup_codes{.unknown = "print.unknown-key",
                                 .type = "print.type",
                                 .range = "print.range",
                                 .missing = "print.missing",
                                 .choice = "print.choice"};

class SetupReader {
 public:
  SetupReader(const Document& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  PrintSetup read() {
    Fields fields(document_, document_.root, "", problems_, setup_codes);
    fields.require({"envelopes", "code"});
    if (const Value* list = fields.known("envelopes"); list != nullptr) read_envelopes(*list);
    if (auto code = fields.object("code")) read_code(*code);
    fields.refuse_unknown();
    return std::move(made_);
  }

 private:
  void read_envelopes(const Value& list) {
    if (!list.is_array() || list.items().empty())
      return report(list, "\"envelopes\" must be a list of envelopes, the smallest first");
    for (const Value& item : list.items()) read_envelope(item);
  }

  void read_envelope(const Value& item) {
    if (!item.is_object()) return report(item, "an envelope must be an object with name, most_sheets, source");
    Fields fields(document_, item, "envelopes", problems_, setup_codes);
    fields.require({"name", "most_sheets", "source"});
    Envelope envelope;
    int sheets = 0;
    fields.text("name", envelope.name);
    fields.text("source", envelope.source);
    fields.whole("most_sheets", {1, 1000, "sheets"}, sheets);
    fields.refuse_unknown();
    envelope.most_sheets = static_cast<std::size_t>(sheets);
    const std::vector<Envelope>& before = made_.envelopes;
    if (std::ranges::find(before, envelope.name, &Envelope::name) != before.end())
      report(item, fmt::format("the envelope {} is there twice", envelope.name));
    else if (!before.empty() && sheets > 0 && before.back().most_sheets >= envelope.most_sheets)
      report(item, fmt::format("the envelope {} takes {} sheets, no more than {} before it", envelope.name, sheets,
                               before.back().name));
    made_.envelopes.push_back(std::move(envelope));
  }

  void read_code(Fields& fields) {
    fields.require({"left", "top", "module", "clear", "words", "sources"});
    fields.number("left", {0, 2000, "mm"}, made_.code.left);
    fields.number("top", {0, 2000, "mm"}, made_.code.top);
    fields.number("module", {0.25, 2, "mm"}, made_.code.module);
    fields.number("clear", {0, 50, "mm"}, made_.code.clear);
    fields.number("words", {0, 24, "points"}, made_.code.words);
    if (made_.code.clear < made_.code.module && fields.has("clear"))
      fields.report(setup_codes.range, fields.span("clear"),
                    fmt::format("{:g} mm of clear space are less than one module of {:g} mm", made_.code.clear,
                                made_.code.module),
                    {"a Data Matrix needs one module at least (ISO/IEC 16022)"});
    if (auto sources = fields.object("sources")) read_sources(*sources);
    fields.refuse_unknown();
  }

  static void read_sources(Fields& sources) {
    std::string source;
    for (const std::string_view key : {"left", "top", "module", "clear", "words"}) {
      sources.require({key});
      sources.text(key, source);
    }
    sources.refuse_unknown();
  }

  void report(const Value& at, std::string message) {
    problems_.push_back(error("print.envelopes", document_.span(at), std::move(message),
                              {"envelopes stand in the order of the sheets that they take, each with its name"}));
  }

  const Document& document_;
  Diagnostics& problems_;
  PrintSetup made_;
};

}  // namespace

Result<PrintSetup> PrintSetup::from(const Document& document) {
  Diagnostics problems;
  if (!document.root.is_object())
    return fail(error("print.type", document.span(document.root), "the setup of a print run must be an object"));
  PrintSetup setup = SetupReader(document, problems).read();
  if (!problems.empty()) return fail(std::move(problems));
  return setup;
}

std::optional<std::size_t> PrintSetup::envelope_for(std::size_t sheets) const {
  for (std::size_t i = 0; i < envelopes.size(); ++i)
    if (sheets <= envelopes[i].most_sheets) return i;
  return std::nullopt;
}

}  // namespace engross
