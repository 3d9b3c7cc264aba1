// In: deadlines that were counted. Out: lines for people. Refuses nothing.
#include "deadline_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace engross::cli {
namespace {

constexpr const char* line = "{:<9}  {}\n";

std::string named(const Date& day) {
  return fmt::format("{} {}", weekday_name(day), day.iso());
}

bool counts_days(const CountedDeadline& deadline) {
  return deadline.policy->unit == DeadlinePolicy::Unit::working_days;
}

std::string due_in_words(const CountedDeadline& deadline) {
  const DueDates& dates = deadline.dates;
  if (counts_days(deadline)) return fmt::format("{}, working day {}", named(dates.due), deadline.policy->length);
  if (*dates.month_end == dates.due)
    return fmt::format("{}, after {}", named(dates.due), deadline.policy->length_in_words());
  return fmt::format("{}, the first working day after {}, on {}", named(dates.due), deadline.policy->length_in_words(),
                     named(*dates.month_end));
}

std::string left_in_words(const CountedDeadline& deadline) {
  const std::string today = deadline.today.iso();
  if (!deadline.left) return fmt::format("not known: {} is outside the calendar", today);
  const int left = *deadline.left;
  if (left == 0) return fmt::format("nothing: it is due on {}, the day itself", today);
  const int count = left < 0 ? -left : left;
  return fmt::format("{} working day{}{}, on {}", count, count == 1 ? "" : "s", left < 0 ? " late" : "", today);
}

std::string stages_by(const CountedDeadline& deadline, int working_day) {
  std::string names;
  for (const DueDates::Stage& stage : deadline.dates.stages)
    if (stage.working_days == working_day) names += (names.empty() ? "" : ", ") + stage.name;
  return names;
}

// How many working days the second deadline lies after the first, by the days of the first.
int later_by(const CountedDeadline& one, const CountedDeadline& other) {
  if (one.dates.due <= other.dates.due) return one.days->between(one.dates.due, other.dates.due);
  return -one.days->between(other.dates.due, one.dates.due);
}

std::string later_in_words(const CountedDeadline& one, const CountedDeadline& other) {
  const auto apart = (other.dates.due.days() - one.dates.due.days()).count();
  if (apart == 0) return fmt::format("Both are due on {}.\n", named(one.dates.due));
  const bool later = apart > 0;
  const auto days = later ? apart : -apart;
  return fmt::format("{} is due {} day{} {}, on {}, than {}, on {}.\n", other.policy->id, days, days == 1 ? "" : "s",
                     later ? "later" : "sooner", named(other.dates.due), one.policy->id, named(one.dates.due));
}

std::vector<ApartDay> apart(const CountedDeadline& one, const CountedDeadline& other) {
  if (!counts_days(one) || !counts_days(other)) return {};
  return days_apart(counted_days(*one.policy, *one.days, one.dates),
                    counted_days(*other.policy, *other.days, other.dates));
}

}  // namespace

std::string in_words(const CountedDeadline& deadline) {
  const DueDates& dates = deadline.dates;
  std::string received = named(dates.received);
  if (dates.counts_from != dates.received) received += fmt::format(", counts as {}", named(dates.counts_from));
  std::string out = fmt::format(line, "due", due_in_words(deadline));
  out += fmt::format(line, "left", left_in_words(deadline));
  out += fmt::format(line, "received", received);
  if (dates.extended) out += fmt::format(line, "extended", named(*dates.extended) + ", if the time is extended, once");
  for (const DueDates::Stage& stage : dates.stages)
    out += fmt::format(line, "stage",
                       fmt::format("{}, working day {}: {}", named(stage.due), stage.working_days, stage.name));
  out += fmt::format(line, "policy", fmt::format("{}: {}", deadline.policy->id, deadline.policy->name));
  return out + fmt::format(line, "source", deadline.policy->source);
}

std::string days_in_words(const CountedDeadline& deadline) {
  std::string out;
  for (const CountedDay& day : counted_days(*deadline.policy, *deadline.days, deadline.dates)) {
    const std::string number = day.number > 0 ? std::to_string(day.number) : "-";
    std::string why = day.number > 0 ? stages_by(deadline, day.number) : day.why;
    if (day.date == deadline.dates.due) why += why.empty() ? "due" : "; due";
    out += fmt::format("{:<9}  {}  {:>4}{}{}\n", weekday_name(day.date), day.date.iso(), number,
                       why.empty() ? "" : "  ", why);
  }
  return out;
}

std::string difference_in_words(const CountedDeadline& one, const CountedDeadline& other) {
  std::string out = later_in_words(one, other);
  for (const std::string& rule : rules_apart(*one.policy, *other.policy)) out += rule + "\n";
  for (const ApartDay& day : apart(one, other))
    out += fmt::format("{:<9}  {}  {}: {}; {}: {}\n", weekday_name(day.date), day.date.iso(), one.policy->id, day.one,
                       other.policy->id, day.other);
  return out;
}

std::string in_words(const std::vector<DeadlinePolicy>& policies) {
  std::size_t width = 0;
  for (const DeadlinePolicy& policy : policies) width = std::max(width, policy.id.size());
  std::string out;
  for (const DeadlinePolicy& policy : policies) {
    out += fmt::format("{:<{}}  {}\n", policy.id, width, policy.name);
    out += fmt::format("{:<{}}  bank holidays of {}; source: {}\n", "", width, fmt::join(policy.divisions, ", "),
                       policy.source);
  }
  return out;
}

namespace {

Value text_of(const std::optional<Date>& day) {
  return day ? Value::string(day->iso()) : Value();
}

Value whole(int number) {
  return Value::number(std::to_string(number));
}

Value texts(const std::vector<std::string>& words) {
  Value list = Value::array();
  for (const std::string& word : words) list.push_back(Value::string(word));
  return list;
}

}  // namespace

std::vector<Member> to_members(const CountedDeadline& deadline) {
  const DueDates& dates = deadline.dates;
  Value stages = Value::array();
  for (const DueDates::Stage& stage : dates.stages) {
    Value item = Value::object();
    item.set("name", Value::string(stage.name));
    item.set("working_days", whole(stage.working_days));
    item.set("due", text_of(stage.due));
    stages.push_back(std::move(item));
  }
  std::vector<Member> members;
  members.push_back({"due", text_of(dates.due)});
  members.push_back({"received", text_of(dates.received)});
  members.push_back({"counts_from", text_of(dates.counts_from)});
  members.push_back({"month_end", text_of(dates.month_end)});
  members.push_back({"extended", text_of(dates.extended)});
  members.push_back({"today", text_of(deadline.today)});
  members.push_back({"days_left", deadline.left ? whole(*deadline.left) : Value()});
  members.push_back({"stages", std::move(stages)});
  members.push_back({"policy", to_value(*deadline.policy)});
  return members;
}

Value days_to_value(const CountedDeadline& deadline) {
  Value list = Value::array();
  for (const CountedDay& day : counted_days(*deadline.policy, *deadline.days, deadline.dates)) {
    Value item = Value::object();
    item.set("date", text_of(day.date));
    item.set("number", day.number > 0 ? whole(day.number) : Value());
    item.set("why", day.why.empty() ? Value() : Value::string(day.why));
    list.push_back(std::move(item));
  }
  return list;
}

Value difference_to_value(const CountedDeadline& one, const CountedDeadline& other) {
  Value days = Value::array();
  for (const ApartDay& day : apart(one, other)) {
    Value item = Value::object();
    item.set("date", text_of(day.date));
    item.set(one.policy->id, Value::string(day.one));
    item.set(other.policy->id, Value::string(day.other));
    days.push_back(std::move(item));
  }
  Value value = Value::object();
  value.set("policy", to_value(*other.policy));
  value.set("due", text_of(other.dates.due));
  value.set("working_days_later", whole(later_by(one, other)));
  value.set("rules", texts(rules_apart(*one.policy, *other.policy)));
  value.set("days", std::move(days));
  return value;
}

Value to_value(const DeadlinePolicy& policy) {
  Value value = Value::object();
  value.set("id", Value::string(policy.id));
  value.set("name", Value::string(policy.name));
  value.set("source", Value::string(policy.source));
  value.set("divisions", texts(policy.divisions));
  value.set(policy.unit == DeadlinePolicy::Unit::months ? "months" : "working_days", whole(policy.length));
  return value;
}

Value to_value(const BankHolidays& holidays) {
  Value value = Value::object();
  value.set("file", Value::string(holidays.file()));
  value.set("from", text_of(holidays.first()));
  value.set("to", text_of(holidays.last()));
  value.set("source", Value::string(holidays.source()));
  value.set("licence", Value::string(holidays.licence()));
  return value;
}

}  // namespace engross::cli
