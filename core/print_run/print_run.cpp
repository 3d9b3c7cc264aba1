// In: the letters of a run, and how each is laid out. Out: a plan, and the bytes of each job.
// Refuses: what the plan refuses, a code in the wrong place, letters that are not as they were issued, letters that
// draw where the code must be.
#include "print_run/print_run.hpp"

#include <fmt/format.h>

#include "print_run/on_paper.hpp"
#include "print_run/sheet_marks.hpp"

namespace engross {
namespace {

// Which letter it was: the diagnostics of a layout do not know.
Diagnostics about_letter(Diagnostics faults, const PrintItem& item, const PlannedLetter& letter) {
  for (Diagnostic& fault : faults)
    fault.hints.push_back(fmt::format("it is the letter {}, number {} of the run", item.reference, letter.sequence));
  return faults;
}

Diagnostic pages_differ(const PrintItem& item, std::size_t pages) {
  return error("print.pages-differ", {},
               fmt::format("{} was issued with {} {} and has now {}", item.reference, item.pages,
                           item.pages == 1 ? "page" : "pages", pages),
               {"print with the version of engross, the department and the fonts that issued it"});
}

class JobDrawing {
 public:
  JobDrawing(const PrintRun& run, SheetMarker marker, const DocumentInfo& info, DrawCache& cache)
      : run_(run), marker_(std::move(marker)), stream_(info, cache) {}

  Result<void> add(const PlannedLetter& letter, const PagesOf& pages_of) {
    const PrintItem& item = run_.items()[letter.item];
    auto added = add(letter, item, pages_of(letter.item));
    if (!added) return fail(about_letter(std::move(added.error()), item, letter));
    return {};
  }

  Result<std::string> write() { return stream_.write(); }

 private:
  Result<void> add(const PlannedLetter& letter, const PrintItem& item, Result<Pages> laid_out) {
    if (!laid_out) return fail(std::move(laid_out.error()));
    const bool duplex = run_.options().duplex;
    if (laid_out->pages.size() != item.pages) return fail(pages_differ(item, laid_out->pages.size()));
    Pages pages = on_paper(std::move(*laid_out));
    const auto marks = marker_.mark(pages, letter, duplex);
    if (!marks) return fail(marks.error());
    if (auto added = stream_.add(pages, *marks); !added) return added;
    if (duplex && pages.pages.size() % 2 == 1) stream_.add_blank(pages.pages.back().width, pages.pages.back().height);
    return {};
  }

  const PrintRun& run_;
  SheetMarker marker_;
  LetterStream stream_;
};

}  // namespace

Result<PrintRun> PrintRun::make(std::vector<PrintItem> items, PrintSetup setup, PrintOptions options,
                                const Geometry& geometry, DocumentInfo about) {
  PrintRun run;
  auto plan = plan_print_run(items, setup, options);
  if (!plan) return fail(std::move(plan.error()));
  run.plan_ = std::move(*plan);
  if (auto marker = SheetMarker::make(run.plan_, setup.code, geometry); !marker) return fail(std::move(marker.error()));
  run.items_ = std::move(items);
  run.setup_ = std::move(setup);
  run.options_ = std::move(options);
  run.geometry_ = geometry;
  run.about_ = std::move(about);
  return run;
}

Result<std::string> PrintRun::draw(const PrintJob& job, const PagesOf& pages_of, DrawCache& cache) const {
  auto marker = SheetMarker::make(plan_, setup_.code, geometry_);
  if (!marker) return fail(std::move(marker.error()));
  const PlannedLetter* letters = &plan_.letters[job.first];
  DocumentInfo info = about_;
  info.title = fmt::format("Print run {}, letters {} to {} of {}", plan_.id, letters[0].sequence,
                           letters[job.count - 1].sequence, plan_.whole);
  JobDrawing drawing(*this, std::move(*marker), info, cache);
  for (std::size_t i = 0; i < job.count; ++i)
    if (auto added = drawing.add(letters[i], pages_of); !added) return fail(std::move(added.error()));
  return drawing.write();
}

}  // namespace engross
