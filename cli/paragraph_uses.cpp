// In: a department and the store. Out: in how many letters each paragraph was used, and when last.
// Refuses nothing.
#include "paragraph_uses.hpp"

#include <fmt/format.h>

#include "library/search_cache.hpp"

namespace engross::cli {

ParagraphUses::ParagraphUses(Session& session, std::string department) : department_(std::move(department)) {
  const Store store = session.store();
  if (session.world().kind_of(store.root()) != World::Kind::directory) return;  // nothing was issued yet
  for (int attempt = 0; attempt < 2 && !index_; ++attempt) {
    auto opened = UsageIndex::open(attempt == 0 ? SearchCache::folder_of_user(session.world()) : "", store.root());
    if (!opened) {
      note(opened.error());
      return;
    }
    auto faults = opened->bring_up_to_date(store, session.runs());
    if (!faults && faults.error().front().code == "search.index" && attempt == 0) continue;  // then without a file
    if (!faults) {
      note(faults.error());
      return;
    }
    index_ = std::move(*opened);
    note(*faults);
    note(session.runs().faults());
  }
}

Usage ParagraphUses::of(const std::string& paragraph) {
  const auto usage = index_ ? index_->of(department_, paragraph) : Result<Usage>(Usage());
  if (!usage) note(usage.error());
  return usage.value_or(Usage());
}

void ParagraphUses::note(Diagnostics faults) {
  for (Diagnostic& fault : faults) {
    fault.severity = Severity::warning;
    notes_.push_back(std::move(fault));
  }
}

std::string words_of(const Usage& usage) {
  if (usage.letters == 0) return "not used yet";
  return fmt::format("used in {} letter{}, last on {}", usage.letters, usage.letters == 1 ? "" : "s",
                     usage.last ? usage.last->iso() : "a day that is not recorded");
}

}  // namespace engross::cli
