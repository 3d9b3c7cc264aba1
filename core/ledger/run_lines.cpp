// In: a run's folder and where its records end. Out: its lines, one after the other.
// Refuses: files that end before the ledger says, lines that are longer than any that engross writes.
#include "ledger/run_lines.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_line = 16U << 20U;
constexpr std::size_t piece = 1U << 20U;

using VisitLine = std::function<Result<void>(const RecordPlace& place, std::string_view line)>;

// One file from an offset to its end, or as far as the ledger knows of it.
class FileOfLines {
 public:
  FileOfLines(fs::path path, std::size_t number, std::uint64_t from, std::optional<std::uint64_t> to)
      : path_(std::move(path)), number_(number), at_(from), to_(to) {}

  Result<void> each(const VisitLine& visit) {
    const Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) return fail(errno == ENOENT ? no_such_file(path_) : unreadable(path_, errno));
    for (std::uint64_t read_to = at_;;) {
      const std::uint64_t wanted = to_ ? std::min<std::uint64_t>(piece, *to_ - read_to) : piece;
      const std::size_t had = waiting_.size();
      waiting_.resize(had + wanted);
      const ssize_t size =
          wanted == 0 ? 0 : ::pread(file.get(), waiting_.data() + had, wanted, static_cast<off_t>(read_to));
      if (size < 0 && errno != EINTR) return fail(unreadable(path_, errno));
      waiting_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
      if (size < 0) continue;
      read_to += static_cast<std::uint64_t>(size);
      if (auto taken = take_lines(visit); !taken) return taken;
      if (size == 0) return to_ && read_to < *to_ ? fail(damaged("it ends before the ledger says")) : ended();
      if (waiting_.size() > longest_line) return fail(damaged("a line in it does not end"));
    }
  }

 private:
  Result<void> take_lines(const VisitLine& visit) {
    std::size_t begin = 0;
    for (std::size_t end = waiting_.find('\n'); end != std::string::npos; end = waiting_.find('\n', begin)) {
      const std::string_view line = std::string_view(waiting_).substr(begin, end - begin);
      if (auto visited = visit({.file = number_, .offset = at_, .bytes = line.size()}, line); !visited) return visited;
      at_ += line.size() + 1;
      begin = end + 1;
    }
    waiting_.erase(0, begin);
    return {};
  }
  Result<void> ended() const {
    if (waiting_.empty()) return {};
    return fail(damaged("its last line does not end"));
  }
  Diagnostic damaged(std::string_view how) const {
    return error("record.damaged", {}, fmt::format("the records {} are damaged: {}", path_.string(), how),
                 {"restore the file from a backup; it is written only by engross"});
  }

  fs::path path_;
  std::size_t number_;
  std::uint64_t at_;  // of the first byte that waits
  std::optional<std::uint64_t> to_;
  std::string waiting_;
};

Result<void> lines_from(const RunFolder& folder, std::size_t number, std::uint64_t begin, const RecordsEnd& end,
                        const VisitLine& visit) {
  const auto to = number == end.file ? std::optional<std::uint64_t>(end.bytes) : std::nullopt;
  return FileOfLines(folder.records_file(number), number, begin, to).each(visit);
}

}  // namespace

Result<void> each_line_of_file(const RunFolder& folder, std::size_t number, const RecordsEnd& end,
                               const VisitLine& visit) {
  return lines_from(folder, number, 0, end, visit);
}

Result<void> each_record_line(const RunFolder& folder, LinesFrom from, const RecordsEnd& end, const VisitLine& visit) {
  for (std::size_t number = from.file; number <= end.file; ++number) {
    if (number == end.file && end.bytes == 0) break;
    if (auto read = lines_from(folder, number, number == from.file ? from.offset : 0, end, visit); !read) return read;
  }
  return {};
}

}  // namespace engross
