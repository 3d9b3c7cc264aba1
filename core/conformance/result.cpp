// In: the result of a case. Out: JSON, and the result again from JSON.
// Refuses: JSON that no case of this program wrote.
#include "conformance/result.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::array<std::string_view, 5> status_names{"success", "warning", "failed", "crashed", "skipped"};

Value text(std::string_view of) {
  // What a library said need not be text that JSON holds.
  std::u32string clean;
  for (const char32_t c : decode_lossy(of)) clean += is_printable(c) || c == U'\n' || c == U'\t' ? c : U'?';
  return Value::string(encode(clean));
}

Value texts(const std::vector<std::string>& list) {
  Value value = Value::array();
  for (const std::string& item : list) value.push_back(text(item));
  return value;
}

Value to_value(const Finding& finding) {
  Value value = Value::object();
  value.set("severity", text(name_of(finding.severity)));
  value.set("code", text(finding.code));
  value.set("message", text(finding.message));
  if (!finding.file.empty()) {
    value.set("file", text(finding.file));
    value.set("line", Value::number(std::to_string(finding.line)));
    value.set("column", Value::number(std::to_string(finding.column)));
  }
  value.set("hints", texts(finding.hints));
  value.set("shown", text(finding.shown));
  return value;
}

std::string text_of(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value != nullptr ? value->text() : std::string();
}

std::vector<std::string> texts_of(const Value& object, std::string_view key) {
  std::vector<std::string> list;
  if (const Value* value = object.find(key))
    for (const Value& item : value->items()) list.push_back(item.text());
  return list;
}

std::size_t count_of(const Value& object, std::string_view key) {
  const std::string digits = text_of(object, key);
  std::size_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

Finding read_finding(const Value& value) {
  Finding finding;
  const std::string severity = text_of(value, "severity");
  for (const Severity one : {Severity::note, Severity::warning, Severity::error})
    if (name_of(one) == severity) finding.severity = one;
  finding.code = text_of(value, "code");
  finding.message = text_of(value, "message");
  finding.file = text_of(value, "file");
  finding.line = count_of(value, "line");
  finding.column = count_of(value, "column");
  finding.hints = texts_of(value, "hints");
  finding.shown = text_of(value, "shown");
  return finding;
}

std::optional<CaseStatus> status_named(std::string_view name) {
  const auto* const found = std::ranges::find(status_names, name);
  if (found == status_names.end()) return std::nullopt;
  return static_cast<CaseStatus>(found - status_names.begin());
}

}  // namespace

std::string_view name_of(CaseStatus status) {
  return status_names[static_cast<std::size_t>(status)];
}

Finding finding_of(const Diagnostic& diagnostic) {
  Finding finding{.severity = diagnostic.severity,
                  .code = diagnostic.code,
                  .message = diagnostic.message,
                  .file = {},
                  .line = 0,
                  .column = 0,
                  .hints = diagnostic.hints,
                  .shown = print(diagnostic)};
  if (!diagnostic.span.source) return finding;
  const LineColumn at = locate(diagnostic.span.source->text, diagnostic.span.begin);
  finding.file = diagnostic.span.source->name;
  finding.line = at.line;
  finding.column = at.column;
  return finding;
}

Value to_value(const CaseResult& result) {
  Value value = Value::object();
  value.set("case", text(result.name));
  value.set("status", text(name_of(result.status)));
  if (!result.reason.empty()) value.set("reason", text(result.reason));
  if (!result.told_by.empty()) value.set("told_by", text(result.told_by));
  Value findings = Value::array();
  for (const Finding& finding : result.findings) findings.push_back(to_value(finding));
  value.set("findings", std::move(findings));
  value.set("said", texts(result.said));
  if (!result.data.is_null()) value.set("data", result.data);
  if (result.files.empty()) return value;
  Value files = Value::array();
  for (const auto& [path, bytes] : result.files) {
    Value file = Value::object();
    file.set("path", text(path));
    file.set("text", text(bytes));
    files.push_back(std::move(file));
  }
  value.set("files", std::move(files));
  return value;
}

Result<CaseResult> read_case_result(const Value& value) {
  const std::optional<CaseStatus> status = status_named(text_of(value, "status"));
  if (!status) return fail(error("conformance.answer", {}, "this is not the result of a case"));
  CaseResult result;
  result.name = text_of(value, "case");
  result.status = *status;
  result.reason = text_of(value, "reason");
  result.told_by = text_of(value, "told_by");
  if (const Value* findings = value.find("findings"))
    for (const Value& finding : findings->items()) result.findings.push_back(read_finding(finding));
  result.said = texts_of(value, "said");
  if (const Value* data = value.find("data")) result.data = *data;
  if (const Value* files = value.find("files"))
    for (const Value& file : files->items()) result.files.emplace_back(text_of(file, "path"), text_of(file, "text"));
  return result;
}

}  // namespace engross
