// The program that shows a PDF in a window.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace engross::cli {

// $ENGROSS_VIEWER; else xdg-open, where there is a display and it is installed; else empty.
std::string viewer_of(const World& world);

// Opens the file and leaves the viewer to itself: it has no part in the terminal, and goes on when the command ends.
// Error: "preview.viewer" (it ended at once, and badly).
Result<void> open_in_viewer(const std::string& viewer, const std::string& file);

}  // namespace engross::cli
