// docs/schemas/mapping.schema.json, which editors use, agrees with the reader.
#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "data/read.hpp"
#include "exports/mappings.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {
using nlohmann::json;

class MappingSchema : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(ENGROSS_SOURCE_DIR "/docs/schemas/mapping.schema.json");
    text_ = json::parse(file);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(text_), schema_);
  }

  bool accepts(const std::string& yaml) {
    const auto read = read_yaml(make_source("m.yaml", yaml));
    if (!read) return false;
    const json document = json::parse(to_json(read->root));
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  }

  json text_;
  valijson::Schema schema_;
};

// What no schema can say: that formats clash, that names are there twice, tables that are not, fields within fields,
// that something of the correspondent is needed.
bool beyond_a_schema(const std::string& errors) {
  for (const char* what : {"may read one text", "is there twice", "lies within", "there is no table", "its table gives",
                           "given twice", "which every case has"})
    if (errors.find(what) != std::string::npos) return true;
  return false;
}

TEST_F(MappingSchema, AgreesWithTheReader) {
  std::size_t refused = 0;
  for (const test::BadMapping& bad : test::bad_mappings) {
    if (beyond_a_schema(bad.errors)) continue;
    std::string yaml = bad.yaml;
    if (const std::size_t at = yaml.find("fields:\n");
        at != std::string::npos && yaml.find("  reference:") == std::string::npos)
      yaml.insert(at + 8, "\n" + test::needed.substr(0, test::needed.size() - 1) + "\n  correspondent.surname: S");
    EXPECT_FALSE(Mapping::from(make_source("m.yaml", yaml))) << yaml;
    EXPECT_FALSE(accepts(yaml)) << yaml;
    ++refused;
  }
  EXPECT_GT(refused, 30U);
  for (const test::Mapped& good : test::mapped)
    EXPECT_TRUE(
        accepts("fields:\n" + test::needed + "  correspondent.surname: {constant: S}\n" + good.fields + test::tables))
        << good.fields;
}

// Every field that a case has, each in a mapping of its own.
TEST_F(MappingSchema, NamesTheSameFields) {
  for (const std::string& name : field_names()) {
    if (name == "reference" || name == "department") continue;
    const std::string yaml = "fields:\n" + test::needed + "  " + name + ": A\n";
    EXPECT_TRUE(accepts(yaml)) << name;
    EXPECT_FALSE(accepts("fields:\n" + test::needed + "  " + name + "x: A\n")) << name;
    EXPECT_EQ(accepts("fields:\n" + test::needed + "  " + name + ".cy: A\n"),
              known_fields()[find_field(name)->index].by_language)
        << name;
  }
}

}  // namespace
}  // namespace engross
