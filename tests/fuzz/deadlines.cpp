// deadlines.yaml: whatever policies it gives count by the shipped calendar, or say that they cannot.
#include "base/world.hpp"
#include "calendar/counted_days.hpp"
#include "require.hpp"

namespace {

using namespace engross;

SourceRef shipped() {
  static const Result<std::string> read =
      SystemWorld().read_file(ENGROSS_SOURCE_DIR "/templates/bank-holidays.json", 1U << 20U);
  fuzz::require(read.has_value(), "the calendar is there");
  static const SourceRef source = make_source("bank-holidays.json", *read);
  return source;
}

void count_some(const Deadlines& deadlines, const DeadlinePolicy& policy) {
  for (const char* iso : {"2017-12-31", "2018-01-01", "2024-02-29", "2026-12-19", "2027-12-28", "9999-12-31"}) {
    const Date received = *Date::parse(iso);
    const auto counted = deadlines.count(policy, received);
    if (!counted) {
      fuzz::require_sound(counted.error());
      continue;
    }
    const auto days = *deadlines.days_of(policy);
    fuzz::require(counted->counts_from >= received && counted->due >= counted->counts_from, "time does not run back");
    fuzz::require(days->is_working(counted->due), "a deadline is a working day");
    const auto each = counted_days(policy, *days, *counted);
    fuzz::require(!each.empty() && each.back().date == counted->due, "the days end with the deadline");
    if (policy.unit == DeadlinePolicy::Unit::working_days)
      fuzz::require(each.back().number == policy.length, "the last day has the policy's number");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceRef input = fuzz::source_of(data, size);
  const auto policies = read_deadline_policies(input);
  const auto deadlines = Deadlines::from(input, nullptr, shipped());
  fuzz::require(policies.has_value() == deadlines.has_value(),
                "shared policies are refused for their own faults alone");
  if (!deadlines) {
    fuzz::require_sound(deadlines.error());
    return 0;
  }
  for (const DeadlinePolicy& policy : (*deadlines)->policies()) count_some(**deadlines, policy);
  return 0;
}
