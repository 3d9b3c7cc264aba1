// Awkward JSON arrays and JSON Lines, a row of the table for each way in which exports go wrong.
#include "cases/case.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {
using test::read_all;
using namespace std::string_literals;

const std::string person = R"("department":"dfe","correspondent":{"surname":"A"})";
const std::string one = R"({"reference":"A",)" + person + "}";
const std::string two = R"({"reference":"B",)" + person + "}";

// Each case's key and line, and what its reader says of it, told of the export.
std::string shown(const test::Everything& all) {
  std::string text;
  for (const ExportedCase& exported : all.cases) {
    text += std::to_string(exported.row) + " at " + std::to_string(exported.line) + " \"" + exported.key + "\"" +
            (exported.whole ? "\n" : " broken\n");
    Diagnostics said = exported.faults;
    if (exported.text)
      if (const auto read = Case::from(exported.text); !read) said = exported.places.translate(read.error());
    for (const Diagnostic& d : said) text += "! " + d.message + " [" + d.code + "]\n";
  }
  for (const Diagnostic& d : all.errors) text += "! " + d.message + " [" + d.code + "]\n";
  return text;
}

struct AwkwardJson {
  std::string what;
  std::string bytes;
  std::string expected;
};

const std::string both = "1 at 1 \"A\"\n2 at 1 \"B\"\n";

const AwkwardJson arrays[] = {
    {"two cases", "[" + one + "," + two + "]", both},
    {"none", " [ ] \n", ""},
    {"space everywhere", "\n [\r\n\t" + one + " \n,\n" + two + "\n]\n\n", "1 at 3 \"A\"\n2 at 5 \"B\"\n"},
    {"a byte order mark", "\xEF\xBB\xBF[" + one + "," + two + "]", both},
    {"brackets, quotes and commas within strings", R"([{"x":"]},{\"[\\","reference":"A",)" + person + "}," + two + "]",
     "1 at 1 \"A\"\n! row 1 (line 1): there is no field \"x\" [cases.unknown-field]\n2 at 1 \"B\"\n"},
    {"a reference further down is another",
     R"([{"constituent":{"reference":"no"},"facts":{"reference":"no"},"reference":"A",)" + person + "}]",
     "1 at 1 \"A\"\n! row 1 (line 1): there is no field \"reference\" in constituent [cases.unknown-field]\n"},
    {"an escaped reference", R"([{"reference":"A\u002f\"",)" + person + "}]",
     "1 at 1 \"A/\"\"\n! row 1 (line 1): the reference holds a slash [cases.reference]\n"},
    {"a reference that is no string", R"([{"reference":12,)" + person + "}]",
     "1 at 1 \"\"\n! row 1 (line 1): reference is a number, and should be a string [cases.type]\n"},
    {"a decomposed reference", "[{\"reference\":\"e\xCC\x81\"," + person + "}]", "1 at 1 \"\xC3\xA9\"\n"},
    {"elements that are no objects", R"([1, "two", null, [3], true,)" + one + "]",
     "1 at 1 \"\" broken\n! row 1 (line 1): a case is an object, not a number [cases.type]\n"
     "2 at 1 \"\" broken\n! row 2 (line 1): a case is an object, not a string [cases.type]\n"
     "3 at 1 \"\" broken\n! row 3 (line 1): a case is an object, not null [cases.type]\n"
     "4 at 1 \"\" broken\n! row 4 (line 1): a case is an object, not an array [cases.type]\n"
     "5 at 1 \"\" broken\n! row 5 (line 1): a case is an object, not true or false [cases.type]\n"
     "6 at 1 \"A\"\n"},
    {"an element that is no JSON", "[\n{\"reference\":\"A\",\n\"date\": tomorrow,\n" + person + "},\n" + two + "]",
     "1 at 2 \"A\"\n! row 1 (line 3, character 9): there is \"tomorrow\" where a value is expected [data.syntax]\n2 at "
     "5 \"B\"\n"},
    {"a trailing comma in an element", "[{\"reference\":\"A\"," + person + ",}," + two + "]",
     "1 at 1 \"A\"\n! row 1 (line 1, character 69): there is '}' where a key in double quotes is expected "
     "[data.syntax]\n2 at 1 \"B\"\n"},
    {"a key that is there twice", R"([{"reference":"A","reference":"B",)" + person + "}]",
     "1 at 1 \"B\"\n! row 1 (line 1, character 18): \"reference\" is given twice; it first stands at line 1, column 2 "
     "[data.duplicate-key]\n"},
    {"numbers as they are written", R"([{"reference":"A",)" + person + R"(,"facts":{"fee":1.20e0}}])",
     "1 at 1 \"A\"\n"},
    {"NUL bytes", "[{\"reference\":\"A\0\","s + person + "}," + two + "]",
     "1 at 1 \"\"\n! row 1 (line 1): U+0000 is a control character, which no letter can hold "
     "[exports.forbidden-character]\n2 at 1 \"B\"\n"},
    {"escaped NUL bytes", "[{\"reference\":\"A\\u0000\"," + person + "}]",
     "1 at 1 \"\"\n! row 1 (line 1, character 16): U+0000 is a control character, which no input may hold "
     "[data.forbidden-character]\n"},
    {"deep nesting", "[{\"facts\":" + std::string(100, '[') + std::string(100, ']') + "}]",
     "1 at 1 \"\"\n! row 1 (line 1, character 73): objects and arrays nest deeper than 64 [data.too-deep]\n"},
    {"no end", "[" + one + ",\n" + two,
     "1 at 1 \"A\"\n2 at 2 \"B\"\n! cases.json, line 2: the array is not closed [exports.syntax]\n"},
    {"no end of an element", "[" + one + ",\n{\"reference\":\"B\",",
     "1 at 1 \"A\"\n! cases.json, line 2: the element that begins here is not closed [exports.syntax]\n"},
    {"no end of a string", "[" + one + ",\n{\"reference\":\"B}]",
     "1 at 1 \"A\"\n! cases.json, line 2: a string in the element that begins here is not closed "
     "[exports.syntax]\n"},
    {"a bracket of another kind", "[" + one + ",\n{\"facts\":[1},\n" + two + "]",
     "1 at 1 \"A\"\n! cases.json, line 2: \"}\" closes an array in the element that begins on line 2 "
     "[exports.syntax]\n"},
    {"no comma", "[" + one + "\n" + two + "]",
     "1 at 1 \"A\"\n! cases.json, line 2: a comma or ] is expected after an element [exports.syntax]\n"},
    {"two commas", "[" + one + ",," + two + "]",
     "1 at 1 \"A\"\n! cases.json, line 1: there is a comma, and no element with it [exports.syntax]\n"},
    {"a comma at the end", "[" + one + ",]",
     "1 at 1 \"A\"\n! cases.json, line 1: there is a comma, and no element with it [exports.syntax]\n"},
    {"more behind the array", "[" + one + "]\n[" + two + "]",
     "1 at 1 \"A\"\n! cases.json, line 2: there is more behind the array [exports.syntax]\n"},
    {"what was refused before",
     "[{\"engross\": {\"row\": 7, \"reason\": \"}]\"}, \"reference\":\"A\"," + person + "}, {\"reference\":\"B\"," +
         person + ", \"engross\": {}}]",
     both},
};

const AwkwardJson lines[] = {
    {"two cases", one + "\n" + two + "\n", "1 at 1 \"A\"\n2 at 2 \"B\"\n"},
    {"no line feed at the end, CR LF, blank lines", "\n" + one + "\r\n \n\n" + two, "1 at 2 \"A\"\n2 at 5 \"B\"\n"},
    {"a line that is no JSON", one + "\noops\n" + two,
     "1 at 1 \"A\"\n2 at 2 \"\" broken\n! row 2 (line 2, character 1): there is \"oops\" where a value is expected "
     "[data.syntax]\n3 at 3 "
     "\"B\"\n"},
    {"a line that was cut off", one + "\n" + two.substr(0, 20) + "\n" + two,
     "1 at 1 \"A\"\n2 at 2 \"B\" broken\n! row 2 (line 2, character 18): this string has no closing quote "
     "[data.syntax]\n3 at 3 \"B\"\n"},
    {"two cases on a line", one + two + "\n" + two,
     "1 at 1 \"A\" broken\n! row 1 (line 1, character 69): there is '{' where nothing more is expected "
     "[data.syntax]\n2 at 2 "
     "\"B\"\n"},
    {"commas between the lines", one + ",\n" + two,
     "1 at 1 \"A\" broken\n! row 1 (line 1, character 69): there is ',' where nothing more is expected "
     "[data.syntax]\n2 at 2 "
     "\"B\"\n"},
    {"a case over several lines", "{\n\"reference\":\"A\"," + person + "\n}\n",
     "! cases.json has a case over several lines, and JSON Lines have one a line [exports.format]\n"},
    {"bytes that are not UTF-8, late",
     one + "\n" + std::string(70000, '\n') + "{\"reference\":\"\xE9\"," + person + "}\n" + two,
     "1 at 1 \"A\"\n2 at 70002 \"\" broken\n! row 2 (line 70002): the byte 0xE9 is not UTF-8; in Windows-1252 it is "
     "\"é\" [exports.not-utf8]\n"
     "3 at 70003 \"B\"\n"},
    {"Windows-1252", "{\"reference\":\"\xE9\"," + person + "}\n",
     "! cases.json, line 1: the byte 0xE9 is not UTF-8; in Windows-1252 it is \"é\" [exports.encoding]\n"},
    {"UTF-16", "\xFF\xFE{\0}\0"s, "! cases.json is UTF-16, and an export is read as UTF-8 [exports.encoding]\n"},
    {"what was refused before", "{\"engross\": {\"row\": 7, \"reason\": \"x\"}, \"reference\":\"A\"," + person + "}",
     "1 at 1 \"A\"\n"},
    {"what was refused before, and broken", R"({"engross": {"row": 7, "reason": "x", "text": "oops"}})",
     "1 at 1 \"\"\n! row 1 (line 1): reference is missing [cases.missing]\n! row 1 (line 1): department is missing "
     "[cases.missing]\n"
     "! row 1 (line 1): correspondent is missing [cases.missing]\n"},
};

void expect(std::span<const AwkwardJson> table) {
  for (const AwkwardJson& row : table)
    for (const std::size_t piece : {1U, 3U, 65536U})
      EXPECT_EQ(shown(read_all(row.bytes, {}, piece, "cases.json")), row.expected)
          << row.what << ", in pieces of " << piece;
}

TEST(AwkwardJson, Arrays) {
  expect(arrays);
}
TEST(AwkwardJson, Lines) {
  expect(lines);
}

TEST(AwkwardJson, RefusesWhatIsTooLong) {
  ExportOptions options;
  options.limits.row = 200;
  const std::string fat = R"({"reference":"C","facts":{"x":")" + std::string(300, 'x') + "\"}}";
  const std::string refused = "! row 1 (line 1): it has more than 200 bytes [exports.too-long]\n";
  EXPECT_EQ(shown(read_all("[" + fat + "," + one + "]", options)), "1 at 1 \"\" broken\n" + refused + "2 at 1 \"A\"\n");
  EXPECT_EQ(shown(read_all(fat + "\n" + one, options)), "1 at 1 \"\" broken\n" + refused + "2 at 2 \"A\"\n");
}

}  // namespace
}  // namespace engross
