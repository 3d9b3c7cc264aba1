// The cases that only a library has: what it exports, and how it bears questions. Each runs the library in a child.
#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "conformance/cases.hpp"
#include "conformance/owners.hpp"
#include "conformance/probe.hpp"
#include "data/read.hpp"
#include "department/elf.hpp"

namespace engross::cases {
namespace {

using probe::Ask;
using probe::Outcome;

// The names that a library exports: defined, not local, not hidden.
Result<std::vector<std::string>> exported_symbols(std::string_view bytes, const std::string& name) {
  const auto table = read_section(bytes, ".dynsym", name);
  if (!table) return fail(table.error());
  const auto names = read_section(bytes, ".dynstr", name);
  if (!names) return fail(names.error());
  std::vector<std::string> exported;
  for (std::size_t at = 0; at + sizeof(Elf64_Sym) <= table->size(); at += sizeof(Elf64_Sym)) {
    Elf64_Sym symbol;
    std::memcpy(&symbol, table->data() + at, sizeof symbol);
    const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
    if (symbol.st_shndx == SHN_UNDEF || ELF64_ST_BIND(symbol.st_info) == STB_LOCAL || visibility == STV_HIDDEN ||
        visibility == STV_INTERNAL || symbol.st_name >= names->size())
      continue;
    const std::string_view rest = names->substr(symbol.st_name);
    exported.emplace_back(rest.substr(0, rest.find('\0')));
  }
  std::ranges::sort(exported);
  return exported;
}

// Adds what kept the probe from opening; whether it opened.
bool opened(const Result<Probe>& probe, Findings& found) {
  if (probe) return true;
  const Diagnostic& first = probe.error().front();
  if (first.code == "conformance.not-opened") {
    found.skipped = first.message;
    found.told_by = "opens";
  } else {
    append(found.list, probe.error());
  }
  return false;
}

struct Question {
  std::string name, json;
};

std::string question_of(Value root, const Date& today) {
  Value letter = Value::object();
  const Value* date = root.find("date");
  letter.set("date", Value::string(date != nullptr && date->is_string() ? date->text() : today.iso()));
  letter.set("today", Value::string(today.iso()));
  root.set("letter", std::move(letter));
  return to_canonical_json(root);
}

Value plain_case(const std::string& department) {
  Value person = Value::object();
  person.set("title", Value::string("Ms"));
  person.set("surname", Value::string("Example"));
  Value root = Value::object();
  root.set("reference", Value::string("EXAMPLE-1"));
  root.set("department", Value::string(department));
  root.set("correspondent", std::move(person));
  return root;
}

// What a case system would ask: the samples and the rows of the rules tests, or at least a plain case.
std::vector<Question> questions(CheckedDepartment& subject) {
  constexpr std::size_t most = 12;
  const auto& department = subject.department();
  const auto add = [&](std::vector<Question>& to, std::string name, Value root) {
    if (to.size() < most && root.is_object())
      to.push_back({std::move(name), question_of(std::move(root), subject.options().today)});
  };
  std::vector<Question> list;
  if (const auto samples = subject.samples())
    for (const Sample& sample : *samples)
      if (const auto document = read_json(sample.source)) add(list, "the sample " + sample.name, document->root);
  if (const auto rows = subject.rules_table(); rows && *rows)
    for (const RulesRow& row : **rows) add(list, "the rules test \"" + row.name + "\"", row.case_);
  add(list, "a plain case", plain_case(department ? (*department)->id : "example"));
  return list;
}

constexpr std::string_view called(Ask ask) {
  return ask == Ask::select || ask == Ask::select_null ? "select" : "derive";
}

// Whether the library answers this kind of question at all.
bool offers(const CheckedDepartment& subject, Ask ask) {
  auto probe = Probe::open(subject);
  if (!probe) return false;
  const auto answer = probe->ask(ask, "{}", "");
  return !answer || answer->outcome != Outcome::not_offered;
}

std::vector<Ask> offered(const CheckedDepartment& subject) {
  std::vector<Ask> asks;
  for (const Ask ask : {Ask::derive, Ask::select})
    if (offers(subject, ask)) asks.push_back(ask);
  return asks;
}

// Answers by question; empty where the child died, which is reported once.
using Answers = std::vector<ProbeAnswer>;

Result<Answers> answers_in_order(Probe& probe, Ask ask, const std::vector<Question>& asked, bool backwards) {
  Answers answers(asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const std::size_t at = backwards ? asked.size() - 1 - i : i;
    auto answer = probe.ask(ask, asked[at].json, fmt::format("in {}, asked about {}", called(ask), asked[at].name));
    if (!answer) return fail(std::move(answer.error()));
    answers[at] = std::move(*answer);
  }
  return answers;
}

// The questions with what the library itself derives of them: select is asked so.
Result<std::vector<Question>> with_derived(const CheckedDepartment& subject, std::vector<Question> asked) {
  auto probe = Probe::open(subject);
  if (!probe) return fail(probe.error());
  const auto answers = answers_in_order(*probe, Ask::derive, asked, false);
  if (!answers) return fail(answers.error());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const ProbeAnswer& answer = (*answers)[i];
    if (answer.status != 0 || answer.puts.empty()) continue;
    const auto derived = read_json(make_source("derived", answer.puts.front().bytes));
    auto question = read_json(make_source("question", asked[i].json));
    if (!derived || !derived->root.is_object() || !question) continue;
    question->root.set("derived", derived->root);
    asked[i].json = to_canonical_json(question->root);
  }
  return asked;
}

// Answers that are all refusals agree with each other and say nothing.
void find_only_failures(const Answers& answers, Ask ask, Findings& found) {
  if (answers.empty() || std::ranges::any_of(answers, [](const ProbeAnswer& answer) { return answer.status == 0; }))
    return;
  const auto& reports = answers.front().reports;
  found.list.push_back(warning("conformance.only-failures", {},
                               fmt::format("{} answers every question with ENGROSS_FAILED{}", called(ask),
                                           reports.empty() ? std::string() : ": " + reports.front()),
                               {"so no two answers could be compared; give samples that it can answer"}));
}

void compare(const Answers& first, const Answers& again, Ask ask, const std::vector<Question>& asked,
             std::string_view how, Findings& found) {
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (first[i] == again[i]) continue;
    const auto said = [](const ProbeAnswer& answer) {
      return answer.puts.empty() ? fmt::format("status {}", answer.status) : answer.puts.front().bytes.substr(0, 200);
    };
    found.list.push_back(error("conformance.other-answer", {},
                               fmt::format("{} answers {} otherwise {}: {} and then {}", called(ask), asked[i].name,
                                           how, said(first[i]), said(again[i])),
                               {"the answer may depend on the question alone: no clock, no random numbers, nothing "
                                "kept between calls"}));
    return;
  }
}

// Two children, each asked everything, the second from the last question to the first; the first is asked twice; and
// each of some questions is the only one that its child hears.
Result<void> compare_orders(CheckedDepartment& subject, Ask ask, const std::vector<Question>& asked, Findings& found) {
  constexpr std::size_t most_fresh = 4;
  auto warm = Probe::open(subject);
  auto other = warm ? Probe::open(subject) : fail(warm.error());
  if (!other) return fail(other.error());
  const auto first = answers_in_order(*warm, ask, asked, false);
  if (!first) return fail(first.error());
  find_only_failures(*first, ask, found);
  const auto again = answers_in_order(*warm, ask, asked, false);
  if (!again) return fail(again.error());
  const auto backwards = answers_in_order(*other, ask, asked, true);
  if (!backwards) return fail(backwards.error());
  const std::size_t before = found.list.size();
  compare(*first, *again, ask, asked, "the second time", found);
  if (found.list.size() == before) compare(*first, *backwards, ask, asked, "in another order", found);
  for (std::size_t i = 0; i < std::min(most_fresh, asked.size()) && found.list.size() == before; ++i) {
    auto fresh = Probe::open(subject);
    const std::vector<Question> one{asked[i]};
    const auto alone = fresh ? answers_in_order(*fresh, ask, one, false) : fail(fresh.error());
    if (!alone) return fail(alone.error());
    compare({(*first)[i]}, *alone, ask, one, "when it is asked first", found);
  }
  return {};
}

Result<void> compare_resources(Probe& probe, Findings& found) {
  auto first = probe.ask(Ask::resources, {}, "in resources");
  auto again = first ? probe.ask(Ask::resources, {}, "in resources, the second time") : fail(first.error());
  if (!again) return fail(again.error());
  std::ranges::sort(first->puts);
  std::ranges::sort(again->puts);
  if (!(*first == *again))
    found.list.push_back(error("conformance.other-answer", {}, "resources puts other files the second time",
                               {"put the same files with the same bytes at every call"}));
  return {};
}

// What no case system asks, but a bug or an enemy may.
std::vector<Question> odd_list() {
  constexpr std::size_t eight_mib = 8U << 20U;
  std::vector<Question> list{{"nothing at all", ""},
                             {"an empty object", "{}"},
                             {"null", "null"},
                             {"an empty list", "[]"},
                             {"a torn object", "{\"reference\":"},
                             {"a string of bytes that are not UTF-8", "{\"reference\":\"\xFF\xC0\x80\xED\xA0\x80\"}"},
                             {"a zero byte", std::string("{\"reference\":\"\0\"}", 17)},
                             {"wrong kinds", R"({"reference":7,"topics":{},"letter":[],"correspondent":null})"},
                             {"a number of 100000 digits", "{\"reference\":" + std::string(100'000, '9') + "}"}};
  list.push_back({"100000 lists in each other", std::string(100'000, '[') + std::string(100'000, ']')});
  std::string objects;
  for (int i = 0; i < 20'000; ++i) objects += "{\"a\":";
  list.push_back({"20000 objects in each other", objects + "1" + std::string(20'000, '}')});
  list.push_back({"a case of 8 MiB", "{\"reference\":\"" + std::string(eight_mib, 'x') + "\"}"});
  std::string topics = "{\"topics\":[\"t\"";
  for (int i = 1; i < 900'000; ++i) topics += ",\"t\"";  // a case has at most a million values
  list.push_back({"900000 topics", topics + "]}"});
  return list;
}

bool is_json_object(const std::string& bytes) {
  const auto read = read_json(make_source("answer", bytes), {.bytes = 256U << 20U});
  return read && read->root.is_object();
}

}  // namespace

void exports_one_symbol(CheckedDepartment& subject, Findings& found) {
  const auto bytes = subject.library_bytes();
  if (!bytes) return append(found.list, bytes.error());
  const std::string name = subject.options().path.generic_string();
  if (const auto& department = subject.department(); !department)
    std::ranges::copy_if(department.error(), std::back_inserter(found.list), owners::symbols);
  const auto exported = exported_symbols(*bytes, name);
  if (!exported) {
    if (!found.list.empty()) return;
    found.skipped = exported.error().front().message;
    found.told_by = "opens";
    return;
  }
  std::vector<std::string> others;
  std::ranges::copy_if(*exported, std::back_inserter(others),
                       [](const std::string& symbol) { return symbol != "engross_department_open"; });
  if (others.empty()) return found.said.push_back(fmt::format("{} symbol is exported", exported->size()));
  found.list.push_back(error(
      "conformance.exports", {},
      fmt::format("{}: it exports {} besides engross_department_open, such as {}", name, others.size(), others.front()),
      {"build it with engross_add_department, which hides all the others: what two libraries both export, one of "
       "them may get from the other"}));
}

void unknown_extensions(CheckedDepartment& subject, Findings& found) {
  auto probe = Probe::open(subject);
  if (!opened(probe, found)) return;
  const std::vector<std::pair<Ask, std::string>> ids{{Ask::extension, ""},
                                                     {Ask::extension, "engross.nobody-knows/1"},
                                                     {Ask::extension, "engross.derive/2"},
                                                     {Ask::extension, "engross.derive/1 "},
                                                     {Ask::extension, "\xFF\xFE"},
                                                     {Ask::extension, std::string(64U << 10U, 'x')},
                                                     {Ask::extension_null, ""}};
  for (const auto& [ask, id] : ids) {
    const std::string shown =
        ask == Ask::extension_null ? "a null id" : fmt::format("the id \"{}\"", id.size() > 40 ? "xxxx… (64 KiB)" : id);
    const auto answer = probe->ask(ask, id, fmt::format("in get_extension, asked for {}", shown));
    if (!answer) return append(found.list, answer.error());
    if (answer->outcome == Outcome::table)
      found.list.push_back(error("conformance.extension", {},
                                 fmt::format("get_extension gives a table for {}, which no engross defines", shown),
                                 {"compare the whole id, and answer null for every id that you do not know"}));
  }
  found.said.push_back(fmt::format("{} ids were asked for", ids.size()));
}

void same_answers(CheckedDepartment& subject, Findings& found) {
  auto probe = Probe::open(subject);
  if (!opened(probe, found)) return;
  if (auto compared = compare_resources(*probe, found); !compared) append(found.list, compared.error());
  const std::vector<Question> asked = questions(subject);
  const std::vector<Ask> asks = offered(subject);
  const bool derives = std::ranges::find(asks, Ask::derive) != asks.end();
  for (const Ask ask : asks) {
    const auto questions = ask == Ask::select && derives ? with_derived(subject, asked) : asked;
    auto compared = questions ? compare_orders(subject, ask, *questions, found) : fail(questions.error());
    if (!compared) append(found.list, compared.error());
  }
  found.said.push_back(fmt::format("{} questions", asked.size()));
}

void odd_questions(CheckedDepartment& subject, Findings& found) {
  auto probe = Probe::open(subject);
  if (!opened(probe, found)) return;
  const std::vector<Ask> asks = offered(subject);
  if (asks.empty()) {
    found.skipped = "it decides nothing in code, so that no case is ever shown to it";
    return;
  }
  const std::vector<Question> odd = odd_list();
  for (const Ask ask : asks) {
    const Ask null = ask == Ask::select ? Ask::select_null : Ask::derive_null;
    for (std::size_t i = 0; i <= odd.size(); ++i) {
      if (!probe && !opened(probe = Probe::open(subject), found)) return;
      const bool last = i == odd.size();
      const std::string what = fmt::format("in {}, asked {}", called(ask), last ? "a null pointer" : odd[i].name);
      const auto answer = probe->ask(last ? null : ask, last ? "" : std::string_view(odd[i].json), what);
      if (!answer) {
        append(found.list, answer.error());
        probe = Probe::open(subject);  // the next question is for another child
        continue;
      }
      for (const ProbeAnswer::Put& put : answer->puts)
        if (answer->status == 0 && !is_json_object(put.bytes))
          found.list.push_back(error("conformance.no-json", {},
                                     fmt::format("it answers what is no JSON object {}", what),
                                     {"answer {}, or ENGROSS_FAILED with a report"}));
    }
  }
  found.said.push_back(fmt::format("{} questions", asks.size() * (odd.size() + 1)));
}

}  // namespace engross::cases
