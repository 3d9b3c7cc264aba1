// In: names on the command line. Out: cases, drafts, records and the replies behind them.
// Refuses: files that are not there or too large, drafts whose case is gone or has changed.
#include "inputs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include "base/sha256.hpp"
#include "base/shown.hpp"

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
    return named.is_absolute() || draft_path == "-" ? named : fs::path(draft_path).parent_path() / named;
  };
  const fs::path as_it_is = seen(head.case_path);
  return world.kind_of(as_it_is) == World::Kind::nothing ? seen(unshown(head.case_path)) : as_it_is;
}

// A file that is an input. Standard input may be one too.
fs::path file_of(const std::string& path) {
  return path == "-" ? "/dev/stdin" : path;
}

Result<Opened> open_case(Session& session, SourceRef source, const ReplyOptions& options, const DraftHead* head,
                         SourceRef draft) {
  auto case_ = Case::from(std::move(source));
  if (!case_) return fail(case_.error());
  if (!options.template_name.empty()) case_->template_name = options.template_name;
  if (head != nullptr && !head->template_name.empty()) case_->template_name = head->template_name;
  auto workbench = session.workbench(case_->department);
  if (!workbench) return fail(workbench.error());
  const auto today = session.today((*workbench)->department->zone);
  if (!today) return fail(today.error());
  const bool dated = case_->date.has_value();
  const auto letter_date = head == nullptr ? std::nullopt : Date::parse(head->date);
  auto reply = prepare(**workbench, std::move(*case_), {.today = *today, .letter_date = letter_date}, std::move(draft));
  if (!reply) return fail(reply.error());
  if (letter_date && !dated && *letter_date != *today)
    reply->findings.push_back(
        warning("draft.dated", {reply->draft, 0, 0},
                fmt::format("the draft is dated {}; today is {}", letter_date->iso(), today->iso()),
                {"draft again to date it today, or give the case a date"}));
  if (head != nullptr && !head->department_sha256.empty() &&
      head->department_sha256 != (*workbench)->department->bundle_sha256)
    reply->findings.push_back(warning("draft.department-changed", {reply->draft, 0, 0},
                                      "the department's library has changed since this draft was written",
                                      {"paragraphs whose words differ from the library's count as edited; "
                                       "`engross diff` shows which"}));
  return Opened{.workbench = std::move(*workbench), .reply = std::move(*reply), .inputs = {}, .notes = {}};
}

Result<Opened> open_draft(Session& session, const std::string& path, SourceRef draft, const ReplyOptions& options) {
  const auto head = read_draft_head(draft);
  if (!head) return fail(head.error());
  const fs::path case_path = case_path_of(session.world(), *head, path, options);
  auto source = read_input(session, case_path.string());
  if (!source)
    return fail(error("draft.case-gone", {draft, 0, 0},
                      fmt::format("the case of this draft is not at {}", case_path.string()),
                      {"say where it is now: --case FILE"}));
  if (sha256_hex((*source)->text) != head->case_sha256 && !options.detached)
    return fail(error("draft.case-changed", {draft, 0, 0},
                      fmt::format("{} has changed since this draft was written", case_path.string()),
                      {"draft again, or go on with the case as it is now: --detached"}));
  auto opened = open_case(session, std::move(*source), options, &*head, draft);
  if (opened) opened->inputs = {file_of(path), case_path};
  return opened;
}

Result<Opened> open_source(Session& session, const std::string& path, SourceRef source, const ReplyOptions& options) {
  if (kind_of(*source) == InputKind::draft) return open_draft(session, path, std::move(source), options);
  auto opened = open_case(session, std::move(source), options, nullptr, nullptr);
  if (opened) opened->inputs = {file_of(path)};
  return opened;
}

// The latest issue of a letter with these bytes, or the one that is asked for.
Result<FoundRecord> record_of_pdf(Session& session, const Source& pdf, std::optional<int> issue) {
  const Store store = session.store();
  auto all = store.records();
  if (!all) return fail(all.error());
  const std::string hash = sha256_hex(pdf.text);
  const auto found = std::find_if(all->records.rbegin(), all->records.rend(), [&](const Record& record) {
    return record.output_sha256 == hash && record.issue == issue.value_or(record.issue);
  });
  if (found != all->records.rend()) return FoundRecord{.record = std::move(*found), .damaged = std::move(all->damaged)};
  Diagnostics faults{
      error("explain.unknown-pdf", {},
            fmt::format("the store {} has no record of a letter with these bytes: {}", store.root().string(), pdf.name),
            {"use the store that it was issued with (--store DIR); a proof has no record"})};
  append(faults, all->damaged);  // one of these may be the one
  return fail(std::move(faults));
}

}  // namespace

Result<SourceRef> read_input(Session& session, const std::string& path) {
  auto bytes = path == "-" ? read_standard_input() : session.world().read_file(path, max_input);
  if (!bytes) return fail(bytes.error());
  return make_source(path == "-" ? "standard input" : path, std::move(*bytes));
}

InputKind kind_of(const Source& source) {
  const std::string_view text = source.text;
  if (text.starts_with("%PDF-")) return InputKind::pdf;
  if (text.starts_with("---\n") || text.starts_with("---\r\n")) return InputKind::draft;
  return InputKind::case_file;
}

Result<Opened> open_reply(Session& session, const std::string& path, const ReplyOptions& options) {
  auto source = read_input(session, path);
  if (!source) return fail(source.error());
  if (kind_of(**source) != InputKind::pdf) return open_source(session, path, std::move(*source), options);
  return fail(error("inputs.pdf", {}, fmt::format("{} is a PDF; a case (JSON) or a draft (Markdown) is needed", path),
                    {"to see what it was made of: engross explain FILE.pdf"}));
}

Result<FoundRecord> open_record(Session& session, const std::string& name, std::optional<int> issue) {
  if (session.world().kind_of(name) == World::Kind::file) {
    const auto pdf = read_input(session, name);
    if (!pdf) return fail(pdf.error());
    return record_of_pdf(session, **pdf, issue);
  }
  auto record = session.store().record(name, issue);
  if (!record) return fail(record.error());
  return FoundRecord{.record = std::move(*record), .damaged = {}};
}

Result<Opened> open_anything(Session& session, const std::string& name, const ReplyOptions& options) {
  Result<FoundRecord> found = fail(Diagnostics());
  if (name == "-" || session.world().kind_of(name) == World::Kind::file) {
    auto source = read_input(session, name);
    if (!source) return fail(source.error());
    if (kind_of(**source) != InputKind::pdf) return open_source(session, name, std::move(*source), options);
    found = record_of_pdf(session, **source, options.issue);
  } else {
    found = open_record(session, name, options.issue);
  }
  if (!found) return fail(found.error());
  auto remade = prepare_again(session.store(), found->record);
  if (!remade) return fail(remade.error());
  return Opened{.workbench = std::move(remade->workbench),
                .reply = std::move(remade->reply),
                .inputs = {file_of(name)},
                .notes = std::move(found->damaged)};
}

}  // namespace engross::cli
