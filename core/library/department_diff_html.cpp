// In: what differs between two editions of a department. Out: one HTML page that needs nothing else, the old words on
// the left and the new ones on the right. What was taken out is struck through in <del>, what came in underlined in
// <ins>, so that neither colour nor sight is needed to tell them. Refuses nothing.
#include <fmt/format.h>

#include "base/markup.hpp"
#include "library/department_diff.hpp"

namespace engross {
namespace {

constexpr std::string_view style = R"(
body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #111; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1.5rem }
caption { text-align: left; font-weight: bold; padding: .25rem 0 }
th, td { border: 1px solid #767676; padding: .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
td { white-space: pre-wrap }
del { background: #ffe0e0; text-decoration: line-through }
ins { background: #dff5df; text-decoration: underline }
.findings { border-left: .5rem solid #8a4b00; padding-left: 1rem }
@media print { body { margin: 0; max-width: none } }
)";

// Of the words on either side; empty: of the page, or of nobody.
struct Languages {
  std::string before, after;
};

std::string lang(const std::string& language) {
  return language.empty() ? "" : fmt::format(" lang=\"{}\"", as_attribute(language));
}

Languages of_no_words(const FieldChange&) {
  return {};
}

class Page {
 public:
  explicit Page(const DepartmentDiff& diff) : diff_(diff) {}

  std::string write() {
    const std::string title =
        fmt::format("{} {} and {} {}", diff_.before.id, diff_.before.version, diff_.after.id, diff_.after.version);
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Changes of wording: {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n"
        "<h1>Changes of wording: {}</h1>\n",
        as_attribute(title), style, as_attribute(title));
    editions();
    if (diff_.same()) out_ += "<p>Nothing differs.</p>\n";
    findings();
    section("Paragraphs", diff_.paragraphs, [this](const ParagraphChange& change) { paragraph(change); });
    section("Other files", diff_.files, [this](const FileChange& change) { file(change); });
    section("Letters of the samples", diff_.letters, [this](const LetterChange& change) { letter(change); });
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  template <class Item, class Write>
  void section(std::string_view title, const std::vector<Item>& items, const Write& write) {
    if (items.empty()) return;
    out_ += fmt::format("<section>\n<h2>{}</h2>\n", title);
    for (const Item& item : items) write(item);
    out_ += "</section>\n";
  }

  void editions() {
    out_ +=
        "<table>\n<caption>What is compared</caption>\n<thead><tr><th scope=\"col\">Edition</th><th "
        "scope=\"col\">Version"
        "</th><th scope=\"col\">SHA-256</th><th scope=\"col\">Read from</th></tr></thead>\n<tbody>\n";
    for (const auto& [name, edition] : {std::pair{"Before", &diff_.before}, std::pair{"After", &diff_.after}})
      out_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{} {}</td><td>{}</td><td>{}</td></tr>\n", name,
                          as_attribute(edition->id), as_attribute(edition->version), as_attribute(edition->sha256),
                          as_attribute(edition->from));
    out_ += "</tbody>\n</table>\n";
  }

  void findings() {
    if (diff_.findings.empty()) return;
    out_ += "<section class=\"findings\">\n<h2>To look at</h2>\n<ul>\n";
    for (const Diagnostic& finding : diff_.findings) {
      out_ += fmt::format("<li>{}", as_attribute(finding.message));
      for (const std::string& hint : finding.hints) out_ += fmt::format("<br>{}", as_attribute(hint));
      out_ += "</li>\n";
    }
    out_ += "</ul>\n</section>\n";
  }

  void paragraph(const ParagraphChange& change) {
    const std::string language = change.language.empty() ? "" : fmt::format(" ({})", change.language);
    const bool original = change.language.empty();
    const Languages spoken{original ? diff_.before.language : change.language,
                           original ? diff_.after.language : change.language};
    const bool gone = change.kind == ParagraphChange::Kind::removed;
    out_ += fmt::format("<h3>{}{}: <span{}>{}</span></h3>\n<p>{}", as_attribute(change.id), as_attribute(language),
                        lang(gone ? spoken.before : spoken.after), as_attribute(change.title), name_of(change.kind));
    if (!change.old_id.empty()) out_ += fmt::format("; it was called {}", as_attribute(change.old_id));
    if (change.old_revision) out_ += fmt::format("; revision {}", *change.old_revision);
    if (change.old_revision && change.revision) out_ += fmt::format(", now {}", *change.revision);
    out_ += change.note.empty() ? "</p>\n" : fmt::format("; {}</p>\n", as_attribute(change.note));
    fields("What decides about it", change.fields,
           [&](const FieldChange& field) { return field.name == "title" ? spoken : Languages(); });
    words("Words", change.words, spoken);
  }

  void file(const FileChange& change) {
    out_ += fmt::format("<h3>{}</h3>\n<p>{}</p>\n", as_attribute(change.path), name_of(change.kind));
    fields("Settings", change.fields, of_no_words);
    words("Words", change.words, {change.language, change.language});
  }

  void letter(const LetterChange& change) {
    out_ += fmt::format("<h3>{}</h3>\n<p>{}</p>\n", as_attribute(change.sample), as_attribute(summary_of(change)));
    for (const Diagnostic& fault : change.refused_after)
      out_ += fmt::format("<p>{}</p>\n", as_attribute(fault.message));
    const auto spoken = [&](const std::string& language) {
      return language.empty() ? Languages{change.language_before, change.language_after}
                              : Languages{language, language};
    };
    fields("The letter as a whole", change.letter.fields,
           [&](const FieldChange& field) { return spoken(field.language); });
    for (const BlockChange& block : change.letter.changes) {
      const BlockPlace& place = block.after ? *block.after : *block.before;
      words(fmt::format("{} {}{}{}: {}", name_of(place.part), place.number, in(block.language),
                        block.id.empty() ? "" : ", " + block.id, name_of(block.kind)),
            block.words, spoken(block.language));
    }
  }

  void begin_table(std::string_view caption, bool named) {
    out_ += fmt::format(
        "<table>\n<caption>{}</caption>\n<thead><tr>{}<th scope=\"col\">Before</th><th scope=\"col\">After"
        "</th></tr></thead>\n<tbody>\n",
        as_attribute(caption), named ? "<th scope=\"col\">Name</th>" : "");
  }

  // Of one of several letters in a file.
  static std::string in(const std::string& language) { return language.empty() ? "" : " in " + language; }

  template <class LanguagesOf>
  void fields(std::string_view caption, const std::vector<FieldChange>& changes, const LanguagesOf& languages_of) {
    if (changes.empty()) return;
    begin_table(caption, true);
    for (const FieldChange& field : changes) {
      const Languages spoken = languages_of(field);
      out_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                          as_attribute(field.name + in(field.language)), marked("del", field.before, spoken.before),
                          marked("ins", field.after, spoken.after));
    }
    out_ += "</tbody>\n</table>\n";
  }

  static std::string marked(std::string_view tag, const std::string& text, const std::string& language) {
    return text.empty() ? "(not set)" : fmt::format("<{}{}>{}</{}>", tag, lang(language), as_attribute(text), tag);
  }

  void words(std::string_view caption, const std::vector<WordChange>& changes, const Languages& spoken) {
    if (changes.empty()) return;
    begin_table(caption, false);
    out_ += fmt::format("<tr><td{}>{}</td><td{}>{}</td></tr>\n</tbody>\n</table>\n", lang(spoken.before),
                        side(changes, WordChange::Kind::deleted, "del"), lang(spoken.after),
                        side(changes, WordChange::Kind::inserted, "ins"));
  }

  static std::string side(const std::vector<WordChange>& changes, WordChange::Kind kind, std::string_view tag) {
    std::string out;
    for (const WordChange& word : changes) {
      if (word.kind == WordChange::Kind::same) out += as_attribute(word.text);
      if (word.kind == kind) out += fmt::format("<{}>{}</{}>", tag, as_attribute(word.text), tag);
    }
    return out;
  }

  const DepartmentDiff& diff_;
  std::string out_;
};

}  // namespace

std::string write_html(const DepartmentDiff& diff) {
  return Page(diff).write();
}

}  // namespace engross
