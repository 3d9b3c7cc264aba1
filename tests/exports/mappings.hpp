// Mappings for the reader and the schema alike: those that are refused, and those that make something of cells.
#pragma once

#include <string>

namespace engross::test {

inline const std::string needed = "  reference: Ref\n  department: {constant: dfe}\n";

struct BadMapping {
  std::string yaml;
  std::string errors;  // "line:column message [code]", joined by " | "
};

inline const BadMapping bad_mappings[] = {
    {"- a\n", "1:1 a mapping is an object, not an array [exports.mapping]"},
    {"feilds: {}\n",
     "1:1 there is no key \"feilds\" in a mapping [exports.mapping] | 1:1 no fields are named [exports.mapping]"},
    {"fields: {}\n", "1:9 no fields are named [exports.mapping]"},
    {"fields:\n  reference: Ref\n",
     "1:1 nothing gives department, which every case has [exports.unmapped] | 1:1 nothing gives correspondent, which "
     "every case has "
     "[exports.unmapped]"},
    {"fields:\n" + needed + "  correspondent.surname: Surname\n  correspondent.surnam: Name\n",
     "5:3 a case has no field \"correspondent.surnam\" [exports.unknown-field]"},
    {"fields:\n" + needed + "  correspondent: Name\n",
     "4:3 a case has no field \"correspondent\" [exports.unknown-field]"},
    {"fields:\n  paragraphs.0.markdown: Words\n",
     "2:3 markdown is an officer's own, and never taken from an export [exports.markdown]"},
    {"fields:\n  paragraphs.markdown: Words\n",
     "2:3 markdown is an officer's own, and never taken from an export [exports.markdown]"},
    {"fields:\n  facts: Words\n", "2:3 a case has no field \"facts\" [exports.unknown-field]"},
    {"fields:\n  subject.english: Words\n", "2:3 a case has no field \"subject.english\" [exports.unknown-field]"},
    {"fields:\n  marking.cy: Words\n", "2:3 a case has no field \"marking.cy\" [exports.unknown-field]"},
    {"fields:\n  subject: {}\n", "2:3 \"subject\" has no column [exports.mapping]"},
    {"fields:\n  subject: null\n",
     "2:12 a column is null, and should be a text [exports.mapping] | 2:12 \"subject\" has no column "
     "[exports.mapping]"},
    {"fields:\n  subject: \" - \"\n",
     "2:12 a column without a name cannot be found [exports.mapping] | 2:12 \"subject\" has no column "
     "[exports.mapping]"},
    {"fields:\n  subject: {column: A, constant: b}\n", "2:3 \"subject\" has a constant and columns [exports.mapping]"},
    {"fields:\n  subject: {constant: b, default: c}\n",
     "2:3 \"subject\" is a constant, and has settings for columns [exports.mapping]"},
    {"fields:\n  subject: {constant: 12}\n", "2:23 a number is nothing for \"subject\" [exports.mapping]"},
    {"fields:\n  date: {constant: 26/10/2016}\n", "2:20 a string is nothing for \"date\" [exports.mapping]"},
    {"fields:\n  top_and_tail: {constant: \"yes\"}\n",
     "2:28 a string is nothing for \"top_and_tail\" [exports.mapping]"},
    {"fields:\n  topics: {constant: [a, 1]}\n", "2:22 an array is nothing for \"topics\" [exports.mapping]"},
    {"fields:\n  subject: {colum: A}\n",
     "2:3 \"subject\" has no column [exports.mapping] | 2:13 there is no key \"colum\" in \"subject\" "
     "[exports.mapping]"},
    {"fields:\n  subject: [A, B]\n", "2:3 \"subject\" holds one text, and 2 columns are named [exports.mapping]"},
    {"fields:\n  subject: {column: A, split: \";\"}\n",
     "2:3 \"subject\" holds one text, and cannot be split into several [exports.mapping]"},
    {"fields:\n  topics: {columns: [A, B], split: \";\", join: \",\"}\n",
     "2:3 \"topics\" is to be joined and split [exports.mapping]"},
    {"fields:\n  topics: {column: A, split: \"\"}\n", "2:3 split says nothing [exports.mapping]"},
    {"fields:\n  topics: {column: A, split: [a]}\n", "2:30 split is an array, and should be a text [exports.mapping]"},
    {"fields:\n  subject: {column: A, date: DD/MM/YYYY}\n", "2:3 \"subject\" is no date [exports.mapping]"},
    {"fields:\n  subject: {column: A, as: number}\n", "2:3 \"subject\" is a text [exports.mapping]"},
    {"fields:\n  facts.x: {column: A, as: money}\n",
     "2:28 as is \"money\"; it may be text, number or yes-no [exports.mapping]"},
    {"fields:\n  facts.x: {column: A, as: number, date: DD/MM/YYYY}\n",
     "2:3 \"facts.x\" is to be a date and something else [exports.mapping]"},
    {"fields:\n  subject: {column: A, required: \"yes\"}\n",
     "2:34 required is a string, and should be true or false [exports.mapping]"},
    {"fields:\n  subject: {column: A, required: true, optional: true}\n",
     "2:3 \"subject\" is required, and its column optional [exports.mapping]"},
    {"fields:\n  date: {column: A, date: DD/MM/YY}\n",
     "2:27 DD/MM/YY is no format of a date: YY does not say which century [exports.date-format]"},
    {"fields:\n  date: {column: A, date: [DD/MM/YYYY, MM/DD/YYYY]}\n",
     "2:40 DD/MM/YYYY and MM/DD/YYYY may read one text as two days [exports.date-format]"},
    {"fields:\n  subject: {column: A, lookup: rolls}\nlookups: {roles: {a: b}}\n",
     "2:32 there is no table \"rolls\" [exports.lookup]"},
    {"fields:\n  subject: {column: A, lookup: {otherwise: x}}\n", "2:32 the lookup names no table [exports.mapping]"},
    {"fields:\n  subject: {column: A, lookup: t}\nlookups: {t: {a: [b, c]}}\n",
     "2:3 \"subject\" holds one text, and its table gives several [exports.mapping]"},
    {"lookups: {t: {A-b: x, \"a B\": y}}\nfields:\n  subject: A\n",
     "1:23 \"a B\" is there twice: letter case, spaces, '_' and '-' do not count [exports.mapping]"},
    {"lookups: {t: {}}\nfields:\n  subject: A\n", "1:14 the table \"t\" says nothing [exports.mapping]"},
    {"lookups: [a]\nfields:\n  subject: A\n", "1:10 lookups are tables by name, from text to text [exports.mapping]"},
    {"fields:\n" + needed + "  correspondent.surname: A\n  subject: B\n  subject.cy: C\n  facts.a.b: D\n  facts.a: E\n",
     "6:3 \"subject.cy\" lies within \"subject\", which is filled already [exports.mapping] | 7:3 \"facts.a.b\" lies "
     "within \"facts.a\", which is "
     "filled already [exports.mapping]"},
    {"fields:\n" + needed + "  reference: Other\n",
     "4:3 \"reference\" is given twice; it first stands at line 2, column 3 [data.duplicate-key]"},
};

// Cells to what becomes of them: the columns are A, B and C.
struct Mapped {
  std::string fields;  // of the mapping, besides those that every case needs
  std::string cells;
  std::string expected;  // the members after the reference and department, or faults
};

inline const Mapped mapped[] = {
    {"  subject: A\n", "Schools,,", R"("subject":"Schools")"},
    {"  subject: A\n", "  ,,", ""},
    {"  subject: {column: A, default: General}\n", "  ,,", R"("subject":"General")"},
    {"  subject: {column: A, required: true}\n", ",,",
     "column \"A\": it is empty, and subject must be given [exports.required]"},
    {"  subject: {columns: [A, B], join: \", \", required: true}\n", ",,",
     "column \"A\": it and \"B\" are empty, and subject must be given [exports.required]"},
    {"  subject: {columns: [A, B, C], join: \", \"}\n", "x,,z", R"("subject":"x, z")"},
    {"  subject: {columns: [A, B], join: \"\"}\n", "x,y,", R"("subject":"xy")"},
    {"  subject: {constant: Schools}\n", ",,", R"("subject":"Schools")"},
    {"  subject.cy: A\n  subject.en-GB: B\n", "Ysgolion,Schools,", R"("subject":{"cy":"Ysgolion","en-GB":"Schools"})"},
    {"  subject.cy: A\n  subject.en-GB: B\n", ",Schools,", R"("subject":{"en-GB":"Schools"})"},
    {"  correspondent.address: [A, B, C]\n", "1 High St,,Bath",
     R"("correspondent":{"surname":"S","address":["1 High St","Bath"]})"},
    {"  correspondent.address: {column: A, split: \"\\n\"}\n", "\"1 High St\r\n\n Bath \",,",
     R"("correspondent":{"surname":"S","address":["1 High St","Bath"]})"},
    {"  correspondent.address: {columns: [A, B], split: \", \"}\n", "\"1 High St, Weston\",Bath,",
     R"("correspondent":{"surname":"S","address":["1 High St","Weston","Bath"]})"},
    {"  topics: {column: A, split: \";\"}\n", " send ; ;attendance;,,", R"("topics":["send","attendance"])"},
    {"  topics: {column: A, split: \";\"}\n", " ; ;,,", ""},
    {"  topics: A\n", "send; attendance,,", R"("topics":["send; attendance"])"},
    {"  topics: {constant: send}\n", ",,", R"("topics":["send"])"},
    {"  topics: {constant: [send, pshe]}\n", ",,", R"("topics":["send","pshe"])"},
    {"  topics: {column: A, split: \";\", default: a;b}\n", ",,", R"("topics":["a","b"])"},
    {"  signatory: A\n", "denise,,", R"("signatory":["denise"])"},
    {"  signatory: [A, B]\n", "denise,tom,", R"("signatory":["denise","tom"])"},
    {"  paragraphs: {column: A, split: \" \"}\n", "thanks funding,,",
     R"("paragraphs":[{"use":"thanks"},{"use":"funding"}])"},
    {"  paragraphs: {constant: [thanks, funding]}\n", ",,", R"("paragraphs":[{"use":"thanks"},{"use":"funding"}])"},
    {"  paragraphs.0.use: A\n  paragraphs.1.text: B\n  paragraphs.2.use: C\n", "thanks,,close",
     R"("paragraphs":[{"use":"thanks"},{"use":"close"}])"},
    {"  recipients.1.surname: B\n  recipients.0.surname: A\n  recipients.10.surname: C\n", "x,y,z",
     R"("recipients":[{"surname":"x"},{"surname":"y"},{"surname":"z"}])"},
    {"  recipients.0.surname: A\n  recipients.0.address: [B, C]\n", ",,", ""},
    {"  history.0.reference: A\n  history.0.date: {column: B, date: D.M.YYYY}\n", "TO/1,5.4.2016,",
     R"("history":[{"reference":"TO/1","date":"2016-04-05"}])"},
    {"  date: A\n", "2016-10-26,,", R"("date":"2016-10-26")"},
    {"  date: A\n", "26/10/2016,,", "column \"A\": \"26/10/2016\" is no day written YYYY-MM-DD [exports.date]"},
    {"  date: {column: A, date: DD/MM/YYYY}\n", "26/10/2016,,", R"("date":"2016-10-26")"},
    {"  date: {column: A, date: DD/MM/YYYY}\n", "10/26/2016,,",
     "column \"A\": \"10/26/2016\" is no day written DD/MM/YYYY [exports.date]"},
    {"  date: {column: A, date: [DD/MM/YYYY, D MMMM YYYY]}\n", "6 october 2016,,", R"("date":"2016-10-06")"},
    {"  date: {column: A, date: [DD/MM/YYYY, D MMMM YYYY]}\n", "6 okt 2016,,",
     "column \"A\": \"6 okt 2016\" is no day written DD/MM/YYYY or D MMMM YYYY [exports.date]"},
    {"  date: {column: A, date: DD/MM/YYYY, default: 01/01/2016}\n", ",,", R"("date":"2016-01-01")"},
    {"  facts.visit: {column: A, date: \"YYYY-MM-DD hh:mm:ss\"}\n", "2016-10-26 09:30:00,,",
     R"("facts":{"visit":"2016-10-26"})"},
    {"  facts.fee: {column: A, as: number}\n", "135.00,,", R"("facts":{"fee":135.00})"},
    {"  facts.fee: {column: A, as: number}\n", "£135,,", "column \"A\": \"£135\" is no number [exports.number]"},
    {"  facts.fee: A\n", "00135,,", R"("facts":{"fee":"00135"})"},
    {"  facts.a: {column: A, as: yes-no}\n  facts.b: {column: B, as: yes-no}\n", "YES,f,",
     R"("facts":{"a":true,"b":false})"},
    {"  facts.a: {column: A, as: yes-no}\n", "perhaps,,",
     "column \"A\": \"perhaps\" is neither yes nor no [exports.yes-no]"},
    {"  top_and_tail: A\n", "y,,", R"("top_and_tail":true)"},
    {"  facts.b.c: A\n  facts.b.d: B\n  facts.a: C\n", "1,,3", R"("facts":{"b":{"c":"1"},"a":"3"})"},
    {"  facts.rows.0.x: A\n  facts.rows.1.x: B\n", "1,2,", R"("facts":{"rows":[{"x":"1"},{"x":"2"}]})"},
    {"  facts.list: [A, B]\n", "1,,", R"("facts":{"list":["1"]})"},
    {"  facts.list: {column: A, split: \";\", as: number}\n", "1;2.50,,", R"("facts":{"list":[1,2.50]})"},
    {"  facts.any: {constant: {a: [1, true, null]}}\n", ",,", R"("facts":{"any":{"a":[1,true,null]}})"},
    {"  correspondent.role: {column: A, lookup: roles}\n", "CLLR,,",
     R"("correspondent":{"surname":"S","role":"councillor"})"},
    {"  correspondent.role: {column: A, lookup: roles}\n", "Clr,,",
     "column \"A\": \"Clr\" is not in the table for correspondent.role [exports.lookup]"},
    {"  correspondent.role: {column: A, lookup: {table: roles, otherwise: public}}\n", "Clr,,",
     R"("correspondent":{"surname":"S","role":"public"})"},
    {"  correspondent.role: {column: A, lookup: roles, default: MP}\n", ",,",
     R"("correspondent":{"surname":"S","role":"mp"})"},
    {"  topics: {column: A, split: \";\", lookup: subjects}\n", "SEND & funding;Pay,,",
     R"("topics":["send","school-funding","pay"])"},
    {"  subject: {column: D, optional: true}\n", ",,", ""},
    {"  subject: {column: D, optional: true, default: General}\n", ",,", R"("subject":"General")"},
    {"  topics: {columns: [D, B], optional: true}\n", "x,y,z", R"("topics":["y"])"},
    {"  date: {column: D, optional: true, default: soon}\n", ",,",
     "\"soon\" is no day written YYYY-MM-DD [exports.date]"},
    {"  marking: A\n", "\"a \"\"b\"\"\\c\td\",,", R"("marking":"a \"b\"\\c\td")"},
};

inline const std::string tables = R"(lookups:
  roles: {Cllr: councillor, MP: mp}
  subjects: {"SEND & funding": [send, school-funding], Pay: pay}
)";

}  // namespace engross::test
