// What each case does, private to this room. docs/conformance.md says it to people.
#pragma once

#include "conformance/conformance_case.hpp"

namespace engross::cases {

void opens(CheckedDepartment& subject, Findings& found);
void manifest_agrees(CheckedDepartment& subject, Findings& found);
void exports_one_symbol(CheckedDepartment& subject, Findings& found);
void unknown_extensions(CheckedDepartment& subject, Findings& found);
void same_answers(CheckedDepartment& subject, Findings& found);
void odd_questions(CheckedDepartment& subject, Findings& found);
void paragraphs_parse(CheckedDepartment& subject, Findings& found);
void real_fields(CheckedDepartment& subject, Findings& found);
void samples_render(CheckedDepartment& subject, Findings& found);
void rules_tests(CheckedDepartment& subject, Findings& found);
void golden_letters(CheckedDepartment& subject, Findings& found);
void paragraphs_alive(CheckedDepartment& subject, Findings& found);
void no_overlaps(CheckedDepartment& subject, Findings& found);
void style_in_range(CheckedDepartment& subject, Findings& found);
void fonts_serve(CheckedDepartment& subject, Findings& found);
void pictures_serve(CheckedDepartment& subject, Findings& found);
void translations_agree(CheckedDepartment& subject, Findings& found);
void languages_complete(CheckedDepartment& subject, Findings& found);
void all_branches(CheckedDepartment& subject, Findings& found);

}  // namespace engross::cases
