// Any words as a letter: every finding has a place within them, and what is mended surely is not found again.
#include "base/text.hpp"
#include "checks/checker.hpp"
#include "checks/safe_fixes.hpp"
#include "data/read.hpp"
#include "require.hpp"

namespace {

using namespace engross;

const Department& department() {
  static const Department made = [] {
    const auto shared = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
    fuzz::require(shared.has_value(), "what departments share is sound");
    Department fresh;
    Diagnostics problems;
    read_shared_checks(shared->checks, fresh.checks, problems);
    auto forms = FormsOfAddress::from(shared->forms_of_address);
    fuzz::require(problems.empty() && forms.has_value(), "what checks share is sound");
    fresh.forms = std::move(*forms);
    return fresh;
  }();
  return made;
}

const Case& some_case() {
  static const auto read = Case::from(make_source("case.json", R"({"reference": "2016-0046030", "department": "d",
    "template": "holding", "topics": ["foi"], "incoming": {"dated": "2016-09-30", "reference": "HC/1"},
    "correspondent": {"title": "Mr", "surname": "Watling", "role": "mp"},
    "constituent": {"surname": "Farrow", "address": ["3 Weir Cottages"], "postcode": "HR6 8EQ"},
    "facts": {"date_of_birth": "1990-05-03"}})"));
  fuzz::require(read.has_value(), "the case is sound");
  return *read;
}

Block lines_of(const SourceRef& source, std::size_t begin, std::size_t end) {
  Block block;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t line_end = std::min(source->text.find('\n', at), end);
    if (at > begin) block.inlines.push_back({.kind = Inline::Kind::line_break});
    Inline run;
    run.text = source->text.substr(at, line_end - at);
    run.origin.kind = Origin::Kind::draft;
    run.origin.span = {source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(line_end)};
    if (!run.text.empty()) block.inlines.push_back(std::move(run));
    at = line_end + 1;
  }
  return block;
}

// Parts of the letter, parted by blank lines.
Letter letter_of(const SourceRef& source) {
  constexpr Part parts[] = {Part::body, Part::addressee, Part::salutation, Part::close, Part::opening};
  Letter letter;
  letter.template_name = "holding";
  std::size_t begin = 0;
  for (const Part part : parts) {
    if (begin > source->text.size()) break;
    const std::size_t end = std::min(source->text.find("\n\n", begin), source->text.size());
    letter.sections.push_back({part, {lines_of(source, begin, end)}});
    begin = end + 2;
  }
  return letter;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceRef source = fuzz::source_of(data, size);
  if (first_invalid_utf8(source->text)) return 0;
  static const Checker checker(department());
  const Letter letter = letter_of(source);
  const DraftOfLetter from{.draft = source, .composed = &letter};
  const Diagnostics found = checker.check(letter, some_case(), from);
  for (const Diagnostic& d : found) {
    fuzz::require(!d.code.empty() && !d.message.empty() && !d.hints.empty(), "a finding says what, and what to do");
    if (d.span.source)
      fuzz::require(d.span.begin <= d.span.end && d.span.end <= d.span.source->text.size(), "a finding has its place");
  }
  const FixedText fixed = fix_safely(*source, found);
  fuzz::require((fixed.fixes == 0) == (fixed.text == source->text), "what is mended differs");
  fuzz::require(!first_invalid_utf8(fixed.text), "what is mended is text");
  return 0;
}
