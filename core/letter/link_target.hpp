// Where a link may lead: https, mailto and tel, percent-encoded (RFC 3986, RFC 6068, RFC 3966).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace engross {

// A stretch of a target: written in the Markdown, or a value's text.
struct TargetPart {
  std::string_view text;
  bool value = false;
};

// What is wrong with a target, and what to do about it.
struct TargetFault {
  std::string message;
  std::string hint;
};

// The finished address. A value at the very start may be a whole address; a value further on is one component, so that
// it can add neither a path step nor a query nor a host. In a tel address a value's spaces are dropped.
tl::expected<std::string, TargetFault> link_target(std::span<const TargetPart> parts);

}  // namespace engross
