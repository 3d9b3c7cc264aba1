// The seal of a letter: how it shows that it is signed, and what its file says of the signature.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assemble/reply.hpp"
#include "record/record.hpp"
#include "signing/pades.hpp"

namespace engross {

// Who signs a letter, and with what.
struct Hand {
  std::string signatory;                        // id
  PadesSigner* signer = nullptr;                // never null
  std::optional<std::string> closed_ink{};      // as the signatory store keeps it; kept with the letter
  PictureRef ink{};                             // the same, opened with the signatory's key
  bool visible = true;                          // a field where the pen would be, with ink, name and date
  std::string reason{}, location{}, contact{};  // what readers of signatures show; may be empty
};

// All that the bytes of a signed letter depend on, besides the letter and the values that its key and its authority
// gave.
struct Seal {
  std::string signatory;
  bool visible = true;
  PictureRef ink;                  // null: none
  std::vector<std::string> words;  // in the field, a line each
  SignatureEntries entries;
  std::size_t stamp_room = 0;  // bytes for a document time stamp; 0: there is none
};

Seal seal_of(const Hand& hand, const Letter& letter, const HouseStyle& style);
// The fields of the letter for it.
std::vector<SignatureField> fields_of(const Seal& seal, const Letter& letter, const HouseStyle& style);

// The letter with room for its signature.
struct Sealed {
  Signable file;
  std::size_t pages = 0;
  Diagnostics notes;  // as of Finished
};
Result<Sealed> draw_sealed(Workbench& workbench, const Reply& reply, const Seal& seal);

// A file that the record of a letter names; `role` and `name` as of RecordedFile.
struct LetterPart {
  std::string role, name, bytes;
};

// A letter and what its record must keep of the signature, so that the same bytes can be made again.
struct SignedLetter {
  Finished finished;
  std::optional<RecordedSeal> seal;  // nothing when it is not signed
  std::vector<LetterPart> parts;
};
// May be called for many letters with one hand. Errors: those of finish() and of PadesSigner.
Result<SignedLetter> sign_letter(Workbench& workbench, const Reply& reply, const Hand& hand);

// The seal again. Its ink, and the evidence that its file brings along, come from the store.
Seal seal_again(const RecordedSeal& recorded, PictureRef ink);

// Whether the department has that signatory. Error: "issue.signatory" (did you mean).
Result<void> has_signatory(const Department& department, const std::string& signatory);
// Whether a letter is one that this signatory signs; before a key is opened. Error: "issue.signatory": the department
// has no such signatory, or the letter is another one's.
Result<void> is_signatory_of(const std::string& signatory, const Reply& reply, const Department& department);
// The same, and whether the key is theirs. Error: "issue.signatory".
Result<void> may_sign(const Hand& hand, const Reply& reply, const Department& department);

}  // namespace engross
