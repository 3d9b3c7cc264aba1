// What a library was on a day: the edition that the letters of that time were made with, as the store has kept it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "department/department.hpp"
#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

struct PastLibrary {
  std::shared_ptr<const Department> department;
  std::string bundle_sha256;        // as records name it: of the object in the store
  Date last_used;                   // the latest day until then on which a letter was issued with it
  std::string reference;            // of that letter
  std::optional<Date> next_used{};  // the first day after it on which another edition was used
};

// The edition of the department with which the last letter until that day (it included) was issued, alone or in a run.
// Between two letters a library may have changed more than once: what no letter was made with the store does not know.
// Errors: "recall.no-edition" (the store has no letter of the department from until then: the first day from which it
// has one, and departments that it knows), "store.missing", those of listing the store and of Department::from().
Result<PastLibrary> library_as_of(World& world, const Store& store, const RegisteredRuns& runs,
                                  const std::string& department, const Date& day);

}  // namespace engross
