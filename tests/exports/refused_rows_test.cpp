// Refused rows become a file that can be corrected and given again.
#include "exports/refused_rows.hpp"

#include "exports/reading.hpp"

namespace engross {
namespace {
using test::mapping;
using test::read_all;
using test::shown_cases;

const std::string three = R"(fields:
  reference: Ref
  department: {constant: dfe}
  correspondent.surname: Surname
  date: Date
)";

ExportOptions options() {
  ExportOptions made;
  made.mapping = mapping(three);
  return made;
}

// All that were refused, as their file.
std::string refused(const test::Everything& all) {
  const RefusedRows rows(*all.of);
  std::string file = rows.header();
  for (const ExportedCase& one : all.cases)
    if (!one.faults.empty()) file += rows.row(one, reason_of(one.faults));
  return file;
}

const std::string mark = "\xEF\xBB\xBF";

TEST(RefusedRows, AreAnExportAgain) {
  const std::string csv =
      "Ref,\"Sur\"\"name\",Date\r\nA,\"B, b\nb\",soon\r\nC,D,2016-10-26\r\nE,F\r\nG,H\"h,2016-10-26\r\n";
  auto all = read_all("Ref,Surname,Date" + csv.substr(csv.find("\r\n")), options());
  const std::string file = refused(all);
  EXPECT_EQ(
      file,
      mark +
          "engross_row,engross_reason,\"Ref\",\"Surname\",\"Date\"\n"
          "1,\"row 1 (line 2), column \"\"Date\"\": \"\"soon\"\" is no day written YYYY-MM-DD\",A,\"B, b\nb\",soon\n"
          "3,\"row 3 (line 5): it has 2 cells, and the header has 3: there is none for column \"\"Date\"\"\",E,F\n"
          "4,\"row 4 (line 6), column \"\"Surname\"\": there is a double quote on line 6 within a cell that does not "
          "begin with one\",\"G,H\"\"h,2016-10-26\"\n");
  const auto again = read_all(file, options());
  EXPECT_EQ(
      shown_cases(again),
      "! row 1 (line 2), column \"Date\": \"soon\" is no day written YYYY-MM-DD [exports.date]\n"
      "! row 2 (line 4): it has 4 cells, and the header has 5: there is none for column \"Date\" [exports.cells]\n"
      "! row 3 (line 5): it has 3 cells, and the header has 5: there is none for column \"Surname\" [exports.cells]\n");
  EXPECT_TRUE(again.of->notes().empty()) << "its own columns need no mapping";

  std::string corrected = file;
  corrected.replace(corrected.rfind("soon"), 4, "2016-10-27");
  corrected.replace(corrected.find("E,F\n"), 4, "E,F,\n");
  corrected.replace(corrected.find("\"G,H\"\"h,2016-10-26\""), 20, "G,Hh,2016-10-26");
  EXPECT_EQ(
      shown_cases(read_all(corrected, options())),
      "row 1 {\"reference\":\"A\",\"department\":\"dfe\",\"date\":\"2016-10-27\",\"correspondent\":{\"surname\":\"B, "
      "b\\nb\"}}\n"
      "row 2 {\"reference\":\"E\",\"department\":\"dfe\",\"correspondent\":{\"surname\":\"F\"}}\n"
      "row 3 "
      "{\"reference\":\"G\",\"department\":\"dfe\",\"date\":\"2016-10-26\",\"correspondent\":{\"surname\":\"Hh\"}}\n");
}

// Refused twice, a row has the columns once.
TEST(RefusedRows, DoNotGrow) {
  const std::string once = refused(read_all("Ref;Surname;Date\nA;B;soon\n", options()));
  EXPECT_EQ(once, mark +
                      "engross_row;engross_reason;\"Ref\";\"Surname\";\"Date\"\n1;\"row 1 (line 2), column "
                      "\"\"Date\"\": \"\"soon\"\" is no "
                      "day written YYYY-MM-DD\";A;B;soon\n");
  EXPECT_EQ(refused(read_all(once, options())), once);
}

TEST(RefusedRows, KeepWhatIsNotUtf8InSight) {
  const std::string late = "Ref,Surname,Date\n" + std::string(70000, '\n') + "A,Beyonc\xE9,\n";
  const std::string file = refused(read_all(late, options()));
  EXPECT_TRUE(file.ends_with(",\"A,Beyonc\xEF\xBF\xBD,\"\n")) << file;
  const auto again = read_all(file, options());
  EXPECT_EQ(
      shown_cases(again),
      "! row 1 (line 2): it has 3 cells, and the header has 5: there is none for column \"Surname\" [exports.cells]\n")
      << "nobody gets a letter with the character that stands for none";
}

TEST(RefusedRows, OfJsonAreJsonLines) {
  auto all = read_all("[{\"reference\": \"A\",\n \"x\": 1}\n, 12, {}, {\"reference\": \"B\", \"date\": soon}]", {});
  for (ExportedCase& one : all.cases) one.faults.push_back(error("test.refused", {}, "said \"no\""));
  EXPECT_EQ(RefusedRows(*all.of).extension(), "jsonl");
  const std::string file = refused(all);
  EXPECT_EQ(file,
            "{\"reference\": \"A\",  \"x\": 1, \"engross\": {\"row\": 1, \"reason\": \"said \\\"no\\\"\"}}\n"
            "{\"engross\": {\"row\": 2, \"reason\": \"said \\\"no\\\"\", \"text\": \"12\"}}\n"
            "{\"engross\": {\"row\": 3, \"reason\": \"said \\\"no\\\"\"}}\n"
            "{\"reference\": \"B\", \"date\": soon, \"engross\": {\"row\": 4, \"reason\": \"said \\\"no\\\"\"}}\n");
  const auto again = read_all(file, {});
  ASSERT_EQ(again.cases.size(), 4U);
  EXPECT_EQ(again.cases[0].text->text, "{\"reference\": \"A\",  \"x\": 1}");
  EXPECT_EQ(again.cases[2].text->text, "{}");
  EXPECT_EQ(again.cases[3].raw, "{\"reference\": \"B\", \"date\": soon}");
}

TEST(RefusedRows, GiveReasonsOnOneLine) {
  EXPECT_EQ(reason_of({error("a", {}, "one\nline"), warning("b", {}, "not this"), error("c", {}, "two")}),
            "one line; two");
  EXPECT_EQ(reason_of({}), "");
}

}  // namespace
}  // namespace engross
