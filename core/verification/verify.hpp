// What the signatures of any PDF are worth: a pure function of its bytes, the roots that are trusted and a moment.
#pragma once

#include <string_view>

#include "trust/certificate.hpp"
#include "verification/verdict.hpp"

namespace engross::verification {

struct VerifyOptions {
  std::vector<Certificate> roots;  // none: trust is not judged
  std::chrono::sys_seconds at{};   // when it is asked
};

// Errors, when there is no PDF to judge: "verify.empty", "verify.not-pdf", "verify.damaged" (it does not read without
// repair), "verify.encrypted", "verify.too-large". Everything else is a verdict.
Result<Verdict> verify(std::string_view pdf, const VerifyOptions& options);

}  // namespace engross::verification
