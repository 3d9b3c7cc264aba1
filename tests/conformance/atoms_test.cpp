// What rules ask of a case, and the values that make a difference to them.
#include "conformance/atoms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/variables.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using Kind = Atom::Kind;

Rule parsed(const std::string& text) {
  return *Rule::parse(text);
}

std::string shown(const Atom& atom) {
  constexpr const char* kinds[]{"exists", "truth", "compared", "contains", "shown", "optional"};
  return std::string(kinds[static_cast<std::size_t>(atom.kind)]) + " " + atom.path +
         (atom.literal.text.empty() ? "" : " " + atom.literal.text) + (atom.other.empty() ? "" : " " + atom.other);
}

std::vector<std::string> atoms_in(const std::string& rule, const std::map<std::string, Rule>& lets = {}) {
  std::vector<std::string> all;
  for (const Atom& atom : atoms_of(parsed(rule), lets)) all.push_back(shown(atom));
  return all;
}

TEST(Atoms, AreFoundInEveryPartOfARule) {
  EXPECT_THAT(atoms_in("exists(a.b) and (not c or d == 'x') and 3 < e and f != 2016-10-26"),
              ElementsAre("exists a.b", "truth c", "compared d x", "compared e 3", "compared f 2016-10-26"));
  EXPECT_THAT(atoms_in("'x' in topics and role in ['mp', 'peer'] and a < b"),
              ElementsAre("contains topics x", "compared role mp", "compared role peer", "compared a b"));
  EXPECT_THAT(atoms_in("a == 1 or a == 1"), ElementsAre("compared a 1"));
}

TEST(Atoms, OfLetsAreThoseOfTheirRules) {
  std::map<std::string, Rule> lets;
  lets.emplace("late", parsed("days > 20"));
  lets.emplace("grave", parsed("late and exists(facts.harm)"));
  EXPECT_THAT(atoms_in("grave or late == true", lets), ElementsAre("compared days 20", "exists facts.harm"));
}

std::vector<std::string> choices(const std::string& rule, const std::string& path, const PathHints& hints = {}) {
  std::vector<Atom> about;
  for (Atom& atom : atoms_of(parsed(rule), {}))
    if (atom.path == path) about.push_back(std::move(atom));
  std::vector<std::string> all;
  for (const Choice& choice : variable_of(path, about, hints).choices)
    all.push_back(choice ? to_canonical_json(*choice) : "absent");
  return all;
}

TEST(Choices, StandOnBothSidesOfEveryConstant) {
  EXPECT_THAT(choices("days > 20", "days"), ElementsAre("20", "19", "21"));
  EXPECT_THAT(choices("fee >= 1.5", "fee"), ElementsAre("1.5", "0.500", "2.500"));
  EXPECT_THAT(choices("on < 2016-03-01", "on"), ElementsAre("\"2016-02-29\"", "\"2016-03-01\"", "\"2016-03-02\""));
  EXPECT_THAT(choices("urgent", "urgent"), ElementsAre("true", "false"));
}

TEST(Choices, OfTextsAreEachConstantAndAnother) {
  EXPECT_THAT(choices("role == 'mp' or role == 'peer'", "role"), ElementsAre("\"mp\"", "\"peer\"", "\"Another\""));
  EXPECT_THAT(choices("role == 'mp'", "role", {.usual = Value::string("public")}), ElementsAre("\"public\"", "\"mp\""));
  EXPECT_THAT(choices("exists(role) and role == 'mp'", "role"), ElementsAre("\"mp\"", "\"Another\"", "absent"));
  EXPECT_THAT(
      choices("template == 'reply'", "template", {.usual = Value::string("reply"), .allowed = {"holding", "reply"}}),
      ElementsAre("\"reply\"", "\"holding\""));
}

TEST(Choices, OfListsAreNoneEachAndAll) {
  EXPECT_THAT(choices("'a' in topics or 'b' in topics", "topics"),
              ElementsAre("[]", "[\"a\"]", "[\"b\"]", "[\"a\",\"b\"]"));
}

TEST(Choices, OfSectionsAreWhatIsThereAndWhatIsNot) {
  const auto of = [](std::vector<Atom> atoms, Choice usual) {
    std::vector<std::string> all;
    for (const Choice& choice : variable_of("x", atoms, {.usual = std::move(usual)}).choices)
      all.push_back(choice ? to_canonical_json(*choice) : "absent");
    return all;
  };
  const Atom shown_at{Kind::shown, "x"};
  EXPECT_THAT(of({shown_at}, Value::boolean(true)), ElementsAre("true", "false"));
  EXPECT_THAT(of({shown_at}, Value::string("a")), ElementsAre("\"a\"", "null"));
  EXPECT_THAT(of({shown_at}, Value::array({Value::string("a")})), ElementsAre("[\"a\"]", "[]"));
  EXPECT_THAT(of({shown_at, {Kind::optional, "x"}}, Value::string("a")), ElementsAre("\"a\"", "absent"));
  EXPECT_THAT(of({shown_at, {Kind::presence, "x"}}, Value::array({Value::string("a")})),
              ElementsAre("[\"a\"]", "absent", "[]"));
}

TEST(PlaceInCase, IsWhereACaseDecidesWhatTheLetterSays) {
  EXPECT_EQ(place_in_case("facts.fee"), "facts.fee");
  EXPECT_EQ(place_in_case("letter.subject"), "subject");
  EXPECT_EQ(place_in_case("letter.language"), "languages");
  EXPECT_EQ(place_in_case("department.name"), std::nullopt);
  EXPECT_EQ(place_in_case("letter.labels.our_ref"), std::nullopt);
}

}  // namespace
}  // namespace engross::test
