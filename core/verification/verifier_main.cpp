// engross-verifier: judges one PDF of unknown origin, apart from everything else.
// In: a question through descriptor 3. Out: the answer through the same (verification/verifier_messages.hpp).
// Refuses nothing itself, but the kernel refuses it files, network and processes (isolation/sandbox.hpp): what a
// hostile file makes of this process is the parent's to notice. Exit: 0 after an answer, 70 when the parent is gone or
// makes no sense, or the sandbox cannot be set up.
#include <openssl/crypto.h>
#include <unistd.h>

#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "isolation/frames.hpp"
#include "isolation/parent_channel.hpp"
#include "isolation/sandbox.hpp"
#include "verification/verifier_messages.hpp"
#include "verification/verify.hpp"

namespace {
using namespace engross;
using namespace engross::verification;

[[noreturn]] void give_up() {
  ::_exit(70);
}

std::string hear(ParentMessages& messages) {
  const auto message = messages.next();
  if (!message) give_up();
  return std::string(*message);
}

void say(const std::string& message) {
  std::string framed;
  append_frame(framed, message);
  write_to_parent(framed);
}

VerifyOptions options_from(std::string_view message) {
  const auto moment = take_number(message);
  if (!moment) give_up();
  VerifyOptions options;
  options.at = std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(*moment)));
  while (!message.empty()) {
    const auto der = take_text(message);
    auto root = der ? Certificate::from_der(*der) : Result<Certificate>(fail(Diagnostics()));
    if (!root) give_up();
    options.roots.push_back(std::move(*root));
  }
  return options;
}

}  // namespace

int main() {
  // What OpenSSL and the C library read when they are first asked; after that this process opens and reaches nothing.
  ::tzset();
  ::OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, nullptr);
  if (!isolation::shut_in()) give_up();
  ParentMessages messages(verification::message::longest_question);
  const VerifyOptions options = options_from(hear(messages));
  const std::string pdf = hear(messages);
  auto verdict = verify(pdf, options);
  std::string answer;
  append_number(answer, verdict ? verification::message::judged : verification::message::refused);
  if (!verdict) {
    Verdict findings;
    findings.findings = std::move(verdict.error());
    verdict = std::move(findings);
  }
  append_text(answer, to_json(to_value(*verdict), false));
  say(answer);
  ::_exit(0);  // nothing is left to be done, and much to be freed
}
