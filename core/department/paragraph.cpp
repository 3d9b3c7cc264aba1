// In: the file of one paragraph. Out: what its front matter says, its rules parsed, its body compiled.
// Refuses: files without front matter, unknown keys, values of the wrong kind, days that do not exist, rules and
// templates that do not parse, lets that need themselves. All problems of the file are collected.
#include "department/paragraph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "data/read.hpp"
#include "department/front_matter.hpp"
#include "merge/formatters.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes{.unknown = "paragraph.unknown-key",
                           .type = "paragraph.type",
                           .range = "paragraph.type",
                           .missing = "paragraph.missing",
                           .choice = "paragraph.choice"};

bool is_identifier(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && std::ranges::all_of(name, fits) && !(name.front() >= '0' && name.front() <= '9');
}

bool is_rule_word(std::string_view name) {
  constexpr std::array<std::string_view, 7> words{"and", "or", "not", "in", "exists", "true", "false"};
  return std::ranges::find(words, name) != words.end();
}

// Reads the front matter into a paragraph.
class Reading {
 public:
  Reading(Paragraph& to, const Document& document, Diagnostics& problems)
      : to_(to), document_(document), problems_(problems), fields_(document, document.root, "", problems, codes) {}

  void original() {
    common();
    fields_.require({"title", "owner", "revision"});
    fields_.choice("part", {{"opening", Part::opening}, {"body", Part::body}, {"closing", Part::closing}}, to_.part);
    fields_.choice("chosen_by", {{"rules", ChosenBy::rules}, {"code", ChosenBy::code}, {"officer", ChosenBy::officer}},
                   to_.chosen_by);
    fields_.texts("topics", to_.topics);
    read_lets();
    read_when();
    fields_.whole("order", {-1'000'000, 1'000'000, {}}, to_.order);
    date("valid_from", to_.valid_from);
    date("expires", to_.expires);
    std::vector<std::string> optional;
    fields_.texts("optional", optional);
    to_.optional.insert(optional.begin(), optional.end());
    fields_.texts("yields_to", to_.yields_to);
    fields_.refuse_unknown();
    check_dates();
    check_cycles();
    check_chosen_by();
  }

  // A translation has words; what decides about it stands in the original.
  void translation() {
    common();
    fields_.require({"revision"});
    std::vector<std::string> without;
    fields_.texts("without", without);
    to_.without.insert(without.begin(), without.end());
    for (const char* key :
         {"part", "chosen_by", "topics", "let", "when", "order", "valid_from", "expires", "optional", "yields_to"})
      if (const Value* value = fields_.known(key); value != nullptr)
        fields_.report(
            "paragraph.translation", document_.key_span(*value),
            fmt::format("\"{}\" decides about the paragraph in every language", key),
            {fmt::format("say it in {}.md alone; a translation has title, owner, revision, review_by and without",
                         to_.id)});
    fields_.refuse_unknown();
  }

 private:
  void common() {
    fields_.text("title", to_.title);
    fields_.text("owner", to_.owner);
    fields_.whole("revision", {1, 1'000'000, {}}, to_.revision);
    date("review_by", to_.review_by);
  }

  void date(std::string_view key, std::optional<Date>& to) {
    std::string text;
    if (!fields_.text(key, text)) return;
    to = Date::parse(text);
    if (!to)
      fields_.report("paragraph.date", fields_.span(key), fmt::format("\"{}\" is {}, which is no day", key, text),
                     {"write days as 2016-09-01"});
  }

  // The rule that a string holds, with places in the file wherever the string stands there as it is.
  std::optional<Rule> rule(const Value& value, const std::string& name) {
    if (!value.is_string()) {
      problems_.push_back(error("paragraph.type", document_.span(value),
                                fmt::format("\"{}\" is a rule, so it must be a string", name),
                                {"put the rule between quotation marks"}));
      return std::nullopt;
    }
    const auto here = document_.verbatim(value);
    auto parsed = here ? Rule::parse(document_.source, here->begin, here->end) : Rule::parse(value.text(), name);
    if (parsed) return std::move(*parsed);
    for (Diagnostic& problem : parsed.error()) {
      if (!here) problem.span = document_.span(value);  // written with escapes or folded: the whole string is the place
      problems_.push_back(std::move(problem));
    }
    return std::nullopt;
  }

  void read_when() {
    if (const Value* when = fields_.known("when")) to_.when = rule(*when, "when");
  }

  void read_lets() {
    const Value* lets = fields_.known("let");
    if (lets == nullptr || !fields_.object("let")) return;
    for (const Member& let : lets->members()) {
      if (!is_identifier(let.key) || is_rule_word(let.key) || is_formatter(let.key))
        fields_.report("paragraph.let", document_.key_span(let.value),
                       fmt::format("\"{}\" cannot be the name of a rule", let.key),
                       {"a name is made of small letters, digits and '_', and is neither a word of the rules language "
                        "nor a formatter"});
      if (auto parsed = rule(let.value, "let." + let.key)) to_.lets.emplace(let.key, std::move(*parsed));
    }
  }

  void check_dates() {
    if (to_.valid_from && to_.expires && *to_.expires <= *to_.valid_from)
      fields_.report("paragraph.date", fields_.span("expires"),
                     fmt::format("the paragraph expires on {} and is valid from {}: there is no day on which it holds",
                                 to_.expires->iso(), to_.valid_from->iso()),
                     {"expires is the first day on which it no longer holds"});
  }

  // Topics and a rule that nobody asks would be a wish that nobody hears.
  void check_chosen_by() {
    if (to_.chosen_by == ChosenBy::rules || (to_.topics.empty() && !to_.when)) return;
    fields_.report("paragraph.chosen-by", fields_.span("chosen_by"),
                   "a paragraph that the rules do not choose has neither topics nor `when`",
                   {"take them out, or let the rules choose it: take chosen_by out"});
  }

  // A let that needs itself would fail every letter; it fails the paragraph instead.
  void check_cycles() {
    for (const auto& [name, start] : to_.lets) {
      std::set<std::string> reached;
      const std::function<void(const Rule&)> walk = [&](const Rule& from) {
        for (const std::string& path : from.paths()) {
          const auto next = to_.lets.find(path);
          if (next != to_.lets.end() && reached.insert(path).second) walk(next->second);
        }
      };
      walk(start);
      if (reached.contains(name))
        problems_.push_back(
            error("paragraph.let-cycle", start.span(), fmt::format("the rule \"{}\" needs itself", name)));
    }
  }

  Paragraph& to_;
  const Document& document_;
  Diagnostics& problems_;
  Fields fields_;
};

Diagnostic no_front_matter(const SourceRef& source) {
  return error("paragraph.front-matter", {source, 0, 0}, "a paragraph begins with front matter, and this file does not",
               {"begin the file with a line ---, then title, part, owner and revision, then another line ---"});
}

void compile_body(Paragraph& paragraph, std::uint32_t begin, Diagnostics& problems) {
  const auto end = static_cast<std::uint32_t>(paragraph.source->text.size());
  if (trim(std::string_view(paragraph.source->text).substr(begin)).empty()) {
    problems.push_back(error("paragraph.empty", {paragraph.source, begin, end}, "the paragraph has no words"));
    return;
  }
  auto body = Template::compile(paragraph.source, begin, end);
  if (body)
    paragraph.body = std::move(*body);
  else
    append(problems, body.error());
}

void read_front_matter(Paragraph& paragraph, Extent yaml, Diagnostics& problems) {
  const auto document = read_yaml(paragraph.source, yaml);
  if (!document && document.error().front().code == "data.empty") {
    problems.push_back(no_front_matter(paragraph.source));
    return;
  }
  if (!document) {
    append(problems, document.error());
    return;
  }
  if (!document->root.is_object()) {
    problems.push_back(no_front_matter(paragraph.source));
    return;
  }
  Reading reading(paragraph, *document, problems);
  if (paragraph.language.empty())
    reading.original();
  else
    reading.translation();
}

}  // namespace

Result<Paragraph> Paragraph::read(std::string id, std::string language, SourceRef source) {
  constexpr std::size_t most_bytes = 8U << 20U;
  if (source->text.size() > most_bytes)
    return fail(error("data.too-large", {source, 0, 0}, "the paragraph is larger than 8 MiB"));
  Paragraph paragraph;
  paragraph.id = std::move(id);
  paragraph.language = std::move(language);
  paragraph.source = std::move(source);
  const auto parts = find_front_matter(paragraph.source->text);
  if (!parts) return fail(no_front_matter(paragraph.source));
  Diagnostics problems;
  read_front_matter(paragraph, parts->yaml, problems);
  compile_body(paragraph, parts->body, problems);
  if (!problems.empty()) return fail(std::move(problems));
  return paragraph;
}

}  // namespace engross
