// What does not agree, gathered by kind. Private to this room.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ledger/reconcile.hpp"

namespace engross {

class Disagreements {
 public:
  enum Kind : std::uint8_t {
    other_run,
    shard_missing,
    shard_twice,
    not_ended,
    rows_differ,
    no_end,
    two_ends,
    beyond_export,
    key_twice,
    case_differs,
    prepared,
    file_missing,
    file_differs,
    file_unknown,
    staged,
    record_damaged,
    records_longer,
    object_missing,
    manifest_differs,
    purge_open,
    kinds
  };

  void add(Kind kind, std::string example) {
    constexpr std::size_t most_examples = 5;
    Disagreement& one = all_[kind];
    if (++one.count <= most_examples) one.examples.push_back(std::move(example));
  }

  // Those that there are, in the order above.
  std::vector<Disagreement> take();

 private:
  std::array<Disagreement, kinds> all_;
};

}  // namespace engross
