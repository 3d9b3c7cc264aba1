// In: where the samples and rules tests lie. Out: the cases in them. Refuses: files that cannot be read.
#include "conformance/own_cases.hpp"

#include "data/read.hpp"

namespace engross {

Result<std::vector<Value>> own_cases(Subject& subject) {
  std::vector<Value> cases;
  const auto samples = subject.samples();
  if (!samples) return fail(samples.error());
  for (const Sample& sample : *samples)
    if (auto document = read_json(sample.source); document && document->root.is_object())
      cases.push_back(std::move(document->root));
  const auto rows = subject.rules_table();
  if (!rows) return cases;  // rules-tests says what is wrong with the file
  if (*rows)
    for (const RulesRow& row : **rows)
      if (row.case_.is_object()) cases.push_back(row.case_);
  return cases;
}

}  // namespace engross
