// Exports from their bytes to cases, whatever pieces they come in.
#include "exports/export.hpp"

#include "cases/case.hpp"
#include "exports/reading.hpp"
#include "exports/refused_rows.hpp"

namespace engross {
namespace {
using test::mapping;
using test::read_all;
using test::shown_cases;

const std::string small_mapping = R"(fields:
  reference: Case Ref
  department: {constant: dfe}
  correspondent.title: Title
  correspondent.surname: Surname
  correspondent.address: [Address 1, Address 2, Town]
  correspondent.postcode: Postcode
  topics: {column: Topics, split: ";"}
  incoming.received: {column: Received, date: DD/MM/YYYY}
)";

const std::string small_csv =
    "case_ref,TITLE,surname,Address-1,address 2,Town,PostCode,Topics,Received\r\n"
    "A-1,Mrs,Adeyemi,9 Quarry Bank,,Keswick,CA12 4LH,school-funding; send,14/10/2016\r\n"
    "\r\n"
    "A-2,Dr,\"Shahid \"\"Amir\"\"\",\"The Old Court House\r\nMarket Street\",,Halifax,HX1 1TS,,\r\n";

TEST(Export, MakesACaseOfEachRow) {
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 65536U}) {
    ExportOptions options;
    options.mapping = mapping(small_mapping);
    const auto all = read_all(small_csv, options, piece);
    EXPECT_EQ(shown_cases(all),
              "row 1 {\"reference\":\"A-1\",\"department\":\"dfe\",\"incoming\":{\"received\":\"2016-10-14\"},"
              "\"correspondent\":{\"title\":\"Mrs\",\"surname\":\"Adeyemi\",\"address\":[\"9 Quarry "
              "Bank\",\"Keswick\"],\"postcode\":\"CA12 4LH\"},\"topics\":[\"school-funding\",\"send\"]}\n"
              "row 2 {\"reference\":\"A-2\",\"department\":\"dfe\",\"correspondent\":{\"title\":\"Dr\",\"surname\":"
              "\"Shahid \\\"Amir\\\"\",\"address\":[\"The Old Court House\\nMarket Street\",\"Halifax\"],\"postcode\":"
              "\"HX1 1TS\"}}\n")
        << piece;
    ASSERT_EQ(all.cases.size(), 2U);
    EXPECT_EQ(all.cases[0].key, "A-1");
    EXPECT_EQ(all.cases[0].line, 2U);
    EXPECT_EQ(all.cases[0].text->name, "cases.csv, row 1");
    EXPECT_EQ(all.cases[1].line, 4U);
    EXPECT_EQ(all.cases[1].raw, small_csv.substr(small_csv.find("A-2"), small_csv.size() - 2 - small_csv.find("A-2")));
    EXPECT_EQ(all.of->blank_rows(), 1U);
    EXPECT_EQ(all.of->delimiter(), ',');
    EXPECT_EQ(all.of->format(), ExportFormat::csv);
    for (const ExportedCase& one : all.cases) EXPECT_THAT(Case::from(one.text), test::Succeeds());
  }
}

TEST(Export, TellsFaultsOfACaseByRowAndColumn) {
  ExportOptions options;
  options.mapping = mapping(small_mapping + "  languages: Language\n");
  std::string csv = small_csv;
  csv.insert(csv.find("\r\n"), ",Language");
  csv.insert(csv.find("\r\nA-2"), "");
  csv.insert(csv.find("2016\r\n") + 4, ",cymraeg!");
  csv.insert(csv.size() - 2, ",");
  const auto all = read_all(csv, options);
  ASSERT_EQ(all.cases.size(), 2U);
  const auto read = Case::from(all.cases[0].text);
  ASSERT_FALSE(read);
  const Diagnostics told = all.cases[0].places.translate(read.error());
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].message, "row 1 (line 2), column \"Language\": \"cymraeg!\" is not a language tag");
  EXPECT_EQ(told[0].code, "cases.language");
  EXPECT_FALSE(told[0].span.source);
}

TEST(Export, TakesJsonLinesAsTheyAre) {
  const std::string lines =
      "{\"reference\": \"A-1\", \"department\": \"dfe\", \"correspondent\": {\"surname\": \"Adeyemi\"}}\n"
      "\n"
      "  {\"department\": \"dfe\", \"correspondent\": {\"reference\": \"no\"}, \"reference\": \"A\\u002d2\"}  \r\n"
      "{\"reference\": \"A-3\", \"department\": }";
  for (const std::size_t piece : {1U, 3U, 64U, 65536U}) {
    const auto all = read_all(lines, {}, piece, "cases.jsonl");
    ASSERT_EQ(all.cases.size(), 3U) << shown_cases(all);
    EXPECT_EQ(all.of->format(), ExportFormat::json_lines);
    EXPECT_THAT(Case::from(all.cases[0].text), test::Succeeds());
    EXPECT_EQ(all.cases[0].key, "A-1");
    EXPECT_EQ(all.cases[1].key, "A-2");
    EXPECT_EQ(all.cases[1].line, 3U);
    const auto broken = Case::from(all.cases[2].text);
    ASSERT_FALSE(broken);
    EXPECT_TRUE(all.cases[2].places.translate(broken.error())[0].message.starts_with("row 3 (line 4, character 36): "))
        << all.cases[2].places.translate(broken.error())[0].message;
  }
}

// A disk that fails after some bytes.
class Failing final : public ByteStream {
 public:
  explicit Failing(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::string_view> next() override {
    if (given_) return fail(error("world.unreadable", {}, "the disk is gone"));
    given_ = true;
    return std::string_view(bytes_);
  }

 private:
  std::string bytes_;
  bool given_ = false;
};

TEST(Export, SaysWhatItsBytesSaid) {
  const std::string rows = small_csv + std::string(70'000, '\n') + "A-3";
  ExportOptions options;
  options.mapping = mapping(small_mapping);
  EXPECT_THAT(Export::open("cases.csv", std::make_unique<Failing>("short"), options),
              test::FailsWith("world.unreadable"));
  for (const std::string& bytes : {rows, std::string("{\"reference\": \"A\"}\n") + std::string(70'000, '\n'),
                                   std::string("[{\"reference\": \"A\"}") + std::string(70'000, ' '),
                                   std::string("[{\"reference\": \"A\"},{") + std::string(70'000, ' ')}) {
    const auto opened = Export::open("cases", std::make_unique<Failing>(bytes), options);
    ASSERT_THAT(opened, test::Succeeds());
    Result<std::optional<ExportedCase>> next = (*opened)->next();
    while (next && *next) next = (*opened)->next();
    EXPECT_THAT(next, test::FailsWith("world.unreadable")) << bytes.substr(0, 30);
  }
}

TEST(Export, KnowsFormatsAndEncodingsByName) {
  for (const ExportFormat format : {ExportFormat::csv, ExportFormat::json_array, ExportFormat::json_lines})
    EXPECT_EQ(export_format(name_of(format)), format);
  for (const ExportEncoding encoding : {ExportEncoding::utf8, ExportEncoding::windows_1252})
    EXPECT_EQ(export_encoding(name_of(encoding)), encoding);
  EXPECT_FALSE(export_format("xlsx"));
  EXPECT_FALSE(export_encoding("latin-1"));
}

TEST(Export, TakesTheFormatThatIsTold) {
  ExportOptions options;
  options.mapping =
      mapping("fields:\n  reference: \"[Ref]\"\n  department: {constant: dfe}\n  correspondent.surname: Name\n");
  options.format = ExportFormat::csv;
  EXPECT_EQ(shown_cases(read_all("[Ref],Name\nA,B\n", options)),
            "row 1 {\"reference\":\"A\",\"department\":\"dfe\",\"correspondent\":{\"surname\":\"B\"}}\n");
}

// A row of half a million cells says what is wrong with a few.
TEST(Export, TellsTheFirstFaultsOfARow) {
  std::string header = "Ref";
  std::string row = "A";
  for (int i = 0; i < 1000; ++i) {
    header += ",c" + std::to_string(i);
    row += ",\x01";
  }
  ExportOptions options;
  options.mapping = mapping("fields:\n  reference: Ref\n  department: {constant: dfe}\n  correspondent.surname: c1\n");
  const auto all = read_all(header + "\n" + row + "\n", options);
  ASSERT_EQ(all.cases.size(), 1U);
  EXPECT_EQ(all.cases[0].faults.size(), 21U);
  EXPECT_EQ(all.cases[0].faults.back().code, "base.left-out");
  ASSERT_EQ(all.of->notes().size(), 1U);
  EXPECT_LT(all.of->notes()[0].message.size(), 1000U);
}

}  // namespace
}  // namespace engross
