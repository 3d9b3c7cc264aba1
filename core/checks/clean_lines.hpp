// Lines of a library's words in which nothing was found, and nothing can be found by another case either: what most
// letters of a batch share need not be looked at again. Changes what a check costs, and never what it finds.
#pragma once

#include <array>
#include <string>
#include <unordered_set>

#include "letter/letter.hpp"

namespace engross {

// How a line was looked at.
struct LineKind {
  bool prose = false, english = false;
};

// Of one department, whose words to avoid decide. Not shared between threads.
class CleanLines {
 public:
  bool has(const std::string& text, LineKind kind) const { return of(kind).contains(text); }
  // Keeps a few thousand lines, of a few thousand bytes each at most.
  void add(const std::string& text, LineKind kind);

 private:
  using Texts = std::unordered_set<std::string>;
  static std::size_t index_of(LineKind kind) { return (kind.prose ? 1U : 0U) + (kind.english ? 2U : 0U); }
  const Texts& of(LineKind kind) const { return texts_[index_of(kind)]; }
  std::array<Texts, 4> texts_;
};

// Whether all that is found in such words depends on the words alone: they hold no value of a case and no link.
bool is_of_words_alone(const std::vector<Inline>& inlines);

}  // namespace engross
