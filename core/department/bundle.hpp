// Resources as one string of bytes and back: what the store keeps of a department.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "department/department.hpp"

namespace engross {

// "engross bundle 1\n", then for each file, by path: "<bytes of content> <path>\n", the content, "\n".
std::string to_bundle(const Resources& resources);

// Errors: "bundle.damaged" with the byte where it stops making sense.
Result<Resources> from_bundle(std::string origin, std::string_view bytes);

}  // namespace engross
