// An issued letter again, from its record and whoever keeps what it was made of.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "assemble/reply.hpp"
#include "record/kept_objects.hpp"
#include "record/record.hpp"

namespace engross {

// The picture of the ink, from how the store keeps it: with its signatory's key. Nobody else can.
using OpenInk = std::function<Result<std::string>(std::string_view closed)>;

// The issued bytes, the signature's value and time stamps among them. Errors: "remake.engine" (another version issued
// it), "remake.differs" (the bytes are not the issued ones), "remake.ink" (there is ink in it and nobody who opens it),
// "store.missing", "record.purged", and those of the phases.
Result<Finished> remake(const KeptObjects& kept, const Record& record, const OpenInk& open_ink = {});

// The department that the letter was made with. Errors: "store.missing", "record.damaged", those of bundles and
// departments.
Result<std::shared_ptr<const Department>> department_again(const KeptObjects& kept, const Record& record);

// What letters like this one are made with: those of a run are all alike. Errors: "remake.engine", "store.missing",
// those of the department and its equipment.
Result<std::unique_ptr<Workbench>> workbench_again(const KeptObjects& kept, const Record& record);
// Whether both were made with the same department, templates, fonts and dictionaries, by the same engine.
bool made_alike(const Record& one, const Record& other);

// The reply behind a record, composed again from what was kept, for `explain` and `diff`. What the command line said
// then comes from the record, not from the case. Error: "remake.differs" when the words are not the issued ones.
Result<Reply> prepare_again(Workbench& workbench, const KeptObjects& kept, const Record& record);
// The pages as they were issued, with the fields of the signature if there are any. Errors: as of remake().
Result<Pages> pages_again(Workbench& workbench, const KeptObjects& kept, const Record& record,
                          const OpenInk& open_ink = {});

struct Remade {
  std::unique_ptr<Workbench> workbench;
  Reply reply;
};
// The same, with a workbench of its own.
Result<Remade> prepare_again(const KeptObjects& kept, const Record& record);

}  // namespace engross
