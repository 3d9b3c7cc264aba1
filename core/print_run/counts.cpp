// In: a run, a job of it. Out: how many of what. Refuses nothing.
#include "print_run/counts.hpp"

namespace engross {

RunCounts counts_of(const PrintRun& run, const PrintJob& job) {
  RunCounts counts{.letters = job.count,
                   .sheets = job.sheets,
                   .pages = job.pages,
                   .blanks = job.blanks,
                   .envelopes = std::vector<EnvelopeCount>(run.setup().envelopes.size())};
  for (std::size_t i = job.first; i < job.first + job.count; ++i) {
    const PlannedLetter& letter = run.plan().letters[i];
    ++counts.envelopes[letter.envelope].letters;
    counts.envelopes[letter.envelope].sheets += letter.sheets;
  }
  return counts;
}

RunCounts counts_of(const PrintRun& run) {
  RunCounts all{.envelopes = std::vector<EnvelopeCount>(run.setup().envelopes.size())};
  for (const PrintJob& job : run.plan().jobs) {
    const RunCounts one = counts_of(run, job);
    all.letters += one.letters;
    all.sheets += one.sheets;
    all.pages += one.pages;
    all.blanks += one.blanks;
    for (std::size_t i = 0; i < all.envelopes.size(); ++i) {
      all.envelopes[i].letters += one.envelopes[i].letters;
      all.envelopes[i].sheets += one.envelopes[i].sheets;
    }
  }
  return all;
}

}  // namespace engross
