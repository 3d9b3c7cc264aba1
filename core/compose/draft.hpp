// The Draft: a Letter as Markdown that an officer edits, and its way back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "compose/compose.hpp"

namespace engross {

// Front matter of a draft.
struct DraftHead {
  std::string case_path;  // as given on the command line, relative to the draft when possible
  std::string case_sha256;
  std::string department, department_sha256, version, template_name, language, date;  // languages: "cy, en-GB"
  std::string paragraphs = {};  // "thanks, weir-licence": an officer's choice, as Case::picks; empty: the rules choose
  std::vector<Allowance> allowed = {};                   // `allow`: a reason by the paragraph's id
  std::map<std::string, Span, std::less<>> places = {};  // of the values that were read, by key

  Span place(std::string_view key) const {
    const auto found = places.find(key);
    return found == places.end() ? Span{} : found->second;
  }
};

// The choice as selection takes it; all of it stands at one place of the draft.
std::optional<std::vector<CaseParagraph>> picks_of(const DraftHead& head);

// What an officer wrote so far, in Markdown: instead of the words of a div, and after a div. By the language of the
// letter and the div's id (`from` of a div of words); after "" is where the body begins.
struct DraftEdits {
  using Place = std::pair<std::string, std::string>;
  std::map<Place, std::string> words, after;
  bool empty() const { return words.empty() && after.empty(); }
};

// Front matter, then each section as a fenced div, each library paragraph as a div inside it with id, revision and
// reason. Of a letter in several languages, each section says which it is in: `::: body {language="cy"}`.
std::string write_draft(const Composed& composed, const DraftHead& head, const DraftEdits& edits = {});

// A library paragraph, or words of the case, as the letter has it.
struct DraftDiv {
  const Provenance* why = nullptr;  // of the letter
  Part part = Part::body;
  std::string words;  // Markdown
};
std::vector<DraftDiv> divs_of(const Letter& letter);  // in one language, in reading order

// The head alone, so that the caller can find the case. Errors: "draft.front-matter", "draft.unknown-key",
// "draft.quotes" (typographic quotation marks, which YAML takes for letters), "draft.date" (no day), "draft.allow" (no
// reason), "draft.not-utf8",
// "draft.character" (one that no input may hold), "draft.too-large" (over 2 MiB), and those of YAML.
Result<DraftHead> read_draft_head(SourceRef draft);

// What the head says otherwise than the letter that its case makes. Errors: "draft.department", "draft.language",
// "draft.date" (the case's date decides when it has one). Warning: "draft.department-changed" (another version, or
// other files under the same one).
// `languages` is languages_of() the letter.
Diagnostics check_draft_head(const DraftHead& head, const Case& case_, const Department& department,
                             std::string_view languages);

// The line that opens this section of the draft (of the letter in this language, when the draft tells them apart), else
// its beginning: for what is said of words that are not there.
Span place_in_draft(const SourceRef& draft, Part part, std::string_view language);

struct DraftChange {
  enum class Kind : std::uint8_t { edited, moved, dropped, added };
  Kind kind = Kind::edited;
  std::string id;  // of the paragraph; empty for added words
  Part part = Part::body;
  std::string language = {};  // of the letter; empty when it has no further ones
  Span place = {};            // of the words in the draft; nowhere when they are dropped
};

std::string_view name_of(DraftChange::Kind kind);  // "edited", "moved", "dropped", "added"

// A value that the case gives to words of the draft, which print something else.
struct OtherValue {
  std::string pointer, printed;  // as Origin has them
  Span in_case;                  // where the case has it
  Span place;                    // of the draft's words
};

struct Drafted {
  Letter letter;
  std::vector<DraftChange> changes;
  std::vector<OtherValue> other_values;  // of the case, in edited words that were kept
  Diagnostics notes;                     // "selection.forwarded": divs of an old id
};

// Aligns the draft with the letter composed again from the case: unchanged paragraphs keep their Origins, changed,
// moved or new text has the draft as Origin and counts as edited, a deleted div is a dropped paragraph, text outside
// divs is the officer's own. Values whose printed words still stand in a changed paragraph keep their Origins. An
// unedited draft gives the same Letter, whatever its line ends and blank lines. Errors, all of one draft collected, a
// hundred at most: those of the head, of fences and of Markdown;
//   "draft.unknown-paragraph"  an id that the letter does not have
//   "draft.duplicate"          one that stands twice
//   "draft.revision"           one that was written from another revision
//   "draft.empty"              one without words
//   "draft.section"            a section that no letter has, out of order, or holding what it cannot
//   "draft.attribute"          an attribute that its div does not take, or lacks
//   "draft.section-language"   a section of a letter in several languages that does not say which, or says another
//   "draft.languages-differ"   a paragraph that was dropped, added or moved in one language alone
//   "draft.leak"               a `{{` that no merge will fill, in words that were typed or changed
//   "selection.withdrawn"      an id that a forwarding note of the department says to be withdrawn
// A div of an old id is that of the paragraph as it is called now.
Result<Drafted> read_draft(SourceRef draft, const Composed& composed, const Department& department);

}  // namespace engross
