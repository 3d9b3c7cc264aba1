// What the values of options are checked for while the command line is read.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <string>

#include "base/text.hpp"

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

// Words that go into a file and its record. A string of PDF/A holds 32767 bytes; whoever needs more writes a letter.
inline CLI::Validator few_words() {
  return {[](const std::string& word) -> std::string {
            constexpr std::size_t most = 1000;
            if (first_invalid_utf8(word)) return "it is not UTF-8";
            if (const auto found = first_forbidden(word))
              return code_point_name(found->code_point) + " is a " + std::string(found->what) + "; leave it out";
            return decode_lossy(word).size() > most ? "it has more than 1000 characters" : std::string();
          },
          ""};
}

}  // namespace engross::cli
