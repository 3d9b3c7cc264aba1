// Letters of every kind are issued; then everything that they were made of is changed, and at last thrown away: each
// is made again from the store, byte for byte.
//
// ENGROSS_REMADE: how many letters; a sample by default.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "remaking/letters.hpp"

namespace engross::test {
namespace {

std::size_t letters_wanted() {
  const char* number = std::getenv("ENGROSS_REMADE");
  return number != nullptr ? std::strtoul(number, nullptr, 10) : 80;
}

void expect_remade(const House& house, const SentLetter& letter) {
  std::vector<std::string> words{"records", "remake", letter.reference, "-o", "-"};
  if (letter.kind != "run") words.insert(words.end(), {"--issue", std::to_string(letter.issue)});
  words.insert(words.end(), letter.key.begin(), letter.key.end());
  const Outcome remade = house.engross(words);
  const std::string issued = read_file(letter.file);
  ASSERT_FALSE(issued.empty()) << letter.file;
  EXPECT_EQ(remade.exit_code, 0) << letter.reference << ", " << letter.kind << "\n" << remade.err;
  EXPECT_TRUE(remade.out == issued) << letter.reference << ", " << letter.kind << ": other bytes";
}

// What a letter's record names: "font liberation/LiberationSans-Bold.ttf", and its hash.
using Inputs = std::map<std::string, std::string>;

Inputs inputs_of(const House& house, const std::string& reference, int issue) {
  const Outcome shown = house.engross({"records", "show", reference, "--issue", std::to_string(issue), "--json"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  Inputs inputs;
  const nlohmann::json all = nlohmann::json::parse(shown.out);
  for (const auto& file : all.at("result").at("record").at("files"))
    inputs[file.at("role").get<std::string>() + " " + file.at("name").get<std::string>()] = file.at("sha256");
  return inputs;
}

// The same case, issued today: nothing of what it is made of is what it was.
void expect_changed(const House& house, const SentLetter& letter) {
  const std::string file = house.in("cases/" + letter.reference + ".json");
  const std::string date = nlohmann::json::parse(read_file(file)).at("date");
  const Outcome now = house.engross({"issue", file, "--unsigned", "--reissue", "--because", "It is another edition.",
                                     "-o", house.in("now.pdf"), "--force", "--at", date + "T09:00:00Z"});
  ASSERT_EQ(now.exit_code, 0) << now.err;
  const Inputs before = inputs_of(house, letter.reference, 1), after = inputs_of(house, letter.reference, 2);
  std::set<std::string> roles;
  for (const auto& [input, hash] : before) {
    const std::string role = input.substr(0, input.find(' '));
    roles.insert(role);
    const auto now_is = after.find(input);
    const bool same = now_is != after.end() && now_is->second == hash;
    EXPECT_EQ(same, role == "case") << "the " << input << " of " << letter.reference;
  }
  EXPECT_THAT(roles, testing::IsSupersetOf({"case", "department", "shared", "letter"}));
}

TEST(Remaking, GivesEveryLetterAsItWasIssuedThoughAllHasChanged) {
  House house;
  const std::vector<SentLetter> sent = Officers(house).send(letters_wanted());
  ASSERT_FALSE(HasFailure()) << "not every letter was issued";
  std::map<std::string, int> kinds;
  for (const SentLetter& letter : sent) {
    ++kinds[letter.kind];
    if (letter.signed_) ++kinds["signed"];
    if (!letter.key.empty()) ++kinds["with ink"];
    if (letter.bilingual) ++kinds["in two languages"];
    if (letter.issue > 1) ++kinds["issued again"];
    ++kinds[letter.department];
  }
  for (const auto& [kind, count] : kinds) fmt::print("{:<20} {:>5}\n", kind, count);
  EXPECT_EQ(kinds.size(), 13U) << "letters of every kind";

  const std::vector<std::string> changed = house.change();
  fmt::print("{} letters issued, {} files changed\n", sent.size(), changed.size());
  std::set<std::string> seen;
  for (const SentLetter& letter : sent)
    if (letter.kind == "case" && letter.issue == 1 && seen.insert(letter.department).second)
      expect_changed(house, letter);
  EXPECT_EQ(seen.size(), house_departments.size());

  for (const SentLetter& letter : sent) expect_remade(house, letter);
  house.clear();
  for (std::size_t i = 0; i < sent.size(); i += 10) expect_remade(house, sent[i]);
}

}  // namespace
}  // namespace engross::test
