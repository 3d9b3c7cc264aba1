// An independent reader of finished letters: what PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) ask of such a file.
// It reads with libqpdf and expat and shares no code with the writer. Not looked into: the curves of the colour
// profile, glyph outlines, the inside of JPEG streams.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engross::test {

// Each fault in a sentence; empty for a file that conforms.
std::vector<std::string> conformance_faults(std::string_view pdf);

// The structure tree as an assistive reader meets it, a line an element:
//     Document
//       Figure alt="Department for Education"
//       P | Dear Councillor Watling,
//         Span lang=cy | diolch
// or what made the file unreadable. Words come through ToUnicode and ActualText.
std::string tag_tree(std::string_view pdf);

}  // namespace engross::test
