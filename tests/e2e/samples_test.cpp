// Every case and draft in samples/ is issued without a warning; the letters have the pages and words they should,
// in this order, and conform.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "command.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

struct Sample {
  const char* file;
  int pages;
  std::vector<const char*> words;
};

void PrintTo(const Sample& sample, std::ostream* to) {
  *to << sample.file;
}

const Sample samples[] = {
    {"2016-0046030.json",
     2,
     {"Telford & Wrekin Council", "TF3 4NT", "Our ref: 2016-0046030", "26 October 2016", "Dear Councillor Watling",
      "Thank you for your letter of 30 September 2016", "Tackling Child Sexual Exploitation", "PSHE",
      "Mr Richard Partington", "Yours sincerely", "Denise Clavery"}},
    {"acknowledgement.json",
     1,
     {"Mrs Ruth Adeyemi", "Dear Mrs Adeyemi", "The funding of small rural schools", "18 October 2016",
      "15 working days", "Yours sincerely"}},
    {"baroness.json",
     2,
     {"The Rt Hon the Baroness Thornbury", "House of Lords", "Dear Baroness Thornbury",
      "the House takes a close interest", "how staff should be recruited", "Yours sincerely"}},
    {"holding.json",
     1,
     {"Dr Amir Shahid", "Calder Valley Schools Forum", "your email of 28 September 2016", "18 November 2016",
      "apologies for the delay", "Yours sincerely"}},
    {"knight.json",
     1,
     {"Sir Geraint Vaughan-Lloyd KBE", "Dear Sir Geraint", "Pupils", "1,184", "£5,824,015.50", "Yours sincerely"}},
    {"long-with-a-table.json",
     2,
     {"c/o 41 Station Road", "four questions", "Leave in term time", "£60.00", "1.", "at grade 5 or above",
      "What absence costs a child", "Sessions missed", "301,220", "schools budget", "If you are still unhappy",
      "Yours sincerely", "Enclosed: School attendance"}},
    {"mp-for-a-constituent.json",
     1,
     {"Harriet Colne MP", "SW1A 0AA", "Your ref: HC/SEND/4471", "Dear Ms Colne", "Mr Owen Farrow", "HR6 8EQ",
      "replying to Mr Farrow", "Yours sincerely"}},
    {"parent-unnamed.draft.md",
     2,
     {"NN15 6BU", "Dear Sir or Madam", "Parents of children born between", "of your son",
      "skip a year at secondary school", "independent appeal", "Yours faithfully"}},
    {"parent-unnamed.json",
     1,
     {"NN15 6BU", "Dear Sir or Madam", "independent appeal", "Parents of children born between", "Yours faithfully",
      "Duty Correspondence Officer"}},
    {"several-recipients.json",
     2,
     {"OFFICIAL-SENSITIVE", "Councillor Jean Radcliffe", "Mr Thomas Nkemelu", "WS4 1AB", "Your ref: CS/JR/0916",
      "Dear Councillor Radcliffe and Mr Nkemelu", "Yours sincerely", "Denise Clavery", "Enclosed: Exclusion",
      "Figures for Westmere", "Copy to: Regional", "Ofsted", "OFFICIAL-SENSITIVE"}},
    {"transfer.json",
     1,
     {"Sam Okafor", "Dear Sam Okafor", "The cost of school bus fares", "Department for Transport",
      "Great Minster House", "Yours sincerely"}},
    {"welsh.json",
     1,
     {"Y Cynghorydd Siân Gŵynne-Tŷrnal", "Yr Hen Ŵyl", "Ein cyf: 2016-0047904", "Eich cyf: YG/16/208", "31 Hydref 2016",
      "Annwyl Gynghorydd Gŵynne-Tŷrnal", "Llywodraeth Cymru", "Yn gywir"}},
};

// Words as a reader meets them: in order, whatever lines they were broken into.
std::string flowing_text(const std::string& pdf) {
  std::string text;
  for (const char c : run({"pdftotext", pdf, "-"}).out)
    if (c != '\n' && c != '\f')
      text += c;
    else if (!text.ends_with(' '))
      text += ' ';
  return text;
}

class Samples : public testing::TestWithParam<Sample> {};

// Issuing runs every check.
TEST_P(Samples, AreIssuedWithoutAWarning) {
  const Sample& sample = GetParam();
  Desk desk;
  const std::string path = source_directory + "/samples/dfe/" + sample.file;
  const std::string letter = desk.folder / "letter.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", path, "-o", letter});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_FALSE(holds(issued.err, "warning")) << issued.err;

  const std::string about = run({"pdfinfo", letter}).out;
  EXPECT_TRUE(holds(about, "Pages:           " + std::to_string(sample.pages) + "\n")) << about;
  const std::string text = flowing_text(letter);
  std::size_t last = 0;
  for (const char* words : sample.words) {
    const std::size_t at = text.find(words, last);
    ASSERT_NE(at, std::string::npos) << "\"" << words << "\" does not stand where it should in\n" << text;
    last = at;
  }
  EXPECT_EQ(conformance_faults(read_file(letter)), std::vector<std::string>{});
}

std::string sample_name(const testing::TestParamInfo<Sample>& row) {
  std::string name = row.param.file;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Dfe, Samples, testing::ValuesIn(samples), sample_name);

TEST(SamplesFolder, ChecksInOneCommand) {
  Desk desk;
  const std::string folder = source_directory + "/samples/dfe/";
  const Outcome checked = desk.engross({"check", folder + "welsh.json", folder + "parent-unnamed.draft.md"});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_TRUE(holds(checked.out, "welsh.json: nothing found\n")) << checked.out;
  EXPECT_TRUE(holds(checked.out, "parent-unnamed.draft.md: nothing found\n")) << checked.out;
}

TEST(SamplesFolder, HoldsNothingThatIsNotTested) {
  std::set<std::string> tested, found;
  for (const Sample& sample : samples) tested.insert(sample.file);
  for (const auto& entry : fs::directory_iterator(source_directory + "/samples/dfe")) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") || name.ends_with(".draft.md")) found.insert(name);
  }
  EXPECT_EQ(found, tested);
}

}  // namespace
}  // namespace engross::test
