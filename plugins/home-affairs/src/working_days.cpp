// In: a day and a number of working days. Out: the day that many working days later.
// Refuses: days outside the years whose bank holidays are known here.
#include "working_days.hpp"

#include <algorithm>
#include <array>

namespace home_affairs {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// Every bank holiday of any part of the United Kingdom, as yyyymmdd. From https://www.gov.uk/bank-holidays.json (Open
// Government Licence 3.0), all divisions together.
constexpr std::array bank_holidays{
    // clang-format off
    20180101, 20180102, 20180319, 20180330, 20180402, 20180507, 20180528, 20180712, 20180806, 20180827, 20181130,
    20181225, 20181226, 20190101, 20190102, 20190318, 20190419, 20190422, 20190506, 20190527, 20190712, 20190805,
    20190826, 20191202, 20191225, 20191226, 20200101, 20200102, 20200317, 20200410, 20200413, 20200508, 20200525,
    20200713, 20200803, 20200831, 20201130, 20201225, 20201228, 20210101, 20210104, 20210317, 20210402, 20210405,
    20210503, 20210531, 20210712, 20210802, 20210830, 20211130, 20211227, 20211228, 20220103, 20220104, 20220317,
    20220415, 20220418, 20220502, 20220602, 20220603, 20220712, 20220801, 20220829, 20220919, 20221130, 20221226,
    20221227, 20230102, 20230103, 20230317, 20230407, 20230410, 20230501, 20230508, 20230529, 20230712, 20230807,
    20230828, 20231130, 20231225, 20231226, 20240101, 20240102, 20240318, 20240329, 20240401, 20240506, 20240527,
    20240712, 20240805, 20240826, 20241202, 20241225, 20241226, 20250101, 20250102, 20250317, 20250418, 20250421,
    20250505, 20250526, 20250714, 20250804, 20250825, 20251201, 20251225, 20251226, 20260101, 20260102, 20260317,
    20260403, 20260406, 20260504, 20260525, 20260713, 20260803, 20260831, 20261130, 20261225, 20261228, 20270101,
    20270104, 20270317, 20270326, 20270329, 20270503, 20270531, 20270712, 20270802, 20270830, 20271130, 20271227,
    20271228
    // clang-format on
};

constexpr sys_days first_known{std::chrono::year{bank_holidays.front() / 10000} / 1 / 1};
constexpr sys_days last_known{std::chrono::year{bank_holidays.back() / 10000} / 12 / 31};

int as_number(sys_days day) {
  const std::chrono::year_month_day date(day);
  return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
         static_cast<int>(static_cast<unsigned>(date.day()));
}

bool is_working_day(sys_days day) {
  const std::chrono::weekday weekday(day);
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  return !weekend && !std::ranges::binary_search(bank_holidays, as_number(day));
}

bool is_known(sys_days day) {
  return day >= first_known && day <= last_known;
}

}  // namespace

std::optional<sys_days> working_days_after(sys_days day, int count) {
  while (count > 0 && is_known(day)) {
    day += days{1};
    if (is_working_day(day)) --count;
  }
  if (!is_known(day)) return std::nullopt;
  return day;
}

std::optional<int> working_days_between(sys_days from, sys_days to) {
  if (!is_known(from) || !is_known(to)) return std::nullopt;
  int count = 0;
  for (sys_days day = from + days{1}; day <= to; day += days{1})
    if (is_working_day(day)) ++count;
  return count;
}

}  // namespace home_affairs
