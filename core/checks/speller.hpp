// Enchant, opened when the first word is asked: a dictionary takes longer to load than a letter to make.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace engross {

class Speller {
 public:
  enum class Answer : std::uint8_t { known, unknown, no_dictionary };

  // The first of these libraries that the system's loader finds is used.
  explicit Speller(std::vector<std::string> libraries = {"libenchant-2.so.2"});
  ~Speller();
  Speller(const Speller&) = delete;
  Speller& operator=(const Speller&) = delete;

  // language: "en-GB", "cy". The word is UTF-8, with ' for an apostrophe.
  Answer ask(const std::string& language, const std::string& word);
  // At most three, the likeliest first; it takes its time.
  std::vector<std::string> suggestions(const std::string& language, const std::string& word);
  // Why there is no dictionary of a language: what to install.
  std::string remedy(const std::string& language) const;

  bool is_open() const { return open_ != nullptr; }  // something was asked

 private:
  struct Open;
  Open& open();

  std::vector<std::string> libraries_;
  std::unique_ptr<Open> open_;
};

}  // namespace engross
