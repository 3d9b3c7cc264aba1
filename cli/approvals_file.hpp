// Where the approvals of an input lie.
#pragma once

#include <string>

#include "session.hpp"

namespace engross::cli {

// What --approvals says, else beside the draft or case. Error: "options.approvals" (an input from a stream lies
// nowhere).
Result<std::string> approvals_path(const World& world, const std::string& input, const std::string& given);

// The file's text; null when no file is there.
Result<SourceRef> approvals_at(const Session& session, const std::string& path);

// Of an input that is issued: null too when the input is a stream and nothing was said.
Result<SourceRef> approvals_for(const Session& session, const std::string& input, const std::string& given);

}  // namespace engross::cli
