// What differs between two editions of a department's library, for whoever signs the new wording off.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "department/department.hpp"
#include "letter/diff.hpp"

namespace engross {

// One edition, as it is named at the head.
struct Edition {
  std::string id, version, sha256, from;
  std::string language;  // the department's first: of every original
};

struct ParagraphChange {
  enum class Kind : std::uint8_t { added, removed, renamed, changed };
  Kind kind = Kind::changed;
  std::string id, language;  // of the new edition, or of the old one for what was removed
  std::string old_id;        // renamed: what it was called
  std::string title;
  std::optional<int> old_revision, revision;
  std::string note;                 // what the new edition's forwarding notes say of it; empty: nothing
  std::vector<FieldChange> fields;  // of the front matter
  std::vector<WordChange> words;    // the whole text below it; empty when it is the same
};

// A file that is no paragraph: style.yaml and department.yaml by their keys, partials and templates by their words,
// pictures and fonts as a whole.
struct FileChange {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string path;
  std::vector<FieldChange> fields;
  std::vector<WordChange> words;
  std::string language = {};  // of the words: BCP 47, as its name says, else the department's first
};

// What the change does to the letter of one sample. A letter that is refused has none.
struct LetterChange {
  std::string sample;
  Diagnostics refused_before, refused_after;
  std::size_t pages_before = 0, pages_after = 0;
  LetterDiff letter;
  std::string language_before = {}, language_after = {};  // of the first letter in the file; empty: refused
  bool same() const {
    return letter.same() && pages_before == pages_after && refused_before.empty() == refused_after.empty();
  }
};

struct DepartmentDiff {
  Edition before, after;
  std::vector<ParagraphChange> paragraphs;  // by id, then language
  std::vector<FileChange> files;            // by path
  std::vector<LetterChange> letters;        // one a sample, the same ones too
  // Warnings: "diff.revision" (words changed, and the revision is not higher), "diff.no-note" (an id went without a
  // forwarding note), "diff.version" (something changed, and the version did not), "diff.refused" (a sample's letter
  // that could be made cannot be any more).
  Diagnostics findings;
  bool same() const;
};

// The libraries alone; letters are for whoever can make them. Files that one edition takes over from another department
// count as its own.
DepartmentDiff diff_departments(const Department& before, const Department& after);

// To be called once the letters are there.
void judge_letters(DepartmentDiff& diff);

std::string_view name_of(ParagraphChange::Kind kind);
std::string_view name_of(FileChange::Kind kind);

// "2 changes, 3 pages instead of 2": what became of a letter, in a few words.
std::string summary_of(const LetterChange& change);

std::string print(const DepartmentDiff& diff, DiffStyle style = {});
// One page that needs no other file: two columns, each change as <del> and <ins>, told by more than colour.
std::string write_html(const DepartmentDiff& diff);
Value to_value(const DepartmentDiff& diff);

}  // namespace engross
