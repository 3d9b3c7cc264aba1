// How alike two texts are. Private to this room.
#pragma once

#include <string_view>

namespace engross {

// Of the words of both, how many they share, from 0 to 1; each word counts as often as it stands. Tags of Mustache,
// punctuation and capitals do not count. Two texts without words are not alike.
double likeness(std::string_view a, std::string_view b);

}  // namespace engross
