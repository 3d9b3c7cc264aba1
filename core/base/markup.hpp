// Text in XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace engross {

// As it may stand between tags: "&", "<" and ">" as entities.
std::string as_content(std::string_view text);
// As it may stand between the quotation marks of an attribute too: '"' besides.
std::string as_attribute(std::string_view text);

}  // namespace engross
