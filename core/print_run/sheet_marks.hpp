// The code on the front of each sheet, and the number below it for people. Private to this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/module_mark.hpp"
#include "print_run/data_matrix.hpp"
#include "print_run/plan.hpp"

namespace engross {

// "12345678.000120.01.02": the run, the letter, its first sheet of two.
std::string sheet_code(const PrintPlan& plan, std::size_t sequence, std::size_t sheet, std::size_t sheets);

class SheetMarker {
 public:
  // Errors: "print.code" (its place leaves the sheet, or shows through the window of the envelope).
  static Result<SheetMarker> make(const PrintPlan& plan, const CodePlace& place, const Geometry& geometry);

  // Adds the words to the pages and gives the codes: one on the first page of each sheet. Error: "print.covers"
  // (something of the letter lies where code and clear space must be; where on which page).
  Result<std::vector<ModuleMark>> mark(Pages& pages, const PlannedLetter& letter, bool duplex);

 private:
  SheetMarker(const PrintPlan& plan, const CodePlace& place) : plan_(&plan), place_(place) {}
  void add_words(Pages& pages, std::size_t page, const std::vector<std::string>& lines);
  ShownTextRef shown(const std::string& text, const Face& face);

  const PrintPlan* plan_;
  CodePlace place_;
  Box zone_;  // points: code, words and clear space
};

}  // namespace engross
