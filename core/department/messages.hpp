// What the department child says to its parent: frames (isolation/frames.hpp) whose first number is the kind. Needs
// only the standard library, so that the child stays lean. Neither side trusts the other's lengths.
#pragma once

#include <cstdint>
#include <string_view>

namespace engross::message {

// The kinds, and the parts that follow each.
enum Kind : std::uint64_t {
  opened = 1,       // descriptor: text id, text version, number major, number minor, number features
  resource = 2,     // text path, text content
  report = 3,       // number severity (abi.h), text message, text call ("open", "resources", "close")
  failed = 4,       // text code ("library.open"), text message: what the child itself found; the last message
  closing = 5,      // every file was put; the library is being closed
  done = 6,         // it is closed; the last message
  loaded = 20,      // the loader has taken it, its initialisers have run
  forbidden = 21,   // it made a call that the sandbox forbids; the last message: number call, six numbers arguments,
                    // text path argument, text what it was at ("load", "open", "resources", "close", …)
  overflowed = 22,  // its stack overflowed, and it is about to die of that: number bytes of stack
};

// Features of a descriptor: what a library can do beyond data. The parent refuses both until it asks for them.
constexpr std::uint64_t feature_select = 1;
constexpr std::uint64_t feature_derive = 2;

constexpr int channel = 3;                                    // the descriptor that messages go through
constexpr int library = 4;                                    // the library's bytes, sealed
constexpr std::string_view library_path = "/proc/self/fd/4";  // how the loader is told to open them

}  // namespace engross::message
