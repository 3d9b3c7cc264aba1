// What each case does, private to this room. docs/conformance.md says it to people.
#pragma once

#include "conformance/conformance_case.hpp"

namespace engross::cases {

void opens(Subject& subject, Findings& found);
void manifest_agrees(Subject& subject, Findings& found);
void exports_one_symbol(Subject& subject, Findings& found);
void unknown_extensions(Subject& subject, Findings& found);
void same_answers(Subject& subject, Findings& found);
void odd_questions(Subject& subject, Findings& found);
void paragraphs_parse(Subject& subject, Findings& found);
void real_fields(Subject& subject, Findings& found);
void samples_render(Subject& subject, Findings& found);
void rules_tests(Subject& subject, Findings& found);
void golden_letters(Subject& subject, Findings& found);
void paragraphs_alive(Subject& subject, Findings& found);
void no_overlaps(Subject& subject, Findings& found);
void style_in_range(Subject& subject, Findings& found);
void fonts_serve(Subject& subject, Findings& found);
void pictures_serve(Subject& subject, Findings& found);
void translations_agree(Subject& subject, Findings& found);
void languages_complete(Subject& subject, Findings& found);
void all_branches(Subject& subject, Findings& found);

}  // namespace engross::cases
