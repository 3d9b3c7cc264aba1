// How alike two texts are. Private to this room.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace engross {

// The words of a text, and how often each stands there. Tags of Mustache, punctuation and capitals do not count.
struct WordCounts {
  explicit WordCounts(std::string_view text);
  std::map<std::string, std::size_t> times;
  std::size_t all = 0;
};

// Of the words of both, how many they share, from 0 to 1; each word counts as often as it stands. Two texts without
// words are not alike.
double likeness(const WordCounts& a, const WordCounts& b);

}  // namespace engross
