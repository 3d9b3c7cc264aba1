// In: requests of the parent, an opened library. Out: the library's answers, each with its reports and its end.
// Refuses: requests that make no sense. An exception that the library lets out passes through, and ends the child.
#include "department/child_serve.hpp"

#include <cstdio>

#include "isolation/frames.hpp"
#include "isolation/parent_channel.hpp"

namespace engross::child {
namespace {

constexpr std::size_t longest_request = 65U << 20U;

const engross_derive* derive_of(const engross_department* department) {
  if (!ENGROSS_HAS(department, engross_department, get_extension) || department->get_extension == nullptr)
    return nullptr;
  const auto* table =
      static_cast<const engross_derive*>(department->get_extension(department->self, ENGROSS_EXTENSION_DERIVE));
  const bool usable = table != nullptr && ENGROSS_HAS(table, engross_derive, derive) && table->derive != nullptr;
  return usable ? table : nullptr;
}

bool selects(const engross_department* department) {
  return ENGROSS_HAS(department, engross_department, select) && department->select != nullptr;
}

engross_status call(Host& host, const engross_department* department, std::uint64_t feature,
                    std::string_view question) {
  const engross_sink sink = host.sink();
  if (feature == message::feature_select && selects(department)) {
    host.call = "select";
    host.awaited = ENGROSS_PUT_SELECTION;
    return department->select(department->self, question.data(), question.size(), &sink);
  }
  if (const engross_derive* table = derive_of(department); feature == message::feature_derive && table != nullptr) {
    host.call = "derive";
    host.awaited = ENGROSS_PUT_DERIVED;
    return table->derive(department->self, question.data(), question.size(), &sink);
  }
  return ENGROSS_UNSUPPORTED;
}

void answer(Host& host, const engross_department* department, std::string_view request) {
  const auto feature = take_number(request);
  const auto question = take_text(request);
  if (!feature || !question) throw Failure{"library.lied", "it was asked what makes no sense"};
  const engross_status status = call(host, department, *feature, *question);
  std::fflush(nullptr);  // what the library printed must be seen before its answer
  std::string text;
  append_number(text, message::settled);
  append_number(text, static_cast<std::uint32_t>(status));
  host.voice.say(text);
  host.voice.flush();
}

}  // namespace

std::uint64_t features_of(const engross_department* department) {
  return (selects(department) ? message::feature_select : 0U) |
         (derive_of(department) != nullptr ? message::feature_derive : 0U);
}

void serve(Host& host, const engross_department* department) {
  host.say_alone(message::ready);
  host.voice.flush();
  ParentMessages requests(longest_request);
  while (auto request = requests.next()) {
    if (take_number(*request) != message::ask) return;
    answer(host, department, *request);
  }
}

}  // namespace engross::child
