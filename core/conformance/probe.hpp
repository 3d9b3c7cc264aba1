// A department library in a child of its own, asked what no letter would ask. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "conformance/checked_department.hpp"
#include "conformance/probe_messages.hpp"
#include "isolation/child.hpp"

namespace engross {

struct ProbeAnswer {
  struct Put {
    std::uint64_t kind = 0;
    std::string name, bytes;
    friend auto operator<=>(const Put&, const Put&) = default;
  };
  probe::Outcome outcome = probe::Outcome::answered;
  int status = 0;  // of abi.h
  std::vector<Put> puts;
  std::vector<std::string> reports;
  friend bool operator==(const ProbeAnswer&, const ProbeAnswer&) = default;
};

class Probe {
 public:
  // Errors: "isolation.start", "conformance.not-opened" (in the loader's words).
  static Result<Probe> open(const CheckedDepartment& subject);

  // Errors: "conformance.crashed", "conformance.hung"; the child is gone then. `what` is how messages call the
  // question.
  Result<ProbeAnswer> ask(probe::Ask ask, std::string_view words, std::string_view what);

 private:
  Probe(Child child, int answer_ms) : child_(std::move(child)), answer_ms_(answer_ms) {}
  Result<ProbeAnswer> hear(std::string_view what);
  Child child_;
  int answer_ms_;
};

}  // namespace engross
