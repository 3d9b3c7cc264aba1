// In: which elements the marked content of each page and the annotations belong to. Out: the number tree that says so;
// one node for one letter, leaves below a root for a long file. Refuses nothing.
#include "pdf/structure.hpp"

namespace engross::pdf {

namespace {
constexpr std::size_t leaf_size = std::size_t{16} << 10U;  // bytes
}

void ParentTree::begin(std::int64_t key) {
  if (numbers_.empty()) {
    numbers_ = "[";
    first_key_ = key;
  }
  next_key_ = key + 1;
  append_integer(numbers_, key);
  numbers_.push_back(' ');
}

void ParentTree::add(std::int64_t key, const std::vector<ElementId>& marked, const std::vector<Ref>& elements) {
  begin(key);
  numbers_.push_back('[');
  for (const ElementId element : marked) {
    append_reference(numbers_, elements[static_cast<std::size_t>(element)]);
    numbers_.push_back(' ');
  }
  numbers_.append("]\n");
}

void ParentTree::add(std::int64_t key, Ref element) {
  begin(key);
  append_reference(numbers_, element);
  numbers_.push_back('\n');
}

std::string ParentTree::taken_numbers() {
  if (numbers_.empty()) numbers_ = "[";
  numbers_.push_back(']');
  return Dictionary().raw("Nums", std::exchange(numbers_, {})).take();
}

void ParentTree::end_leaf(Objects& objects) {
  std::string limits = "[";
  append_integer(limits, first_key_);
  limits.push_back(' ');
  append_integer(limits, next_key_ - 1);
  limits.push_back(']');
  leaves_.push_back(objects.add(Dictionary().raw("Limits", limits).take() + taken_numbers()));
}

void ParentTree::end_part(Objects& objects) {
  if (numbers_.size() >= leaf_size) end_leaf(objects);
}

Ref ParentTree::write(Objects& objects) {
  if (leaves_.empty()) return objects.add(taken_numbers());
  if (!numbers_.empty()) end_leaf(objects);
  std::string kids = "[";
  for (const Ref leaf : leaves_) {
    append_reference(kids, leaf);
    kids.push_back(' ');
  }
  kids.back() = ']';
  return objects.add(Dictionary().raw("Kids", kids).take());
}

}  // namespace engross::pdf
