#include "base/suggest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>

namespace engross {
namespace {

TEST(Suggest, NamesTheNearest) {
  const std::vector<std::string> names{"pshe", "pshe-short", "send", "admissions"};
  EXPECT_EQ(did_you_mean("phse", names), "did you mean \"pshe\"?");
  EXPECT_EQ(did_you_mean("xyzzy", names), "");
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

// By its definition, without case: an edit inserts, deletes or replaces a letter, or swaps two neighbours.
std::size_t distance_by_definition(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const bool same = std::tolower(a.back()) == std::tolower(b.back());
  std::size_t least = distance_by_definition(a.substr(0, a.size() - 1), b.substr(0, b.size() - 1)) + (same ? 0 : 1);
  least = std::min({least, distance_by_definition(a.substr(0, a.size() - 1), b) + 1,
                    distance_by_definition(a, b.substr(0, b.size() - 1)) + 1});
  const auto swapped = [](std::string_view x, std::string_view y) {
    return std::tolower(x[x.size() - 1]) == std::tolower(y[y.size() - 2]);
  };
  if (a.size() > 1 && b.size() > 1 && swapped(a, b) && swapped(b, a))
    least = std::min(least, distance_by_definition(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
  return least;
}

TEST(Suggest, ComparesAsTheDefinitionSays) {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same words each time
  const auto word = [&] {
    std::string letters;
    for (auto left = random() % 6; left > 0; --left) letters += "abBc"[random() % 4];
    return letters;
  };
  for (int round = 0; round < 300; ++round) {
    const std::string name = word();
    std::vector<std::string> candidates;
    std::vector<std::pair<std::size_t, std::string>> near;
    for (int i = 0; i < 4; ++i) {
      candidates.push_back(word());
      const std::size_t distance = distance_by_definition(name, candidates.back());
      EXPECT_EQ(edit_distance(name, candidates.back()), distance) << name << ' ' << candidates.back();
      if (distance <= std::max<std::size_t>(1, name.size() / 3)) near.emplace_back(distance, candidates.back());
    }
    std::ranges::sort(near);
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::vector<std::string> names;
    for (const auto& [distance, one] : near)
      if (names.size() < 3 && distance <= near.front().first + 1) names.push_back(one);
    EXPECT_EQ(nearest(name, candidates), names) << name;
  }
}

}  // namespace
}  // namespace engross
