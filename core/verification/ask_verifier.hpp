// A verdict from the verifier, a program of its own: whatever a hostile file does to it is a finding here.
#pragma once

#include <filesystem>

#include "verification/verify.hpp"

namespace engross::verification {

struct VerifierProgram {
  std::filesystem::path program;  // engross-verifier
  int deadline_ms = 20'000;       // for one file
};

// As verify() says, and "verify.unjudged" when the verifier crashed, hung, wanted too much memory or made no sense;
// "isolation.start" when it cannot be started.
Result<Verdict> ask_verifier(const VerifierProgram& verifier, std::string_view pdf, const VerifyOptions& options);

}  // namespace engross::verification
