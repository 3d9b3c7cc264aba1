// Cyngor Bro Helyg, which writes in Welsh first and in English: its rules choose what tests/rules.yaml says, in both
// languages alike; every paragraph stands in both and carries the same values; its samples are the letters in
// expected/.
#include <algorithm>
#include <filesystem>
#include <set>

#include "checks/checker.hpp"
#include "compose/compose.hpp"
#include "department/library.hpp"
#include "dfe.hpp"
#include "record/record.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string folder = source_directory + "/plugins/cyngor-bro-helyg";

std::shared_ptr<const Department> council() {
  static const auto department = [] {
    auto resources = read_directory(SystemWorld(), folder);
    return resources ? Department::from(std::move(*resources), shared())
                     : Result<std::shared_ptr<const Department>>(fail(resources.error()));
  }();
  if (!department) throw std::runtime_error(print(department.error()));
  return *department;
}

std::vector<RulesRow> council_rows() {
  const std::string path = folder + "/tests/rules.yaml";
  const auto text = SystemWorld().read_file(path, 1U << 20U);
  const auto rows = text ? read_rules_table(make_source(path, *text)) : fail(text.error());
  EXPECT_THAT(rows, Succeeds());
  return rows.value_or(std::vector<RulesRow>{});
}

struct CouncilLetter {
  std::unique_ptr<Case> case_;
  Composed composed;
};

Result<CouncilLetter> letter_of(const std::string& name, const std::string& json) {
  auto read = Case::from(make_source(name, json));
  if (!read) return fail(read.error());
  auto case_ = std::make_unique<Case>(std::move(*read));
  const auto languages = languages_for(*case_, *council());
  if (!languages) return fail(languages.error());
  ComposeCache cache;
  std::vector<Composed> letters;
  for (const std::string& language : *languages) {
    auto composed = compose({.case_ = case_.get(),
                             .department = council().get(),
                             .date = *case_->date,
                             .today = *case_->date,
                             .language = language,
                             .derived = {}},
                            cache);
    if (!composed) return fail(composed.error());
    letters.push_back(std::move(*composed));
  }
  auto whole = as_one(std::move(letters));
  if (!whole) return fail(whole.error());
  return CouncilLetter{std::move(case_), std::move(*whole)};
}

std::vector<std::string> ids_of(const Selection& selection) {
  std::vector<std::string> ids;
  for (const Chosen& chosen : selection.chosen) ids.push_back(chosen.original->id);
  return ids;
}

TEST(Council, ChoosesTheLettersOfItsRulesTable) {
  std::set<std::string> printed;
  for (const RulesRow& row : council_rows()) {
    const auto made = letter_of(row.name, to_json(row.case_));
    ASSERT_THAT(made, Succeeds()) << row.name;
    EXPECT_EQ(ids_of(made->composed.selection), row.letter) << row.name << "\n" << dump(made->composed.selection);
    printed.insert(row.letter.begin(), row.letter.end());
  }
  for (const std::string& id : council()->paragraph_ids())
    EXPECT_TRUE(printed.contains(id)) << id << " is in no row's letter";
}

TEST(Council, HasEveryParagraphInBothLanguages) {
  for (const std::string& id : council()->paragraph_ids()) {
    const Paragraph* welsh = council()->find(id, "cy");
    const Paragraph* english = council()->find(id, "en-GB");
    ASSERT_NE(welsh, nullptr) << id;
    ASSERT_NE(english, nullptr) << id;
    EXPECT_FALSE(english->title.empty());
    EXPECT_NE(english->title, welsh->title) << id;
  }
}

// The names that a paragraph's tags use, each once.
std::set<std::string> names_in(const Paragraph& paragraph) {
  std::set<std::string> names;
  for (const Template::Name& name : paragraph.body->names()) names.insert(name.name);
  return names;
}

TEST(Council, SaysTheSameInBothLanguages) {
  for (const std::string& id : council()->paragraph_ids())
    EXPECT_EQ(names_in(*council()->find(id, "cy")), names_in(*council()->find(id, "en-GB"))) << id;
}

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder + "/samples")) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

TEST(Council, ItsSamplesAreFaultless) {
  ASSERT_GE(samples().size(), 4U);
  const Checker checker(*council());
  for (const fs::path& sample : samples()) {
    const auto text = SystemWorld().read_file(sample, 1U << 20U);
    ASSERT_THAT(text, Succeeds());
    const auto made = letter_of(sample.filename(), *text);
    ASSERT_THAT(made, Succeeds());
    EXPECT_EQ(print(checker.check(made->composed.letter, *made->case_)), "") << sample;
  }
}

TEST(Council, SignsInTheLanguageOfTheLetter) {
  const Signatory* who = council()->signatory("mari-ellis");
  ASSERT_NE(who, nullptr);
  EXPECT_EQ(who->in("cy").lines[1], "Rheolwr Refeniw a Budd-daliadau");
  EXPECT_EQ(who->in("en-GB").lines[1], "Revenues and Benefits Manager");
  EXPECT_EQ(who->in("fr").lines, who->lines);
  EXPECT_EQ(council()->style.sender("cy")[5], "Ffôn: 01632 960 300");
  EXPECT_EQ(council()->style.sender("en-GB")[5], "Telephone: 01632 960 300");
}

TEST(Council, LibraryIsTheFolder) {
  const auto library = read_library(SystemWorld(), ENGROSS_BINARY_DIR "/departments/cyngor-bro-helyg.so",
                                    {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000});
  ASSERT_THAT(library, Succeeds());
  EXPECT_EQ(library->code, nullptr);
  EXPECT_EQ(library->resources.sha256(), council()->bundle_sha256);
}

}  // namespace
}  // namespace engross::test
