// envelopes.yaml, alone and before the shared one. Of a profile that reads, the sheet fits its envelope at every fold
// error and always shows some of itself, and its window shows nothing but the first panel.
#include <fstream>
#include <iterator>

#include "require.hpp"
#include "style/envelope_profile.hpp"

namespace {

using namespace engross;

SourceRef shared() {
  std::ifstream file(ENGROSS_SOURCE_DIR "/templates/envelopes.yaml", std::ios::binary);
  return make_source("templates/envelopes.yaml", {std::istreambuf_iterator<char>(file), {}});
}

void require_profile(const EnvelopeProfile& profile) {
  constexpr double grace = 1e-5;
  const WindowReach reach = reach_of(profile);
  fuzz::require(!profile.name.empty() && profile.folds.size() <= 2, "a profile has a name and two folds at most");
  fuzz::require(reach.least_across <= reach.most_across + grace && reach.least_down <= reach.most_down + grace,
                "the sheet goes in");
  fuzz::require(reach.always.right - reach.always.left > 2 * profile.clearance &&
                    reach.always.bottom - reach.always.top > 2 * profile.clearance,
                "some of it always shows");
  fuzz::require(reach.ever.left <= reach.always.left + grace && reach.ever.right >= reach.always.right - grace &&
                    reach.ever.top <= reach.always.top + grace && reach.ever.bottom >= reach.always.bottom - grace,
                "what always shows can show");
  fuzz::require(reach.ever.left >= -grace && reach.ever.top >= -grace &&
                    reach.ever.right <= profile.page_width + grace && reach.ever.bottom <= profile.page_height + grace,
                "only the sheet shows");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SourceRef usual = shared();
  const SourceRef own = fuzz::source_of(data, size);
  for (const std::vector<SourceRef>& files : {std::vector<SourceRef>{own}, std::vector<SourceRef>{own, usual}}) {
    const auto read = EnvelopeProfiles::from(files);
    if (!read) {
      fuzz::require_sound(read.error());
      continue;
    }
    for (const auto& [name, profile] : read->all()) require_profile(profile);
    fuzz::require_sound(read->find("no such envelope").error());
  }
  return 0;
}
