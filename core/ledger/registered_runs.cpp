// In: a store, a run's folder. Out: the run registered; the runs that are, and which of them issued a reference.
// Refuses: registrations that do not read; runs that are gone or damaged are told, and do not stand in the way.
#include "ledger/registered_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "data/read.hpp"
#include "ledger/member.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_registration = 64U << 10U;

fs::path whole_path(const fs::path& path) {
  std::error_code code;
  fs::path whole = fs::weakly_canonical(path, code);
  return code ? fs::absolute(path).lexically_normal() : whole;
}

Diagnostic as_warning(Diagnostic fault) {
  fault.severity = Severity::warning;
  return fault;
}

Diagnostic gone(const fs::path& directory, const fs::path& file) {
  return warning("ledger.run-gone", {},
                 fmt::format("the run {} is not there any more: what it issued is not looked at", directory.string()),
                 {"bring its folder back to that place", fmt::format("or forget the run: remove {}", file.string())});
}

// Another shard of the same run: no reference falls to both of them.
bool is_sister(const RunRegistration& one, const RunRegistration& other) {
  return one.identity_sha256 == other.identity_sha256 && one.shards == other.shards && one.shard != other.shard;
}

}  // namespace

Result<void> register_run(World& world, const fs::path& store, const RunFolder& folder, const RunIdentity& identity) {
  const std::string directory = whole_path(folder.root()).string();
  Value value = Value::object();
  value.set("directory", Value::string(shown(directory)));
  value.set("identity", Value::string(identity.sha256()));
  value.set("shard", Value::number(std::to_string(identity.shard)));
  value.set("shards", Value::number(std::to_string(identity.shards)));
  if (auto made = world.make_directories(store / "batches"); !made) return made;
  return world.write_file(store / "batches" / (sha256_hex(directory).substr(0, 32) + ".json"), to_json(value) + "\n");
}

Result<RunRegistration> read_registration(SourceRef source) {
  const auto document = read_json(std::move(source), {.bytes = longest_registration});
  if (!document) return fail(document.error());
  const MemberOf from(*document, "ledger.registration", "the registration of a run");
  const std::string directory = from.text("directory");
  std::error_code code;
  RunRegistration registration{.directory = fs::exists(directory, code) ? directory : unshown(directory),
                               .identity_sha256 = from.text("identity"),
                               .shard = from.whole("shard"),
                               .shards = from.whole("shards")};
  if (!from.faults().empty()) return fail(from.faults());
  return registration;
}

void RegisteredRuns::open_all() const {
  if (const RunFolder own(store_); is_run(own)) {
    auto ledger = Ledger::open(own, Ledger::Access::read);
    if (ledger)
      runs_.push_back({own, std::move(*ledger)});
    else
      append(faults_, ledger.error());
  }
  const fs::path batches = store_ / "batches";
  const auto files = world_.list_files(batches);
  if (!files && files.error().front().code != "world.no-such-directory")
    faults_.push_back(as_warning(files.error().front()));
  if (!files) return;
  std::vector<std::pair<fs::path, RunRegistration>> registered;
  for (const std::string& name : *files) {
    if (!name.ends_with(".json")) continue;
    if (auto registration = registered_in(batches / name))
      registered.emplace_back(batches / name, std::move(*registration));
    else
      faults_.push_back(as_warning(registration.error().front()));
  }
  const fs::path own = except_ ? whole_path(except_->root()) : fs::path();
  const auto itself = std::ranges::find_if(registered, [&](const auto& r) { return r.second.directory == own; });
  for (const auto& one : registered)
    if (itself == registered.end() || (one.second.directory != own && !is_sister(one.second, itself->second)))
      open_registered(one.first, one.second);
}

Result<RunRegistration> RegisteredRuns::registered_in(const fs::path& file) const {
  auto bytes = world_.read_file(file, longest_registration);
  if (!bytes) return fail(std::move(bytes.error()));
  return read_registration(make_source(file.string(), std::move(*bytes)));
}

void RegisteredRuns::open_registered(const fs::path& file, const RunRegistration& registration) const {
  RunFolder folder(registration.directory);
  if (!is_run(folder)) {
    faults_.push_back(gone(folder.root(), file));
    return;
  }
  auto ledger = Ledger::open(folder, Ledger::Access::read);
  if (ledger)
    runs_.push_back({std::move(folder), std::move(*ledger)});
  else
    faults_.push_back(as_warning(ledger.error().front()));
}

const std::vector<RegisteredRuns::Opened>& RegisteredRuns::runs() const {
  std::call_once(opened_, [this] { open_all(); });
  return runs_;
}

const Diagnostics& RegisteredRuns::faults() const {
  std::call_once(opened_, [this] { open_all(); });
  return faults_;
}

Result<std::optional<IssuedElsewhere::Place>> RegisteredRuns::find(const std::string& reference) const {
  for (const Opened& run : runs()) {
    const auto letter = run.ledger.find(reference);
    if (!letter) return fail(letter.error());
    if (*letter) return std::optional<Place>(Place{run.folder.root().string()});
  }
  return std::nullopt;
}

}  // namespace engross
