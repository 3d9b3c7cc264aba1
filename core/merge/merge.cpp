// In: a template, a context, the partials and a policy. Out: merged text, or everything that is wrong with the merge.
// Refuses: see merge.hpp; merger.cpp does the work, complaints.cpp words what it refuses.
#include "merge/merge.hpp"

#include "merge/merger.hpp"

namespace engross {

Result<MergedText> merge(const Template& text, const Context& context, const Partials& partials,
                         const MergePolicy& policy) {
  return Merger(context, partials, policy).run(text.program());
}

}  // namespace engross
