// In: the place of a record. Out: the record, and the bytes that it names.
// Refuses: places where another letter's record lies, or none.
#include "ledger/run_records.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"
#include "ledger/member.hpp"
#include "record/store.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_line = 16U << 20U;

Diagnostic damaged(const fs::path& path, const LedgerLetter& letter, std::string_view how) {
  return error("record.damaged", {},
               fmt::format("{} does not hold the record of {} at byte {}: {}", path.string(), letter.key,
                           letter.record.offset, how),
               {MemberOf::remedy});
}

Result<std::string> bytes_at(const fs::path& path, const LedgerLetter& letter) {
  const RecordPlace& place = letter.record;
  if (place.bytes > longest_line) return fail(damaged(path, letter, "no record is that long"));
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) return fail(errno == ENOENT ? no_such_file(path) : unreadable(path, errno));
  std::string bytes(static_cast<std::size_t>(place.bytes), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t size =
        ::pread(file.get(), bytes.data() + have, bytes.size() - have, static_cast<off_t>(place.offset + have));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return fail(unreadable(path, errno));
    if (size == 0) return fail(damaged(path, letter, "the file ends before it"));
    have += static_cast<std::size_t>(size);
  }
  return bytes;
}

}  // namespace

Result<RecordLine> read_record(const RunFolder& folder, const LedgerLetter& letter) {
  const fs::path path = folder.records_file(letter.record.file);
  auto bytes = bytes_at(path, letter);
  if (!bytes) return fail(std::move(bytes.error()));
  auto line =
      read_record_line(make_source(fmt::format("{}, record of {}", path.string(), letter.key), std::move(*bytes)));
  if (!line) return fail(damaged(path, letter, line.error().front().message));
  if (line->key == letter.key && line->row == letter.row && line->record.output_sha256 == letter.sha256) return line;
  return fail(damaged(path, letter, fmt::format("it is that of {}, row {}, with other bytes", line->key, line->row)));
}

Result<std::string> RunObjects::object(const std::string& sha256) const {
  if (const auto kept = kept_.find(sha256); kept != kept_.end()) return kept->second;
  return Store(world_, folder_.root()).object(sha256);
}

}  // namespace engross
