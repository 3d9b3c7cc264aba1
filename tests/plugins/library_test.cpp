// The department as a library and as a folder is one department; its paragraphs say who answers for them, until when,
// and are written as the department writes.
#include "department/library.hpp"

#include <regex>

#include "dfe.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::dfe;
using test::Succeeds;

TEST(DfeLibrary, IsTheFolder) {
  auto library = read_library(SystemWorld(), ENGROSS_BINARY_DIR "/departments/dfe.so",
                              {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000});
  ASSERT_THAT(library, Succeeds());
  EXPECT_EQ(library->code, nullptr);
  Resources* const resources = &library->resources;
  EXPECT_EQ(resources->files, dfe()->resources.files);
  EXPECT_EQ(resources->sha256(), dfe()->bundle_sha256);
  const auto built = Department::from(std::move(*resources), test::shared());
  ASSERT_THAT(built, Succeeds());
  EXPECT_EQ((*built)->bundle_sha256, dfe()->bundle_sha256);
  EXPECT_EQ((*built)->version, dfe()->version);
  EXPECT_EQ((*built)->languages, dfe()->languages);
  ASSERT_EQ((*built)->paragraphs.size(), dfe()->paragraphs.size());
  for (std::size_t i = 0; i < dfe()->paragraphs.size(); ++i) {
    const Paragraph& a = (*built)->paragraphs[i];
    const Paragraph& b = dfe()->paragraphs[i];
    EXPECT_EQ(std::tie(a.id, a.language, a.title, a.part, a.topics, a.order, a.owner, a.revision, a.yields_to),
              std::tie(b.id, b.language, b.title, b.part, b.topics, b.order, b.owner, b.revision, b.yields_to));
    EXPECT_EQ(a.when ? a.when->dump() : "", b.when ? b.when->dump() : "") << a.id;
    EXPECT_EQ(a.source->text, b.source->text) << a.id;
  }
}

TEST(DfeParagraphs, HaveOwnerRevisionAndReviewDate) {
  for (const Paragraph& paragraph : dfe()->paragraphs) {
    EXPECT_FALSE(paragraph.owner.empty()) << paragraph.id;
    EXPECT_GE(paragraph.revision, 1) << paragraph.id;
    ASSERT_TRUE(paragraph.valid_from) << paragraph.id;
    ASSERT_TRUE(paragraph.review_by) << paragraph.id;
    EXPECT_LT(*paragraph.valid_from, *paragraph.review_by) << paragraph.id;
    if (paragraph.expires) {
      EXPECT_LE(*paragraph.review_by, *paragraph.expires) << paragraph.id;
    }
  }
}

// The words of a paragraph's body; a value counts as one word, a section's tags as none.
std::string words_of(const Paragraph& paragraph) {
  const std::string& file = paragraph.source->text;
  std::string body = file.substr(file.find("\n---\n", 4) + 5);
  body = std::regex_replace(body, std::regex(R"(\{\{[#^/][^}]*\}\})"), "");
  return std::regex_replace(body, std::regex(R"(\{\{[^}]*\}\})"), "value");
}

std::size_t count_words(const std::string& sentence) {
  const std::regex word(R"(\S+)");
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(sentence.begin(), sentence.end(), word), std::sregex_iterator()));
}

TEST(DfeParagraphs, HaveShortSentences) {
  constexpr std::size_t most = 30;  // the aim is 25; one that must name a law or two people may go over it
  const std::regex end(R"([.?!:](\s|$)|\n\n|\n- )");
  for (const Paragraph& paragraph : dfe()->paragraphs) {
    const std::string words = words_of(paragraph);
    if (words.find("| --") != std::string::npos) continue;  // a table has no sentences
    const std::sregex_token_iterator last;
    for (std::sregex_token_iterator it(words.begin(), words.end(), end, -1); it != last; ++it)
      EXPECT_LE(count_words(*it), most) << paragraph.id << ": " << *it;
  }
}

// Words that the GOV.UK style asks to leave out, American spellings, straight quotation marks.
TEST(DfeParagraphs, AreWrittenInPlainBritishEnglish) {
  const std::regex unwanted(
      R"(\b(utilise|leverage|going forward|robust|facilitate|liaise|streamline|foster|overarching|deploy|impact|eg|ie|etc|)"
      R"(program|center|behavior|organization|recognize|color|percent|whilst|amongst)\b|'|--|\be-mail)",
      std::regex::icase);
  for (const Paragraph& paragraph : dfe()->paragraphs) {
    std::string words = words_of(paragraph);
    words = std::regex_replace(words, std::regex(R"(\]\([^)]*\)|\|[ :-]+\|[-| :]*)"), "");  // link targets, table rules
    std::smatch found;
    EXPECT_FALSE(std::regex_search(words, found, unwanted)) << paragraph.id << ": " << found.str();
  }
}

}  // namespace
}  // namespace engross
