// In: a run whose cases all have an end, and its export. Out: the refused rows to be corrected, a summary, a mark.
// Refuses: an export that is no longer the run's.
#include "batch/wrap_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/publish.hpp"
#include "base/sha256.hpp"
#include "exports/refused_rows.hpp"
#include "ledger/manifest.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

Value count(std::uint64_t number) {
  return Value::number(std::to_string(number));
}

// Which rows were refused, in their order: eight bytes for each, whatever their reasons are.
Result<std::vector<std::size_t>> refused_rows(const Ledger& ledger, std::map<std::string, std::size_t>& by_code) {
  std::vector<std::size_t> rows;
  auto read = ledger.each_refused([&](const RefusedCase& refused) -> Result<void> {
    rows.push_back(refused.row);
    ++by_code[refused.code];
    return {};
  });
  if (!read) return fail(std::move(read.error()));
  std::ranges::sort(rows);
  return rows;
}

Diagnostics another_export(std::size_t row) {
  return {error("batch.export-changed", {}, fmt::format("the export ends before row {}, which was refused", row),
                {"put the export back as it was when the run began, and resume the run"})};
}

// The export is read once more: what was refused is seldom much, and need not be held until the end.
Result<std::string> write_refused(const Ledger& ledger, const std::vector<std::size_t>& rows, Export& cases) {
  const RefusedRows form(cases);
  const std::string name = fmt::format("refused.{}", form.extension());
  auto file = GrowingFile::begin(ledger.folder().root() / name);
  if (!file) return fail(std::move(file.error()));
  if (auto written = file->append(form.header()); !written) return fail(std::move(written.error()));
  for (const std::size_t row : rows) {
    std::optional<ExportedCase> exported;
    do {
      auto next = cases.next();
      if (!next) return fail(std::move(next.error()));
      if (!*next) return fail(another_export(row));
      exported = std::move(**next);
    } while (exported->row < row);
    const auto end = ledger.end_of(row);
    if (!end) return fail(end.error());
    const std::string reason = end->refused ? end->refused->message : std::string();
    if (auto written = file->append(form.row(*exported, reason)); !written) return fail(std::move(written.error()));
  }
  if (auto published = file->publish(); !published) return fail(std::move(published.error()));
  return name;
}

Result<RunSummary> sum_up(const Ledger& ledger, std::vector<std::size_t>& refused) {
  RunSummary summary;
  auto counts = ledger.counts();
  if (!counts) return fail(std::move(counts.error()));
  summary.counts = *counts;
  const auto rows = ledger.rows();
  if (!rows) return fail(rows.error());
  summary.rows = rows->value_or(0);
  auto found = refused_rows(ledger, summary.refused_by);
  if (!found) return fail(std::move(found.error()));
  refused = std::move(*found);
  return summary;
}

fs::path mark_of(const Ledger& ledger) {
  return ledger.folder().root() / "DONE";
}

// The mark is the last: where it is, the summary and the manifests are the ledger's.
Result<void> sign_off(World& world, const Ledger& ledger, const RunSummary& summary) {
  const std::string text = to_json(summary.value(ledger.identity())) + "\n";
  if (auto written = world.write_file(ledger.folder().root() / "summary.json", text); !written) return written;
  RunningSha256 manifest;
  auto hashed = each_manifest_line(ledger, ManifestForm::csv, [&](std::string_view line) -> Result<void> {
    manifest.add(line);
    return {};
  });
  if (!hashed) return hashed;
  return world.write_file(mark_of(ledger), fmt::format("{}  {}\n", manifest.hex(), file_name_of(ManifestForm::csv)));
}

}  // namespace

Value RunSummary::value(const RunIdentity& identity) const {
  Value value = Value::object();
  value.set("run", Value::string(identity.sha256()));
  value.set("shard", count(identity.shard));
  value.set("shards", count(identity.shards));
  value.set("export", Value::string(identity.export_name));
  value.set("rows", count(rows));
  value.set("issued", count(counts.issued));
  value.set("withdrawn", count(counts.withdrawn));
  value.set("refused", count(counts.refused));
  value.set("pages", count(counts.pages));
  value.set("bytes", count(counts.bytes));
  Value codes = Value::object();
  for (const auto& [code, number] : refused_by) codes.set(code, count(number));
  value.set("refused_by", std::move(codes));
  value.set("refused_file", refused_file.empty() ? Value() : Value::string(refused_file));
  return value;
}

Result<RunSummary> wrap_up(World& world, const Ledger& ledger,
                           const std::function<Result<std::unique_ptr<Export>>()>& open) {
  std::vector<std::size_t> refused;
  auto summary = sum_up(ledger, refused);
  if (!summary) return summary;
  if (!refused.empty()) {
    auto cases = open();
    if (!cases) return fail(std::move(cases.error()));
    auto name = write_refused(ledger, refused, **cases);
    if (!name) return fail(std::move(name.error()));
    summary->refused_file = std::move(*name);
  }
  if (auto written = write_manifests(ledger); !written) return fail(std::move(written.error()));
  if (auto signed_off = sign_off(world, ledger, *summary); !signed_off) return fail(std::move(signed_off.error()));
  return summary;
}

Result<void> wrap_up_again(World& world, const Ledger& ledger) {
  if (world.kind_of(mark_of(ledger)) == World::Kind::nothing) return {};
  std::vector<std::size_t> refused;
  auto summary = sum_up(ledger, refused);
  if (!summary) return fail(std::move(summary.error()));
  for (const char* name : {"refused.csv", "refused.jsonl"})
    if (!refused.empty() && world.kind_of(ledger.folder().root() / name) == World::Kind::file)
      summary->refused_file = name;
  return sign_off(world, ledger, *summary);
}

}  // namespace engross
