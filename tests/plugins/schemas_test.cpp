// The schemas of docs/schemas accept what the readers accept (the sample department, the examples of docs/formats.md)
// and refuse what they refuse.
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "department/check_codes.hpp"
#include "department/front_matter.hpp"
#include "department/lock.hpp"
#include "dfe.hpp"
#include "examples.hpp"
#include "ledger/manifest.hpp"
#include "ledger/publisher.hpp"
#include "ledger/record_line.hpp"
#include "ledger/registered_runs.hpp"
#include "ledger/run.hpp"
#include "ledger/run_identity.hpp"
#include "ledger/withdraw.hpp"
#include "record/record.hpp"
#include "signing/approvals.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross {
namespace {
using nlohmann::json;
using test::Succeeds;

class Schema {
 public:
  explicit Schema(const std::string& name) {
    std::ifstream file(ENGROSS_SOURCE_DIR "/docs/schemas/" + name + ".schema.json");
    text = json::parse(file);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }
  // Empty when the document fits; else what the validator says.
  std::string refusal(const json& document) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), &results)) return {};
    std::string all;
    for (valijson::ValidationResults::Error e; results.popError(e);) all += e.description + "\n";
    return all;
  }
  json text;

 private:
  valijson::Schema schema_;
};

json yaml(const SourceRef& source, std::optional<Extent> part = std::nullopt) {
  const auto document = part ? read_yaml(source, *part) : read_yaml(source);
  return document ? json::parse(to_json(document->root)) : json();
}

json front_matter(const SourceRef& source) {
  return yaml(source, find_front_matter(source->text)->yaml);
}

// A copy with one member set to another value, or gone.
json with(json of, const std::string& pointer, const json& value) {
  of[json::json_pointer(pointer)] = value;
  return of;
}
json without(json of, const std::string& key) {
  of.erase(key);
  return of;
}

json without_at(json of, const std::string& pointer, const std::string& key) {
  of[json::json_pointer(pointer)].erase(key);
  return of;
}

struct DepartmentDocument {
  json good = yaml(make_source("department.yaml", test::examples()["department.yaml"]));
  // The same document through the reader, as YAML is a superset of JSON.
  bool reader_takes(const json& document) const {
    Resources resources = test::dfe()->resources;
    resources.files["department.yaml"] = document.dump();
    resources.files["deadlines.yaml"] = test::examples()["deadlines.yaml"];
    const auto made = Department::from(std::move(resources), test::shared());
    if (made) return true;
    // The sample's files do not go with another department's yaml: only what is said of that file counts.
    for (const Diagnostic& d : made.error())
      if (d.span.source && d.span.source->name.find("department.yaml") != std::string::npos) return false;
    return true;
  }
};

TEST(DepartmentSchema, AgreesWithTheReader) {
  const Schema schema("department");
  const DepartmentDocument department;
  EXPECT_EQ(schema.refusal(department.good), "");
  EXPECT_TRUE(department.reader_takes(department.good));
  EXPECT_EQ(schema.refusal(yaml(test::dfe()->resources.source("department.yaml"))), "");
  EXPECT_EQ(schema.refusal(with(department.good, "/version", 1.5)), "");
  EXPECT_TRUE(department.reader_takes(with(department.good, "/version", 1.5)));
  const json bad[] = {
      without(department.good, "id"),
      without(department.good, "name"),
      without(department.good, "version"),
      with(department.good, "/id", "Rivers"),
      with(department.good, "/id", "rivers--office"),
      with(department.good, "/id", "rivers-"),
      with(department.good, "/extends", "The Sea"),
      with(department.good, "/extends", {"sea"}),
      with(department.good, "/name", 7),
      with(department.good, "/colour", "blue"),
      with(department.good, "/languages", "cy"),
      with(department.good, "/languages", {"cymraeg"}),
      with(department.good, "/languages", {"cy", "cy"}),
      with(department.good, "/contacts", "none"),
      with(department.good, "/signatories", json::array()),
      with(department.good, "/signatories/0/ink", "blue"),
      with(department.good, "/signatories/0", {{"id", "a"}}),
      with(department.good, "/signatories/0/id", "River Officer"),
      with(department.good, "/policies/expiry", "never"),
      with(department.good, "/policies/approval", true),
      with(department.good, "/policies/allow_unsigned", "yes"),
      with(department.good, "/policies/approvals", "drafter"),
      with(department.good, "/policies/approvals", {"Drafter"}),
      with(department.good, "/policies/approvals", {"drafter", "drafter"}),
      with(department.good, "/policies/date", "today"),
      with(department.good, "/deadline", "rivers-12"),
      with(department.good, "/deadline", json::object()),
      with(department.good, "/deadline/policy", 12),
      with(department.good, "/deadline/days", 12),
      with(department.good, "/severities/check.unused-fact", "loud"),
      with(department.good, "/severities/wording.avoid", "off"),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(department.reader_takes(document)) << document.dump(1);
  }
}

TEST(DepartmentSchema, NamesTheCodesOfTheChecks) {
  const Schema schema("department");
  EXPECT_EQ(
      schema.text.at("properties").at("severities").at("propertyNames").at("enum").get<std::vector<std::string>>(),
      (std::vector<std::string>(check_codes.begin(), check_codes.end())));
}

TEST(EnvelopesSchema, AgreesWithTheReader) {
  const Schema schema("envelopes");
  const json good = yaml(make_source("envelopes.yaml", test::examples()["envelopes.yaml"]));
  const auto reader_takes = [](const json& document) {
    const std::vector<SourceRef> files{make_source("envelopes.yaml", document.dump())};
    return EnvelopeProfiles::from(files).has_value();
  };
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes(good));
  const SourceRef shared =
      make_source("templates/envelopes.yaml", test::read_file(ENGROSS_SOURCE_DIR "/templates/envelopes.yaml"));
  EXPECT_EQ(schema.refusal(yaml(shared)), "");
  const std::string one = "/rivers-dl";
  const json bad[] = {
      json::array(),
      json{{"Rivers DL", good["rivers-dl"]}},
      json{{"rivers-dl", 3}},
      without_at(good, one, "source"),
      without_at(good, one, "sources"),
      without_at(good, one, "window"),
      without_at(good, one, "fold_tolerance"),
      without_at(good, one + "/window", "left"),
      with(good, one + "/colour", "white"),
      with(good, one + "/folds", "105"),
      with(good, one + "/folds", {50, 100, 150}),
      with(good, one + "/fold_tolerance", -1),
      with(good, one + "/most_lines", 2.5),
      with(good, one + "/zone", good["rivers-dl"]["window"]),
      with(good, one + "/clear", {{{"name", "margin"}}}),
      with(good, one + "/sources/colour", "the printer"),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  }
}

TEST(ApproversSchema, AgreesWithTheReader) {
  const Schema schema("approvers");
  const json good = yaml(make_source("approvers.yaml", test::examples()["approvers.yaml"]));
  const auto reader_takes = [](const json& document) {
    Resources resources = test::dfe()->resources;
    resources.files["approvers.yaml"] = document.dump();
    resources.files["trust/root.pem"] = test::example_root();
    const auto made = Department::from(std::move(resources), test::shared());
    return made.has_value();
  };
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes(good));
  const json bad[] = {
      without(good, "people"),
      with(good, "/people", json::array()),
      with(good, "/people/0", "Tom"),
      with(good, "/people/0/name", 7),
      with(good, "/people/0/name", ""),
      with(good, "/people/0", {{"name", "Tom"}, {"roles", {"checker"}}}),
      with(good, "/people/0/colour", "blue"),
      with(good, "/people/0/certificates", json::array()),
      with(good, "/people/0/certificates/0", "12ab"),
      with(good, "/people/0/certificates/0", std::string(63, 'a') + "g"),
      with(good, "/people/0/roles", "checker"),
      with(good, "/people/0/roles", json::array()),
      with(good, "/people/0/roles/0", "Private Office"),
      with(good, "/people/0/roles", {"checker", "checker"}),
      with(good, "/more", 1),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  }
}

TEST(ChecksSchema, AgreesWithTheReader) {
  const Schema schema("checks");
  const json good = yaml(make_source("checks.yaml", test::examples()["checks.yaml"]));
  const auto reader_takes = [](const json& document) {
    Resources resources = test::dfe()->resources;
    resources.files["checks.yaml"] = document.dump();
    return Department::from(std::move(resources), test::shared()).has_value();
  };
  for (const json& document : {good, json::object()}) {
    EXPECT_EQ(schema.refusal(document), "");
    EXPECT_TRUE(reader_takes(document));
  }
  const json bad[] = {
      json::array(),
      with(good, "/sentence_words", 4),
      with(good, "/sentence_words", 101),
      with(good, "/sentence_words", "many"),
      with(good, "/allow", "robust"),
      with(good, "/avoid/0", "watercourse"),
      with(good, "/avoid/0", without(good["avoid"][0], "words")),
      with(good, "/avoid/0", without(good["avoid"][0], "instead")),
      with(good, "/avoid/0/words", "watercourse"),
      with(good, "/avoid/0/except", 7),
      with(good, "/avoid/0/colour", "blue"),
      with(good, "/postcode_areas", json::array()),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  }
}

TEST(ForwardingSchema, AgreesWithTheReader) {
  const Schema schema("forwarding");
  const json good = yaml(make_source("forwarding.yaml", test::examples()["forwarding.yaml"]));
  const auto reader_takes = [](const json& document) {
    Resources resources = test::dfe()->resources;
    resources.files["paragraphs/weir-licence.md"] = test::examples()["paragraphs/weir-exempt.md"];
    resources.files["forwarding.yaml"] = document.dump();
    return Department::from(std::move(resources), test::shared()).has_value();
  };
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes(good));
  EXPECT_EQ(schema.refusal(json::array()), "");
  EXPECT_TRUE(reader_takes(json::array()));
  const json bad[] = {
      json::object(),
      with(good, "/0", "weir-permit"),
      with(good, "/0", without(good[0], "id")),
      with(good, "/0", without(good[0], "to")),
      with(good, "/0", without(good[0], "since")),
      with(good, "/0", without(good[0], "because")),
      with(good, "/1", without(good[1], "withdrawn")),
      with(good, "/1/since", "2016-04-01"),
      with(good, "/0/withdrawn", "2016-04-01"),
      with(good, "/0/id", "Weir Permit"),
      with(good, "/0/to", 7),
      with(good, "/0/since", "soon"),
      with(good, "/1/withdrawn", "2016-02-30"),
      with(good, "/1/because", json::array()),
      with(good, "/1/colour", "blue"),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  }
}

// Every member of a real file, gone or of another kind.
TEST(ApprovalsSchema, AgreesWithTheReader) {
  const Schema schema("approvals");
  std::ifstream file(ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/approvals/two.json");
  const json good = json::parse(file);
  const auto reader_takes = [](const json& document) {
    return read_approvals(make_source("approvals.json", document.dump())).has_value();
  };
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes(good));
  std::size_t tried = 0;
  const auto refuse = [&](const json& document) {
    ++tried;
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  };
  for (const char* where : {"", "/approvals/0", "/approvals/0/statement", "/approvals/0/words",
                            "/approvals/0/words/signatures/0", "/approvals/0/words/blocks/0"}) {
    const json::json_pointer at(where);
    for (const auto& [key, value] : good[at].items()) {
      json gone = good;
      gone[at].erase(key);
      refuse(gone);
      refuse(with(good, std::string(where) + "/" + key, value.is_number() ? json("1") : json(7)));
    }
    refuse(with(good, std::string(where) + "/more", "x"));
  }
  EXPECT_EQ(tried, 2 * (2 + 3 + 11 + 11 + 3 + 3) + 6U);
  refuse(with(good, "/format", 2));
  refuse(with(good, "/approvals/0/statement/kind", "batch"));
  refuse(with(good, "/approvals/0/statement/kind", "folder"));
  refuse(with(good, "/approvals/0/statement/letter_sha256", "0"));
  refuse(with(good, "/approvals/0/words/blocks/0/part", "tail"));
  refuse(with(good, "/approvals/0/words/date", "today"));
  refuse(with(good, "/approvals/0/signature", "no base64"));
}

TEST(ApprovalsSchema, AgreesWithTheReaderOfBatches) {
  const Schema schema("approvals");
  std::ifstream file(ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/approvals/batch.json");
  const json good = json::parse(file);
  const auto reader_takes = [](const json& document) {
    return read_approvals(make_source("approvals.json", document.dump())).has_value();
  };
  const std::string statement = "/approvals/0/statement";
  for (const json& document : {good, with(good, statement + "/mapping_sha256", std::string(64, 'a')),
                               with(good, statement + "/mapping_sha256", ""), with(good, statement + "/today", "")}) {
    EXPECT_EQ(schema.refusal(document), "") << document.dump(1);
    EXPECT_TRUE(reader_takes(document)) << document.dump(1);
  }
  const auto refuse = [&](const json& document) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  };
  for (const std::string& where : {std::string("/approvals/0"), statement, statement + "/samples/0"}) {
    const json::json_pointer at(where);
    for (const auto& [key, value] : good[at].items()) {
      json gone = good;
      gone[at].erase(key);
      refuse(gone);
      refuse(with(good, where + "/" + key, 7));
    }
    refuse(with(good, where + "/more", "x"));
  }
  refuse(with(good, "/approvals/0/words", json::object()));
  refuse(with(good, statement + "/kind", "letter"));
  refuse(with(good, statement + "/mapping_sha256", "0"));
  refuse(with(good, statement + "/cases", "007"));
  refuse(with(good, statement + "/today", "tomorrow"));
  refuse(with(good, statement + "/samples", json::array()));
  refuse(with(good, statement + "/samples/0/reference", ""));
}

TEST(LockSchema, AgreesWithTheReader) {
  const Schema schema("departments-lock");
  const json good = json::parse(test::examples()["departments.lock"]);
  const auto reader_takes = [](const json& document) {
    return Lock::from(make_source("departments.lock", document.dump())).has_value();
  };
  const json directory = with(without_at(good, "/departments/0", "abi"), "/departments/0/kind", "directory");
  for (const json& document :
       {good, directory, without_at(good, "/departments/0", "by"), with(good, "/departments", json::array()),
        with(good, "/departments/0/file", "a b.so")}) {
    EXPECT_EQ(schema.refusal(document), "") << document.dump(1);
    EXPECT_TRUE(reader_takes(document)) << document.dump(1);
  }
  std::vector<json> bad{
      with(good, "/format", 2),
      with(good, "/format", "1"),
      with(good, "/more", 1),
      with(good, "/departments", json::object()),
      with(good, "/departments/0", "dfe"),
      with(good, "/departments/0/more", 1),
      with(good, "/departments/0/kind", "folder"),
      with(good, "/departments/0/kind", "directory"),
      without_at(directory, "/departments/0", "file"),
      with(good, "/departments/0/id", "Rivers"),
      with(good, "/departments/0/version", "1.0 beta"),
      with(good, "/departments/0/version", std::string(65, '1')),
      with(good, "/departments/0/abi", "1"),
      with(good, "/departments/0/sha256", std::string(64, 'A')),
      with(good, "/departments/0/sha256", std::string(63, 'a')),
      with(good, "/departments/0/file", "a/b.so"),
      with(good, "/departments/0/file", ""),
      with(good, "/departments/0/by", ""),
      with(good, "/departments/0/by", " "),
  };
  for (const char* key : {"kind", "id", "version", "abi", "sha256", "file", "locked"}) {
    bad.push_back(without_at(good, "/departments/0", key));
    bad.push_back(with(good, std::string("/departments/0/") + key, 7));
  }
  bad.push_back(without(good, "format"));
  bad.push_back(without(good, "departments"));
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes(document)) << document.dump(1);
  }
}

bool reader_takes_front_matter(const json& matter) {
  return Paragraph::read("sample", "", make_source("sample.md", "---\n" + matter.dump() + "\n---\nWords.\n"))
      .has_value();
}

TEST(ParagraphSchema, AgreesWithTheReader) {
  const Schema schema("paragraph");
  for (const Paragraph& paragraph : test::dfe()->paragraphs)
    EXPECT_EQ(schema.refusal(front_matter(paragraph.source)), "") << paragraph.id << " " << paragraph.language;
  const json good = front_matter(make_source("weir-licence.md", test::examples()["paragraphs/weir-licence.md"]));
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes_front_matter(good));
  const json bad[] = {
      without(good, "title"),
      without(good, "owner"),
      without(good, "revision"),
      with(good, "/title", 3),
      with(good, "/colour", "blue"),
      with(good, "/part", "middle"),
      with(good, "/topics", "weirs"),
      with(good, "/topics", {1}),
      with(good, "/let", "costs"),
      with(good, "/let", {{"Costs", "true"}}),
      with(good, "/let", {{"not", "true"}}),
      with(good, "/let/costs", true),
      with(good, "/when", true),
      with(good, "/order", "first"),
      with(good, "/order", 1.5),
      with(good, "/order", 2000000),
      with(good, "/revision", 0),
      with(good, "/revision", "3"),
      with(good, "/valid_from", "1 April 2016"),
      with(good, "/review_by", "2016-02-30"),
      with(good, "/expires", 2018),
      with(good, "/optional", "facts.visit"),
      with(good, "/yields_to", {{"id", "weir-exempt"}}),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes_front_matter(document)) << document.dump(1);
  }
}

// A translation, which has no title or owner of its own unless it wishes.
TEST(ParagraphSchema, TakesATranslation) {
  const Schema schema("paragraph");
  const Paragraph* thanks = test::dfe()->find("thanks", "cy");
  ASSERT_NE(thanks, nullptr);
  EXPECT_TRUE(thanks->source->name.ends_with("thanks.cy.md")) << thanks->source->name;
  const json good = front_matter(thanks->source);
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_EQ(schema.refusal({{"revision", 1}}), "");
  EXPECT_EQ(schema.refusal({{"revision", 1}, {"review_by", "2017-01-01"}}), "");
  for (const json& document : {without(good, "revision"), json{{"revision", 1}, {"topics", {"weirs"}}},
                               json{{"revision", 1}, {"title", 3}}, json{{"revision", 1}, {"review_by", "soon"}}})
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
}

// Keys that the reader knows are those of the schema: a misspelt one is answered with their list.
TEST(ParagraphSchema, NamesTheSameKeys) {
  const Schema schema("paragraph");
  std::string all;
  for (const auto& [key, value] : schema.text["properties"].items()) {
    const json matter = {{"title", "a"}, {"owner", "b"}, {"revision", 1}, {key, nullptr}};
    const std::string language = key == "without" ? "cy" : "";  // which only a translation has
    const auto read = Paragraph::read("a", language, make_source("a.md", "---\n" + matter.dump() + "\n---\nWords.\n"));
    if (read) continue;
    for (const Diagnostic& d : read.error()) EXPECT_NE(d.code, "paragraph.unknown-key") << key;
  }
}

bool reader_takes_record(const json& document) {
  const auto read = read_json(make_source("record.json", document.dump()));
  return read && record_from(*read).has_value();
}

TEST(RecordSchema, AgreesWithTheReader) {
  const Schema schema("record");
  const json good = json::parse(test::examples()["record.json"]);
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes_record(good));
  for (const auto& [key, value] : good.items()) {
    EXPECT_NE(schema.refusal(without(good, key)), "") << key;
    EXPECT_FALSE(reader_takes_record(without(good, key))) << key;
    const json other = value.is_string() ? json(7) : json("seven");
    EXPECT_NE(schema.refusal(with(good, "/" + key, other)), "") << key;
    EXPECT_FALSE(reader_takes_record(with(good, "/" + key, other))) << key;
  }
  EXPECT_FALSE(reader_takes_record(with(good, "/at", "yesterday")));
  const json bad[] = {
      with(good, "/letter_date", "26 October 2016"),
      with(good, "/files/0/sha256", 5),
      with(good, "/files/0", {{"role", "case"}}),
      with(good, "/paragraphs/0/part", "middle"),
      with(good, "/paragraphs/0/kind", "magic"),
      with(good, "/paragraphs/0/edited", "yes"),
      with(good, "/paragraphs/0/values/0", {{"pointer", "/case"}}),
      with(good, "/changes/0", {{"kind", "edited"}}),
  };
  for (const json& document : bad) {
    EXPECT_NE(schema.refusal(document), "") << document.dump(1);
    EXPECT_FALSE(reader_takes_record(document)) << document.dump(1);
  }
}

json seal() {
  return {{"level", "b-t"},
          {"signatory", "ada"},
          {"signer", "Ada Quay"},
          {"certificate", std::string(64, 'a')},
          {"method", "P-256 with SHA256"},
          {"at", "2016-10-26T09:00:00Z"},
          {"visible", true},
          {"words", {"Digitally signed by Ada Quay", "26 October 2016"}},
          {"reason", ""},
          {"location", ""},
          {"contact", ""},
          {"room", 5000},
          {"stamp_room", 0}};
}

// What a run leaves: every member of a real file, gone or of another kind.
void agrees_on_members(const std::string& schema_name, const std::string& file,
                       const std::function<bool(const SourceRef&)>& reads) {
  const Schema schema(schema_name);
  std::ifstream in(ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/" + file);
  const json good = json::parse(in);
  const auto reader_takes = [&](const json& document) { return reads(make_source(file, document.dump())); };
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes(good));
  for (const auto& [key, value] : good.items())
    for (const json& bad : {without(good, key), with(good, "/" + key, value.is_boolean() ? json(7) : json(true))}) {
      EXPECT_NE(schema.refusal(bad), "") << bad.dump(1);
      EXPECT_FALSE(reader_takes(bad)) << bad.dump(1);
    }
}

TEST(RunSchemas, AgreeWithTheReaders) {
  agrees_on_members("record-line", "record_line/whole.json",
                    [](const SourceRef& source) { return read_record_line(source).has_value(); });
  agrees_on_members("batch-registration", "registration/night.json",
                    [](const SourceRef& source) { return read_registration(source).has_value(); });
  agrees_on_members("run-identity", "run_identity/shards.json", [](const SourceRef& source) {
    const auto document = read_json(source);
    return document && RunIdentity::from(*document).has_value();
  });
}

TEST(RunSchemas, TakeWhatIsWrittenIntoManifests) {
  const test::TemporaryDirectory directory;
  const RunFolder folder(directory / "night");
  {
    auto run = begin_run(folder, RunIdentity());
    ASSERT_THAT(run, Succeeds());
    const PreparedLetter letter{.key = "k, “1”",
                                .row = 1,
                                .case_sha256 = "",
                                .staged = "1.pdf",
                                .file = "letters/0000/k.pdf",
                                .sha256 = sha256_hex("the letter"),
                                .bytes = 10,
                                .pages = 1,
                                .record_line = "{}"};
    test::write_file((folder.staging() / "1.pdf").string(), "the letter");
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish({.letters = {letter}, .refused = {}}), Succeeds());
    ASSERT_THAT(publisher->finish(1), Succeeds());
    ASSERT_THAT(write_manifests(run->ledger), Succeeds());
  }
  const Schema schema("manifest-line");
  const auto line = [&] { return json::parse(test::read_file((folder.root() / "manifest.jsonl").string())); };
  EXPECT_EQ(schema.refusal(line()), "") << line().dump();
  ASSERT_THAT(withdraw(folder, {.keys = {}, .at = *Timestamp::parse("2016-10-27T08:00:00Z"), .because = "wrong"}),
              Succeeds());
  EXPECT_EQ(schema.refusal(line()), "") << line().dump();
  EXPECT_EQ(line().at("because"), "wrong");
  EXPECT_NE(schema.refusal(with(line(), "/state", "prepared")), "");
}

TEST(RecordSchema, AgreesWithTheReaderOfSeals) {
  const Schema schema("record");
  const json whole = seal();
  const json good = with(json::parse(test::examples()["record.json"]), "/signature", whole);
  EXPECT_EQ(schema.refusal(good), "");
  EXPECT_TRUE(reader_takes_record(good));
  for (const auto& [key, value] : whole.items()) {
    const json fewer = with(good, "/signature", without(whole, key));
    EXPECT_NE(schema.refusal(fewer), "") << key;
    EXPECT_FALSE(reader_takes_record(fewer)) << key;
    const json other = with(good, "/signature/" + key, value.is_string() ? json(7) : json("seven"));
    EXPECT_NE(schema.refusal(other), "") << key;
    EXPECT_FALSE(reader_takes_record(other)) << key;
  }
  for (const auto& [key, value] : {std::pair{"level", json("b-x")}, {"room", json(2'000'000)}, {"words", json({1})}}) {
    const json bad = with(good, std::string("/signature/") + key, value);
    EXPECT_NE(schema.refusal(bad), "") << key;
    EXPECT_FALSE(reader_takes_record(bad)) << key;
  }
}

TEST(RecordSchema, AgreesWithTheReaderOfPurges) {
  const Schema schema("record");
  const json whole = {{"at", "2018-02-03T04:05:06Z"}, {"because", "kept for a year"}};
  json purged = with(json::parse(test::examples()["record.json"]), "/purged", whole);
  purged["because"] = "";
  purged["files"].push_back({{"role", "approval-facts"}, {"name", ""}, {"sha256", std::string(64, '0')}});
  EXPECT_EQ(schema.refusal(purged), "");
  EXPECT_TRUE(reader_takes_record(purged));
  for (const json& bad : {without(whole, "at"), without(whole, "because"), with(whole, "/at", 7),
                          with(whole, "/because", 7), json("yes")}) {
    EXPECT_NE(schema.refusal(with(purged, "/purged", bad)), "") << bad.dump();
    EXPECT_FALSE(reader_takes_record(with(purged, "/purged", bad))) << bad.dump();
  }
}

}  // namespace
}  // namespace engross
