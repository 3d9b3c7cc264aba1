// What a person may name on the command line: a case, a draft, a PDF, a reference.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace engross::cli {

// What a case that was not read from a file is called.
inline constexpr std::string_view standard_input = "standard input";

// The file behind a name on the command line: "-" has one too.
std::filesystem::path file_of(const std::string& path);
// Standard input, a pipe or a device: there is no folder that it lies in, and it is read once.
bool is_stream(const World& world, const std::string& path);
// A file or a stream.
bool is_readable(const World& world, const std::string& path);
// Error: "options.input" when more than one of the names is "-".
Result<void> standard_input_once(const std::vector<std::string>& names);

// The bytes of a file or, for "-", of standard input.
Result<SourceRef> read_input(Session& session, const std::string& path);

enum class InputKind : std::uint8_t { case_file, draft, pdf };
// A draft is known by its front matter or, when that was lost, by its first div or its name; all else is a case.
InputKind kind_of(const Source& source);

struct ReplyOptions {
  std::string template_name;         // --template: instead of the case's
  std::string case_path;             // --case: where the draft's case lies now
  bool detached = false;             // --detached: go on though the case has changed since the draft
  bool any_draft = false;            // --case is for another of the files, so that it may stand beside a case
  std::vector<std::string> allow{};  // --allow: paragraphs that may stand past their dates
  std::string because{};             // --because: why they may
  std::string history{};             // --history: "case", "store"; empty: as the department says
  std::optional<int> issue{};        // --issue: of an issued letter, instead of the latest
};

void add_draft_options(CLI::App* command, ReplyOptions& options);         // --template, --case, --detached
CLI::Option* add_allow_option(CLI::App* command, ReplyOptions& options);  // --allow
void add_leave_options(CLI::App* command, ReplyOptions& options);         // --allow, --because
void add_history_option(CLI::App* command, ReplyOptions& options);        // --history
void add_reply_options(CLI::App* command, ReplyOptions& options);         // all of these

// A reply with the workbench that made it.
struct Opened {
  std::unique_ptr<Workbench> workbench;
  Reply reply;
  std::vector<std::filesystem::path> inputs;  // what it was read from: no output may take their place
  Diagnostics notes;                          // of its record: see FoundRecord
};

// Everything that is wrong with the letter, its pages included.
Diagnostics findings_of(Workbench& workbench, const Reply& reply);

// From a case. Errors: "inputs.draft", "inputs.pdf", and those of the phases.
Result<Opened> open_only_case(Session& session, const std::string& path, const ReplyOptions& options = {});

// From a case, or from a draft and the case that it names. Errors: "draft.case-gone", "draft.case-changed",
// "draft.other-case" (its reference is not in the draft), "options.case" (--case beside a case), "options.template"
// (another than the draft's), and those of the phases.
Result<Opened> open_reply(Session& session, const std::string& path, const ReplyOptions& options = {});
// The same, of what was read from `path` and is no PDF.
Result<Opened> open_source(Session& session, const std::string& path, SourceRef source, const ReplyOptions& options);

struct FoundRecord {
  Record record;
  std::shared_ptr<const KeptObjects> kept;  // what the letter was made of
  Diagnostics notes;  // of a PDF: further issues with its bytes, other records that could not be read (warnings); of a
                      // run's letter: that it was withdrawn (warning)
};

// The record of an issued letter: by its reference the latest issue, by its PDF the first one with these bytes, or the
// one that is asked for. The store's own come first, then those of runs. Errors: "store.no-record", "store.no-issue"
// (also: the PDF is of another), "record.damaged", "explain.unknown-pdf", those of a ledger.
Result<FoundRecord> open_record(Session& session, const std::string& reference_or_pdf,
                                std::optional<int> issue = std::nullopt);

// From a case, a draft, an issued PDF or a reference. Errors besides: "world.no-such-file" (neither file nor
// record), "options.issue" (--issue beside a case or a draft).
Result<Opened> open_anything(Session& session, const std::string& name, const ReplyOptions& options = {});

}  // namespace engross::cli
