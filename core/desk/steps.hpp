// What an officer does to a letter, one step after the other, and the file that remembers it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace engross {

struct DeskStep {
  enum class Kind : std::uint8_t {
    add,    // the library's paragraph `id`, after `after` of its part
    drop,   // the paragraph, or the case's own words, `id`
    move,   // `id` to behind `after`, in its part
    edit,   // `words` instead of those of `id`; empty: its own again
    write,  // own `words` behind `after`; empty: none there
    allow,  // `id` may stand past its dates, because of `words`; no words: no more
    undo,   // the step before it that is not undone yet
  };
  Kind kind = Kind::add;
  std::string id = {};
  std::string after = {};     // an id; empty: at the beginning of the part (write: of the body)
  std::string language = {};  // edit, write: of the letter; empty: its first
  std::string words = {};     // Markdown
  friend bool operator==(const DeskStep&, const DeskStep&) = default;
};

std::string_view name_of(DeskStep::Kind kind);  // "add" …

// What the steps were taken on. They mean the same letter only while this holds.
struct DeskIdentity {
  std::string case_sha256, department, department_sha256, template_name;
  friend bool operator==(const DeskIdentity&, const DeskIdentity&) = default;
};

struct DeskJournal {
  DeskIdentity identity;
  std::string draft_sha256;  // of the draft as it stood after the last step
  std::vector<DeskStep> steps;
};

// JSON Lines: what they were taken on, then a step a line.
std::string write_journal(const DeskJournal& journal);

// A last line that has no end was not written whole, and is left out. Errors, with the line: "desk.journal" (not JSON,
// not such an object, a step that there is not), "desk.too-large" (over 4 MiB).
Result<DeskJournal> read_journal(const SourceRef& source);

}  // namespace engross
