// Two editions of everything that a letter is made of.
#pragma once

#include <string>
#include <vector>

namespace engross::test {

// What the sample departments lack: deadlines and paragraphs that tell them, bank holidays, envelopes, forms of
// address, words and checks of their own.
void write_first_edition(const std::string& department);

// Every file below the folder is written again with something else in it that a letter would show or be judged by:
// words, rules, order, revisions, sizes, places, names, days, pictures, fonts, code. What is changed still holds
// together. Gives the files; the others (samples, tests, licences, build files) are left alone. Throws when a file that
// ought to change does not.
std::vector<std::string> write_second_edition(const std::string& folder);

}  // namespace engross::test
