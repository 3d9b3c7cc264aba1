// docs/schemas/print-setup.schema.json agrees with the reader; print-run.schema.json with what is written.
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "data/read.hpp"
#include "print_run/reconciliation.hpp"
#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

using nlohmann::json;

bool accepts(const std::string& schema_name, const json& document) {
  const json text = json::parse(read_file(ENGROSS_SOURCE_DIR "/docs/schemas/" + schema_name + ".schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

json shared_setup() {
  const std::string path = ENGROSS_SOURCE_DIR "/templates/print-run.yaml";
  return json::parse(to_json(read_yaml(make_source(path, read_file(path))).value().root));
}

bool reads(const json& setup) {
  return PrintSetup::from(read_yaml(make_source("print-run.yaml", setup.dump())).value()).has_value();
}

TEST(PrintSchema, OfASetupAgreesWithTheReader) {
  const json setup = shared_setup();
  EXPECT_TRUE(accepts("print-setup", setup));
  EXPECT_TRUE(reads(setup));
  const std::pair<const char*, json> changes[] = {{"/envelopes", json::array()},
                                                  {"/envelopes/0", "DL"},
                                                  {"/envelopes/0/most_sheets", 0},
                                                  {"/envelopes/0/name", 5},
                                                  {"/envelopes/0/colour", "a"},
                                                  {"/code/left", -1},
                                                  {"/code/module", 0.1},
                                                  {"/code/clear", 51},
                                                  {"/code/words", "6"},
                                                  {"/code/sources/left", 5},
                                                  {"/code/sources/right", "a"},
                                                  {"/code", 5},
                                                  {"/sheet", "A4"}};
  for (const auto& [pointer, value] : changes) {
    json changed = setup;
    changed[json::json_pointer(pointer)] = value;
    EXPECT_FALSE(accepts("print-setup", changed)) << pointer;
    EXPECT_FALSE(reads(changed)) << pointer;
  }
  for (const char* pointer : {"/envelopes/0/source", "/code/top", "/code/sources/top", "/code", "/envelopes"}) {
    json changed = setup;
    const json::json_pointer at(pointer);
    changed[at.parent_pointer()].erase(at.back());
    EXPECT_FALSE(accepts("print-setup", changed)) << pointer;
    EXPECT_FALSE(reads(changed)) << pointer;
  }
}

TEST(PrintSchema, OfARunTakesWhatIsWritten) {
  const auto run = PrintRun::make(items_with_pages({1, 4, 12}), sample_setup(), {.sheets = 6, .from = 2},
                                  sample_geometry(), run_info());
  ASSERT_THAT(run, Succeeds());
  const std::string hash(64, 'a');
  const json report = json::parse(
      reconciliation_json(*run, {{.name = "a-001.pdf", .sha256 = hash, .bytes = 10}, {"a-002.pdf", hash, 20}}));
  EXPECT_TRUE(accepts("print-run", report)) << report.dump(1);
  json other = report;
  other["letters"][0]["sha256"] = "none";
  EXPECT_FALSE(accepts("print-run", other));
  other = report;
  other["run"]["name"] = "a";
  EXPECT_FALSE(accepts("print-run", other));
}

}  // namespace
}  // namespace engross::test
