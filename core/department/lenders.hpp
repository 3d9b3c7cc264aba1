// inherited.json: whose files a department has taken over, as a bundle keeps it.
#pragma once

#include <string>
#include <string_view>

#include "department/department.hpp"

namespace engross {

// Written when libraries are taken over; no file that anybody may bring along (department/files.hpp).
inline constexpr std::string_view inherited_file = "inherited.json";

// Where a lender's forwarding.yaml lies among the heir's files.
inline constexpr std::string_view lent_notes_folder = "forwarding/";
std::string lent_notes(std::string_view lender);  // "forwarding/dfe.yaml"

// {"lenders": [{"id", "version", "sha256"}], "files": {"paragraphs/pshe.md": "dfe"}}, the nearest lender first.
std::string write_lenders(const Resources& resources);

// The way back, for files that came out of a store; nothing to do when there is no such file, or when the lenders are
// known. Error: "department.extends" (damaged).
Result<void> recall_lenders(Resources& resources);

}  // namespace engross
