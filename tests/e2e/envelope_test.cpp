// check --envelope, as an officer types it: letters that fit and that do not, in words and as JSON; pictures; the
// envelopes of a house.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace engross::test {
namespace {

using nlohmann::json;

std::string case_to(const std::string& address, const std::string& organisation = "Rivers House") {
  return R"({"reference": "1", "department": "dfe", "date": "2016-10-26", "subject": "PSHE",
"incoming": {"dated": "2016-09-30"},
"correspondent": {"title": "Ms", "surname": "Watling", "organisation": ")" +
         organisation + R"(", "address": [)" + address + R"(], "postcode": "TF3 4NT"},
"paragraphs": [{"text": "Look."}]})";
}

class Envelopes : public testing::Test {
 protected:
  Outcome check(const std::string& text, std::vector<std::string> more) {
    write_file(input, text);
    more.insert(more.begin(), {"check", input});
    return desk.engross(std::move(more));
  }
  // A copy of the sample department with these files changed or added.
  std::string department(const std::string& style_more, const std::string& envelopes = {}) {
    const std::string own = desk.folder / "dfe";
    EXPECT_EQ(run({"cp", "-r", source_directory + "/plugins/dfe", own}).exit_code, 0);
    write_file(own + "/style.yaml", read_file(own + "/style.yaml") + style_more);
    if (!envelopes.empty()) write_file(own + "/envelopes.yaml", envelopes);
    return own;
  }

  Desk desk;
  std::string input = desk.folder / "case.json";
  const std::string short_address = R"("Mill House", "Telford")";
  const std::string six_lines = R"("Mill House", "Lower Yard", "Weir Lane", "Madeley", "Telford")";
};

TEST_F(Envelopes, TheSampleLetterFitsItsOwn) {
  const Outcome outcome = desk.engross({"check", sample, "--envelope", "uk-dl-bs4264"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "the address shows in uk-dl-bs4264, and nothing else; ")) << outcome.out;
}

TEST_F(Envelopes, OfAnotherIsToldInWordsAndMillimetres) {
  const Outcome outcome = check(case_to(short_address), {"--envelope", "uk-dl-bs4264,notify-2.4"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.out, "the address shows in uk-dl-bs4264")) << outcome.out;
  EXPECT_TRUE(holds(outcome.err, "case.json:3:")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "for notify-2.4, the address line “TF3 4NT” reaches ")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, " mm too far down: it leaves the zone of the address [envelope.hidden]"))
      << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "the zone is x 24.6 to 120, y 39.5 to 66.3 mm")) << outcome.err;
}

TEST_F(Envelopes, SuggestsABreakThatFits) {
  const std::string narrow =
      "mill-dl:\n  source: measured\n  sheet: {width: 210, height: 297}\n  folds: [105, 210]\n  fold_tolerance: 1\n"
      "  envelope: {width: 220, height: 110}\n  window: {left: 20, top: 53, width: 80, height: 39}\n"
      "  sources: {sheet: a, folds: a, fold_tolerance: a, envelope: a, window: a}\n";
  const Outcome wide = check(case_to(short_address, "The Royal Association of Friends of the Weirs of Shropshire"),
                             {"--envelope", "mill-dl,uk-dl-bs4264", "--department", department("", narrow)});
  EXPECT_EQ(wide.exit_code, 1);
  EXPECT_TRUE(holds(wide.err, "= break “The Royal Association of Friends of the Weirs of Shropshire” before “"))
      << wide.err;
  EXPECT_TRUE(holds(wide.err, "”, and it fits: Ms Watling / The Royal Association of")) << wide.err;
}

TEST_F(Envelopes, SuggestsABreakWhenThePageHasNoRoom) {
  const Outcome tall = check(case_to(R"("Flat 2", "Mill House", "Lower Yard", "Weir Lane", "Madeley", "Telford")"),
                             {"--envelope", "uk-dl-bs4264"});
  EXPECT_EQ(tall.exit_code, 1);
  EXPECT_TRUE(holds(tall.err, "[layout.address-overflow]")) << tall.err;
  EXPECT_TRUE(holds(tall.err, "= join “")) << tall.err;
  EXPECT_TRUE(holds(tall.err, ", and it fits: Ms Watling / ")) << tall.err;
  EXPECT_EQ(tall.err.find("layout.address-overflow"), tall.err.rfind("layout.address-overflow")) << "told once";
}

TEST_F(Envelopes, ForPrograms) {
  const Outcome outcome = check(case_to(short_address), {"--envelope", "uk-dl-bs4264,notify-2.4", "--json"});
  EXPECT_EQ(outcome.exit_code, 1);
  const json result = json::parse(outcome.out)["result"];
  ASSERT_EQ(result["envelopes"].size(), 2U) << outcome.out;
  const json& fits = result["envelopes"][0];
  EXPECT_EQ(fits["envelope"], "uk-dl-bs4264");
  EXPECT_EQ(fits["fits"], true);
  EXPECT_EQ(fits["always_shows"]["bottom"], 86);
  EXPECT_EQ(fits["can_show"]["left"], 10);
  EXPECT_GT(fits["spare_mm"], 0);
  EXPECT_TRUE(fits["faults"].empty());
  const json& fails = result["envelopes"][1];
  EXPECT_EQ(fails["fits"], false);
  EXPECT_LT(fails["spare_mm"], 0);
  const auto last =
      std::ranges::find(fails["faults"], "TF3 4NT", [](const json& one) { return one["words"].get<std::string>(); });
  ASSERT_NE(last, fails["faults"].end()) << outcome.out;
  EXPECT_EQ((*last)["code"], "envelope.hidden");
  EXPECT_EQ((*last)["side"], "bottom");
}

TEST_F(Envelopes, ThatThereAreNotAreUsage) {
  const Outcome outcome = check(case_to(short_address), {"--envelope", "uk-c5,uk-dl-bs4246"});
  EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "there is no envelope \"uk-dl-bs4246\" [options.envelope]")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "did you mean \"uk-dl-bs4264\"?")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "known: din-680-dl, notify-2.4, uk-c5")) << outcome.err;
  EXPECT_EQ(check(case_to(short_address), {"--envelope", ""}).exit_code, 2);
}

TEST_F(Envelopes, AreDrawn) {
  const std::string picture = desk.folder / "window.png";
  const Outcome outcome =
      check(case_to(short_address), {"--envelope", "uk-dl-bs4264,notify-2.4", "--picture", picture});
  EXPECT_EQ(outcome.exit_code, 1) << "the picture does not make it right";
  EXPECT_TRUE(holds(outcome.out, "Drew " + picture)) << outcome.out;
  const std::string png = read_file(picture);
  ASSERT_GT(png.size(), 20'000U);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  const Outcome again = check(case_to(short_address), {"--envelope", "uk-c5", "--picture", picture});
  EXPECT_EQ(again.exit_code, 1) << again.err;
  EXPECT_TRUE(holds(again.err, "[output.exists]")) << again.err;
  EXPECT_EQ(read_file(picture), png);
  EXPECT_EQ(check(case_to(short_address), {"--envelope", "uk-dl-bs4264", "--picture", picture, "--force"}).exit_code,
            0);
  EXPECT_NE(read_file(picture), png);
}

TEST_F(Envelopes, AreNotDrawnOfNothing) {
  const std::string picture = desk.folder / "window.png";
  const Outcome none = check(case_to(short_address), {"--picture", picture});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_TRUE(holds(none.err, "there is no envelope to draw the letter in")) << none.err;
  const Outcome two = desk.engross({"check", sample, sample, "--envelope", "uk-c5", "--picture", picture});
  EXPECT_EQ(two.exit_code, 2);
  EXPECT_TRUE(holds(two.err, "--picture draws one letter, and 2 are named")) << two.err;
  EXPECT_TRUE(holds(desk.engross({"check", sample, "--envelope", "uk-c5", "--picture", "window.pdf"}).err,
                    "\"window.pdf\" is no name of a picture"));
}

// Whatever the house says holds for check, issue and everything between, and a department may think less of it.
TEST_F(Envelopes, OfAHouseHoldForEveryCommand) {
  const std::string own = department("envelopes: [notify-2.4]\n");
  write_file(input, case_to(short_address));
  const Outcome checked = desk.engross({"check", input, "--department", own});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_TRUE(holds(checked.err, "[envelope.hidden]")) << checked.err;
  const Outcome issued =
      desk.engross({"issue", input, "--department", own, "--unsigned", "-o", desk.folder / "letter.pdf"});
  EXPECT_EQ(issued.exit_code, 1);
  EXPECT_TRUE(holds(issued.err, "[envelope.hidden]")) << issued.err;
  EXPECT_EQ(desk.engross({"render", input, "--department", own, "-o", desk.folder / "proof.pdf"}).exit_code, 0)
      << "a proof shows what is wrong";
  EXPECT_EQ(desk.engross({"check", input, "--department", own, "--envelope", "uk-dl-bs4264"}).exit_code, 1)
      << "the house's own stay";
  std::string yaml = read_file(own + "/department.yaml");
  yaml.replace(yaml.find("severities: {}"), 14,
               "severities: {envelope.hidden: warning, envelope.shows: warning, envelope.clear-zone: warning}");
  write_file(own + "/department.yaml", yaml);
  EXPECT_EQ(
      desk.engross({"issue", input, "--department", own, "--unsigned", "-o", desk.folder / "letter.pdf"}).exit_code, 0);
}

TEST_F(Envelopes, OfADepartmentAreItsOwn) {
  const std::string envelopes =
      "mill-dl:\n  source: measured\n  sheet: {width: 210, height: 297}\n  folds: [105, 210]\n  fold_tolerance: 0.5\n"
      "  envelope: {width: 220, height: 110}\n  window: {left: 20, top: 53, width: 93, height: 39}\n"
      "  sources: {sheet: a, folds: a, fold_tolerance: a, envelope: a, window: a}\n";
  const std::string own = department("envelopes: [mill-dl]\n", envelopes);
  write_file(input, case_to(short_address));
  const Outcome fits = desk.engross({"check", input, "--department", own});
  EXPECT_EQ(fits.exit_code, 0) << fits.err;
  EXPECT_TRUE(holds(fits.out, "the address shows in mill-dl, and nothing else")) << fits.out;
  write_file(own + "/style.yaml", read_file(source_directory + "/plugins/dfe/style.yaml") + "envelopes: [mill-d1]\n");
  const Outcome unknown = desk.engross({"check", input, "--department", own});
  EXPECT_TRUE(holds(unknown.err, "there is no envelope \"mill-d1\" [envelope.unknown]")) << unknown.err;
  EXPECT_TRUE(holds(unknown.err, "dfe/style.yaml:")) << unknown.err;
  write_file(own + "/envelopes.yaml", envelopes + "  colour: white\n");
  const Outcome wrong = desk.engross({"check", input, "--department", own});
  EXPECT_TRUE(holds(wrong.err, "dfe/envelopes.yaml:9:3: error: \"mill-dl.colour\" is not known")) << wrong.err;
}

}  // namespace
}  // namespace engross::test
