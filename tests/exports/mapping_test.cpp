// Mapping files: what they say, what is refused, and what becomes of cells.
#include "exports/mapping.hpp"

#include <algorithm>

#include "cases/case.hpp"
#include "exports/mappings.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {
using test::bad_mappings;
using test::BadMapping;
using test::mapped;
using test::Mapped;
using test::mapping;
using test::needed;
using test::read_all;
using test::shown_cases;
using test::tables;

TEST(Mapping, RefusesWhatItCannotMean) {
  for (const BadMapping& bad : bad_mappings) {
    const auto made = Mapping::from(make_source("m.yaml", bad.yaml));
    std::string errors;
    if (!made)
      for (const Diagnostic& d : made.error()) {
        errors += (errors.empty() ? "" : " | ") + test::place(d) + " " + d.message + " [" + d.code + "]";
        EXPECT_FALSE(d.hints.empty()) << d.message;
      }
    EXPECT_EQ(errors, bad.errors) << bad.yaml;
  }
}

TEST(Mapping, SuggestsWhatWasMeant) {
  const auto hints = [](const std::string& yaml) {
    return Mapping::from(make_source("m.yaml", yaml)).error().at(0).hints;
  };
  EXPECT_EQ(hints("fields:\n  correspondent.post_code: A\n").at(0), "did you mean \"correspondent.postcode\"?");
  EXPECT_EQ(hints("fields:\n  recipients.0.surnam: A\n").at(0), "did you mean \"recipients.0.surname\"?");
  EXPECT_EQ(hints("fields:\n  subject: {column: A, lookup: rols}\nlookups: {roles: {a: b}}\n").at(0),
            "did you mean \"roles\"?");
}

TEST(Mapping, MakesOfCellsWhatItSays) {
  for (const Mapped& one : mapped) {
    ExportOptions options;
    options.mapping = mapping("fields:\n" + needed + "  correspondent.surname: {constant: S}\n" + one.fields + tables);
    ASSERT_TRUE(options.mapping) << one.fields;
    const auto all = read_all("Ref,A,B,C\nR," + one.cells + "\n", options);
    ASSERT_EQ(all.cases.size(), 1U) << one.fields << shown_cases(all);
    std::string result;
    for (const Diagnostic& d : all.cases[0].faults) {
      result += d.message.substr(std::string("row 1 (line 2), ").size()) + " [" + d.code + "]";
      EXPECT_FALSE(d.hints.empty());
    }
    if (const SourceRef& text = all.cases[0].text) {
      const auto read = Case::from(text);
      EXPECT_THAT(read, test::Succeeds()) << text->text;
      result = text->text;
      for (const std::string& same :
           {std::string(R"("correspondent":{"surname":"S"},)"), std::string(R"(,"correspondent":{"surname":"S"})"),
            std::string(R"({"reference":"R","department":"dfe",)"),
            std::string(R"({"reference":"R","department":"dfe")")})
        if (const std::size_t at = result.find(same); at != std::string::npos) result.erase(at, same.size());
      if (result.ends_with('}')) result.pop_back();
      if (result.starts_with(',')) result.erase(0, 1);
    }
    EXPECT_EQ(result, one.expected) << one.fields;
  }
}

TEST(Mapping, CollectsTheFaultsOfARow) {
  ExportOptions options;
  options.mapping = mapping("fields:\n" + needed + "  correspondent.surname: A\n  date: B\n  top_and_tail: C\n");
  const auto all = read_all("Ref,A,B,C\n,x,soon,perhaps\n", options);
  EXPECT_EQ(shown_cases(all),
            "! row 1 (line 2), column \"Ref\": it is empty, and reference must be given [exports.required]\n"
            "! row 1 (line 2), column \"B\": \"soon\" is no day written YYYY-MM-DD [exports.date]\n"
            "! row 1 (line 2), column \"C\": \"perhaps\" is neither yes nor no [exports.yes-no]\n");
}

TEST(Mapping, DidYouMeanInTables) {
  ExportOptions options;
  options.mapping = mapping("fields:\n" + needed + "  correspondent.surname: {column: A, lookup: roles}\n" + tables);
  const auto all = read_all("Ref,A\nR,Clr\n", options);
  EXPECT_EQ(all.cases.at(0).faults.at(0).hints.at(0), "did you mean \"Cllr\"?");
}

// A mapping of members: nested ones by dotted paths, lists as lists.
struct MappedJson {
  std::string fields;
  std::string object;
  std::string expected;
};

const MappedJson mapped_json[] = {
    {"  subject: Subject\n", R"({"ref":"R","SUBJECT":"Schools"})", R"("subject":"Schools")"},
    {"  subject: Subject\n", R"({"Ref":"R","Subject":null})", ""},
    {"  subject: Subject\n", R"({"Ref":"R"})", ""},
    {"  facts.fee: {column: Fee, as: number}\n", R"({"Ref":"R","Fee":1.50})", R"("facts":{"fee":1.50})"},
    {"  facts.fee: Fee\n", R"({"Ref":"R","Fee":1.50})", R"("facts":{"fee":"1.50"})"},
    {"  top_and_tail: Own hand\n", R"({"Ref":"R","Own_Hand":true})", R"("top_and_tail":true)"},
    {"  topics: Topics\n", R"({"Ref":"R","Topics":["send"," ","pshe"]})", R"("topics":["send","pshe"])"},
    {"  topics: {column: Topics, split: \";\"}\n", R"({"Ref":"R","Topics":"send;pshe"})",
     R"("topics":["send","pshe"])"},
    {"  subject: {column: Topics, join: \" and \"}\n", R"({"Ref":"R","Topics":["send","pshe"]})",
     R"("subject":"send and pshe")"},
    {"  subject: person.subject\n", R"({"Ref":"R","Person":{"Subject":"Schools"}})", R"("subject":"Schools")"},
    {"  subject: lines.1.text\n", R"({"Ref":"R","lines":[{"text":"a"},{"text":"b"}]})", R"("subject":"b")"},
    {"  subject: Topics\n", R"({"Ref":"R","Topics":["send","pshe"]})",
     "column \"Topics\": it is a list, and subject holds one text [exports.cells]"},
    {"  subject: Topics\n", R"({"Ref":"R","Topics":{"a":"b"}})",
     "column \"Topics\": it is an object, and no text [exports.cells]"},
    {"  topics: Topics\n", R"({"Ref":"R","Topics":[["a"]]})",
     "column \"Topics\": it is a list of more than texts, and no text [exports.cells]"},
    {"  subject: Subject\n", R"({"Ref":"R","Subject":"a","sub ject":"b"})",
     "column \"Subject\": two members have this name: letter case, spaces, '_' and '-' do not count "
     "[exports.same-column]"},
};

TEST(Mapping, MakesOfMembersWhatItSays) {
  for (const MappedJson& one : mapped_json) {
    ExportOptions options;
    options.mapping = mapping("fields:\n" + needed + "  correspondent.surname: {constant: S}\n" + one.fields);
    const auto all = read_all("[" + one.object + "]", options);
    ASSERT_EQ(all.cases.size(), 1U) << one.fields << shown_cases(all);
    std::string result;
    for (const Diagnostic& d : all.cases[0].faults)
      result += d.message.substr(std::string("row 1 (line 1), ").size()) + " [" + d.code + "]";
    if (const SourceRef& text = all.cases[0].text) {
      EXPECT_THAT(Case::from(text), test::Succeeds()) << text->text;
      EXPECT_EQ(all.cases[0].key, "R");
      std::string whole = R"({"reference":"R","department":"dfe")";
      whole += R"(,"correspondent":{"surname":"S"})";
      if (!one.expected.empty()) whole += "," + one.expected;
      EXPECT_EQ(text->text, whole + "}") << one.fields;
    } else {
      EXPECT_EQ(result, one.expected) << one.fields;
    }
  }
}

TEST(Mapping, TellsWhatJsonHasAndLacks) {
  ExportOptions options;
  options.mapping =
      mapping("fields:\n" + needed + "  correspondent.surname: Surname\n  subject: Subjet\nignore: [Note]\n");
  const auto all = read_all(
      "{\"Ref\":\"R\",\"Surname\":\"S\",\"Subject\":\"x\",\"note\":1,\"more\":{\"a\":1}}\n12\n{\"oops\n", options);
  EXPECT_EQ(shown_cases(all),
            "row 1 {\"reference\":\"R\",\"department\":\"dfe\",\"correspondent\":{\"surname\":\"S\"}}\n"
            "! row 2 (line 2): a row is an object, not a number [exports.format]\n"
            "! row 3 (line 3, character 2): this string has no closing quote [data.syntax]\n");
  ASSERT_EQ(all.of->notes().size(), 2U);
  EXPECT_EQ(all.of->notes()[0].message,
            "cases.csv has columns that the mapping does not name: \"Subject\", \"more.a\"");
  EXPECT_EQ(all.of->notes()[1].message, "no row of cases.csv has \"Subjet\", which the mapping names");
}

TEST(Mapping, FoldsNames) {
  EXPECT_EQ(folded_column(" Post-Code_2\n"), "postcode2");
  EXPECT_EQ(folded_column("ÉCOLE"), "école");
  EXPECT_EQ(folded_column("Ŵ\u00A0Ŷ"), "ŵŷ");
}

}  // namespace
}  // namespace engross
