// In: steps and what they were taken on, or the lines that were written of them. Out: the lines, or the steps again.
// Refuses: lines that are no such thing; a last line without an end was cut off while it was written, and does not
// count.
#include "desk/steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "data/json_writer.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20U;
constexpr std::string_view format_name = "engross desk 1";

using NamedKind = std::pair<DeskStep::Kind, std::string_view>;
constexpr std::array<NamedKind, 7> kinds{{{DeskStep::Kind::add, "add"},
                                          {DeskStep::Kind::drop, "drop"},
                                          {DeskStep::Kind::move, "move"},
                                          {DeskStep::Kind::edit, "edit"},
                                          {DeskStep::Kind::write, "write"},
                                          {DeskStep::Kind::allow, "allow"},
                                          {DeskStep::Kind::undo, "undo"}}};

using Texts = std::vector<std::pair<std::string_view, std::string*>>;

Texts members_of(DeskStep& step) {
  return {{"id", &step.id}, {"after", &step.after}, {"language", &step.language}, {"words", &step.words}};
}

Texts members_of(DeskJournal& journal) {
  return {{"case_sha256", &journal.identity.case_sha256},
          {"department", &journal.identity.department},
          {"department_sha256", &journal.identity.department_sha256},
          {"template", &journal.identity.template_name},
          {"draft_sha256", &journal.draft_sha256}};
}

Diagnostic fault(const Span& at, std::string message) {
  return error("desk.journal", at, std::move(message),
               {"these steps are written only by engross; without the file you start again from the case"});
}

// An object of texts: the first member says what it is, the others are those that it may have.
Result<void> read_texts(const Document& document, std::string_view first, std::string& is, const Texts& may_have) {
  if (!document.root.is_object()) return fail(fault(document.span(document.root), "this line is no JSON object"));
  for (const Member& member : document.root.members()) {
    std::string* to = member.key == first ? &is : nullptr;
    for (const auto& [name, text] : may_have)
      if (name == member.key) to = text;
    const Span at = document.span(member.value);
    if (to == nullptr) return fail(fault(at, fmt::format("\"{}\" does not belong here", member.key)));
    if (!member.value.is_string()) return fail(fault(at, fmt::format("\"{}\" should be a text", member.key)));
    *to = member.value.text();
  }
  if (document.root.find(first) == nullptr)
    return fail(fault(document.span(document.root), fmt::format("\"{}\" is missing", first)));
  return {};
}

Result<DeskStep> read_step(const Document& document) {
  DeskStep step;
  std::string kind;
  if (auto read = read_texts(document, "do", kind, members_of(step)); !read) return fail(std::move(read.error()));
  const auto named = std::ranges::find(kinds, std::string_view(kind), &NamedKind::second);
  if (named == kinds.end()) {
    const auto names = kinds | std::views::values;
    return fail(fault(document.span(*document.root.find("do")),
                      fmt::format("there is no step \"{}\": there are {}", kind, fmt::join(names, ", "))));
  }
  step.kind = named->first;
  return step;
}

Result<void> read_first_line(const Document& document, DeskJournal& journal) {
  std::string format;
  if (auto read = read_texts(document, "format", format, members_of(journal)); !read) return read;
  if (format == format_name) return {};
  return fail(fault(document.span(*document.root.find("format")),
                    fmt::format("these are \"{}\"; this engross reads \"{}\"", format, format_name)));
}

void write_texts(JsonWriter& line, const Texts& texts) {
  for (const auto& [name, text] : texts)
    if (!text->empty()) line.text(name, *text);
}

}  // namespace

std::string_view name_of(DeskStep::Kind kind) {
  return std::ranges::find(kinds, kind, &NamedKind::first)->second;
}

std::string write_journal(const DeskJournal& journal) {
  DeskJournal copy = journal;
  JsonWriter first(false);
  first.begin_object();
  first.text("format", format_name);
  write_texts(first, members_of(copy));
  first.end_object();
  std::string lines = first.take() + "\n";
  for (DeskStep& step : copy.steps) {
    JsonWriter line(false);
    line.begin_object();
    line.text("do", name_of(step.kind));
    write_texts(line, members_of(step));
    line.end_object();
    lines += line.take() + "\n";
  }
  return lines;
}

Result<DeskJournal> read_journal(const SourceRef& source) {
  const std::string& text = source->text;
  if (text.size() > most_bytes)
    return fail(error("desk.too-large", {source, 0, 0},
                      fmt::format("the steps have {} bytes; at most {} are read", text.size(), most_bytes)));
  DeskJournal journal;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    const Extent line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const auto document = read_json(source, line);
    if (!document) return fail(document.error());
    if (begin == 0) {
      if (auto read = read_first_line(*document, journal); !read) return fail(std::move(read.error()));
    } else {
      auto step = read_step(*document);
      if (!step) return fail(std::move(step.error()));
      journal.steps.push_back(std::move(*step));
    }
    begin = end + 1;
  }
  if (begin == 0) return fail(fault({source, 0, 0}, "the file is empty, or its first line is not whole"));
  return journal;
}

}  // namespace engross
