// Why each stretch of a letter is there, for people and for programs.
#include "library/explain.hpp"

#include <gtest/gtest.h>

#include <set>

#include "compose/harbour.hpp"
#include "data/read.hpp"

namespace engross::test {
namespace {

struct Explained {
  std::shared_ptr<const Department> department;
  Case case_;
  ComposeCache cache;
  Letter letter;
  Selection selection;
};

// A letter, and its selection with the near misses.
std::unique_ptr<Explained> explained(const std::string& members) {
  auto made = std::make_unique<Explained>(Explained{
      .department = harbour(), .case_ = case_of(case_text(members)), .cache = {}, .letter = {}, .selection = {}});
  const auto composed = compose_case(made->case_, *made->department, made->cache);
  EXPECT_THAT(composed, Succeeds());
  if (composed) made->letter = composed->letter;
  const auto selection = choose({.case_ = &made->case_,
                                 .department = made->department.get(),
                                 .date = day("2016-10-26"),
                                 .today = day("2016-10-26"),
                                 .language = {},
                                 .derived = {}},
                                made->cache);
  EXPECT_THAT(selection, Succeeds());
  if (selection) made->selection = *selection;
  return made;
}

const std::string dredging = R"("topics": ["dredging"], "facts": {"berth": "Quay <4>"})";

TEST(Explain, SaysOfEachStretchWhoWroteItAndWhy) {
  const auto made = explained(dredging);
  Selection nearest;
  nearest.near_misses.assign(made->selection.near_misses.begin(), made->selection.near_misses.begin() + 1);
  EXPECT_EQ(print(explain(made->letter, nearest, *made->department)), R"(addressee:
  words of the template reply
    "Mr Jones"
    because  the template "reply"
    value    /letter/address/0 = Mr Jones
    value    /letter/address/1 = 2 Mole Road
    value    /letter/address/2 = Seaport
    value    /letter/address/3 = SP1 2AB
reference:
  words of the template reply
    "Our ref: H-1"
    because  the template "reply"
    value    /letter/labels/our_ref = Our ref
    value    /letter/reference = H-1
    value    /letter/date = 26 October 2016
salutation:
  words of the template reply
    "Dear Mr Jones"
    because  the template "reply"
    value    /letter/salutation = Dear Mr Jones
opening:
  thanks, revision 2, owned by Post Room
    "Thank you for your letter."
    because  template == 'reply': template = reply
body:
  dredging, revision 4, owned by Channel Unit
    "The channel at Quay <4> is dredged every second year. the office last di…"
    because  topics [dredging, channel] meet the case's [dredging]
    value    /case/facts/berth = Quay <4>
    value    /department/short_name = the office
closing:
  goodbye, revision 1, owned by Post Room
    "I hope that this is of help."
    because  template == 'reply': template = reply
close:
  words of the template reply
    "Yours sincerely"
    because  the template "reply"
    value    /letter/close = Yours sincerely
not in the letter:
  thanks-short, revision 1
    because  topics [lights] do not meet the case's [dredging]
)");
}

TEST(Explain, NamesOwnWordsOfCaseAndDraft) {
  const auto made =
      explained(R"("paragraphs": [{"use": "thanks"}, {"use": "lights"}, {"text": "Mine."}, {"use": "goodbye"}])");
  EXPECT_THAT(print(explain(made->letter, {}, *made->department)),
              testing::HasSubstr("  the officer's own words in the case /case/paragraphs/2\n    \"Mine.\"\n"));
  Letter drafted = made->letter;
  for (Section& section : drafted.sections)
    for (Block& block : section.blocks) {
      Provenance why = *block.provenance;
      why.edited = why.moved = section.part == Part::opening;
      if (section.part == Part::closing) {
        why = Provenance();
        why.kind = Provenance::Kind::draft;
      }
      block.provenance = std::make_shared<Provenance>(why);
    }
  const std::string draft = print(explain(drafted, {}, *made->department));
  EXPECT_THAT(draft,
              testing::HasSubstr("thanks, revision 2, owned by Post Room, edited in the draft, moved in the draft\n"));
  EXPECT_THAT(draft, testing::HasSubstr("closing:\n  the officer's own words in the draft\n"));
}

TEST(Explain, ShortensLongWordsBetweenCharacters) {
  const auto shown = [](const std::string& words) {
    Explanation explanation;
    explanation.paragraphs.push_back({.part = Part::body, .why = {}, .words = words, .values = {}});
    const std::string all = print(explanation);
    const std::size_t begin = all.find('"') + 1;
    return all.substr(begin, all.rfind('"') - begin);
  };
  EXPECT_EQ(shown(std::string(72, 'a')), std::string(72, 'a'));
  EXPECT_EQ(shown(std::string(73, 'a')), std::string(72, 'a') + "…");
  EXPECT_EQ(shown(std::string(71, 'a') + "ŷz"), std::string(71, 'a') + "…");
  EXPECT_EQ(shown("One\ntwo"), "One");
}

TEST(Explain, PrintsTheWordsThatWereFound) {
  const auto made = explained(dredging);
  Explanation explanation = explain(made->letter, {}, *made->department);
  explanation.found = find_words(made->letter, "quay <4>");
  EXPECT_EQ(print_found(explanation, "quay <4>"), R"(dredging, revision 4, owned by Channel Unit (body)
    because  topics [dredging, channel] meet the case's [dredging]
    value    /case/facts/berth = Quay <4>
    value    /department/short_name = the office
    words    "The channel at Quay <4> is dredged every second year."
    from     case.json:2:45 (the value of /case/facts/berth)
    words    "a notice to Quay <4> a week before."
    from     case.json:2:45 (the value of /case/facts/berth)
)");
  explanation.found.clear();
  EXPECT_EQ(print_found(explanation, "zebra"), "\"zebra\" is not in the letter\n");
}

TEST(Explain, GivesProgramsTheSame) {
  const auto made = explained(dredging);
  Explanation explanation = explain(made->letter, made->selection, *made->department);
  explanation.found = find_words(made->letter, "second");
  const Value value = to_value(explanation);
  EXPECT_EQ(value.find("paragraphs")->items().size(), explanation.paragraphs.size());
  EXPECT_EQ(value.find("near_misses")->items().size(), explanation.near_misses.size());
  const auto of_id = [&](std::string_view id) {
    for (const Value& item : value.find("paragraphs")->items())
      if (item.find("id")->text() == id) return to_json(item, false);
    return std::string("none");
  };
  EXPECT_EQ(of_id("goodbye"),
            R"({"part":"closing","kind":"paragraph","id":"goodbye","revision":1,"owner":"Post Room","from":"",)"
            R"("reason":"template == 'reply': template = reply","edited":false,"moved":false,)"
            R"("words":"I hope that this is of help.","values":[]})");
  EXPECT_NE(of_id("dredging").find(R"("values":[{"pointer":"/case/facts/berth","printed":"Quay <4>"},)"),
            std::string::npos);
  EXPECT_EQ(to_json(value.find("near_misses")->items().at(0), false),
            R"({"id":"thanks-short","revision":1,"reason":"topics [lights] do not meet the case's [dredging]"})");
  EXPECT_EQ(to_json(*value.find("found"), false),
            R"([{"paragraph":4,"sentence":"The channel at Quay <4> is dredged every second year.",)"
            R"("from":"harbour/paragraphs/dredging.md:10:54","pointer":""}])");
}

TEST(Explain, TellsTheLettersOfOneFileApart) {
  const auto made = explained(dredging);
  Letter letter = made->letter;
  letter.language = "cy";
  letter.further.push_back(made->letter);
  const Explanation both = explain(letter, made->selection, *made->department);
  const Explanation one = explain(made->letter, made->selection, *made->department);
  ASSERT_EQ(both.paragraphs.size(), 2 * one.paragraphs.size());
  const std::string printed = print(both);
  EXPECT_TRUE(printed.starts_with("in cy:\naddressee:\n")) << printed;
  EXPECT_NE(printed.find("\nin en-GB:\naddressee:\n"), std::string::npos) << printed;
  Explanation searched = both;
  searched.found = find_words(letter, "Dear Mr Jones");
  ASSERT_EQ(searched.found.size(), 2U);
  EXPECT_EQ(both.paragraphs[searched.found[1].paragraph].words, "Dear Mr Jones");
  EXPECT_NE(print_found(searched, "Dear").find("(salutation, en-GB)"), std::string::npos);
  const Value value = to_value(both);
  EXPECT_EQ(value.find("paragraphs")->items()[0].find("language")->text(), "cy");
}

// Every element that is opened is closed in its order; ids stand once, and what names one finds it.
void expect_sound_html(const std::string& html) {
  std::vector<std::string> open;
  std::set<std::string> ids, named;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::string tag = html.substr(at + 1, html.find('>', at) - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    for (const auto& [attribute, set] :
         {std::pair{" id=\"", &ids}, {" aria-labelledby=\"", &named}, {" href=\"#", &named}})
      if (const std::size_t id = tag.find(attribute); id != std::string::npos) {
        const std::size_t begin = id + std::string(attribute).size();
        const std::string value = tag.substr(begin, tag.find('"', begin) - begin);
        EXPECT_TRUE(set->insert(value).second || set != &ids) << value << " stands twice";
      }
    if (name.starts_with("!") || name == "meta" || name == "br") continue;
    if (!name.starts_with("/")) {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << tag;
    EXPECT_EQ(open.back(), name.substr(1));
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
  for (const std::string& id : named) EXPECT_TRUE(ids.contains(id)) << id << " is named and does not stand anywhere";
}

TEST(Explain, IsAPageWithTheReasonsBesideTheLetter) {
  const auto made = explained(R"("topics": ["dredging"], "facts": {"berth": "Quay <4>"}, "subject": "A & \"B\"")");
  Explanation explanation = explain(made->letter, made->selection, *made->department);
  explanation.found = find_words(made->letter, "three rules");
  const std::string html = write_html(made->letter, explanation);
  expect_sound_html(html);
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_NE(html.find("<h1>Why letter H-1 says what it says</h1>"), std::string::npos);
  EXPECT_NE(html.find("<span class=\"value\">Quay &lt;4&gt;</span>"), std::string::npos);
  EXPECT_NE(html.find(": dredging, revision 4, owned by Channel Unit</h3>\n<p>Because topics [dredging, channel]"),
            std::string::npos);
  EXPECT_NE(html.find("<dt>/case/facts/berth</dt><dd lang=\"en-GB\">Quay &lt;4&gt;</dd>"), std::string::npos);
  EXPECT_NE(html.find("class=\"found\""), std::string::npos);
  EXPECT_NE(html.find("<h2 id=\"out\">Not in the letter</h2>"), std::string::npos);
  EXPECT_NE(html.find("<li>"), std::string::npos);
  for (const char* outside : {"src=", "<link", "<script", "url("}) EXPECT_EQ(html.find(outside), std::string::npos);
}

}  // namespace
}  // namespace engross::test
