// In: a postcode as a case has it. Out: its place in the order of the post. Refuses nothing: what is no postcode has a
// place too.
#include "print_run/postcode.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "style/address.hpp"

namespace engross {

PostcodeOrder PostcodeOrder::of(std::string_view postcode) {
  PostcodeOrder order;
  const std::string uk = uk_postcode(postcode);
  if (uk.empty()) {
    order.area = trim(postcode);
    order.kind = order.area.empty() ? 2 : 1;
    return order;
  }
  order.kind = 0;
  const std::size_t digits = std::min(uk.find_first_of("0123456789"), uk.size());
  order.area = uk.substr(0, digits);
  const auto read = std::from_chars(uk.data() + digits, uk.data() + uk.size(), order.district);
  order.rest.assign(read.ptr, uk.data() + uk.size());
  return order;
}

}  // namespace engross
