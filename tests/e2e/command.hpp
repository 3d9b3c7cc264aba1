// The engross of this build, run on the samples as a person would run it.
#pragma once

#include <string>
#include <vector>

#include "support/process.hpp"

namespace engross::test {

inline const std::string source_directory = ENGROSS_SOURCE_DIR;
inline const std::string sample = source_directory + "/samples/dfe/2016-0046030.json";

// engross WORDS… with a store of its own, on a fixed day.
class Desk {
 public:
  Outcome engross(std::vector<std::string> words, const std::string& input = {},
                  const std::vector<std::string>& environment = {}, const std::string& directory = {}) {
    words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
    for (const char* word : {"--at", "2016-10-26T09:00:00Z", "--store"}) words.emplace_back(word);
    words.push_back(folder / "store");
    return run(words, input, environment, directory);
  }
  TemporaryDirectory folder;
};

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace engross::test
