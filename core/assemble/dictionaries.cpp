// In: a department that hyphenates. Out: a dictionary for each of its languages that has one, read once.
// Refuses: files that are no dictionaries in UTF-8. A language without one is left out; the layout says so.
#include "assemble/dictionaries.hpp"

#include <algorithm>

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t max_dictionary = 8U << 20U;
constexpr std::string_view own_folder = "hyphenation/";

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Subtags as the names of dictionaries write them: "en_GB", "sr_Latn".
std::string file_tag(std::string_view language) {
  std::string out;
  for (std::size_t at = 0; at <= language.size();) {
    const std::size_t end = std::min(language.find('-', at), language.size());
    std::string subtag(language.substr(at, end - at));
    std::ranges::transform(subtag, subtag.begin(), small);
    if (at > 0 && subtag.size() == 2) std::ranges::transform(subtag, subtag.begin(), capital);
    if (at > 0 && subtag.size() == 4) subtag.front() = capital(subtag.front());
    out += (at > 0 ? "_" : "") + subtag;
    at = end + 1;
  }
  return out;
}

class Finder {
 public:
  Finder(const Department& department, const DictionarySource& packaged)
      : department_(department), packaged_(packaged) {}

  Result<Dictionaries> run() {
    for (const std::string& language : department_.languages)
      if (HyphenationRef found = find(dictionary_files(language)))
        dictionaries_.by_language.emplace(language, std::move(found));
    if (!faults_.empty()) return fail(std::move(faults_));
    return std::move(dictionaries_);
  }

 private:
  HyphenationRef find(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
      const std::string path = std::string(own_folder) + file;
      const auto own = department_.resources.files.find(path);
      if (own != department_.resources.files.end())
        return read(path, [&] { return Hyphenation::from_department(path, own->second); });
    }
    for (const std::string& file : files) {
      Result<std::optional<std::string>> bytes = packaged_(file);
      if (!bytes) return note(std::move(bytes.error()));
      if (!*bytes) continue;
      const std::string& kept = dictionaries_.packaged.insert_or_assign(file, std::move(**bytes)).first->second;
      return read(file, [&] { return Hyphenation::from_bytes(file, kept); });
    }
    return nullptr;
  }

  // Two languages may share a file.
  template <class Make>
  HyphenationRef read(const std::string& name, const Make& make) {
    if (const auto known = read_.find(name); known != read_.end()) return known->second;
    Result<HyphenationRef> made = make();
    if (!made) note(std::move(made.error()));
    return read_[name] = made ? *made : nullptr;
  }

  HyphenationRef note(Diagnostics faults) {
    for (Diagnostic& fault : faults)
      if (!fault.span.source) fault.span = department_.place_in_style("hyphenate");
    append(faults_, faults);
    return nullptr;
  }

  const Department& department_;
  const DictionarySource& packaged_;
  Dictionaries dictionaries_;
  std::map<std::string, HyphenationRef> read_;
  Diagnostics faults_;
};

}  // namespace

DictionarySource dictionaries_in(const World& world, std::vector<fs::path> folders) {
  return [&world, folders = std::move(folders)](const std::string& file) -> Result<std::optional<std::string>> {
    for (const fs::path& folder : folders) {
      if (world.kind_of(folder / file) != World::Kind::file) continue;
      Result<std::string> bytes = world.read_file(folder / file, max_dictionary);
      if (!bytes) return fail(std::move(bytes.error()));
      return std::optional<std::string>(std::move(*bytes));
    }
    return std::optional<std::string>();
  };
}

std::vector<std::string> dictionary_files(std::string_view language) {
  std::vector<std::string> files;
  for (std::string tag = file_tag(language); !tag.empty();) {
    files.push_back("hyph_" + tag + ".dic");
    const std::size_t last = tag.rfind('_');
    tag.resize(last == std::string::npos ? 0 : last);
  }
  return files;
}

Result<Dictionaries> dictionaries_of(const Department& department, const DictionarySource& packaged) {
  if (!department.style.hyphenate) return Dictionaries{};
  return Finder(department, packaged).run();
}

}  // namespace engross
