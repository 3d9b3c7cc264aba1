// Rules: parse, print, and evaluate against facts of every kind.
#include <cstring>

#include "data/read.hpp"
#include "require.hpp"
#include "rules/rule.hpp"

namespace {

const engross::Value& facts() {
  static const engross::Value value = engross::read_json(engross::make_source("facts", R"({"a": "x", "b": 1.20,
    "c": true, "d": null, "e": ["x", 1, true, null], "f": {"g": "2016-10-26", "h": {"i": [1]}}, "topics": ["pshe"]})"))
                                          ->root;
  return value;
}

}  // namespace

// The first line is the rule; a further line is the let `late`.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const SourceRef source = fuzz::source_of(data, size);
  const auto end = static_cast<std::uint32_t>(size);
  const auto line = static_cast<std::uint32_t>(std::min(source->text.find('\n'), size));
  const Result<Rule> rule = Rule::parse(source, 0, line);
  if (!rule) {
    fuzz::require_sound(rule.error());
    return 0;
  }
  fuzz::require(!rule->dump().empty(), "a rule prints");
  std::map<std::string, Rule> lets;
  if (line < end)
    if (const Result<Rule> late = Rule::parse(source, line + 1, end)) lets.emplace("late", *late);
  const Result<Verdict> verdict = rule->evaluate(Facts{{&facts()}}, lets);
  const Result<Verdict> alone = rule->evaluate(Facts{{&facts()}}, lets, Reasons::never);
  fuzz::require(alone.has_value() == verdict.has_value(), "the truth alone is there when the verdict is");
  fuzz::require(!alone || alone->truth == verdict->truth, "the truth alone is that of the verdict");
  if (!verdict)
    fuzz::require_sound(verdict.error());
  else
    fuzz::require(!verdict->reason.empty(), "a verdict has a reason");
  return 0;
}
