// A run's share of an export, so that several machines make it together without speaking to each other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/world.hpp"

namespace engross {

struct Shard {
  std::size_t number = 1;  // from 1 to `of`
  std::size_t of = 1;

  // "3/8", or "auto/8": which one it is then says the cluster that started this process, by SLURM_ARRAY_TASK_ID,
  // JOB_COMPLETION_INDEX (Kubernetes Indexed Jobs) or AWS_BATCH_JOB_ARRAY_INDEX, which count from 0. How many there are
  // is never taken from the cluster: a task that is submitted again alone would see one. Errors: "options.shard".
  static Result<Shard> parse(const std::string& text, const World& world);

  // By the SHA-256 of the case's key: the same in every run, on every machine, wherever the case stands in the export.
  bool takes(std::string_view key) const;

  std::string text() const;  // "3/8"
};

constexpr std::size_t most_shards = 10'000;

}  // namespace engross
