// In: a department, and on which page each paragraph stands. Out: its library as a letter-shaped tree: title, contents,
// paragraphs by part, old ids, indexes. Refuses nothing: a paragraph whose text is no Markdown with its fields by name
// is shown as it is written.
#include "library/book_letter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/language_tag.hpp"
#include "department/front_matter.hpp"
#include "letter/markdown.hpp"
#include "library/book_blocks.hpp"
#include "merge/format.hpp"
#include "merge/formatters.hpp"
#include "merge/placeholders.hpp"

namespace engross {
namespace {

constexpr std::array<std::pair<Part, std::string_view>, 3> parts{{{Part::opening, "Opening paragraphs"},
                                                                  {Part::body, "Paragraphs of the body"},
                                                                  {Part::closing, "Closing paragraphs"}}};
constexpr std::string_view no_topic = "(no topic)";

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

bool is_english(std::string_view language) {
  return primary_subtag(language) == "en";
}

class Binding {
 public:
  Binding(const Department& department, const Date& date, const PageNumbers& pages)
      : department_(department), date_(date), pages_(pages) {
    const std::string& first = department.languages.front();
    made_.letter.language = is_english(first) ? first : "en-GB";  // what engross adds is English
    original_language_ = is_english(first) ? std::string() : first;
    for (const Paragraph& paragraph : department.paragraphs)
      (paragraph.language.empty() ? originals_ : translations_).push_back(&paragraph);
    std::ranges::stable_sort(originals_, [](const Paragraph* a, const Paragraph* b) {
      return std::tie(a->part, a->order, a->id) < std::tie(b->part, b->order, b->id);
    });
  }

  BookLetter run() {
    add_title();
    add_contents();
    for (const auto& [part, title] : parts) add_part(part, title);
    add_forwarding();
    add_index("Index of topics", "Topic", by_topic());
    add_index("Index of fields", "Field", by_field());
    made_.letter.department = department_.id;
    made_.letter.date = date_;
    made_.letter.subject = "The paragraphs of " + department_.name;
    made_.letter.reference = fmt::format("{}, version {}", department_.name, department_.version);
    made_.letter.sections.push_back({Part::body, std::move(blocks_)});
    return std::move(made_);
  }

 private:
  using Places = std::map<std::string, std::vector<const Paragraph*>>;

  void heading(int level, const std::string& title, const std::string& id = {}, const std::string& language = {}) {
    blocks_.push_back(heading_of(level, title, language));
    made_.headings.push_back({title, level, id});
  }
  void say(std::string text) { blocks_.push_back(paragraph_of(words(std::move(text)))); }

  std::string day(const std::optional<Date>& date) const {
    if (!date) return {};
    const auto printed = format("long_date", Value::string(date->iso()), made_.letter.language);
    return printed ? *printed : date->iso();
  }

  std::string page_of(const Paragraph& paragraph) const {
    const auto found = pages_.find(paragraph.id);
    return found == pages_.end() ? "000" : std::to_string(found->second);
  }

  void add_title() {
    heading(1, "The paragraphs of " + department_.name);
    blocks_.push_back(facts_of({{"Department", department_.id},
                                {"Version", department_.version},
                                {"Date of this book", day(date_)},
                                {"Languages", joined(department_.languages)},
                                {"Paragraphs", std::to_string(originals_.size())},
                                {"Translations", std::to_string(translations_.size())},
                                {"Takes over the library of", lenders()},
                                {"SHA-256 of the library", department_.bundle_sha256}}));
    say("Each paragraph is shown as its department keeps it. Words between ‹ and › stand for what the case or the "
        "department fills in. Between ‹if …:› and ‹end if› stands what is printed only if that is so: a field that is "
        "given and not empty, or a rule that holds; a list is printed once for each of its items.");
  }

  std::string lenders() const {
    std::string names;
    for (const Lender& lender : department_.resources.lenders)
      names += fmt::format("{}{} {}", names.empty() ? "" : ", ", lender.id, lender.version);
    return names;
  }

  void add_contents() {
    heading(1, "Contents");
    for (const auto& [part, title] : parts) {
      std::vector<std::vector<TableCell>> rows;
      for (const auto& [topic, paragraphs] : by_topic())
        for (const Paragraph* paragraph : paragraphs)
          if (paragraph->part == part)
            rows.push_back({cell_of(topic), cell_of(paragraph->title, original_language_), cell_of(paragraph->id),
                            cell_of(page_of(*paragraph))});
      if (rows.empty()) continue;
      heading(2, std::string(title));
      blocks_.push_back(table_of({"Topic", "Title", "Id", "Page"}, std::move(rows)));
    }
  }

  void add_part(Part part, std::string_view title) {
    if (std::ranges::none_of(originals_, [&](const Paragraph* p) { return p->part == part; })) return;
    heading(1, std::string(title));
    for (const Paragraph* paragraph : originals_)
      if (paragraph->part == part) add_paragraph(*paragraph);
  }

  void add_paragraph(const Paragraph& paragraph) {
    heading(2, paragraph.title, paragraph.id, original_language_);
    blocks_.push_back(facts_of(facts(paragraph)));
    add_text(paragraph, original_language_);
    for (const Paragraph* translation : translations_) {
      if (translation->id != paragraph.id) continue;
      heading(3, fmt::format("{} in {}", paragraph.id, translation->language));
      if (translation->title != paragraph.title) add_title_of(*translation);
      blocks_.push_back(facts_of({{"Translates revision", std::to_string(translation->revision)},
                                  {"Owner", translation->owner == paragraph.owner ? "" : translation->owner},
                                  {"To be reviewed by", day(translation->review_by)}}));
      add_text(*translation, translation->language);
    }
  }

  // Alone in its block, which says its language.
  void add_title_of(const Paragraph& translation) {
    blocks_.push_back(
        paragraph_of({{.kind = Inline::Kind::strong, .children = words(translation.title)}}, translation.language));
  }

  std::vector<std::pair<std::string, std::string>> facts(const Paragraph& paragraph) const {
    std::vector<std::pair<std::string, std::string>> facts{{"Id", paragraph.id},
                                                           {"Taken over from", paragraph.from},
                                                           {"Revision", std::to_string(paragraph.revision)},
                                                           {"Owner", paragraph.owner},
                                                           {"Topics", joined(paragraph.topics)},
                                                           {"Chosen", chosen(paragraph)}};
    for (const auto& [name, rule] : paragraph.lets) facts.emplace_back("There, " + name + " means", rule.in_words());
    facts.emplace_back("Gives way to", joined(paragraph.yields_to));
    facts.emplace_back("Valid from", day(paragraph.valid_from));
    facts.emplace_back("To be reviewed by", day(paragraph.review_by));
    facts.emplace_back("Expires on", day(paragraph.expires));
    return facts;
  }

  static std::string chosen(const Paragraph& paragraph) {
    if (paragraph.chosen_by == ChosenBy::officer) return "when an officer names it in the case";
    if (paragraph.chosen_by == ChosenBy::code) return "by the department's code, or when an officer names it";
    const std::string topics = paragraph.topics.empty() ? "" : "for a case with one of its topics";
    const std::string rule = paragraph.when ? "when " + paragraph.when->in_words() : "";
    if (topics.empty() && rule.empty()) return "for every case";
    return topics + (topics.empty() || rule.empty() ? "" : ", ") + rule;
  }

  void add_text(const Paragraph& paragraph, const std::string& language) {
    auto blocks =
        read_markdown(with_placeholders(*paragraph.body), {.kind = Origin::Kind::paragraph, .keep_targets = true});
    std::vector<Block> text = blocks ? std::move(*blocks) : as_written(paragraph);
    std::ranges::move(as_shown(std::move(text), language), std::back_inserter(blocks_));
  }

  // Line by line, tags and marks included.
  static std::vector<Block> as_written(const Paragraph& paragraph) {
    const auto matter = find_front_matter(paragraph.source->text);
    std::string_view text = std::string_view(paragraph.source->text).substr(matter ? matter->body : 0);
    std::vector<Inline> lines;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) {
        if (!lines.empty()) lines.push_back({.kind = Inline::Kind::line_break});
        lines.push_back({.kind = Inline::Kind::text, .text = std::string(text.substr(0, end))});
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {paragraph_of(std::move(lines))};
  }

  void add_forwarding() {
    if (department_.forwarding.notes.empty()) return;
    heading(1, "Paragraphs with another id, and withdrawn ones");
    std::vector<std::string> lines;
    for (const auto& [id, note] : department_.forwarding.notes)
      lines.push_back(told(department_.forwarding.follow(id)));
    blocks_.push_back(list_of(lines));
  }

  Places by_topic() const {
    Places places;
    for (const Paragraph* paragraph : originals_) {
      if (paragraph->topics.empty()) places[std::string(no_topic)].push_back(paragraph);
      for (const std::string& topic : paragraph->topics) places[topic].push_back(paragraph);
    }
    return places;
  }

  // Fields that the text prints or tests, in any language, and those that rules see; names of `let` are none.
  Places by_field() const {
    Places places;
    for (const Paragraph* paragraph : originals_) {
      std::set<std::string> fields;
      add_fields_of(*paragraph, *paragraph, fields);
      for (const Paragraph* translation : translations_)
        if (translation->id == paragraph->id) add_fields_of(*translation, *paragraph, fields);
      for (const std::string& field : fields) places[field].push_back(paragraph);
    }
    return places;
  }

  static void add_fields_of(const Paragraph& text, const Paragraph& original, std::set<std::string>& to) {
    const auto add = [&](const std::string& name) {
      if (name != "." && !name.empty() && !original.lets.contains(name)) to.insert(name);
    };
    for (const Template::Name& name : text.body->names())
      if (name.use != Template::Name::Use::partial && name.use != Template::Name::Use::dynamic_partial) add(name.name);
    const auto add_paths = [&](const Rule& rule) {
      for (const std::string& path : rule.paths()) add(path);
    };
    if (original.when) add_paths(*original.when);
    for (const auto& [name, rule] : original.lets) add_paths(rule);
  }

  void add_index(const std::string& title, const std::string& what, const Places& places) {
    if (places.empty()) return;
    heading(1, title);
    std::vector<std::vector<TableCell>> rows;
    for (const auto& [name, paragraphs] : places) {
      std::string where;
      for (const Paragraph* paragraph : paragraphs)
        where += fmt::format("{}{}\u00A0{}", where.empty() ? "" : ", ", paragraph->id, page_of(*paragraph));
      rows.push_back({cell_of(name), cell_of(where)});
    }
    blocks_.push_back(table_of({what, "Paragraphs and their pages"}, std::move(rows)));
  }

  const Department& department_;
  const Date& date_;
  const PageNumbers& pages_;
  std::string original_language_;
  std::vector<const Paragraph*> originals_, translations_;
  std::vector<Block> blocks_;
  BookLetter made_;
};

}  // namespace

BookLetter book_letter(const Department& department, const Date& date, const PageNumbers& pages) {
  return Binding(department, date, pages).run();
}

}  // namespace engross
