// A run of letters made by hand: words on pages, a setup, the geometry of a common envelope.
#pragma once

#include <string>
#include <vector>

#include "print_run/print_run.hpp"

namespace engross::test {

PrintSetup sample_setup();  // templates/print-run.yaml
Geometry sample_geometry();
DocumentInfo run_info();

// A letter of so many pages, each with a line that names it; the face is of the packaged fonts.
Pages pages_of_letter(const std::string& reference, std::size_t pages);

// References … with these numbers of pages.
std::vector<PrintItem> items_with_pages(const std::vector<std::size_t>& pages);

// Lays out what the items say.
PagesOf maker(const std::vector<PrintItem>& items);

}  // namespace engross::test
