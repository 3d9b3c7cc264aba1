// What is said of a command line that cannot be read.
#pragma once

#include <string>

namespace CLI {
class App;
class Error;
}  // namespace CLI

namespace engross::cli {

// The sentence, what was likely meant, and the help that shows how. Fits CLI::App::failure_message.
std::string explain_usage(const CLI::App* app, const CLI::Error& wrong);

}  // namespace engross::cli
