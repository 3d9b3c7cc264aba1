// What the values of options are checked for while the command line is read.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <string>

namespace engross::cli {

// A whole number from 1 that an int holds.
inline CLI::Validator from_one() {
  return {[](const std::string& word) {
            int number = 0;
            const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), number);
            const bool whole = code == std::errc() && end == word.data() + word.size() && number >= 1;
            return whole ? std::string() : "\"" + word + "\" is not a whole number from 1";
          },
          ""};
}

// A name that is not empty: an empty one would count as not given.
inline CLI::Validator named() {
  return {[](const std::string& word) { return word.empty() ? "it was given an empty name" : std::string(); }, ""};
}

}  // namespace engross::cli
