// Pages -> PDF bytes: PDF/A-2a and PDF/UA-1 in one file. The only user of libharu.
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "layout/pages.hpp"

namespace engross {

struct DocumentInfo {
  std::string title;   // from subject and reference; shown in the window bar; required
  std::string author;  // the department
  std::string subject;
  std::string language;  // BCP 47
  Timestamp date;        // creation and modification date, Info and XMP
  std::string producer = "engross";
};

// What one worker keeps between letters: prepared font programs, deflated pictures. Never changes a result, only its
// cost.
class DrawCache {
 public:
  DrawCache();
  ~DrawCache();
  DrawCache(DrawCache&&) noexcept;
  DrawCache& operator=(DrawCache&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

struct DrawOptions {
  FontEmbedding embedding = FontEmbedding::tiered;
};

// Errors: "pdf.no-title", "pdf.no-language", "pdf.no-alternative" (a figure without alternative text), "pdf.font" (a
// face that cannot be subset), "pdf.picture" (samples that do not fill their size), "pdf.pages" (Pages that contradict
// themselves), "pdf.library" (libharu's code). Same input, same bytes, whatever the cache holds.
Result<std::string> draw(const Pages& pages, const DocumentInfo& info, const DrawOptions& options, DrawCache& cache);

}  // namespace engross
