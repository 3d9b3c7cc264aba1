// In: two sequences of numbers. Out: what was deleted from the first and inserted to make the second, as little as can
// be. Refuses nothing; beyond a distance of 1,500 it gives up on being short.
#include "letter/myers.hpp"

#include <algorithm>

namespace engross {
namespace {

using Sequence = std::span<const std::uint32_t>;

constexpr int farthest_apart = 1'500;

// For each diagonal k = x - y in [-d, d], how far along the first sequence d edits reach.
struct Frontier {
  std::vector<int> reach;
  int d = 0;

  int at(int k) const { return reach[static_cast<std::size_t>(k + d)]; }
  int& at(int k) { return reach[static_cast<std::size_t>(k + d)]; }
  // Whether diagonal k of the next frontier is reached by an insertion (from k + 1) rather than a deletion.
  bool inserts(int k) const { return k == -(d + 1) || (k != d + 1 && reach_or(k - 1) < reach_or(k + 1)); }
  int reach_or(int k) const { return k < -d || k > d ? -1 : at(k); }
};

class Search {
 public:
  Search(Sequence before, Sequence after) : before_(before), after_(after) {}

  // Kinds of edits from the beginning to the end; false when the sequences are too far apart.
  bool run(std::vector<Edit::Kind>& kinds) {
    const int end_x = static_cast<int>(before_.size());
    const int end_y = static_cast<int>(after_.size());
    for (int d = 0; d <= farthest_apart; ++d) {
      frontiers_.push_back({std::vector<int>(static_cast<std::size_t>(2 * d + 1), -1), d});
      for (int k = -d; k <= d; k += 2) {
        const int x = extend(d, k);
        frontiers_.back().at(k) = x;
        if (x < end_x || x - k < end_y) continue;
        retrace(k, kinds);
        return true;
      }
    }
    return false;
  }

 private:
  int start(int d, int k) const {
    if (d == 0) return 0;
    const Frontier& last = frontiers_[static_cast<std::size_t>(d - 1)];
    return last.inserts(k) ? last.at(k + 1) : last.at(k - 1) + 1;
  }

  int extend(int d, int k) const {
    int x = start(d, k);
    const int end_x = static_cast<int>(before_.size());
    const int end_y = static_cast<int>(after_.size());
    const auto same = [&](int at) {
      return before_[static_cast<std::size_t>(at)] == after_[static_cast<std::size_t>(at - k)];
    };
    while (x < end_x && x - k < end_y && same(x)) ++x;
    return x;
  }

  void retrace(int k, std::vector<Edit::Kind>& kinds) const {
    for (int d = static_cast<int>(frontiers_.size()) - 1; d >= 0; --d) {
      const int x = frontiers_[static_cast<std::size_t>(d)].at(k);
      kinds.insert(kinds.end(), static_cast<std::size_t>(x - start(d, k)), Edit::Kind::same);
      if (d == 0) break;
      const bool inserts = frontiers_[static_cast<std::size_t>(d - 1)].inserts(k);
      kinds.push_back(inserts ? Edit::Kind::inserted : Edit::Kind::deleted);
      k += inserts ? 1 : -1;
    }
    std::reverse(kinds.begin(), kinds.end());
  }

  Sequence before_;
  Sequence after_;
  std::vector<Frontier> frontiers_;
};

std::size_t common_beginning(Sequence a, Sequence b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

std::size_t common_end(Sequence a, Sequence b) {
  std::size_t length = 0;
  while (length < std::min(a.size(), b.size()) && a[a.size() - 1 - length] == b[b.size() - 1 - length]) ++length;
  return length;
}

// Within each run of changes, deletions first.
void order_runs(std::vector<Edit::Kind>& kinds) {
  for (auto run = kinds.begin(); run != kinds.end();) {
    const auto end = std::find(run, kinds.end(), Edit::Kind::same);
    std::sort(run, end);
    run = std::find_if(end, kinds.end(), [](Edit::Kind kind) { return kind != Edit::Kind::same; });
  }
}

}  // namespace

std::vector<Edit> shortest_edits(Sequence before, Sequence after) {
  const std::size_t head = common_beginning(before, after);
  const std::size_t tail = common_end(before.subspan(head), after.subspan(head));
  const Sequence a = before.subspan(head, before.size() - head - tail);
  const Sequence b = after.subspan(head, after.size() - head - tail);

  std::vector<Edit::Kind> kinds;
  if (!Search(a, b).run(kinds)) {
    kinds.assign(a.size(), Edit::Kind::deleted);
    kinds.insert(kinds.end(), b.size(), Edit::Kind::inserted);
  }
  kinds.insert(kinds.begin(), head, Edit::Kind::same);
  kinds.insert(kinds.end(), tail, Edit::Kind::same);
  order_runs(kinds);

  std::vector<Edit> edits;
  edits.reserve(kinds.size());
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  for (const Edit::Kind kind : kinds) {
    edits.push_back({kind, x, y});
    if (kind != Edit::Kind::inserted) ++x;
    if (kind != Edit::Kind::deleted) ++y;
  }
  return edits;
}

}  // namespace engross
