// What a department decides in code of its own, as questions and answers; who runs the code is not told here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// What a department's code may be asked for; department.yaml says which under `decides`.
enum class Call : std::uint8_t { derive, select };
std::string_view name_of(Call call);

// What it answered, and what it had to say to whoever drafts the letter.
struct Answer {
  std::string json;
  Diagnostics notes;  // "department.says": notes and warnings, each naming the library
};

// A department's own code, ready to be asked until it is destroyed. Not shared between threads.
class DepartmentCode {
 public:
  DepartmentCode() = default;
  DepartmentCode(const DepartmentCode&) = delete;
  DepartmentCode& operator=(const DepartmentCode&) = delete;
  virtual ~DepartmentCode() = default;

  virtual bool offers(Call call) const = 0;
  // The question is JSON, as engross/abi.h says. Errors: "department.refuses" (it refused the case, with its reason),
  // "library.threw" (it let an exception out, or gave no reason), "library.forbidden", "library.crashed",
  // "library.timeout", "library.printed", "library.too-large", "library.lied", "isolation.start". After any of them it
  // may be asked again.
  virtual Result<Answer> ask(Call call, std::string_view question) = 0;
};

struct Decision {
  std::string id;       // of a paragraph
  std::string because;  // kept in the record
};

// What select changes of what the rules chose.
struct Decisions {
  std::vector<Decision> add, leave_out;
  Value answered{};  // as the code put it, for the record
};

// The answer of derive. `name` is whom the error blames. Error: "library.answer" (no JSON object, deeper than 16
// levels, more than 1 MiB; with the place).
Result<Document> read_derived(const std::string& name, std::string json);
// The answer of select. Error: "library.answer" (also: members that are unknown or of another kind, an id that is added
// and left out, an id twice, a reason that is missing).
Result<Decisions> read_decisions(const std::string& name, std::string json);

}  // namespace engross
