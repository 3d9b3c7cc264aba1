// Letters with something wrong, several for every check, and as many with nothing wrong: each has exactly the codes
// that it should. The precision and the recall of each check over all of them are printed, and must be whole.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "checks/letters.hpp"
#include "department/check_codes.hpp"

namespace engross {
namespace {

using test::LetterToCheck;

struct Row {
  const char* what;
  LetterToCheck letter;
  std::vector<std::string> codes = {};  // none: a clean letter
};

void PrintTo(const Row& row, std::ostream* to) {
  *to << row.what;
}

const std::string mp = R"({"title": "Ms", "forename": "Harriet", "surname": "Colne", "role": "mp",
                           "address": ["House of Commons", "London"], "postcode": "SW1A 0AA"})";
const std::string constituent = R"(, "constituent": {"title": "Mr", "forename": "Owen", "surname": "Farrow",
                                    "address": ["3 Weir Cottages", "Leominster"], "postcode": "HR6 8EQ"})";
const std::string refusal = R"json(, "topics": ["foi"], "facts": {"exemptions": [
                               {"section": "40(2)", "because": "It names people."}, {"section": "35(1)(a)"}]})json";
const std::string withheld = "We withhold it under section 40(2) and section 35(1)(a), because it names people. ";
const std::string weighed = "The public interest is served better by withholding it. ";
const std::string review = "You can ask for an internal review within two months. ";
const std::string commissioner = "You can complain to the Information Commissioner. ";
const std::string two_people = R"(, "recipients": [{"title": "Mr", "forename": "Thomas", "surname": "Nkemelu",
                                   "address": ["Town Hall", "Walsall"], "postcode": "WS1 1TP"}])";

LetterToCheck about_foi(const std::string& body, const std::string& more = refusal) {
  return {.body = body, .more = more};
}

LetterToCheck from_mp(const std::string& body, const std::string& more = constituent) {
  return {.addressee = "Harriet Colne MP\nHouse of Commons\nLondon\nSW1A 0AA",
          .salutation = "Dear Ms Colne",
          .body = body,
          .correspondent = mp,
          .more = more};
}

LetterToCheck to_address(const std::string& addressee) {
  return {.addressee = addressee};
}

LetterToCheck greeting(const std::string& salutation, const std::string& close = "Yours sincerely") {
  return {.salutation = salutation, .close = close, .drafted = true};
}

LetterToCheck with_body(const std::string& body) {
  return {.body = body};
}

LetterToCheck holding(const std::string& body) {
  return {.template_name = "holding", .body = body};
}

LetterToCheck in_welsh(const std::string& body) {
  return {.language = "cy",
          .salutation = "Annwyl Gynghorydd Watling",
          .opening = "Diolch am eich llythyr dyddiedig 30 Medi 2016.",
          .body = body,
          .close = "Yn gywir"};
}

const std::vector<Row> rows{
    // ---- traces, gaps, slips
    {"a tag", with_body("We wrote to {{name about it."), {"check.leak"}},
    {"a note to the drafter", with_body("We met on [INSERT date] in Leeds."), {"check.leak"}},
    {"to be confirmed", with_body("The meeting is on TBC."), {"check.leak"}},
    {"brackets that say something", with_body("Use brackets [like these].")},
    {"a corps", with_body("The XX Corps marched.")},
    {"a value is missing", with_body("You wrote about ."), {"check.gap"}},
    {"nobody is greeted", {.salutation = "Dear"}, {"check.gap"}},
    {"a decimal", with_body("A saving of .5 per cent.")},
    {"doubled words", with_body("We read the the letter."), {"check.doubled-word"}},
    {"doubled words with a capital", with_body("The the letter was long."), {"check.doubled-word"}},
    {"words that may be doubled", with_body("He said that that was so, and had had enough of her her form.")},
    {"a name of two words", with_body("The school in Bora Bora is closed.")},
    {"a name of two words that is none",
     with_body("It is closed. The The reason is the storm."),
     {"check.doubled-word"}},
    {"two spaces", with_body("We read  the letter."), {"check.double-space"}},
    {"three spaces", with_body("We read it.   Then we wrote."), {"check.double-space"}},
    {"one space", with_body("We read it. Then we wrote.")},
    {"no words", with_body(" "), {"check.empty-paragraph"}},
    {"no words in the opening",
     {.opening = " ", .body = "Your letter of 30 September asks about buses."},
     {"check.empty-paragraph"}},
    {"nothing said", {.opening = "", .body = ""}, {"check.no-body"}},
    {"a close alone", {.salutation = ""}, {"check.no-close"}},
    {"a greeting alone", {.close = ""}, {"check.no-close"}},
    {"no address", to_address(""), {"check.no-address"}},
    {"a name alone", to_address("Councillor Jean Watling"), {"check.no-address"}},
    {"nothing said, and nobody to say it to",
     {.salutation = "", .opening = "", .body = "", .close = ""},
     {"check.no-body"}},
    {"two facts that nothing uses",
     {.more = R"(, "facts": {"x": 1, "y": 2})"},
     {"check.unused-fact", "check.unused-fact"}},
    {"a fact that nothing uses", {.more = R"(, "facts": {"x": 1})"}, {"check.unused-fact"}},
    {"notes for people", {.more = R"(, "facts": {"notes": "by hand"})"}},

    // ---- greeting and close
    {"a name, but faithfully", {.close = "Yours faithfully"}, {"check.salutation-close"}},
    {"no name, but sincerely", {.salutation = "Dear Sir or Madam"}, {"check.salutation-close"}},
    {"Welsh, closed in English", {.salutation = "Annwyl Gynghorydd Watling"}, {"check.salutation-close"}},
    {"English, closed in Welsh", {.close = "Yn gywir"}, {"check.salutation-close"}},
    {"no name, and faithfully", {.salutation = "Dear Sir or Madam", .close = "Yours faithfully"}},
    {"Welsh", in_welsh("Mae gan bob plentyn hawl i le.")},
    {"somebody else is greeted", greeting("Dear Mr Jones"), {"check.greeted-name"}},
    {"somebody else with her title", greeting("Dear Councillor Walting"), {"check.greeted-name"}},
    {"somebody else is greeted too", greeting("Dear Councillor Watling and Mrs Jones"), {"check.greeted-name"}},
    {"one of two is greeted",
     {.salutation = "Dear Councillor Watling", .more = two_people, .drafted = true},
     {"check.greeted-name"}},
    {"both are greeted", {.salutation = "Dear Councillor Watling and Mr Nkemelu", .more = two_people, .drafted = true}},
    {"as the table has it", greeting("Dear Councillor Watling")},
    {"by her first name", greeting("Dear Jean")},
    {"by an office", greeting("Dear Leader of the Council")},
    {"with another title", greeting("Dear Mr Watling"), {"check.greeted-title"}},
    {"with half a title", greeting("Dear Cllr Watling"), {"check.greeted-title"}},
    {"the envelope is somebody else's",
     {.addressee = "Mr John Jones\nAddenbrooke House\nTelford\nTF3 4NT", .drafted = true},
     {"check.addressee-name"}},
    {"the envelope has another name",
     {.addressee = "Councillor Jean Walting\nAddenbrooke House\nTelford\nTF3 4NT", .drafted = true},
     {"check.addressee-name"}},
    {"the envelope has the name otherwise",
     {.addressee = "J Watling\nAddenbrooke House\nTelford\nTF3 4NT", .drafted = true}},
    {"Sirs", greeting("Dear Sirs", "Yours faithfully"), {"check.dear-sirs"}},
    {"Sirs of the case",
     {.salutation = "Dear Sirs", .close = "Yours faithfully", .more = R"(, "salutation": "Dear Sirs")"},
     {"check.dear-sirs"}},

    // ---- dates
    {"31 June", with_body("The school opens on 31 June 2017."), {"check.date-impossible"}},
    {"29 February of a plain year", with_body("It closed on 29 February 2015."), {"check.date-impossible"}},
    {"a day without a year", with_body("Please write by 31 April."), {"check.date-impossible"}},
    {"a Welsh day", in_welsh("Bydd yn agor ar 31 Mehefin 2017."), {"check.date-impossible"}},
    {"29 February of a leap year", with_body("It closed on 29 February 2016.")},
    {"a range", with_body("It runs from 1 April to 31 August 2017.")},
    {"may, the verb", with_body("Of the 31 may be late.")},
    {"Monday that was a Tuesday", with_body("We met on Monday 3 May 2016."), {"check.date-weekday"}},
    {"a day in brackets", with_body("We shall call on 29 January 2025 (Thursday)."), {"check.date-weekday"}},
    {"dydd Llun", in_welsh("Cawsom gyfarfod ar ddydd Llun 3 Mai 2016."), {"check.date-weekday"}},
    {"Tuesday that was one", with_body("We met on Tuesday, 3 May 2016.")},
    {"dydd Mawrth", in_welsh("Cawsom gyfarfod ar ddydd Mawrth 3 Mai 2016.")},
    {"a weekday without a year", with_body("We meet on Monday 3 May.")},
    {"another day of the letter that is answered",
     with_body("In your letter of 29 September 2016 you asked about buses."),
     {"check.date-incoming"}},
    {"the same without a year", with_body("In your kind letter of 29 September you asked."), {"check.date-incoming"}},
    {"the same in Welsh", in_welsh("Roedd eich llythyr dyddiedig 29 Medi 2016 yn glir."), {"check.date-incoming"}},
    {"the day of the letter", with_body("In your letter of Friday 30 September you asked.")},
    {"an earlier letter",
     {.body = "In your letter of 3 May 2016 you asked.",
      .more = R"(, "history": [{"reference": "A", "date": "2016-05-03"}])"}},
    {"what the case gave", with_body("In your letter of [[4 June 2016]] you asked.")},
    {"somebody else's letter", with_body("The letter of 3 May 2016 from the council is clear.")},
    {"an ordinal", with_body("It opens on 4th June 2017."), {"check.date-form"}},
    {"a zero", with_body("It opens on 04 June 2017."), {"check.date-form"}},
    {"a comma", with_body("It opens on 4 June, 2017."), {"check.date-form"}},
    {"month first", with_body("It opens on June 4, 2017."), {"check.date-form"}},
    {"numbers", with_body("It opens on 04/06/2017."), {"check.date-form"}},
    {"numbers that a formatter made", with_body("It opens on [[04/06/2017]].")},
    {"a place in a list", with_body("The 4th school and the 1st pupil.")},

    // ---- what a reply owes
    {"no date of the letter", {.opening = "Thank you for your letter about school places."}, {"check.incoming-date"}},
    {"only its own date",
     {.opening = "Thank you for writing.", .body = "It opens on 1 May 2017."},
     {"check.incoming-date"}},
    {"the date of the letter without a year", {.opening = "Thank you for your letter of 30 September."}},
    {"the case has no date", {.opening = "Thank you for your letter.", .incoming = "{}"}},
    {"no reference of the letter",
     {.incoming = R"({"dated": "2016-09-30", "reference": "HC/SEND/4471"})"},
     {"check.incoming-reference"}},
    {"another reference",
     {.reference = "Our ref: 2016-0046030\nYour ref: HC/SEND/447\n26 October 2016",
      .incoming = R"({"dated": "2016-09-30", "reference": "HC/SEND/4471"})"},
     {"check.incoming-reference"}},
    {"its reference",
     {.reference = "Our ref: 2016-0046030\nYour ref: HC/SEND/4471\n26 October 2016",
      .incoming = R"({"dated": "2016-09-30", "reference": "HC/SEND/4471"})"}},
    {"no constituent", from_mp("I have looked into this."), {"check.constituent"}},
    {"a constituent by another name", from_mp("You wrote for Mr Owen Farr."), {"check.constituent"}},
    {"a constituent without address", from_mp("You wrote for Mr Owen Farrow."), {"check.constituent-address"}},
    {"a constituent without postcode",
     from_mp("You wrote for Mr Owen Farrow of 3 Weir Cottages, Leominster."),
     {"check.constituent-address"}},
    {"a constituent", from_mp("You wrote for Mr Owen Farrow of 3 Weir Cottages, Leominster, HR6 8EQ.")},
    {"no constituent in the case", from_mp("I have looked into this.", "")},
    {"a friend of somebody, who is no member", {.body = "You wrote for Mr Owen Farrow.", .more = constituent}},
    {"a holding reply without a day", holding("We shall write again when we can."), {"check.holding-date"}},
    {"a holding reply with a day of the past", holding("We looked at it on 3 October 2016."), {"check.holding-date"}},
    {"a holding reply with a day", holding("We shall write again by 18 November 2016.")},
    {"a holding reply with a time", holding("We shall write again within 20 working days.")},
    {"a holding reply that begins with the time", holding("Within the next two weeks we shall write again.")},
    {"a holding reply from within a place",
     holding("We ask within the Department. The days are short."),
     {"check.holding-date"}},
    {"a street that looks like a day", with_body("The office at 31 June Avenue is closed.")},
    {"a street of the address that looks like a day",
     to_address("Councillor Jean Watling\n31 April\nTelford\nTF3 4NT")},
    {"a date in the reference block",
     {.reference = "Our ref: 2016-0046030\nYour letter of 30 September 2016\n26 October 2016",
      .opening = "Thank you for writing about school places."}},
    {"the letter's own date is not that of the other",
     {.opening = "Thank you for writing about school places.", .incoming = R"({"dated": "2016-10-26"})"},
     {"check.incoming-date"}},

    // ---- refusals of information
    {"a whole refusal", about_foi(withheld + weighed + review + commissioner)},
    {"no section",
     about_foi("We withhold it because it names people. " + weighed + review + commissioner, R"(, "topics": ["foi"])"),
     {"check.foi-section"}},
    {"a section of the case is missing",
     about_foi("We withhold it under section 40(2), because it names people. " + weighed + review + commissioner),
     {"check.foi-section"}},
    {"a section that is no exemption",
     about_foi(withheld + weighed + review + commissioner,
               R"(, "topics": ["foi"], "facts": {"exemptions": [{"section": "45"}]})"),
     {"check.foi-section"}},
    {"no reason",
     about_foi("We withhold it under section 40(2). " + review + commissioner, R"(, "topics": ["foi"])"),
     {"check.foi-reason"}},
    {"no public interest", about_foi(withheld + review + commissioner), {"check.foi-public-interest"}},
    {"an absolute exemption needs none",
     about_foi("We withhold it under section 40(2), because it names people. " + review + commissioner,
               R"(, "topics": ["foi"])")},
    {"no public interest in clear words",
     about_foi("We withhold it under sections 24 and 40, because it names people. " + review + commissioner,
               R"(, "topics": ["foi"])"),
     {"check.foi-public-interest"}},
    {"no reason for two",
     about_foi("Sections 21 and 40 are exemptions. " + review + commissioner, R"(, "topics": ["foi"])"),
     {"check.foi-reason"}},
    {"no review for one absolute",
     about_foi("We withhold it under section 21, because it is published. " + commissioner, R"(, "topics": ["foi"])"),
     {"check.foi-review"}},
    {"a review in other words",
     about_foi(withheld + weighed + "You may ask us, within 40 days, to review our decision. " + commissioner)},
    {"a review of something else",
     about_foi(withheld + weighed + "We review our files each year. " + commissioner),
     {"check.foi-review"}},
    {"no review", about_foi(withheld + weighed + commissioner), {"check.foi-review"}},
    {"no Commissioner", about_foi(withheld + weighed + review), {"check.foi-commissioner"}},
    {"nothing of the template's own",
     {.template_name = "foi-refusal", .body = "I cannot help you."},
     {"check.foi-section", "check.foi-reason", "check.foi-review", "check.foi-commissioner"}},
    {"information is given", about_foi("I enclose all that you asked for.", R"(, "topics": ["foi"])")},
    {"somebody else withheld it", with_body("The council withheld the report.")},

    // ---- style
    {"a word to avoid", with_body("We utilise the grant."), {"check.avoid-word"}},
    {"another form of it", with_body("It was Streamlined last year."), {"check.avoid-word"}},
    {"a phrase", with_body("We do this in order to help."), {"check.avoid-word"}},
    {"a phrase that means something else", with_body("How officers are deployed is for the police.")},
    {"a word of a name", with_body("We published Tackling Child Poverty in 2015.")},
    {"a word of the case", with_body("You asked about [[robust fences]].")},
    {"a word that holds one", with_body("The ironclad robustness of it.")},
    {"eg", with_body("Bring papers, eg a letter."), {"check.abbreviation"}},
    {"i.e.", with_body("The head, i.e. the teacher, wrote."), {"check.abbreviation"}},
    {"etc", with_body("Bring papers, pens etc."), {"check.abbreviation"}},
    {"NB of a place", with_body("Fredericton, NB is far away.")},
    {"a long sentence",
     with_body(
         "We have read what you say about the bus that leaves the village at seven and comes back at five on every "
         "day of the week but Sunday when it rests."),
     {"check.long-sentence"}},
    {"a long sentence with a title in it",
     with_body(
         "We have asked Mr. Jones what he says about the bus that leaves the village at seven and comes back at five "
         "on every day but Sunday, when it rests."),
     {"check.long-sentence"}},
    {"two sentences",
     with_body(
         "We have read what you say about the bus that leaves the village at seven. It comes back at five on every "
         "day of the week but Sunday when it rests.")},
    {"a long value",
     with_body(
         "You wrote about [[what the bus that leaves the village at seven and comes back at five on every day of the "
         "week but Sunday when it rests]].")},
    {"Welsh words", in_welsh("Ie, mae hynny yn wir etc ac eg.")},

    // ---- addresses on the web
    {"no dot", with_body("See https://govuk/schools."), {"check.link"}},
    {"one slash", with_body("See https:/www.gov.uk."), {"check.link"}},
    {"a misspelt scheme", with_body("See htps://www.gov.uk."), {"check.link"}},
    {"a space in it", with_body("See www. gov.uk for more."), {"check.link"}},
    {"two dots", with_body("Write to post@example..org."), {"check.link"}},
    {"mail without an ending", with_body("Write to post@example today."), {"check.link"}},
    {"a link with a stop", {.body = "See ", .target = "https://www.gov.uk/schools."}, {"check.link"}},
    {"good ones", with_body("See https://www.gov.uk/a?b=1 (or www.gov.uk), or write to a.b@example.org.")},
    {"a good link", {.body = "See ", .target = "mailto:post@example.org?subject=A"}},
    {"a name on a network and a price", with_body("Ask @dfe, or buy 2 @ £5.")},
    {"not asked for securely", with_body("See http://www.gov.uk/schools."), {"check.link-http"}},
    {"http of a council", with_body("See http://www.leeds.gov.uk."), {"check.link-http"}},
    {"http where nothing is known", with_body("See http://www.example.org.")},

    // ---- the post
    {"two lines", to_address("Councillor Jean Watling\nTF3 4NT"), {"check.address-lines"}},
    {"eight lines", to_address("Councillor Jean Watling\nA\nB\nC\nD\nE\nF\nTF3 4NT"), {"check.address-lines"}},
    {"seven lines", to_address("Councillor Jean Watling\nA\nB\nC\nD\nE\nTF3 4NT")},
    {"no postcode", to_address("Councillor Jean Watling\nAddenbrooke House\nTelford"), {"check.address-postcode"}},
    {"no such area", to_address("Councillor Jean Watling\nHouse\nTelford\nXM4 5HQ"), {"check.address-postcode"}},
    {"no such inward code",
     to_address("Councillor Jean Watling\nHouse\nTelford\nSW1A 1AC"),
     {"check.address-postcode"}},
    {"abroad", to_address("Councillor Jean Watling\n4 Rue Haute\n75001 Paris\nFrance")},
    {"abroad in Welsh", to_address("Councillor Jean Watling\n4 Rue Haute\n75001 Paris\nFfrainc")},
    {"Ireland", to_address("Councillor Jean Watling\n4 Main Street\nCork\nRepublic of Ireland")},
    {"Guernsey", to_address("Councillor Jean Watling\n4 High Street\nSt Peter Port\nGY1 1AA")},
    {"small letters", to_address("Councillor Jean Watling\nHouse\nTelford\ntf3 4nt"), {"check.postcode-form"}},
    {"no space", to_address("Councillor Jean Watling\nHouse\nTelford\nTF34NT"), {"check.postcode-form"}},
    {"a bracket first", to_address("Councillor Jean Watling\n(House)\nTelford\nTF3 4NT"), {"check.address-character"}},
    {"a line without words", to_address("Councillor Jean Watling\n--\nTelford\nTF3 4NT"), {"check.address-character"}},
    {"a bracket within", to_address("Councillor Jean Watling\nHouse (rear)\nTelford\nTF3 4NT")},
    {"forces with a country", to_address("Councillor Jean Watling\nBFPO 12\nGermany"), {"check.bfpo"}},
    {"forces c/o with a country",
     to_address("Councillor Jean Watling\n1 Regiment\nBFPO c/o 12\nBF1 0AA\nCyprus"),
     {"check.bfpo"}},
    {"forces", to_address("Councillor Jean Watling\n1 Regiment\nBFPO 12")},
    {"no fixed abode",
     to_address("Councillor Jean Watling\nNo fixed abode\nTelford\nTF3 4NT"),
     {"check.no-fixed-abode"}},
    {"NFA", to_address("Councillor Jean Watling\nNFA\nTelford\nTF3 4NT"), {"check.no-fixed-abode"}},
    {"a house that is called so", to_address("Councillor Jean Watling\nNFA House\nTelford\nTF3 4NT")},

    // ---- what is nobody's business
    {"a number of National Insurance", with_body("Your number is AB123456C."), {"check.national-insurance"}},
    {"the same with spaces", with_body("Your number is AB 12 34 56 C, I think."), {"check.national-insurance"}},
    {"the same of the case", with_body("Your number is [[CE-12-34-56-D]]."), {"check.national-insurance"}},
    {"a prefix that is never given", with_body("Your number is QQ123456C.")},
    {"a longer number", with_body("The part AB123456CD is out of stock.")},
    {"born on", with_body("You say that he was born on 3 May 1990."), {"check.birth-date"}},
    {"date of birth", with_body("Date of birth: 3 May 1990."), {"check.birth-date"}},
    {"a birthday of the case",
     {.body = "He will be 40 on 3 May 1990, they say.",
      .more = R"(, "facts": {"notes": {"date_of_birth": "1990-05-03"}})"},
     {"check.birth-date"}},
    {"born between", with_body("Children born between 1 April and 31 August may wait.")},
    {"the day of a law", with_body("It has been law since 3 May 1990.")},
    {"another case's reference", with_body("We answered this in 2016-0046031."), {"check.other-reference"}},
    {"another case's, in brackets", with_body("We answered this (2015-0000001)."), {"check.other-reference"}},
    {"its own reference", with_body("Please quote 2016-0046030 when you write.")},
    {"a telephone number", with_body("Telephone 0161-4960000 for more.")},
    {"an earlier letter's reference",
     {.body = "We answered this in 2016-0040000.", .more = R"(, "history": [{"reference": "2016-0040000"}])"}},
    {"a longer number with hyphens", with_body("The standard is 2016-0046031-9.")},

    // ---- what only looks wrong
    {"It has been law since the Act of 1 May 1997", with_body("It has been law since the Act of 1 May 1997.")},
    {"It ran from 30 to 31 May 2016", with_body("It ran from 30 to 31 May 2016.")},
    {"Between March 2015 and June 2016 we saw 12 schools",
     with_body("Between March 2015 and June 2016 we saw 12 schools.")},
    {"The grant for 2016 to 2017 is £1", with_body("The grant for 2016 to 2017 is £1,184.50.")},
    {"Section 12(3) of the 1996 Act applies", with_body("Section 12(3) of the 1996 Act applies.")},
    {"On Tuesday we met", with_body("On Tuesday we met, and on Friday we wrote.")},
    {"We met on Friday 29 July 2016 and on Monday 1 August 2016",
     with_body("We met on Friday 29 July 2016 and on Monday 1 August 2016.")},
    {"Version 1.2.2016 of the form is old", with_body("Version 1.2.2016 of the form is old.")},
    {"The score was 12/10 on the day", with_body("The score was 12/10 on the day.")},
    {"See page 4 of 12 and form 04/2016", with_body("See page 4 of 12 and form 04/2016.")},
    {"Your letter of complaint was clear", with_body("Your letter of complaint was clear.")},
    {"My letter of 3 May 2016 to the council said so", with_body("My letter of 3 May 2016 to the council said so.")},
    {"In your e-mail of 30 September 2016 you asked", with_body("In your e-mail of 30 September 2016 you asked.")},
    {"Mr. Jones and Dr. Smith wrote. They agree", with_body("Mr. Jones and Dr. Smith wrote. They agree.")},
    {"At key stage 2 the tests promote reading", with_body("At key stage 2 the tests promote reading.")},
    {"We shall deliver the papers on foot", with_body("We shall deliver the papers on foot.")},
    {"The land is the council's", with_body("The land is the council's, and its impact is small.")},
    {"They fostered two children", with_body("They fostered two children.")},
    {"In order", with_body("In order, the pupils lined up.")},
    {"Earlier talks took place", with_body("Earlier talks took place, prior agreement or not.")},
    {"The IE browser is old", with_body("The IE browser is old.")},
    {"He wrote the egg report", with_body("He wrote the egg report, etcetera.")},
    {"Fig. 3 shows it. See no. 4", with_body("Fig. 3 shows it. See no. 4.")},
    {"Call 020 7946 0112 or 0800 111 999", with_body("Call 020 7946 0112 or 0800 111 999.")},
    {"Bus no. 42 stops at 9.30 a.m. and at 5 p.m. each day",
     with_body("Bus no. 42 stops at 9.30 a.m. and at 5 p.m. each day.")},
    {"Ask for form AB12 or CD34", with_body("Ask for form AB12 or CD34.")},
    {"The grid point is SK123456", with_body("The grid point is SK123456.")},
    {"See example.org/a/b for more", with_body("See example.org/a/b for more.")},
    {"The ratio is 3:4", with_body("The ratio is 3:4, and A/B is 2.")},
    {"Send it c/o the school", with_body("Send it c/o the school.")},
    {"Her address is 4 High Street", with_body("Her address is 4 High Street, Leeds.")},
    {"Numbers such as 12-3456 are old", with_body("Numbers such as 12-3456 are old.")},
    {"The ISBN is 978-0-14-143951-8", with_body("The ISBN is 978-0-14-143951-8.")},
    {"We were born in the north", with_body("We were born in the north, on a farm.")},
    {"The date of birth of a child decides its year", with_body("The date of birth of a child decides its year.")},
    {"Information withheld by a bank is not ours", with_body("Information withheld by a bank is not ours.")},
    {"to NN15 6BU", to_address("Councillor Jean Watling\nFlat 4\n27 Millbrook Road\nKettering\nNN15 6BU")},
    {"to SP4 8QN", to_address("Councillor Jean Watling\nc/o 41 Station Road\nLarkhill\nSP4 8QN")},
    {"to EC1A 1BB", to_address("Councillor Jean Watling\n4 Queen Street\nLondon\nEC1A 1BB")},
    {"to JE2 3AB", to_address("Councillor Jean Watling\n4 Hill Road\nSt Helier\nJE2 3AB")},
    {"to IM1 1AA", to_address("Councillor Jean Watling\n4 Quay Road\nDouglas\nIM1 1AA")},
    {"to Spain", to_address("Councillor Jean Watling\n4 Calle Mayor\nMadrid\nSpain")},
    {"to Kenya", to_address("Councillor Jean Watling\nPO Box 12\nNairobi\nKenya")},
    {"to USA", to_address("Councillor Jean Watling\n4 Main Street\nBoston MA 02110\nUSA")},
    {"to New Zealand", to_address("Councillor Jean Watling\n4 Beach Road\nAuckland 1010\nNew Zealand")},
    {"to BF1 0AA", to_address("Councillor Jean Watling\n1 Regiment\nBFPO 12\nBF1 0AA")},
    {"Dear Councillor Jean Watling", greeting("Dear Councillor Jean Watling", "Yours sincerely")},
    {"Dear Sir or Madam", greeting("Dear Sir or Madam", "Yours faithfully")},
    {"Dear colleague", greeting("Dear colleague", "Yours sincerely")},
    {"Dear friends", greeting("Dear friends", "Yours faithfully")},
    {"a holding reply with the end of a month", holding("We shall write by the end of November.")},
    {"a holding reply with a day without a year", holding("We shall write by 18 November.")},
};

class DefectiveLetters : public testing::TestWithParam<Row> {};

TEST_P(DefectiveLetters, HaveExactlyTheCodesOfTheirDefects) {
  const Diagnostics found = test::findings_of(GetParam().letter);
  std::vector<std::string> codes = test::codes_of(found), expected = GetParam().codes;
  std::ranges::sort(codes);
  std::ranges::sort(expected);
  EXPECT_EQ(codes, expected) << print(found);
  for (const Diagnostic& d : found) {
    EXPECT_FALSE(d.message.empty()) << d.code;
    EXPECT_FALSE(d.hints.empty()) << d.code << " says what is wrong but not what to do";
  }
}

INSTANTIATE_TEST_SUITE_P(All, DefectiveLetters, testing::ValuesIn(rows),
                         [](const testing::TestParamInfo<Row>& row) { return fmt::format("row{}", row.index); });

struct Count {
  int right = 0, wrong = 0, missed = 0;
};

TEST(Precision, IsWholeOverDefectiveAndCleanLetters) {
  std::map<std::string, Count> counts;
  int clean = 0;
  for (const Row& row : rows) {
    if (row.codes.empty()) ++clean;
    std::vector<std::string> expected = row.codes;
    for (const std::string& code : test::codes_of(test::findings_of(row.letter))) {
      const auto found = std::ranges::find(expected, code);
      found == expected.end() ? ++counts[code].wrong : ++counts[code].right;
      if (found != expected.end()) expected.erase(found);
    }
    for (const std::string& code : expected) ++counts[code].missed;
  }
  fmt::print("{} letters, {} of them clean\n{:<28} {:>6} {:>6} {:>7} {:>10}\n", rows.size(), clean, "code", "right",
             "wrong", "missed", "precision");
  EXPECT_GE(2 * static_cast<std::size_t>(clean), rows.size()) << "as many clean letters as others";
  for (const auto& [code, count] : counts) {
    const int said = count.right + count.wrong;
    fmt::print("{:<28} {:>6} {:>6} {:>7} {:>10.2f}\n", code, count.right, count.wrong, count.missed,
               said == 0 ? 0.0 : static_cast<double>(count.right) / said);
    EXPECT_EQ(count.wrong, 0) << code;
    EXPECT_EQ(count.missed, 0) << code;
  }
}

// Checks that compare a draft with its case, and those that need a dictionary or pages, have tables of their own.
TEST(Precision, IsToldOfEveryCheck) {
  const std::vector<std::string> elsewhere{
      "check.reference",       "check.date",     "check.top-and-tail", "layout.word-broken",
      "layout.no-hyphenation", "check.spelling", "check.no-dictionary"};
  for (const std::string_view code : check_codes) {
    const auto has_code = [&](const Row& row) { return std::ranges::find(row.codes, code) != row.codes.end(); };
    const auto letters = std::ranges::count_if(rows, has_code);
    const bool is_elsewhere = std::ranges::find(elsewhere, code) != elsewhere.end();
    EXPECT_TRUE(is_elsewhere || letters >= 2) << code;
  }
}

}  // namespace
}  // namespace engross
