// Working days as section 10(6) of the Freedom of Information Act 2000 counts them: no Saturday, no Sunday, no bank
// holiday of any part of the United Kingdom.
#pragma once

#include <chrono>
#include <optional>

namespace home_affairs {

// The day that is `count` working days after `day`, which may be any day. Nothing when that is beyond the years whose
// bank holidays are compiled in.
std::optional<std::chrono::sys_days> working_days_after(std::chrono::sys_days day, int count);

// How many working days there are after `from` up to and with `to`; 0 when `to` is not later. Nothing when one of them
// is beyond those years.
std::optional<int> working_days_between(std::chrono::sys_days from, std::chrono::sys_days to);

}  // namespace home_affairs
