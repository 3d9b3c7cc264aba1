// Letters signed at the command line, and what other programs say of their signatures.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "command.hpp"
#include "support/served_pki.hpp"

namespace engross::test {

// A desk with a place for ink and a file for the passphrase.
class SigningDesk : public Desk {
 public:
  SigningDesk() { keep_passphrase(sample_passphrase()); }

  void keep_passphrase(const std::string& words) {
    write_file(folder / "passphrase", words + "\n");
    ::chmod((folder / "passphrase").c_str(), 0600);
  }
  void keep_passphrase_of(const ServedPki& pki) {
    const std::string words = read_file(pki / "passphrase");
    keep_passphrase(words.substr(0, words.find('\n')));
  }
  // engross WORDS… with its own signatory store and passphrase.
  Outcome with_key(std::vector<std::string> words, const std::string& key) {
    for (const std::string& word : {std::string("--key"), key, std::string("--passphrase-file"), folder / "passphrase",
                                    std::string("--signatories"), folder / "ink"})
      words.push_back(word);
    return engross(words);
  }
  Outcome sign(const std::string& key, const std::vector<std::string>& more = {}, const std::string& input = sample) {
    std::vector<std::string> words{"issue", "--sign-as", "denise-clavery", input, "-o", letter()};
    words.insert(words.end(), more.begin(), more.end());
    return with_key(words, key);
  }
  std::string letter() const { return folder / "letter.pdf"; }

  // Neither letter nor record nor claim: as if nobody had tried.
  bool is_untouched() const { return !std::filesystem::exists(letter()) && !std::filesystem::exists(folder / "store"); }
  // The department in a folder that a test may change.
  std::string own_department() const {
    std::filesystem::copy(source_directory + "/plugins/dfe", folder / "dfe", std::filesystem::copy_options::recursive);
    return folder / "dfe";
  }
};

// What pdfsig says, which trusts the root of this PKI. It always ends well, so its words are what counts.
std::string pdfsig_says(const std::string& file, const std::string& pki);
// Empty when qpdf has no complaint.
std::string qpdf_says(const std::string& file);
// Of the first signature in the file: empty when openssl verifies it as CAdES, at the moment of signing.
std::string openssl_says(const std::string& file, const std::string& root);
// Of the last value in the file, as a time stamp.
std::string openssl_says_of_stamp(const std::string& file, const std::string& root);

}  // namespace engross::test
