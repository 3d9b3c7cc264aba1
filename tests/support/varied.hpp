// The sample case again and again, each time another letter.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>

namespace engross::test {

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The sample case under another reference, for other people in other places, on other days.
inline std::string varied(const std::string& sample, int i) {
  constexpr std::array<const char*, 8> surnames{"Watling", "Okafor",  "Pritchard", "Llŷr",
                                                "Singh",   "O’Brien", "Małecka",   "Fry"};
  constexpr std::array<const char*, 5> towns{"Telford", "Wrexham", "Bexhill-on-Sea", "Ely", "Newcastle upon Tyne"};
  const auto pick = [i](const auto& names, int by) {
    return std::string(names[static_cast<std::size_t>(i / by) % names.size()]);
  };
  std::string text = replaced(sample, "2016-0046030", fmt::format("2016-{:07}", 46030 + i));
  text = replaced(text, "Watling", fmt::format("{}-{}", pick(surnames, 1), i));
  text = replaced(text, "Telford", pick(towns, 3));
  text = replaced(text, "2016-09-30", fmt::format("2016-09-{:02}", 1 + i % 30));
  return replaced(text, "2016-10-24", fmt::format("2016-10-{:02}", 1 + i % 25));
}

}  // namespace engross::test
