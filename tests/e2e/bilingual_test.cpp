// The Welsh council's letters, as an officer there makes them; and its department, built outside this tree.
#include <gmock/gmock.h>

#include <algorithm>

#include "command.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

const std::string council = source_directory + "/plugins/cyngor-bro-helyg";
const std::string tax = council + "/samples/treth-gyngor.json";

// The words of one page, wherever its lines break.
std::string words_of(const std::string& pdf, const std::string& page) {
  std::string words = run({"pdftotext", "-f", page, "-l", page, pdf, "-"}).out;
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words;
}

TEST(Bilingual, IsIssuedAndMadeAgain) {
  Desk desk;
  const std::string letter = desk.folder / "letter.pdf", again = desk.folder / "again.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", tax, "--department", council, "-o", letter});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(issued.out, "reference TG-2025-01842, 2 pages")) << issued.out;
  const std::string welsh = words_of(letter, "1"), english = words_of(letter, "2");
  EXPECT_TRUE(holds(welsh, "Annwyl Mrs Ŵyn-Rŷs") && holds(welsh, "Tudalen 1 o 1")) << welsh;
  EXPECT_TRUE(holds(english, "Dear Mrs Ŵyn-Rŷs") && holds(english, "Page 1 of 1")) << english;
  const Outcome remade = desk.engross({"records", "remake", "TG-2025-01842", "-o", again});
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(letter));
  EXPECT_THAT(conformance_faults(read_file(letter)), testing::IsEmpty());
  const std::string tree = tag_tree(read_file(letter));
  EXPECT_TRUE(holds(tree, "Sect lang=cy") && holds(tree, "Sect lang=en-GB")) << tree;
  const Outcome record = desk.engross({"records", "show", "TG-2025-01842"});
  EXPECT_TRUE(holds(record.out, "\"language\": \"cy\",\n  \"further_languages\": [\n    \"en-GB\"\n  ]")) << record.out;
  const Outcome found = desk.engross({"explain", letter, "--find", "council tax for the year"});
  EXPECT_TRUE(holds(found.out, "treth-gyngor-bil, revision 1") && holds(found.out, "(body, en-GB)"))
      << found.out << found.err;
}

TEST(Bilingual, IsDraftedEditedAndProved) {
  Desk desk;
  const std::string draft = desk.folder / "reply.md", proof = desk.folder / "proof.pdf";
  ASSERT_EQ(desk.engross({"draft", tax, "--department", council, "-o", draft}).exit_code, 0);
  std::string text = read_file(draft);
  const std::string days = "within 21 days";
  ASSERT_NE(text.find(days), std::string::npos);
  write_file(draft, text.replace(text.find(days), days.size(), "within three weeks"));
  const Outcome rendered = desk.engross({"render", draft, "--department", council, "-o", proof});
  ASSERT_EQ(rendered.exit_code, 0) << rendered.err;
  EXPECT_TRUE(holds(rendered.err, "was edited in the \"en-GB\" letter, and not in the \"cy\" one [draft.one-language]"))
      << rendered.err;
  EXPECT_TRUE(holds(words_of(proof, "2"), "within three weeks"));
  EXPECT_TRUE(holds(words_of(proof, "1"), "o fewn 21 diwrnod"));
  const Outcome differs = desk.engross({"diff", tax, draft, "--department", council});
  EXPECT_EQ(differs.exit_code, 1);
  EXPECT_TRUE(holds(differs.out, "in en-GB (treth-gyngor-un-person) changed")) << differs.out;
  const Outcome copy = desk.engross({"render", draft, "--department", council, "--as", "text", "-o", "-"});
  EXPECT_EQ(std::count(copy.out.begin(), copy.out.end(), '\f'), 1) << copy.out;
}

TEST(Bilingual, SaysWhichTextIsMissing) {
  Desk desk;
  std::string text = read_file(tax);
  const std::string both = R"({ "cy": "Eich bil treth gyngor", "en-GB": "Your council tax bill" })";
  ASSERT_NE(text.find(both), std::string::npos);
  const std::string input = desk.folder / "case.json";
  std::string one = text;
  write_file(input, one.replace(one.find(both), both.size(), R"({ "cy": "Eich bil treth gyngor" })"));
  const Outcome missing = desk.engross({"check", input, "--department", council});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_TRUE(holds(missing.err, "case.json:11:14: error: subject has no text in \"en-GB\"")) << missing.err;
  write_file(input, text.replace(text.find(both), both.size(), R"("Eich bil treth gyngor")"));
  const Outcome once = desk.engross({"check", input, "--department", council});
  EXPECT_EQ(once.exit_code, 0);
  EXPECT_TRUE(holds(once.err, "its subject is given in one [cases.one-language]")) << once.err;
  EXPECT_TRUE(holds(once.err, R"(give it in each: {"cy": "…", "en-GB": "…"})")) << once.err;
}

// The page for signing wording off, read aloud: Welsh words are said to be Welsh, in the paragraph and in the letters.
TEST(Bilingual, ComparesWordingInItsLanguages) {
  Desk desk;
  const std::string after = desk.folder / "after", page = desk.folder / "wording.html";
  ASSERT_EQ(run({"cp", "-r", council, after}).exit_code, 0);
  for (const auto& [name, sentence] : {std::pair{"treth-gyngor-un-person.md", "Un frawddeg arall."},
                                       std::pair{"treth-gyngor-un-person.en-GB.md", "Another sentence."}})
    write_file(after + "/paragraphs/" + name, read_file(after + "/paragraphs/" + name) + "\n" + sentence + "\n");
  const Outcome made = desk.engross({"department", "diff", council, after, "--as", "html", "-o", page});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const std::string html = read_file(page);
  for (const char* shown :
       {"<h3>treth-gyngor-un-person: <span lang=\"cy\">", " in cy, treth-gyngor-un-person: inserted",
        "<h3>treth-gyngor-un-person (en-GB): <span lang=\"en-GB\">"})
    EXPECT_TRUE(holds(html, shown)) << shown;
  for (const std::string_view part : {"<h2>Paragraphs", "<h2>Letters of the samples"}) {
    const std::string from = html.substr(std::min(html.find(part), html.size()));
    for (const auto& [language, words] :
         {std::pair{"cy", "Un frawddeg arall."}, std::pair{"en-GB", "Another sentence."}}) {
      const std::string before_words = from.substr(0, from.find(words));
      ASSERT_LT(before_words.size(), from.size()) << part << words;
      EXPECT_TRUE(before_words.substr(before_words.rfind("<td")).starts_with("<td lang=\"" + std::string(language)))
          << before_words;
    }
  }
}

TEST(Bilingual, TheCouncilPassesEveryConformanceCase) {
  Desk desk;
  const Outcome checked = desk.engross({"department", "check", council});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
}

TEST(Bilingual, ADepartmentBuildsOutsideTheTree) {
  Desk desk;
  const std::string source = desk.folder / "a copy/council", build = desk.folder / "build";
  ASSERT_EQ(run({"mkdir", "-p", source}).exit_code, 0);
  ASSERT_EQ(run({"cp", "-r", council + "/.", source}).exit_code, 0);
  // What an installed engross-config.cmake does, for an engross that is not installed.
  write_file(desk.folder / "engross-config.cmake",
             "include(\"" + source_directory + "/core/cmake/EngrossDepartment.cmake\")\n");
  const Outcome configured =
      run({"cmake", "-G", "Ninja", "-S", source, "-B", build, "-Dengross_DIR=" + desk.folder.path()});
  ASSERT_EQ(configured.exit_code, 0) << configured.out << configured.err;
  const Outcome built = run({"cmake", "--build", build});
  ASSERT_EQ(built.exit_code, 0) << built.out << built.err;
  const std::string library = build + "/departments/cyngor-bro-helyg.so", letter = desk.folder / "letter.pdf";
  const Outcome issued = desk.engross({"issue", "--unsigned", tax, "--department", library, "-o", letter});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string from_folder = desk.folder / "other.pdf";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", "--reissue", "--because", "a trial", tax, "--department", council,
                          "-o", from_folder})
                .exit_code,
            0);
  EXPECT_EQ(read_file(letter), read_file(from_folder));
}

}  // namespace
}  // namespace engross::test
