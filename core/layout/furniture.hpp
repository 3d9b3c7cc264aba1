// What every page carries besides the letter: continuation header, page number, protective marking, proof mark.
// All artifacts, except the marking at the head of the first page.
#pragma once

#include "layout/first_page.hpp"
#include "layout/page_writer.hpp"

namespace engross {

class Furniture {
 public:
  Furniture(const LayoutInput& input, TextSetter& setter);

  // The heights that are left for the letter, from the top of the sheet.
  double continuation_top() const { return continuation_top_; }
  double body_bottom() const { return body_bottom_; }

  void add_first_marking(FirstPage& first) const;
  // Before anything else of the page, and after it.
  void draw_under(PageWriter& writer, std::size_t page) const;
  void draw_over(PageWriter& writer, std::size_t page, std::size_t pages) const;

 private:
  void set_marking();
  void set_continuation();
  void set_proof_mark();
  std::string continuation_words() const;
  std::string number_words(std::size_t page, std::size_t pages) const;
  double ascent(const TextStyle& style) const;
  double descent(const TextStyle& style) const;
  double centred(const SetTextRef& text) const;

  const LayoutInput& input_;
  const HouseStyle& style_;
  TextSetter& setter_;
  Box printable_;
  Column column_;
  SetTextRef marking_, continuation_, proof_mark_;
  double marking_top_ = 0, marking_foot_ = 0, marking_end_ = 0;  // baselines, and where the upper marking ends
  double header_ = 0;                                            // first baseline of the continuation header
  double proof_mark_y_ = 0;
  double continuation_top_ = 0, body_bottom_ = 0;
};

}  // namespace engross
