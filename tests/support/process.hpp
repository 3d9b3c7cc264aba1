// Runs a command as a person would and keeps what it said.
#pragma once

#include <string>
#include <vector>

namespace engross::test {

struct Outcome {
  int exit_code = -1;  // 128 + signal when it was killed
  std::string out, err;
};

// The first word is the program (searched on PATH). environment: "NAME=value" added to this one's.
Outcome run(const std::vector<std::string>& command, const std::string& standard_input = {},
            const std::vector<std::string>& environment = {}, const std::string& directory = {});

// A fresh directory that goes with its owner.
class TemporaryDirectory {
 public:
  TemporaryDirectory();  // where the system keeps such
  explicit TemporaryDirectory(const std::string& parent);
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

}  // namespace engross::test
