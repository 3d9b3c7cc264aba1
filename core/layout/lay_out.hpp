// Letter + HouseStyle -> Pages.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "layout/hyphenation.hpp"
#include "layout/pages.hpp"
#include "letter/letter.hpp"
#include "style/house_style.hpp"

namespace engross {

// A signature field of the letter (ISO 32000-1, 12.7.4.5).
struct SignatureField {
  std::string name;                  // in the form: "Signature"
  std::string alternative;           // what it is, for those who cannot see it
  std::string signatory{};           // id: it fills the space for this one's hand; empty: it cannot be seen
  PictureRef ink{};                  // in it; null: none
  std::vector<std::string> words{};  // in it, a line each: who signed, and when
  bool ink_only = false;             // the ink is a picture on the page, for the field lies elsewhere
};

struct LayoutInput {
  const Letter* letter = nullptr;  // its further letters follow it
  const HouseStyle* style = nullptr;
  const FontSet* fonts = nullptr;
  PictureRef logo;                     // when the style has one
  std::vector<SignatureField> fields;  // none in a proof
  std::map<std::string, HyphenationRef, std::less<>>
      hyphenation{};             // language -> dictionary, when the style hyphenates
  bool chapters = false;         // headings of the first level begin a page
  std::size_t most_pages = 100;  // of a letter; a book may have more
  std::string proof_mark;        // drawn on every page as an artifact; empty: a letter
};

// What one worker keeps between letters: shaped words, broken paragraphs. Never changes a result, only its cost.
// Not shared between threads.
class LayoutCache {
 public:
  LayoutCache();
  ~LayoutCache();
  LayoutCache(LayoutCache&&) noexcept;
  LayoutCache& operator=(LayoutCache&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// Each letter is laid out by itself, with page numbers of its own, and begins on a new page, where the window shows its
// address; the structure tree then has a section for each, with its language. A file bears one signature, so a visible
// field lies under the close of the first letter; under the others stands its ink alone.
//
// Errors: "layout.no-glyph" (names the character and where it came from), "layout.address-overflow" and
// "layout.sender-overflow" (lines that do not fit their box, with the millimetres), "layout.word-too-long" (a word that
// no break makes fit), "layout.too-many-pages" (over most_pages), "layout.too-tall" (a row of signatures or a line
// taller than a page), "layout.outside-printable" (a geometry that puts text where nothing may be drawn),
// "layout.table-too-wide", "layout.marking-too-wide", "layout.too-deep", "layout.no-logo", "layout.no-font",
// "layout.address-block" (a list or a table where an addressee should be). Nothing is ever clipped or drawn outside the
// printable area. Pages::notes: "layout.word-broken" (between characters) and "layout.no-hyphenation".
Result<Pages> lay_out(const LayoutInput& input, LayoutCache& cache);

}  // namespace engross
