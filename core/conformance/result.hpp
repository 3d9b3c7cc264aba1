// What one conformance case found, as plain data: it crosses from the process of the case to the one that asked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

enum class CaseStatus : std::uint8_t {
  success,
  warning,  // worth a look; the department may still go out
  failed,
  crashed,  // the process of the case died or did not answer
  skipped,  // nothing to ask; the reason says why
};
std::string_view name_of(CaseStatus status);  // "success", "warning", …

// A diagnostic without its source, so that it can be sent.
struct Finding {
  Severity severity = Severity::error;
  std::string code, message, file;  // file: empty when it is nowhere in particular
  std::size_t line = 0, column = 0;
  std::vector<std::string> hints;
  std::string shown;  // as print() shows it, without colour
};
Finding finding_of(const Diagnostic& diagnostic);

struct CaseResult {
  std::string name;
  CaseStatus status = CaseStatus::success;
  std::string reason;   // of skipped and crashed
  std::string told_by;  // of skipped, when the department does not open: the case that tells why; else empty
  std::vector<Finding> findings;
  std::vector<std::string> said;                           // what was done, a line each: "31 letters composed"
  Value data;                                              // an object with what programs want besides; or null
  std::vector<std::pair<std::string, std::string>> files;  // to be written by whoever asked: path, bytes
};

Value to_value(const CaseResult& result);
// Errors: "conformance.answer", for JSON that is no result.
Result<CaseResult> read_case_result(const Value& value);

}  // namespace engross
