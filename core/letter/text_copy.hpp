// A clean copy of the words, for e-mail or a word processor.
#pragma once

#include <string>

#include "letter/letter.hpp"

namespace engross {

// UTF-8; a blank line between paragraphs; "- " and "1. " for lists; cells parted by tabs; a link's target in brackets
// after its words unless it is its words. Ends with a line feed. A further letter begins after a form feed, as a new
// page.
std::string write_text(const Letter& letter);

}  // namespace engross
