// The peer: a letter by libharu alone, as its manual shows, with the line breaks made beforehand. Neither tagged nor
// PDF/A; no kerning; Windows code page 1252, the fastest of libharu's encodings for TrueType.
#pragma once

#include <string>

namespace engross::test {

// Letter `number`: two pages, two embedded fonts, deflated. The words of the sample letter, shorn of what the code page
// lacks.
std::string plain_libharu_letter(int number);

}  // namespace engross::test
