// Whether Pages and DocumentInfo can be written at all: so that nothing behind this door needs to ask again.
#pragma once

#include "base/diagnostic.hpp"
#include "pdf/draw.hpp"
#include "pdf/known_runs.hpp"

namespace engross::pdf {

// Empty when all is well. Words that are known are sound and not looked at again. Codes: "pdf.no-title",
// "pdf.no-language", "pdf.no-alternative", "pdf.picture", "pdf.pages".
Diagnostics check(const Pages& pages, const DocumentInfo& info, KnownRuns& runs);

}  // namespace engross::pdf
