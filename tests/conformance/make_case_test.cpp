// Values laid into a case.
#include "conformance/make_case.hpp"

#include <gtest/gtest.h>

#include "data/read.hpp"

namespace engross::test {
namespace {

Value tree(const std::string& json) {
  return read_json(make_source("tree", json))->root;
}

std::string with(const std::string& json, std::string_view path, const std::optional<Value>& value) {
  return to_canonical_json(with_value(tree(json), path, value));
}

TEST(WithValue, MakesTheWayToThePlace) {
  EXPECT_EQ(with("{}", "facts.visit.date", Value::string("x")), R"({"facts":{"visit":{"date":"x"}}})");
  EXPECT_EQ(with(R"({"facts":true})", "facts.a", Value::number("1")), R"({"facts":{"a":1}})");
  EXPECT_EQ(with(R"({"a":1})", "a", Value::number("2")), R"({"a":2})");
}

TEST(WithValue, TakesAwayAndLeavesAlone) {
  EXPECT_EQ(with(R"({"a":1,"b":2})", "a", std::nullopt), R"({"b":2})");
  EXPECT_EQ(with(R"({"b":2})", "a.c.d", std::nullopt), R"({"b":2})");
  EXPECT_EQ(with(R"({"a":{"b":1,"c":2}})", "a.b", std::nullopt), R"({"a":{"c":2}})");
}

TEST(WithValue, SetsEveryItemOfAListAndMakesOneWhereThereIsNone) {
  EXPECT_EQ(with(R"({"l":[{"a":1},{"a":2}]})", "l.*.b", Value::number("3")), R"({"l":[{"a":1,"b":3},{"a":2,"b":3}]})");
  EXPECT_EQ(with(R"({"l":[{"a":1},{"a":2}]})", "l.1.a", std::nullopt), R"({"l":[{"a":1},{}]})");
  EXPECT_EQ(with("{}", "l.*.b", Value::number("3")), R"({"l":[{"b":3}]})");
  EXPECT_EQ(with("{}", "l.*.b", std::nullopt), "{}");
}

TEST(WithValues, SetsParentsFirstAndNothingBelowWhatIsAbsent) {
  const std::vector<Assigned> present{{"person.name", Value::string("x")}, {"person", Value::object()}};
  EXPECT_EQ(to_canonical_json(with_values(Value::object(), present)), R"({"person":{"name":"x"}})");
  const std::vector<Assigned> absent{{"person.name", Value::string("x")}, {"person", std::nullopt}};
  EXPECT_EQ(to_canonical_json(with_values(tree(R"({"person":{"name":"y"}})"), absent)), "{}");
  const std::vector<Assigned> null{{"person.name", Value::string("x")}, {"person", Value()}};
  EXPECT_EQ(to_canonical_json(with_values(Value::object(), null)), R"({"person":null})");
}

}  // namespace
}  // namespace engross::test
