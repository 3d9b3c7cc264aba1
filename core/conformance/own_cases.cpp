// In: where the samples and rules tests lie. Out: the cases in them. Refuses: files that cannot be read.
#include "conformance/own_cases.hpp"

#include "assemble/decide.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

Value ids_of(const std::vector<Decision>& decisions) {
  Value ids = Value::array();
  for (const Decision& decision : decisions) ids.push_back(Value::string(decision.id));
  return ids;
}

// What the code will not decide is left to samples-render, which says why.
void add_answers(CheckedDepartment& subject, Value& root) {
  if (subject.code() == nullptr) return;
  const auto case_ = Case::from(make_source("a case", to_json(root)));
  if (!case_) return;
  const Date day = case_->date.value_or(subject.options().today);
  const auto decided = decide(**subject.department(), subject.code(), *case_, day, day);
  if (!decided) return;
  if (decided->derived.is_object()) root.set("derived", decided->derived);
  if (decided->decisions.add.empty() && decided->decisions.leave_out.empty()) return;
  Value select = Value::object();
  select.set("add", ids_of(decided->decisions.add));
  select.set("leave_out", ids_of(decided->decisions.leave_out));
  root.set("select", std::move(select));
}

}  // namespace

Result<std::vector<Value>> own_cases(CheckedDepartment& subject) {
  std::vector<Value> cases;
  const auto samples = subject.samples();
  if (!samples) return fail(samples.error());
  for (const Sample& sample : *samples)
    if (auto document = read_json(sample.source); document && document->root.is_object())
      cases.push_back(std::move(document->root));
  const auto rows = subject.rules_table();
  if (rows && *rows)  // rules-tests says what is wrong with the file
    for (const RulesRow& row : **rows)
      if (row.case_.is_object()) cases.push_back(row.case_);
  for (Value& one : cases) add_answers(subject, one);
  return cases;
}

}  // namespace engross
