// In: a square of modules. Out: the operators that paint the black ones (ISO 32000-1, 8.5), as an artifact of the page.
// Refuses nothing.
#include "pdf/module_mark.hpp"

#include "pdf/syntax.hpp"

namespace engross::pdf {
namespace {

// Black neighbours of a row are one rectangle.
void append_row(std::string& to, const ModuleMark& mark, std::size_t row) {
  for (std::size_t begin = 0; begin < mark.side;) {
    std::size_t end = begin;
    while (end < mark.side && mark.black[row * mark.side + end]) ++end;
    if (end > begin) {
      append_integer(to, static_cast<std::int64_t>(begin));
      to.push_back(' ');
      append_integer(to, static_cast<std::int64_t>(mark.side - 1 - row));
      to.push_back(' ');
      append_integer(to, static_cast<std::int64_t>(end - begin));
      to.append(" 1 re\n");
    }
    begin = end + 1;
  }
}

}  // namespace

std::string write_mark(const ModuleMark& mark, double page_height) {
  // Production aids are artifacts of the page (14.8.2.2.2).
  std::string out = "/Artifact <</Type /Page>> BDC\nq 0 g ";
  append_number(out, mark.module, 5);  // a module too wide by 0.0005 points would move the last one by a hundredth
  out.append(" 0 0 ");
  append_number(out, mark.module, 5);
  out.push_back(' ');
  append_number(out, mark.x);
  out.push_back(' ');
  append_number(out, page_height - mark.y - mark.module * static_cast<double>(mark.side));
  out.append(" cm\n");
  for (std::size_t row = 0; row < mark.side; ++row) append_row(out, mark, row);
  return out + "f Q\nEMC\n";
}

}  // namespace engross::pdf
