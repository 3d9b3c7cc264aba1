// Answering what the parent asks of a library that decides. Private to the child.
#pragma once

#include "department/child_voice.hpp"

namespace engross::child {

// Which of select and derive (messages.hpp) the library offers.
std::uint64_t features_of(const engross_department* department);

// Says `ready`, and answers until it is told to leave; also when the parent is gone. Throws Failure when a request
// makes no sense.
void serve(Host& host, const engross_department* department);

}  // namespace engross::child
