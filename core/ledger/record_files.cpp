// In: lines of JSON. Out: files of at most 10,000 lines, and the place of each line.
// Refuses: to go on behind a place where something is missing.
#include "ledger/record_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "ledger/durable.hpp"

namespace engross {
namespace fs = std::filesystem;

Result<void> RecordFiles::open() {
  if (open_number_ == end_.file) return {};
  const fs::path path = folder_.records_file(end_.file);
  new_ = true;
  file_ = Descriptor(calls_.open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600));
  if (!file_.open()) return fail(unwritable(path, errno));
  open_number_ = end_.file;
  return {};
}

Result<void> RecordFiles::write(const std::string& lines) {
  if (lines.empty()) return {};
  if (auto opened = open(); !opened) return opened;
  if (const int number = write_whole(calls_, file_.get(), lines); number != 0)
    return fail(unwritable(folder_.records_file(end_.file), number));
  changed_.push_back(end_.file);
  return {};
}

Result<std::vector<RecordPlace>> RecordFiles::append(const std::vector<PreparedLetter>& letters) {
  constexpr std::size_t piece = 1U << 20U;
  std::vector<RecordPlace> places;
  places.reserve(letters.size());
  std::string lines;
  for (const PreparedLetter& letter : letters) {
    if (end_.lines == lines_in_a_records_file || lines.size() >= piece) {
      if (auto written = write(lines); !written) return fail(std::move(written.error()));
      lines.clear();
    }
    if (end_.lines == lines_in_a_records_file) end_ = {.file = end_.file + 1, .lines = 0, .bytes = 0};
    places.push_back({.file = end_.file, .offset = end_.bytes, .bytes = letter.record_line.size()});
    lines += letter.record_line;
    lines += '\n';
    ++end_.lines;
    end_.bytes += letter.record_line.size() + 1;
  }
  if (auto written = write(lines); !written) return fail(std::move(written.error()));
  return places;
}

namespace {

Diagnostic too_short(const fs::path& path, std::uint64_t found, std::uint64_t wanted) {
  return error("ledger.records-short", {},
               fmt::format("{} has {} bytes; the ledger knows of {}", path.string(), found, wanted),
               {"records are missing that were on the disk: restore the file from a backup",
                "or issue what the export has left in another run, in another folder"});
}

// How long a file is; nothing when it is not there.
std::optional<std::uint64_t> size_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

Result<void> cut(const fs::path& path, std::uint64_t to, FileCalls& calls) {
  const Descriptor file(calls.open(path.c_str(), O_WRONLY, 0));
  if (!file.open() || calls.truncate(file.get(), static_cast<off_t>(to)) != 0 || calls.sync(file.get()) != 0)
    return fail(unwritable(path, errno));
  return {};
}

}  // namespace

Result<void> cut_back(const RunFolder& folder, const RecordsEnd& end, FileCalls& calls) {
  const fs::path last = folder.records_file(end.file);
  const std::uint64_t size = size_of(last).value_or(0);
  if (size < end.bytes) return fail(too_short(last, size, end.bytes));
  if (size > end.bytes)
    if (auto done = cut(last, end.bytes, calls); !done) return done;
  // A group can have begun files behind that.
  for (std::size_t number = end.file + 1; size_of(folder.records_file(number)); ++number)
    if (calls.remove(folder.records_file(number).c_str()) != 0)
      return fail(unwritable(folder.records_file(number), errno));
  return {};
}

}  // namespace engross
