// What must hold in a fuzz target: a property that breaks is a crash, in every kind of build.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/diagnostic.hpp"
#include "data/value.hpp"

namespace engross::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline SourceRef source_of(const std::uint8_t* data, std::size_t size) {
  return make_source("input", std::string(data, data + size));
}

// Diagnostics are never empty, point into their source, say what to do, and print.
inline void require_sound(const Diagnostics& diagnostics) {
  require(has_errors(diagnostics), "a failure has an error");
  for (const Diagnostic& d : diagnostics) {
    require(!d.code.empty() && !d.message.empty(), "a diagnostic has a code and a message");
    if (d.span.source)
      require(d.span.begin <= d.span.end && d.span.end <= d.span.source->text.size(), "a span lies in its source");
    require(!print(d).empty(), "a diagnostic prints");
  }
}

// Places nest: a value lies in its source, and its parts lie in it.
inline void require_places(const Document& document, const Value& value) {
  require(value.extent.begin <= value.extent.end && value.extent.end <= document.source->text.size(),
          "a value lies in its source");
  const auto within = [&](Extent part) { return value.extent.begin <= part.begin && part.end <= value.extent.end; };
  for (const Value& item : value.items()) {
    require(within(item.extent), "an item lies in its array");
    require_places(document, item);
  }
  for (const Member& member : value.members()) {
    require(within(member.value.extent) && within(member.value.key_extent), "a member lies in its object");
    require(value.find(member.key) == &member.value, "a member is found under its key");
    require_places(document, member.value);
  }
}

}  // namespace engross::fuzz
