// A paragraph's file, as an original and as a translation: front matter, its rules, and the template below it.
#include "department/front_matter.hpp"

#include "department/paragraph.hpp"
#include "require.hpp"

namespace {

using namespace engross;

void require_inside(const Span& span, const SourceRef& source) {
  fuzz::require(span.source != source || (span.begin <= span.end && span.end <= source->text.size()),
                "a place lies in the file");
}

void require_paragraph(const Paragraph& paragraph, const FrontMatter& parts) {
  fuzz::require(paragraph.body.has_value(), "a paragraph has words");
  fuzz::require(paragraph.revision >= 1, "revisions count from one");
  fuzz::require(paragraph.part == Part::opening || paragraph.part == Part::body || paragraph.part == Part::closing,
                "a paragraph stands in the opening, the body or the closing");
  fuzz::require(!paragraph.valid_from || !paragraph.expires || *paragraph.valid_from <= *paragraph.expires,
                "it expires after it begins");
  for (const Template::Name& name : paragraph.body->names()) {
    require_inside(name.span, paragraph.source);
    fuzz::require(name.span.begin >= parts.body, "the words stand below the front matter");
  }
  if (paragraph.when) require_inside(paragraph.when->span(), paragraph.source);
  for (const auto& [name, rule] : paragraph.lets) {
    fuzz::require(!name.empty() && !rule.dump().empty(), "a let has a name and a rule");
    require_inside(rule.span(), paragraph.source);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceRef source = fuzz::source_of(data, size);
  const std::optional<FrontMatter> parts = find_front_matter(source->text);
  fuzz::require(
      !parts || (parts->yaml.begin <= parts->yaml.end && parts->yaml.end < parts->body && parts->body <= size),
      "front matter lies above the words");
  for (const char* language : {"", "cy"}) {
    const Result<Paragraph> paragraph = Paragraph::read("p", language, source);
    fuzz::require(parts.has_value() || !paragraph.has_value(), "no paragraph without front matter");
    if (!paragraph)
      fuzz::require_sound(paragraph.error());
    else
      require_paragraph(*paragraph, *parts);
  }
  return 0;
}
