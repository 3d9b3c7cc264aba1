// docs/schemas/run-summary.schema.json agrees with what is written.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "batch/wrap_up.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

using nlohmann::json;

bool accepted(const json& summary) {
  const json text = json::parse(read_file(ENGROSS_SOURCE_DIR "/docs/schemas/run-summary.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(summary), nullptr);
}

TEST(SummarySchema, AgreesWithWhatIsWritten) {
  RunIdentity identity;
  identity.export_name = "cases.csv";
  RunSummary summary{.counts = {.issued = 9, .refused = 3, .bytes = 270'275, .pages = 10},
                     .rows = 12,
                     .refused_by = {{"exports.date", 2}, {"batch.twice", 1}},
                     .refused_file = "refused.csv"};
  const json written = json::parse(to_json(summary.value(identity)));
  EXPECT_TRUE(accepted(written)) << written;
  summary.refused_file.clear();
  EXPECT_TRUE(accepted(json::parse(to_json(summary.value(identity)))));
  for (const auto& [name, value] : written.items()) {
    json without = written;
    without.erase(name);
    EXPECT_FALSE(accepted(without)) << name;
    json other = written;
    other[name] = json::array();
    EXPECT_FALSE(accepted(other)) << name;
  }
  json named = written;
  named["person"] = "Watling";
  EXPECT_FALSE(accepted(named));
}

}  // namespace
}  // namespace engross::test
