// In: questions for a library's code. Out: its answers, from a child that lives from one question to the next.
// Refuses: what the child's answers are refused for; a child that died or misbehaved is not asked again but replaced.
#include "department/library_code.hpp"

#include "department/messages.hpp"

namespace engross {
namespace {

std::uint64_t feature_of(Call call) {
  return call == Call::select ? message::feature_select : message::feature_derive;
}

Deadline in(int milliseconds) {
  return Deadline::in(std::chrono::milliseconds(milliseconds));
}

}  // namespace

// It closes in its own time, and nobody asks how that went: whatever it answered has been used.
LibraryCode::~LibraryCode() {
  constexpr int patience_ms = 500;
  if (child_ && child_->waits()) static_cast<void>(child_->leave(in(patience_ms)));
}

bool LibraryCode::offers(Call call) const {
  return (manifest_.features & feature_of(call)) != 0;
}

Result<Answer> LibraryCode::ask(Call call, std::string_view question) {
  if (auto awake = wake(); !awake) return fail(std::move(awake.error()));
  return child_->ask(feature_of(call), question, in(options_.answer_ms));
}

Result<void> LibraryCode::wake() {
  if (child_ && child_->waits()) return {};
  child_.reset();
  auto child = LibraryChild::start(
      {.program = options_.child_program, .library = library_.descriptor(), .word = message::serve}, manifest_, name_);
  if (!child) return fail(std::move(child.error()));
  if (auto opened = child->open(in(options_.deadline_ms)); !opened) return fail(std::move(opened.error()));
  child_.emplace(std::move(*child));
  return {};
}

}  // namespace engross
