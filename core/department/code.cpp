// In: the JSON that a department's code answered. Out: its fields, its decisions.
// Refuses: anything but what engross/abi.h says an answer is, naming the library, the place and what was found.
#include "department/code.hpp"

#include <fmt/format.h>

#include <set>

#include "base/text.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

constexpr ReadLimits answer_limits{.bytes = 1U << 20U, .depth = 16, .nodes = 100'000};

Diagnostic bad_answer(const std::string& name, Call call, std::string_view what, Span place = {}) {
  return error("library.answer", std::move(place), fmt::format("{}: its answer to {} {}", name, name_of(call), what),
               {"tell who wrote the department's code; engross/abi.h says what an answer is"});
}

Result<Document> read_answer(const std::string& name, Call call, std::string json) {
  auto document =
      read_json(make_source(fmt::format("{} answered by {}", name_of(call), name), std::move(json)), answer_limits);
  if (!document) {
    Diagnostics all = std::move(document.error());
    all.insert(all.begin(), bad_answer(name, call, "is not JSON"));
    return fail(std::move(all));
  }
  if (document->root.is_object()) return document;
  return fail(bad_answer(name, call, fmt::format("must be an object, and is {}", with_article(document->root.kind())),
                         document->span(document->root)));
}

class DecisionReader {
 public:
  DecisionReader(const std::string& name, const Document& document) : name_(name), document_(document) {}

  Result<Decisions> read() {
    for (const Member& member : document_.root.members()) {
      if (member.key == "add")
        read_list(member.value, decisions_.add);
      else if (member.key == "leave_out")
        read_list(member.value, decisions_.leave_out);
      else
        complain(fmt::format("has the unknown member \"{}\"", member.key), document_.key_span(member.value));
    }
    if (!problems_.empty()) return fail(std::move(problems_));
    return std::move(decisions_);
  }

 private:
  void complain(std::string_view what, Span place) {
    problems_.push_back(bad_answer(name_, Call::select, what, std::move(place)));
  }

  void read_list(const Value& list, std::vector<Decision>& to) {
    if (!list.is_array()) return complain("must have lists of paragraphs", document_.span(list));
    for (const Value& item : list.items()) read_one(item, to);
  }

  void read_one(const Value& item, std::vector<Decision>& to) {
    const Value* id = item.find("id");
    const Value* because = item.find("because");
    const bool whole = id != nullptr && id->is_string() && because != nullptr && because->is_string() &&
                       item.members().size() == 2 && !trim(because->text()).empty();
    if (!whole) return complain("must say id and because of each paragraph, and nothing else", document_.span(item));
    if (!seen_.insert(id->text()).second)
      return complain(fmt::format("names the paragraph \"{}\" twice", id->text()), document_.span(*id));
    to.push_back({id->text(), because->text()});
  }

  const std::string& name_;
  const Document& document_;
  Decisions decisions_;
  std::set<std::string> seen_;
  Diagnostics problems_;
};

}  // namespace

std::string_view name_of(Call call) {
  return call == Call::derive ? "derive" : "select";
}

Result<Document> read_derived(const std::string& name, std::string json) {
  return read_answer(name, Call::derive, std::move(json));
}

Result<Decisions> read_decisions(const std::string& name, std::string json) {
  auto document = read_answer(name, Call::select, std::move(json));
  if (!document) return fail(document.error());
  auto decisions = DecisionReader(name, *document).read();
  if (decisions) decisions->answered = std::move(document->root);
  return decisions;
}

}  // namespace engross
