// The department that is checked, opened as far as each case needs it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assemble/reply.hpp"
#include "base/world.hpp"
#include "conformance/rules_table.hpp"
#include "department/open.hpp"

namespace engross {

// How much all-branches may try. What it leaves out for want of room it says.
struct BranchLimits {
  std::size_t a_paragraph = 1000;  // cases that explore one paragraph
  std::size_t letters = 1000;      // cases that put paragraphs together
};

struct CheckOptions {
  std::filesystem::path path;    // a department's directory or library
  std::filesystem::path source;  // the directory with its samples/, tests/ and expected/; empty: nowhere
  std::filesystem::path child_program, probe_program;
  FontSource fonts;
  DictionarySource dictionaries;
  Date today;  // judges what has expired, and dates letters that have no date
  BranchLimits branches;
  bool refresh = false;                // golden letters are written, not compared
  std::shared_ptr<const Lock> lock{};  // of a library: only bytes that it admits are looked at; null: whatever is there
  // Finds the department whose library this one extends; empty: one that extends another does not open.
  LocateLender locate{};
  int answer_ms = 10'000;  // for each answer of its code to an odd question; in earnest it has less
};

// A case in samples/ of the department.
struct Sample {
  std::string name;  // "councillor" of samples/councillor.json
  SourceRef source;
};

class CheckedDepartment {
 public:
  CheckedDepartment(const World& world, const SharedResources& shared, CheckOptions options)
      : world_(world), shared_(shared), options_(std::move(options)) {}

  const World& world() const { return world_; }
  const CheckOptions& options() const { return options_; }
  bool is_library() const { return world_.kind_of(options_.path) == World::Kind::file; }

  // The bytes of the library. Errors: those of World, and under a lock "lock.changed" and "lock.not-locked".
  Result<std::string> library_bytes() const;

  // Errors of open_department, the same each time. Good as long as the subject.
  const Result<std::shared_ptr<const Department>>& department();
  // Of a department that opens; null when it decides nothing in code, or is a directory.
  DepartmentCode* code();
  // Why no letter can be made of a department that opens; empty when one can.
  std::string needs_code();
  // With fonts, pictures and dictionaries. Errors besides: those of equip().
  Result<Workbench*> workbench();

  // The cases of samples/, by name; empty when there is no such folder. Errors: those of World.
  Result<std::vector<Sample>> samples() const;
  // The rows of tests/rules.yaml; nothing when there is no such file.
  Result<std::optional<std::vector<RulesRow>>> rules_table() const;
  // Why there are none: no --source, or no such folder or file in it.
  std::string without(std::string_view what) const;

 private:
  const World& world_;
  const SharedResources& shared_;
  CheckOptions options_;
  std::optional<Result<std::shared_ptr<const Department>>> department_;
  std::unique_ptr<DepartmentCode> code_;  // until the workbench has it
  std::unique_ptr<Workbench> workbench_;
};

}  // namespace engross
