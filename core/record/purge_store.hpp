// Personal data of letters that are old enough is taken out of a store; what proves them stays.
#pragma once

#include <functional>

#include "record/purge_record.hpp"
#include "record/store.hpp"

namespace engross {

struct PurgedStore {
  std::size_t letters = 0;  // issues whose records were purged now
  std::size_t earlier = 0;  // that were purged before
  std::size_t objects = 0;  // that went: inputs that no letter needs any more
  std::uint64_t bytes = 0;  // of those
};

// First each record is written again without personal data, then the objects that only purged letters have named go,
// and those that no record has named for a day, finished or not: what is left of letters that could not be issued. An
// object that another letter still needs stays. Not for the folder of a run, whose objects are named elsewhere
// (ledger/purge_run.hpp). Each step is whole or not done; stopped anywhere, the next purge does the rest, also when
// nothing is old enough any more. Nobody may issue meanwhile: hold a StoreLock. `visit` is told of each record before
// it is written. With a dry run nothing is written. Errors: "record.damaged" (a record that cannot be read may need
// anything: then nothing is done), those of the store and the world.
Result<PurgedStore> purge_store(Store& store, const PurgeOrder& order,
                                const std::function<void(const Record&)>& visit = {});

}  // namespace engross
