// The answers of a department's code: what is taken, and what is refused with its place.
#include "department/code.hpp"

#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

std::string first_message(const char* json) {
  const auto read = read_decisions("home.so", json);
  return read ? "read" : read.error().front().message;
}

TEST(Answers, DecisionsAreRead) {
  const auto read = read_decisions(
      "home.so", R"({"add": [{"id": "a", "because": "x"}], "leave_out": [{"because": "y", "id": "b"}]})");
  ASSERT_THAT(read, Succeeds());
  ASSERT_EQ(read->add.size(), 1U);
  EXPECT_EQ(read->add[0].id, "a");
  EXPECT_EQ(read->leave_out[0].because, "y");
  EXPECT_THAT(read_decisions("home.so", "{}"), Succeeds());
}

TEST(Answers, DecisionsThatAreNoneAreRefused) {
  EXPECT_EQ(first_message("["), "home.so: its answer to select is not JSON");
  EXPECT_EQ(first_message("[]"), "home.so: its answer to select must be an object, and is an array");
  EXPECT_EQ(first_message(R"({"ad": []})"), "home.so: its answer to select has the unknown member \"ad\"");
  EXPECT_EQ(first_message(R"({"add": {}})"), "home.so: its answer to select must have lists of paragraphs");
  for (const char* item : {R"("a")", R"({"id": "a"})", R"({"id": "a", "because": " "})", R"({"id": 1, "because": "x"})",
                           R"({"id": "a", "because": "x", "order": 1})"})
    EXPECT_EQ(first_message((std::string(R"({"add": [)") + item + "]}").c_str()),
              "home.so: its answer to select must say id and because of each paragraph, and nothing else");
  EXPECT_EQ(first_message(R"({"add": [{"id": "a", "because": "x"}], "leave_out": [{"id": "a", "because": "x"}]})"),
            "home.so: its answer to select names the paragraph \"a\" twice");
}

TEST(Answers, EveryFaultIsTold) {
  const auto read = read_decisions("home.so", R"({"add": [1, 2], "more": 3})");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().size(), 3U);
}

TEST(Answers, DerivedFieldsAreAnObject) {
  EXPECT_THAT(read_derived("home.so", R"({"late": true, "sum": 1.20})"), Succeeds());
  for (const std::string& json : {std::string("1"), std::string("null"), std::string("{\"a\": "), std::string(),
                                  "{\"a\": \"" + std::string(1U << 20U, 'x') + "\"}",
                                  "{\"a\": " + std::string(20, '[') + std::string(20, ']') + "}"})
    EXPECT_THAT(read_derived("home.so", json), FailsWith("library.answer"));
}

}  // namespace
}  // namespace engross
