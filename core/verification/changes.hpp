// What a later state of a file has that its signed part had not, object by object.
#pragma once

#include <vector>

#include "verification/pdf_file.hpp"
#include "verification/verdict.hpp"

namespace engross::verification {

struct Change {
  enum class Kind : std::uint8_t { added, changed, removed };
  QPDFObjGen id;
  Kind kind = Kind::changed;
};

// Every object whose content differs, whether anything uses it or not, in the order of their numbers.
std::vector<Change> changes_between(const PdfFile& before, const PdfFile& after);

// Keys of the trailer that differ though no update of a file needs to change them: "/Root".
std::vector<std::string> trailer_changes(const PdfFile& before, const PdfFile& after);

struct Aftermath {
  After after = After::nothing;
  Diagnostics findings{};  // "verify.changed": each object that was not to change, and what it is
};

// Judges what was appended to the signed part. Accepted: empty signature fields that gained their value and nothing
// else (only by time stamps when `permits` is 1); validation data (/DSS) that nothing else in the file uses; an
// invisible field with a time stamp. An object that the signed part named but had not is never accepted.
Aftermath judge_changes(const PdfFile& before, const PdfFile& after, int permits);

}  // namespace engross::verification
