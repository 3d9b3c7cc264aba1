// Blocks made by hand, for what is no letter: a book, a report.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

std::vector<Inline> words(std::string text);
Block paragraph_of(std::vector<Inline> inlines, const std::string& language = {});
Block heading_of(int level, std::string title, const std::string& language = {});
// A dash when there is nothing to say.
TableCell cell_of(const std::string& text, const std::string& language = {});
Block table_of(const std::vector<std::string>& header, std::vector<std::vector<TableCell>> rows);
Block list_of(const std::vector<std::string>& items);
// "Owner: Curriculum Policy Unit", a line each; the name stands out. Facts without a value are left out.
Block facts_of(const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace engross
