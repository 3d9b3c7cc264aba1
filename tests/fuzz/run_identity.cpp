// Identities of runs: what reads is the same run as itself, and keeps its hash.
#include "ledger/run_identity.hpp"

#include "data/read.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<Document> document = read_json(fuzz::source_of(data, size));
  if (!document) return 0;
  const Result<RunIdentity> identity = RunIdentity::from(*document);
  if (!identity) {
    fuzz::require_sound(identity.error());
    return 0;
  }
  const Result<Document> again = read_json(make_source("again", identity->canonical()));
  fuzz::require(again.has_value(), "an identity is JSON");
  const Result<RunIdentity> same = RunIdentity::from(*again);
  fuzz::require(same.has_value() && same->sha256() == identity->sha256(), "it keeps its hash");
  fuzz::require(differences(*identity, *same).empty(), "it is the same run");
  RunIdentity other = *identity;
  other.engine += "+";
  fuzz::require(differences(*identity, other).size() == 1, "one part that differs is named");
  return 0;
}
