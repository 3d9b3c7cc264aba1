// In: a file, roots and a moment. Out: the verdict of the verifier, a program of its own.
// Refuses: to believe a verifier that crashes, hangs, or answers what makes no sense; the file is then not judged.
#include "verification/ask_verifier.hpp"

#include <fmt/format.h>

#include "data/read.hpp"
#include "isolation/child.hpp"
#include "verification/verifier_messages.hpp"

namespace engross::verification {
namespace {

Diagnostic unjudged(std::string_view why) {
  return error("verify.unjudged", {}, fmt::format("it could not be judged: {}", why),
               {"a file that brings its reader down is not to be relied on"});
}

std::string question_of(const VerifyOptions& options) {
  std::string question;
  append_number(question, static_cast<std::uint64_t>(options.at.time_since_epoch().count()));
  for (const Certificate& root : options.roots) append_text(question, root.der());
  return question;
}

Result<Verdict> verdict_in(std::string_view answer) {
  const auto kind = take_number(answer);
  const auto text = take_text(answer);
  if (!kind || !text || !answer.empty()) return fail(unjudged("the verifier's answer makes no sense"));
  const auto document = read_json(make_source("the verifier's answer", std::string(*text)));
  auto verdict = document ? verdict_from(document->root) : Result<Verdict>(fail(document.error()));
  if (!verdict) return fail(unjudged("the verifier's answer makes no sense"));
  if (*kind == message::judged) return verdict;
  if (has_errors(verdict->findings)) return fail(std::move(verdict->findings));
  return fail(unjudged("the verifier refused it without a reason"));
}

// How a verifier ended that gave no answer.
std::string ending_of(Child& child, Child::Heard heard, const Deadline& deadline) {
  if (heard == Child::Heard::too_long) return "the verifier's answer is too long";
  const Ending ending = child.wait(deadline);
  return fmt::format("the verifier gave no answer ({})", ending.explain());
}

}  // namespace

Result<Verdict> ask_verifier(const VerifierProgram& verifier, std::string_view pdf, const VerifyOptions& options) {
  if (pdf.size() > message::longest_question) return fail(unjudged("it is too large"));
  const Deadline deadline = Deadline::in(std::chrono::milliseconds(verifier.deadline_ms));
  auto child =
      Child::start({.program = verifier.program, .limits = ChildLimits::strict(), .longest_message = 8U << 20U});
  if (!child) return fail(std::move(child.error()));
  // A verifier that dies while it is spoken to is noticed by listening.
  if (child->say(question_of(options), deadline)) child->say(pdf, deadline);
  const Child::Answer answer = child->listen(deadline);
  if (answer.heard != Child::Heard::message) return fail(unjudged(ending_of(*child, answer.heard, deadline)));
  return verdict_in(answer.bytes);
}

}  // namespace engross::verification
