// In: the options. Out: the department that is meant.
// Refuses: to guess between several.
#include "chosen_department.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "day_option.hpp"
#include "department/identity.hpp"

namespace engross::cli {

Result<std::string> chosen_name(const Session& session) {
  if (!session.options().department.empty()) return session.options().department;
  const auto found = session.departments();
  if (found.size() == 1) return found.front().id;
  std::vector<std::string> ids;
  for (const FoundDepartment& department : found) ids.push_back(department.id);
  return fail(error("department.which", {}, found.empty() ? "there is no department" : "which department?",
                    {found.empty() ? std::string("name a folder with --department-path DIR")
                                   : fmt::format("say --department with one of: {}", fmt::join(ids, ", "))}));
}

Result<std::shared_ptr<const Department>> chosen_department(const Session& session) {
  const auto name = chosen_name(session);
  return name ? session.open_department(*name) : fail(name.error());
}

Result<std::optional<Date>> as_of_day(const std::string& word) {
  return optional_day("--as-of", word);
}

Result<PastLibrary> past_library(const Session& session, const Date& day) {
  const auto name = chosen_name(session);
  if (!name) return fail(name.error());
  const auto path = session.locate_department(*name);
  const auto id = path ? identify_department(session.world(), *path) : Result<std::string>(*name);
  if (!id) return fail(id.error());
  return library_as_of(session.world(), session.store(), session.runs(), *id, day);
}

std::string words_of(const PastLibrary& past, const Date& day) {
  const std::string next =
      past.next_used ? fmt::format("; another edition was first used on {}", past.next_used->iso()) : std::string();
  return fmt::format("{} {} as it was on {}: the edition {}…, with which {} was issued on {}{}", past.department->id,
                     past.department->version, day.iso(), past.bundle_sha256.substr(0, 16), past.reference,
                     past.last_used.iso(), next);
}

Value to_value(const PastLibrary& past) {
  Value value = Value::object();
  value.set("department", Value::string(past.department->id));
  value.set("version", Value::string(past.department->version));
  value.set("bundle", Value::string(past.bundle_sha256));
  value.set("last_used", Value::string(past.last_used.iso()));
  value.set("reference", Value::string(past.reference));
  value.set("next_used", past.next_used ? Value::string(past.next_used->iso()) : Value());
  return value;
}

void require_one_of(std::string_view what, const std::string& wanted, const std::vector<std::string>& known,
                    Diagnostics& problems) {
  if (wanted.empty() || std::ranges::find(known, wanted) != known.end()) return;
  std::vector<std::string> hints{fmt::format("the library has: {}", fmt::join(known, ", "))};
  if (std::string near = did_you_mean(wanted, known); !near.empty()) hints.insert(hints.begin(), std::move(near));
  problems.push_back(
      error("paragraphs.filter", {}, fmt::format("no paragraph has the {} \"{}\"", what, wanted), std::move(hints)));
}

}  // namespace engross::cli
