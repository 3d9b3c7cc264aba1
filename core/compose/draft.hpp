// The Draft: a Letter as Markdown that an officer edits, and its way back.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "compose/compose.hpp"

namespace engross {

// Front matter of a draft.
struct DraftHead {
  std::string case_path;  // as given on the command line, relative to the draft when possible
  std::string case_sha256;
  std::string department, department_sha256, version, template_name, language, date;
};

// Front matter, then each section as a fenced div, each library paragraph as a div inside it with id, revision and
// reason.
std::string write_draft(const Composed& composed, const DraftHead& head);

// The head alone, so that the caller can find the case. Errors: "draft.front-matter", "draft.unknown-key",
// "draft.not-utf8", "draft.character" (one that no input may hold), "draft.too-large" (over 2 MiB), and those of YAML.
Result<DraftHead> read_draft_head(SourceRef draft);

struct DraftChange {
  enum class Kind : std::uint8_t { edited, moved, dropped, added };
  Kind kind = Kind::edited;
  std::string id;  // of the paragraph; empty for added words
  Part part = Part::body;
};

std::string_view name_of(DraftChange::Kind kind);  // "edited", "moved", "dropped", "added"

struct Drafted {
  Letter letter;
  std::vector<DraftChange> changes;
};

// Aligns the draft with the letter composed again from the case: unchanged paragraphs keep their Origins, changed,
// moved or new text has the draft as Origin and counts as edited, a deleted div is a dropped paragraph, text outside
// divs is the officer's own. An unedited draft gives the same Letter, whatever its line ends and blank lines. Errors,
// all of one draft collected, a hundred at most: those of the head, of fences and of Markdown;
//   "draft.unknown-paragraph"  an id that the letter does not have
//   "draft.duplicate"          one that stands twice
//   "draft.revision"           one that was written from another revision
//   "draft.empty"              one without words
//   "draft.section"            a section that no letter has, out of order, or holding what it cannot
//   "draft.attribute"          an attribute that its div does not take, or lacks
//   "draft.leak"               a `{{` that no merge will fill, in words that were typed or changed
Result<Drafted> read_draft(SourceRef draft, const Composed& composed);

}  // namespace engross
