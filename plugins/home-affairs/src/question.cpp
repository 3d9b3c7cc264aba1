// In: the question, JSON. Out: what this department looks at in it.
// Refuses: days that are none, and claims of an exemption that lack a section or a reason.
#include "question.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace home_affairs {
namespace {

using nlohmann::json;
using std::chrono::sys_days;

sys_days day_of(const std::string& text, const char* name) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int end = 0;
  const bool shaped = text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end) == 3;
  if (shaped && end == 10) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (date.ok()) return date;
  }
  throw std::runtime_error(std::string(name) + " is \"" + text + "\", which is no day");
}

// The text at a key; empty when it is absent or null.
std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& object_at(const json& object, const char* key) {
  static const json nothing = json::object();
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : nothing;
}

const json& list_at(const json& object, const char* key) {
  static const json nothing = json::array();
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return nothing;
  if (!found->is_array()) throw std::runtime_error(std::string(key) + " must be a list");
  return *found;
}

Claim claim_of(const json& item) {
  if (!item.is_object()) throw std::runtime_error("an item of facts.exemptions must have section and because");
  Claim claim{text_at(item, "section"), text_at(item, "because"), {}, {}};
  if (claim.section.empty() || claim.because.empty())
    throw std::runtime_error("an item of facts.exemptions lacks section or because");
  const json& interest = object_at(item, "public_interest");
  claim.disclosing = text_at(interest, "disclosing");
  claim.withholding = text_at(interest, "withholding");
  return claim;
}

std::vector<EarlierLetter> earlier_letters(const json& history, sys_days before) {
  std::vector<EarlierLetter> letters;
  for (const json& item : history) {
    const std::string date = text_at(item, "date");
    if (date.empty()) continue;
    const EarlierLetter letter{text_at(item, "reference"), day_of(date, "a date in history")};
    if (letter.dated < before) letters.push_back(letter);
  }
  std::ranges::stable_sort(letters, std::greater(), &EarlierLetter::dated);
  return letters;
}

}  // namespace

bool Question::about(std::string_view topic) const {
  return std::ranges::find(topics, topic) != topics.end();
}

Question Question::from(std::string_view text) {
  const json asked = json::parse(text);
  Question question;
  question.date = day_of(text_at(object_at(asked, "letter"), "date"), "letter.date");
  if (const std::string received = text_at(object_at(asked, "incoming"), "received"); !received.empty())
    question.received = day_of(received, "incoming.received");
  for (const json& topic : list_at(asked, "topics"))
    if (topic.is_string()) question.topics.push_back(topic.get<std::string>());
  for (const json& item : list_at(object_at(asked, "facts"), "exemptions")) question.claims.push_back(claim_of(item));
  question.earlier = earlier_letters(list_at(asked, "history"), question.date);
  return question;
}

std::string iso(sys_days day) {
  const std::chrono::year_month_day date(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace home_affairs
