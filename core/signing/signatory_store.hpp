// The signatory store: pictures of ink, each closed so that only its signatory's key opens it.
//
//   <root>/<department>/<signatory>/<fingerprint>.cms   mode 0600; <fingerprint> is the certificate's, SHA-256
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "signing/key.hpp"

namespace engross {

struct EnrolledInk {
  std::string department, signatory, fingerprint;
};

class SignatoryStore {
 public:
  SignatoryStore(World& world, std::filesystem::path root) : world_(world), root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }

  // CMS EnvelopedData (RFC 5652, 6) with AES-256-GCM, for this certificate's key alone. Ids are those of
  // department.yaml. Errors: "signatory.exists" without `replace`, "signatory.key" (a key that can only sign), and
  // those of World.
  Result<void> enrol(const EnrolledInk& who, const Certificate& certificate, std::string_view picture, bool replace);
  // As it lies there; nothing when the signatory has not enrolled ink with this certificate.
  Result<std::optional<std::string>> closed_ink(const EnrolledInk& who) const;
  // None when there is no store yet.
  Result<std::vector<EnrolledInk>> list() const;
  // Error: "signatory.unknown".
  Result<void> withdraw(const EnrolledInk& who);

 private:
  std::filesystem::path path_of(const EnrolledInk& who) const;
  World& world_;
  std::filesystem::path root_;
};

// As enrol() keeps it. Error: "signatory.key".
Result<std::string> close_ink(std::string_view picture, const Certificate& certificate);
// The bytes of the picture. Errors: "signatory.damaged", "signatory.other-key".
Result<std::string> open_ink(std::string_view closed, const SigningKey& key);

}  // namespace engross
