// The options that a letter is signed with, and the hand that they make.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assemble/seal.hpp"
#include "secrets.hpp"
#include "session.hpp"
#include "signing/key.hpp"

namespace engross::cli {

// Where a key lies and how it opens.
struct KeyOptions {
  std::string key;                  // --key FILE.p12|FILE.pem|pkcs11:URI
  std::vector<std::string> chains;  // --chain FILE.pem
  SecretOptions secrets;            // --passphrase-file, --passphrase-fd
};
void add_key_options(CLI::App* command, KeyOptions& options, const std::string& what = "The key to sign with");
// The files that they name, which no result may be written over.
std::vector<std::filesystem::path> files_of(const KeyOptions& options);
// `ask`: whoever knows the passphrase; empty: whom the options name. Errors: "options.key" (none was named), and those
// of SigningKey.
Result<SigningKey> open_key(const Session& session, const KeyOptions& options, const AskSecret& ask = {});

struct SigningOptions {
  std::string sign_as;  // --sign-as ID
  KeyOptions key;
  std::string level = "b-b";           // --level
  std::string tsa;                     // --tsa URL
  std::vector<std::string> tsa_trust;  // --tsa-trust ROOT.pem
  std::string padding = "pkcs1";       // --padding, of RSA
  std::string signatories;             // --signatories DIR
  std::string reason, location, contact;
  bool invisible = false;
};
void add_signing_options(CLI::App* command, SigningOptions& options);

// A key that was opened and judged, ready to sign letters of one department.
struct OpenedHand {
  std::unique_ptr<PadesSigner> signer;
  Hand hand;
  Diagnostics notes;  // warning "signing.other-name": the key is somebody else's by name, and nothing else says whose
  std::optional<std::chrono::sys_seconds> good_until;  // as of LongTerm
};
// Everything that can be found wrong before a letter is touched is found here. Errors: "options.sign-as" (an option of
// signing without it), "options.tsa" (a level that needs an authority, or none that does), "options.padding" (for a key
// that knows none), and those of keys, chains, authorities, evidence and ink.
Result<OpenedHand> open_hand(const Session& session, const SigningOptions& options, const Department& department,
                             const AskSecret& ask = {});
// What can be found wrong with the options alone: errors "options.tsa".
Result<void> make_sense_of(const SigningOptions& options);
// The first option of signing, besides --sign-as, that was given to the command; "" if none was.
std::string signing_option_of(const CLI::App& command);
// Given without --sign-as, it would be ignored. Error: "options.sign-as".
Result<void> without_hand(const std::string& given);

// Where ink lies: --signatories, else the user's own.
std::filesystem::path signatories_folder(const Session& session, const std::string& option);

}  // namespace engross::cli
