// In: what a child says that has opened a library. Out: the library's files, its answers.
// Refuses: libraries that crash, hang, print, let exceptions out, contradict their manifest, put what no department
// consists of, or answer what was not asked. Nothing that the child says is trusted.
#include "department/library_child.hpp"

#include <engross/abi.h>
#include <fmt/format.h>

#include <csignal>

#include "base/text.hpp"
#include "data/read.hpp"
#include "department/files.hpp"
#include "department/last_words.hpp"
#include "department/messages.hpp"
#include "department/remedies.hpp"

namespace engross {
namespace {

constexpr std::size_t most_reports = 20;
constexpr std::size_t most_answer_bytes = 1U << 20U;

// Foreign words as one line for a terminal: unprintable characters become '?', long ones are cut.
std::string one_line(std::string_view text) {
  constexpr std::size_t most = 400;
  std::u32string line;
  for (const char32_t c : decode_lossy(trim(text.substr(0, most)))) line += is_printable(c) ? c : U'?';
  return encode(line) + (text.size() > most ? " …" : "");
}

std::string listed(std::uint64_t features) {
  std::string names;
  if ((features & message::feature_derive) != 0) names += "derive";
  if ((features & message::feature_select) != 0) names += names.empty() ? "select" : " and select";
  return names.empty() ? "nothing" : names;
}

}  // namespace

Diagnostic library_fault(std::string_view code, const std::string& name, std::string_view what,
                         std::vector<std::string> hints) {
  return error(std::string(code), {}, fmt::format("{}: {}", name, what), std::move(hints));
}

LibraryChild::LibraryChild(Child child, const LibraryManifest& manifest, std::string name)
    : child_(std::move(child)), manifest_(manifest), name_(std::move(name)) {
  resources_.origin = name_;
}

Result<LibraryChild> LibraryChild::start(const Order& order, const LibraryManifest& manifest, std::string name) {
  ChildProgram program{.program = order.program,
                       .descriptors = {order.library},
                       .limits = ChildLimits::strict(),
                       .longest_message = 65U << 20U};
  program.arguments.emplace_back(order.word);
  program.arguments.insert(program.arguments.end(), manifest.needed.begin(), manifest.needed.end());
  if (!order.word.empty()) program.limits.cpu_seconds.reset();  // it may answer for hours; each answer has a deadline
  auto child = Child::start(program);
  if (!child) return fail(std::move(child.error()));
  LibraryChild started(std::move(*child), manifest, std::move(name));
  started.puts_files_ = order.word != message::serve;
  return started;
}

Result<Resources> LibraryChild::open(const Deadline& deadline) {
  listen_until(waits_, deadline);
  if (!rejected_ && waits_)
    judge_output();
  else if (!rejected_)
    judge(child_.wait(deadline));
  if (!rejected_ && problems_.empty() && puts_files_) check_identity();
  if (!problems_.empty()) return fail(std::move(problems_));
  return std::move(resources_);
}

Result<Answer> LibraryChild::ask(std::uint64_t feature, std::string_view question, const Deadline& deadline) {
  problems_.clear();
  answer_ = {};
  answered_ = settled_ = false;
  stage_ = while_at(listed(feature));
  std::string request;
  append_number(request, message::ask);
  append_number(request, feature);
  append_text(request, question);
  if (child_.say(request, deadline)) listen_until(settled_, deadline);
  if (!rejected_ && settled_)
    judge_output();
  else if (!rejected_)
    judge(child_.wait(deadline));
  if (problems_.empty() && !answered_) lied(fmt::format("it gave no answer to {}", listed(feature)));
  if (!problems_.empty()) return fail(std::move(problems_));
  return std::move(answer_);
}

Result<void> LibraryChild::leave(const Deadline& deadline) {
  problems_.clear();
  std::string request;
  append_number(request, message::leave);
  stage_ = while_at("close");
  if (child_.say(request, deadline)) listen_until(over_, deadline);
  if (!rejected_) judge(child_.wait(deadline));
  waits_ = false;
  if (!problems_.empty()) return fail(std::move(problems_));
  return {};
}

// Until the flag is set, the child's last word, or nothing more can be believed or heard.
void LibraryChild::listen_until(bool& reached, const Deadline& deadline) {
  while (!reached && !over_ && !rejected_) {
    const Child::Answer heard = child_.listen(deadline);
    if (heard.heard == Child::Heard::too_long)
      too_large(settled_ ? "a file of more than 64 MiB" : "an answer of more than 64 MiB");
    if (heard.heard != Child::Heard::message) return;
    take(heard.bytes);
  }
}

void LibraryChild::add(std::string_view code, std::string_view what, std::vector<std::string> hints) {
  const Failing at = !settled_ ? Failing::answer : manifest_.features != 0 ? Failing::opening : Failing::content;
  if (std::string remedy = remedy_for(code, at); !remedy.empty()) hints.push_back(std::move(remedy));
  problems_.push_back(library_fault(code, name_, what, std::move(hints)));
}

void LibraryChild::lied(std::string_view what) {
  add("library.lied", what);
  rejected_ = true;
}

void LibraryChild::too_large(std::string_view what) {
  add("library.too-large", fmt::format("it put {}", what));
  rejected_ = true;
}

void LibraryChild::take(std::string_view message) {
  switch (take_number(message).value_or(0)) {
    case message::opened:
      return take_opened(message);
    case message::resource:
      return take_resource(message);
    case message::report:
      return take_report(message);
    case message::answer:
      return take_answer(message);
    case message::settled:
      return take_settled(message);
    case message::failed:
      return take_failed(message);
    case message::loaded:
      stage_ = while_at("open");
      return;
    case message::forbidden:
      return take_forbidden(message);
    case message::overflowed:
      return take_overflowed(message);
    case message::closing:
      stage_ = while_at("close");
      return;
    case message::done:
      over_ = true;
      return;
    case message::ready:
      waits_ = opened_;
      return;
    default:
      return lied("what it said makes no sense");
  }
}

void LibraryChild::take_opened(std::string_view message) {
  const auto id = take_text(message);
  const auto version = take_text(message);
  const auto major = take_number(message);
  const auto minor = take_number(message);
  const auto features = take_number(message);
  if (!id || !version || !major || !minor || !features || opened_)
    return lied("what it said on opening makes no sense");
  opened_ = true;
  stage_ = while_at("resources");
  if (*id != manifest_.id || *version != manifest_.version)
    lied(fmt::format("its manifest says {} {}, but it opens as {} {}", one_line(manifest_.id),
                     one_line(manifest_.version), one_line(*id), one_line(*version)));
  else if (*major != manifest_.abi_major || *minor != manifest_.abi_minor)
    lied(fmt::format("its manifest says boundary {}.{}, but it opens as {}.{}", manifest_.abi_major,
                     manifest_.abi_minor, *major, *minor));
  else if (*features != manifest_.features)
    lied(fmt::format("its department.yaml says that its code decides {}, but it opens with {}",
                     listed(manifest_.features), listed(*features)));
}

void LibraryChild::take_resource(std::string_view message) {
  const auto path = take_text(message);
  const auto content = take_text(message);
  if (!path || !content || !opened_ || waits_) return lied("a file that it put makes no sense");
  bytes_ += content->size();
  if (resources_.files.size() == most_department_files || bytes_ > most_department_bytes)
    return too_large(fmt::format("more than {} files or {} MiB", most_department_files, most_department_bytes >> 20U));
  if (!is_plain_path(*path) || kind_of_file(*path) == FileKind::none)
    return refuse_file(fmt::format("it put \"{}\", which is no file of a department", one_line(*path)));
  if (!resources_.files.emplace(std::string(*path), std::string(*content)).second)
    refuse_file(fmt::format("it put {} twice", *path));
}

void LibraryChild::refuse_file(std::string_view what) {
  if (problems_.size() < most_reports)
    add("library.file", what, {fmt::format("a department consists of {}", department_files_listed)});
}

void LibraryChild::take_report(std::string_view message) {
  const auto severity = take_number(message);
  auto words = take_text(message);
  const auto call = take_text(message);
  if (!severity || !words || !call) return lied("a report of its makes no sense");
  if (*severity >= ENGROSS_ERROR) {
    const std::string told_already = std::string(*call) + ": ";  // by engross/department.hpp
    if (words->starts_with(told_already)) words->remove_prefix(told_already.size());
    if (problems_.size() < most_reports)
      add(settled_ ? "library.threw" : "department.refuses",
          fmt::format("{} failed: {}", one_line(*call), one_line(*words)));
    return;
  }
  if (answer_.notes.size() >= most_reports) return;
  Diagnostic said = warning("department.says", {}, fmt::format("{}: {}", name_, one_line(*words)));
  if (*severity == ENGROSS_NOTE) said.severity = Severity::note;
  answer_.notes.push_back(std::move(said));
}

void LibraryChild::take_answer(std::string_view message) {
  const auto json = take_text(message);
  if (!json || settled_) return lied("an answer of its makes no sense");
  if (answered_) return lied("it answered twice");
  if (json->size() > most_answer_bytes) return too_large("an answer of more than 1 MiB");
  answer_.json = *json;
  answered_ = true;
}

void LibraryChild::take_settled(std::string_view message) {
  const auto status = take_number(message);
  if (!status || settled_) return lied("how it ended an answer makes no sense");
  if (*status != ENGROSS_OK && problems_.empty())
    add("library.threw",
        fmt::format("it failed with status {} and no reason {}", static_cast<std::int32_t>(*status), stage_));
  settled_ = true;
}

void LibraryChild::take_failed(std::string_view message) {
  const auto code = take_text(message);
  const auto words = take_text(message);
  over_ = true;
  if (!code || !words || !code->starts_with("library.") || !is_plain_path(*code))
    return lied("why it failed makes no sense");
  add(*code, one_line(*words));
}

// The sandbox's last word; how the process then ends says no more.
void LibraryChild::take_forbidden(std::string_view message) {
  const auto words = explain_forbidden(message);
  if (!words) return lied("what it said makes no sense");
  add("library.forbidden", one_line(*words));
  rejected_ = true;
}

void LibraryChild::take_overflowed(std::string_view message) {
  overflowed_ = static_cast<std::size_t>(take_number(message).value_or(0));
  if (overflowed_ == 0) lied("what it said makes no sense");
}

// How it ended, what it printed, and whether it said everything.
void LibraryChild::judge(const Ending& ending) {
  const bool heard_out = over_ && ending.clean();
  if (ending.kind == Ending::Kind::late)
    add("library.timeout", fmt::format("{} {}", ending.explain(), stage_), errors_as_hint());
  else if (!heard_out)
    add("library.crashed", how_it_ended(ending), errors_as_hint());
  else
    judge_output();
  gone_ = true;
}

void LibraryChild::judge_output() {
  child_.catch_up();
  for (const auto& [captured, stream] : {std::pair{&child_.standard_output(), "standard output"},
                                         std::pair{&child_.standard_error(), "standard error"}}) {
    if (captured->bytes == 0) continue;
    rejected_ = true;
    add("library.printed",
        fmt::format("it wrote {} bytes to {}: \"{}\"", captured->bytes, stream, one_line(captured->text)),
        {"a department speaks through its sink alone: use report()"});
  }
}

// The manifest was compared with the descriptor; the files must be of the same department too.
void LibraryChild::check_identity() {
  const SourceRef source = resources_.source("department.yaml");
  if (!source) return add("library.lied", "it put no department.yaml");
  const auto document = read_yaml(source);
  const Value* id = document ? document->root.find("id") : nullptr;  // what else is wrong with it, from() says
  if (id != nullptr && id->is_string() && id->text() != manifest_.id)
    add("library.lied",
        fmt::format("its manifest says {}, but its department.yaml {}", one_line(manifest_.id), one_line(id->text())));
}

// A forbidden call that could not be told ends in SIGSYS: it came where no handler could run.
std::string LibraryChild::how_it_ended(const Ending& ending) const {
  std::string words = fmt::format("{} {}", ending.explain(), stage_);
  if (ending.kind == Ending::Kind::signalled && ending.number == SIGSYS) words += ": it made a forbidden call";
  if (overflowed_ != 0) words += fmt::format(": its stack of {} MiB overflowed", overflowed_ >> 20U);
  return words;
}

std::vector<std::string> LibraryChild::errors_as_hint() const {
  const Captured& errors = child_.standard_error();
  if (errors.bytes == 0) return {};
  return {fmt::format("it wrote to standard error: {}", one_line(errors.text))};
}

}  // namespace engross
