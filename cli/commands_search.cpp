// paragraphs search: the paragraphs that have some words, best first, and how often each was used.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "base/text.hpp"
#include "chosen_department.hpp"
#include "commands.hpp"
#include "option_checks.hpp"
#include "paragraph_index.hpp"
#include "paragraph_uses.hpp"

namespace engross::cli {
namespace {

struct SearchCommand {
  std::vector<std::string> words;
  std::string topic, owner, state = "usable", as_of;
  std::size_t limit = 10;
};

std::string with_marks(const MarkedText& text, bool colour) {
  if (!colour) return text.text;
  std::string out;
  std::size_t at = 0;
  for (const auto& [from, to] : text.marks) {
    out += text.text.substr(at, from - at) + "\x1b[1;4m" + text.text.substr(from, to - from) + "\x1b[0m";
    at = to;
  }
  return out + text.text.substr(at);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string said_of(const IndexedParagraph& paragraph, const Date& date) {
  switch (standing_on(paragraph, date)) {
    case Standing::usable:
      return {};
    case Standing::expired:
      return "EXPIRED on " + paragraph.expires->iso();
    case Standing::not_yet_valid:
      return "VALID ONLY FROM " + paragraph.valid_from->iso();
  }
  return {};
}

std::string shown(const SearchHit& hit, const Usage& usage, const Date& date, bool colour) {
  const IndexedParagraph& paragraph = hit.paragraph;
  std::string out =
      fmt::format("{}{}  {}\n", paragraph.id, paragraph.language.empty() ? "" : " (" + paragraph.language + ")",
                  with_marks(hit.title, colour));
  if (!hit.excerpt.text.empty()) out += fmt::format("    {}\n", with_marks(hit.excerpt, colour));
  std::vector<std::string> facts{fmt::format("{}, revision {}", name_of(paragraph.part), paragraph.revision)};
  if (const std::string standing = said_of(paragraph, date); !standing.empty()) facts.insert(facts.begin(), standing);
  if (!paragraph.topics.empty()) facts.push_back("topics " + joined(paragraph.topics));
  if (!paragraph.owner.empty()) facts.push_back(paragraph.owner);
  if (!paragraph.from.empty()) facts.push_back("from " + paragraph.from);
  facts.push_back(words_of(usage));
  return out + fmt::format("    {}\n", fmt::join(facts, "; "));
}

// Characters and not bytes: what programs count in.
Value value_of(const MarkedText& of) {
  const auto characters = [&](std::size_t bytes) { return number(decode_lossy(of.text.substr(0, bytes)).size()); };
  Value marks = Value::array();
  for (const auto& [from, to] : of.marks) {
    Value mark = Value::object();
    mark.set("from", characters(from));
    mark.set("to", characters(to));
    marks.push_back(std::move(mark));
  }
  Value value = Value::object();
  value.set("text", text(of.text));
  value.set("marks", std::move(marks));
  return value;
}

Value texts_of(const std::vector<std::string>& of) {
  Value list = Value::array();
  for (const std::string& one : of) list.push_back(text(one));
  return list;
}

std::string_view name_of(Matched matched) {
  return matched == Matched::all ? "all" : matched == Matched::unfinished ? "unfinished" : "some";
}

Value value_of(const SearchHit& hit, const Usage& usage, const Date& date) {
  const IndexedParagraph& paragraph = hit.paragraph;
  const auto day = [](const std::optional<Date>& of) { return text(of ? of->iso() : ""); };
  Value value = Value::object();
  value.set("id", text(paragraph.id));
  value.set("language", text(paragraph.language));
  value.set("title", value_of(hit.title));
  value.set("excerpt", value_of(hit.excerpt));
  value.set("part", text(engross::name_of(paragraph.part)));
  value.set("topics", texts_of(paragraph.topics));
  value.set("owner", text(paragraph.owner));
  value.set("revision", Value::number(std::to_string(paragraph.revision)));
  value.set("standing", text(engross::name_of(standing_on(paragraph, date))));
  value.set("valid_from", day(paragraph.valid_from));
  value.set("review_by", day(paragraph.review_by));
  value.set("expires", day(paragraph.expires));
  value.set("from", text(paragraph.from));
  value.set("matched", text(name_of(hit.matched)));
  value.set("score", Value::number(fmt::format("{:.6f}", hit.score)));
  value.set("letters", number(usage.letters));
  value.set("last_used", day(usage.last));
  return value;
}

Diagnostic note_of(std::string code, std::string message, std::vector<std::string> hints = {}) {
  return {.severity = Severity::note,
          .code = std::move(code),
          .span = {},
          .message = std::move(message),
          .hints = std::move(hints)};
}

// What was typed that no paragraph has, and what it may have been meant to be.
Diagnostics unknown_words(const SearchFound& found) {
  Diagnostics notes;
  for (const UnknownWord& one : found.unknown) {
    std::vector<std::string> hints;
    if (!one.near.empty()) hints.push_back(fmt::format("did you mean \"{}\"?", fmt::join(one.near, "\" or \"")));
    notes.push_back(note_of("search.unknown-word", fmt::format("no paragraph has the word \"{}\"", one.word), hints));
  }
  return notes;
}

std::string hidden_words(const SearchFound& found, const SearchCommand& command) {
  std::vector<std::string> words;
  if (found.hidden.by_topic > 0)
    words.push_back(fmt::format("{} without the topic {}", found.hidden.by_topic, command.topic));
  if (found.hidden.by_owner > 0) words.push_back(fmt::format("{} of other owners", found.hidden.by_owner));
  if (found.hidden.by_state > 0)
    words.push_back(fmt::format(
        "{} {}", found.hidden.by_state,
        command.state == "usable" ? "expired or not valid yet (--state all)" : "not expired (--state all)"));
  return words.empty() ? std::string() : fmt::format("kept back by filters: {}", fmt::join(words, ", "));
}

Result<SearchFilter> filter_of(const SearchIndex& index, const SearchCommand& command, const Date& date) {
  const auto none = Result<std::vector<std::string>>(std::vector<std::string>());
  const auto topics = command.topic.empty() ? none : index.topics();
  if (!topics) return fail(topics.error());
  const auto owners = command.owner.empty() ? none : index.owners();
  if (!owners) return fail(owners.error());
  Diagnostics problems;
  require_one_of("topic", command.topic, *topics, problems);
  require_one_of("owner", command.owner, *owners, problems);
  if (!problems.empty()) return fail(std::move(problems));
  using State = SearchFilter::State;
  return SearchFilter{.topic = command.topic,
                      .owner = command.owner,
                      .state = command.state == "all"       ? State::all
                               : command.state == "expired" ? State::expired
                                                            : State::usable,
                      .date = date};
}

std::string sum_of(const SearchFound& found) {
  if (found.total == 0) return "nothing was found";
  const std::string all = fmt::format("{} paragraph{}", found.total, found.total == 1 ? "" : "s");
  const bool some = !found.hits.empty() && found.hits.front().matched == Matched::some;
  const std::string with = some ? all + " with some of these words; none has them all" : all;
  return found.total > found.hits.size()
             ? fmt::format("{}; these are the first {} (--limit N shows more)", with, found.hits.size())
             : with;
}

int tell(Report& report, const SearchFound& found, const SearchCommand& command, const Date& date,
         ParagraphUses& uses) {
  Value hits = Value::array();
  for (const SearchHit& hit : found.hits) {
    const Usage usage = uses.of(hit.paragraph.id);
    report.show(shown(hit, usage, date, report.colours_results()) + "\n");
    hits.push_back(value_of(hit, usage, date));
  }
  std::string sum = sum_of(found);
  if (const std::string hidden = hidden_words(found, command); !hidden.empty()) sum += "; " + hidden;
  report.say(sum);
  Value hidden = Value::object();
  hidden.set("by_topic", number(found.hidden.by_topic));
  hidden.set("by_owner", number(found.hidden.by_owner));
  hidden.set("by_state", number(found.hidden.by_state));
  Value unknown = Value::array();
  for (const UnknownWord& one : found.unknown) {
    Value item = Value::object();
    item.set("word", text(one.word));
    item.set("near", texts_of(one.near));
    unknown.push_back(std::move(item));
  }
  report.set("hits", std::move(hits));
  report.set("total", number(found.total));
  report.set("hidden", std::move(hidden));
  report.set("unknown_words", std::move(unknown));
  report.note(unknown_words(found));
  report.note(uses.notes());
  return report.finish(found.total == 0 ? refused : done);
}

Result<SearchIndex> present_index(Session& session) {
  const auto name = chosen_name(session);
  return name ? paragraph_index(session, *name) : fail(name.error());
}

// Made for this search alone: editions of the past are asked for seldom.
Result<SearchIndex> past_index(const Session& session, Report& report, const Date& day) {
  const auto past = past_library(session, day);
  if (!past) return fail(past.error());
  report.say(words_of(*past, day));
  report.set("as_of", to_value(*past));
  return SearchIndex::build(*past->department);
}

int run_search(Program& program, const SearchCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto words = read_search_words(fmt::format("{}", fmt::join(command.words, " ")));
  if (!words) return report.refuse(words.error());
  const auto as_of = as_of_day(command.as_of);
  if (!as_of) return report.refuse(as_of.error());
  const auto date = *as_of ? Result<Date>(**as_of) : session.today("Europe/London");
  if (!date) return report.refuse(date.error());
  const auto index = *as_of ? past_index(session, report, **as_of) : present_index(session);
  if (!index) return report.refuse(index.error());
  const auto filter = filter_of(*index, command, *date);
  if (!filter) return report.refuse(filter.error());
  const auto found = index->search(*words, *filter, command.limit);
  if (!found) return report.refuse(found.error());
  ParagraphUses uses(session, index->department());
  return tell(report, *found, command, *date, uses);
}

}  // namespace

void add_search_command(Program& program, CLI::App* paragraphs) {
  const auto options = std::make_shared<SearchCommand>();
  CLI::App* search = program.add_to(
      paragraphs, "search", "The paragraphs that have some words, best first, and how often each was used",
      "engross paragraphs search school places --topic admissions\n"
      "Example: engross paragraphs search '\"free school meals\" winter'\n"
      "Words in quotation marks stand next to each other; the last word may be unfinished.\n"
      "Exit codes: 0 found, 1 nothing was found.");
  search->add_option("WORDS", options->words, "Words to look for")->required();
  search->add_option("--topic", options->topic, "Only paragraphs of a topic")->type_name("TOPIC");
  search->add_option("--owner", options->owner, "Only paragraphs of a unit")->type_name("UNIT");
  search->add_option("--state", options->state, "usable today (as it is without this option), expired, or all")
      ->check(CLI::IsMember({"usable", "expired", "all"}));
  search->add_option("--limit", options->limit, "How many to show at most; 10 unless told")
      ->type_name("N")
      ->check(from_one());
  search->add_option("--as-of", options->as_of, "The library as letters of that day were made with it")
      ->type_name("DATE");
  search->callback(
      [&program, options] { program.chosen = [&program, options] { return run_search(program, *options); }; });
}

}  // namespace engross::cli
