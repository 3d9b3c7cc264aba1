// What to do about a library that fails once it runs. Private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engross {

// What it failed at: what may be done instead differs.
enum class Failing : std::uint8_t {
  content,  // opening a library that only puts files: its folder makes the same letters
  opening,  // opening one that decides in code: its folder makes none
  answer,   // deciding about a case, which may be at fault itself
};

// By the code: "library.crashed"; empty for codes whose messages bring their own.
std::string remedy_for(std::string_view code, Failing at);

}  // namespace engross
