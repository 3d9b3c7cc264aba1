// A program that runs beside a test and goes with its owner.
#pragma once

#include <string>
#include <vector>

namespace engross::test {

class Background {
 public:
  // The first word is the program (searched on PATH). Throws when it cannot be started.
  explicit Background(const std::vector<std::string>& command);
  ~Background();  // ends its standard input, then it
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Sends it a signal, waits for its end, and gives its exit code (128 + signal when that killed it).
  int end_by(int signal);

  std::string line();  // the next that it writes to standard output; empty when it has ended

 private:
  int process_ = -1;
  int in_ = -1;
  int out_ = -1;
};

}  // namespace engross::test
