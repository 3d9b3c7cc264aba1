// In: the words of a letter, its case, and the exemptions of the Act. Out: what its refusal lacks.
// Refuses nothing: whether an exemption applies is for lawyers.
#include "checks/information_refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/language_tag.hpp"
#include "compose/draft.hpp"
#include "letter/holds_words.hpp"

namespace engross {
namespace {

const Value* exemptions_of(const Case& case_) {
  const Value* list = find_path(case_.document.root, "facts.exemptions");
  return list != nullptr && list->is_array() && !list->items().empty() ? list : nullptr;
}

template <std::size_t N>
bool has_any(const std::string& text, const std::array<std::string_view, N>& all) {
  return std::ranges::any_of(all, [&](std::string_view one) { return text.find(one) != std::string::npos; });
}

// "35(1)(a)" -> "35", "22A" -> "22A"
std::string_view section_number(std::string_view words) {
  std::size_t end = 0;
  while (end < words.size() && is_decimal_digit(words[end])) ++end;
  if (end > 0 && end < words.size() && is_capital_letter(words[end])) ++end;
  return words.substr(0, end);
}

// The sections that the text names after "section" or "sections", joined by commas and "and".
std::vector<std::string> sections_in(const std::string& text) {
  TextWords words;
  words.assign(text);
  std::vector<std::string> sections;
  bool naming = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words.word(i);
    const std::string_view gap = words.gap_before(i);
    if (same_letters(word, "section") || same_letters(word, "sections") || word == "s") {
      naming = true;
    } else if (naming && is_decimal_digit(word.front()) && gap.find('(') == std::string_view::npos) {
      sections.emplace_back(section_number(word));
    } else if (!(naming && (word == "and" || word == "or" || word.size() == 1 || is_decimal_digit(word.front())))) {
      naming = false;
      // "s35" and "s.35"
      if (word.size() > 1 && word.front() == 's' && is_decimal_digit(word[1]))
        sections.emplace_back(section_number(word.substr(1)));
    }
  }
  return sections;
}

class Refusal {
 public:
  Refusal(const Letter& letter, const Case& about, const LetterWords& words, const CheckData& data,
          const SourceRef& draft, Diagnostics& found)
      : letter_(letter), case_(about), text_(words.text), data_(data), draft_(draft), found_(found) {}

  void run() {
    const std::vector<std::string> named = sections_in(text_);
    std::vector<const Exemption*> exemptions;
    for (const std::string& section : named)
      if (const Exemption* exemption = data_.exemption(section)) exemptions.push_back(exemption);
    if (const Value* given = exemptions_of(case_)) check_given(*given, named, exemptions);
    if (exemptions.empty())
      miss("check.foi-section", "the refusal names no exemption of the Freedom of Information Act",
           "say under which section the information is withheld: section 40(2)");
    constexpr std::array<std::string_view, 12> reasons{
        "because",   "for the reason", "the reason", "would prejudice", "would be likely to", "is about",
        "are about", "relates to",     "relate to",  "since ",          "would exceed",       "as it "};
    if (!has_any(text_, reasons))
      miss("check.foi-reason", "the refusal gives no reason why the exemption applies",
           "say what the information is, and why the exemption covers it");
    const auto qualified = std::ranges::find_if(exemptions, [](const Exemption* one) { return one->qualified; });
    if (qualified != exemptions.end() && text_.find("ublic interest") == std::string::npos)
      miss("check.foi-public-interest",
           fmt::format("section {} is a qualified exemption, and the letter does not weigh the public interest",
                       (*qualified)->section),
           "say what speaks for disclosing, what for withholding, and which weighs more");
    if (!offers_review())
      miss("check.foi-review", "the refusal does not say how to ask for an internal review",
           "say to whom to write, and within what time");
    if (text_.find("Information Commissioner") == std::string::npos)
      miss("check.foi-commissioner",
           "the refusal does not say that the reader may complain to the Information Commissioner",
           "name section 50 of the Act and the Commissioner's address");
  }

 private:
  // "an internal review"; "to review our decision", "the handling of your request reviewed": in one sentence.
  bool offers_review() const {
    constexpr std::array<std::string_view, 5> reviewed{"decision", "response", "answer", "reply", "request"};
    constexpr std::string_view review = "review";
    for (std::size_t at = text_.find(review); at != std::string::npos; at = text_.find(review, at + 1)) {
      const std::string_view before = std::string_view(text_).substr(0, at);
      const std::size_t begin = before.find_last_of(".?!\n") + 1;  // 0 when there is none
      const std::string sentence(text_, begin, text_.find_first_of(".?!\n", at) - begin);
      if (before.ends_with("nternal ") || has_any(sentence, reviewed)) return true;
    }
    return false;
  }

  // What the case says must stand in the letter.
  void check_given(const Value& given, const std::vector<std::string>& named,
                   std::vector<const Exemption*>& exemptions) {
    for (const Value& item : given.items()) {
      const Value* section = item.is_object() ? item.find("section") : &item;
      if (section == nullptr || (!section->is_string() && !section->is_number())) continue;
      const std::string number(section_number(section->text()));
      const Exemption* exemption = data_.exemption(number);
      if (exemption == nullptr)
        found_.push_back(warning("check.foi-section", case_.document.span(*section),
                                 fmt::format("section {} is no exemption of the Freedom of Information Act", number),
                                 {"exemptions are sections 12, 14 and 21 to 44"}));
      else if (std::ranges::find(named, number) == named.end())
        miss("check.foi-section",
             fmt::format("the letter does not name section {}, under which the case withholds", number),
             fmt::format("say that section {} is about {}", number, exemption->about));
      if (exemption != nullptr) exemptions.push_back(exemption);
    }
  }

  void miss(std::string code, std::string message, std::string hint) {
    Span place;
    if (draft_)
      place = place_in_draft(draft_, Part::body, letter_.language);
    else if (const Value* exemptions = find_path(case_.document.root, "facts.exemptions"))
      place = case_.document.span(*exemptions);
    else if (const Value* topics = case_.document.root.find("topics"))
      place = case_.document.span(*topics);
    found_.push_back(warning(std::move(code), std::move(place), std::move(message), {std::move(hint)}));
  }

  const Letter& letter_;
  const Case& case_;
  const std::string& text_;
  const CheckData& data_;
  const SourceRef& draft_;
  Diagnostics& found_;
};

}  // namespace

bool refuses_information(const Letter& letter, const Case& case_, const LetterWords& words) {
  if (letter.template_name == "foi-refusal" || exemptions_of(case_) != nullptr) return true;
  if (std::ranges::find(case_.topics, "foi") == case_.topics.end()) return false;
  constexpr std::array<std::string_view, 6> refusing{"withhold",  "withheld",  "exempt from",
                                                     "exemption", "we refuse", "I refuse"};
  return has_any(words.text, refusing);
}

void check_information_refusal(const Letter& letter, const Case& case_, const LetterWords& words, const CheckData& data,
                               const SourceRef& draft, Diagnostics& found) {
  if (data.exemptions.empty() || primary_subtag(letter.language) != "en" || !refuses_information(letter, case_, words))
    return;
  Refusal(letter, case_, words, data, draft, found).run();
}

}  // namespace engross
