// In: words. Out: whether a dictionary of the system knows them, and what it would write instead.
// Refuses nothing: without the library or a dictionary nobody is misspelt.
#include "checks/speller.hpp"

#include <enchant.h>

#include <algorithm>

#include "base/language_tag.hpp"
#include "base/late_library.hpp"

namespace engross {
namespace {

constexpr std::size_t most_suggestions = 3;

// The functions that are used, under their own types.
struct EnchantLibrary {
  decltype(&::enchant_broker_init) broker_init = nullptr;
  decltype(&::enchant_broker_free) broker_free = nullptr;
  decltype(&::enchant_broker_request_dict) request_dict = nullptr;
  decltype(&::enchant_broker_free_dict) free_dict = nullptr;
  decltype(&::enchant_dict_check) check = nullptr;
  decltype(&::enchant_dict_suggest) suggest = nullptr;
  decltype(&::enchant_dict_free_string_list) free_list = nullptr;
  bool whole = false;
};

EnchantLibrary open_enchant(const std::vector<std::string>& names) {
  EnchantLibrary found;
  LateLibrary library(names);
  library.take("enchant_broker_init", found.broker_init)
      .take("enchant_broker_free", found.broker_free)
      .take("enchant_broker_request_dict", found.request_dict)
      .take("enchant_broker_free_dict", found.free_dict)
      .take("enchant_dict_check", found.check)
      .take("enchant_dict_suggest", found.suggest)
      .take("enchant_dict_free_string_list", found.free_list);
  found.whole = library.is_whole();
  return found;
}

std::string tag_of(const std::string& language) {
  std::string tag = language;
  std::ranges::replace(tag, '-', '_');
  return tag;
}

}  // namespace

struct Speller::Open {
  explicit Open(const std::vector<std::string>& libraries) : enchant(open_enchant(libraries)) {
    if (enchant.whole) broker = enchant.broker_init();
  }
  ~Open() {
    for (const auto& [language, dictionary] : dictionaries)
      if (dictionary != nullptr) enchant.free_dict(broker, dictionary);
    if (broker != nullptr) enchant.broker_free(broker);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;

  EnchantDict* dictionary(const std::string& language) {
    if (broker == nullptr) return nullptr;
    const auto known = dictionaries.find(language);
    if (known != dictionaries.end()) return known->second;
    EnchantDict* found = enchant.request_dict(broker, tag_of(language).c_str());
    return dictionaries.emplace(language, found).first->second;
  }

  EnchantLibrary enchant;
  EnchantBroker* broker = nullptr;
  std::map<std::string, EnchantDict*, std::less<>> dictionaries;
};

Speller::Speller(std::vector<std::string> libraries) : libraries_(std::move(libraries)) {}
Speller::~Speller() = default;

Speller::Open& Speller::open() {
  if (!open_) open_ = std::make_unique<Open>(libraries_);
  return *open_;
}

Speller::Answer Speller::ask(const std::string& language, const std::string& word) {
  EnchantDict* dictionary = open().dictionary(language);
  if (dictionary == nullptr) return Answer::no_dictionary;
  return open_->enchant.check(dictionary, word.c_str(), static_cast<ssize_t>(word.size())) > 0 ? Answer::unknown
                                                                                               : Answer::known;
}

std::vector<std::string> Speller::suggestions(const std::string& language, const std::string& word) {
  EnchantDict* dictionary = open().dictionary(language);
  if (dictionary == nullptr) return {};
  std::size_t count = 0;
  char** words = open_->enchant.suggest(dictionary, word.c_str(), static_cast<ssize_t>(word.size()), &count);
  if (words == nullptr) return {};
  std::vector<std::string> found(words, words + std::min(count, most_suggestions));
  open_->enchant.free_list(dictionary, words);
  return found;
}

std::string Speller::remedy(const std::string& language) const {
  if (!open_ || open_->broker == nullptr) return "install Enchant: apt-get install libenchant-2-2";
  const std::string_view primary = primary_subtag(language);
  if (primary == "en") return "install one: apt-get install hunspell-en-gb";
  if (primary == "cy") return "install one: apt-get install aspell-cy";
  return "install a dictionary of that language for Hunspell or Aspell";
}

}  // namespace engross
