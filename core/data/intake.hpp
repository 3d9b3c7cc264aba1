// What every reader of the room asks of its bytes before it parses them, and of each text after.
#pragma once

#include "base/enough.hpp"
#include "base/text.hpp"
#include "data/read.hpp"

namespace engross {

// The bytes to read; the place of every value counts from the start of the source.
struct Intake {
  SourceRef source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::string_view text() const { return std::string_view(source->text).substr(begin, end - begin); }
  Span span(std::size_t from, std::size_t to) const {
    return {source, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  }
};

// Errors: "data.too-large", "data.empty", "data.byte-order-mark", "data.not-utf8", "data.forbidden-character".
Result<Intake> take_in(SourceRef source, std::optional<Extent> part, const ReadLimits& limits);

// Makes a decoded text NFC with line feeds; or says which character it may not hold (an escape can bring one in).
std::optional<Forbidden> tidy(std::string& text);

std::string forbidden_message(const Forbidden& found);

}  // namespace engross
