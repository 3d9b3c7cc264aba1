// The envelopes of the project show what was computed for them by hand, and a wrong profile is refused with its faults.
#include "style/envelope_profile.hpp"

#include "read_files.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

Result<EnvelopeProfiles> envelopes_of(const std::vector<std::string>& texts) {
  std::vector<SourceRef> files;
  for (const std::string& text : texts) files.push_back(make_source("envelopes.yaml", text));
  return EnvelopeProfiles::from(files);
}

EnvelopeProfiles of_the_project() {
  auto read = envelopes_of({file_text("templates/envelopes.yaml")});
  EXPECT_THAT(read, Succeeds());
  return read.value_or(EnvelopeProfiles{});
}

std::string profile(const std::string& folds, double tolerance, const std::string& envelope, const std::string& window,
                    const std::string& more = {}, const std::string& more_sources = {}) {
  return "mine:\n  source: a\n  sheet: {width: 210, height: 297}\n  folds: " + folds +
         "\n  fold_tolerance: " + std::to_string(tolerance) + "\n  envelope: " + envelope + "\n  window: " + window +
         "\n" + more + "  sources: {" + more_sources +
         "sheet: a, folds: a, fold_tolerance: a, envelope: a, window: a}\n";
}
const std::string dl = "{width: 220, height: 110}";
const std::string bs4264 = "{left: 20, top: 53, width: 93, height: 39}";

WindowReach reach(const std::string& yaml) {
  const auto read = envelopes_of({yaml});
  EXPECT_THAT(read, Succeeds());
  return read ? reach_of(*read->find("mine")) : WindowReach{};
}

void expect_area(const SheetArea& found, double left, double right, double top, double bottom) {
  EXPECT_NEAR(found.left, left, 1e-9);
  EXPECT_NEAR(found.right, right, 1e-9);
  EXPECT_NEAR(found.top, top, 1e-9);
  EXPECT_NEAR(found.bottom, bottom, 1e-9);
}

TEST(Envelopes, OfTheProjectAreThere) {
  const EnvelopeProfiles all = of_the_project();
  for (const char* name : {"uk-dl-bs4264", "uk-dl-22up", "uk-dl-35x90", "uk-c5", "din-680-dl", "notify-2.4"}) {
    const auto found = all.find(name);
    ASSERT_THAT(found, Succeeds());
    EXPECT_EQ(found->name, name);
    EXPECT_FALSE(found->source.empty());
  }
}

// By hand: the play is 10 mm across in a DL, 11 mm down when the fold is at 99, 5 mm at 105; 19 and 13.5 in a C5.
TEST(Envelopes, ShowWhatIsReckonedByHandWhenEveryFoldIsInItsPlace) {
  expect_area(reach(profile("[99, 198]", 0, dl, bs4264)).always, 20, 103, 53, 81);
  expect_area(reach(profile("[105, 210]", 0, dl, bs4264)).always, 20, 103, 53, 87);
  expect_area(reach(profile("[99, 198]", 0, dl, "{left: 18, top: 49, width: 93, height: 39}")).always, 18, 101, 49, 77);
  expect_area(reach(profile("[99, 198]", 0, dl, "{left: 20, top: 57, width: 90, height: 35}")).always, 20, 100, 57, 81);
  expect_area(
      reach(profile("[148.5]", 0, "{width: 229, height: 162}", "{left: 20, top: 58, width: 90, height: 44}")).always,
      20, 91, 58, 88.5);
  expect_area(reach(profile("[105, 210]", 0, dl, "{left: 20, top: 50, width: 90, height: 45}")).always, 20, 100, 50,
              90);
  expect_area(reach(profile("[105, 210]", 0, dl, bs4264)).ever, 10, 113, 48, 92);
}

// A fold a millimetre high leaves a packet of 104 mm, which slides 6.
TEST(Envelopes, ShowLessWhenFoldsMissTheirPlace) {
  expect_area(reach(profile("[105, 210]", 1, dl, bs4264)).always, 20, 103, 53, 86);
  expect_area(reach(profile("[105, 210]", 1, dl, bs4264)).ever, 10, 113, 47, 92);
  EXPECT_NEAR(reach(profile("[105, 210]", 1, dl, bs4264)).tallest, 107, 1e-9)
      << "panel two, 105 + 2, behind a first of 104";
  // Thirds, at 100 and 197: a third panel of 100 behind a second of 97 stands out 3 below the first fold.
  EXPECT_NEAR(reach(profile("[99, 198]", 1, dl, bs4264)).tallest, 103, 1e-9);
  EXPECT_NEAR(reach(profile("[99, 198]", 1, dl, bs4264)).most_down, 110 - 98, 1e-9);
}

TEST(Envelopes, HaveInsetsThatHoldTheSheet) {
  const WindowReach held =
      reach(profile("[105, 210]", 0, dl, bs4264, "  inset: {left: 2, right: 3, top: 1, bottom: 2}\n", "inset: a, "));
  EXPECT_NEAR(held.least_across, 2, 1e-9);
  EXPECT_NEAR(held.most_across, 7, 1e-9);
  EXPECT_NEAR(held.least_down, 1, 1e-9);
  EXPECT_NEAR(held.most_down, 3, 1e-9);
}

TEST(Envelopes, FoldOverEachOther) {
  const auto folded = [](double height, std::vector<double> folds) {
    const FoldedSheet sheet = folded_sheet(height, folds);
    return std::pair(sheet.top, sheet.bottom);
  };
  EXPECT_EQ(folded(297, {}), std::pair(0.0, 297.0));
  EXPECT_EQ(folded(297, {148.5}), std::pair(0.0, 148.5));
  EXPECT_EQ(folded(297, {140}), std::pair(-17.0, 140.0));
  EXPECT_EQ(folded(297, {105, 210}), std::pair(0.0, 105.0));
  EXPECT_EQ(folded(297, {90, 200}), std::pair(-20.0, 90.0));
  EXPECT_EQ(folded(297, {100, 180}), std::pair(0.0, 137.0)) << "a last panel of 117 behind one of 80";
}

TEST(Envelopes, OfADepartmentComeBeforeTheShared) {
  const std::string own = profile("[105, 210]", 2, dl, bs4264).replace(0, 4, "uk-dl-bs4264");
  const auto both = envelopes_of({own, file_text("templates/envelopes.yaml")});
  ASSERT_THAT(both, Succeeds());
  EXPECT_EQ(both->find("uk-dl-bs4264")->fold_tolerance, 2);
  EXPECT_EQ(both->find("uk-c5")->fold_tolerance, 1);
}

TEST(Envelopes, AreFoundByName) {
  const EnvelopeProfiles all = of_the_project();
  const auto missing = all.find("uk-dl-bs4246");
  ASSERT_THAT(missing, FailsWith("envelope.unknown"));
  EXPECT_EQ(missing.error()[0].message, "there is no envelope \"uk-dl-bs4246\"");
  EXPECT_EQ(missing.error()[0].hints[0], "did you mean \"uk-dl-bs4264\"?");
  EXPECT_NE(missing.error()[0].hints[1].find("known: din-680-dl, notify-2.4, uk-c5"), std::string::npos);
  const std::vector<std::string> twice{"uk-c5", "notify-2.4", "uk-c5"};
  const auto found = all.find(twice);
  ASSERT_THAT(found, Succeeds());
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ((*found)[1].name, "notify-2.4");
  const std::vector<std::string> none{"a", "b"};
  EXPECT_EQ(all.find(none).error().size(), 2U) << "every one that is unknown";
  EXPECT_THAT(EnvelopeProfiles{}.find("uk-c5"), FailsWith("envelope.unknown"));
}

std::string without(std::string text, const std::string& part, const std::string& instead = {}) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), instead);
}

TEST(Envelopes, ThatAreWrongAreRefused) {
  const std::string good = profile("[105, 210]", 1, dl, bs4264);
  const std::string zone =
      "post:\n  source: a\n  sheet: {width: 210, height: 297}\n  zone: {left: 20, top: 40, width: 80, height: 30}\n"
      "  clear: [{name: all, left: 0, top: 0, width: 9, height: 9}]\n  sources: {sheet: a, zone: a, clear: a}\n";
  EXPECT_THAT(envelopes_of({good, zone}), Succeeds());
  EXPECT_THAT(envelopes_of({"{"}), FailsWith("data.syntax"));
  EXPECT_THAT(envelopes_of({"[]"}), FailsWith("envelope.type"));
  EXPECT_THAT(envelopes_of({"mine: 3\n"}), FailsWith("envelope.type"));
  EXPECT_THAT(envelopes_of({without(good, "mine", "Mine!")}), FailsWith("envelope.id"));
  EXPECT_THAT(envelopes_of({without(good, "  source: a\n")}), FailsWith("envelope.missing"));
  EXPECT_THAT(envelopes_of({without(good, "  fold_tolerance: 1.000000\n")}), FailsWith("envelope.missing"));
  EXPECT_THAT(envelopes_of({without(good, "window: a", "windows: a")}), FailsWith("envelope.unknown-key"));
  EXPECT_THAT(envelopes_of({without(good, "window: a", "windows: a")}), FailsWith("envelope.missing"))
      << "a number without a source";
  EXPECT_THAT(envelopes_of({without(good, "[105, 210]", "[105, low]")}), FailsWith("envelope.type"));
  EXPECT_THAT(envelopes_of({without(good, "width: 220", "width: -1")}), FailsWith("envelope.range"));
  EXPECT_THAT(envelopes_of({without(zone, "clear: [{", "clear: 3 #")}), FailsWith("envelope.type"));
  EXPECT_THAT(envelopes_of({without(zone, "clear: [{name: all", "clear: [4, {nome: all")}), FailsWith("envelope.type"));
  EXPECT_THAT(envelopes_of({without(zone, "{name: all", "{nome: all")}), FailsWith("envelope.missing"));
  EXPECT_THAT(envelopes_of({without(zone, "  clear:", "  folds: [99]\n  clear:")}), FailsWith("envelope.geometry"));
  EXPECT_THAT(envelopes_of({without(zone, "width: 80", "width: 200")}), FailsWith("envelope.geometry"))
      << "off the sheet";
}

// The message says what does not go together.
TEST(Envelopes, WhoseMeasuresDoNotGoTogetherAreRefused) {
  const auto why = [](const std::string& yaml) {
    const auto read = envelopes_of({yaml});
    if (read) return std::string("nothing");
    EXPECT_EQ(read.error()[0].code, "envelope.geometry");
    return read.error()[0].message;
  };
  EXPECT_EQ(why(profile("[108, 210]", 1, dl, bs4264)), "nothing");
  EXPECT_EQ(why(profile("[109, 210]", 2, dl, bs4264)),
            "mine: folded, the sheet may be 111 mm high, and the envelope has 110 mm");
  EXPECT_EQ(why(profile("[105, 210]", 1, "{width: 209, height: 110}", bs4264)),
            "mine: the sheet is 210 mm wide, and the envelope has 209 mm");
  EXPECT_EQ(why(profile("[105, 210]", 1, dl, "{left: 130, top: 53, width: 93, height: 39}")),
            "mine: the window leaves the envelope");
  EXPECT_EQ(
      why(profile("[105, 210]", 1, dl, "{left: 20, top: 53, width: 93, height: 5}")),
      "mine: no part of the sheet shows wherever it lies, 0 mm from the window's edges: the sheet slides 10 mm across "
      "and 6 mm down");
  EXPECT_EQ(why(profile("[105, 210]", 1, dl, "{left: 5, top: 53, width: 93, height: 39}")),
            "mine: the window can show x -5 to 98, y 47 to 92 mm of the sheet, which is more than its first panel, 210 "
            "by 104 "
            "mm: what lies behind would show");
  EXPECT_EQ(why(profile("[210, 105]", 1, dl, bs4264)),
            "mine: a fold at 105 mm leaves a panel of less than a centimetre");
  EXPECT_EQ(why(profile("[105, 295]", 1, dl, bs4264)), "mine: a fold at 295 mm is not on a sheet 297 mm high");
  EXPECT_EQ(why(profile("[70, 140, 210]", 1, dl, bs4264)), "mine: 3 folds are told; a sheet is folded twice at most");
}

}  // namespace
}  // namespace engross::test
