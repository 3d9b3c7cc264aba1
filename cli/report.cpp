// In: results and diagnostics of a command. Out: lines for people or one JSON object, and the exit code.
#include "report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/shown.hpp"

namespace engross::cli {
namespace {

Value value_of(const Diagnostic& d) {
  Value value = Value::object();
  value.set("severity", Value::string(std::string(name_of(d.severity))));
  value.set("code", Value::string(d.code));
  value.set("message", Value::string(d.message));
  if (d.span.source) {
    const LineColumn at = locate(d.span.source->text, d.span.begin);
    value.set("file", Value::string(d.span.source->name));
    value.set("line", number(at.line));
    value.set("column", number(at.column));
  }
  Value hints = Value::array();
  for (const std::string& hint : d.hints) hints.push_back(Value::string(hint));
  value.set("hints", std::move(hints));
  return value;
}

void print_to(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

bool is_environment(const Diagnostic& d) {
  constexpr std::array<std::string_view, 7> prefixes{"world.",  "library.", "isolation.", "font.",
                                                     "bundle.", "doctor.",  "preview."};
  constexpr std::array<std::string_view, 13> codes{
      "ledger.locked", "ledger.damaged",     "ledger.version",  "ledger.busy",     "ledger.missing",
      "store.missing", "store.damaged",      "record.damaged",  "signing.no-http", "signing.http",
      "signing.token", "signing.time-stamp", "picture.no-cairo"};
  return std::ranges::any_of(prefixes, [&](std::string_view p) { return std::string_view(d.code).starts_with(p); }) ||
         std::ranges::find(codes, d.code) != codes.end();
}

int exit_code_of(const Diagnostic& d) {
  if (d.severity != Severity::error) return done;
  if (is_environment(d)) return environment;
  return d.code.starts_with("options.") ? usage : refused;
}

// What a person reads of findings that say the same: the first three, once for each place, and how many more there are.
Diagnostics without_repeats(const Diagnostics& all) {
  constexpr std::size_t most = 3;
  struct Alike {
    std::vector<std::size_t> shown;  // in the list below
    std::size_t more = 0;
  };
  std::map<std::tuple<Severity, std::string, std::string>, Alike> kinds;
  Diagnostics list;
  for (const Diagnostic& d : all) {
    Alike& alike = kinds[{d.severity, d.code, d.message}];
    const auto same_place = [&](std::size_t i) { return list[i].span == d.span; };
    if (alike.shown.size() == most || std::ranges::any_of(alike.shown, same_place)) {
      ++alike.more;
    } else {
      alike.shown.push_back(list.size());
      list.push_back(d);
    }
  }
  for (const auto& [kind, alike] : kinds)
    if (alike.more > 0) list[alike.shown.back()].hints.push_back(fmt::format("and {} more like this", alike.more));
  return list;
}

// A note is one line to a person, unless there is an error, of which it may be the reason.
bool in_one_line(const Diagnostic& d, const Diagnostics& among) {
  return d.severity == Severity::note && !has_errors(among);
}

}  // namespace

int exit_code_of(const Diagnostics& diagnostics) {
  int code = done;
  for (const Diagnostic& d : diagnostics) code = std::max(code, exit_code_of(d));
  return code;
}

void Report::say(std::string_view line) const {
  if (options_.quiet || options_.json) return;
  print_to(stdout, shown(line));
  print_to(stdout, "\n");
}

void Report::show(std::string_view text) const {
  if (!options_.json) print_to(stdout, text);
}

bool Report::colours_results() const {
  return !options_.no_colour && ::isatty(STDOUT_FILENO) != 0;
}

void Report::note(const Diagnostics& diagnostics) {
  append(diagnostics_, diagnostics);
  if (options_.json) return;
  const bool colour = !options_.no_colour && ::isatty(STDERR_FILENO) != 0;
  for (const Diagnostic& d : without_repeats(diagnostics))
    if (!options_.quiet || d.severity == Severity::error)
      print_to(stderr, print(d, {.colour = colour, .excerpt = !in_one_line(d, diagnostics)}));
}

int Report::refuse(const Diagnostics& diagnostics) {
  note(diagnostics);
  return finish(exit_code_of(diagnostics));
}

int Report::finish(int exit_code) {
  if (!options_.json) return exit_code;
  Value out = Value::object();
  out.set("ok", Value::boolean(exit_code == done));
  out.set("result", std::move(result_));
  Value list = Value::array();
  for (const Diagnostic& d : diagnostics_) list.push_back(value_of(d));
  out.set("diagnostics", std::move(list));
  print_to(stdout, shown(to_json(out)) + "\n");  // paths are bytes; JSON is text
  return exit_code;
}

Value text(std::string_view of) {
  return Value::string(std::string(of));
}

Value number(std::size_t of) {
  return Value::number(std::to_string(of));
}

}  // namespace engross::cli
