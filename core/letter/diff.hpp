// What differs between two letters: their heads, and their text by paragraph and word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/value.hpp"
#include "letter/letter.hpp"

namespace engross {

// A stretch of a block as it reads: words, with emphasis as * and **, links as [words](target), line feeds between
// lines, list items and table rows.
struct WordChange {
  enum class Kind : std::uint8_t { same, deleted, inserted };
  Kind kind = Kind::same;
  std::string text;  // UTF-8, not empty
  friend bool operator==(const WordChange&, const WordChange&) = default;
};

// The words of `before` and `after` as stretches; a deletion stands before the insertion that replaces it. Joined
// without the insertions they are `before`, without the deletions `after`.
std::vector<WordChange> diff_words(const Block& before, const Block& after);
// Of any text, as it stands; its lines are lines.
std::vector<WordChange> diff_text(std::string_view before, std::string_view after);

// Where a block stands: the how-manieth of its part, from 1.
struct BlockPlace {
  Part part = Part::body;
  std::size_t number = 1;
  friend bool operator==(const BlockPlace&, const BlockPlace&) = default;
};

struct BlockChange {
  enum class Kind : std::uint8_t { inserted, deleted, changed, moved };
  Kind kind = Kind::changed;
  std::optional<BlockPlace> before;  // none: inserted
  std::optional<BlockPlace> after;   // none: deleted
  std::string id;                    // of the library paragraph that the block is from, in the second letter if it
                                     // stands there; empty: none
  std::vector<WordChange> words;     // the whole block; a moved one may have changed words too
  std::string language = {};         // of one of several letters in a file; empty in the only one
};

// Something about the letter as a whole: "date", "subject", "signature"…; several lines are parted by line feeds.
struct FieldChange {
  std::string name;
  std::string before;  // empty: not set
  std::string after;
  std::string language = {};  // as of BlockChange
};

struct LetterDiff {
  std::vector<FieldChange> fields;
  std::vector<BlockChange> changes;  // in reading order of the second letter; deletions where they stood
  bool same() const { return fields.empty() && changes.empty(); }
};

// Where the words come from does not count, only what is printed. Blocks of one part are aligned by equality, then by
// the library paragraph they are from, then by their words (half of them shared); what is left over and stands
// elsewhere in the other letter has moved. Any two letters can be compared; very long ones, of which little stayed,
// less finely. Further letters are compared with the one in their language; what the other has none of is deleted or
// inserted whole.
LetterDiff diff(const Letter& before, const Letter& after);

std::string_view name_of(WordChange::Kind kind);   // "same", "deleted", "inserted"
std::string_view name_of(BlockChange::Kind kind);  // "inserted", "deleted", "changed", "moved"

struct DiffStyle {
  bool colour = false;  // ANSI: deleted red, inserted green
};
// For a terminal: deleted words [-like this-], inserted {+like this+}, ↵ at the end of a line that changed; unchanged
// blocks are left out. Empty when nothing differs.
std::string print(const LetterDiff& diff, DiffStyle style = {});
// The stretches alone, their further lines indented as the first is by whoever prints it.
std::string print(const std::vector<WordChange>& words, DiffStyle style = {}, std::string_view indent = "    ");
// For programs: {"same": …, "fields": [{"name", "before", "after"}], "changes": [{"kind", "before": {"part", "number"}
// or null, "after", "id" or null, "words": [{"kind", "text"}]}]}.
Value to_value(const LetterDiff& diff);
Value to_value(const std::vector<WordChange>& words);

}  // namespace engross
