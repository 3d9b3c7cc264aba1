// The policies and bank holidays that engross ships, and small calendars for tests.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "calendar/deadlines.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

inline SourceRef shared_file(const std::string& name) {
  std::ifstream file(ENGROSS_SOURCE_DIR "/templates/" + name, std::ios::binary);
  return make_source(name, {std::istreambuf_iterator<char>(file), {}});
}

inline const Deadlines& shared_deadlines() {
  static const std::shared_ptr<const Deadlines> made = [] {
    auto read = Deadlines::from(shared_file("deadlines.yaml"), nullptr, shared_file("bank-holidays.json"));
    EXPECT_THAT(read, Succeeds());
    return *read;
  }();
  return *made;
}

inline Date day(const char* iso) {
  return *Date::parse(iso);
}

// One diagnostic a line: "5:7 calendar.date: the message | a hint".
inline std::string told(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out += place(d) + " " + d.code + ": " + d.message;
    for (const std::string& hint : d.hints) out += " | " + hint;
    out += "\n";
  }
  return out;
}

template <class T>
std::string told(const Result<T>& result) {
  return result ? "read\n" : told(result.error());
}

}  // namespace engross::test
