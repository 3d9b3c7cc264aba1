// In: rules.yaml. Out: its rows, each with a whole case. Refuses: whatever does not have the file's shape.
#include "conformance/rules_table.hpp"

#include <set>

#include "data/read.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

Value laid_over(Value base, const Value& own) {
  for (const Member& member : own.members()) base.set(member.key, member.value);
  std::vector<Member> kept;
  for (const Member& member : base.members())
    if (!member.value.is_null()) kept.push_back(member);
  return Value::object(std::move(kept));
}

class Table {
 public:
  explicit Table(const Document& document) : document_(document) {}

  Result<std::vector<RulesRow>> read() {
    Fields fields(document_, document_.root, "", problems_);
    fields.require({"base", "cases"});
    fields.object("base");
    const Value* base = fields.known("base");
    const Value* cases = fields.known("cases");
    fields.refuse_unknown();
    if (cases != nullptr && cases->items().empty()) problem(*cases, "\"cases\" must be a list");
    if (!problems_.empty()) return fail(std::move(problems_));
    for (const Value& item : cases->items()) read_row(item, *base);
    if (!problems_.empty()) return fail(std::move(problems_));
    return std::move(rows_);
  }

 private:
  void problem(const Value& at, std::string what) {
    problems_.push_back(error("rules-table", document_.span(at), std::move(what)));
  }

  void read_row(const Value& item, const Value& base) {
    if (!item.is_object()) return problem(item, "a row is an object with name, case and letter");
    Fields fields(document_, item, "cases", problems_);
    fields.require({"name", "case", "letter"});
    RulesRow row;
    row.place = document_.span(item);
    fields.text("name", row.name);
    fields.texts("letter", row.letter);
    if (fields.object("case")) row.case_ = laid_over(base, *fields.known("case"));
    fields.refuse_unknown();
    if (!seen_.insert(row.name).second) problem(item, "the name \"" + row.name + "\" is there twice");
    rows_.push_back(std::move(row));
  }

  const Document& document_;
  Diagnostics problems_;
  std::set<std::string> seen_;
  std::vector<RulesRow> rows_;
};

}  // namespace

Result<std::vector<RulesRow>> read_rules_table(const SourceRef& source) {
  const auto document = read_yaml(source);
  if (!document) return fail(document.error());
  if (!document->root.is_object()) return fail(error("rules-table", {source, 0, 0}, "expected an object"));
  return Table(*document).read();
}

}  // namespace engross
