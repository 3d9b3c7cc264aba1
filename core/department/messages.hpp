// What the department child and its parent say to each other: frames (isolation/frames.hpp) whose first number is the
// kind. Needs only the standard library, so that the child stays lean. Neither side trusts the other's lengths.
#pragma once

#include <cstdint>
#include <string_view>

namespace engross::message {

// What the child says: the kinds, and the parts that follow each.
enum Kind : std::uint64_t {
  opened = 1,    // descriptor: text id, text version, number major, number minor, number features
  resource = 2,  // text path, text content
  report = 3,    // number severity (abi.h), text message, text call ("open", "resources", "select", "derive", "close")
  failed = 4,    // text code ("library.open"), text message: what the child itself found; the last message
  closing = 5,   // every file was put; the library is being closed
  done = 6,      // it is closed; the last message
  ready = 7,     // it waits for requests
  answer = 8,    // text JSON: what the library put as its answer
  settled = 9,   // number status (abi.h): the call is over
  loaded = 20,   // the loader has taken it, its initialisers have run
  forbidden = 21,   // it made a call that the sandbox forbids; the last message: number call, six numbers arguments,
                    // text path argument, text what it was at ("load", "open", "resources", "close", …)
  overflowed = 22,  // its stack overflowed, and it is about to die of that: number bytes of stack
};

// What the parent asks of a child that is ready: the kinds, and the parts that follow each.
enum Request : std::uint64_t {
  ask = 1,    // number feature, text question
  leave = 2,  // close the library and end
};

// The child's first argument: what to do once the library is open; when it is empty: put the files, and end. The others
// are the names of the libraries that this one needs.
constexpr std::string_view stay = "stay";    // put the files, then wait for requests
constexpr std::string_view serve = "serve";  // wait for requests

// Features of a descriptor: what a library can do beyond data.
constexpr std::uint64_t feature_select = 1;
constexpr std::uint64_t feature_derive = 2;

constexpr int library = 4;                                    // the library's bytes, sealed
constexpr std::string_view library_path = "/proc/self/fd/4";  // how the loader is told to open them

}  // namespace engross::message
