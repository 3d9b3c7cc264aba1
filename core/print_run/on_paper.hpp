// A letter as ink: what form fields showed stands on the page itself. Private to this room.
#pragma once

#include "layout/pages.hpp"

namespace engross {

// Looks the same. Each field becomes a section of the structure: a figure for the picture of the ink, with the field's
// alternative text, and a paragraph for its words. What cannot be seen is gone.
Pages on_paper(Pages pages);

}  // namespace engross
