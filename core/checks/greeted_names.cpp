// In: the greeting and address block of a letter, the people of its case, the forms of address. Out: a finding where
// the letter names others than the case.
// Refuses nothing: how people are greeted is the table's and the writer's.
#include "checks/greeted_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "cases/addressee_of.hpp"
#include "checks/flat_text.hpp"
#include "checks/postal_address.hpp"
#include "checks/words.hpp"
#include "compose/draft.hpp"
#include "letter/holds_words.hpp"

namespace engross {
namespace {

// What stands before a person's name in a greeting, in English and, mutated after "Annwyl", in Welsh.
constexpr std::array<std::string_view, 38> titles{
    "Mr",      "Mrs",        "Ms",      "Miss",     "Mx",         "Dr",       "Doctor",     "Professor",
    "Prof",    "Councillor", "Cllr",    "Lord",     "Lady",       "Baroness", "Baron",      "Sir",
    "Dame",    "Reverend",   "Rev",     "Canon",    "Father",     "Rabbi",    "Imam",       "Judge",
    "Captain", "Major",      "Colonel", "Sergeant", "Alderman",   "Viscount", "Gynghorydd", "Cynghorydd",
    "Athro",   "Arglwydd",   "Syr",     "Fonesig",  "Arglwyddes", "Farwnes"};

bool is_title(std::string_view word) {
  while (word.ends_with('.')) word.remove_suffix(1);
  return std::ranges::find(titles, word) != titles.end();
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool is_capital_word(std::string_view word) {
  return !word.empty() && (is_capital_letter(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80);
}

struct Titled {
  std::string title, name;
};

// "Dear Mr Jones" -> Mr, Jones; "Dear Sir Geraint" -> Sir, Geraint. Nothing for "Dear Sir", "Dear Sir or Madam".
std::vector<Titled> titled_in(std::string_view greeting) {
  std::vector<Titled> found;
  const std::vector<std::string_view> words = words_in(greeting);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (is_title(words[i]) && is_capital_word(words[i + 1]) && !is_title(words[i + 1]))
      found.push_back({std::string(words[i]), std::string(words[i + 1])});
  return found;
}

struct Greeting {
  std::string text;  // "Dear Mr Jones"
  Span span;
};

Greeting greeting_of(const Letter& letter) {
  Greeting greeting;
  FlatText flat;
  for (const Section& section : letter.sections)
    if (section.part == Part::salutation)
      for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
        flat.assign(inlines);
        if (greeting.text.empty()) greeting.span = flat.span_at(0, flat.text().size());
        greeting.text += flat.text();
      });
  greeting.text = with_plain_spaces(greeting.text);
  while (greeting.text.ends_with(',')) greeting.text.pop_back();
  return greeting;
}

class Names {
 public:
  Names(const Letter& letter, const Case& about, const FormsOfAddress& forms, const SourceRef& draft,
        Diagnostics& found)
      : letter_(letter), case_(about), forms_(forms), draft_(draft), found_(found) {
    people_.push_back(&about.correspondent);
    for (const Person& person : about.recipients) people_.push_back(&person);
  }

  void run() {
    const Greeting greeting = greeting_of(letter_);
    if (greeting.text == "Dear Sirs")
      found_.push_back(warning("check.dear-sirs", greeting.span, "\"Dear Sirs\" greets men alone, and is dated",
                               {"write \"Dear Sir or Madam\", or greet the body by its name"}));
    // What nobody touched is as the table has it.
    if (!greeting.text.empty() && (draft_ || case_.salutation)) check_greeted(greeting);
    if (draft_) check_envelope();
  }

 private:
  std::string salutation_of(const Person& person) const {
    return forms_.form_for(addressee_of(person), letter_.language).salutation;
  }

  static bool names(const std::string& person, const Titled& greeted) { return holds_words(person, greeted.name); }

  static std::string called(const Person& person) {
    return std::string(
        trim(fmt::format("{} {}", person.title.empty() ? person.forename : person.title, person.surname)));
  }

  void check_greeted(const Greeting& greeting) {
    const std::vector<Titled> greeted = titled_in(greeting.text);
    const auto has_surname = [](const Person* person) { return !person->surname.empty(); };
    if (greeted.empty() || std::ranges::none_of(people_, has_surname)) return;
    const std::size_t before = found_.size();
    for (const Titled& somebody : greeted) {
      const auto is_called = [&](const Person* person) {
        return names(person->surname + " " + person->forename, somebody);
      };
      if (std::ranges::none_of(people_, is_called))
        say_greeted(greeting, fmt::format("the letter greets {} {}, but goes to {}", somebody.title, somebody.name,
                                          called(**std::ranges::find_if(people_, has_surname))));
    }
    if (found_.size() > before) return;
    for (const Person* person : people_)
      if (has_surname(person) && !holds_words(greeting.text, person->surname) &&
          !holds_words(greeting.text, person->forename))
        say_greeted(greeting, fmt::format("the letter goes to {} too, whom it does not greet", called(*person)));
    if (found_.size() == before) check_title(greeting, greeted);
  }

  void say_greeted(const Greeting& greeting, std::string message) {
    found_.push_back(error("check.greeted-name", greeting.span, std::move(message),
                           {"greet those to whom the case writes, or correct the case"}));
  }

  void check_title(const Greeting& greeting, const std::vector<Titled>& greeted) {
    for (const Person* person : people_) {
      const std::vector<Titled> usual = titled_in(salutation_of(*person));
      if (usual.size() != 1) continue;
      const auto same_name = std::ranges::find(greeted, usual.front().name, &Titled::name);
      if (same_name == greeted.end() || same_name->title == usual.front().title) continue;
      found_.push_back(warning("check.greeted-title", greeting.span,
                               fmt::format("the letter greets {} {}; the forms of address have {} {}", same_name->title,
                                           same_name->name, usual.front().title, usual.front().name),
                               {"greet as the forms of address do, or correct the title in the case"}));
    }
  }

  void check_envelope() {
    const Person& person = case_.correspondent;
    const std::vector<AddressLine> lines = address_block(letter_);
    if (person.surname.empty() || lines.empty()) return;
    const auto has_name = [&](const AddressLine& line) { return holds_words(line.text, person.surname); };
    if (std::ranges::any_of(lines, has_name)) return;
    // A title that stands for the name ("The Home Secretary") is right as the table gives it.
    const auto has_office = [&](const AddressLine& line) { return holds_words(line.text, person.office); };
    if (std::ranges::any_of(lines, has_office)) return;
    found_.push_back(error("check.addressee-name", lines.front().span,
                           fmt::format("the address does not name {}, to whom the case writes", called(person)),
                           {"write the name into its first line, or correct the case"}));
  }

  const Letter& letter_;
  const Case& case_;
  const FormsOfAddress& forms_;
  const SourceRef& draft_;
  Diagnostics& found_;
  std::vector<const Person*> people_;
};

}  // namespace

void check_names(const Letter& letter, const Case& case_, const FormsOfAddress& forms, const SourceRef& draft,
                 Diagnostics& found) {
  if (letter.top_and_tail && !draft) return;
  Names(letter, case_, forms, draft, found).run();
}

}  // namespace engross
