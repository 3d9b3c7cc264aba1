// In: a letter's words and its case. Out: what the letter does not say, though whoever reads it needs it.
// Refuses nothing: how it is said is the writer's.
#include "checks/duties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/language_tag.hpp"
#include "base/text.hpp"
#include "compose/draft.hpp"
#include "letter/holds_words.hpp"
#include "style/address.hpp"

namespace engross {
namespace {

class Duties {
 public:
  Duties(const Letter& letter, const Case& about, const LetterWords& words, const SourceRef& draft, Diagnostics& found)
      : letter_(letter), case_(about), words_(words), draft_(draft), found_(found) {}

  void run() {
    quote_date();
    quote_reference();
    if (case_.constituent && !case_.constituent->surname.empty()) name_constituent(*case_.constituent);
    if (letter_.template_name == "holding") say_when();
  }

 private:
  Span place(Part part, const char* path) const {
    if (draft_) return place_in_draft(draft_, part, letter_.language);
    const Value* value = find_path(case_.document.root, path);
    return value != nullptr ? case_.document.span(*value) : Span{};
  }

  void miss(std::string code, Part part, const char* path, std::string message, std::string hint) {
    found_.push_back(warning(std::move(code), place(part, path), std::move(message), {std::move(hint)}));
  }

  void quote_date() {
    if (!case_.incoming.dated) return;
    const Date& dated = *case_.incoming.dated;
    const auto says = [&](const LetterWords::Day& day) {
      // The reference block has the letter's own date, and may say "Your letter of" another.
      if (day.part == Part::reference && day.written.date() == letter_.date) return false;
      return day.written.day == static_cast<int>(dated.day()) && day.written.month == static_cast<int>(dated.month()) &&
             (day.written.year == 0 || day.written.year == dated.year());
    };
    if (std::ranges::any_of(words_.dates, says)) return;
    const WrittenDate written{.day = static_cast<int>(dated.day()),
                              .month = static_cast<int>(dated.month()),
                              .year = dated.year(),
                              .welsh = primary_subtag(letter_.language) == "cy"};
    miss("check.incoming-date", Part::opening, "incoming.dated",
         fmt::format("the letter does not say that it answers one of {}", written.as_govuk()),
         "say in its opening which letter it answers");
  }

  void quote_reference() {
    const std::string& reference = case_.incoming.reference;
    if (reference.empty() || holds(reference)) return;
    miss("check.incoming-reference", Part::reference, "incoming.reference",
         fmt::format("the letter does not quote the reference {} of the letter that it answers", reference),
         fmt::format("write \"Your ref: {}\" into its reference block", reference));
  }

  // Most stand there as they are; only for others the spaces of the whole letter are looked at.
  bool holds(const std::string& some) const {
    const std::size_t at = words_.text.find(some);
    if (at == std::string::npos || some.empty() || at == 0) return holds_words(words_.text, some);
    const std::size_t end = at + some.size();
    const std::string around = words_.text.substr(at - 1, end - at + 2);
    return holds_words(around, some) || holds_words(words_.text, some);
  }

  void name_constituent(const Person& person) {
    if (!holds(person.surname)) {
      miss("check.constituent", Part::body, "constituent", "the letter does not name the constituent whom it is about",
           fmt::format("name {} {}, as the case does", person.title.empty() ? person.forename : person.title,
                       person.surname));
      return;
    }
    if (!is_member(case_.correspondent)) return;
    const bool no_street = !person.address.empty() && !holds(person.address.front());
    const bool no_postcode = !person.postcode.empty() && !holds_postcode(person.postcode);
    if (no_street || no_postcode)
      miss("check.constituent-address", Part::body, "constituent.address",
           fmt::format("the letter names the constituent without {}",
                       no_street ? "their address" : "the postcode of their address"),
           "a member has many constituents of one name: give the full address with its postcode");
  }

  bool holds_postcode(const std::string& postcode) const {
    const std::string usual = uk_postcode(postcode);
    return holds(postcode) || (!usual.empty() && holds(usual));
  }

  static bool is_member(const Person& person) {
    constexpr std::array<std::string_view, 5> letters{"MP", "MSP", "MS", "AS", "MLA"};
    const auto after_name = [&](std::string_view one) { return holds_words(person.suffix, one); };
    return same_letters(person.role, "mp") || std::ranges::any_of(letters, after_name);
  }

  // A day after the letter's own, though it names no year; or "within 20 working days".
  void say_when() {
    const auto later = [&](const LetterWords::Day& day) {
      if (day.part == Part::reference || !day.written.exists()) return false;
      if (day.written.year == 0) return !is_incoming(day.written);
      return !letter_.date || day.written.date() > letter_.date;
    };
    if (std::ranges::any_of(words_.dates, later) || says_time()) return;
    miss("check.holding-date", Part::body, "template", "a holding reply must say when the full reply is to come",
         "name the day by which you expect to reply, or the time within which you will");
  }

  bool is_incoming(const WrittenDate& written) const {
    return case_.incoming.dated && static_cast<int>(case_.incoming.dated->day()) == written.day &&
           static_cast<int>(case_.incoming.dated->month()) == written.month;
  }

  bool says_time() const {
    constexpr std::array<std::string_view, 12> times{
        "by the end of ", "next week",    "next month",   "tomorrow",      "later this week", "later this month",
        "in the week of", "in two weeks", "in the next ", "erbyn diwedd ", "wythnos nesaf",   "mis nesaf"};
    std::string small = words_.text;
    std::ranges::transform(small, small.begin(), small_letter);
    return std::ranges::any_of(times, [&](std::string_view time) { return small.find(time) != std::string::npos; }) ||
           says_length_after(small, "within ") || says_length_after(small, "o fewn ");
  }

  // "within 20 working days", but not "within the department".
  static bool says_length_after(const std::string& small, std::string_view begin) {
    constexpr std::array<std::string_view, 11> lengths{"day",     "week",     "month",   "fortnight", "hour", "diwrnod",
                                                       "niwrnod", "ddiwrnod", "wythnos", "mis",       "fis"};
    constexpr std::size_t most_between = 40;  // "the next ten or so working "
    for (std::size_t at = small.find(begin); at != std::string::npos; at = small.find(begin, at + 1)) {
      const std::string_view rest = std::string_view(small).substr(at + begin.size(), most_between);
      const std::string_view clause = rest.substr(0, rest.find_first_of(".,;:\n"));
      if (std::ranges::any_of(lengths, [&](std::string_view length) {
            return clause.find(" " + std::string(length)) != std::string_view::npos || clause.starts_with(length);
          }))
        return true;
    }
    return false;
  }

  const Letter& letter_;
  const Case& case_;
  const LetterWords& words_;
  const SourceRef& draft_;
  Diagnostics& found_;
};

}  // namespace

void check_duties(const Letter& letter, const Case& case_, const LetterWords& words, const SourceRef& draft,
                  Diagnostics& found) {
  Duties(letter, case_, words, draft, found).run();
}

}  // namespace engross
