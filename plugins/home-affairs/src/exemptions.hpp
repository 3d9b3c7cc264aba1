// The exemptions of the Freedom of Information Act 2000, Part II, as data.
#pragma once

#include <string_view>

namespace home_affairs {

struct Exemption {
  int section = 0;          // 21 to 44
  std::string_view letter;  // "A" of section 22A
  std::string_view name;    // as a sentence would call what is exempt: "personal information"
  bool absolute = false;    // no public interest test (section 2(3)); of a section that is both, see the next
  std::string_view other;   // beginnings of subsections that are the other way round, apart by spaces
};

// The exemption that a reference such as "40(2)" or "35(1)(a)" names; null when there is none.
const Exemption* exemption_of(std::string_view reference);
// Whether that subsection needs the public interest to be weighed.
bool is_qualified(const Exemption& exemption, std::string_view reference);

}  // namespace home_affairs
