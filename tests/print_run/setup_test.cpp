// The shared setup reads, fits every geometry of the project, and a wrong one is refused with all its faults.
#include "print_run/setup.hpp"

#include <filesystem>

#include "data/read.hpp"
#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

Result<PrintSetup> read(const std::string& yaml) {
  return PrintSetup::from(read_yaml(make_source("print-run.yaml", yaml)).value());
}

const std::string envelopes = "envelopes:\n  - {name: DL, most_sheets: 5, source: a}\n";
const std::string code =
    "code:\n  {left: 5, top: 118, module: 0.5, clear: 3, words: 6,\n   sources: {left: a, top: a, module: a, clear: a, "
    "words: a}}\n";

TEST(PrintSetup, OfTheProjectReads) {
  const PrintSetup setup = sample_setup();
  ASSERT_EQ(setup.envelopes.size(), 3U);
  EXPECT_EQ(setup.envelope_for(1), 0U);
  EXPECT_EQ(setup.envelope_for(5), 0U);
  EXPECT_EQ(setup.envelope_for(6), 1U);
  EXPECT_EQ(setup.envelope_for(100), 2U);
  EXPECT_EQ(setup.envelope_for(101), std::nullopt);
  for (const Envelope& envelope : setup.envelopes) EXPECT_FALSE(envelope.source.empty());
}

// Neither in a window nor where a letter may draw, in any geometry.
TEST(PrintSetup, FitsEveryGeometryOfTheProject) {
  int presets = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(ENGROSS_SOURCE_DIR) + "/templates/geometry")) {
    const auto preset = read_yaml(make_source(entry.path().string(), read_file(entry.path().string())));
    ASSERT_THAT(preset, Succeeds());
    const auto length = [&](const char* path) { return std::stod(find_path(preset->root, path)->text()); };
    Geometry geometry;
    geometry.page_width = length("page.width");
    geometry.page_height = length("page.height");
    geometry.window = {length("window.left"), length("window.top"), length("window.width"), length("window.height")};
    EXPECT_THAT(PrintRun::make(items_with_pages({1}), sample_setup(), {}, geometry, run_info()), Succeeds())
        << entry.path();
    const CodePlace stands = sample_setup().code;
    EXPECT_LE(stands.left + 16 * stands.module + stands.clear, length("printable.left")) << entry.path();
    for (const Value& fold : preset->root.find("folds")->items())
      EXPECT_FALSE(std::stod(fold.text()) > stands.top - stands.clear && std::stod(fold.text()) < stands.top + 20)
          << entry.path();
    ++presets;
  }
  EXPECT_GE(presets, 5);
}

TEST(PrintSetup, RefusesWhatItDoesNotKnowAndWhatIsMissing) {
  EXPECT_THAT(read(envelopes + code), Succeeds());
  EXPECT_THAT(read("[]"), FailsWith("print.type"));
  EXPECT_THAT(read(envelopes + code + "sheet: A4\n"), FailsWith("print.unknown-key"));
  EXPECT_THAT(read(envelopes), FailsWith("print.missing"));
  EXPECT_THAT(read(code), FailsWith("print.missing"));
  EXPECT_THAT(read("envelopes: DL\n" + code), FailsWith("print.envelopes"));
  EXPECT_THAT(read("envelopes: [DL]\n" + code), FailsWith("print.envelopes"));
  EXPECT_THAT(read("envelopes: [{name: DL, most_sheets: 0, source: a}]\n" + code), FailsWith("print.range"));
  EXPECT_THAT(read("envelopes: [{name: DL, most_sheets: 5}]\n" + code), FailsWith("print.missing"));
  const auto no_source = read(envelopes + "code: {left: 5, top: 118, module: 0.5, clear: 3, words: 6, sources: {}}");
  ASSERT_THAT(no_source, FailsWith("print.missing"));
  EXPECT_EQ(no_source.error().size(), 5U);
}

TEST(PrintSetup, RefusesEnvelopesThatAreNotInOrder) {
  const auto order = read(envelopes + "  - {name: C5, most_sheets: 5, source: a}\n" + code);
  ASSERT_THAT(order, FailsWith("print.envelopes"));
  EXPECT_EQ(order.error()[0].message, "the envelope C5 takes 5 sheets, no more than DL before it");
  EXPECT_EQ(place(order.error()[0]), "3:5");
  const auto twice = read(envelopes + "  - {name: DL, most_sheets: 9, source: a}\n" + code);
  ASSERT_THAT(twice, FailsWith("print.envelopes"));
  EXPECT_EQ(twice.error()[0].message, "the envelope DL is there twice");
}

TEST(PrintSetup, RefusesACodeWithoutAQuietZone) {
  std::string tight = code;
  tight.replace(tight.find("clear: 3"), 8, "clear: 0.4");
  const auto setup = read(envelopes + tight);
  ASSERT_THAT(setup, FailsWith("print.range"));
  EXPECT_EQ(setup.error()[0].message, "0.4 mm of clear space are less than one module of 0.5 mm");
}

}  // namespace
}  // namespace engross::test
