// In: a case, its department's code. Out: derived fields and decisions, and the answers as they were given.
// Refuses: a department whose code is missing, code that fails, answers that are none.
#include "assemble/decide.hpp"

#include <fmt/format.h>

#include "data/read.hpp"

namespace engross {
namespace {

class Deciding {
 public:
  Deciding(const Department& department, DepartmentCode& code, const Case& about)
      : code_(code), case_(about), name_(department.resources.origin) {}

  Result<Decided> run(const Date& date, const Date& today) {
    Value question = case_.document.root;
    Value letter = Value::object();
    letter.set("date", Value::string(date.iso()));
    letter.set("today", Value::string(today.iso()));
    question.set("letter", std::move(letter));
    if (auto derived = derive(question); !derived) return fail(std::move(derived.error()));
    if (auto selected = select(question); !selected) return fail(std::move(selected.error()));
    decided_.answers = to_canonical_json(answers_);
    return std::move(decided_);
  }

 private:
  Result<void> derive(Value& question) {
    if (!code_.offers(Call::derive)) return {};
    auto answer = ask(Call::derive, question);
    if (!answer) return fail(std::move(answer.error()));
    auto derived = read_derived(name_, std::move(answer->json));
    if (!derived) return fail(std::move(derived.error()));
    keep(Call::derive, derived->root);
    question.set("derived", derived->root);
    decided_.derived = std::move(derived->root);
    return {};
  }

  Result<void> select(const Value& question) {
    if (!code_.offers(Call::select) || case_.paragraphs) return {};
    auto answer = ask(Call::select, question);
    if (!answer) return fail(std::move(answer.error()));
    auto decisions = read_decisions(name_, std::move(answer->json));
    if (!decisions) return fail(std::move(decisions.error()));
    keep(Call::select, std::move(decisions->answered));
    decided_.decisions = std::move(*decisions);
    return {};
  }

  Result<Answer> ask(Call call, const Value& question) {
    auto answer = code_.ask(call, to_canonical_json(question));
    if (answer) append(decided_.notes, answer->notes);
    return answer;
  }

  void keep(Call call, Value answer) { answers_.set(std::string(name_of(call)), std::move(answer)); }

  DepartmentCode& code_;
  const Case& case_;
  std::string name_;
  Value answers_ = Value::object();
  Decided decided_;
};

class RecordedCode final : public DepartmentCode {
 public:
  explicit RecordedCode(Value answers) : answers_(std::move(answers)) {}

  bool offers(Call call) const override { return answers_.find(name_of(call)) != nullptr; }
  Result<Answer> ask(Call call, std::string_view /*question*/) override {
    return Answer{.json = to_canonical_json(*answers_.find(name_of(call))), .notes = {}};
  }

 private:
  Value answers_;
};

Diagnostic needs_code(const Department& department) {
  const Value* decides = department.manifest.root.find("decides");
  return error("department.needs-code", decides != nullptr ? department.manifest.span(*decides) : Span{},
               fmt::format("the department \"{}\" decides in code of its own, which {} does not hold", department.id,
                           department.resources.origin),
               {"build the department, and name its library: --department FILE.so",
                "the directory alone can be looked at and checked, but its letters would not be what it means"});
}

}  // namespace

Result<Decided> decide(const Department& department, DepartmentCode* code, const Case& case_, const Date& date,
                       const Date& today) {
  if (department.decides.empty()) return Decided{};
  if (code == nullptr) return fail(needs_code(department));
  return Deciding(department, *code, case_).run(date, today);
}

Result<std::unique_ptr<DepartmentCode>> recorded_code(SourceRef answers) {
  auto read = read_json(answers);
  if (!read || !read->root.is_object())
    return fail(error("record.damaged", {answers, 0, 0}, "the answers of the department's code are no JSON object",
                      {"restore the record from a backup; the store is written only by engross"}));
  return std::make_unique<RecordedCode>(std::move(read->root));
}

}  // namespace engross
