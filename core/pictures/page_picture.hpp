// A page as readers of its PDF see it.
#pragma once

#include <string>

#include "base/result.hpp"
#include "layout/pages.hpp"

namespace engross {

// A PNG of the whole page on white, the marks of a proof too. A signature that can be seen is drawn by the file's
// reader, and not here. Errors: those of Canvas.
Result<std::string> draw_page(const Pages& pages, const Page& page, int dots_per_inch);

}  // namespace engross
