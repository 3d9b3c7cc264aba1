// Awkward CSV, a row of the table for each way in which exports go wrong, with what must become of it.

#include "base/text.hpp"
#include "exports/export.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {
using test::mapping;
using test::read_all;
using test::shown_cases;

// The smallest case: three columns.
const std::string three = R"(fields:
  reference: Ref
  department: {constant: dfe}
  correspondent.surname: Surname
  subject: Subject
)";

std::string row(int number, const std::string& reference, const std::string& surname, const std::string& subject) {
  std::string text = "row " + std::to_string(number) + " {\"reference\":\"" + reference +
                     "\",\"department\":\"dfe\",\"correspondent\":{\"surname\":\"" + surname + "\"}";
  if (!subject.empty()) text += ",\"subject\":\"" + subject + "\"";
  return text + "}\n";
}

std::string utf16(const std::string& ascii, bool little, bool mark) {
  std::string bytes = !mark ? "" : little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

struct Awkward {
  std::string what;
  std::string bytes;
  std::string expected;
  ExportOptions options = {};
};

ExportOptions windows_1252() {
  ExportOptions options;
  options.encoding = ExportEncoding::windows_1252;
  return options;
}

ExportOptions delimited_by(char c) {
  ExportOptions options;
  options.delimiter = c;
  return options;
}

ExportOptions short_rows() {
  ExportOptions options;
  options.limits = {.row = 100, .cell = 40};
  return options;
}

using namespace std::string_literals;
const std::string head = "Ref,Surname,Subject\n";

const Awkward well_formed[] = {
    {"line feeds", head + "A,B,C\nD,E,F\n", row(1, "A", "B", "C") + row(2, "D", "E", "F")},
    {"no line feed at the end", head + "A,B,C", row(1, "A", "B", "C")},
    {"CR LF", "Ref,Surname,Subject\r\nA,B,C\r\n", row(1, "A", "B", "C")},
    {"CR alone", "Ref,Surname,Subject\rA,B,C\rD,E,F\r", row(1, "A", "B", "C") + row(2, "D", "E", "F")},
    {"a byte order mark", "\xEF\xBB\xBF" + head + "A,B,C\n", row(1, "A", "B", "C")},
    {"a byte order mark before a quote", "\xEF\xBB\xBF\"Ref\",Surname,Subject\nA,B,C\n", row(1, "A", "B", "C")},
    {"quoted delimiters", head + "A,B,\"C, and\"\n", row(1, "A", "B", "C, and")},
    {"doubled quotes", head + "A,B,\"C \"\"and\"\" D\"\n", row(1, "A", "B", "C \\\"and\\\" D")},
    {"nothing but doubled quotes", head + "A,B,\"\"\"\"\n", row(1, "A", "B", "\\\"")},
    {"quoted line breaks", head + "A,B,\"C\nD\r\nE\"\nF,G,H\n", row(1, "A", "B", "C\\nD\\nE") + row(2, "F", "G", "H")},
    {"quoted and empty", head + "A,B,\"\"\n", row(1, "A", "B", "")},
    {"a single quote is no quote", head + "A,O'Neill,'C, D'\n",
     "! row 1 (line 2): it has 4 cells, and the header has 3 [exports.cells]\n"},
    {"semicolons", "Ref;Surname;Subject\nA;B;C, D\n", row(1, "A", "B", "C, D")},
    {"tabs", "Ref\tSurname\tSubject\nA\t B \tC\n", row(1, "A", "B", "C")},
    {"an empty cell between tabs", "Ref\tSurname\tSubject\nA\t\tC\n",
     "row 1 {\"reference\":\"A\",\"department\":\"dfe\",\"subject\":\"C\"}\n"},
    {"bars", "Ref|Surname|Subject\nA|B|C\n", row(1, "A", "B", "C")},
    {"any delimiter that is told", "Ref^Surname^Subject\nA^B^C,D;E\n", row(1, "A", "B", "C,D;E"), delimited_by('^')},
    {"a spreadsheet's first line", "sep=;\nRef;Surname;Subject\nA;B;C\n", row(1, "A", "B", "C")},
    {"a spreadsheet's first line, CR LF", "sep=;\r\nRef;Surname;Subject\r\nA;B\r\n",
     "! row 1 (line 3): it has 2 cells, and the header has 3: there is none for column \"Subject\" [exports.cells]\n"},
    {"a delimiter within a quoted header", "\"Ref;erence\",Surname,Subject,\"Ref\"\nx,B,C,A\n", row(1, "A", "B", "C")},
    {"blank lines, and rows of blanks", head + "\n\nA,B,C\n\n , ,\n\nD,E,F\n\n",
     row(1, "A", "B", "C") + row(2, "D", "E", "F")},
    {"blank lines before the header", "\n\n" + head + "A,B,C\n", row(1, "A", "B", "C")},
    {"space around cells", head + " A ,  B\t,\" C \"\n", row(1, "A", "B", "C")},
    {"space before a quote is text", head + "A,B, \"C\"\n",
     "! row 1 (line 2), column \"Subject\": there is a double quote on line 2 within a cell that does not begin with "
     "one [exports.quote]\n"},
    {"trailing delimiters", head + "A,B,C,,,\n", row(1, "A", "B", "C")},
    {"trailing delimiters in the header, too", "Ref,Surname,Subject,,\nA,B,C,,\n", row(1, "A", "B", "C")},
    {"headers of another case, with spaces, _ and -", " R-e_f ,SURNAME,sub ject\nA,B,C\n", row(1, "A", "B", "C")},
    {"a header over two lines", "Ref,\"Sur\nname\",Subject\nA,B,C\n", row(1, "A", "B", "C")},
    {"letters beyond ASCII", head + "A,Ŵyn Ó Súilleabháin,日本 😀\n", row(1, "A", "Ŵyn Ó Súilleabháin", "日本 😀")},
    {"header only", head, ""},
    {"one column that the mapping does not name twice", "Ref,Surname,Subject,Note,note\nA,B,C,D,E\n",
     row(1, "A", "B", "C")},
};

const Awkward refused_rows[] = {
    {"too few cells", head + "A,B\nD,E,F\n",
     "! row 1 (line 2): it has 2 cells, and the header has 3: there is none for column \"Subject\" [exports.cells]\n" +
         row(2, "D", "E", "F")},
    {"too many cells", head + "A,B,C,D\nD,E,F\n",
     "! row 1 (line 2): it has 4 cells, and the header has 3 [exports.cells]\n" + row(2, "D", "E", "F")},
    {"a quote within a cell", head + "A,5\" pipe,C\nD,E,F\n",
     "! row 1 (line 2), column \"Surname\": there is a double quote on line 2 within a cell that does not begin with "
     "one [exports.quote]\n" +
         row(2, "D", "E", "F")},
    {"text behind a quote", head + "A,\"B\"x,C\nD,E,F\n",
     "! row 1 (line 2), column \"Surname\": the double quote that opens on line 2 is closed on line 2, and something "
     "stands behind it "
     "[exports.quote]\n" +
         row(2, "D", "E", "F")},
    {"a quote that is not closed, closed by the next", head + "A,\"B,C\nD,E,F\nG,\"H\",I\nJ,K,L\n",
     "! row 1 (line 2), column \"Surname\": the double quote that opens on line 2 is closed on line 4, and something "
     "stands behind it "
     "[exports.quote]\n" +
         row(2, "J", "K", "L")},
    {"a quote that is never closed", head + "A,B,C\nD,\"E,F\nG,H,I\n",
     row(1, "A", "B", "C") + "! row 2 (line 3), column \"Surname\": the double quote that opens on line 3 is never "
                             "closed: it takes in all to line 4 "
                             "[exports.quote]\n"},
    {"the quote opens on a later line of the row", head + "A,\"B\nB\",\"C\n",
     "! row 1 (line 2), column \"Subject\": the double quote that opens on line 3 is never closed: it takes in all to "
     "line 3 [exports.quote]\n"},
    {"NUL bytes", head + "A,B\0,C\nD,E,F\n"s,
     "! row 1 (line 2), column \"Surname\": U+0000 is a control character, which no letter can hold "
     "[exports.forbidden-character]\n" +
         row(2, "D", "E", "F")},
    {"a control character and a bidirectional override",
     head + "A,B\x01,C\xE2\x80\xAE"
            "d\n",
     "! row 1 (line 2), column \"Surname\": U+0001 is a control character, which no letter can hold "
     "[exports.forbidden-character]\n"
     "! row 1 (line 2), column \"Subject\": U+202E is a bidirectional override, which no letter can hold "
     "[exports.forbidden-character]\n"},
    {"a carriage return within a cell", head + "A,\"B\rb\",C\n",
     "! row 1 (line 2), column \"Surname\": U+000D is a control character, which no letter can hold "
     "[exports.forbidden-character]\n"},
    {"a row that is too long", head + "A,B," + std::string(200, 'x') + "\nD,E,F\n",
     "! row 1 (line 2): it has more than 100 bytes, to line 2 [exports.too-long]\n" + row(2, "D", "E", "F"),
     short_rows()},
    {"a long row with quoted line breaks",
     head + "A,B,\"" + std::string(60, 'x') + "\n" + std::string(60, 'y') + "\n\"\nD,E,F\n",
     "! row 1 (line 2): it has more than 100 bytes, to line 4 [exports.too-long]\n" + row(2, "D", "E", "F"),
     short_rows()},
    {"a long quote that is never closed",
     head + "A,B,\"" + std::string(60, 'x') + "\n" + std::string(60, 'y') + "\nD,E,F\n",
     "! row 1 (line 2), column \"Subject\": the double quote that opens on line 2 is never closed: it takes in all to "
     "line 4 [exports.quote]\n",
     short_rows()},
    {"a quote that opens far into a long row",
     head + "A,\"" + std::string(120, 'x') + "\",B\nC,\"D\n" + std::string(120, 'z') + "\",\"never\nE,F,G\n",
     "! row 1 (line 2): it has more than 100 bytes, to line 2 [exports.too-long]\n"
     "! row 2 (line 3): the double quote that opens on line 4 is never closed: it takes in all to "
     "line 5 [exports.quote]\n",
     short_rows()},
    {"a long line with a stray quote", head + "A,b\"" + std::string(200, 'x') + "\nD,E,F\n",
     "! row 1 (line 2), column \"Surname\": there is a double quote on line 2 within a cell that does not begin with "
     "one [exports.quote]\n" +
         row(2, "D", "E", "F"),
     short_rows()},
    {"a cell that is too long", head + "A,B," + std::string(60, 'x') + "\nD,E,F\n",
     "! row 1 (line 2), column \"Subject\": it has more than 40 bytes [exports.too-long]\n" + row(2, "D", "E", "F"),
     short_rows()},
    {"no reference", head + ",B,C\n",
     "! row 1 (line 2), column \"Ref\": it is empty, and reference must be given [exports.required]\n"},
    {"a cell in a column without a name", "Ref,Surname,Subject,\nA,B,C,D\n", row(1, "A", "B", "C")},
    {"bytes that are not UTF-8, late", head + "A,B,C\n" + std::string(70000, '\n') + "D,Beyonc\xE9,F\nG,H,I\n",
     row(1, "A", "B", "C") +
         "! row 2 (line 70003), column \"Surname\": the byte 0xE9 is not UTF-8; in Windows-1252 it is \"é\" "
         "[exports.not-utf8]\n" +
         row(3, "G", "H", "I")},
};

const Awkward refused_files[] = {
    {"nothing", "", "! cases.csv is empty [exports.empty]\n"},
    {"line breaks alone", "\r\n\r\n", "! cases.csv is empty [exports.empty]\n"},
    {"a byte order mark alone", "\xEF\xBB\xBF", "! cases.csv is empty [exports.empty]\n"},
    {"Windows-1252", head + "A,Beyonc\xE9,C\n",
     "! cases.csv, line 2: the byte 0xE9 is not UTF-8; in Windows-1252 it is \"é\" [exports.encoding]\n"},
    {"a byte that is nothing in Windows-1252 either", head + "A,B\x81,C\n",
     "! cases.csv, line 2: the byte 0x81 is not UTF-8 [exports.encoding]\n"},
    {"UTF-16 with its mark", utf16(head + "A,B,C\n", true, true),
     "! cases.csv is UTF-16, and an export is read as UTF-8 [exports.encoding]\n"},
    {"UTF-16, the other order", utf16(head + "A,B,C\n", false, true),
     "! cases.csv is UTF-16, and an export is read as UTF-8 [exports.encoding]\n"},
    {"UTF-16 without a mark", utf16(head + "A,B,C\n", true, false),
     "! cases.csv is UTF-16, and an export is read as UTF-8 [exports.encoding]\n"},
    {"UTF-32", "\xFF\xFE\0\0R\0\0\0e\0\0\0"s,
     "! cases.csv is UTF-32, and an export is read as UTF-8 [exports.encoding]\n"},
    {"UTF-32 without a mark", "R\0\0\0e\0\0\0f\0\0\0"s,
     "! cases.csv is UTF-32, and an export is read as UTF-8 [exports.encoding]\n"},
    {"a workbook", "PK\x03\x04 and so on",
     "! cases.csv is a spreadsheet's own file, and no export [exports.workbook]\n"},
    {"an old workbook", "\xD0\xCF\x11\xE0 and so on",
     "! cases.csv is a spreadsheet's own file, and no export [exports.workbook]\n"},
    {"UTF-8 that was called Windows-1252", head + "A,Beyoncé,C\n",
     "! cases.csv is UTF-8, and was called Windows-1252: its characters beyond ASCII are UTF-8 [exports.encoding]\n",
     windows_1252()},
    {"marked UTF-8 that was called Windows-1252", "\xEF\xBB\xBF" + head,
     "! cases.csv is UTF-8, and was called Windows-1252: it begins with the mark of UTF-8 [exports.encoding]\n",
     windows_1252()},
    {"two delimiters that both fit", "Ref,Surname;Subject\nA,B;C\n",
     "! the header of cases.csv has 2 columns with \",\" between them, and as many with \";\" [exports.delimiter]\n"},
    {"a header with an open quote", "Ref,\"Surname,Subject\nA,B,C\n",
     "! cases.csv, header (line 1): the double quote that opens on line 1 is never closed: it takes in all to line 2 "
     "[exports.header]\n"},
    {"a header with a control character", "Ref,Sur\x01name,Subject\nA,B,C\n",
     "! cases.csv, header (line 1): U+0001 is a control character, which no letter can hold [exports.header]\n"},
    {"no header", "A,B,C\nD,E,F\n",
     "! cases.csv has no column \"Ref\" [exports.no-column]\n! cases.csv has no column \"Surname\" "
     "[exports.no-column]\n"
     "! cases.csv has no column \"Subject\" [exports.no-column]\n"},
    {"two columns of one name", "Ref,Surname,Subject,sur_name\nA,B,C,D\n",
     "! cases.csv has 2 columns called \"Surname\": \"Surname\" (column 2), \"sur_name\" (column 4) "
     "[exports.same-column]\n"},
};

const Awkward converted[] = {
    {"Windows-1252 on request", head + "A,Beyonc\xE9,\x80 5 \x96 \x93quoted\x94\n",
     row(1, "A", "Beyoncé", "€ 5 – “quoted”"), windows_1252()},
    {"a byte that Windows-1252 does not define", head + "A,B\x81,C\n",
     "! row 1 (line 2), column \"Surname\": U+0081 is a control character, which no letter can hold "
     "[exports.forbidden-character]\n",
     windows_1252()},
    {"plain ASCII that was called Windows-1252", head + "A,B,C\n", row(1, "A", "B", "C"), windows_1252()},
};

void expect(std::span<const Awkward> table) {
  const std::shared_ptr<const Mapping> map = mapping(three);
  for (const Awkward& one : table)
    for (const std::size_t piece : {1U, 3U, 100U, 65536U}) {
      ExportOptions options = one.options;
      options.mapping = map;
      EXPECT_EQ(shown_cases(read_all(one.bytes, options, piece)), one.expected)
          << one.what << ", in pieces of " << piece;
    }
}

TEST(AwkwardCsv, WellFormed) {
  expect(well_formed);
}
TEST(AwkwardCsv, RefusesTheRow) {
  expect(refused_rows);
}
TEST(AwkwardCsv, RefusesTheFile) {
  expect(refused_files);
}
TEST(AwkwardCsv, ConvertsOnRequest) {
  expect(converted);
}

// Whoever reads the refusal can copy what to do from it.
TEST(AwkwardCsv, SaysWhatHelps) {
  const auto hints = [](const std::string& bytes) {
    ExportOptions options;
    options.mapping = mapping(three);
    const auto all = read_all(bytes, options);
    return all.errors.empty() ? std::vector<std::string>{} : all.errors[0].hints;
  };
  EXPECT_NE(hints(head + "A,Beyonc\xE9,C\n").at(0).find("--encoding windows-1252"), std::string::npos);
  EXPECT_EQ(hints(utf16(head, true, true)).at(1), "or convert it: iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8");
  EXPECT_EQ(hints("Ref,Surname;Subject\n").at(0), "say which it is: --delimiter");
  EXPECT_EQ(hints("Ref,Surnam,Subject\n").at(0), "did you mean \"Surnam\"?");
  EXPECT_EQ(hints("Ref,Surnam,Subject\n").at(1), "cases.csv has: Ref, Surnam, Subject");
  EXPECT_EQ(hints("Ref^Surname^Subject\n").at(1),
            "if something else than a comma, semicolon, tab or bar stands between the columns: --delimiter");
}

TEST(AwkwardCsv, NeedsAMapping) {
  const auto all = read_all(head + "A,B,C\n");
  ASSERT_EQ(all.errors.size(), 1U);
  EXPECT_EQ(all.errors[0].code, "exports.no-mapping");
}

TEST(AwkwardCsv, ReportsColumnsThatTheMappingDoesNotName) {
  ExportOptions options;
  options.mapping = mapping(three + "ignore: [Internal Note]\n");
  const auto all = read_all("Ref,Surname,Subject,internal_note,Colour,engross_row,,Size\n", options);
  ASSERT_TRUE(all.of);
  ASSERT_EQ(all.of->notes().size(), 1U);
  EXPECT_EQ(all.of->notes()[0].message, "cases.csv has columns that the mapping does not name: \"Colour\", \"Size\"");
  EXPECT_EQ(all.of->notes()[0].severity, Severity::warning);
}

}  // namespace
}  // namespace engross
