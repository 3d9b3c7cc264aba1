// `check --fix`: what is surely wrong in a draft, mended in it.
#pragma once

#include <string>

#include "inputs.hpp"

namespace engross::cli {

struct FixedDraft {
  Opened opened;              // of the mended draft
  std::string before, after;  // its bytes
  std::size_t fixes = 0;
};

// Mends until nothing more can be, in memory. Errors: "options.fix" (a case, or standard input), and those of
// open_reply().
Result<FixedDraft> fix_draft(Session& session, const std::string& path, const ReplyOptions& options);

// Writes what was mended. Error: "draft.changed-meanwhile" (somebody else wrote it since it was read), and those of the
// world.
Result<void> write_fixed(const Session& session, const std::string& path, const FixedDraft& fixed);

// "reply.md:12", then the line as it was and as it is, for each that differs.
std::string difference_of(const std::string& path, const FixedDraft& fixed);

}  // namespace engross::cli
