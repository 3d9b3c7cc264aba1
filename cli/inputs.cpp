// In: names on the command line. Out: cases, drafts and the replies behind them.
// Refuses: files that are not there or too large, drafts whose case is gone, has changed or is another one.
#include "inputs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "earlier_letters.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t max_input = 64U << 20U;

Result<std::string> read_standard_input() {
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(error("world.unreadable", {}, "cannot read standard input", {"name a file instead of -"}));
    if (n == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    if (bytes.size() > max_input)
      return fail(error("world.too-large", {}, fmt::format("standard input has more than {} bytes", max_input),
                        {"check that it is a case or a draft"}));
  }
}

// Where the case of a draft lies: as the draft says, seen from the draft. The draft names it as shown() does.
fs::path case_path_of(const World& world, const DraftHead& head, const std::string& draft_path,
                      const ReplyOptions& options) {
  if (!options.case_path.empty()) return options.case_path;
  const auto seen = [&](const fs::path& named) {
    return named.is_absolute() || is_stream(world, draft_path) ? named : fs::path(draft_path).parent_path() / named;
  };
  const fs::path as_it_is = seen(head.case_path);
  return world.kind_of(as_it_is) == World::Kind::nothing ? seen(unshown(head.case_path)) : as_it_is;
}

struct CaseOfDraft {
  SourceRef source;
  fs::path path;
};

// The case that the draft names. A letter without its case has no addressee, no reference and no record, so nothing
// stands in for it.
Result<CaseOfDraft> case_of_draft(Session& session, const std::string& path, const DraftHead& head,
                                  const ReplyOptions& options) {
  const bool streamed = options.case_path.empty() && head.case_path == standard_input;
  if (streamed)
    return fail(error("draft.case-gone", head.place("case"), "the case of this draft came from standard input",
                      {"say where it is now: --case FILE, or --case - to give it on standard input again"}));
  const fs::path case_path = case_path_of(session.world(), head, path, options);
  auto source = read_input(session, case_path.string());
  if (source && kind_of(**source) == InputKind::draft)
    return fail(error("draft.case-gone", head.place("case"),
                      fmt::format("{} is a draft; the case of this draft is needed", case_path.string()),
                      {"name a case (JSON): --case FILE"}));
  if (source) return CaseOfDraft{.source = std::move(*source), .path = case_path};
  if (session.world().kind_of(case_path) != World::Kind::nothing) return fail(source.error());
  std::vector<std::string> hints{"say where it is now: --case FILE"};
  if (options.detached)
    hints.emplace_back("--detached goes on with a case that has changed; reference, addressee and record need one");
  return fail(error("draft.case-gone", head.place("case"),
                    fmt::format("the case of this draft is not at {}", case_path.string()), std::move(hints)));
}

Result<void> give_leave(const ReplyOptions& options, Case& to) {
  const std::string_view because = trim(options.because);
  if (!options.allow.empty() && because.empty())
    return fail(error("options.because", {}, "--allow lets a paragraph stand past its dates, and nothing says why",
                      {"say it for the record: --because \"…\""}));
  for (const std::string& id : options.allow)
    if (std::ranges::find(to.allowed, id, &Allowance::id) == to.allowed.end())
      to.allowed.push_back({.id = id, .because = std::string(because), .span = {}});
  return {};
}

Result<Opened> open_case(Session& session, SourceRef source, const ReplyOptions& options, SourceRef draft) {
  auto case_ = Case::from(std::move(source));
  if (!case_) return fail(case_.error());
  if (auto given = give_leave(options, *case_); !given) return fail(std::move(given.error()));
  if (!options.template_name.empty()) {
    case_->template_name = options.template_name;
    case_->template_place = Span{};
  }
  const Value* named = case_->document.root.find("department");
  auto workbench = session.workbench(case_->department, named ? case_->document.span(*named) : Span{});
  if (!workbench) return fail(workbench.error());
  const auto today = session.today((*workbench)->department->zone);
  if (!today) return fail(today.error());
  const bool of_store = options.history.empty() ? (*workbench)->department->policies.history == HistoryPolicy::of_store
                                                : options.history == "store";
  Diagnostics notes;
  if (of_store) notes = add_letters_of_store(session, *case_);
  auto reply =
      prepare(**workbench, std::move(*case_), {.today = *today, .letter_date = std::nullopt}, std::move(draft));
  if (!reply) return fail(reply.error());
  reply->findings.insert(reply->findings.begin(), notes.begin(), notes.end());
  return Opened{.workbench = std::move(*workbench), .reply = std::move(*reply), .inputs = {}, .notes = {}};
}

// --case says where a draft's case lies; beside a case it would be ignored.
Result<Opened> open_case_alone(Session& session, const std::string& path, SourceRef source,
                               const ReplyOptions& options) {
  if (!options.case_path.empty() && !options.any_draft)
    return fail(error("options.case", {},
                      fmt::format("--case names the case of a draft, and {} is a case", source->name),
                      {"leave --case out, or name the draft"}));
  auto opened = open_case(session, std::move(source), options, nullptr);
  if (opened) opened->inputs = {file_of(path)};
  return opened;
}

// Whether the draft's text bears these words; Markdown may have escaped some of their characters.
bool bears(const Source& draft, std::string_view words) {
  std::string text = draft.text;
  std::erase(text, '\\');
  std::string wanted(words);
  std::erase(wanted, '\\');
  return text.find(wanted) != std::string::npos;
}

// A case other than the draft was written from: another letter's, or this one's, changed since.
Diagnostic not_as_it_was(const Session& session, const Source& draft, const DraftHead& head, const SourceRef& source) {
  const auto case_ = Case::from(source);
  if (case_ && !bears(draft, case_->reference))
    return error("draft.other-case", head.place("case"),
                 fmt::format("{} is another case than this draft's: nothing in the draft bears its reference, {}",
                             source->name, case_->reference),
                 {"name the case that the draft was written from: --case FILE",
                  "or draft this one: " + next_command(session.options(), {"draft", source->name})});
  return error("draft.case-changed", head.place("case"),
               fmt::format("{} has changed since this draft was written", source->name),
               {"draft again, or go on with the case as it is now: --detached, which tells what the draft says "
                "otherwise"});
}

Result<Opened> open_draft(Session& session, const std::string& path, SourceRef draft, const ReplyOptions& options) {
  const auto head = read_draft_head(draft);
  if (!head) return fail(head.error());
  if (!options.template_name.empty() && !head->template_name.empty() && options.template_name != head->template_name)
    return fail(
        error("options.template", head->place("template"),
              fmt::format("--template {}, but the draft was written with the template \"{}\"", options.template_name,
                          head->template_name),
              {"draft the case again: " + next_command(session.options(), {"draft", "CASE"},
                                                       {.template_name = options.template_name, .case_path = {}})}));
  auto named = case_of_draft(session, path, *head, options);
  if (!named) return fail(named.error());
  if (sha256_hex(named->source->text) != head->case_sha256 && !options.detached)
    return fail(not_as_it_was(session, *draft, *head, named->source));
  auto opened = open_case(session, std::move(named->source), options, draft);
  if (opened) opened->inputs = {file_of(path), named->path};
  return opened;
}

// What stands at the beginning of a file, below a byte order mark and blank lines.
std::string_view beginning_of(const Source& source) {
  std::string_view text = source.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

}  // namespace

void add_draft_options(CLI::App* command, ReplyOptions& options) {
  command->add_option("--template", options.template_name, "Letter skeleton instead of the case's")->type_name("NAME");
  command->add_option("--case", options.case_path, "Where the draft's case lies now")->type_name("FILE");
  command->add_flag("--detached", options.detached,
                    "Go on with the case as it is now, though it has changed since the draft; warns of each value that "
                    "the draft prints otherwise");
}

void add_history_option(CLI::App* command, ReplyOptions& options) {
  command
      ->add_option(
          "--history", options.history,
          "Whose earlier letters count: those that the case names, or also the store's; else as the department "
          "says")
      ->type_name("case|store")
      ->check(CLI::IsMember({"case", "store"}));
}

void add_reply_options(CLI::App* command, ReplyOptions& options) {
  add_draft_options(command, options);
  add_history_option(command, options);
  add_leave_options(command, options);
}

CLI::Option* add_allow_option(CLI::App* command, ReplyOptions& options) {
  return command
      ->add_option("--allow", options.allow,
                   "Paragraphs that may stand past their dates, where the department allows it; with --because")
      ->type_name("ID")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void add_leave_options(CLI::App* command, ReplyOptions& options) {
  CLI::Option* allow = add_allow_option(command, options);
  command->add_option("--because", options.because, "Why they may; the record keeps it")
      ->type_name("WORDS")
      ->needs(allow);
}

Diagnostics findings_of(Workbench& workbench, const Reply& reply) {
  Diagnostics findings = reply.findings;
  const auto finished = finish(workbench, reply, Purpose::letter);
  append(findings, finished ? finished->notes : finished.error());
  return findings;
}

fs::path file_of(const std::string& path) {
  return path == "-" ? "/dev/stdin" : path;
}

bool is_stream(const World& world, const std::string& path) {
  return path == "-" || world.kind_of(path) == World::Kind::other;
}

bool is_readable(const World& world, const std::string& path) {
  return is_stream(world, path) || world.kind_of(path) == World::Kind::file;
}

Result<void> standard_input_once(const std::vector<std::string>& names) {
  if (std::ranges::count(names, "-") <= 1) return {};
  return fail(error("options.input", {}, "standard input is named twice, and can be read once",
                    {"name files for all but one of them"}));
}

Result<SourceRef> read_input(Session& session, const std::string& path) {
  auto bytes = path == "-" ? read_standard_input() : session.world().read_file(path, max_input);
  if (!bytes) return fail(bytes.error());
  return make_source(path == "-" ? std::string(standard_input) : path, std::move(*bytes));
}

InputKind kind_of(const Source& source) {
  if (source.text.starts_with("%PDF-")) return InputKind::pdf;
  const std::string_view text = beginning_of(source);
  if (text.starts_with("---") || text.starts_with(":::")) return InputKind::draft;
  const bool markdown = source.name.ends_with(".md") && !text.empty() && !text.starts_with('{');
  return markdown ? InputKind::draft : InputKind::case_file;
}

Result<Opened> open_only_case(Session& session, const std::string& path, const ReplyOptions& options) {
  auto source = read_input(session, path);
  if (!source) return fail(source.error());
  if (kind_of(**source) == InputKind::draft)
    return fail(error("inputs.draft", {*source, 0, 0},
                      fmt::format("{} is a draft already; a case (JSON) is needed", path),
                      {"go on with it: " + next_command(session.options(), {"check", path}),
                       "to begin again, draft the case that its `case:` line names"}));
  if (kind_of(**source) == InputKind::case_file) return open_case_alone(session, path, std::move(*source), options);
  return fail(error("inputs.pdf", {}, fmt::format("{} is a PDF; a case (JSON) is needed", path),
                    {"draft the case that the letter was made of"}));
}

Result<Opened> open_source(Session& session, const std::string& path, SourceRef source, const ReplyOptions& options) {
  if (kind_of(*source) == InputKind::draft) return open_draft(session, path, std::move(source), options);
  return open_case_alone(session, path, std::move(source), options);
}

Result<Opened> open_reply(Session& session, const std::string& path, const ReplyOptions& options) {
  auto source = read_input(session, path);
  if (!source) return fail(source.error());
  if (kind_of(**source) != InputKind::pdf) return open_source(session, path, std::move(*source), options);
  return fail(error("inputs.pdf", {}, fmt::format("{} is a PDF; a case (JSON) or a draft (Markdown) is needed", path),
                    {"to see why its words are there: " + next_command(session.options(), {"explain", path})}));
}

}  // namespace engross::cli
