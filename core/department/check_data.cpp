// In: templates/checks.yaml, and checks.yaml and words.txt of a department. Out: what its checks know.
// Refuses: unknown keys, values of the wrong kind, words that are allowed though nothing forbids them, two words on a
// line of words.txt.
#include "department/check_data.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "department/department_yaml.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

std::string in_small_letters(std::string_view words) {
  std::string small(words);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

constexpr Range sentence_range{.least = 5, .most = 100, .unit = "words"};

// Calls read(Fields&) for each object of a list.
template <class Read>
void for_each_object(const Document& document, Fields& fields, std::string_view key, Diagnostics& problems,
                     Read&& read) {
  const Value* list = fields.known(key);
  if (list == nullptr) return;
  if (!list->is_array()) {
    fields.report(department_codes.type, document.span(*list), fmt::format("\"{}\" must be a list", key));
    return;
  }
  for (const Value& item : list->items()) {
    if (!item.is_object()) {
      fields.report(department_codes.type, document.span(item),
                    fmt::format("an item of \"{}\" must be an object", key));
      continue;
    }
    Fields one(document, item, std::string(key), problems, department_codes);
    read(one);
    one.refuse_unknown();
  }
}

void read_avoid(const Document& document, Fields& fields, CheckData& to, Diagnostics& problems) {
  for_each_object(document, fields, "avoid", problems, [&to](Fields& one) {
    WordToAvoid avoided;
    one.require({"words", "instead"});
    one.texts("words", avoided.words);
    one.text("instead", avoided.instead);
    one.texts("except", avoided.except);
    for (std::string& form : avoided.words) form = in_small_letters(form);
    for (std::string& phrase : avoided.except) phrase = in_small_letters(phrase);
    std::erase_if(avoided.words, [](const std::string& form) { return trim(form).empty(); });
    to.avoid.push_back(std::move(avoided));
  });
}

void read_exemptions(const Document& document, Fields& fields, CheckData& to, Diagnostics& problems) {
  for_each_object(document, fields, "exemptions", problems, [&to](Fields& one) {
    Exemption exemption;
    one.require({"section", "about", "kind"});
    if (const Value* section = one.known("section"); section != nullptr && section->is_number())
      exemption.section = section->text();
    else
      one.text("section", exemption.section);
    one.text("about", exemption.about);
    one.choice("kind", {{"absolute", false}, {"qualified", true}}, exemption.qualified);
    to.exemptions.push_back(std::move(exemption));
  });
}

bool must_be_object(const Document& document, std::string_view file, Diagnostics& problems) {
  if (document.root.is_object()) return true;
  problems.push_back(error(std::string(department_codes.type), {document.source, 0, 0},
                           fmt::format("{} must be an object", file), {"write lines such as \"sentence_words: 25\""}));
  return false;
}

void read_allowed(const Document& document, Fields& fields, CheckData& to) {
  std::vector<std::string> allowed;
  if (!fields.texts("allow", allowed)) return;
  std::vector<std::string> known;
  for (const WordToAvoid& avoided : to.avoid) known.insert(known.end(), avoided.words.begin(), avoided.words.end());
  for (const Value& item : fields.known("allow")->items()) {
    const std::string word = in_small_letters(item.text());
    const auto holds = [&](const WordToAvoid& avoided) {
      return std::ranges::find(avoided.words, word) != avoided.words.end();
    };
    if (std::erase_if(to.avoid, holds) > 0) continue;
    std::string near = did_you_mean(word, known);
    fields.report("department.check-word", document.span(item),
                  fmt::format("\"{}\" is not among the words to avoid", item.text()),
                  {near.empty() ? "allow a word that templates/checks.yaml has under avoid" : std::move(near)});
  }
}

}  // namespace

const Exemption* CheckData::exemption(std::string_view section) const {
  const auto found = std::ranges::find(exemptions, section, &Exemption::section);
  return found != exemptions.end() ? &*found : nullptr;
}

void read_shared_checks(const Document& document, CheckData& to, Diagnostics& problems) {
  if (!must_be_object(document, "checks.yaml", problems)) return;
  Fields fields(document, document.root, "", problems, department_codes);
  fields.require({"sentence_words", "avoid", "postcode_areas", "exemptions"});
  fields.whole("sentence_words", sentence_range, to.sentence_words);
  read_avoid(document, fields, to, problems);
  std::vector<std::string> areas;
  fields.texts("postcode_areas", areas);
  to.postcode_areas.insert(areas.begin(), areas.end());
  read_exemptions(document, fields, to, problems);
  if (auto sources = fields.object("sources")) {
    for (const std::string_view key : {"sentence_words", "avoid", "postcode_areas", "exemptions"}) {
      std::string said;
      sources->text(key, said);
    }
    sources->refuse_unknown();
  }
  fields.refuse_unknown();
}

void read_own_checks(const Document& document, CheckData& to, Diagnostics& problems) {
  if (!must_be_object(document, "checks.yaml", problems)) return;
  Fields fields(document, document.root, "", problems, department_codes);
  fields.whole("sentence_words", sentence_range, to.sentence_words);
  read_allowed(document, fields, to);
  read_avoid(document, fields, to, problems);
  fields.refuse_unknown();
}

void read_spellings(const SourceRef& source, CheckData& to, Diagnostics& problems) {
  const std::string_view text = source->text;
  if (const auto bad = first_invalid_utf8(text)) {
    const auto at = static_cast<std::uint32_t>(*bad);
    problems.push_back(
        error("department.not-utf8", {source, at, at + 1}, "words.txt is not UTF-8 here", {"save it as UTF-8"}));
    return;
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view word = trim(line.substr(0, line.find('#')));
    if (word.find_first_of(" \t") != std::string_view::npos)
      problems.push_back(
          error("department.check-word", {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                fmt::format("\"{}\" is more than one word", word), {"write each word on a line of its own"}));
    else if (!word.empty())
      to.spellings.insert(to_nfc(word));
    begin = end + 1;
  }
}

}  // namespace engross
