// What a shell offers for a value: ids of paragraphs, topics, policies and the like, of the departments at hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session.hpp"

namespace engross::cli {

struct OfferedValue {
  std::string value, description;  // description: a title, for shells that show one; may be empty
};

// The common options as far as they say where departments lie, out of a line that is not finished: its words as the
// shell has them, "--store=DIR" in one word, in two or in three. They come over those that are there already.
CommonOptions options_on(const World& world, const std::vector<std::string>& line, CommonOptions options);

// Values of a kind (ValueKind::kind) that begin with `begun`. The department is the one that --department names, else
// that of a case or draft on the line, else the only one there is. Never an error: what is not known is not offered. A
// library that its lock does not admit is not opened, as ever.
std::vector<OfferedValue> values_of(Session& session, std::string_view kind, const std::string& begun,
                                    const std::vector<std::string>& line);

}  // namespace engross::cli
