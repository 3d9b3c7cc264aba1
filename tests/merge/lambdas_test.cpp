// Host functions under a name: what they are given, what becomes of what they return.
#include "merge/merging.hpp"

namespace engross {
namespace {

std::string outcome(const std::string& text, MergePolicy policy, Lambda lambda) {
  policy.lambdas.emplace("call", std::move(lambda));
  return test::shown(test::merge_texts(text, R"({"name": "<x>", "call": "WRONG"})", policy));
}

const Lambda twice = [](std::optional<std::string_view> body) {
  return body ? std::string(*body) + std::string(*body) : std::string("{{name}}&");
};

TEST(Lambdas, AreGivenTheSourceOfASection) {
  EXPECT_EQ(outcome("{{#call}}{{name}} {{/call}}", MergePolicy::specification(), twice), "&lt;x&gt; &lt;x&gt; ");
  EXPECT_EQ(outcome("{{#call}}{{name}} {{/call}}", MergePolicy::letters(), twice), "⟦<x>⟧ ⟦<x>⟧ ");
}

TEST(Lambdas, OfAnInterpolationAreEscaped) {
  EXPECT_EQ(outcome("{{&call}}", MergePolicy::specification(), twice), "&lt;x&gt;&");
  EXPECT_EQ(outcome("{{call}}", MergePolicy::specification(), twice), "&amp;lt;x&amp;gt;&amp;");
  EXPECT_EQ(outcome("{{call}}", MergePolicy::letters(), twice), "⟦<x>⟧&");
}

TEST(Lambdas, AreTrue) {
  EXPECT_EQ(outcome("({{^call}}no{{/call}})", MergePolicy::letters(), twice), "()");
}

TEST(Lambdas, MistakesInWhatTheyReturn) {
  const Lambda broken = [](std::optional<std::string_view>) { return "x\n{{#a}}"; };
  EXPECT_EQ(outcome("{{call}} {{call}}", MergePolicy::letters(), broken),
            "what \"call\" returned:2:1 template.syntax: the section \"a\" is not closed\n"
            "  write {{/a}} where it ends\n");
  const Lambda misnamed = [](std::optional<std::string_view>) { return "{{nme}}"; };
  EXPECT_EQ(outcome("{{call}}", MergePolicy::letters(), misnamed),
            "what \"call\" returned:1:1 merge.no-value: there is no \"nme\"\n"
            "  did you mean \"name\"?\n"
            "  included from template:1:1\n");
}

TEST(Lambdas, ThatCallThemselvesEnd) {
  const Lambda again = [](std::optional<std::string_view>) { return "{{call}}{{call}}"; };
  EXPECT_EQ(outcome("{{call}}", MergePolicy::letters(), again),
            "what \"call\" returned:1:1 merge.too-deep: partials nest deeper than 64\n"
            "  look for a partial that includes itself\n"
            "  included from what \"call\" returned:1:1\n");
}

}  // namespace
}  // namespace engross
