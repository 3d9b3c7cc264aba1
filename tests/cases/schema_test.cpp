// docs/schemas/case.schema.json, which editors use, agrees with the reader.
#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "cases/case.hpp"
#include "cases/tables.hpp"

namespace engross {
namespace {

nlohmann::json read_file(const std::string& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

class CaseSchema : public testing::Test {
 protected:
  void SetUp() override {
    const nlohmann::json text = read_file(ENGROSS_SOURCE_DIR "/docs/schemas/case.schema.json");
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }

  bool accepts(const nlohmann::json& document) {
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  }

  valijson::Schema schema_;
};

TEST_F(CaseSchema, AgreesWithTheReader) {
  for (const test::CaseRow& row : test::good_cases)
    EXPECT_TRUE(accepts(nlohmann::json::parse(test::case_text(row.members)))) << row.members;
  for (const test::CaseRow& row : test::bad_cases)
    EXPECT_FALSE(accepts(nlohmann::json::parse(test::case_text(row.members)))) << row.members;
}

TEST_F(CaseSchema, AcceptsTheSample) {
  EXPECT_TRUE(accepts(read_file(ENGROSS_SOURCE_DIR "/samples/dfe/2016-0046030.json")));
}

// Every field of the schema is one that the reader knows, and the other way round.
TEST_F(CaseSchema, NamesTheSameFields) {
  const nlohmann::json schema = read_file(ENGROSS_SOURCE_DIR "/docs/schemas/case.schema.json");
  const auto known_in = [](const std::string& members) {
    const Result<Case> result = Case::from(make_source("c", test::case_text(members)));
    return result ? std::string() : result.error()[0].hints[0];
  };
  std::string names;
  for (const char* name :
       {"title", "forename", "surname", "suffix", "role", "office", "organisation", "address", "postcode", "country"}) {
    EXPECT_TRUE(schema["definitions"]["person"]["properties"].contains(name)) << name;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  EXPECT_EQ(schema["definitions"]["person"]["properties"].size(), 10U);
  EXPECT_EQ(known_in(R"({"correspondent": {"zzzzzzzz": 1}})"), "it may have " + names);
  for (const auto& [name, field] : schema["properties"].items()) {
    const std::string key = name;
    const Result<Case> result = Case::from(make_source("c", "{\"" + key + "\": null}"));
    ASSERT_FALSE(result);
    for (const Diagnostic& d : result.error()) EXPECT_NE(d.code, "cases.unknown-field") << key;
  }
}

}  // namespace
}  // namespace engross
