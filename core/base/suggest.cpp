// In: a name that was not found and the names there are. Out: the likeliest slips, by edit distance.
// Refuses: candidates further than a third of the name's length (at least one edit), or much further than the nearest.
#include "base/suggest.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>

namespace engross {
namespace {

std::string folded(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// Compares one name with many; gives up as soon as it is certain that they are further apart than `limit`.
class DistanceFrom {
 public:
  explicit DistanceFrom(std::string_view name) : name_(folded(name)) {}

  std::optional<std::size_t> to(std::string_view candidate, std::size_t limit) {
    const std::size_t apart =
        std::max(name_.size(), candidate.size()) - std::min(name_.size(), candidate.size());  // so many edits at least
    if (apart > limit) return std::nullopt;
    const std::string other = folded(candidate);
    const auto ends = std::ranges::mismatch(name_, other);  // what both begin with needs no edit
    return between(std::string_view(ends.in1, name_.cend()), std::string_view(ends.in2, other.cend()), limit);
  }

 private:
  std::optional<std::size_t> between(std::string_view a, std::string_view b, std::size_t limit) {
    before_last_.assign(b.size() + 1, 0);
    last_.resize(b.size() + 1);
    row_.resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last_[j] = j;
    std::size_t least_of_last = 0;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t least = fill_row(a, b, i);
      if (least > limit && least_of_last > limit) return std::nullopt;  // later rows build on these two
      least_of_last = least;
      std::swap(before_last_, last_);
      std::swap(last_, row_);
    }
    return last_[b.size()] <= limit ? std::optional(last_[b.size()]) : std::nullopt;
  }

  // What the first i letters of a are from each beginning of b; the least of it.
  std::size_t fill_row(std::string_view a, std::string_view b, std::size_t i) {
    row_[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last_[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row_[j] = std::min({replace, last_[j] + 1, row_[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row_[j] = std::min(row_[j], before_last_[j - 2] + 1);
      least = std::min(least, row_[j]);
    }
    return least;
  }

  std::string name_;
  std::vector<std::size_t> before_last_, last_, row_;
};

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return DistanceFrom(a).to(b, std::numeric_limits<std::size_t>::max()).value_or(0);
}

std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates, std::size_t most) {
  DistanceFrom from(name);
  std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    const auto distance = from.to(candidate, limit);
    if (!distance) continue;
    limit = std::min(limit, *distance + 1);  // what is much further than the nearest is not shown
    near.emplace_back(*distance, candidate);
  }
  std::ranges::sort(near);
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::erase_if(near, [best = near.empty() ? 0 : near.front().first](const auto& n) { return n.first > best + 1; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most, near.size()); ++i) names.push_back(std::move(near[i].second));
  return names;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates) {
  const std::vector<std::string> names = nearest(name, candidates);
  if (names.empty()) return {};
  std::string hint = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) hint += i + 1 == names.size() ? " or " : ", ";
    hint += '"' + names[i] + '"';
  }
  return hint + '?';
}

}  // namespace engross
