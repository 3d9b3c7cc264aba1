// Pages set by hand in envelopes of known measures: what is hidden, what shows, by how many millimetres; and how it is
// told.
#include "envelopes/window_proof.hpp"

#include <fmt/format.h>

#include "envelopes/hand_made.hpp"
#include "envelopes/window_findings.hpp"

namespace engross::test {
namespace {

const std::vector<std::string> six{"Mrs Ada Wynne", "Rivers House", "Mill House", "Weir Lane", "Ludlow", "SY8 1AA"};

// "hidden SY8 1AA bottom 1.2", "shows Our ref bottom 0.9", a word for each fault.
std::vector<std::string> faults(const WindowProof& proof) {
  std::vector<std::string> made;
  if (proof.other_sheet) made.emplace_back("sheet");
  if (proof.address.empty()) made.emplace_back("no address");
  if (proof.too_many_lines) made.emplace_back("lines");
  for (const HiddenLine& line : proof.hidden)
    made.push_back(fmt::format("{} {} {} {:.2f}", line.is_cut ? "hidden" : "near", proof.items[line.item].words,
                               name_of(line.side), line.by));
  for (const ShownItem& item : proof.shown)
    made.push_back(fmt::format("shows {} {} {:.2f}", proof.items[item.item].words, name_of(item.from), item.by));
  for (const ZoneFault& fault : proof.in_clear)
    made.push_back(fmt::format(
        "clear {} {} {:.2f}", proof.items[fault.item].words,
        fault.zone < 0 ? "around" : proof.profile.clear[static_cast<std::size_t>(fault.zone)].name, fault.gap));
  return made;
}
using Faults = std::vector<std::string>;

// What surely shows in a BS 4264 envelope, folded at 105 and 210 within 1 mm: x 20 to 103, y 53 to 86; the address
// stays 2 mm inside. What can show: x 10 to 113, y 47 to 92.
constexpr const char* dl = "uk-dl-bs4264";

TEST(WindowProof, KnowsWhatShows) {
  const WindowReach reach = reach_of(envelope(dl));
  EXPECT_NEAR(reach.always.left, 20, 1e-9);
  EXPECT_NEAR(reach.always.top, 53, 1e-9);
  EXPECT_NEAR(reach.always.right, 103, 1e-9);
  EXPECT_NEAR(reach.always.bottom, 86, 1e-9);
  EXPECT_NEAR(reach.ever.left, 10, 1e-9);
  EXPECT_NEAR(reach.ever.top, 47, 1e-9);
  EXPECT_NEAR(reach.ever.right, 113, 1e-9);
  EXPECT_NEAR(reach.ever.bottom, 92, 1e-9);
}

TEST(WindowProof, OfAnAddressThatFits) {
  const WindowProof proof = HandMade().address(six, 25, 59).words("Our ref: R-2031", 25, 100).in(dl);
  EXPECT_EQ(faults(proof), Faults{});
  EXPECT_TRUE(proof.holds());
  ASSERT_EQ(proof.address.size(), 6U);
  EXPECT_EQ(proof.items[proof.address[0]].words, "Mrs Ada Wynne");
  // A "d" of ten points is 2.56 mm high (1484 of 2048 units): the first line could move up to 55.
  EXPECT_NEAR(proof.room[1], 59 - 10 * 25.4 / 72 * 1484 / 2048 - 55, 1e-3);
}

// Baselines at 62.7 and on, 4.233 apart: the seventh is at 88.1, its digits' ink a little below.
TEST(WindowProof, OfAnAddressThatIsTooLow) {
  const WindowProof proof = HandMade().address(six, 25, 62.7).in(dl);
  EXPECT_EQ(faults(proof), Faults{});
  const WindowProof low = HandMade().address(six, 25, 63.2).in(dl);
  EXPECT_EQ(faults(low), (Faults{"near SY8 1AA bottom 0.40"}));
  const WindowProof lower = HandMade().address(six, 25, 65.2).in(dl);
  EXPECT_EQ(faults(lower), (Faults{"hidden SY8 1AA bottom 2.40"}));
}

TEST(WindowProof, OfDescenders) {
  const std::vector<std::string> plain{"Mr Rowe", "Weir Lane", "Hull"}, deep{"Mr Rowe", "Weir Lane", "Goring-by-Sea"};
  EXPECT_EQ(faults(HandMade().address(plain, 25, 75.4).in(dl)), Faults{});
  // The same baselines: a g of ten points hangs 0.73 mm below its own.
  EXPECT_EQ(faults(HandMade().address(deep, 25, 75.4).in(dl)), (Faults{"near Goring-by-Sea bottom 0.60"}));
}

TEST(WindowProof, OfAnAddressThatIsTooWideOrTooFarOut) {
  const std::string wide = "The Association of Friends of the Weirs of Shropshire";
  const WindowProof proof = HandMade().address({"Mr Rowe", wide, "Hull"}, 25, 60).in(dl);
  ASSERT_EQ(proof.hidden.size(), 1U);
  EXPECT_EQ(proof.items[proof.hidden[0].item].words, wide);
  EXPECT_EQ(proof.hidden[0].side, SheetSide::right);
  EXPECT_TRUE(proof.hidden[0].is_cut);
  const WindowProof out = HandMade().address({"Mr Rowe", "Weir Lane", "Hull"}, 21, 60).in(dl);
  ASSERT_EQ(out.hidden.size(), 3U);
  for (const HiddenLine& line : out.hidden) {
    EXPECT_EQ(line.side, SheetSide::left);
    EXPECT_FALSE(line.is_cut);
  }
  const WindowProof high = HandMade().address({"Mr Rowe", "Weir Lane", "Hull"}, 25, 55).in(dl);
  ASSERT_EQ(high.hidden.size(), 1U);
  EXPECT_EQ(high.hidden[0].side, SheetSide::top);
}

TEST(WindowProof, OfAReferenceAtTheBottomOfTheWindow) {
  HandMade page;
  page.address({"Mr Rowe", "Weir Lane", "Hull"}, 25, 60);
  // The "f" is 2.56 mm high; the window can show down to 92.
  page.words("Our ref: R-2031", 25, 94.6);
  EXPECT_EQ(faults(page.in(dl)), Faults{});
  page.words("Your ref: TC/88", 25, 93);
  const WindowProof proof = page.in(dl);
  ASSERT_EQ(proof.shown.size(), 1U);
  EXPECT_EQ(proof.items[proof.shown[0].item].words, "Your ref: TC/88");
  EXPECT_EQ(proof.shown[0].from, SheetSide::bottom);
  EXPECT_NEAR(proof.shown[0].by, 92 - (93 - 10 * 25.4 / 72 * 1484 / 2048), 1e-3);
}

TEST(WindowProof, OfAPictureARuleAndASignatureThatShow) {
  const std::vector<std::string> three{"Mr Rowe", "Weir Lane", "Hull"};
  EXPECT_EQ(faults(HandMade().address(three, 25, 60).picture(15, 10, 40, 37).in(dl)), Faults{});
  EXPECT_EQ(faults(HandMade().address(three, 25, 60).picture(15, 10, 40, 38.5).in(dl)),
            (Faults{"shows The office's crest top 1.50"}));
  EXPECT_EQ(faults(HandMade().address(three, 25, 60).rule(112, 40, 0.5, 50).in(dl)), (Faults{"shows  right 1.00"}));
  EXPECT_EQ(faults(HandMade().address(three, 25, 60).field(5, 60, 6, 10).in(dl)),
            (Faults{"shows Signature of Una Brook left 1.00"}));
  EXPECT_EQ(faults(HandMade().address(three, 25, 60).field(5, 60, 0, 0).in(dl)), Faults{}) << "it cannot be seen";
}

TEST(WindowProof, OfSevenLinesAndEight) {
  std::vector<std::string> lines{"Mrs Ada Wynne", "Rivers House", "Mill House", "Weir Lane",
                                 "Dinham",        "Ludlow",       "SY8 1AA"};
  EXPECT_EQ(faults(HandMade().address(lines, 25, 58.3).in(dl)), Faults{}) << "as many as BS 4264 holds at ten points";
  EXPECT_EQ(faults(HandMade().address(lines, 25, 58.3).in("uk-dl-35x90")),
            (Faults{"hidden Mrs Ada Wynne top 3.26", "near Ludlow bottom 1.50", "hidden SY8 1AA bottom 5.73"}));
  lines.emplace_back("FRANCE");
  EXPECT_EQ(faults(HandMade().address(lines, 25, 56, 3.6, 8).in(dl)).front(), "lines");
}

TEST(WindowProof, OfWordsFromRightToLeft) {
  const std::string hebrew = "רחוב הנחל";
  const WindowProof proof =
      HandMade().words("Mr Rowe", 25, 60, 10, true).right_to_left(hebrew, 88, 64.2, 10, true).in(dl);
  ASSERT_EQ(proof.hidden.size(), 1U);
  EXPECT_EQ(proof.items[proof.hidden[0].item].words, hebrew) << "told as it is read";
  EXPECT_EQ(proof.hidden[0].side, SheetSide::right);
  const WindowProof fits =
      HandMade().words("Mr Rowe", 25, 60, 10, true).right_to_left(hebrew, 80, 64.2, 10, true).in(dl);
  EXPECT_EQ(faults(fits), Faults{});
}

TEST(WindowProof, OfWhatMustStayClear) {
  const std::vector<std::string> three{"Mr Rowe", "Weir Lane", "Hull"};
  // More than the window can show: what stands within it is told once, as what shows.
  EnvelopeProfile narrow = envelope(dl);
  narrow.clear_around = 100;
  HandMade page;
  page.address(three, 25, 60).words("Tel 0370", 130, 60).words("Fax", 90, 60);
  const WindowProof around = prove_window(page.pages(), narrow);
  ASSERT_EQ(around.shown.size(), 1U);
  ASSERT_EQ(around.in_clear.size(), 1U);
  EXPECT_NEAR(around.in_clear[0].gap, 130 - around.items[around.address[1]].all().right, 0.2);
  EXPECT_EQ(around.in_clear[0].zone, -1);
  EXPECT_EQ(around.items[around.in_clear[0].item].words, "Tel 0370");
  EXPECT_FALSE(around.holds());

  const WindowProof notify =
      HandMade().address(three, 24.6, 50).words("OFFICIAL", 60, 36).words("Our ref", 24.6, 94).in("notify-2.4");
  EXPECT_EQ(faults(notify),
            (Faults{"clear OFFICIAL between logo and text 0.00", "clear Our ref between logo and text 0.00"}));
  const WindowProof margin = HandMade().address(three, 25, 50).words("1/2", 192, 290).in("notify-2.4");
  EXPECT_EQ(faults(margin), (Faults{"clear 1/2 right margin 0.00"}));
  EXPECT_EQ(faults(HandMade().address(three, 25, 50).words("Our ref", 25, 99).words("Tel", 126, 60).in("notify-2.4")),
            Faults{});
  EXPECT_EQ(faults(HandMade().address(three, 24, 50).in("notify-2.4")).size(), 3U) << "0.6 mm left of the zone";
}

TEST(WindowProof, OfASheetThatIsAnother) {
  HandMade letter;
  letter.address({"Mr Rowe", "Hull"}, 25, 60);
  letter.page().width = 612;
  letter.page().height = 792;
  EXPECT_EQ(faults(letter.in(dl)), Faults{"sheet"});
  letter.page().width = 595;  // whole points
  letter.page().height = 842;
  EXPECT_EQ(faults(letter.in(dl)), Faults{});
}

TEST(WindowProof, OfAPageWithoutAnAddress) {
  HandMade page;
  page.words("Dear Mr Rowe", 25, 110);
  const WindowProof proof = page.in(dl);
  EXPECT_EQ(faults(proof), Faults{"no address"});
  EXPECT_FALSE(proof.holds());
  const Diagnostics told = window_findings(proof, {});
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].severity, Severity::warning) << "it may go by hand";
  EXPECT_FALSE(prove_window({}, envelope(dl)).holds());
}

TEST(WindowProof, LeavesTheMarkOfAProofOut) {
  HandMade page;
  page.address(six, 25, 59).words("PROOF", 60, 70, 40);
  EXPECT_EQ(page.in(dl).shown.size(), 1U);
  page.page().order.back().artifact_kind = ArtifactKind::watermark;
  EXPECT_EQ(faults(page.in(dl)), Faults{});
}

TEST(WindowFindings, NameTheWordsTheSideAndTheMillimetres) {
  Letter letter;
  letter.sections.push_back(
      {Part::addressee, {lines("Mrs Ada Wynne\nRivers House\nMill House\nWeir Lane\nLudlow\nSY8 1AA")}});
  letter.sections.push_back({Part::reference, {paragraph("Our ref: R-2031")}});
  const SourceRef source = make_source("case.json", "............................SY8 1AA.....Our ref: R-2031");
  letter.sections[0].blocks[0].inlines.back().origin.span = {source, 28, 35};
  letter.sections[1].blocks[0].inlines.back().origin.span = {source, 40, 55};
  const WindowProof proof =
      HandMade().address(six, 25, 65.2).words("Our ref: R-2031", 25, 93).picture(15, 10, 40, 38.5).in(dl);
  const Diagnostics told = window_findings(proof, letter);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].code, "envelope.hidden");
  EXPECT_EQ(told[0].span.begin, 28U);
  EXPECT_EQ(told[0].message,
            "in the envelope uk-dl-bs4264, the address line “SY8 1AA” reaches 2.5 mm too far down: the window can hide "
            "some of it");
  EXPECT_EQ(told[0].hints,
            std::vector<std::string>{"what always shows is x 20 to 103, y 53 to 86 mm; the address stays 2 mm inside"});
  EXPECT_EQ(told[1].code, "envelope.shows");
  EXPECT_EQ(told[1].span.begin, 40U);
  EXPECT_EQ(told[1].message,
            "in the envelope uk-dl-bs4264, “Our ref: R-2031” can show beside the address: it reaches 1.6 mm into the "
            "window from below");
  EXPECT_EQ(told[2].message,
            "in the envelope uk-dl-bs4264, the picture “The office's crest” can show beside the address: it reaches "
            "1.5 mm into "
            "the window from above");
  EXPECT_EQ(told[2].hints,
            std::vector<std::string>{"the window can show x 10 to 113, y 47 to 92 mm; keep everything else out of it"});
}

// "Telford" is not told at "Telford & Wrekin Council", nor a wrapped part nowhere.
TEST(WindowFindings, StandAtTheLineThatTheyMean) {
  Letter letter;
  letter.sections.push_back({Part::addressee, {lines("Telford & Wrekin Council\nTelford\nThe Old Forge")}});
  const SourceRef source = make_source("case.json", std::string(60, '.'));
  std::vector<Inline>& inlines = letter.sections[0].blocks[0].inlines;
  for (const std::size_t at : {0U, 2U, 4U})
    inlines[at].origin.span = {source, static_cast<std::uint32_t>(10 * at), static_cast<std::uint32_t>(10 * at + 5)};
  const Diagnostics told =
      window_findings(HandMade().address({"Telford & Wrekin Council", "Telford", "Forge"}, 25, 95).in(dl), letter);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].span.begin, 0U);
  EXPECT_EQ(told[1].span.begin, 20U);
  EXPECT_EQ(told[2].span.begin, 40U);
}

TEST(WindowFindings, TellTheRest) {
  const std::vector<std::string> three{"Mr Rowe", "Weir Lane", "Hull"};
  const Diagnostics clear =
      window_findings(HandMade().address(three, 25, 50).words("OFFICIAL", 60, 36).in("notify-2.4"), {});
  ASSERT_EQ(clear.size(), 1U);
  EXPECT_EQ(clear[0].code, "envelope.clear-zone");
  EXPECT_EQ(clear[0].message, "“OFFICIAL” stands where notify-2.4 wants nothing on page 1: between logo and text");
  EXPECT_EQ(clear[0].hints, std::vector<std::string>{"keep x 15 to 125, y 30 to 95 mm clear"});
  const Diagnostics zone =
      window_findings(HandMade().address(three, 24, 50).words("Our ref", 60, 67).in("notify-2.4"), {});
  ASSERT_EQ(zone.size(), 4U);
  EXPECT_EQ(zone[1].message,
            "for notify-2.4, the address line “Weir Lane” reaches 0.6 mm too far to the left: it leaves the zone of "
            "the address");
  EXPECT_EQ(zone[1].hints, std::vector<std::string>{"the zone is x 24.6 to 120, y 39.5 to 66.3 mm"});
  EXPECT_EQ(zone[3].message,
            "for notify-2.4, “Our ref” stands in the zone of the address: it reaches 1.9 mm into the zone from below");
  EXPECT_EQ(mm_up(0.01), "0.1");
  EXPECT_EQ(mm_up(1.2), "1.2");
  EXPECT_EQ(mm_up(1.21), "1.3");
}

}  // namespace
}  // namespace engross::test
