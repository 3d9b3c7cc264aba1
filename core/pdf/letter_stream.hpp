// Many letters in one file, for a printer: PDF/A-2a and PDF/UA-1 as draw() makes them. Each face and picture is stored
// once; each letter is a part of the structure tree, in its language.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/draw.hpp"
#include "pdf/module_mark.hpp"

namespace engross {

// The most that ISO 19005-2, 6.1.13, allows, and that libharu can count.
struct StreamLimits {
  std::size_t objects = 8'388'607;
  std::size_t bytes = 2'000'000'000;
};

// The content of a page depends on its letter and its marks alone, not on the letters around it: the same letter gives
// the same content bytes in every stream. Same letters in the same order, same file, whatever the cache holds.
//
// A letter is drawn when it is added and may be forgotten then. What stays until the file is written is its deflated
// content and its structure: see docs/print-run.md for the bytes.
class LetterStream {
 public:
  // `cache` must outlive it. The file's language is that of `info`, else that of the first letter.
  LetterStream(const DocumentInfo& info, DrawCache& cache, const StreamLimits& limits = {});
  ~LetterStream();
  LetterStream(LetterStream&&) noexcept;
  LetterStream& operator=(LetterStream&&) noexcept;

  // Errors: those of draw(); "pdf.field" (a form field: one file cannot hold those of many letters), "pdf.bookmark"
  // (the same of bookmarks), "pdf.mark" (a mark on no page of the letter, off its page or not square), "pdf.too-large"
  // (the limits). A letter that is refused leaves the stream as it was.
  Result<void> add(const Pages& pages, const std::vector<ModuleMark>& marks = {});
  // An empty page, for the back of a sheet: no content, so nothing in the structure tree.
  void add_blank(double width, double height);

  std::size_t pages() const;

  // The file; nothing can be added after. Errors: "pdf.pages" (no letter was added), "pdf.font", "pdf.library".
  Result<std::string> write();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace engross
