// A style that hyphenates: where dictionaries come from, what comes of it on the page, and that an issued letter keeps
// the one that it was set with.
#include "assemble/bench.hpp"
#include "assemble/remake.hpp"
#include "base/sha256.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string soft_hyphen = "\xC2\xAD";

Changes hyphenating(Changes more = {}) {
  more["style.yaml"] = harbour()->resources.files.at("style.yaml") + "alignment: justified\nhyphenate: true\n";
  return more;
}

const std::string long_words =
    "Administrative responsibilities notwithstanding, extraordinary circumstances occasionally necessitate "
    "comprehensive reconsideration: harbourmasters throughout neighbouring jurisdictions independently recommended "
    "temporarily discontinuing international passenger transportation, particularly immediately following "
    "unprecedented meteorological disturbances.";

std::string members_with(const std::string& words) {
  return R"("paragraphs": [{"text": ")" + words + R"("}])";
}

std::unique_ptr<Workbench> bench_with(const Changes& changes, const DictionarySource& dictionaries) {
  auto department = harbour(changes);
  auto equipment = equip(*department, machine_fonts(), dictionaries);
  EXPECT_THAT(equipment, Succeeds());
  return std::make_unique<Workbench>(std::move(department), std::move(*equipment));
}

DictionarySource only(const std::string& file, const std::string& bytes) {
  return [=](const std::string& asked) -> Result<std::optional<std::string>> {
    return asked == file ? std::optional<std::string>(bytes) : std::nullopt;
  };
}
const DictionarySource none = only("", "");

Finished finished(Workbench& bench, const std::string& words = long_words) {
  const auto reply = reply_to(bench, members_with(words));
  EXPECT_THAT(reply, Succeeds());
  auto made = finish(bench, *reply, Purpose::letter);
  EXPECT_THAT(made, Succeeds());
  return made.value_or(Finished{});
}

std::string without_soft_hyphens(std::string text) {
  for (std::size_t at = text.find(soft_hyphen); at != std::string::npos; at = text.find(soft_hyphen, at))
    text.erase(at, soft_hyphen.size());
  return text;
}

TEST(DictionaryFiles, AreThoseOfALanguageTheBestFirst) {
  EXPECT_THAT(dictionary_files("en-GB"), ElementsAre("hyph_en_GB.dic", "hyph_en.dic"));
  EXPECT_THAT(dictionary_files("cy"), ElementsAre("hyph_cy.dic"));
  EXPECT_THAT(dictionary_files("SR-latn-rs"), ElementsAre("hyph_sr_Latn_RS.dic", "hyph_sr_Latn.dic", "hyph_sr.dic"));
  EXPECT_THAT(dictionary_files("de-1996"), ElementsAre("hyph_de_1996.dic", "hyph_de.dic"));
}

TEST(DictionariesIn, LooksInTheFoldersInOrder) {
  MemoryWorld world;
  world.files["b/hyph_cy.dic"] = "of b";
  world.files["c/hyph_cy.dic"] = "of c";
  const DictionarySource source = dictionaries_in(world, {"a", "b", "c"});
  EXPECT_EQ(source("hyph_cy.dic").value(), "of b");
  EXPECT_EQ(source("hyph_en.dic").value(), std::nullopt);
}

TEST(Dictionaries, AreLoadedForEachLanguageThatHasOne) {
  const auto made = dictionaries_of(*harbour(hyphenating()), machine_dictionaries());
  ASSERT_THAT(made, Succeeds());
  EXPECT_TRUE(made->by_language.contains("en-GB"));
  EXPECT_FALSE(made->by_language.contains("cy"));
  EXPECT_TRUE(made->packaged.contains("hyph_en_GB.dic"));
  EXPECT_EQ(made->packaged.size(), 1U);
}

TEST(Dictionaries, OfTheDepartmentGoBeforePackagedOnes) {
  const std::string own = "UTF-8\nbr1eak\n";
  const auto made =
      dictionaries_of(*harbour(hyphenating({{"hyphenation/hyph_en.dic", own}, {"hyphenation/hyph_cy.dic", own}})),
                      machine_dictionaries());
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(made->by_language.at("en-GB")->sha256(), sha256_hex(own));
  EXPECT_EQ(made->by_language.at("cy")->sha256(), sha256_hex(own));
  EXPECT_THAT(made->packaged, IsEmpty());
}

TEST(Dictionaries, AreNotAskedForByAStyleThatDoesNotHyphenate) {
  const auto made = dictionaries_of(*harbour(), [](const std::string&) -> Result<std::optional<std::string>> {
    return fail(error("test.asked", {}, "asked"));
  });
  ASSERT_THAT(made, Succeeds());
  EXPECT_THAT(made->by_language, IsEmpty());
}

TEST(Dictionaries, ThatAreNoneAreRefusedAtTheStyle) {
  const auto department = harbour(hyphenating());
  for (const Changes& changes : {hyphenating(), hyphenating({{"hyphenation/hyph_en_GB.dic", "UTF-8\n<html>\n"}})}) {
    const auto made = equip(*harbour(changes), machine_fonts(), only("hyph_en_GB.dic", "ISO8859-1\n"));
    ASSERT_THAT(made, FailsWith("layout.hyphenation"));
    EXPECT_EQ(places(made.error()), "harbour/style.yaml:16:12 layout.hyphenation\n");
  }
}

TEST(Hyphenated, LinesEndInHyphensThatNoReaderHears) {
  const auto bench = workbench(hyphenating());
  const Finished made = finished(*bench);
  EXPECT_THAT(made.notes, IsEmpty());
  EXPECT_THAT(conformance_faults(made.pdf), ElementsAre());
  const std::string tree = tag_tree(made.pdf);
  EXPECT_NE(tree.find(soft_hyphen), std::string::npos) << "no line was hyphenated\n" << tree;
  EXPECT_NE(without_soft_hyphens(tree).find("P | " + long_words), std::string::npos) << tree;
}

TEST(Hyphenated, NothingIsWithoutADictionaryAndTheStyleIsTold) {
  const auto bench = bench_with(hyphenating(), none);
  const Finished made = finished(*bench);
  EXPECT_EQ(places(made.notes), "harbour/style.yaml:16:12 layout.no-hyphenation\n");
  EXPECT_EQ(tag_tree(made.pdf).find(soft_hyphen), std::string::npos);
}

TEST(Hyphenated, NothingIsByAStyleThatDoesNotSaySo) {
  for (const std::string& style : {std::string(), std::string("alignment: justified\n")}) {
    const Changes changes{{"style.yaml", harbour()->resources.files.at("style.yaml") + style}};
    const Finished with = finished(*workbench(changes));
    EXPECT_EQ(with.pdf, finished(*bench_with(changes, none)).pdf);
    EXPECT_EQ(tag_tree(with.pdf).find(soft_hyphen), std::string::npos);
  }
}

TEST(Hyphenated, IssuedLettersAreMadeAgainWithTheirOwnDictionary) {
  MemoryWorld world;
  Store store{world, "store"};
  const auto bench = workbench(hyphenating());
  const auto reply = reply_to(*bench, members_with(long_words));
  ASSERT_THAT(reply, Succeeds());
  const auto issued = issue(world, store, *bench, *reply, order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  const RecordedFile* kept = issued->record.file("hyphenation");
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->name, "hyph_en_GB.dic");
  // The dictionary of today would break the lines elsewhere; the store's does not.
  const auto other = bench_with(hyphenating(), only("hyph_en_GB.dic", "UTF-8\nnot1withstanding\n"));
  EXPECT_NE(finished(*other).pdf, issued->finished.pdf);
  const auto remade = remake(store, issued->record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, issued->finished.pdf);
  world.files.erase("store/objects/" + kept->sha256.substr(0, 2) + "/" + kept->sha256.substr(2));
  EXPECT_THAT(remake(store, issued->record), FailsWith("store.missing"));
}

TEST(Hyphenated, IssuedWithoutADictionaryLettersStayWithout) {
  MemoryWorld world;
  Store store{world, "store"};
  const auto bench = bench_with(hyphenating(), none);
  const auto reply = reply_to(*bench, members_with(long_words));
  ASSERT_THAT(reply, Succeeds());
  const auto issued = issue(world, store, *bench, *reply, order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  EXPECT_EQ(issued->record.file("hyphenation"), nullptr);
  const auto remade = remake(store, issued->record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, issued->finished.pdf);
}

}  // namespace
}  // namespace engross::test
