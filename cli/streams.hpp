// Standard input, output and error as the program finds and leaves them.
#pragma once

#include "options.hpp"

namespace engross::cli {

// A stream that the caller closed is opened on nothing, so that no file of ours takes its number: what is written to it
// is an error, what is read from it as well, and what is said on standard error is lost.
void fill_closed_streams();

// The exit code, after everything that was printed has left: "environment", with a sentence on standard error, when it
// could not. What the disk refused must not look done.
int flush_results(int exit_code);

}  // namespace engross::cli
