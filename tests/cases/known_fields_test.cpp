// The list of a case's fields is that of its reader and its schema.
#include "cases/known_fields.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "cases/case.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using nlohmann::json;

json sample(FieldForm form) {
  switch (form) {
    case FieldForm::date:
      return "2016-10-26";
    case FieldForm::flag:
      return true;
    case FieldForm::texts:
      return json::array({"en"});
    case FieldForm::paragraphs:
      return json::array({{{"use", "a"}}});
    case FieldForm::text:
    case FieldForm::anything:
      break;
  }
  return "text";
}

json with_field(std::string path, const json& value) {
  json made = {{"reference", "A"}, {"department", "dfe"}, {"correspondent", json::object()}};
  if (path.starts_with("history.")) made["history"] = json::array({{{"reference", "x"}}});
  std::ranges::replace(path, '.', '/');
  made[json::json_pointer("/" + path)] = value;
  return made;
}

TEST(KnownFields, AreTakenByTheReader) {
  for (const std::string& name : field_names()) {
    const auto found = find_field(name);
    ASSERT_TRUE(found) << name;
    json value = sample(found->form);
    if (name == "department" || name == "template") value = "dfe";
    EXPECT_THAT(Case::from(make_source(name, with_field(name, value).dump())), test::Succeeds()) << name;
    if (!known_fields()[found->index].by_language) continue;
    ASSERT_TRUE(find_field(name + ".cy")) << name;
    EXPECT_THAT(Case::from(make_source(name, with_field(name + ".cy", "x").dump())), test::Succeeds()) << name;
  }
}

// Every leaf of the schema, persons and lists of objects included, but the markdown of paragraphs.
void leaves(const json& schema, const json& node, const std::string& path, std::set<std::string>& to) {
  const json* at = &node;
  for (const char* choice : {"anyOf", "oneOf"})
    if (at->contains(choice) && !at->contains("properties")) at = &(*at)[choice][0];
  if (at->contains("$ref")) {
    const std::string name = (*at)["$ref"].get<std::string>();
    at = &schema.at("definitions").at(name.substr(name.rfind('/') + 1));
  }
  const std::string dot = path.empty() ? "" : ".";
  if (at->contains("properties")) {
    for (const auto& [key, value] : (*at)["properties"].items()) leaves(schema, value, path + dot + key, to);
  } else if (at->contains("items") &&
             ((*at)["items"].contains("properties") || (*at)["items"] == json{{"$ref", "#/definitions/person"}})) {
    leaves(schema, (*at)["items"], path + ".N", to);
  } else {
    to.insert(path);
  }
}

TEST(KnownFields, AreThoseOfTheSchema) {
  std::ifstream file(ENGROSS_SOURCE_DIR "/docs/schemas/case.schema.json");
  const json schema = json::parse(file);
  std::set<std::string> expected;
  leaves(schema, schema, "", expected);
  EXPECT_EQ(expected.erase("paragraphs.N.markdown"), 1U);
  EXPECT_EQ(expected.erase("facts"), 1U);
  expected.insert("paragraphs");  // as a list of ids
  std::set<std::string> known;
  for (const KnownField& field : known_fields()) known.emplace(field.path);
  EXPECT_EQ(known, expected);
}

TEST(KnownFields, FindsWhatAPathNames) {
  EXPECT_EQ(find_field("facts.any.thing")->form, FieldForm::anything);
  EXPECT_EQ(find_field("recipients.12.address")->form, FieldForm::texts);
  EXPECT_TRUE(find_field("subject.zh-Hant-TW"));
  EXPECT_TRUE(find_field("paragraphs.3.text.cy"));
  for (const char* path :
       {"", ".", "facts", "facts.", "facts..a", "subject.", "subject.english", "marking.cy", "recipients.surname",
        "recipients.N.surname", "recipients.01.surname", "recipients.1000.surname", "correspondent", "correspondent.0",
        "paragraphs.0.markdown", "paragraphs.0.markdown.cy", "Subject"})
    EXPECT_FALSE(find_field(path)) << path;
}

}  // namespace
}  // namespace engross
