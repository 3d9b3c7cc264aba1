// Who is the same correspondent: a table, each row in both directions.
#include "library/correspondent.hpp"

#include "correspondence_fixture.hpp"

namespace engross::test {
namespace {

struct TwoCorrespondents {
  const char* what;
  std::string before, now;
  bool same;
};

const std::vector<TwoCorrespondents>& table() {
  static const std::vector<TwoCorrespondents> rows{
      {"titles and suffixes do not matter", R"({"title": "Ms", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"title": "Dr", "surname": "Jones", "suffix": "OBE", "postcode": "SY8 1AA"})", true},
      {"letter case and blanks", R"({"surname": "JONES", "postcode": "sy81aa"})",
       R"({"surname": "Jones ", "postcode": "SY8  1AA"})", true},
      {"another surname", R"({"surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"surname": "Johns", "postcode": "SY8 1AA"})", false},
      {"somebody who moved", R"({"surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"surname": "Jones", "postcode": "SY8 1AB"})", false},
      {"hyphens and apostrophes", R"({"surname": "O’Brien-Hughes", "postcode": "SY8 1AA"})",
       R"({"surname": "O'Brien Hughes", "postcode": "SY8 1AA"})", true},
      {"Welsh accents", R"({"forename": "Siân", "surname": "Gŵynne-Tŷrnal", "postcode": "LL53 5DE"})",
       R"({"forename": "Sian", "surname": "GWYNNE TYRNAL", "postcode": "LL53 5DE"})", true},
      {"an accent of its own", "{\"surname\": \"Tŷrnal\", \"postcode\": \"LL53 5DE\"}",
       "{\"surname\": \"Ty\u0302rnal\", \"postcode\": \"LL53 5DE\"}", true},
      {"a patronymic", R"({"forename": "Dafydd", "surname": "ap Gwilym", "postcode": "LL53 5DE"})",
       R"({"forename": "Dafydd", "surname": "Ap Gwilym", "postcode": "LL53 5DE"})", true},
      {"a Welsh initial of two letters", R"({"forename": "Ll.", "surname": "Parry", "postcode": "LL53 5DE"})",
       R"({"forename": "Llinos", "surname": "Parry", "postcode": "LL53 5DE"})", true},
      {"an initial", R"({"forename": "J.", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"two initials", R"({"forename": "J. K.", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"another initial", R"({"forename": "R", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", false},
      {"an initial with an accent", R"({"forename": "É", "surname": "Roux", "postcode": "SY8 1AA"})",
       R"({"forename": "Elise", "surname": "Roux", "postcode": "SY8 1AA"})", true},
      {"no forename in one of them", R"({"surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"a family in one house", R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "John", "surname": "Jones", "postcode": "SY8 1AA"})", false},
      {"a second forename", R"({"forename": "Jane Mary", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"a short form is another name", R"({"forename": "Jon", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jonathan", "surname": "Jones", "postcode": "SY8 1AA"})", false},
      {"a couple, written to by one surname", R"({"title": "Mr and Mrs", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"title": "Mrs", "forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"a couple is its first forename", R"({"forename": "John and Jane", "surname": "Jones", "postcode": "SY8 1AA"})",
       R"({"forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})", false},
      {"a member whose office changed",
       R"({"forename": "Harriet", "surname": "Colne", "role": "mp", "office": "Minister for Schools",
           "address": ["House of Commons", "London"], "postcode": "SW1A 0AA"})",
       R"({"title": "Rt Hon", "forename": "Harriet", "surname": "Colne", "suffix": "MP", "role": "mp",
           "address": ["House of Commons"], "postcode": "SW1A 0AA"})",
       true},
      {"members of one surname and one postcode",
       R"({"forename": "Angela", "surname": "Smith", "role": "mp", "postcode": "SW1A 0AA"})",
       R"({"forename": "Andrew", "surname": "Smith", "role": "mp", "postcode": "SW1A 0AA"})", false},
      {"a peer without forename", R"({"title": "Lord", "surname": "Pellworth", "postcode": "SW1A 0PW"})",
       R"({"title": "The Lord", "surname": "Pellworth", "office": "Lord Speaker", "postcode": "SW1A 0PW"})", true},
      {"an office alone", R"({"office": "Director of Children’s Services", "postcode": "WS4 1AB"})",
       R"({"office": "Director of Children's Services", "postcode": "WS4 1AB"})", true},
      {"two offices in one house", R"({"office": "The Clerk", "postcode": "WS4 1AB"})",
       R"({"office": "The Mayor", "postcode": "WS4 1AB"})", false},
      {"an organisation before an office",
       R"({"organisation": "Quay & Co", "office": "Secretary", "postcode": "B1 1AA"})",
       R"({"organisation": "QUAY & CO", "office": "Chairman", "postcode": "B1 1AA"})", true},
      {"an organisation is no surname", R"({"organisation": "Jones", "postcode": "SY8 1AA"})",
       R"({"surname": "Jones", "postcode": "SY8 1AA"})", false},
      {"an organisation and somebody of it",
       R"({"surname": "Jones", "organisation": "Quay & Co", "postcode": "SY8 1AA"})",
       R"({"organisation": "Quay & Co", "postcode": "SY8 1AA"})", false},
      {"the postcode as the last line of the address",
       R"({"surname": "Jones", "address": ["Mill House", "Ludlow", "sy81aa"]})",
       R"({"surname": "Jones", "postcode": "SY8 1AA"})", true},
      {"no postcode: the first line", R"({"surname": "Powell", "address": ["Tŷ Mawr", "Pwllheli"]})",
       R"({"surname": "Powell", "address": ["TY MAWR", "Gwynedd"]})", true},
      {"no postcode, another house", R"({"surname": "Powell", "address": ["Tŷ Mawr", "Pwllheli"]})",
       R"({"surname": "Powell", "address": ["Tŷ Newydd", "Pwllheli"]})", false},
      {"a line of an address is no postcode", R"({"surname": "Powell", "address": ["SY8"]})",
       R"({"surname": "Powell", "postcode": "SY8"})", false},
      {"no place", R"({"surname": "Jones"})", R"({"surname": "Jones"})", false},
      {"no name", R"({"forename": "Jane", "postcode": "SY8 1AA"})", R"({"forename": "Jane", "postcode": "SY8 1AA"})",
       false},
      {"a name without a letter", R"({"surname": "—", "postcode": "SY8 1AA"})",
       R"({"surname": "—", "postcode": "SY8 1AA"})", false},
      {"a member for one constituent",
       R"({"surname": "Colne", "postcode": "SW1A 0AA"}, "constituent": {"forename": "Jo", "surname": "Hill"})",
       R"({"surname": "Colne", "postcode": "SW1A 0AA"}, "constituent": {"surname": "HILL", "postcode": "B1 1AA"})",
       true},
      {"a member for another constituent",
       R"({"surname": "Colne", "postcode": "SW1A 0AA"}, "constituent": {"surname": "Hill"})",
       R"({"surname": "Colne", "postcode": "SW1A 0AA"}, "constituent": {"surname": "Dale"})", false},
      {"a member for themselves", R"({"surname": "Colne", "postcode": "SW1A 0AA"}, "constituent": {"surname": "Hill"})",
       R"({"surname": "Colne", "postcode": "SW1A 0AA"})", false},
      {"other scripts", R"({"surname": "Ковалёв", "postcode": "SY8 1AA"})",
       R"({"surname": "КОВАЛЁВ", "postcode": "SY8 1AA"})", true}};
  return rows;
}

class CorrespondentTest : public CorrespondenceTest {
 protected:
  // What an index of a store with one letter says; there is a store for each question.
  bool finds(const std::string& before, const std::string& now) {
    const std::string root = folder / fmt::format("store-{}", ++stores_);
    Store one(world, root);
    Record record = letter("A-1", "2016-10-01");
    record.files.push_back({"case", "case.json", *one.keep(case_to(before, "A-1"))});
    EXPECT_THAT(one.add(record, Store::Again::refuse), Succeeds());
    auto index = CorrespondenceIndex::open("", root);
    EXPECT_THAT(index->bring_up_to_date(world, one, RegisteredRuns(world, root)), Succeeds());
    return !named_by(*index, now).empty();
  }
  int stores_ = 0;
};

TEST_F(CorrespondentTest, IsTheSameByNameAndPlace) {
  for (const TwoCorrespondents& row : table()) {
    EXPECT_EQ(finds(row.before, row.now), row.same) << row.what;
    EXPECT_EQ(finds(row.now, row.before), row.same) << row.what << ", the other way";
  }
}

TEST(CorrespondentNamesTest, AreFolded) {
  Person person;
  person.forename = "Siân Mair";
  person.surname = "Gŵynne-Tŷrnal";
  EXPECT_EQ(names_of(person), std::nullopt) << "no place";
  person.address = {" ", "Yr Hen Ŵyl", "Pwllheli"};
  EXPECT_EQ(names_of(person), (CorrespondentNames{.name = "surname gwynnetyrnal",
                                                  .place = "address yrhenwyl",
                                                  .about = "",
                                                  .initial = "s",
                                                  .forename = "sian"}));
  person.postcode = "ll53 5de";
  person.forename = "S.";
  EXPECT_EQ(
      names_of(person),
      (CorrespondentNames{
          .name = "surname gwynnetyrnal", .place = "postcode ll535de", .about = "", .initial = "s", .forename = ""}));
}

}  // namespace
}  // namespace engross::test
