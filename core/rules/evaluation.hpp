// The two steps of an evaluation, private to this room: first the truth, which may fail; then, if somebody asks, the
// reason, which cannot.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/node.hpp"
#include "rules/operand.hpp"

namespace engross {

using Lets = std::map<std::string, Rule>;

class Judging {
 public:
  Judging(const Facts& facts, const Lets& lets) : facts_(facts), lets_(lets) {}

  Result<bool> rule(const Rule& rule);
  Result<bool> condition(const Rule::Node& node);

  // The let that a path names; null when it names a fact.
  const Rule* let_of(const Rule::Node& node) const;
  // The fact that a path names, or null; remembered, since the reason asks again for what the truth was found from.
  const Value* fact(const Rule::Node& path);

 private:
  using Node = Rule::Node;

  Result<bool> junction(const Node& node);
  Result<bool> named(const Node& node, const Rule& let);
  Result<bool> truth_of_path(const Node& node);
  Result<bool> membership(const Node& node);
  Result<bool> listed(const Operand& left, const Node& list);
  Result<bool> comparison(const Node& node);
  Result<Operand> operand(const Node& node);
  Result<const Value*> need(const Node& path);

  std::string nearest_name(std::string_view path) const;
  Span span(const Node& node) const { return {source_, node.extent.begin, node.extent.end}; }
  tl::unexpected<Diagnostics> wrong(const Node& node, std::string message, std::vector<std::string> hints) const;

  const Facts& facts_;
  const Lets& lets_;
  SourceRef source_;                    // of the rule that is being judged
  std::vector<std::string_view> open_;  // lets that are being judged
  std::map<std::string_view, bool> judged_;

  static constexpr std::size_t most_found = 32;  // a longer list takes longer than asking again
  std::array<std::pair<const Node*, const Value*>, most_found> found_;
  std::size_t found_count_ = 0;
};

// Why a rule has the truth that `judging` found without error.
std::string reason_of(const Rule& rule, Judging& judging);

// The facts on both sides of a comparison whose sides were judged without error: "topics = [cse]; facts.x is absent".
std::string seen_by(const Rule::Node& comparison, Judging& judging);

}  // namespace engross
