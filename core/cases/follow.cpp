// In: the case of an issued letter. Out: the case of the one after it.
// Refuses nothing: what it gives is read as every case is.
#include "cases/follow.hpp"

#include <algorithm>
#include <array>

#include "cases/history.hpp"

namespace engross {

Value case_that_follows(const Value& earlier_case, const Following& following) {
  constexpr std::array<std::string_view, 8> of_that_letter{"reference",  "template",   "date",  "paragraphs",
                                                           "enclosures", "salutation", "close", "history"};
  Value next = Value::object();
  next.set("reference", Value::string(following.reference));
  for (const Member& member : earlier_case.members())
    if (std::ranges::find(of_that_letter, member.key) == of_that_letter.end()) next.set(member.key, member.value);
  next.set("template", Value::string(following.template_name));
  next.set("history", history_with(earlier_case.find("history"), following.letter));
  return next;
}

}  // namespace engross
