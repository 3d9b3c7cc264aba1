// Cases that are made up: values laid into a tree. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/value.hpp"

namespace engross {

// The tree with the value at the path, or without it. Objects are made on the way; a step "*" is every item of a list,
// of which one is made where there is none; a number is an item that there is.
Value with_value(Value root, std::string_view path, const std::optional<Value>& value);

// A path and what stands there; nothing: it is absent.
using Assigned = std::pair<std::string, std::optional<Value>>;

// The tree with all of them, those nearest to the root first. What lies below a path that is to be absent, or is no
// object there, stays absent.
Value with_values(Value root, std::vector<Assigned> settings);

}  // namespace engross
