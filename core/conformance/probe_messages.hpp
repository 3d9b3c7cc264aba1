// What the checker and engross-department-probe say to each other: frames (isolation/frames.hpp). Needs only the
// standard library. Neither side trusts the other's lengths.
#pragma once

#include <cstdint>

namespace engross::probe {

// What is asked: number ask, then text: the question, or an extension's id.
enum class Ask : std::uint64_t {
  resources = 1,
  select = 2,
  derive = 3,
  extension = 4,
  select_null = 5,  // a null pointer for a question
  derive_null = 6,
  extension_null = 7,
};

// What is answered: number outcome, number status, number puts, and for each: number kind, text name, text bytes; then
// number reports, and for each: number severity, text words. The first message comes unasked: whether it opened, with
// the loader's words as a report when it did not.
enum class Outcome : std::uint64_t {
  answered = 1,     // with a status of abi.h
  not_offered = 2,  // the library has no such function
  null = 3,         // of an extension
  table = 4,        // of an extension
  opened = 5,
  not_opened = 6,
};

}  // namespace engross::probe
