// In: a letter and its explanation. Out: one HTML page that needs nothing else, the letter on the left and the reasons
// on the right; on a narrow screen and to a screen reader each stretch is followed by its reasons. Values of the case
// are underlined and named beside. Refuses nothing.
#include <fmt/format.h>

#include <algorithm>

#include "base/markup.hpp"
#include "library/blocks_with_index.hpp"
#include "library/explain.hpp"

namespace engross {
namespace {

constexpr std::string_view style = R"(
body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #111; background: #fff }
article { border-top: 1px solid #767676; padding: .75rem 0; overflow-wrap: anywhere }
article:target, article.found { background: #fff6d6 }
@media (min-width: 60rem) { article { display: grid; grid-template-columns: 3fr 2fr; column-gap: 2rem } }
.words > :first-child, .why > :first-child { margin-top: 0 }
.words .heading { font-weight: bold }
.words table { border-collapse: collapse } .words th, .words td { border: 1px solid #767676; padding: .25rem .5rem }
.value { text-decoration: underline dotted; text-underline-offset: .2em }
.why { border-left: .25rem solid #1d5c8a; padding-left: 1rem } .why h3 { font-size: 1rem; margin: 0 }
dt { font-family: monospace } dd { margin: 0 0 .25rem 1.5rem }
@media print { body { margin: 0; max-width: none } article { break-inside: avoid } }
)";

std::string lang(const std::string& language) {
  return language.empty() ? "" : fmt::format(" lang=\"{}\"", as_attribute(language));
}

void write(const std::vector<Inline>& inlines, std::string& out) {
  for (const Inline& run : inlines) {
    switch (run.kind) {
      case Inline::Kind::text:
        if (run.origin.kind == Origin::Kind::value)
          out += fmt::format("<span class=\"value\">{}</span>", as_content(run.text));
        else
          out += as_content(run.text);
        break;
      case Inline::Kind::strong:
        out += "<strong>";
        write(run.children, out);
        out += "</strong>";
        break;
      case Inline::Kind::emphasis:
        out += "<em>";
        write(run.children, out);
        out += "</em>";
        break;
      case Inline::Kind::link:
        out += fmt::format("<a href=\"{}\">", as_attribute(run.target));
        write(run.children, out);
        out += "</a>";
        break;
      case Inline::Kind::line_break:
        out += "<br>\n";
        break;
    }
  }
}

void write_cells(const std::vector<TableCell>& cells, std::string_view tag, std::string& out) {
  out += "<tr>";
  for (const TableCell& cell : cells) {
    out += fmt::format("<{}{}>", tag, lang(cell.language));
    write(cell.inlines, out);
    out += fmt::format("</{}>", tag.substr(0, 2));
  }
  out += "</tr>\n";
}

void write(const Block& block, std::string& out) {
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::heading:  // a heading of the letter is none of this page
      out +=
          fmt::format("<p{}{}>", block.kind == Block::Kind::heading ? " class=\"heading\"" : "", lang(block.language));
      write(block.inlines, out);
      out += "</p>\n";
      break;
    case Block::Kind::list:
      out += block.ordered ? fmt::format("<ol start=\"{}\"{}>\n", block.start, lang(block.language))
                           : fmt::format("<ul{}>\n", lang(block.language));
      for (const ListItem& item : block.items) {
        out += "<li>";
        for (const Block& inner : item.blocks) write(inner, out);
        out += "</li>\n";
      }
      out += block.ordered ? "</ol>\n" : "</ul>\n";
      break;
    case Block::Kind::table:
      if (!block.table) break;
      out += fmt::format("<table{}>\n<thead>\n", lang(block.language));
      write_cells(block.table->header, "th scope=\"col\"", out);
      out += "</thead>\n<tbody>\n";
      for (const auto& row : block.table->rows) write_cells(row, "td", out);
      out += "</tbody>\n</table>\n";
      break;
  }
}

class ExplainPage {
 public:
  ExplainPage(const Letter& letter, const Explanation& explanation) : letter_(letter), explanation_(explanation) {
    words_.resize(explanation.paragraphs.size());
    for_each_block_with_index(letter,
                              [this](const Block& block, std::size_t index) { engross::write(block, words_[index]); });
  }

  std::string write() {
    const std::string title = fmt::format("Why letter {} says what it says", as_content(letter_.reference));
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        title, style, title);
    found();
    stretches();
    near_misses();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void found() {
    if (explanation_.found.empty()) return;
    out_ += "<section aria-labelledby=\"found\">\n<h2 id=\"found\">Found</h2>\n<ul>\n";
    for (const ExplainedWords& place : explanation_.found)
      out_ += fmt::format("<li><a href=\"#stretch-{}\"{}>{}</a></li>\n", place.paragraph + 1,
                          lang(language_of(place.paragraph)), as_content(place.sentence));
    out_ += "</ul>\n</section>\n";
  }

  const std::string& language_of(std::size_t index) const {
    const std::string& own = explanation_.paragraphs[index].language;
    return own.empty() ? letter_.language : own;
  }

  void stretches() {
    const std::string* language = nullptr;
    for (std::size_t i = 0; i < explanation_.paragraphs.size(); ++i) {
      const std::string& own = explanation_.paragraphs[i].language;
      if (language == nullptr || *language != own) {
        if (language != nullptr) out_ += "</section>\n";
        const std::string id = fmt::format("letter{}", own.empty() ? "" : "-" + own);
        out_ += fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">The letter{1}</h2>\n", as_attribute(id),
                            own.empty() ? "" : ", in " + as_content(own));
      }
      language = &own;
      stretch(i);
    }
    if (language != nullptr) out_ += "</section>\n";
  }

  void stretch(std::size_t index) {
    const ExplainedParagraph& paragraph = explanation_.paragraphs[index];
    const bool is_found =
        std::ranges::any_of(explanation_.found, [&](const ExplainedWords& place) { return place.paragraph == index; });
    out_ += fmt::format(
        "<article id=\"stretch-{0}\"{1} aria-labelledby=\"why-{0}\">\n<div class=\"words\"{2}>\n{3}</div>\n", index + 1,
        is_found ? " class=\"found\"" : "", lang(language_of(index)), words_[index]);
    out_ += fmt::format("<div class=\"why\">\n<h3 id=\"why-{}\">{}: {}</h3>\n", index + 1, name_of(paragraph.part),
                        as_content(heading_of(paragraph)));
    if (!paragraph.why.reason.empty()) out_ += fmt::format("<p>Because {}</p>\n", as_content(paragraph.why.reason));
    if (!paragraph.values.empty()) {
      out_ += "<dl>\n";
      for (const RecordedValue& value : paragraph.values)
        out_ += fmt::format("<dt>{}</dt><dd{}>{}</dd>\n", as_content(value.pointer), lang(language_of(index)),
                            as_content(value.printed));
      out_ += "</dl>\n";
    }
    out_ += "</div>\n</article>\n";
  }

  void near_misses() {
    if (explanation_.near_misses.empty()) return;
    out_ += "<section aria-labelledby=\"out\">\n<h2 id=\"out\">Not in the letter</h2>\n<dl>\n";
    for (const NearMissed& miss : explanation_.near_misses)
      out_ += fmt::format("<dt>{}, revision {}{}</dt><dd>{}</dd>\n", as_content(miss.id), miss.revision,
                          miss.from.empty() ? "" : ", from " + as_content(miss.from), as_content(miss.reason));
    out_ += "</dl>\n</section>\n";
  }

  const Letter& letter_;
  const Explanation& explanation_;
  std::vector<std::string> words_;  // HTML of each stretch
  std::string out_;
};

}  // namespace

std::string write_html(const Letter& letter, const Explanation& explanation) {
  return ExplainPage(letter, explanation).write();
}

}  // namespace engross
