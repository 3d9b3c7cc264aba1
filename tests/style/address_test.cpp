#include "style/address.hpp"

#include "read_files.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

const FormsOfAddress& shared_forms() {
  static const FormsOfAddress forms = [] {
    auto read = FormsOfAddress::from(test::yaml_file("templates/forms-of-address.yaml"));
    if (!read) ADD_FAILURE() << print(read.error());
    return read ? *read : FormsOfAddress();
  }();
  return forms;
}

struct Greeting {
  std::string rule;
  Addressee addressee;
  std::string salutation, close, envelope;
  std::string language = "en-GB";
};
void PrintTo(const Greeting& greeting, std::ostream* out) {
  *out << greeting.rule << ": " << greeting.salutation;
}

Addressee someone(std::string title, std::string forename, std::string surname, std::string role = {},
                  std::string office = {}, std::string suffix = {}) {
  return {.title = std::move(title),
          .forename = std::move(forename),
          .surname = std::move(surname),
          .role = std::move(role),
          .office = std::move(office),
          .suffix = std::move(suffix),
          .organisation = {},
          .address = {},
          .postcode = {},
          .country = {}};
}

constexpr const char* sincerely = "Yours sincerely";
constexpr const char* faithfully = "Yours faithfully";
constexpr const char* gywir = "Yn gywir";

class Greeted : public testing::TestWithParam<Greeting> {};

TEST_P(Greeted, ByTheRightRow) {
  const Greeting& expected = GetParam();
  const FormOfAddress form = shared_forms().form_for(expected.addressee, expected.language);
  EXPECT_EQ(form.rule, expected.rule);
  EXPECT_EQ(form.salutation, expected.salutation);
  EXPECT_EQ(form.close, expected.close);
  EXPECT_EQ(form.envelope_name, expected.envelope);
  EXPECT_FALSE(form.source.empty());
}

INSTANTIATE_TEST_SUITE_P(
    FormsOfAddress, Greeted,
    testing::Values(
        Greeting{"named", someone("Ms", "", "Watling"), "Dear Ms Watling", sincerely, "Ms Watling"},
        Greeting{"named", someone("Mr.", "John", "Smith", "", "", "OBE"), "Dear Mr Smith", sincerely,
                 "Mr John Smith OBE"},
        Greeting{"named-without-title", someone("", "Sam", "Lee"), "Dear Sam Lee", sincerely, "Sam Lee"},
        Greeting{"unnamed", someone("", "", ""), "Dear Sir or Madam", faithfully, ""},
        Greeting{"unnamed", someone("Mr", "", ""), "Dear Sir or Madam", faithfully, ""},
        Greeting{"unnamed", someone("", "", "", "", "The Headteacher"), "Dear Sir or Madam", faithfully,
                 "The Headteacher"},
        Greeting{"unnamed", someone("", "", "Lee"), "Dear Sir or Madam", faithfully, "Lee"},
        Greeting{"pupil", someone("", "Aisha", "Khan", "pupil"), "Dear Aisha", sincerely, "Aisha Khan"},
        Greeting{"councillor", someone("Councillor", "", "Watling", "councillor"), "Dear Councillor Watling", sincerely,
                 "Councillor Watling"},
        Greeting{"councillor", someone("Cllr.", "Ann", "Lee"), "Dear Councillor Lee", sincerely, "Councillor Ann Lee"},
        Greeting{"councillor", someone("Mrs", "Ann", "Lee", "councillor"), "Dear Councillor Lee", sincerely,
                 "Councillor Ann Lee"},
        Greeting{"member-of-parliament", someone("Ms", "Jo", "Hart", "mp"), "Dear Ms Hart", sincerely, "Jo Hart MP"},
        Greeting{"member-of-parliament", someone("Ms", "Jo", "Hart", "MP", "", "CBE MP"), "Dear Ms Hart", sincerely,
                 "Jo Hart CBE MP"},
        Greeting{"member-of-parliament", someone("The Rt Hon", "Jo", "Hart", "mp"), "Dear Jo Hart", sincerely,
                 "The Rt Hon Jo Hart MP"},
        Greeting{"member-of-parliament", someone("The Rt. Hon. Mr", "Jo", "Hart", "mp"), "Dear Mr Hart", sincerely,
                 "The Rt Hon Jo Hart MP"},
        Greeting{"knight", someone("The Rt Hon Sir", "Alan", "Bell", "mp"), "Dear Sir Alan", sincerely,
                 "The Rt Hon Sir Alan Bell MP"},
        Greeting{"knight", someone("Sir", "Alan", "Bell", "", "", "KBE"), "Dear Sir Alan", sincerely,
                 "Sir Alan Bell KBE"},
        Greeting{"knight-whose-forename-is-not-known", someone("Sir", "", "Bell"), "Dear Sir", faithfully, "Sir Bell"},
        Greeting{"dame", someone("Dame", "Ruth", "Moss"), "Dear Dame Ruth", sincerely, "Dame Ruth Moss"},
        Greeting{"dame-whose-forename-is-not-known", someone("Dame", "", "Moss"), "Dear Madam", faithfully,
                 "Dame Moss"},
        Greeting{"wife-of-a-knight", someone("Lady", "", "Bell"), "Dear Lady Bell", sincerely, "Lady Bell"},
        Greeting{"lord", someone("Lord", "", "Hill of Wells", "peer"), "Dear Lord Hill of Wells", sincerely,
                 "The Rt Hon the Lord Hill of Wells"},
        Greeting{"baroness", someone("Baroness", "", "Fry", "peer"), "Dear Baroness Fry", sincerely,
                 "The Rt Hon the Baroness Fry"},
        Greeting{"lady-of-parliament", someone("Lady", "", "Fry", "peer"), "Dear Lady Fry", sincerely,
                 "The Rt Hon the Lady Fry"},
        Greeting{"earl-or-viscount", someone("Viscount", "", "Hale"), "Dear Lord Hale", sincerely,
                 "The Rt Hon the Viscount Hale"},
        Greeting{"marquess", someone("Marquess", "", "of Hale"), "Dear Lord of Hale", sincerely,
                 "The Most Hon the Marquess of Hale"},
        Greeting{"prime-minister", someone("The Rt Hon", "Ann", "Lee", "mp", "Prime Minister"), "Dear Prime Minister",
                 faithfully, "The Rt Hon Ann Lee MP"},
        Greeting{"first-minister", someone("", "Ann", "Lee", "", "First Minister of Wales"), "Dear First Minister",
                 faithfully, "Ann Lee"},
        Greeting{"chancellor-of-the-exchequer", someone("", "", "", "", "Chancellor of the Exchequer"),
                 "Dear Chancellor", faithfully, "Chancellor of the Exchequer"},
        Greeting{"secretary-of-state", someone("The Rt Hon", "Ann", "Lee", "mp", "Secretary of State for Education"),
                 "Dear Secretary of State", faithfully, "The Rt Hon Ann Lee MP"},
        Greeting{"secretary-by-name-of-office", someone("The Rt Hon", "Ann", "Lee", "mp", "Home Secretary"),
                 "Dear Home Secretary", faithfully, "The Rt Hon Ann Lee MP"},
        Greeting{"minister", someone("Mr", "Tom", "Ray", "mp", "Minister of State for Schools"), "Dear Minister",
                 faithfully, "Tom Ray MP"},
        Greeting{"minister", someone("Mr", "", "Ray", "minister"), "Dear Minister", faithfully, "Mr Ray"},
        Greeting{"professor", someone("Prof.", "Mei", "Chan"), "Dear Professor Chan", sincerely, "Professor Mei Chan"},
        Greeting{"doctor", someone("Doctor", "", "Rao"), "Dear Dr Rao", sincerely, "Dr Rao"},
        Greeting{"clergy", someone("The Rev.", "Paul", "Dean"), "Dear Reverend Dean", sincerely,
                 "The Reverend Paul Dean"},
        Greeting{"judge", someone("Her Honour Judge", "", "Pike"), "Dear Judge Pike", sincerely,
                 "Her Honour Judge Pike"},
        Greeting{"mr-mayor", someone("Mr", "Ian", "Fox", "mayor"), "Dear Mr Mayor", faithfully,
                 "The Worshipful the Mayor"},
        Greeting{"madam-mayor", someone("Madam Mayor", "", ""), "Dear Madam Mayor", faithfully,
                 "The Worshipful the Mayor"},
        Greeting{"privy-counsellor", someone("The Right Honourable", "Eve", "Lane"), "Dear Eve Lane", sincerely,
                 "The Rt Hon Eve Lane"},
        Greeting{"cy-enw", someone("Mrs", "Siân", "Llŷr"), "Annwyl Mrs Llŷr", gywir, "Mrs Siân Llŷr", "cy"},
        Greeting{"cy-enw-llawn", someone("", "Gŵyn", "Ŷnys"), "Annwyl Gŵyn Ŷnys", gywir, "Gŵyn Ŷnys", "cy-GB"},
        Greeting{"cy-cynghorydd", someone("Y Cynghorydd", "", "Puw"), "Annwyl Gynghorydd Puw", gywir,
                 "Y Cynghorydd Puw", "cy"},
        Greeting{"cy-prif-weinidog", someone("", "Ann", "Lee", "", "Prif Weinidog Cymru"), "Annwyl Brif Weinidog",
                 gywir, "Ann Lee", "cy"},
        Greeting{"cy-ysgrifennydd-gwladol", someone("", "Ann", "Lee", "", "Secretary of State for Wales"),
                 "Annwyl Ysgrifennydd Gwladol", gywir, "Ann Lee", "cy"},
        Greeting{"cy-gweinidog", someone("", "", "", "minister"), "Annwyl Weinidog", gywir, "", "cy"},
        Greeting{"cy-arglwydd", someone("Lord", "", "Rhys"), "Annwyl Arglwydd Rhys", gywir, "Yr Arglwydd Rhys", "cy"},
        Greeting{"cy-syr", someone("Sir", "Ifan", "Rhys"), "Annwyl Syr Ifan", gywir, "Syr Ifan Rhys", "cy"},
        Greeting{"cy-y-fonesig", someone("Dame", "Mair", "Rhys"), "Annwyl Fonesig Mair", gywir, "Y Fonesig Mair Rhys",
                 "cy"},
        Greeting{"cy-disgybl", someone("", "Nia", "", "pupil"), "Annwyl Nia", gywir, "Nia", "cy"},
        Greeting{"cy-dienw", someone("", "", ""), "Annwyl Syr neu Fadam", gywir, "", "cy"}));

// Every mixture of titles, names, roles and offices.
TEST(FormsOfAddress, ANameInTheGreetingIfAndOnlyIfSincerely) {
  int seen = 0;
  for (const char* title :
       {"", "Mr", "Ms", "Dr", "Professor", "Sir", "Dame", "Lord", "Lady", "Baroness", "Earl", "Marquess", "Councillor",
        "The Rt Hon", "The Rt Hon Sir", "Reverend", "Judge", "Mr Mayor", "Madam Mayor"})
    for (const char* forename : {"", "Robin"})
      for (const char* surname : {"", "Quill"})
        for (const char* role :
             {"", "mp", "peer", "councillor", "minister", "mayor", "pupil", "knight", "organisation"})
          for (const char* office : {"", "Prime Minister", "Home Secretary", "Minister for Schools", "Clerk"}) {
            const FormOfAddress form =
                shared_forms().form_for(someone(title, forename, surname, role, office), "en-GB");
            const bool named = form.salutation.find("Robin") != std::string::npos ||
                               form.salutation.find("Quill") != std::string::npos;
            EXPECT_EQ(form.close, named ? sincerely : faithfully) << form.rule << ": " << form.salutation;
            EXPECT_EQ(form.salutation.find("  "), std::string::npos);
            EXPECT_NE(form.salutation.back(), ' ');
            ++seen;
          }
  EXPECT_EQ(seen, 19 * 2 * 2 * 9 * 5);
}

TEST(FormsOfAddress, ADepartmentsRowsComeFirst) {
  const auto forms = FormsOfAddress::from(test::yaml("letters_by_role: {mp: AS}\nrows:\n- {id: ours, when: {office: "
                                                     "Prime Minister}, salutation: Dear Prime Minister, "
                                                     "close: Yours sincerely, source: us}\n"),
                                          test::yaml_file("templates/forms-of-address.yaml"));
  ASSERT_THAT(forms, Succeeds());
  EXPECT_EQ(forms->form_for(someone("", "", "", "", "Prime Minister"), "en-GB").close, "Yours sincerely");
  EXPECT_EQ(forms->form_for(someone("Ms", "", "Lee"), "en-GB").rule, "named");
  EXPECT_EQ(forms->form_for(someone("Ms", "Jo", "Lee", "mp"), "en-GB").envelope_name, "Jo Lee AS");
}

TEST(FormsOfAddress, MadeOfNothingGreetsNobody) {
  EXPECT_EQ(FormsOfAddress().form_for(someone("Ms", "", "Lee"), "en-GB").salutation, "");
}

struct WrongTable {
  std::string table, place, message;
};
void PrintTo(const WrongTable& wrong, std::ostream* out) {
  *out << wrong.table;
}

class RefusedTable : public testing::TestWithParam<WrongTable> {};

TEST_P(RefusedTable, WhereItIsWrong) {
  const auto forms = FormsOfAddress::from(test::yaml(GetParam().table));
  ASSERT_THAT(forms, FailsWith("address.table"));
  EXPECT_EQ(test::place(forms.error().front()), GetParam().place) << print(forms.error());
  EXPECT_EQ(forms.error().front().message, GetParam().message);
}

const std::string last = "\n- {id: all, salutation: Dear Sir or Madam, close: Yours faithfully, source: us}\n";

INSTANTIATE_TEST_SUITE_P(
    FormsOfAddress, RefusedTable,
    testing::Values(
        WrongTable{"[]", "1:1", "a table of forms of address must be an object with `rows`"},
        WrongTable{"row: []", "1:1", "\"rows\" is missing"},
        WrongTable{"rows: []", "1:7", "\"rows\" must be a list of at least one row"},
        WrongTable{"rows:\n- x" + last, "2:3", "a row must be an object"},
        WrongTable{"rows:\n- {id: a, close: C, source: s}" + last, "2:3", "\"salutation\" is missing"},
        WrongTable{"rows:\n- {id: a, salutation: S, source: s}" + last, "2:3", "\"close\" is missing"},
        WrongTable{"rows:\n- {id: a, salutation: S, close: C}" + last, "2:3", "\"source\" is missing"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: S, close: '', source: s}" + last, "2:50",
                   "\"close\" is empty"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: '', close: C, source: s}" + last, "2:40",
                   "\"salutation\" is empty"},
        WrongTable{"rows:\n- {id: a, when: {rolle: x}, salutation: S, close: C, source: s}" + last, "2:18",
                   "\"when.rolle\" is not known"},
        WrongTable{"rows:\n- {id: a, when: {has: nickname}, salutation: S, close: C, source: s}" + last, "2:23",
                   "\"when.has\" names \"nickname\", which nobody has"},
        WrongTable{"rows:\n- {id: a, when: {role: [3]}, salutation: S, close: C, source: s}" + last, "2:25",
                   "\"when.role\" must be a list of strings, but this is a number"},
        WrongTable{"rows:\n- {id: a, when: {role: []}, salutation: S, close: C, source: s}" + last, "2:24",
                   "\"when.role\" is empty"},
        WrongTable{"rows:\n- {id: a, when: [], salutation: S, close: C, source: s}" + last, "2:17",
                   "this list of conditions is empty"},
        WrongTable{"rows:\n- {id: a, when: [x], salutation: S, close: C, source: s}" + last, "2:18",
                   "a condition must be an object"},
        WrongTable{"rows:\n- {id: a, when: {title: Sir, lacks: title}, salutation: S, close: C, source: s}" + last,
                   "2:17", "these conditions can never hold together"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: 'Dear {name}', close: C, source: s}" + last, "2:40",
                   "\"salutation\" names \"name\", which nobody has"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: 'Dear {surname', close: C, source: s}" + last, "2:40",
                   "\"salutation\" has a \"{\" without its \"}\""},
        WrongTable{
            "rows:\n- {id: a, when: {has: surname}, salutation: 'Dear {title} {surname}', close: C, source: s}" + last,
            "2:45", "row \"a\" may greet someone whose name for this greeting was not given"},
        WrongTable{
            "rows:\n- {id: a, when: {role: x}, salutation: S, close: C, source: s, disputed: [{close: D}]}" + last,
            "2:75", "\"disputed.source\" is missing"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: S, close: C, source: s, disputed: x}" + last, "2:74",
                   "\"disputed\" must be a list"},
        WrongTable{"rows:\n- {id: all, when: {role: x}, salutation: S, close: C, source: s}" + last, "3:3",
                   "there are two rows \"all\""},
        WrongTable{"rows:\n- {id: a, when: {title: [Sir, Dame]}, salutation: S, close: C, source: s}\n"
                   "- {id: b, when: {title: Sir, has: forename}, salutation: S, close: C, source: s}" +
                       last,
                   "3:3", "row \"b\" never applies: row \"a\" takes everyone it would"},
        WrongTable{"rows:\n- {id: a, when: {office: 'Minister *'}, salutation: S, close: C, source: s}\n"
                   "- {id: b, when: {office: Minister for Schools}, salutation: S, close: C, source: s}" +
                       last,
                   "3:3", "row \"b\" never applies: row \"a\" takes everyone it would"},
        WrongTable{"rows:\n- {id: a, salutation: S, close: C, source: s}" + last, "3:3",
                   "row \"all\" never applies: row \"a\" takes everyone it would"},
        WrongTable{"rows:\n- {id: a, when: {role: x}, salutation: S, close: C, source: s}", "2:3",
                   "the last row must hold for everyone: no `when`, no `languages`"},
        WrongTable{"letters_by_role: [x]\nrows:" + last, "1:18",
                   "\"letters_by_role\" is an array, but must be an object"}));

TEST(FormsOfAddress, EveryProblemOfATableIsReported) {
  const auto forms =
      FormsOfAddress::from(test::yaml("colour: red\nrows:\n- {id: a, when: {role: x}, close: C}" + last));
  ASSERT_FALSE(forms.has_value());
  EXPECT_EQ(forms.error().size(), 3U) << print(forms.error());
}

struct Lines {
  std::string envelope;
  Addressee addressee;
  std::string expected;  // joined by " | "
};
void PrintTo(const Lines& lines, std::ostream* out) {
  *out << lines.expected;
}

Addressee at(std::vector<std::string> address, std::string postcode = {}, std::string country = {},
             std::string organisation = {}, std::string office = {}) {
  Addressee made;
  made.address = std::move(address);
  made.postcode = std::move(postcode);
  made.country = std::move(country);
  made.organisation = std::move(organisation);
  made.office = std::move(office);
  return made;
}

class AddressLines : public testing::TestWithParam<Lines> {};

TEST_P(AddressLines, AreClean) {
  FormOfAddress form;
  form.envelope_name = GetParam().envelope;
  std::string joined;
  for (const std::string& line : address_lines(GetParam().addressee, form))
    joined += (joined.empty() ? "" : " | ") + line;
  EXPECT_EQ(joined, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    AddressLines, AddressLines,
    testing::Values(Lines{"Councillor Watling",
                          at({"Cabinet Members Office", "Addenbrooke House", "Ironmasters Way", "Telford"}, "TF3 4NT",
                             "", "Telford & Wrekin Council"),
                          "Councillor Watling | Telford & Wrekin Council | Cabinet Members Office | Addenbrooke House "
                          "| Ironmasters Way | "
                          "Telford | TF3 4NT"},
                    Lines{"", at({}), ""},
                    Lines{"Mr  Lee ,", at({" 1 High Street, ", "", " , ", "Town ,  Shire"}),
                          "Mr Lee | 1 High Street | Town, Shire"},
                    Lines{"Lee", at({"1\u00a0\u2009High\u200b Street"}, "sw1a1aa"), "Lee | 1 High Street | SW1A 1AA"},
                    Lines{"Lee", at({"1 High Street", "W1A0AX"}), "Lee | 1 High Street | W1A 0AX"},
                    Lines{"Lee", at({"1 High Street", "ec1a 1bb"}, "EC1A 1BB"), "Lee | 1 High Street | EC1A 1BB"},
                    Lines{"Lee", at({"1 High Street", "England"}, "BX1 1LT"), "Lee | 1 High Street | BX1 1LT"},
                    Lines{"Lee", at({"1 King Street", "St Helier"}, "je24wd", "Jersey"),
                          "Lee | 1 King Street | St Helier | JE2 4WD"},
                    Lines{"Lee", at({"1 King Street"}, "", "Jersey"), "Lee | 1 King Street | Jersey"},
                    Lines{"Lee", at({"1 High Street"}, "BX1 1LT", "United Kingdom"), "Lee | 1 High Street | BX1 1LT"},
                    Lines{"Lee", at({"1 Rue Haute"}, "75001", "France"), "Lee | 1 Rue Haute | 75001 | France"},
                    Lines{"Lee", at({"1 High Street"}, "XM4 5HQQ"), "Lee | 1 High Street | XM4 5HQQ"},
                    Lines{"Lee", at({"1 High Street"}, "SW1A 1AC"), "Lee | 1 High Street | SW1A 1AC"},
                    Lines{"Lee", at({"1 High Street"}, "1AA 1AA"), "Lee | 1 High Street | 1AA 1AA"},
                    Lines{"Clerk", at({"Town Hall"}, "", "", "Town Council", "Clerk"),
                          "Clerk | Town Council | Town Hall"},
                    Lines{"Ann Lee MP", at({"House of Commons"}, "SW1A 0AA", "", "", "Home Secretary"),
                          "Ann Lee MP | Home Secretary | House of Commons | SW1A 0AA"},
                    Lines{"Siân Llŷr", at({"Tŷ Gŵyr", "Cymru"}), "Siân Llŷr | Tŷ Gŵyr"}));

}  // namespace
}  // namespace engross
