// Every sample case through the whole pipeline, in process: proofs and letters, tiered and exact fonts, all conform,
// and the tree of the reference letter says what the letter says.
#include <filesystem>

#include "assemble/reply.hpp"
#include "assemble/seal.hpp"
#include "pdf/conformance.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

const std::string root = ENGROSS_SOURCE_DIR;

Result<std::unique_ptr<Workbench>> workbench(FontEmbedding embedding) {
  const SystemWorld world;
  const auto shared = SharedResources::read(world, root + "/templates");
  if (!shared) return fail(shared.error());
  const auto files = read_directory(world, root + "/plugins/dfe");
  if (!files) return fail(files.error());
  const auto read = Department::from(*files, *shared);
  if (!read) return fail(read.error());
  auto department = std::make_shared<Department>(**read);
  department->style.embedding = embedding;
  auto equipment =
      equip(*department, fonts_in(world, {"/usr/share/fonts/truetype"}), dictionaries_in(world, {"/usr/share/hyphen"}));
  if (!equipment) return fail(equipment.error());
  return std::make_unique<Workbench>(std::move(department), std::move(*equipment));
}

Result<Reply> reply(Workbench& bench, const fs::path& file) {
  const auto text = SystemWorld().read_file(file, 1U << 20U);
  if (!text) return fail(text.error());
  auto read = Case::from(make_source(file.filename(), *text));
  if (!read) return fail(read.error());
  return prepare(bench, std::move(*read), {.today = *Date::parse("2016-10-26"), .letter_date = std::nullopt});
}

Result<std::string> letter(Workbench& bench, const fs::path& file, Purpose purpose = Purpose::letter) {
  const auto ready = reply(bench, file);
  if (!ready) return fail(ready.error());
  auto finished = finish(bench, *ready, purpose);
  if (!finished) return fail(finished.error());
  return std::move(finished->pdf);
}

std::vector<fs::path> sample_cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(root + "/samples/dfe"))
    if (entry.path().extension() == ".json") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// The lines of a tree that are no form's.
std::string without_fields(const std::string& tree) {
  std::string rest;
  for (std::size_t at = 0; at < tree.size();) {
    const std::size_t end = tree.find('\n', at) + 1;
    if (tree.compare(at, 7, "  Form ") != 0) rest += tree.substr(at, end - at);
    at = end;
  }
  return rest;
}

class Letters : public testing::TestWithParam<FontEmbedding> {
 protected:
  void SetUp() override {
    auto made = workbench(GetParam());
    ASSERT_THAT(made, Succeeds());
    bench_ = std::move(*made);
  }
  std::unique_ptr<Workbench> bench_;
};

TEST_P(Letters, AndProofsOfEverySampleConform) {
  const std::vector<fs::path> cases = sample_cases();
  ASSERT_GE(cases.size(), 10U);
  for (const fs::path& file : cases) {
    for (const Purpose purpose : {Purpose::letter, Purpose::proof}) {
      const auto pdf = letter(*bench_, file, purpose);
      ASSERT_THAT(pdf, Succeeds()) << file;
      EXPECT_THAT(conformance_faults(*pdf), ElementsAre()) << file;
    }
  }
}

TEST_P(Letters, AreTheSameBytesAfterOthers) {
  const std::vector<fs::path> cases = sample_cases();
  std::vector<std::string> first;
  for (const fs::path& file : cases) first.push_back(letter(*bench_, file).value());
  const auto other = workbench(GetParam());
  ASSERT_THAT(other, Succeeds());
  for (std::size_t i = cases.size(); i-- > 0;) EXPECT_EQ(letter(**other, cases[i]).value(), first[i]) << cases[i];
}

// The letterhead, the addressee, the reference, greeting, subject, body, close and signature, in this order.
TEST_P(Letters, TheReferenceLetterReadsInOrder) {
  const std::string tree = tag_tree(letter(*bench_, root + "/samples/dfe/2016-0046030.json").value());
  std::size_t at = 0;
  for (const char* part :
       {"Document lang=en-GB\n", "Figure alt=\"Department for Education\"", "Telford & Wrekin Council", "TF3 4NT",
        "2016-0046030", "26 October 2016", "Dear Councillor Watling", "Thank you for your letter of 30 September 2016",
        "PSHE", "Yours sincerely", "Denise Clavery"}) {
    const std::size_t found = tree.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " in\n" << tree;
    at = found;
  }
  EXPECT_EQ(tree.find("Page 2"), std::string::npos) << "page numbers are artifacts";
}

TEST_P(Letters, AProofHasNoInk) {
  const std::string tree = tag_tree(letter(*bench_, root + "/samples/dfe/2016-0046030.json", Purpose::proof).value());
  EXPECT_THAT(tree, Not(HasSubstr("Signature of")));
  EXPECT_THAT(tree, Not(HasSubstr("PROOF")));
  EXPECT_THAT(letter(*bench_, root + "/samples/dfe/2016-0046030.json", Purpose::proof).value(),
              Not(HasSubstr("/AcroForm")));
}

// Signed by whom it names, with ink and room for a time stamp: all of it conforms, and nothing but the field is added.
TEST_P(Letters, ToBeSignedConform) {
  Seal seal;
  seal.ink = *Picture::from_bytes("ink", *SystemWorld().read_file(root + "/samples/ink/denise-clavery.png", 1U << 20U));
  seal.words = {"Digitally signed by somebody with a name that is long enough for two lines", "26 October 2016"};
  seal.entries.field = "Signature";
  seal.entries.signer = "Somebody";
  seal.entries.at = *Timestamp::parse("2016-10-26T09:00:00Z");
  seal.entries.room = 3000;
  seal.stamp_room = 4000;
  for (const fs::path& file : sample_cases()) {
    const auto ready = reply(*bench_, file);
    ASSERT_THAT(ready, Succeeds()) << file;
    ASSERT_FALSE(ready->letter().signatures.empty()) << file;
    seal.signatory = ready->letter().signatures.back().id;
    const auto sealed = draw_sealed(*bench_, *ready, seal);
    ASSERT_THAT(sealed, Succeeds()) << file;
    EXPECT_THAT(conformance_faults(sealed->file.pdf), ElementsAre()) << file;
    const std::string tree = tag_tree(sealed->file.pdf);
    EXPECT_EQ(without_fields(tree), without_fields(tag_tree(letter(*bench_, file).value()))) << file;
    EXPECT_NE(tree, without_fields(tree)) << file;
    EXPECT_NE(sealed->file.next.field, 0U) << file;
  }
}

TEST_P(Letters, ListsAndTablesKeepTheirShape) {
  const std::string tree = tag_tree(letter(*bench_, root + "/samples/dfe/long-with-a-table.json").value());
  EXPECT_THAT(tree, HasSubstr("\n  L\n    LI\n      Lbl | "));
  EXPECT_THAT(tree, HasSubstr("\n  Table\n    TR\n      TH | "));
  EXPECT_THAT(tree, HasSubstr("TD | 301,220"));
}

TEST_P(Letters, WelshSaysThatItIsWelsh) {
  const std::string pdf = letter(*bench_, root + "/samples/dfe/welsh.json").value();
  EXPECT_THAT(pdf, HasSubstr("/Lang (cy"));
  EXPECT_THAT(tag_tree(pdf), HasSubstr("Gŵynne-Tŷrnal"));
}

std::string name_of(const testing::TestParamInfo<FontEmbedding>& info) {
  return info.param == FontEmbedding::exact ? "Exact" : "Tiered";
}

INSTANTIATE_TEST_SUITE_P(Fonts, Letters, testing::Values(FontEmbedding::tiered, FontEmbedding::exact), name_of);

}  // namespace
}  // namespace engross::test
