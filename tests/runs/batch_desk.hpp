// The batch command at a desk of its own: the sample export and its mapping, which may be changed, a store, a fixed
// day.
#pragma once

#include <string>
#include <vector>

#include "../e2e/signing_desk.hpp"
#include "run_desk.hpp"

namespace engross::test {

class BatchDesk : public SigningDesk {
 public:
  BatchDesk();

  // engross WORDS… at the desk.
  Outcome engross(const std::vector<std::string>& words, const std::string& input = {}) const;
  // engross batch EXPORT --map … --out RUN WORDS…
  Outcome batch(const std::string& cases, const std::string& to, std::vector<std::string> words = {"--unsigned"},
                const std::string& input = {}) const;
  std::vector<std::string> signing() const;
  // The sample export with one text replaced, which must be in it, under another name.
  std::string changed(const std::string& name,
                      const std::vector<std::pair<std::string, std::string>>& replacements) const;
  // The header and some of its rows, from 1.
  std::string rows(const std::string& name, const std::vector<std::size_t>& numbers) const;

  std::string in(const std::string& name) const { return folder / name; }
  std::string letter_in(const std::string& to, const std::string& reference) const {
    return in(to + "/letters/0000/" + reference + ".pdf");
  }

  std::string text;     // the sample export
  std::string cases;    // where it lies
  std::string mapping;  // and its mapping
  std::string store = "store";
};

// The text with a part replaced once; a failure when it is not there.
std::string with(std::string text, const std::string& part, const std::string& by);

}  // namespace engross::test
