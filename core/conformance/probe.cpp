// In: a library and questions. Out: its answers. Refuses: children that die, do not answer, or answer nonsense.
#include "conformance/probe.hpp"

#include <fmt/format.h>

#include "department/elf.hpp"
#include "department/last_words.hpp"
#include "department/messages.hpp"
#include "department/sealed_file.hpp"

namespace engross {
namespace {

using probe::Ask;
using probe::Outcome;

constexpr std::size_t most_parts = 100'000;

std::optional<ProbeAnswer> read_answer(std::string_view message) {
  ProbeAnswer answer;
  const auto outcome = take_number(message);
  const auto status = take_number(message);
  const auto puts = take_number(message);
  if (!outcome || !status || !puts || *puts > most_parts) return std::nullopt;
  answer.outcome = static_cast<Outcome>(*outcome);
  answer.status = static_cast<int>(*status);
  for (std::uint64_t i = 0; i < *puts; ++i) {
    const auto kind = take_number(message);
    const auto name = take_text(message);
    const auto bytes = take_text(message);
    if (!kind || !name || !bytes) return std::nullopt;
    answer.puts.push_back({*kind, std::string(*name), std::string(*bytes)});
  }
  const auto reports = take_number(message);
  if (!reports || *reports > most_parts) return std::nullopt;
  for (std::uint64_t i = 0; i < *reports; ++i) {
    const auto severity = take_number(message);
    const auto words = take_text(message);
    if (!severity || !words) return std::nullopt;
    answer.reports.emplace_back(*words);
  }
  return answer;
}

// What the sandbox said before it ended the child, in words.
std::optional<std::string> forbidden(std::string_view message) {
  return take_number(message) == message::forbidden ? explain_forbidden(message) : std::nullopt;
}

}  // namespace

Result<Probe> Probe::open(const CheckedDepartment& subject) {
  const auto bytes = subject.library_bytes();
  const auto manifest = bytes ? read_manifest(*bytes, subject.options().path.generic_string()) : fail(bytes.error());
  if (!manifest) return fail(error("conformance.not-opened", {}, manifest.error().front().message));
  const SealedFile library(*bytes);
  if (!library.good()) return fail(error("conformance.not-opened", {}, "no memory for a copy of the library"));
  auto child = Child::start({.program = subject.options().probe_program,
                             .arguments = manifest->needed,
                             .descriptors = {library.descriptor()},
                             .limits = ChildLimits::strict(),
                             .longest_message = 300U << 20U});
  if (!child) return fail(std::move(child.error()));
  Probe probe(std::move(*child), subject.options().answer_ms);
  const auto first = probe.hear("when it was opened");
  if (!first) return fail(first.error());
  if (first->outcome == Outcome::opened) return probe;
  return fail(
      error("conformance.not-opened", {},
            fmt::format("the library does not open: {}", first->reports.empty() ? "" : first->reports.front())));
}

Result<ProbeAnswer> Probe::ask(Ask ask, std::string_view words, std::string_view what) {
  std::string message;
  append_number(message, static_cast<std::uint64_t>(ask));
  append_text(message, words);
  child_.say(message, Deadline::in(std::chrono::milliseconds(answer_ms_)));  // a child that has gone is heard next
  return hear(what);
}

Result<ProbeAnswer> Probe::hear(std::string_view what) {
  const Deadline deadline = Deadline::in(std::chrono::milliseconds(answer_ms_));
  const Child::Answer answer = child_.listen(deadline);
  if (answer.heard == Child::Heard::message)
    if (const auto words = forbidden(answer.bytes))
      return fail(error("conformance.crashed", {}, *words, {"docs/isolation.md says what a library may do"}));
  if (answer.heard == Child::Heard::message)
    if (auto read = read_answer(answer.bytes)) return std::move(*read);
  if (answer.heard == Child::Heard::late)
    return fail(error("conformance.hung", {}, fmt::format("no answer in {} ms {}", answer_ms_, what),
                      {"every call must end; a letter that waits is a letter that is refused"}));
  const Ending ending = child_.wait(deadline);
  const bool threw = ending.kind == Ending::Kind::exited && ending.number == 72;
  std::vector<std::string> hints{"the letter of such a case would be refused; answer ENGROSS_FAILED with a report"};
  if (const Captured& errors = child_.standard_error(); errors.bytes != 0)
    hints.push_back(fmt::format("it wrote to standard error: {}", errors.text));
  return fail(error("conformance.crashed", {},
                    fmt::format("{} {}", threw ? "it let an exception out" : ending.explain(), what),
                    std::move(hints)));
}

}  // namespace engross
