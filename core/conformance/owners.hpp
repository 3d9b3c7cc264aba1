// Which case tells a fault that was found while the department was opened. Each fault has exactly one owner. Private to
// this room.
#pragma once

#include "base/diagnostic.hpp"

namespace engross::owners {

bool manifest(const Diagnostic& fault);      // a library that says one thing and is another
bool symbols(const Diagnostic& fault);       // a library that the loader does not take
bool dates(const Diagnostic& fault);         // days that do not exist, or never come
bool translations(const Diagnostic& fault);  // of another revision, or of nothing
bool paragraphs(const Diagnostic& fault);    // the rest about paragraphs, partials and templates
bool pictures(const Diagnostic& fault);
bool fonts(const Diagnostic& fault);
bool style(const Diagnostic& fault);  // the rest about style.yaml
bool opens(const Diagnostic& fault);  // everything else

}  // namespace engross::owners
