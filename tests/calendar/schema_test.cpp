// docs/schemas/deadlines and bank-holidays agree with the readers, on what is shipped and on what is wrong.
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "calendar/shared_deadlines.hpp"
#include "data/read.hpp"

namespace engross::test {
namespace {
using nlohmann::json;

class SchemaFile {
 public:
  explicit SchemaFile(const std::string& name) {
    std::ifstream file(ENGROSS_SOURCE_DIR "/docs/schemas/" + name + ".schema.json");
    const json text = json::parse(file);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }
  bool takes(const json& document) const {
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  }

 private:
  valijson::Schema schema_;
};

bool holidays_read(const json& document) {
  return BankHolidays::from(make_source("h.json", document.dump())).has_value();
}
bool policies_read(const json& document) {
  return read_deadline_policies(make_source("d.yaml", document.dump())).has_value();  // JSON is YAML
}

json changed(json of, const std::string& pointer, const json& value) {
  of[json::json_pointer(pointer)] = value;
  return of;
}
json without(json of, const std::string& pointer, const std::string& key) {
  of[json::json_pointer(pointer)].erase(key);
  return of;
}

TEST(DeadlineSchemas, TakeWhatIsShipped) {
  const auto policies = read_yaml(shared_file("deadlines.yaml"));
  ASSERT_THAT(policies, Succeeds());
  EXPECT_TRUE(SchemaFile("deadlines").takes(json::parse(to_json(policies->root))));
  EXPECT_TRUE(SchemaFile("bank-holidays").takes(json::parse(shared_file("bank-holidays.json")->text)));
}

TEST(DeadlineSchemas, AgreeWithTheReaderOfPolicies) {
  const SchemaFile schema("deadlines");
  const json good = json::parse(
      R"({"policies": [{"id": "p", "name": "P", "source": "S", "divisions": ["a"], "working_days": 5, "receipt": "any-day",
          "day_one": "receipt", "stages": [{"name": "Draft", "working_days": 2}], "extension": 3}]})");
  const json months =
      changed(without(without(good, "/policies/0", "working_days"), "/policies/0", "stages"), "/policies/0/months", 2);
  for (const json& one : {good, months}) {
    EXPECT_TRUE(schema.takes(one)) << one;
    EXPECT_TRUE(policies_read(one)) << one;
  }
  std::vector<json> wrong{json::array(),
                          json::object(),
                          changed(good, "/policies", json::array()),
                          changed(good, "/policies/0", "x"),
                          changed(good, "/policies/0/id", "A b"),
                          changed(good, "/policies/0/id", "-a"),
                          changed(good, "/policies/0/name", ""),
                          changed(good, "/policies/0/source", 1),
                          changed(good, "/policies/0/divisions", json::array()),
                          changed(good, "/policies/0/divisions", {"a", "a"}),
                          changed(good, "/policies/0/divisions", {1}),
                          changed(good, "/policies/0/working_days", 0),
                          changed(good, "/policies/0/working_days", 2001),
                          changed(good, "/policies/0/working_days", 1.5),
                          changed(good, "/policies/0/months", 1),
                          changed(good, "/policies/0/receipt", "x"),
                          changed(good, "/policies/0/day_one", "x"),
                          changed(good, "/policies/0/stages", 1),
                          changed(good, "/policies/0/stages/0", 1),
                          changed(good, "/policies/0/stages/0/name", ""),
                          changed(good, "/policies/0/stages/0/working_days", 0),
                          changed(good, "/policies/0/stages/0/other", 0),
                          changed(good, "/policies/0/extension", 0),
                          changed(months, "/policies/0/extension", 121),
                          changed(good, "/policies/0/other", 1),
                          changed(good, "/other", 1)};
  for (const char* key : {"id", "name", "source", "divisions", "working_days"})
    wrong.push_back(without(good, "/policies/0", key));
  for (const json& one : wrong) {
    EXPECT_FALSE(schema.takes(one)) << one;
    EXPECT_FALSE(policies_read(one)) << one;
  }
}

TEST(DeadlineSchemas, AgreeWithTheReaderOfBankHolidays) {
  const SchemaFile schema("bank-holidays");
  const json good = json::parse(
      R"({"about": {"source": "S", "licence": "L", "from": "2026-01-01", "to": "2026-12-31"},
          "a": {"division": "a", "events": [{"title": "T", "date": "2026-05-01", "notes": "", "bunting": true}]}})");
  json published = good;
  published.erase("about");
  for (const json& one : {good, published, without(good, "/a", "division"), without(good, "/a/events/0", "notes")}) {
    EXPECT_TRUE(schema.takes(one)) << one;
    EXPECT_TRUE(holidays_read(one)) << one;
  }
  json only_about = good;
  only_about.erase("a");
  for (const json& one :
       {json::array(), json::object(), only_about, changed(good, "/about", 1), changed(good, "/about/other", 1),
        without(good, "/about", "source"), without(good, "/about", "licence"), changed(good, "/about/from", "x"),
        changed(good, "/a", 1), without(good, "/a", "events"), changed(good, "/a/events", json::array()),
        changed(good, "/a/events/0", 1), changed(good, "/a/events/0/title", " "),
        changed(good, "/a/events/0/date", "2026-02-30"), without(good, "/a/events/0", "title"),
        without(good, "/a/events/0", "date"), changed(good, "/a b", good["a"])}) {
    EXPECT_FALSE(schema.takes(one)) << one;
    EXPECT_FALSE(holidays_read(one)) << one;
  }
}

}  // namespace
}  // namespace engross::test
