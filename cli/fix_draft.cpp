// In: a draft. Out: the same with its safe fixes, and how it differs.
// Refuses: cases, which belong to the case system, and streams, which cannot be written back.
#include "fix_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/safe_fixes.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace {

// A mended word may show what is wrong beside it; more rounds than this mend nothing that a person would see.
constexpr int most_rounds = 5;

Result<SourceRef> read_draft_to_fix(Session& session, const std::string& path) {
  if (is_stream(session.world(), path))
    return fail(error("options.fix", {}, fmt::format("--fix cannot write back to {}", file_of(path).string()),
                      {"name a draft that lies in a file"}));
  auto source = read_input(session, path);
  if (!source || kind_of(**source) == InputKind::draft) return source;
  return fail(error("options.fix", {}, fmt::format("--fix mends drafts, and {} is none", path),
                    {"draft the case, and mend that: " + next_command(session.options(), {"draft", path})}));
}

std::string_view line_at(const std::string& text, std::size_t begin) {
  return std::string_view(text).substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

}  // namespace

Result<FixedDraft> fix_draft(Session& session, const std::string& path, const ReplyOptions& options) {
  auto source = read_draft_to_fix(session, path);
  if (!source) return fail(std::move(source.error()));
  const std::string before = (*source)->text;
  std::size_t fixes = 0;
  for (int round = 0;; ++round) {
    auto opened = open_source(session, path, *source, options);
    if (!opened) return fail(std::move(opened.error()));
    FixedText fixed = fix_safely(**source, opened->reply.findings);
    if (fixed.fixes == 0 || round == most_rounds)
      return FixedDraft{.opened = std::move(*opened), .before = before, .after = (*source)->text, .fixes = fixes};
    fixes += fixed.fixes;
    source = make_source((*source)->name, std::move(fixed.text));
  }
}

Result<void> write_fixed(const Session& session, const std::string& path, const FixedDraft& fixed) {
  constexpr std::size_t most_bytes = 64U << 20U;
  const auto now = session.world().read_file(path, most_bytes);
  if (!now) return fail(now.error());
  if (*now != fixed.before)
    return fail(error("draft.changed-meanwhile", {}, fmt::format("{} was changed while it was checked", path),
                      {"close it in the editor, then check it again"}));
  return session.world().write_file(path, fixed.after);
}

std::string difference_of(const std::string& path, const FixedDraft& fixed) {
  std::string difference;
  std::size_t number = 1;
  std::size_t was = 0;
  std::size_t is = 0;
  while (was <= fixed.before.size() && is <= fixed.after.size()) {
    const std::string_view old_line = line_at(fixed.before, was);
    const std::string_view new_line = line_at(fixed.after, is);
    if (old_line != new_line) difference += fmt::format("{}:{}\n- {}\n+ {}\n", path, number, old_line, new_line);
    was += old_line.size() + 1;
    is += new_line.size() + 1;
    ++number;
  }
  return difference;
}

}  // namespace engross::cli
