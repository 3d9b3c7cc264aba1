// Tags of languages (BCP 47): "en-GB", "cy".
#pragma once

#include <string_view>

namespace engross {

// "en", "en-GB", "cy", "zh-Hant-TW": the shape of a language tag, not whether it is registered.
bool is_language_tag(std::string_view tag);

// "en" of "en-GB": the language, whatever else its tag says.
std::string_view primary_subtag(std::string_view tag);

}  // namespace engross
