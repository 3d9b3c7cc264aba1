// What stands at fixed places of the first page: the protective marking, the letterhead, the sender and the addressee.
#pragma once

#include "layout/blocks.hpp"

namespace engross {

class FirstPage {
 public:
  FirstPage(const LayoutInput& input, BlockSetter& blocks, TextSetter& setter, Flow& flow)
      : input_(input), style_(*input.style), blocks_(blocks), setter_(setter), flow_(flow) {}

  // In reading order: each adds its elements at once. The marking's first occurrence is text that is read; all others
  // are artifacts, so that a screen reader hears it once, first.
  void add_marking(const SetTextRef& marking, double baseline, double x, double bottom);
  void add_logo();                                       // error "layout.no-logo"
  void add_sender();                                     // error "layout.sender-overflow"
  void add_addressee(const std::vector<Block>& blocks);  // error "layout.address-overflow"

  // Items at absolute places, in reading order.
  const std::vector<FlowItem>& items() const { return items_; }
  double sender_bottom() const { return sender_bottom_; }
  const std::vector<ElementId>& addressees() const { return addressees_; }  // the elements of their lines

 private:
  struct PlacedLines {
    BlockSetter::Lines lines;
    double space = 0;  // above
  };
  void place(const std::vector<PlacedLines>& blocks, const TextStyle& style, const Box& box, HorizontalPlace align,
             double top);
  Box below_marking(Box box, double left, double right) const;

  const LayoutInput& input_;
  const HouseStyle& style_;
  BlockSetter& blocks_;
  TextSetter& setter_;
  Flow& flow_;
  std::vector<FlowItem> items_;
  std::vector<ElementId> addressees_;
  double sender_bottom_ = 0;
  double marking_left_ = 0, marking_right_ = 0, marking_bottom_ = 0;
};

}  // namespace engross
