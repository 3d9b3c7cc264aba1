// Time, files and environment, so that everything else is a pure function of its input.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_stream.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

namespace engross {

// All effects go through here. SystemWorld is the real one; tests use MemoryWorld (tests/support/memory_world.hpp).
class World {
 public:
  virtual ~World() = default;

  // The clock in UTC. The command line fixes it with --at; rooms below never read any other clock.
  virtual Timestamp now() const = 0;
  virtual std::optional<std::string> environment(const std::string& name) const = 0;

  // The whole file as bytes. Errors: "world.no-such-file", "world.unreadable" (with the system's reason),
  // "world.too-large" when it has more than max_bytes, "world.not-a-file".
  virtual Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) const = 0;

  // The bytes of a file, pipe or device of any size, a piece at a time ("/dev/stdin" is standard input). Errors as of
  // read_file, here or from the stream; never "world.too-large".
  virtual Result<std::unique_ptr<ByteStream>> open_stream(const std::filesystem::path& path) const = 0;

  // Never half a file: written beside its final name, synced, renamed; mode 0600 under the user's umask. A symbolic
  // link is followed. The old file stays on any error: "world.unwritable" (with the system's reason),
  // "world.not-a-file" (a directory, a device, a pipe).
  virtual Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) = 0;
  // The same, but "world.exists" when the name is taken: the way to make something exactly once.
  virtual Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes) = 0;
  // As write_file, but mode 0644 under the user's umask: for what is nobody's secret and everybody on the machine
  // reads.
  virtual Result<void> write_public_file(const std::filesystem::path& path, std::string_view bytes) {
    return write_file(path, bytes);
  }
  // With those above it; they outlast a crash.
  virtual Result<void> make_directories(const std::filesystem::path& path) = 0;
  virtual Result<void> remove_file(const std::filesystem::path& path) = 0;

  enum class Kind : std::uint8_t { nothing, file, directory, other };
  // What cannot be looked at is nothing: whoever must know better reads or lists it.
  virtual Kind kind_of(const std::filesystem::path& path) const = 0;
  // Whether somebody besides the file's owner may read it or write to it; false for what cannot be looked at.
  virtual bool open_to_others(const std::filesystem::path& /*path*/) const { return false; }
  // Whether the name itself is a symbolic link, wherever it leads; a world that has no links has none.
  virtual bool is_link(const std::filesystem::path& /*path*/) const { return false; }
  // Whether both are there and are one file, by whatever names.
  virtual bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) const = 0;

  // Every regular file below a directory as paths relative to it, sorted by bytes. Symbolic links are not followed.
  // Errors: "world.no-such-directory" (and only that when it is not there), "world.not-a-directory",
  // "world.unreadable".
  virtual Result<std::vector<std::string>> list_files(const std::filesystem::path& directory) const = 0;
  // The symbolic links below a directory, which list_files leaves out, likewise, with the same errors; a world that has
  // no links has none.
  virtual Result<std::vector<std::string>> list_links(const std::filesystem::path& /*directory*/) const {
    return std::vector<std::string>{};
  }
};

class SystemWorld final : public World {
 public:
  Timestamp now() const override;
  std::optional<std::string> environment(const std::string& name) const override;
  Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) const override;
  Result<std::unique_ptr<ByteStream>> open_stream(const std::filesystem::path& path) const override;
  Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) override;
  Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes) override;
  Result<void> write_public_file(const std::filesystem::path& path, std::string_view bytes) override;
  Result<void> make_directories(const std::filesystem::path& path) override;
  Result<void> remove_file(const std::filesystem::path& path) override;
  Kind kind_of(const std::filesystem::path& path) const override;
  bool open_to_others(const std::filesystem::path& path) const override;
  bool is_link(const std::filesystem::path& path) const override;
  bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) const override;
  Result<std::vector<std::string>> list_files(const std::filesystem::path& directory) const override;
  Result<std::vector<std::string>> list_links(const std::filesystem::path& directory) const override;
};

}  // namespace engross
