// In: orders, outcomes, questions. Out: messages, and the same read again.
// Refuses: messages that are cut off, of an unknown kind, or longer than they say.
#include "batch/messages.hpp"

#include <fmt/format.h>

#include "isolation/frames.hpp"

namespace engross {
namespace {

enum class Word : std::uint64_t { order, secret, no_secret, ready, unfit, question, outcome };

std::string begun(Word word) {
  std::string message;
  append_number(message, static_cast<std::uint64_t>(word));
  return message;
}

// Where a diagnostic points: into the case, or into something that the supervisor does not hold, which is then said in
// words.
void append_diagnostics(std::string& to, const Diagnostics& all) {
  append_number(to, all.size());
  for (const Diagnostic& each : all) {
    append_number(to, static_cast<std::uint64_t>(each.severity));
    append_text(to, each.code);
    append_text(to, each.message);
    append_number(to, each.hints.size());
    for (const std::string& hint : each.hints) append_text(to, hint);
    append_text(to, each.span.source ? each.span.source->name : std::string());
    append_number(to, each.span.begin);
    append_number(to, each.span.end);
    const bool elsewhere = each.span.source != nullptr;
    const LineColumn at = elsewhere ? locate(each.span.source->text, each.span.begin) : LineColumn{};
    append_number(to, at.line);
    append_number(to, at.column);
  }
}

// Takes the parts of a message off its front; the first that is missing spoils the rest.
class Parts {
 public:
  explicit Parts(std::string_view message) : rest_(message) {}
  std::uint64_t number() {
    const auto taken = good_ ? take_number(rest_) : std::nullopt;
    good_ = good_ && taken.has_value();
    return taken.value_or(0);
  }
  std::string text() {
    const auto taken = good_ ? take_text(rest_) : std::nullopt;
    good_ = good_ && taken.has_value();
    return std::string(taken.value_or(std::string_view()));
  }
  std::uint64_t number_below(std::uint64_t end) {
    const std::uint64_t taken = number();
    good_ = good_ && taken < end;
    return good_ ? taken : 0;
  }
  // How many things follow, each of one byte at least.
  std::uint64_t count() { return number_below(rest_.size() + 1); }
  bool good() const { return good_; }
  bool done() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

Diagnostic diagnostic_from(Parts& parts, const SourceRef& case_) {
  Diagnostic read;
  read.severity = static_cast<Severity>(parts.number_below(3));
  read.code = parts.text();
  read.message = parts.text();
  for (std::uint64_t hints = parts.count(); hints > 0 && parts.good(); --hints) read.hints.push_back(parts.text());
  const std::string source = parts.text();
  const std::uint64_t begin = parts.number(), end = parts.number();
  const std::uint64_t line = parts.number(), column = parts.number();
  if (source.empty()) return read;
  if (case_ && source == case_->name && begin <= end && end <= case_->text.size())
    read.span = {case_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  else
    read.message = fmt::format("{}:{}:{}: {}", source, line, column, read.message);
  return read;
}

Diagnostics diagnostics_from(Parts& parts, const SourceRef& case_) {
  Diagnostics all;
  for (std::uint64_t left = parts.count(); left > 0 && parts.good(); --left)
    all.push_back(diagnostic_from(parts, case_));
  return all;
}

CaseOrder order_from(Parts& parts) {
  CaseOrder order;
  order.row = parts.number();
  order.task = static_cast<Task>(parts.number_below(4));
  std::string name = parts.text();
  order.case_ = make_source(std::move(name), parts.text());
  order.key = parts.text();
  order.file = parts.text();
  order.path = parts.text();
  return order;
}

CaseOutcome outcome_from(Parts& parts, const std::function<SourceRef(std::uint64_t row)>& case_of) {
  CaseOutcome outcome;
  outcome.kind = static_cast<CaseOutcome::Kind>(parts.number_below(4));
  outcome.row = parts.number();
  outcome.sha256 = parts.text();
  outcome.bytes = parts.number();
  outcome.pages = parts.number();
  outcome.microseconds = parts.number();
  outcome.record_line = parts.text();
  outcome.said = diagnostics_from(parts, parts.good() ? case_of(outcome.row) : nullptr);
  return outcome;
}

}  // namespace

std::string order_message(const CaseOrder& order) {
  std::string message = begun(Word::order);
  append_number(message, order.row);
  append_number(message, static_cast<std::uint64_t>(order.task));
  for (const std::string* text : {&order.case_->name, &order.case_->text, &order.key, &order.file, &order.path})
    append_text(message, *text);
  return message;
}

std::string secret_message(std::string_view secret) {
  std::string message = begun(Word::secret);
  append_text(message, secret);
  return message;
}

std::string no_secret_message(const Diagnostics& why) {
  std::string message = begun(Word::no_secret);
  append_diagnostics(message, why);
  return message;
}

std::optional<FromSupervisor> read_supervisor_message(std::string_view message) {
  Parts parts(message);
  FromSupervisor read;
  switch (static_cast<Word>(parts.number())) {
    case Word::order:
      read.order = order_from(parts);
      break;
    case Word::secret:
      read.secret = parts.text();
      break;
    case Word::no_secret:
      read.no_secret = diagnostics_from(parts, nullptr);
      break;
    default:
      return std::nullopt;
  }
  if (!parts.done()) return std::nullopt;
  return read;
}

std::string ready_message(const Diagnostics& notes) {
  std::string message = begun(Word::ready);
  append_diagnostics(message, notes);
  return message;
}

std::string unfit_message(const Diagnostics& why) {
  std::string message = begun(Word::unfit);
  append_diagnostics(message, why);
  return message;
}

std::string question_message(std::string_view what) {
  std::string message = begun(Word::question);
  append_text(message, what);
  return message;
}

std::string outcome_message(const CaseOutcome& outcome) {
  std::string message = begun(Word::outcome);
  append_number(message, static_cast<std::uint64_t>(outcome.kind));
  append_number(message, outcome.row);
  append_text(message, outcome.sha256);
  append_number(message, outcome.bytes);
  append_number(message, outcome.pages);
  append_number(message, outcome.microseconds);
  append_text(message, outcome.record_line);
  append_diagnostics(message, outcome.said);
  return message;
}

std::optional<FromWorker> read_worker_message(std::string_view message,
                                              const std::function<SourceRef(std::uint64_t row)>& case_of) {
  Parts parts(message);
  FromWorker read;
  switch (static_cast<Word>(parts.number())) {
    case Word::ready:
      read.kind = FromWorker::Kind::ready;
      read.said = diagnostics_from(parts, nullptr);
      break;
    case Word::unfit:
      read.kind = FromWorker::Kind::unfit;
      read.said = diagnostics_from(parts, nullptr);
      break;
    case Word::question:
      read.kind = FromWorker::Kind::question;
      read.what = parts.text();
      break;
    case Word::outcome:
      read.kind = FromWorker::Kind::outcome;
      read.outcome = outcome_from(parts, case_of);
      break;
    default:
      return std::nullopt;
  }
  if (!parts.done()) return std::nullopt;
  return read;
}

}  // namespace engross
