// The clean department of clean/, copied to a folder of its own with a fault laid over it, and checked in this process.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "conformance/conformance_case.hpp"
#include "support/process.hpp"

namespace engross::test {

inline const std::string clean_department = std::string(ENGROSS_SOURCE_DIR) + "/tests/conformance/clean";

// One change to one file: words in it replaced (all of the file where `old` is empty), or the file taken away.
struct Edit {
  std::string file, old, now;
  bool takes_away = false;
};
inline Edit write(std::string file, std::string text) {
  return {std::move(file), {}, std::move(text)};
}
inline Edit replace(std::string file, std::string old, std::string now) {
  return {std::move(file), std::move(old), std::move(now)};
}
inline Edit take_away(std::string file) {
  return {std::move(file), {}, {}, true};
}

inline void lay(const Edit& edit, const std::string& folder) {
  const std::string path = folder + "/" + edit.file;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  if (edit.takes_away) {
    if (!std::filesystem::remove(path)) throw std::runtime_error("there is no " + path);
    return;
  }
  if (edit.old.empty()) return write_file(path, edit.now);
  std::string text = read_file(path);
  const std::size_t at = text.find(edit.old);
  if (at == std::string::npos) throw std::runtime_error(path + " does not hold: " + edit.old);
  write_file(path, text.replace(at, edit.old.size(), edit.now));
}

// A copy of a department's directory that goes with its owner.
class Variant {
 public:
  explicit Variant(const std::vector<Edit>& edits, const std::string& of = clean_department) {
    std::filesystem::copy(of, directory(), std::filesystem::copy_options::recursive);
    for (const Edit& edit : edits) lay(edit, directory());
  }
  std::string directory() const { return folder_ / "harbour"; }

 private:
  TemporaryDirectory folder_;
};

inline const SharedResources& shared_templates() {
  static const auto read = SharedResources::read(SystemWorld(), std::string(ENGROSS_SOURCE_DIR) + "/templates");
  if (!read) throw std::runtime_error(print(read.error()));
  return *read;
}

inline std::vector<CaseResult> check_all(const std::string& path, const std::string& source,
                                         const std::string& today = "2016-11-30") {
  static const SystemWorld world;
  CheckOptions options{.path = path,
                       .source = source,
                       .child_program = ENGROSS_DEPARTMENT_CHILD,
                       .probe_program = ENGROSS_DEPARTMENT_PROBE,
                       .fonts = fonts_in(world, {"/usr/share/fonts/truetype"}),
                       .dictionaries = dictionaries_in(world, {"/usr/share/hyphen"}),
                       .today = *Date::parse(today),
                       .branches = {},
                       .answer_ms = 4'000};
  CheckedDepartment subject(world, shared_templates(), std::move(options));
  std::vector<CaseResult> results;
  for (const ConformanceCase& one : conformance_cases()) results.push_back(run_case(one, subject));
  return results;
}

inline std::string shown(const CaseResult& result) {
  std::string text = fmt::format("{}: {} {}\n", result.name, name_of(result.status), result.reason);
  for (const Finding& finding : result.findings) text += finding.shown;
  return text;
}

// "case status code" of each that is neither a success nor skipped; the code is of its gravest finding.
inline std::vector<std::string> unsuccessful(const std::vector<CaseResult>& results) {
  std::vector<std::string> list;
  for (const CaseResult& result : results) {
    if (result.status == CaseStatus::success || result.status == CaseStatus::skipped) continue;
    const Severity wanted = result.status == CaseStatus::warning ? Severity::warning : Severity::error;
    std::string code;
    for (const Finding& finding : result.findings)
      if (code.empty() && finding.severity == wanted) code = finding.code;
    list.push_back(fmt::format("{} {} {}", result.name, name_of(result.status), code));
  }
  return list;
}

}  // namespace engross::test
