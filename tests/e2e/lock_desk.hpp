// A desk whose department lies in a folder of its own, where a lock may lie beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "signing_desk.hpp"

namespace engross::test {

class LockDesk : public SigningDesk {
 public:
  LockDesk() {
    std::filesystem::create_directory(folder / "path");
    std::filesystem::copy(std::string(ENGROSS_BINARY_DIR) + "/departments/dfe.so", library());
  }
  std::string library() const { return folder / "path/dfe.so"; }
  std::string lock_file() const { return folder / "path/departments.lock"; }
  std::string signature_file() const { return lock_file() + ".p7s"; }

  // The folder as the department's source, which may be changed.
  std::string directory() const {
    const std::string place = folder / "path/written";
    if (!std::filesystem::exists(place))
      std::filesystem::copy(source_directory + "/plugins/dfe", place, std::filesystem::copy_options::recursive);
    return place;
  }

  Outcome lock(std::vector<std::string> words) {
    words.insert(words.begin(), {"department", "lock"});
    return engross(words);
  }
  Outcome sign_lock(const std::string& key, std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"department", "lock", "--sign", "--key", sample_pki(key), "--passphrase-file",
                                 folder / "passphrase"});
    return engross(words);
  }
  // A proof of the sample, by the library; with further words.
  Outcome render(std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"render", sample, "--department", library(), "-o", folder / "proof.pdf"});
    return engross(words);
  }
  Outcome issue_from(const std::string& department, std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"issue", "--unsigned", sample, "--department", department, "-o", letter()});
    return engross(words);
  }

  // Bytes at its end change nothing of a library but its hash.
  void change_library() const { write_file(library(), read_file(library()) + "x"); }
};

// What a hint says after these words, as a shell takes it.
inline std::string command_after(const std::string& said, const std::string& words) {
  const std::size_t at = said.find(words);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + words.size();
  return said.substr(begin, said.find('\n', begin) - begin);
}

// Runs the line as a person would paste it, with this build's engross on the path.
inline Outcome paste(const std::string& line) {
  return run({"sh", "-c", "PATH='" + std::string(ENGROSS_BINARY_DIR) + "/bin':$PATH; " + line});
}

}  // namespace engross::test
