// Names of files as text. The system's names are bytes; what is shown or stored must be text that every reader takes.
#pragma once

#include <string>
#include <string_view>

namespace engross {

// The name, with %XX for each byte that is no UTF-8 or belongs to a character that no input may hold. What all of it
// may hold comes back as it is, so nearly every name does.
std::string shown(std::string_view name);

// The bytes again. A name that has such a %XX of its own is not told apart: look for it as it is first.
std::string unshown(std::string_view name);

}  // namespace engross
