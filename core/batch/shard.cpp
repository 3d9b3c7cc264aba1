// In: "3/8" or "auto/8", and what the cluster says. Out: a share of the cases.
// Refuses: numbers that make no sense, shares that nobody named, clusters that contradict each other.
#include "batch/shard.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/sha256.hpp"

namespace engross {
namespace {

constexpr std::array<const char*, 3> index_variables{"SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX",
                                                     "AWS_BATCH_JOB_ARRAY_INDEX"};

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Diagnostics wrong(std::string message, std::string hint) {
  return {error("options.shard", {}, std::move(message), {std::move(hint)})};
}

// From 0.
Result<std::size_t> index_from(const World& world, std::size_t shards) {
  std::optional<std::size_t> index;
  std::string from;
  for (const char* name : index_variables) {
    const auto said = world.environment(name);
    if (!said || said->empty()) continue;
    const auto number = number_in(*said);
    if (!number || *number >= shards)
      return fail(wrong(
          fmt::format("{} is \"{}\", and the shards of auto/{} count from 0 to {}", name, *said, shards, shards - 1),
          fmt::format("start an array of exactly these: --array=0-{} for Slurm, completions: {} for "
                      "Kubernetes",
                      shards - 1, shards)));
    if (index && *index != *number)
      return fail(wrong(fmt::format("{} says {} and {} says {}", from, *index, name, *number),
                        fmt::format("say which shard it is: --shard {}/{}", *number + 1, shards)));
    index = number;
    from = name;
  }
  if (index) return *index;
  return fail(wrong(fmt::format("auto/{} takes its number from the cluster, and none of {}, {} and {} is set", shards,
                                index_variables[0], index_variables[1], index_variables[2]),
                    fmt::format("say which shard it is: --shard 1/{}", shards)));
}

}  // namespace

Result<Shard> Shard::parse(const std::string& text, const World& world) {
  const std::size_t slash = text.find('/');
  const std::string which = text.substr(0, slash);
  const auto of = slash == std::string::npos ? std::nullopt : number_in(std::string_view(text).substr(slash + 1));
  if (!of || *of == 0 || *of > most_shards || (which != "auto" && !number_in(which)))
    return fail(wrong(
        fmt::format("\"{}\" is no shard", text),
        fmt::format("write 3/8 for the third of eight, or auto/8 in a cluster's array; at most {}", most_shards)));
  if (which == "auto") {
    const auto index = index_from(world, *of);
    if (!index) return fail(index.error());
    return Shard{.number = *index + 1, .of = *of};
  }
  const std::size_t number = *number_in(which);
  if (number >= 1 && number <= *of) return Shard{.number = number, .of = *of};
  return fail(wrong(fmt::format("there is no shard {} of {}", number, *of),
                    fmt::format("they count from 1/{0} to {0}/{0}", *of)));
}

bool Shard::takes(std::string_view key) const {
  if (of == 1) return true;
  const std::string hash = sha256_hex(key);
  std::uint64_t first = 0;
  std::from_chars(hash.data(), hash.data() + 16, first, 16);
  return first % of == number - 1;
}

std::string Shard::text() const {
  return fmt::format("{}/{}", number, of);
}

}  // namespace engross
