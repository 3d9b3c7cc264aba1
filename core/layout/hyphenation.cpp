// In: a libhyphen dictionary and words. Out: where the words may be hyphenated.
// Refuses dictionaries in other encodings than UTF-8, and words over 100 bytes.
#include "layout/hyphenation.hpp"

#include <fmt/format.h>
#include <hyphen.h>
#include <stdio.h>  // fmemopen is POSIX, not ISO C++

#include <cstdlib>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_word = 100;
constexpr std::size_t letters_before = 2, letters_after = 3;

}  // namespace

Result<std::shared_ptr<const Hyphenation>> Hyphenation::from_bytes(const std::string& name, std::string bytes) {
  const auto refused = [&](std::string_view why) {
    return fail(error("layout.hyphenation", {}, fmt::format("{} is not a hyphenation dictionary: {}", name, why),
                      {"install one of the hyphen-* packages"}));
  };
  if (!std::string_view(bytes).starts_with("UTF-8")) return refused("its first line does not say UTF-8");
  FILE* file = fmemopen(bytes.data(), bytes.size(), "r");
  if (file == nullptr) return refused("it cannot be read");
  const std::shared_ptr<Hyphenation> hyphenation(new Hyphenation());
  hyphenation->sha256_ = sha256_hex(bytes);
  hyphenation->dictionary_ = hnj_hyphen_load_file(file);
  fclose(file);
  if (hyphenation->dictionary_ == nullptr) return refused("libhyphen does not understand it");
  return hyphenation;
}

Hyphenation::~Hyphenation() {
  if (dictionary_ != nullptr) hnj_hyphen_free(dictionary_);
}

std::vector<std::size_t> Hyphenation::points(std::string_view word) const {
  std::vector<std::size_t> found;
  if (word.size() < letters_before + letters_after || word.size() > longest_word) return found;
  char marks[longest_word + 6] = {};
  char** replacements = nullptr;
  int* positions = nullptr;
  int* cuts = nullptr;
  const int failed = hnj_hyphen_hyphenate2(dictionary_, word.data(), static_cast<int>(word.size()), marks, nullptr,
                                           &replacements, &positions, &cuts);
  // Marks count characters. A replacement would change the word's spelling at the break; such points are left out.
  const std::size_t letters = decode_lossy(word).size();
  std::size_t letter = 0;
  for (std::size_t at = 0; failed == 0 && at < word.size(); ++letter) {
    at += decode_at(word, at).length;
    const bool odd = (static_cast<unsigned>(marks[letter]) & 1U) != 0;
    const bool replaced = replacements != nullptr && replacements[letter] != nullptr;
    if (odd && !replaced && letter + 1 >= letters_before && letters - letter - 1 >= letters_after) found.push_back(at);
  }
  if (replacements != nullptr) {
    for (std::size_t i = 0; i < word.size(); ++i) std::free(replacements[i]);
    std::free(replacements);
    std::free(positions);
    std::free(cuts);
  }
  return found;
}

}  // namespace engross
