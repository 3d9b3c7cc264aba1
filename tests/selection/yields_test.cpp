// Who gives way to whom, as a table: the candidates with what they yield to, and the ids that stay.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "selection/candidate.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

struct Row {
  const char* name;
  std::vector<std::pair<std::string, std::vector<std::string>>> candidates;
  std::string stays;  // or "conflict"
};

std::string settle(const Row& row) {
  std::deque<Paragraph> paragraphs;
  std::vector<Candidate> candidates;
  for (const auto& [id, yields_to] : row.candidates) {
    Paragraph& paragraph = paragraphs.emplace_back();
    paragraph.id = id;
    paragraph.yields_to = yields_to;
    candidates.push_back({&paragraph, "always", nullptr, nullptr});
  }
  const Diagnostics errors = settle_conflicts(candidates);
  if (!errors.empty()) return errors.front().code + ": " + errors.front().message;
  std::string stays;
  for (const Candidate& c : candidates)
    if (c.gives_way_to == nullptr) stays += c.original->id;
  return stays;
}

TEST(Yields, OneGivesWayWhenTheOtherStays) {
  const std::string circle = "selection.conflict: the paragraphs ";
  const std::string each = " are all chosen, and each yields to another of them";
  const std::vector<Row> rows = {
      {"nobody yields", {{"a", {}}, {"b", {}}}, "ab"},
      {"one yields", {{"a", {"b"}}, {"b", {}}}, "b"},
      {"order does not matter", {{"b", {}}, {"a", {"b"}}}, "b"},
      {"the other is not chosen", {{"a", {"z"}}}, "a"},
      {"to itself", {{"a", {"a"}}}, "a"},
      {"a chain: the one in the middle is out, so the first stays", {{"a", {"b"}}, {"b", {"c"}}, {"c", {}}}, "ac"},
      {"to several", {{"a", {"b", "c"}}, {"b", {"c"}}, {"c", {}}}, "c"},
      {"two yield to one", {{"a", {"c"}}, {"b", {"c"}}, {"c", {}}}, "c"},
      {"each to the other", {{"a", {"b"}}, {"b", {"a"}}}, circle + "\"a\", \"b\"" + each},
      {"a circle of three", {{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}, circle + "\"a\", \"b\", \"c\"" + each},
      {"a circle that a third one breaks", {{"a", {"b", "c"}}, {"b", {"a"}}, {"c", {}}}, "bc"},
  };
  for (const Row& row : rows) EXPECT_EQ(settle(row), row.stays) << row.name;
}

}  // namespace
}  // namespace engross::test
