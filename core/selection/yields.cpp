// In: the candidates of a letter. Out: which of them give way, and to whom.
// A candidate is out when one that it yields to stays, and stays when all that it yields to are out or were never
// chosen; deciding in that order needs no priorities. What is left undecided yields in a circle and is refused.
#include <fmt/format.h>

#include <algorithm>

#include "selection/candidate.hpp"

namespace engross {
namespace {

enum class Fate : std::uint8_t { open, stays, out };

std::size_t index_of(const std::vector<Candidate>& candidates, std::string_view id) {
  const auto found = std::ranges::find_if(candidates, [&](const Candidate& c) { return c.original->id == id; });
  return static_cast<std::size_t>(found - candidates.begin());
}

// The fate of one candidate as far as the fates of those it yields to decide it.
Fate decide(std::vector<Candidate>& candidates, const std::vector<Fate>& fates, std::size_t i) {
  bool all_out = true;
  for (const std::string& id : candidates[i].original->yields_to) {
    const std::size_t other = index_of(candidates, id);
    if (other == candidates.size() || other == i) continue;
    if (fates[other] == Fate::stays) {
      candidates[i].gives_way_to = candidates[other].original;
      return Fate::out;
    }
    all_out = all_out && fates[other] == Fate::out;
  }
  return all_out ? Fate::stays : Fate::open;
}

Diagnostic conflict(const std::vector<Candidate>& candidates, const std::vector<Fate>& fates) {
  std::string names;
  std::string reasons;
  const Candidate* first = nullptr;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (fates[i] != Fate::open) continue;
    if (first == nullptr) first = &candidates[i];
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", candidates[i].original->id);
    reasons +=
        fmt::format("{}\"{}\": {}", reasons.empty() ? "" : "; ", candidates[i].original->id, candidates[i].reason);
  }
  return error(
      "selection.conflict", front_matter_place(*first->original, "yields_to"),
      fmt::format("the paragraphs {} are all chosen, and each yields to another of them", names),
      {"why they are chosen: " + reasons,
       "let one of them not yield, or narrow its topics or its `when` so that they do not meet in one letter"});
}

}  // namespace

Diagnostics settle_conflicts(std::vector<Candidate>& candidates) {
  if (std::ranges::all_of(candidates, [](const Candidate& c) { return c.original->yields_to.empty(); })) return {};
  std::vector<Fate> fates(candidates.size(), Fate::open);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (fates[i] != Fate::open) continue;
      fates[i] = decide(candidates, fates, i);
      changed = changed || fates[i] != Fate::open;
    }
  }
  if (std::ranges::find(fates, Fate::open) == fates.end()) return {};
  return {conflict(candidates, fates)};
}

}  // namespace engross
