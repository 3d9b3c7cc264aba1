// In: a ledger. Out: its letters as CSV and as lines of JSON.
// Refuses nothing of its own.
#include "ledger/manifest.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"
#include "base/sha256.hpp"
#include "data/value.hpp"
#include "ledger/durable.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_line(const LedgerLetter& letter, bool with_purges) {
  return fmt::format("{},{},{},{},{},{},{},{},{}{}\r\n", letter.row, csv_field(letter.key), csv_field(letter.file),
                     letter.pages, letter.bytes, letter.sha256, name_of(letter.state), letter.withdrawn_at,
                     csv_field(letter.because), with_purges ? "," + letter.purged_at : std::string());
}

std::string json_line(const LedgerLetter& letter) {
  Value value = Value::object();
  const auto number = [](std::uint64_t of) { return Value::number(std::to_string(of)); };
  value.set("row", number(letter.row));
  value.set("key", Value::string(letter.key));
  value.set("file", Value::string(letter.file));
  value.set("pages", number(letter.pages));
  value.set("bytes", number(letter.bytes));
  value.set("sha256", Value::string(letter.sha256));
  value.set("state", Value::string(std::string(name_of(letter.state))));
  if (letter.state == LetterState::withdrawn) {
    value.set("withdrawn_at", Value::string(letter.withdrawn_at));
    value.set("because", Value::string(letter.because));
  }
  if (!letter.purged_at.empty()) value.set("purged_at", Value::string(letter.purged_at));
  return to_json(value, false) + "\n";
}

using EachPiece = std::function<Result<void>(const std::function<Result<void>(std::string_view)>& take)>;

// The SHA-256 of what was written.
Result<std::string> write_pieces(const fs::path& path, const EachPiece& each, FileCalls& calls) {
  constexpr std::size_t piece = 256U << 10U;
  const fs::path fresh = path.string() + ".new";
  Descriptor file(calls.open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
  if (!file.open()) return fail(unwritable(fresh, errno));
  std::string waiting;
  RunningSha256 hash;
  const auto write = [&]() -> Result<void> {
    hash.add(waiting);
    if (const int number = write_whole(calls, file.get(), waiting); number != 0) return fail(unwritable(fresh, number));
    waiting.clear();
    return {};
  };
  auto listed = each([&](std::string_view line) -> Result<void> {
    waiting += line;
    return waiting.size() < piece ? Result<void>() : write();
  });
  if (!listed) return fail(std::move(listed.error()));
  if (auto written = write(); !written) return fail(std::move(written.error()));
  if (calls.sync(file.get()) != 0 || !file.close_now() || calls.rename_over(fresh.c_str(), path.c_str()) != 0)
    return fail(unwritable(path, errno));
  return hash.hex();
}

}  // namespace

std::string_view file_name_of(ManifestForm form) {
  return form == ManifestForm::csv ? "manifest.csv" : "manifest.jsonl";
}

Result<void> each_manifest_line(const Ledger& ledger, ManifestForm form,
                                const std::function<Result<void>(std::string_view)>& take) {
  const auto counts = ledger.counts();
  if (!counts) return fail(counts.error());
  const bool with_purges = counts->purged > 0;  // manifests of all other runs are as they always were
  if (form == ManifestForm::csv)
    if (auto taken = take(fmt::format("row,key,file,pages,bytes,sha256,state,withdrawn_at,because{}\r\n",
                                      with_purges ? ",purged_at" : ""));
        !taken)
      return taken;
  return ledger.each_letter([&](const LedgerLetter& letter) -> Result<void> {
    if (letter.state == LetterState::prepared) return {};
    return take(form == ManifestForm::csv ? csv_line(letter, with_purges) : json_line(letter));
  });
}

Result<void> write_manifests(const Ledger& ledger, FileCalls& calls) {
  const fs::path& root = ledger.folder().root();
  std::string mark;
  for (const ManifestForm form : manifest_forms) {
    const auto hash = write_pieces(
        root / file_name_of(form), [&](const auto& take) { return each_manifest_line(ledger, form, take); }, calls);
    if (!hash) return fail(hash.error());
    mark += fmt::format("{}  {}\n", *hash, file_name_of(form));
  }
  if (const int number = sync_path(calls, root); number != 0) return fail(unwritable(root, number));
  const auto marked = write_pieces(
      root / "DONE", [&](const auto& take) { return take(mark); }, calls);
  if (!marked) return fail(marked.error());
  if (const int number = sync_path(calls, root); number != 0) return fail(unwritable(root, number));
  return {};
}

}  // namespace engross
