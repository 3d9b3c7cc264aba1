// Cases for the reader and the schema alike. A row's members are added to a good case, or replace its members.
#pragma once

#include <string>
#include <string_view>

#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

struct CaseRow {
  std::string_view members;  // of an object; a member "-name" with null removes one
  std::string_view errors;   // "line-free": each "code message", joined by " | "; empty: a good case
};

inline std::string case_text(std::string_view members) {
  const auto parse = [](std::string_view text) {
    const Result<Document> read = read_json(make_source("members", std::string(text)));
    EXPECT_THAT(read, Succeeds());
    return read ? read->root : Value();
  };
  const Value base =
      parse(R"({"reference": "2016-0046030", "department": "dfe", "correspondent": {"surname": "Watling"}})");
  const Value changes = parse(members);
  Value made = Value::object();
  for (const Member& member : base.members())
    if (changes.find("-" + member.key) == nullptr) made.set(member.key, member.value);
  for (const Member& member : changes.members())
    if (!member.key.starts_with('-')) made.set(member.key, member.value);
  return to_json(made);
}

inline constexpr CaseRow good_cases[] = {
    {R"({})", ""},
    {R"({"correspondent": {}})", ""},
    {R"({"correspondent": {"title": "", "address": [], "postcode": null, "suffix": "MP", "office": "Home Secretary",
         "role": "minister", "organisation": "Home Office", "country": "Cymru", "forename": "A"}})",
     ""},
    {R"({"correspondent": {"address": ["1","2","3","4","5","6","7","8","9","10","11","12","13"]}})", ""},
    {R"({"template": "holding", "date": "2016-10-26", "languages": ["en-GB", "cy", "zh-Hant-TW"]})", ""},
    {R"({"template": null, "date": null, "languages": null, "incoming": null, "recipients": null, "constituent": null,
         "on_behalf_of": null, "subject": null, "topics": null, "salutation": null, "close": null, "top_and_tail": null,
         "signatory": null, "enclosures": null, "copies": null, "marking": null, "history": null, "paragraphs": null,
         "facts": null})",
     ""},
    {R"({"incoming": {"dated": "2016-09-30", "received": "2016-10-03", "reference": "", "channel": "letter"}})", ""},
    {R"({"recipients": [{"surname": "A"}, {"surname": "B"}], "constituent": {"forename": "C"}})", ""},
    {R"({"deadline": {"policy": "foi-20"}})", ""},
    {R"({"deadline": {"policy": null}})", ""},
    {R"({"deadline": null})", ""},
    {R"({"signatory": "a"})", ""},
    {R"({"signatory": ["a", "b"]})", ""},
    {R"({"top_and_tail": true, "salutation": "Dear Ruth", "close": "Yours ever", "marking": "OFFICIAL"})", ""},
    {R"({"history": [{"reference": "TO/1", "date": "2016-01-02"}, {"reference": "2"}]})", ""},
    {R"({"paragraphs": [{"use": "pshe"}, {"text": "Words."}, {"markdown": "*Own* words."}, {"use": "x", "text": null}]})",
     ""},
    {R"({"facts": {"any": [1.20, {"thing": null}]}})", ""},
    {R"({"subject": {"cy": "Ysgolion", "en-GB": "Schools"}, "on_behalf_of": {"cy": "y Cyngor"}, "salutation": {"cy": "Annwyl"},
         "close": {"en": "Yours"}, "enclosures": ["A", {"cy": "B", "en-GB": "C"}], "copies": [{"cy": "D"}],
         "paragraphs": [{"text": {"cy": "Un.", "en-GB": "One."}}, {"markdown": {"zh-Hant-TW": "*Two.*"}}]})",
     ""},
    {R"({"reference": "a"})", ""},
    {R"({"reference": "TO 2016-1_2.b"})", ""},
    {R"({"date": "2016-02-29"})", ""},
};

inline constexpr CaseRow bad_cases[] = {
    {R"({"-reference": null})", "cases.missing reference is missing"},
    {R"({"reference": null})", "cases.missing reference is null"},
    {R"({"reference": ""})", "cases.empty reference is empty"},
    {R"({"reference": "  "})", "cases.empty reference is empty"},
    {R"({"reference": 20160046030})", "cases.type reference is a number, and should be a string"},
    {R"({"reference": "../2016"})", "cases.reference the reference holds a slash"},
    {R"({"reference": "a\\b"})", "cases.reference the reference holds a slash"},
    {R"({"reference": "a\nb"})", "cases.reference the reference holds a tab or a line break"},
    {R"({"reference": ".hidden"})", "cases.reference the reference begins with a dot or a hyphen"},
    {R"({"reference": "-rf"})", "cases.reference the reference begins with a dot or a hyphen"},
    {R"({"reference": " a"})", "cases.reference the reference begins or ends with a space"},
    {R"({"reference": "a "})", "cases.reference the reference begins or ends with a space"},
    {R"({"reference": "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x"})",
     "cases.reference the reference is longer than 100 bytes"},
    {R"({"-department": null})", "cases.missing department is missing"},
    {R"({"department": ["dfe"]})", "cases.type department is an array, and should be a string"},
    {R"({"department": "../dfe"})", "cases.department \"../dfe\" is not a department's id"},
    {R"({"-correspondent": null})", "cases.missing correspondent is missing"},
    {R"({"correspondent": null})", "cases.missing correspondent is null"},
    {R"({"correspondent": "Mrs Watling"})", "cases.type correspondent is a string, and should be an object"},
    {R"({"correspondent": {"sirname": "Watling"}})",
     "cases.unknown-field there is no field \"sirname\" in correspondent"},
    {R"({"correspondent": {"title": 3}})", "cases.type correspondent.title is a number, and should be a string"},
    {R"({"correspondent": {"address": "1 High Street"}})",
     "cases.type correspondent.address is a string, and should be an array"},
    {R"({"correspondent": {"address": ["1 High Street", "", 3, null]}})",
     "cases.empty correspondent.address.1 is empty | cases.type correspondent.address.2 is a number, and should be a "
     "string "
     "| cases.type correspondent.address.3 is null, and should be a string"},
    {R"({"template": "../../etc/passwd"})", "cases.template \"../../etc/passwd\" is not a template's name"},
    {R"({"template": "Reply"})", "cases.template \"Reply\" is not a template's name"},
    {R"({"template": ""})", "cases.empty template is empty"},
    {R"({"date": "26 October 2016"})", "cases.date date is \"26 October 2016\", which is no date"},
    {R"({"date": "2016-02-30"})", "cases.date date is \"2016-02-30\", which is no date"},
    {R"({"date": ""})", "cases.date date is \"\", which is no date"},
    {R"({"date": 20161026})", "cases.type date is a number, and should be a string"},
    {R"({"languages": "en"})", "cases.type languages is a string, and should be an array"},
    {R"({"languages": ["en_GB", "c"]})",
     "cases.language \"en_GB\" is not a language tag | cases.language \"c\" is not a language tag"},
    {R"({"languages": ["cy", "en", "cy"]})", "cases.language \"cy\" is there twice"},
    {R"({"subject": {}})", "cases.empty subject is empty"},
    {R"({"subject": {"cy": "A", "welsh_": "B"}})",
     "cases.language subject has a \"welsh_\", which is not a language tag"},
    {R"({"subject": {"cy": 1}})", "cases.type subject.cy is a number, and should be a string"},
    {R"({"salutation": {"cy": " "}})", "cases.empty salutation.cy is empty"},
    {R"({"enclosures": [{"cy": null}]})", "cases.type enclosures.0.cy is null, and should be a string"},
    {R"({"topics": [{"cy": "a"}]})", "cases.type topics.0 is an object, and should be a string"},
    {R"({"paragraphs": [{"text": {"cy": ""}}]})", "cases.empty paragraphs.0.text.cy is empty"},
    {R"({"paragraphs": [{"use": {"cy": "a"}}]})", "cases.type paragraphs.0.use is an object, and should be a string"},
    {R"({"languages": ["en-"]})", "cases.language \"en-\" is not a language tag"},
    {R"({"incoming": {"dated": "30/09/2016", "channnel": "letter"}})",
     "cases.date incoming.dated is \"30/09/2016\", which is no date | cases.unknown-field there is no field "
     "\"channnel\" in incoming"},
    {R"({"deadline": "foi-20"})", "cases.type deadline is a string, and should be an object"},
    {R"({"deadline": {"policy": 20}})", "cases.type deadline.policy is a number, and should be a string"},
    {R"({"deadline": {"due": "2016-10-26"}})", "cases.unknown-field there is no field \"due\" in deadline"},
    {R"({"recipients": {"surname": "A"}})", "cases.type recipients is an object, and should be an array"},
    {R"({"recipients": ["A", {"name": "B"}]})",
     "cases.type recipients.0 is a string, and should be an object | cases.unknown-field there is no field \"name\" in "
     "recipients.1"},
    {R"({"constituent": "Ann"})", "cases.type constituent is a string, and should be an object"},
    {R"({"subject": false})", "cases.type subject is true or false, and should be a string"},
    {R"({"topics": ["pshe", " "]})", "cases.empty topics.1 is empty"},
    {R"({"salutation": ""})", "cases.empty salutation is empty"},
    {R"({"top_and_tail": "yes"})", "cases.type top_and_tail is a string, and should be true or false"},
    {R"({"signatory": ["a", "b", "c"]})", "cases.too-many signatory has 3 items; at most 2 are taken"},
    {R"({"signatory": {"id": "a"}})",
     "cases.type signatory is an object, and should be a string or an array of strings"},
    {R"({"signatory": " "})", "cases.empty signatory is empty"},
    {R"({"signatory": []})", "cases.empty signatory is an empty list"},
    {R"({"signatory": ["a", "a"]})", "cases.signatory \"a\" is to sign twice"},
    {R"({"subject": " \u0009 "})", "cases.empty subject holds nothing but blanks"},
    {R"({"history": [{"date": "2016-01-02"}, {"reference": "a", "dated": "x"}]})",
     "cases.missing history.0.reference is missing | cases.unknown-field there is no field \"dated\" in history.1"},
    {R"({"paragraphs": []})", "cases.empty paragraphs is empty"},
    {R"({"paragraphs": [{}]})",
     "cases.paragraph a paragraph has exactly one of use, text and markdown; this has 0 fields"},
    {R"({"paragraphs": [{"use": "a", "text": "b"}]})",
     "cases.paragraph a paragraph has exactly one of use, text and markdown; this has 2 fields"},
    {R"({"paragraphs": [{"text": " "}]})", "cases.empty paragraphs.0.text is empty"},
    {R"({"paragraphs": ["pshe"]})", "cases.type paragraphs.0 is a string, and should be an object"},
    {R"({"paragraphs": [{"html": "<p>"}]})", "cases.unknown-field there is no field \"html\" in paragraphs.0"},
    {R"({"facts": []})", "cases.type facts is an array, and should be an object"},
    {R"({"refrence": "1"})", "cases.unknown-field there is no field \"refrence\""},
    {R"({"school": null})", "cases.unknown-field there is no field \"school\""},
};

}  // namespace engross::test
