// The export of a batch as the command line names it: read as often as it is needed.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/descriptor.hpp"
#include "exports/export.hpp"
#include "ledger/reconcile.hpp"
#include "session.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace engross::cli {

struct ExportChoices {
  std::string path;                // FILE, or - for standard input
  std::string mapping;             // --map M.yaml
  std::string format;              // --format
  std::string delimiter;           // --delimiter: one character, or "tab"
  std::string encoding = "utf-8";  // --encoding
};
// How it is read; which it is, the command asks in its own way.
void add_export_options(CLI::App* command, ExportChoices& choices);

class ExportSource {
 public:
  // The mapping is read, and the export hashed; standard input is first copied into a temporary file that has no name,
  // because it is read several times. Errors: "options.delimiter", those of the mapping, of World, and of hashing.
  static Result<ExportSource> find(const Session& session, const ExportChoices& choices);

  // Each row in order, for those who compare. Errors: those of Export.
  Result<void> each_row(const TakeRow& take) const;
  // From its beginning. Errors: those of Export::open().
  Result<std::unique_ptr<Export>> open() const;

  const std::string& name() const { return name_; }      // "cases.csv"
  std::uint64_t bytes() const { return bytes_; }         // of the file
  const std::string& sha256() const { return sha256_; }  // of the file
  std::string mapping_sha256() const;                    // empty without one
  const ExportOptions& options() const { return options_; }
  // How much of the file was read by the Export that was opened last, 0 to 1.
  double part_read() const;

 private:
  const World* world_ = nullptr;
  std::string name_, sha256_;
  std::filesystem::path path_;           // that can be opened again
  std::shared_ptr<Descriptor> spooled_;  // of standard input
  std::uint64_t bytes_ = 0;
  ExportOptions options_;
  std::shared_ptr<std::uint64_t> read_ = std::make_shared<std::uint64_t>(0);
};

}  // namespace engross::cli
