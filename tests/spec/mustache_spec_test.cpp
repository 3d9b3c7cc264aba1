// The official Mustache specification, file by file, with the lenient policy: every case must give the expected text.
// The data's lambdas are written in other languages; `host_lambda` has the same ten in C++.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "data/read.hpp"
#include "merge/merge.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::Succeeds;

std::filesystem::path spec_folder() {
  const char* set = std::getenv("ENGROSS_MUSTACHE_SPEC");
  return set != nullptr ? set : ENGROSS_MUSTACHE_SPEC;
}

std::string text_of(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value == nullptr ? std::string() : value->text();
}

Lambda host_lambda(const std::string& name) {
  using Body = std::optional<std::string_view>;
  const auto constant = [](std::string text) { return [text = std::move(text)](Body) { return text; }; };
  const auto around = [](std::string before, std::string after) {
    return [=](Body body) { return before + std::string(*body) + after; };
  };
  const auto doubled = [](std::string middle) {
    return [=](Body body) { return std::string(*body) + middle + std::string(*body); };
  };
  if (name == "Interpolation") return constant("world");
  if (name == "Interpolation - Expansion") return constant("{{planet}}");
  if (name == "Interpolation - Alternate Delimiters") return constant("|planet| => {{planet}}");
  if (name == "Interpolation - Multiple Calls")
    return [calls = std::make_shared<int>(0)](Body) { return std::to_string(++*calls); };
  if (name == "Escaping") return constant(">");
  if (name == "Section") return [](Body body) { return std::string(*body == "{{x}}" ? "yes" : "no"); };
  if (name == "Section - Expansion") return doubled("{{planet}}");
  if (name == "Section - Alternate Delimiters") return doubled("{{planet}} => |planet|");
  if (name == "Section - Multiple Calls") return around("__", "__");
  if (name == "Inverted Section") return constant("");
  return nullptr;
}

// The text, or what went wrong.
std::string outcome(const Value& test) {
  const std::string name = text_of(test, "name");
  Partials partials;
  if (const Value* given = test.find("partials"))
    for (const Member& partial : given->members()) {
      Result<Template> compiled = Template::compile(make_source(partial.key, partial.value.text()));
      if (!compiled) return print(compiled.error());
      partials.emplace(partial.key, *compiled);
    }
  Result<Template> compiled = Template::compile(make_source(name, text_of(test, "template")));
  if (!compiled) return print(compiled.error());

  const Value* data = test.find("data");
  MergePolicy policy = MergePolicy::specification();
  const Value* lambda = data->find("lambda");
  if (lambda != nullptr && lambda->find("__tag__") != nullptr) policy.lambdas.emplace("lambda", host_lambda(name));
  const Context context{{.value = data, .source = nullptr, .pointer = ""}};
  Result<MergedText> merged = merge(*compiled, context, partials, policy);
  return merged ? merged->text : print(merged.error());
}

class MustacheSpec : public testing::TestWithParam<std::pair<std::string_view, std::size_t>> {};

TEST_P(MustacheSpec, EveryCase) {
  const auto [file, cases] = GetParam();
  if (!std::filesystem::exists(spec_folder())) {
    // Not a skip: the same rules are tested, in our own words, by tests/merge.
    std::cout << "The specification's files are not here (ENGROSS_MUSTACHE_SPEC is \"" << spec_folder().string()
              << "\"); tests/merge/mustache_table_test.cpp covers its rules.\n";
    return;
  }
  std::ifstream in(spec_folder() / (std::string(file) + ".json"), std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  Result<Document> document = read_json(make_source(std::string(file), text.str()));
  ASSERT_THAT(document, Succeeds());
  const Value* tests = document->root.find("tests");
  ASSERT_NE(tests, nullptr);
  for (const Value& test : tests->items())
    EXPECT_EQ(outcome(test), text_of(test, "expected")) << text_of(test, "name") << ": " << text_of(test, "desc");
  EXPECT_EQ(tests->items().size(), cases);
}

INSTANTIATE_TEST_SUITE_P(Files, MustacheSpec,
                         testing::Values(std::pair{"interpolation", 42U}, std::pair{"sections", 34U},
                                         std::pair{"inverted", 22U}, std::pair{"partials", 12U},
                                         std::pair{"delimiters", 14U}, std::pair{"comments", 12U},
                                         std::pair{"~lambdas", 10U}, std::pair{"~dynamic-names", 21U}),
                         [](const auto& instance) {
                           std::string name(instance.param.first);
                           std::erase(name, '~');
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace engross
