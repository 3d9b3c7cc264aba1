// What may stand in a lock. One rule for whoever reads a lock and whoever adds to it. Private to this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "department/lock.hpp"

namespace engross {

constexpr std::size_t most_lock_bytes = 8U << 20U;

bool is_boundary_version(std::string_view words);  // "1.0"

bool is_lockable_version(std::string_view version);
inline constexpr std::string_view lockable_version_words =
    "at most 64 letters, digits, \".\", \"_\", \"+\" and \"-\", such as \"1.0.0\"";

// One name of a path, as a line of text.
bool is_lockable_file_name(std::string_view name);

// The last name of the path as an entry keeps it.
std::string name_in_lock(const std::filesystem::path& department);

bool is_lockable_person(std::string_view words);
inline constexpr std::string_view lockable_person_words = "one line of at most 200 bytes that says who";

// By id, then kind, then version, then hash.
void sort_entries(std::vector<LockEntry>& entries);

}  // namespace engross
