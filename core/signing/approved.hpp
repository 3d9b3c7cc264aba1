// What an approval is of: the words of a letter and its look.
#pragma once

#include <string>

#include "department/department.hpp"
#include "layout/pages.hpp"
#include "letter/letter.hpp"

namespace engross {

struct Approved {
  std::string reference;
  std::string department;         // id
  std::string department_sha256;  // of its bundle: told, but not compared, because most changes of a department leave
                                  // this letter as it is
  std::string letter_sha256;      // of the Letter's dump
  std::string pages_sha256;       // of look_of() the Pages
  Letter words;                   // words_of() the letter
};

// Pages are those of the letter to be issued, without ink and without a signature field, so that whoever approves and
// whoever signs sees the same. Where the letter's date is left to the day of issue, both bear another in its place.
Approved approved_from(const Letter& letter, const Pages& pages, const Department& department);

// Everything that can be seen: the Pages' dump, then what it leaves out, a line each: the bytes of faces and pictures,
// which glyphs are drawn, the colours.
std::string look_of(const Pages& pages);

}  // namespace engross
