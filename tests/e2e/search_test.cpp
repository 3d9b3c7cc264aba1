// paragraphs search and --as-of: what an officer types and reads, and what a program is given.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

class Search : public testing::Test {
 protected:
  Outcome engross(std::vector<std::string> words) {
    return desk.engross(std::move(words), {}, {"XDG_CACHE_HOME=" + (desk.folder / "cache")});
  }
  Outcome search(std::vector<std::string> words) {
    words.insert(words.begin(), {"paragraphs", "search"});
    for (const char* word : {"--department", "dfe"}) words.emplace_back(word);
    return engross(std::move(words));
  }
  json found(std::vector<std::string> words) {
    words.emplace_back("--json");
    const Outcome outcome = search(std::move(words));
    EXPECT_TRUE(json::accept(outcome.out)) << outcome.out << outcome.err;
    return json::parse(outcome.out).at("result");
  }
  std::size_t kept() const {
    std::size_t files = 0;
    if (fs::exists(desk.folder / "cache/engross"))
      for (const auto& entry : fs::directory_iterator(desk.folder / "cache/engross"))
        if (entry.path().extension() == ".index") ++files;
    return files;
  }
  Desk desk;
};

TEST_F(Search, FindsParagraphsByTheirWordsAndTellsOfTheirUse) {
  const Outcome first = search({"curriculum"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_TRUE(holds(first.out, "pshe-curriculum") && holds(first.out, "not used yet")) << first.out;
  EXPECT_FALSE(holds(first.out, "\x1b")) << "no marks but on a terminal";
  EXPECT_EQ(kept(), 1U);
  ASSERT_EQ(engross({"issue", "--unsigned", sample, "-o", desk.folder / "letter.pdf"}).exit_code, 0);
  const Outcome used = search({"curriculum"});
  EXPECT_TRUE(holds(used.out, "used in 1 letter, last on 2016-10-26")) << used.out;
  EXPECT_EQ(kept(), 1U);
}

TEST_F(Search, AnIndexThatIsKeptFindsTheSame) {
  const std::string first = search({"curriculum"}).out;
  EXPECT_EQ(search({"curriculum"}).out, first);
  for (const auto& entry : fs::directory_iterator(desk.folder / "cache/engross"))
    write_file(entry.path().string(), "x");
  EXPECT_EQ(search({"curriculum"}).out, first);
  EXPECT_EQ(search({"curriculum"}).out, first);
}

TEST_F(Search, TellsProgramsEverything) {
  const json result = found({"curricul"});
  ASSERT_GE(result["total"], 1);
  const json hit = result["hits"][0];
  for (const char* member : {"id", "language", "title", "excerpt", "part", "topics", "owner", "revision", "standing",
                             "valid_from", "review_by", "expires", "from", "matched", "score", "letters", "last_used"})
    EXPECT_TRUE(hit.contains(member)) << member;
  EXPECT_EQ(hit["matched"], "unfinished");
  EXPECT_FALSE(hit["title"]["marks"].empty() && hit["excerpt"]["marks"].empty());
}

TEST_F(Search, AFolderIsSearchedAsItIsNow) {
  const std::string folder = desk.folder / "dfe";
  ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", folder}).exit_code, 0);
  const auto in_folder = [&] { return engross({"paragraphs", "search", "zebras", "--department", folder}); };
  EXPECT_EQ(in_folder().exit_code, 1);
  ASSERT_EQ(run({"sh", "-c", "echo 'Zebras are welcome.' >> " + folder + "/paragraphs/pshe-curriculum.md"}).exit_code,
            0);
  const Outcome now = in_folder();
  EXPECT_EQ(now.exit_code, 0) << now.err;
  EXPECT_TRUE(holds(now.out, "pshe-curriculum")) << now.out;
  EXPECT_EQ(in_folder().out, now.out);
}

TEST_F(Search, WhatIsNotFoundIsTalkedAbout) {
  const Outcome near = search({"curiculum "});
  EXPECT_EQ(near.exit_code, 1);
  EXPECT_TRUE(holds(near.out, "nothing was found")) << near.out;
  EXPECT_TRUE(holds(near.err, "did you mean \"curriculum\"?")) << near.err;
  const Outcome none = search({"---"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(holds(none.err, "search.no-words")) << none.err;
  const Outcome topic = search({"curriculum", "--topic", "psh"});
  EXPECT_TRUE(holds(topic.err, "paragraphs.filter") && holds(topic.err, "did you mean \"pshe\"?")) << topic.err;
  EXPECT_EQ(search({"curriculum", "--state", "new"}).exit_code, 2);
  EXPECT_EQ(search({"curriculum", "--limit", "0"}).exit_code, 2);
  EXPECT_EQ(search({"x", "--as-of", "yesterday"}).exit_code, 2);
}

TEST_F(Search, AsOfADayTheLibraryIsThatOfItsLetters) {
  const std::string folder = desk.folder / "dfe";
  ASSERT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", folder}).exit_code, 0);
  ASSERT_EQ(
      engross({"issue", "--unsigned", sample, "-o", desk.folder / "letter.pdf", "--department", folder}).exit_code, 0);
  ASSERT_EQ(run({"sh", "-c", "rm " + folder + "/paragraphs/pshe-curriculum*.md"}).exit_code, 0);
  const std::vector<std::string> then{"--as-of", "2016-10-30", "--department", folder};
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.end(), then.begin(), then.end());
    return engross(std::move(words));
  };
  const Outcome found = with({"paragraphs", "search", "curriculum"});
  ASSERT_EQ(found.exit_code, 0) << found.err;
  EXPECT_TRUE(holds(found.out, "pshe-curriculum") &&
              holds(found.out, "with which 2016-0046030 was issued on 2016-10-26"))
      << found.out;
  EXPECT_TRUE(holds(with({"paragraphs", "list"}).out, "pshe-curriculum"));
  EXPECT_TRUE(holds(with({"paragraphs", "show", "pshe-curriculum"}).out, "revision"));
  EXPECT_EQ(engross({"paragraphs", "show", "pshe-curriculum", "--department", folder}).exit_code, 1);
  const Outcome early = engross({"paragraphs", "list", "--as-of", "2016-10-25", "--department", folder});
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_TRUE(holds(early.err, "recall.no-edition") && holds(early.err, "2016-10-26")) << early.err;
}

}  // namespace
}  // namespace engross::test
