// What passes between engross and its verifier: one question, one answer, as frames (isolation/frames.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

namespace engross::verification::message {

// The question, in two frames: number of the moment (seconds since 1970), text of each root in DER; then the file.
// The answer, in one: number of the kind, and text: a verdict in JSON.
enum Kind : std::uint64_t {
  judged = 1,
  refused = 2,  // the file could not be judged: the verdict has nothing but findings, which say why
};

constexpr std::size_t longest_question = 300U << 20U;

}  // namespace engross::verification::message
