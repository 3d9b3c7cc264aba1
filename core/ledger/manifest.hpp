// manifest.csv and manifest.jsonl: every letter of a run with its SHA-256, for whoever picks the folder up.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "ledger/ledger.hpp"

namespace engross {

enum class ManifestForm : std::uint8_t { csv, json_lines };
constexpr std::array<ManifestForm, 2> manifest_forms{ManifestForm::csv, ManifestForm::json_lines};
std::string_view file_name_of(ManifestForm form);  // "manifest.csv"

// Its lines one after the other, by row: issued and withdrawn letters (docs/schemas/manifest-line.schema.json; the
// columns of the CSV, RFC 4180, are the same members).
Result<void> each_manifest_line(const Ledger& ledger, ManifestForm form,
                                const std::function<Result<void>(std::string_view)>& take);

// Both files, whole or as they were, and after them DONE: for whoever waits for the folder, with the SHA-256 of each
// manifest as sha256sum writes and checks it. The memory that it takes does not grow with the run. Errors:
// "world.unwritable", those of the ledger.
Result<void> write_manifests(const Ledger& ledger, FileCalls& calls = system_calls());

}  // namespace engross
