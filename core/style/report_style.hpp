// The house style of a department, for pages that go into no envelope.
#pragma once

#include "style/house_style.hpp"

namespace engross {

// Without letterhead and window: a book, a report.
HouseStyle report_style(const HouseStyle& house);

}  // namespace engross
