// The department that a command about libraries is about.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "library/past_library.hpp"
#include "session.hpp"

namespace engross::cli {

// --department, or the id of the only one there is. Error: "department.which" (what there is).
Result<std::string> chosen_name(const Session& session);

// The same, opened. Errors besides: those of Session::open_department().
Result<std::shared_ptr<const Department>> chosen_department(const Session& session);

// What --as-of asks for: nothing when it was not given. Error: "options.date".
Result<std::optional<Date>> as_of_day(const std::string& word);
// The library of the department that is meant as it was on a day, by its id or by where it lies now; it need not be
// installed any more. Errors besides those of chosen_name(): those of library_as_of().
Result<PastLibrary> past_library(const Session& session, const Date& day);
// "dfe 1.4 as it was on 2016-10-30: the edition 0123456789abcdef…, with which 2016-0046030 was issued on 2016-10-26"
std::string words_of(const PastLibrary& past, const Date& day);
Value to_value(const PastLibrary& past);

// A filter that no paragraph passes was most likely mistyped: "paragraphs.filter", with what the library has. An empty
// one is none.
void require_one_of(std::string_view what, const std::string& wanted, const std::vector<std::string>& known,
                    Diagnostics& problems);

}  // namespace engross::cli
