// In: bank-holidays.json. Out: the holidays of its divisions, by date, and the days between which they are known.
// Refuses, and collects: divisions and holidays of another shape, days that do not exist, a holiday twice, a span that
// its holidays leave or that is none.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "calendar/bank_holidays.hpp"
#include "data/read.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes{.unknown = "calendar.unknown-key",
                           .type = "calendar.type",
                           .range = "calendar.type",
                           .missing = "calendar.missing",
                           .choice = "calendar.type"};
constexpr std::string_view about_key = "about";

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

class BankHolidaysReader {
 public:
  explicit BankHolidaysReader(const Document& document) : document_(document) {}

  Result<std::shared_ptr<const BankHolidays>> read() {
    const Value& root = document_.root;
    if (!root.is_object())
      return fail(error("calendar.type", document_.span(root),
                        fmt::format("a calendar of bank holidays is an object, not {}", with_article(root.kind())),
                        {R"(write {"england-and-wales": {"division": "england-and-wales", "events": […]}})"}));
    for (const Member& member : root.members())
      if (member.key != about_key) read_division(member);
    if (const Value* about = root.find(about_key)) read_about(*about);
    if (problems_.empty() && made_.divisions_.empty())
      report("calendar.missing", root, "there is no division in this calendar",
             {R"(a division is a member such as "england-and-wales": {"division": …, "events": […]})"});
    if (problems_.empty()) set_span();
    if (!problems_.empty()) return fail(std::move(problems_));
    made_.file_ = document_.source->name;
    return std::shared_ptr<const BankHolidays>(std::make_shared<const BankHolidays>(std::move(made_)));
  }

 private:
  struct Placed {
    BankHoliday holiday;
    const Value* day = nullptr;
  };

  void report(std::string code, const Value& at, std::string message, std::vector<std::string> hints = {}) {
    add_up_to_most(problems_, error(std::move(code), document_.span(at), std::move(message), std::move(hints)));
  }

  void read_division(const Member& member) {
    const Value& division = member.value;
    if (!is_name(member.key))
      add_up_to_most(problems_, error("calendar.division", document_.key_span(division),
                                      fmt::format("\"{}\" is not the name of a division", member.key),
                                      {"name it by small letters, digits and hyphens: england-and-wales"}));
    if (!division.is_object())
      return report("calendar.type", division,
                    fmt::format("\"{}\" is {}, but must be a division: an object with \"division\" and \"events\"",
                                member.key, with_article(division.kind())));
    const Value* name = division.find("division");
    if (name != nullptr && (!name->is_string() || name->text() != member.key))
      report("calendar.division", *name,
             fmt::format("this stands under \"{}\", and names another division", member.key),
             {fmt::format("write \"division\": \"{}\"", member.key)});
    const Value* events = division.find("events");
    if (events == nullptr)
      return report("calendar.missing", division, fmt::format("\"{}.events\" is missing", member.key));
    if (!events->is_array() || events->items().empty())
      return report("calendar.type", *events,
                    fmt::format("\"{}.events\" must be a list of bank holidays, and not an empty one", member.key));
    std::vector<Placed> found;
    found.reserve(events->items().size());
    for (const Value& event : events->items()) read_event(event, found);
    take(std::move(found), made_.divisions_[member.key]);
  }

  void read_event(const Value& event, std::vector<Placed>& to) {
    if (!event.is_object())
      return report("calendar.type", event, "a bank holiday is an object with \"title\" and \"date\"");
    const Value* title = text(event, "title");
    const Value* day = text(event, "date");
    if (title == nullptr || day == nullptr) return;
    if (trim(title->text()).empty()) report("calendar.missing", *title, "a bank holiday has a title");
    const auto date = Date::parse(day->text());
    if (!date)
      return report("calendar.date", *day, fmt::format("\"{}\" is no day", day->text()), {"write days as 2026-12-25"});
    const Value* notes = event.find("notes");
    std::string name = title->text();
    if (notes != nullptr && notes->is_string() && !notes->text().empty()) name += fmt::format(" ({})", notes->text());
    to.push_back({{*date, std::move(name)}, day});
  }

  // By date; a day may have two holidays, but not the same one twice.
  void take(std::vector<Placed> found, std::vector<BankHoliday>& to) {
    const auto key = [](const Placed& one) { return std::tie(one.holiday.date, one.holiday.title); };
    std::ranges::stable_sort(found, [&](const Placed& a, const Placed& b) { return key(a) < key(b); });
    to.reserve(found.size());
    for (Placed& one : found) {
      if (!to.empty() && to.back().date == one.holiday.date && to.back().title == one.holiday.title)
        report("calendar.duplicate", *one.day,
               fmt::format("{} on {} is there twice", one.holiday.title, one.holiday.date.iso()),
               {"take one of the two out"});
      places_.emplace_back(one.holiday.date, one.day);
      to.push_back(std::move(one.holiday));
    }
  }

  const Value* text(const Value& event, std::string_view key) {
    const Value* value = event.find(key);
    if (value == nullptr)
      report("calendar.missing", event, fmt::format("this bank holiday has no \"{}\"", key));
    else if (!value->is_string())
      report("calendar.type", *value,
             fmt::format("\"{}\" is {}, but must be a string", key, with_article(value->kind())));
    return value != nullptr && value->is_string() ? value : nullptr;
  }

  void read_about(const Value& about) {
    if (!about.is_object())
      return report("calendar.type", about,
                    fmt::format("\"{}\" is {}, but must be an object", about_key, with_article(about.kind())));
    Fields fields(document_, about, std::string(about_key), problems_, codes);
    fields.require({"source", "licence"});
    fields.text("source", made_.source_);
    fields.text("licence", made_.licence_);
    from_ = read_day(fields, "from");
    to_ = read_day(fields, "to");
    fields.refuse_unknown();
  }

  static std::optional<Date> read_day(Fields& fields, std::string_view key) {
    std::string words;
    if (!fields.text(key, words)) return std::nullopt;
    const auto day = Date::parse(words);
    if (!day)
      fields.report("calendar.date", fields.span(key), fmt::format("\"{}\" is \"{}\", which is no day", key, words),
                    {"write days as 2026-12-25"});
    return day;
  }

  void set_span() {
    std::optional<Date> first, last;
    for (const auto& [name, list] : made_.divisions_) {
      first = std::max(first.value_or(list.front().date), list.front().date);
      last = std::min(last.value_or(list.back().date), list.back().date);
    }
    made_.first_ = from_.value_or(*first);
    made_.last_ = to_.value_or(*last);
    if (made_.first_ > made_.last_)
      return report(
          "calendar.span", document_.root,
          fmt::format("this calendar begins on {} and ends on {}, before that", made_.first_.iso(), made_.last_.iso()),
          {"every division needs the holidays of the same years"});
    if (made_.last_.year() - made_.first_.year() >= BankHolidays::most_years)
      return report("calendar.span", document_.root,
                    fmt::format("this calendar goes from {} to {}: at most {} years are taken", made_.first_.iso(),
                                made_.last_.iso(), BankHolidays::most_years));
    refuse_outside();
  }

  // Where the file says what it covers, a holiday outside is a slip of one or the other.
  void refuse_outside() {
    for (const auto& [date, place] : places_)
      if ((from_ && date < *from_) || (to_ && date > *to_))
        report("calendar.span", *place,
               fmt::format("{} lies outside the days that \"about\" says: {} to {}", date.iso(), made_.first_.iso(),
                           made_.last_.iso()),
               {"correct \"from\" and \"to\", or leave them out"});
  }

  const Document& document_;
  Diagnostics problems_;
  BankHolidays made_;
  std::optional<Date> from_, to_;
  std::vector<std::pair<Date, const Value*>> places_;
};

Result<std::shared_ptr<const BankHolidays>> BankHolidays::from(const SourceRef& json) {
  const Result<Document> document = read_json(json);
  if (!document) return fail(document.error());
  return BankHolidaysReader(*document).read();
}

}  // namespace engross
