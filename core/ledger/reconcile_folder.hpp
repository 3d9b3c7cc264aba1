// One folder against its own ledger. Private to this room.
#pragma once

#include "base/world.hpp"
#include "ledger/disagreements.hpp"

namespace engross {

// Files, records, objects and manifests. What cannot be read does not agree.
Result<void> reconcile_folder(World& world, const Ledger& ledger, Disagreements& not_agreeing);

}  // namespace engross
