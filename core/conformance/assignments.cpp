// In: how many choices each variable has, and a bound. Out: rows of choices. Refuses nothing: the bound cuts.
#include "conformance/assignments.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace engross {
namespace {

// Every pair of choices that no row has yet.
class Pairs {
 public:
  explicit Pairs(const std::vector<std::size_t>& sizes) : sizes_(sizes) {
    std::size_t begin = 0;
    for (const std::size_t size : sizes) {
      begins_.push_back(begin);
      begin += size;
    }
    width_ = begin;
    missing_.assign(width_ * width_, false);
    for (std::size_t i = 0; i < sizes.size(); ++i)
      for (std::size_t j = i + 1; j < sizes.size(); ++j)
        for (std::size_t a = 0; a < sizes[i]; ++a)
          for (std::size_t b = 0; b < sizes[j]; ++b) missing_[at(i, a, j, b)] = true;
    left_.assign(sizes.size() * sizes.size(), 0);
    open_.resize(sizes.size());
    for (std::size_t i = 0; i < sizes.size(); ++i)
      for (std::size_t j = 0; j < sizes.size(); ++j)
        if (i != j) {
          left(i, j) = sizes[i] * sizes[j];
          open_[i].push_back(j);
        }
  }

  // The variables that the variable still misses a pair with, in order: few, once most pairs have come up.
  const std::vector<std::size_t>& open(std::size_t variable) const { return open_[variable]; }

  bool is_missing(std::size_t i, std::size_t a, std::size_t j, std::size_t b) const {
    return i < j ? missing_[at(i, a, j, b)] : missing_[at(j, b, i, a)];
  }

  void cover(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      for (const std::size_t j : open_[i])
        if (j > i && missing_[at(i, row[i], j, row[j])]) {
          missing_[at(i, row[i], j, row[j])] = false;
          --left(i, j);
        }
    for (std::size_t i = 0; i < row.size(); ++i)
      std::erase_if(open_[i], [&](std::size_t j) { return left(i, j) == 0; });
  }

  struct Pair {
    std::size_t i = 0, a = 0, j = 0, b = 0;
  };
  // The first one that is missing, looking from where the last search ended.
  bool next(Pair& pair) {
    for (; i_ < sizes_.size(); ++i_, j_ = i_ + 1)
      for (; j_ < sizes_.size(); ++j_)
        for (std::size_t a = 0; a < sizes_[i_]; ++a)
          for (std::size_t b = 0; b < sizes_[j_]; ++b)
            if (missing_[at(i_, a, j_, b)]) {
              pair = {i_, a, j_, b};
              return true;
            }
    return false;
  }

 private:
  std::size_t at(std::size_t i, std::size_t a, std::size_t j, std::size_t b) const {
    return (begins_[i] + a) * width_ + begins_[j] + b;
  }
  std::size_t& left(std::size_t i, std::size_t j) { return left_[std::min(i, j) * sizes_.size() + std::max(i, j)]; }

  const std::vector<std::size_t>& sizes_;
  std::vector<std::size_t> begins_;
  std::size_t width_ = 0;
  std::vector<bool> missing_;
  std::vector<std::size_t> left_;  // pairs that are missing between two variables
  std::vector<std::vector<std::size_t>> open_;
  std::size_t i_ = 0, j_ = 1;
};

// The choice of a variable that makes the most missing pairs with what the row has already.
std::size_t best_choice(const Pairs& pairs, const Row& row, const std::vector<bool>& set, std::size_t variable,
                        std::size_t size) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t choice = 0; choice < size; ++choice) {
    std::size_t count = 0;
    for (const std::size_t other : pairs.open(variable))
      if (set[other] && pairs.is_missing(variable, choice, other, row[other])) ++count;
    if (count > most) {
      most = count;
      best = choice;
    }
  }
  return best;
}

}  // namespace

std::size_t combinations(const std::vector<std::size_t>& sizes, std::size_t most) {
  std::size_t product = 1;
  for (const std::size_t size : sizes) {
    if (size == 0) return 0;
    if (product > most / size) return most;
    product *= size;
  }
  return std::min(product, most);
}

std::vector<Row> all_rows(const std::vector<std::size_t>& sizes, std::size_t most) {
  std::vector<Row> rows;
  Row row(sizes.size(), 0);
  while (rows.size() < most) {
    rows.push_back(row);
    std::size_t at = 0;
    while (at < row.size() && ++row[at] == sizes[at]) row[at++] = 0;
    if (at == row.size()) break;
  }
  return rows;
}

std::vector<Row> pairs_over(const Row& base, const std::vector<std::size_t>& sizes, std::size_t most) {
  std::vector<Row> rows;
  std::set<Row> seen;
  const auto add = [&](const Row& row) {
    if (rows.size() < most && seen.insert(row).second) rows.push_back(row);
  };
  add(base);
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t a = 0; a < sizes[i]; ++a) {
      Row row = base;
      row[i] = a;
      add(row);
    }
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t j = i + 1; j < sizes.size() && rows.size() < most; ++j)
      for (std::size_t a = 0; a < sizes[i]; ++a)
        for (std::size_t b = 0; b < sizes[j]; ++b) {
          Row row = base;
          row[i] = a;
          row[j] = b;
          add(row);
        }
  return rows;
}

std::vector<Row> covering_rows(const std::vector<std::size_t>& sizes, std::size_t most) {
  std::vector<Row> rows;
  if (sizes.size() < 2) return all_rows(sizes, most);
  Pairs pairs(sizes);
  Pairs::Pair pair;
  while (rows.size() < most && pairs.next(pair)) {
    Row row(sizes.size(), 0);
    std::vector<bool> set(sizes.size(), false);
    row[pair.i] = pair.a;
    row[pair.j] = pair.b;
    set[pair.i] = set[pair.j] = true;
    for (std::size_t variable = 0; variable < sizes.size(); ++variable) {
      if (set[variable]) continue;
      row[variable] = best_choice(pairs, row, set, variable, sizes[variable]);
      set[variable] = true;
    }
    pairs.cover(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace engross
