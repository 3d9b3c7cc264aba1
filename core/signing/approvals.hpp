// Approvals of a letter or a batch, kept beside its draft or export: who said yes to what, signed with their keys.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "signing/approved.hpp"
#include "signing/approved_batch.hpp"
#include "signing/key.hpp"

namespace engross {

// What a person signs. All of it is text, so that its canonical form is one for all.
struct ApprovalStatement {
  std::string kind = "letter";  // or "batch"; each has its own members besides those of both
  std::string role;
  std::string person;       // as the department called them then
  std::string certificate;  // SHA-256 fingerprint
  std::string time;         // RFC 3339; as the signer's clock said it, and no proof
  std::string reference, department, department_sha256;
  std::string letter_sha256, pages_sha256, words_sha256;  // of a letter, as is the reference
  // Of a batch, as ApprovedBatch says; cases: in digits.
  std::string shared_sha256{}, export_sha256{}, mapping_sha256{}, cases_sha256{}, cases{}, today{};
  std::vector<SeenLetter> samples{};

  // The bytes that are signed: a line that says what they are, so that no other signature of the same key can pass for
  // one of these, then one line of canonical JSON.
  std::string canonical() const;
};

struct Approval {
  ApprovalStatement statement;
  Letter words;     // of a letter, as approved; the statement has their hash
  std::string cms;  // DER, detached
};

struct Approvals {
  std::string name;  // of the file
  std::vector<Approval> all;
};

// "reply.md" -> "reply.md.approvals.json"
std::string approvals_beside(const std::string& draft);

// What docs/schemas/approvals.schema.json describes, strictly. Errors, all collected: "approvals.damaged" (a member
// that is missing, unknown, or of another kind; words whose hash is not the statement's), "approvals.format" (of a
// later engross), those of JSON.
Result<Approvals> read_approvals(const SourceRef& source);
std::string write_approvals(const Approvals& approvals);

// Of the words as they are kept: the statement's words_sha256.
std::string sha256_of_words(const Letter& words);

// Error: "approvals.role" (no such role in the department; did you mean).
Result<void> role_is_known(const Department& department, const std::string& role);

struct ApprovalOrder {
  std::string role;
  Timestamp at;
  bool anew = false;  // approvals of others that no longer hold are dropped, instead of being a reason to stop
};

// The file with one more approval, or this person's in this role replaced; and what was dropped, as warnings. Errors:
//   "approvals.role"         as role_is_known() says
//   "approvals.unknown"      nobody in approvers.yaml has the key's certificate
//   "approvals.no-role"      its owner has other roles
//   "approvals.same-person"  who holds another role that the letter or batch needs
//   "approvals.held"         another person approved in this role, and their approval holds
//   "approvals.void" and whatever else check_approvals says of others' approvals, unless `anew`
//   "approvals.expired", "approvals.untrusted", "approvals.revoked", "approvals.revocation"  of the key's certificate
// and those of signing.
struct Approving {
  Approvals approvals;
  Diagnostics dropped;
};
Result<Approving> approve(const Department& department, const Approved& approved, const SigningKey& key,
                          const ApprovalOrder& order, Approvals so_far);
Result<Approving> approve(const Department& department, const ApprovedBatch& batch, const SigningKey& key,
                          const ApprovalOrder& order, Approvals so_far);

// What one approval is worth: no faults, or why it does not count. Codes: "approvals.other-letter",
// "approvals.other-kind" (of a batch, where a letter is meant, or the other way), "approvals.void" (which words
// changed, or that the look has; of a batch what did), "approvals.signature" (tampered with), "approvals.unknown"
// (not, or no longer, among the approvers), "approvals.no-role", "approvals.expired", "approvals.untrusted",
// "approvals.revoked", "approvals.revocation" (CRLs are there, and do not say that it was not).
Diagnostics faults_of(const Approval& approval, const Department& department, const Approved& approved,
                      const Timestamp& at);
Diagnostics faults_of(const Approval& approval, const Department& department, const ApprovedBatch& batch,
                      const Timestamp& at);

// Every role that the department's policies ask for has an approval that holds, each by another person. `at`: the
// moment for which certificates are judged. Errors, all collected: "approvals.missing" (which roles, and the command
// that gives them), "approvals.same-person", those of faults_of() for approvals in those roles.
Result<void> check_approvals(const Department& department, const Approved& approved, const Approvals& approvals,
                             const Timestamp& at);
// The same of a batch, but for its letters: what SeenLetters says of them is asked when they are made.
Result<void> check_approvals(const Department& department, const ApprovedBatch& batch, const Approvals& approvals,
                             const Timestamp& at);

}  // namespace engross
