// docs/formats.md stays true: its examples are read with the readers that the program uses, and they are one department
// whose case becomes a letter.
#include <set>
#include <sstream>

#include "base/sha256.hpp"
#include "checks/checker.hpp"
#include "compose/draft.hpp"
#include "data/read.hpp"
#include "department/files.hpp"
#include "department/lock.hpp"
#include "dfe.hpp"
#include "examples.hpp"
#include "letter/text_copy.hpp"
#include "record/record.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::examples;
using test::Succeeds;

class Formats : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    page = examples();
    Resources resources{.origin = "docs/formats.md", .files = {}, .directory = false};
    for (const auto& [file, text] : page)
      if (kind_of_file(file) != FileKind::none) resources.files[file] = text;
    resources.files["trust/root.pem"] = test::example_root();
    const auto made = Department::from(std::move(resources), test::shared());
    ASSERT_THAT(made, Succeeds());
    department = *made;
    auto read = Case::from(source("case.json"));
    ASSERT_THAT(read, Succeeds());
    case_ = std::make_unique<Case>(std::move(*read));
  }
  static void TearDownTestSuite() {
    department.reset();
    case_.reset();
  }

  static SourceRef source(const std::string& name) { return make_source(name, page[name]); }
  static ComposeInput input(const Case& of) {
    const Date day = *Date::parse("2016-10-26");
    return {.case_ = &of, .department = department.get(), .date = day, .today = day, .language = {}, .derived = {}};
  }
  static Result<Composed> composed() {
    ComposeCache cache;
    return compose(input(*case_), cache);
  }

  inline static std::map<std::string, std::string> page;
  inline static std::shared_ptr<const Department> department;
  inline static std::unique_ptr<Case> case_;
};

TEST_F(Formats, NamesEveryExampleThatIsTested) {
  std::set<std::string> names;
  for (const auto& [name, text] : page) names.insert(name);
  EXPECT_EQ(names, (std::set<std::string>{"approvers.yaml",
                                          "bank-holidays.json",
                                          "case.json",
                                          "checks.yaml",
                                          "deadlines.yaml",
                                          "department.yaml",
                                          "departments.lock",
                                          "envelopes.yaml",
                                          "forms-of-address.yaml",
                                          "forwarding.yaml",
                                          "paragraphs/thanks.cy.md",
                                          "paragraphs/thanks.md",
                                          "paragraphs/weir-exempt.md",
                                          "paragraphs/weir-licence.md",
                                          "partials/reference.mustache",
                                          "record.json",
                                          "reply.draft.md",
                                          "rules",
                                          "style.yaml",
                                          "templates/reply.mustache",
                                          "tests/rules.yaml",
                                          "words.txt"}));
}

TEST_F(Formats, DepartmentIsWhatItSays) {
  EXPECT_EQ(department->id, "rivers");
  EXPECT_EQ(department->short_name, "the office");
  EXPECT_EQ(department->policies.expiry, ExpiryPolicy::warn);
  EXPECT_TRUE(department->policies.allow_unsigned);
  EXPECT_TRUE(department->policies.approvals.empty());
  EXPECT_EQ(department->policies.date, DatePolicy::fixed);
  ASSERT_EQ(department->approvers.size(), 2U);
  EXPECT_TRUE(different_people(department->approvers, {"drafter", "checker"}));
  EXPECT_EQ(department->severities.at("check.unused-fact"), "off");
  EXPECT_EQ(department->checks.sentence_words, 20);
  EXPECT_TRUE(department->checks.spellings.contains("gabion"));
  const auto avoids = [](const std::string& word) {
    return std::ranges::any_of(department->checks.avoid, [&](const WordToAvoid& avoided) {
      return std::ranges::find(avoided.words, word) != avoided.words.end();
    });
  };
  EXPECT_TRUE(avoids("watercourse"));
  EXPECT_TRUE(avoids("utilise"));
  EXPECT_FALSE(avoids("robustly")) << "allowed with its other forms";
  EXPECT_EQ(department->signatory("river-officer")->lines,
            (std::vector<std::string>{"Tom Ferris", "River Officer", "Weirs and Fish Passes"}));
  EXPECT_EQ(department->deadline_policy, "rivers-12");
  const auto policy = department->deadlines->find("rivers-12");
  ASSERT_THAT(policy, Succeeds());
  const auto deadline = department->deadlines->count(**policy, *case_->incoming.received);
  ASSERT_THAT(deadline, Succeeds());
  EXPECT_EQ(deadline->due.iso(), "2016-10-26");
  EXPECT_EQ(department->deadlines->bank_holidays()->last().iso(), "2016-12-31");
  const Paragraph* licence = department->find("weir-licence");
  ASSERT_NE(licence, nullptr);
  EXPECT_EQ(licence->revision, 3);
  EXPECT_EQ(licence->yields_to, std::vector<std::string>{"weir-exempt"});
  EXPECT_EQ(licence->lets.size(), 1U);
  EXPECT_EQ(department->find("thanks", "cy")->part, Part::opening)
      << "a translation takes over what its original decides";
  EXPECT_EQ(department->style.geometry.name, "uk-c5");
  ASSERT_EQ(department->envelopes.size(), 2U);
  EXPECT_EQ(department->envelopes[0].name, "uk-c5");
  EXPECT_EQ(department->envelopes[1].name, "rivers-dl");
  EXPECT_EQ(department->envelopes[1].inset.left, 2);
  EXPECT_EQ(department->style.geometry.body_width, 135) << "the override of the preset";
  EXPECT_EQ(department->style.labels.at("our_ref"), "Our reference");
  EXPECT_EQ(department->style.labels.at("enclosures"), "Enclosed");
  EXPECT_EQ(department->style.role("subject").size, 12);
  Addressee bailiff;
  bailiff.title = "Mr";
  bailiff.surname = "Otter";
  bailiff.office = "Water Bailiff";
  const FormOfAddress form = department->forms.form_for(bailiff, "en-GB");
  EXPECT_EQ(form.salutation, "Dear Bailiff Otter");
  EXPECT_EQ(form.envelope_name, "Mr Otter");
}

TEST_F(Formats, CaseBecomesALetter) {
  const auto made = composed();
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(write_text(made->letter), R"(Mrs Ada Wynne
Mill House
Weir Lane
Ludlow
SY8 1AA

Our reference: R-2031
Your ref: TC/88

26 October 2016

Dear Mrs Wynne

The weir at Mill House

Thank you for your letter of 6 October 2016 about the weir at Mill House.

Every weir that is higher than a metre needs a licence. It costs £135.00.

An officer will visit you on 14 November 2016. Please have ready:

- the deeds of Mill House
- a plan of the weir (https://www.example.org/plans)

Yours sincerely

Tom Ferris
River Officer
Weirs and Fish Passes

Enclosed:
Map of the river
)");
}

// "rule   true": at least two spaces between them.
TEST_F(Formats, RulesGiveWhatThePageSays) {
  std::istringstream lines(page["rules"]);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::size_t gap = line.find("  ");
    ASSERT_NE(gap, std::string::npos) << line;
    const bool says = line.ends_with(" true");
    ASSERT_TRUE(says || line.ends_with(" false")) << line;
    // The rule decides about the one paragraph of a department that has nothing else.
    Resources resources = department->resources;
    std::erase_if(resources.files, [](const auto& file) { return kind_of_file(file.first) == FileKind::paragraph; });
    resources.files.erase("forwarding.yaml");
    resources.files["paragraphs/always.md"] = "---\ntitle: a\nowner: b\nrevision: 1\n---\nWords.\n";
    resources.files["paragraphs/ruled.md"] =
        "---\ntitle: a\nowner: b\nrevision: 1\nwhen: >-\n  " + line.substr(0, gap) + "\n---\nWords.\n";
    const auto made = Department::from(std::move(resources), test::shared());
    ASSERT_THAT(made, Succeeds()) << line;
    ComposeInput ask = input(*case_);
    ask.department = made->get();
    ComposeCache cache;
    const auto selection = choose(ask, cache);
    ASSERT_THAT(selection, Succeeds()) << line;
    EXPECT_EQ(selection->chosen.size() == 2, says) << line;
  }
  EXPECT_EQ(count, 8U);
}

TEST_F(Formats, RulesTableHolds) {
  const auto rows = read_rules_table(source("tests/rules.yaml"));
  ASSERT_THAT(rows, Succeeds());
  for (const RulesRow& row : *rows) {
    const auto read = Case::from(make_source(row.name, to_json(row.case_)));
    ASSERT_THAT(read, Succeeds()) << row.name;
    ComposeCache cache;
    const auto selection = choose(input(*read), cache);
    ASSERT_THAT(selection, Succeeds()) << row.name;
    std::vector<std::string> ids;
    for (const Chosen& chosen : selection->chosen) ids.push_back(chosen.original->id);
    EXPECT_EQ(ids, row.letter) << row.name;
  }
}

TEST_F(Formats, DraftIsReadBack) {
  const SourceRef draft = source("reply.draft.md");
  const auto head = read_draft_head(draft);
  ASSERT_THAT(head, Succeeds());
  EXPECT_EQ(head->case_path, "case.json");
  EXPECT_EQ(head->case_sha256, sha256_hex(page["case.json"]));
  const auto made = composed();
  ASSERT_THAT(made, Succeeds());
  const auto drafted = read_draft(draft, *made, *department);
  ASSERT_THAT(drafted, Succeeds());
  std::vector<std::string> changes;
  for (const DraftChange& change : drafted->changes)
    if (change.part == Part::body) changes.push_back(std::string(name_of(change.kind)) + " " + change.id);
  EXPECT_EQ(changes, (std::vector<std::string>{"added ", "edited weir-licence"}));
}

TEST_F(Formats, DraftIsALetterThatCanBeIssued) {
  const SourceRef draft = source("reply.draft.md");
  const auto made = composed();
  ASSERT_THAT(made, Succeeds());
  const auto drafted = read_draft(draft, *made, *department);
  ASSERT_THAT(drafted, Succeeds());
  const Diagnostics found =
      Checker(*department).check(drafted->letter, *case_, {.draft = draft, .composed = &made->letter});
  EXPECT_TRUE(found.empty()) << print(found);
}

TEST_F(Formats, LockIsWrittenAsItStands) {
  const auto lock = Lock::from(source("departments.lock"));
  ASSERT_THAT(lock, Succeeds());
  EXPECT_EQ(write_lock(*lock), page["departments.lock"]);
  EXPECT_EQ(lock->entries.at(0).id, department->id);
  EXPECT_EQ(lock->entries.at(0).version, department->version);
}

TEST_F(Formats, RecordIsReadBack) {
  const auto document = read_json(source("record.json"));
  ASSERT_THAT(document, Succeeds());
  const auto record = record_from(*document);
  ASSERT_THAT(record, Succeeds());
  EXPECT_EQ(to_json(*record), to_json(document->root));
  EXPECT_EQ(record->paragraphs.at(0).why.id, "weir-licence");
}

}  // namespace
}  // namespace engross
