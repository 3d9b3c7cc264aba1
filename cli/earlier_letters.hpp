// What the store knows of a case's correspondent.
#pragma once

#include "cases/case.hpp"
#include "session.hpp"

namespace engross::cli {

// Adds the latest letters that the store, and the runs that it knows, sent to the case's correspondent. Warnings:
// records that could not be read, and a store that cannot be asked; the letter can be written without.
Diagnostics add_letters_of_store(Session& session, Case& to);

}  // namespace engross::cli
