// What an approval of a batch is of: everything that its letters are made from, and some of them, seen.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "signing/approved.hpp"

namespace engross {

struct Approvals;

// A letter of the batch that somebody looked at before they approved it, as of Approved.
struct SeenLetter {
  std::string reference, letter_sha256, pages_sha256;
};

// As many as a person could look at, and a file of approvals hold.
constexpr std::size_t most_samples = 1000;

struct ApprovedBatch {
  std::string department;         // id
  std::string department_sha256;  // of its bundle: compared, because nobody has seen the other letters
  std::string shared_sha256;      // of the shared templates
  std::string export_sha256;      // of its file
  std::string mapping_sha256;     // empty when there is none
  // Of the cases as they were read, a line each: the SHA-256 of the case's JSON, or "-" for a row that is no case. So
  // it does not matter how it came that the same file is read otherwise.
  std::string cases_sha256;
  std::size_t cases = 0;  // rows of the export
  // The day that letters without a date of their own bear, such as 2016-10-26; empty when the department's policies
  // leave the date to the day of issue.
  std::string today;
  std::vector<SeenLetter> samples;  // what is approved now; not looked at where approvals are judged
};

// The letters that were seen, by all whose approvals these are.
class SeenLetters {
 public:
  SeenLetters() = default;
  explicit SeenLetters(const Approvals& approvals);

  bool empty() const { return by_reference_.empty(); }
  std::size_t size() const { return by_reference_.size(); }
  bool has(std::string_view reference) const { return by_reference_.contains(reference); }
  // For each person who saw another letter under this reference: error "approvals.sampled".
  Diagnostics against(const Approved& letter) const;

 private:
  struct By {
    std::string person, role;
    SeenLetter seen;
  };
  std::map<std::string, std::vector<By>, std::less<>> by_reference_;
};

}  // namespace engross
