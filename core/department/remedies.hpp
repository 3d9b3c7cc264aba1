// What to do about a library that fails once it runs. Private to this room.
#pragma once

#include <string_view>

namespace engross {

// By the code: "library.crashed"; empty for codes whose messages bring their own.
std::string_view remedy_for(std::string_view code);

}  // namespace engross
