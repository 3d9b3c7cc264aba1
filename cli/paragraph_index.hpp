// The index of the department that is meant, from the user's cache or made anew.
#pragma once

#include "library/search_index.hpp"
#include "session.hpp"

namespace engross::cli {

// By id or path. A library that is indexed already is read and hashed, asked for at its lock, and not opened; a folder
// is read and hashed. Everything else is opened as for any other command, and its index is kept for the next time.
// Errors: those of Session::open_department(), "search.index".
Result<SearchIndex> paragraph_index(Session& session, const std::string& department);
// Of one that is open already. Error: "search.index".
Result<SearchIndex> paragraph_index(Session& session, const Department& department);

}  // namespace engross::cli
