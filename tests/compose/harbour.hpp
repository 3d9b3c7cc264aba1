// The Harbour Office: a small department that exists only in tests, and cases for it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/world.hpp"
#include "cases/case.hpp"
#include "compose/compose.hpp"
#include "department/department.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

// Changes to the files of the department: a new text, or nothing to take the file away.
using Changes = std::map<std::string, std::optional<std::string>>;

inline const SharedResources& shared_resources() {
  static const SharedResources shared = [] {
    const auto read = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
    EXPECT_THAT(read, Succeeds());
    return *read;
  }();
  return shared;
}

inline Result<std::shared_ptr<const Department>> read_harbour(const Changes& changes = {}) {
  static const Resources files = [] {
    const auto read = read_directory(SystemWorld(), ENGROSS_SOURCE_DIR "/tests/compose/fixtures/harbour");
    EXPECT_THAT(read, Succeeds());
    return *read;
  }();
  Resources changed = files;
  changed.origin = "harbour";
  for (const auto& [path, text] : changes) {
    changed.files.erase(path);
    if (text) changed.files[path] = *text;
  }
  return Department::from(std::move(changed), shared_resources());
}

inline std::shared_ptr<const Department> harbour(const Changes& changes = {}) {
  auto department = read_harbour(changes);
  EXPECT_THAT(department, Succeeds());
  return *department;
}

// A case: the members given, over a minimum of reference, department and correspondent.
inline std::string case_text(const std::string& members) {
  return R"({"reference": "H-1", "department": "harbour", "correspondent": {"title": "Mr", "surname": "Jones", )"
         R"("address": ["2 Mole Road", "Seaport"], "postcode": "SP1 2AB"})" +
         (members.empty() ? "" : ",\n " + members) + "}";
}

inline Case case_of(const std::string& text, const std::string& name = "case.json") {
  auto read = Case::from(make_source(name, text));
  EXPECT_THAT(read, Succeeds());
  return *read;
}

inline Date day(const char* iso) {
  return *Date::parse(iso);
}

inline Result<Composed> compose_case(const Case& case_, const Department& department, ComposeCache& cache,
                                     const char* date = "2016-10-26") {
  return compose({.case_ = &case_,
                  .department = &department,
                  .date = day(date),
                  .today = day(date),
                  .language = {},
                  .derived = {}},
                 cache);
}

// The place and code of each diagnostic, one a line: "case.json:3:14 compose.signatory".
inline std::string places(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics)
    out += (d.span.source ? d.span.source->name + ":" + place(d) : std::string("nowhere")) + " " + d.code + "\n";
  return out;
}

}  // namespace engross::test
