// Whether a department may have changed since it was last looked at, without reading it.
#pragma once

#include <filesystem>
#include <string>

namespace engross {

// Of a library's file: which file it is, its size, and when it and its entry were last changed; of a folder that of
// every file and folder below it. Equal stamps: the bytes are the same, unless somebody set the machine's clock back.
// Empty when it cannot be told: something cannot be looked at, or was changed within the last two seconds, in which it
// may be changed again without another time on it.
std::string department_stamp(const std::filesystem::path& department);

}  // namespace engross
