// Comparing the departments that are there with what is locked.
#pragma once

#include <filesystem>
#include <vector>

#include "report.hpp"
#include "session.hpp"

namespace engross::cli {

// A line for each department, and, when they are all there are (`all`), one for each that is locked and not there.
// Refused with what is wrong: "lock.none" (a department beside which no lock lies), "lock.gone" (a department of which
// no version that is locked is there), "lock.nothing" (no department and no lock), and what the lock itself says. That
// a locked version is not there while another one of its id is, is a roll-out, and only told.
int check_locks(Report& report, Session& session, const std::vector<std::filesystem::path>& departments, bool all,
                const Timestamp& at);

}  // namespace engross::cli
