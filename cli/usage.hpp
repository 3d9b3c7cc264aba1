// What is said of a command line that cannot be read.
#pragma once

#include <string>

#include "base/diagnostic.hpp"

namespace CLI {
class App;
class Error;
}  // namespace CLI

namespace engross::cli {

// The sentence, what was likely meant, and the help that shows how. Error: "options.usage".
Diagnostic usage_of(const CLI::App& app, const CLI::Error& wrong);

// The same for people. Fits CLI::App::failure_message.
std::string explain_usage(const CLI::App* app, const CLI::Error& wrong);

}  // namespace engross::cli
