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
// "store.missing", and those of the phases.
Result<Finished> remake(const KeptObjects& kept, const Record& record, const OpenInk& open_ink = {});

// The reply behind a record, composed again from what was kept, for `explain` and `diff`. What the command line said
// then comes from the record, not from the case. Error: "remake.differs" when the words are not the issued ones.
struct Remade {
  std::unique_ptr<Workbench> workbench;
  Reply reply;
};
Result<Remade> prepare_again(const KeptObjects& kept, const Record& record);

}  // namespace engross
