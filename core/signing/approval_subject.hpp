// What approvals are of, a letter or a batch, as it is now. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "signing/approvals.hpp"

namespace engross::signing {

class ApprovalSubject {
 public:
  ApprovalSubject() = default;
  ApprovalSubject(const ApprovalSubject&) = delete;
  ApprovalSubject& operator=(const ApprovalSubject&) = delete;
  virtual ~ApprovalSubject() = default;

  // The kind of its statements, and what sentences call it.
  virtual std::string_view kind() const = 0;
  // Its approval, without who, when and the signature.
  virtual Approval unsigned_approval() const = 0;
  // Of another one altogether: the file lies in the wrong place.
  virtual std::optional<Diagnostic> is_of_another(const Approval& approval) const = 0;
  // What lies beside a statement is what the statement says.
  virtual bool is_whole(const Approval& approval) const = 0;
  // It has changed since.
  virtual std::optional<Diagnostic> voided(const Approval& approval) const = 0;
  // What a person types to approve it in this role.
  virtual std::string command(const Approvals& approvals, const std::string& role) const = 0;
};

class LetterSubject final : public ApprovalSubject {
 public:
  explicit LetterSubject(const Approved& letter) : letter_(letter) {}
  std::string_view kind() const override { return "letter"; }
  Approval unsigned_approval() const override;
  std::optional<Diagnostic> is_of_another(const Approval& approval) const override;
  bool is_whole(const Approval& approval) const override;
  std::optional<Diagnostic> voided(const Approval& approval) const override;
  std::string command(const Approvals& approvals, const std::string& role) const override;

 private:
  const Approved& letter_;
};

class BatchSubject final : public ApprovalSubject {
 public:
  explicit BatchSubject(const ApprovedBatch& batch) : batch_(batch) {}
  std::string_view kind() const override { return "batch"; }
  Approval unsigned_approval() const override;
  std::optional<Diagnostic> is_of_another(const Approval& approval) const override;
  bool is_whole(const Approval&) const override { return true; }
  std::optional<Diagnostic> voided(const Approval& approval) const override;
  std::string command(const Approvals& approvals, const std::string& role) const override;

 private:
  const ApprovedBatch& batch_;
};

// "the approval by Ada Quay as drafter"
std::string whose(const ApprovalStatement& statement);

Diagnostics faults_of(const Approval& approval, const Department& department, const ApprovalSubject& of,
                      const Timestamp& at);

}  // namespace engross::signing
