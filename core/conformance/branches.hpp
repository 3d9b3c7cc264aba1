// Every paragraph of a department tried in every way that its rules and sections can tell apart. Private to this room.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assemble/reply.hpp"
#include "conformance/checked_department.hpp"
#include "conformance/coverage.hpp"
#include "conformance/dangling.hpp"
#include "conformance/vocabulary.hpp"

namespace engross {

// How one paragraph was explored.
struct Explored {
  std::vector<std::string> variables;  // places in the case, in order
  std::size_t combinations = 0;        // of their choices; at most one more than the bound
  std::size_t cases = 0;               // that were tried for it
  bool exhausted = false;              // every combination was
  bool decidable = true;               // the combinations are all the ways that its questions can come out
  bool proven() const { return exhausted && decidable; }
};

// What a printed paragraph looked like, over all letters.
struct Looks {
  struct Sight {
    std::size_t count = 0;
    std::string what;
    Value made;  // the first case
  };
  std::map<Dangle::Kind, Sight> dangles;
  std::size_t letters = 0;
};

struct BrokenLetter {
  Diagnostic fault;
  Value made;
};

struct PageCount {
  std::size_t pages = 0;
  Value made;
};

struct BranchReport {
  explicit BranchReport(Coverage of) : coverage(std::move(of)) {}
  Coverage coverage;
  std::map<const Paragraph*, Explored> explored;  // originals
  std::map<const Paragraph*, Looks> looks;        // as printed
  std::vector<BrokenLetter> broken;               // letters that should be and are not, a fault each
  std::vector<BrokenLetter> unmade;               // for which no value could be made up, a fault each
  std::optional<PageCount> fewest, most;
  std::size_t cases = 0, letters = 0, laid_out = 0;  // tried, composed, laid out
  bool letters_cut = false;                          // the bound on letters was reached
};

// `cases` are the samples and rules tests; they are tried too.
BranchReport explore(Workbench& bench, const std::vector<Value>& cases, const BranchLimits& limits, const Date& today);

}  // namespace engross
