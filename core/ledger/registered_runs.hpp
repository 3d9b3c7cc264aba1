// Runs that are registered with a store: STORE/batches/<id>.json, so that what they issued is found from there, and
// issued by nobody again.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "ledger/ledger.hpp"
#include "record/issued_elsewhere.hpp"

namespace engross {

// What the store knows of a run (docs/schemas/batch-registration.schema.json).
struct RunRegistration {
  std::filesystem::path directory;  // absolute
  std::string identity_sha256;
  std::size_t shard = 1, shards = 1;
};

// A run of the same folder that was registered before is replaced. Error: "world.unwritable".
Result<void> register_run(World& world, const std::filesystem::path& store, const RunFolder& folder,
                          const RunIdentity& identity);
// Of one file. Errors: those of read_json(), "ledger.registration" (a member that is missing or of another kind).
Result<RunRegistration> read_registration(SourceRef source);

// The runs that a store knows: those that are registered with it, and the one whose folder it is itself, for a run's
// folder can be named where a store can. They are opened at the first question. A run that is gone, or cannot be read,
// is told and asked nothing.
class RegisteredRuns final : public IssuedElsewhere {
 public:
  // Without `except`: a run does not meet itself, and once it is registered not the other shards of its own either: no
  // reference falls to two of them, and they may be at work on other machines, where their ledgers must not be opened.
  RegisteredRuns(World& world, std::filesystem::path store, std::optional<RunFolder> except = std::nullopt)
      : world_(world), store_(std::move(store)), except_(std::move(except)) {}

  Result<std::optional<Place>> find(const std::string& reference) const override;

  struct Opened {
    RunFolder folder;
    Ledger ledger;
  };
  const std::vector<Opened>& runs() const;
  // Warnings: "ledger.run-gone" (names the folder), and why another cannot be read. An error, when that is the store's
  // own folder.
  const Diagnostics& faults() const;

 private:
  void open_all() const;
  Result<RunRegistration> registered_in(const std::filesystem::path& file) const;
  void open_registered(const std::filesystem::path& file, const RunRegistration& registration) const;

  World& world_;
  std::filesystem::path store_;
  std::optional<RunFolder> except_;
  // Looked for once, whoever asks first.
  mutable std::once_flag opened_;
  mutable std::vector<Opened> runs_;
  mutable Diagnostics faults_;
};

}  // namespace engross
