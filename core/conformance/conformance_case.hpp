// The cases that a department must pass: a name, a sentence, and what asks it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/checked_department.hpp"
#include "conformance/result.hpp"

namespace engross {

// What a case has to say while it runs. An error makes it fail, a warning warns.
struct Findings {
  Diagnostics list;
  std::string skipped;  // why there was nothing to ask
  std::string told_by;  // of skipped: the case that tells why the department does not open, if that is it
  std::vector<std::string> said;
  Value data;
  std::vector<std::pair<std::string, std::string>> files;
};

struct ConformanceCase {
  enum class Of : std::uint8_t { any, library };  // what only a library has is skipped for a directory
  enum class Needs : std::uint8_t {
    nothing,     // it opens what it needs itself
    department,  // a department that opens
    workbench,   // fonts and pictures besides
  };
  std::string_view name, sentence;
  Of of = Of::any;
  Needs needs = Needs::department;
  // Whether a fault that was found while the department was opened is this case's to tell.
  bool (*owns)(const Diagnostic& fault) = nullptr;
  void (*run)(CheckedDepartment& subject, Findings& found) = nullptr;
};

// In the order they are run and told.
std::span<const ConformanceCase> conformance_cases();
const ConformanceCase* case_named(std::string_view name);
std::vector<std::string> case_names();

// Runs it here and now.
CaseResult run_case(const ConformanceCase& which, CheckedDepartment& subject);

}  // namespace engross
