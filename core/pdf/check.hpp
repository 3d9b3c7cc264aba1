// Whether Pages and DocumentInfo can be written at all: so that nothing behind this door needs to ask again.
#pragma once

#include "base/diagnostic.hpp"
#include "pdf/draw.hpp"

namespace engross::pdf {

// Empty when all is well. Codes: "pdf.no-title", "pdf.no-language", "pdf.no-alternative", "pdf.picture", "pdf.pages".
Diagnostics check(const Pages& pages, const DocumentInfo& info);

}  // namespace engross::pdf
