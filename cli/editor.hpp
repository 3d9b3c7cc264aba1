// Words that a person changes in an editor of theirs.
#pragma once

#include <string>

#include "base/world.hpp"

namespace engross::cli {

// $VISUAL, else $EDITOR, as other programs read them; empty when there is none.
std::string editor_of(const World& world);

// Runs it on a file of its own that only this user can read, and gives what the file holds then. Errors:
// "editor.failed" (it did not start, or ended with an error: then nothing is taken), and those of files.
Result<std::string> edit_words(const std::string& editor, const std::string& words);

}  // namespace engross::cli
