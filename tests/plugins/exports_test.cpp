// samples/exports: every row becomes a case, and every case a letter without a fault.
#include <set>

#include "checks/checker.hpp"
#include "compose/compose.hpp"
#include "dfe.hpp"
#include "exports/export.hpp"
#include "letter/text_copy.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::dfe;
using test::Succeeds;

std::vector<ExportedCase> october() {
  const std::string folder = test::source_directory + "/samples/exports/";
  const SystemWorld world;
  const auto yaml = world.read_file(folder + "dfe-october.yaml", 1U << 20U);
  EXPECT_THAT(yaml, Succeeds());
  const auto mapping = Mapping::from(make_source("dfe-october.yaml", *yaml));
  EXPECT_THAT(mapping, Succeeds());
  auto stream = world.open_stream(folder + "dfe-october.csv");
  EXPECT_THAT(stream, Succeeds());
  ExportOptions options;
  options.mapping = *mapping;
  const auto opened = Export::open("dfe-october.csv", std::move(*stream), options);
  EXPECT_THAT(opened, Succeeds());
  EXPECT_TRUE((*opened)->notes().empty()) << print((*opened)->notes());
  std::vector<ExportedCase> cases;
  for (auto next = (*opened)->next(); next && *next; next = (*opened)->next()) cases.push_back(std::move(**next));
  return cases;
}

TEST(SampleExport, RowsBecomeLetters) {
  const std::vector<ExportedCase> cases = october();
  EXPECT_EQ(cases.size(), 12U);
  std::set<std::string> greetings;
  ComposeCache cache;
  for (const ExportedCase& exported : cases) {
    ASSERT_TRUE(exported.text) << print(exported.faults);
    const auto read = Case::from(exported.text);
    ASSERT_THAT(read, Succeeds());
    const std::string language = read->languages.empty() ? "" : read->languages.front();
    const auto composed = compose({.case_ = &*read,
                                   .department = dfe().get(),
                                   .date = *read->date,
                                   .today = *read->date,
                                   .language = language,
                                   .derived = {}},
                                  cache);
    ASSERT_THAT(composed, Succeeds()) << exported.text->text;
    const Diagnostics found =
        Checker(*dfe()).check(composed->letter, *read, {.draft = nullptr, .composed = &composed->letter});
    EXPECT_TRUE(found.empty()) << exported.row << "\n" << print(found);
    const std::string text = write_text(composed->letter);
    const std::size_t dear = std::min(text.find("\nDear "), text.find("\nAnnwyl "));
    ASSERT_NE(dear, std::string::npos) << text;
    greetings.insert(text.substr(dear + 1, text.find('\n', dear + 1) - dear - 1));
  }
  EXPECT_EQ(greetings, (std::set<std::string>{"Annwyl Gynghorydd Tŷ-Gŵyn", "Dear Alex Tremaine",
                                              "Dear Councillor Lindqvist", "Dear Dr Menon", "Dear Lord Pellworth",
                                              "Dear Miss Ní Bhriain", "Dear Mr Wiśniewski", "Dear Mrs Ashdown",
                                              "Dear Ms Merrow", "Dear Sir Emrys", "Dear Sir or Madam", "Dear Zoë"}));
}

}  // namespace
}  // namespace engross
