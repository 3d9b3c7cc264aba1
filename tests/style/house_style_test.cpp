#include "style/house_style.hpp"

#include "read_files.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

// The least that a style must say; `more` is added at the end.
std::string style_text(const std::string& more, const std::string& geometry = "uk-dl-bs4264") {
  return "geometry: " + geometry +
         "\n"
         "fonts: {regular: a/r.ttf, bold: a/b.ttf, italic: a/i.ttf, bold_italic: a/bi.ttf}\n" +
         (!more.starts_with("text: {") ? "text: {body: {size: 12, leading: 15}}\n" : "") + more;
}

Result<HouseStyle> read(const std::string& text) {
  return HouseStyle::from(test::yaml(text), test::presets());
}

TEST(HouseStyle, ReadsTheStyleOfTheSampleDepartment) {
  const auto style = HouseStyle::from(test::yaml_file("plugins/dfe/style.yaml"), test::presets());
  ASSERT_THAT(style, Succeeds());
  EXPECT_EQ(style->geometry.name, "uk-dl-bs4264");
  EXPECT_EQ(style->geometry.folds, (std::vector<double>{105, 210}));
  EXPECT_EQ(style->role("body").size, 12);
  EXPECT_EQ(style->role("address").size, 10);
  EXPECT_TRUE(style->role("subject").bold);
  EXPECT_EQ(style->sender_lines.size(), 9U);
  ASSERT_TRUE(style->logo);
  EXPECT_EQ(style->logo->alternative, "Department for Education");
  EXPECT_EQ(style->signature_height, 17);
  EXPECT_EQ(style->page_number_by_language.at("cy"), "Tudalen {page} o {pages}");
  EXPECT_EQ(style->labels.at("our_ref.cy"), "Ein cyf");
}

TEST(HouseStyle, TheLeastStyleHasUsableDefaults) {
  const auto style = read(style_text(""));
  ASSERT_THAT(style, Succeeds());
  EXPECT_FALSE(style->logo);
  EXPECT_EQ(style->role("caption").size, 12) << "a role that the style does not name looks like the body";
  EXPECT_EQ(style->labels.at("your_ref"), "Your ref");
  EXPECT_EQ(style->embedding, FontEmbedding::tiered);
}

TEST(HouseStyle, ARoleTakesFromTheBodyWhatItLeavesOut) {
  const auto style =
      read(style_text("text: {body: {size: 12, leading: 15, colour: '#112233'}, subject: {bold: true}}"));
  ASSERT_THAT(style, Succeeds());
  EXPECT_EQ(style->role("subject").leading, 15);
  EXPECT_EQ(style->role("subject").colour, style->role("body").colour);
}

TEST(HouseStyle, AnOverrideDiffersFromItsPresetInNumbersOnly) {
  const auto plain = read(style_text(""));
  const auto changed =
      read(style_text("", "{preset: uk-dl-bs4264, body_width: 150, address: {height: 25}, folds: [99, 198]}"));
  ASSERT_THAT(plain, Succeeds());
  ASSERT_THAT(changed, Succeeds());
  EXPECT_EQ(changed->geometry.body_width, 150);
  EXPECT_EQ(changed->geometry.address.height, 25);
  EXPECT_EQ(changed->geometry.address.width, plain->geometry.address.width);
  EXPECT_EQ(changed->geometry.folds, (std::vector<double>{99, 198}));
  EXPECT_EQ(changed->geometry.name, plain->geometry.name);
  EXPECT_EQ(changed->geometry.address_fills_up, plain->geometry.address_fills_up);
}

struct Wrong {
  std::string style;
  std::string place;  // line:column of the first problem
  std::string code;
  std::string message;
};

void PrintTo(const Wrong& wrong, std::ostream* out) {
  *out << wrong.style;
}

class WrongStyle : public testing::TestWithParam<Wrong> {};

TEST_P(WrongStyle, IsRefusedWhereItStands) {
  const auto style = read(GetParam().style);
  ASSERT_THAT(style, FailsWith(GetParam().code));
  const Diagnostic& first = style.error().front();
  EXPECT_EQ(test::place(first), GetParam().place) << print(style.error());
  EXPECT_EQ(first.message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    HouseStyle, WrongStyle,
    testing::Values(
        Wrong{"- a\n", "1:1", "style.type", "a house style must be an object, but this is an array"},
        Wrong{style_text("margin: 3"), "4:1", "style.unknown-key", "\"margin\" is not known"},
        Wrong{style_text("alignement: left"), "4:1", "style.unknown-key", "\"alignement\" is not known"},
        Wrong{style_text("", "uk-dl"), "1:11", "style.no-preset", "there is no geometry \"uk-dl\""},
        Wrong{style_text("", "7"), "1:11", "style.type", "\"geometry\" is a number, but must be a string"},
        Wrong{style_text("", "{body_width: 150}"), "1:11", "style.missing", "\"geometry.preset\" is missing"},
        Wrong{style_text("", "{preset: uk-c4}"), "1:20", "style.no-preset", "there is no geometry \"uk-c4\""},
        Wrong{style_text("lengths: {body_width: 150}"), "4:1", "style.unknown-key", "\"lengths\" is not known"},
        Wrong{"geometry: uk-c5\ntext: {body: {}}\n", "1:1", "style.missing", "\"fonts\" is missing"},
        Wrong{style_text("text: {subject: {size: 12}}"), "3:7", "style.missing", "\"text.body\" is missing"},
        Wrong{style_text("text: {body: {size: 4}}"), "3:21", "style.range",
              "\"text.body.size\" is 4, but must be 5 to 72 points"},
        Wrong{style_text("text: {body: {size: 12, leading: 11}}"), "3:34", "style.range",
              "\"text.body.leading\" is 11 points, so that lines of 12 points would touch"},
        Wrong{style_text("text: {body: {colour: red}}"), "3:23", "style.type",
              "\"text.body.colour\" is \"red\", but must be a colour such as \"#1d3557\""},
        Wrong{style_text("text: {body: {colour: '#12345g'}}"), "3:23", "style.type",
              "\"text.body.colour\" is \"#12345g\", but must be a colour such as \"#1d3557\""},
        Wrong{style_text("text: {body: {colour: '#999999'}}"), "3:23", "style.contrast",
              "\"text.body.colour\" has a contrast of 2.8 to 1 on white paper, but text must have 4.5 to 1"},
        Wrong{style_text("text: {body: {}, footer: {}}"), "3:18", "style.unknown-key", "\"text.footer\" is not known"},
        Wrong{style_text("logo: {picture: pictures/a.png, width: 30}"), "4:7", "style.no-alternative",
              "the logo has no words for those who cannot see it"},
        Wrong{
            style_text("logo: {picture: ../a.png, width: 30, alternative: A}"), "4:17", "style.path",
            "\"logo.picture\" is \"../a.png\", but must be a path below the department, such as \"pictures/logo.png\""},
        Wrong{style_text("logo: {picture: a.png, width: 90, alternative: A}"), "4:7", "style.range",
              "the logo is 90 mm wide, but the letterhead has 80 mm"},
        Wrong{style_text("alignment: centre"), "4:12", "style.choice", "\"centre\" is not one of: left, justified"},
        Wrong{style_text("hyphenate: true"), "4:12", "style.range", "only justified text is hyphenated"},
        Wrong{style_text("hyphenate: yes"), "4:12", "style.type",
              "\"hyphenate\" is a string, but must be true or false"},
        Wrong{style_text("continuation: '{reference} {name}'"), "4:15", "style.placeholder",
              "\"continuation\" has {name}, which nothing fills"},
        Wrong{style_text("continuation: '{page'"), "4:15", "style.placeholder",
              "\"continuation\" has {page}, which nothing fills"},
        Wrong{style_text("continuation: '{pages}'"), "4:15", "style.placeholder",
              "\"continuation\" has {pages}, which nothing fills"},
        Wrong{style_text("page_number: {text: 'Page {number}'}"), "4:21", "style.placeholder",
              "\"page_number.text\" has {number}, which nothing fills"},
        Wrong{style_text("keep: {widows: 1.5}"), "4:16", "style.range",
              "\"keep.widows\" is 1.5, but must be a whole number"},
        Wrong{style_text("keep: {widows: 0}"), "4:16", "style.range",
              "\"keep.widows\" is 0, but must be 1 to 10 lines"},
        Wrong{style_text("list_indent: 1e999"), "4:14", "style.range",
              "\"list_indent\" is 1e999, but must be 0 to 40 mm"},
        Wrong{style_text("sender: {lines: [3]}"), "4:18", "style.type",
              "\"sender.lines\" must be a list of strings, but this is a number"},
        Wrong{style_text("labels: {ourref: X}"), "4:10", "style.unknown-key", "\"labels.ourref\" is not known"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_widht: 3}"), "1:34", "style.unknown-key",
              "\"geometry.body_widht\" is not known"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, name: x}"), "1:34", "style.unknown-key",
              "\"geometry.name\" is not known"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_width: wide}"), "1:46", "style.type",
              "\"geometry.body_width\" is a string, but must be a number"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_width: -3}"), "1:46", "style.range",
              "\"geometry.body_width\" is -3, but must be 0 to 2000 mm"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, folds: [x]}"), "1:42", "style.type",
              "\"geometry.folds\" must be a list of numbers, but this is a string"},
        Wrong{
            style_text("", "{preset: uk-dl-bs4264, address: {height: 40}, reference_top: 100}"), "1:11",
            "style.geometry",
            "the address x 25 to 101, y 55 to 95 mm leaves what shows through the window, x 20 to 103, y 53 to 87 mm"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, sender: {left: 90}}"), "1:11", "style.geometry",
              "the sender's lines would show through the window"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_width: 175}"), "1:11", "style.geometry",
              "the body x 25 to 200, y 112 to 276 mm leaves the printable area"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, reference_top: 80}"), "1:11", "style.geometry",
              "the reference stands above the end of the address"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_top: 90}"), "1:11", "style.geometry",
              "the body starts above the reference"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_width: 30}"), "1:11", "style.geometry",
              "a body 30 mm wide holds no line of text; 40 mm at least"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, body_top: 250}"), "1:11", "style.geometry",
              "a page must leave the body 40 mm at least"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, page_number: 296}"), "1:11", "style.geometry",
              "the page number must lie between the body and the printable area's bottom"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, continuation_header: 40}"), "1:11", "style.geometry",
              "the continuation header must lie between the printable area's top and the body"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, folds: [300]}"), "1:11", "style.geometry",
              "a fold at 300 mm is not on the sheet"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, letterhead: {height: 60}}"), "1:11", "style.geometry",
              "the letterhead runs into the address"},
        Wrong{style_text("", "{preset: uk-dl-bs4264, printable: {width: 200}}"), "1:11", "style.geometry",
              "the printable area x 15 to 215, y 5 to 292 mm leaves the sheet"}));

TEST(HouseStyle, EveryProblemIsReportedAtOnce) {
  const auto style = read(style_text("alignement: left\nlist_indent: 99\nembedding: none\n"));
  ASSERT_FALSE(style.has_value());
  ASSERT_EQ(style.error().size(), 3U) << print(style.error());
}

TEST(HouseStyle, UnknownKeysGetAHint) {
  const auto style = read(style_text("alignement: left"));
  ASSERT_FALSE(style.has_value());
  EXPECT_EQ(style.error().front().hints, (std::vector<std::string>{"did you mean \"alignment\"?"}));
}

TEST(Presets, SetExactlyTheSameKeys) {
  const auto keys = [](const Value& value) { return value.keys(); };
  const Document& first = test::presets().begin()->second;
  for (const auto& [name, preset] : test::presets()) {
    EXPECT_EQ(keys(preset.root), keys(first.root)) << name;
    EXPECT_EQ(keys(*preset.root.find("sources")), keys(*first.root.find("sources"))) << name;
    EXPECT_EQ(preset.root.find("name")->text(), name);
  }
}

TEST(Presets, AreConsistentAndReadable) {
  for (const auto& [name, preset] : test::presets()) {
    const auto style = read(style_text("", name));
    ASSERT_THAT(style, Succeeds()) << name;
    const Geometry& g = style->geometry;
    // Liberation Sans 12 points: 0.443 em a character in English prose (measured), so 1.875 mm.
    const double characters = g.body_width / (0.443 * 12 * 25.4 / 72);
    EXPECT_GE(characters, 60) << name;
    EXPECT_LE(characters, 75) << name;
    const double lines = g.address.height / (12 * 25.4 / 72);
    EXPECT_GE(lines, 6) << name << ": six lines of 10/12 points";
    EXPECT_GE(g.body_top, g.address.bottom()) << name;
  }
}

TEST(Presets, APresetWithoutASourceForANumberIsRefused) {
  std::string text = test::file_text("templates/geometry/uk-c5.yaml");
  const std::size_t at = text.find("  body_left: house choice");
  text.erase(at, text.find('\n', at) + 1 - at);
  auto all = test::presets();
  all.insert_or_assign("uk-c5", test::yaml(text, "uk-c5.yaml"));
  const auto style = HouseStyle::from(test::yaml(style_text("", "uk-c5")), all);
  ASSERT_THAT(style, FailsWith("style.missing"));
  EXPECT_EQ(style.error().front().message, "\"sources.body_left\" is missing");
  EXPECT_EQ(style.error().front().span.source->name, "uk-c5.yaml");
}

TEST(HouseStyle, TellsNoEndOfFaults) {
  std::string more;
  for (int i = 0; i < 1000; ++i) more += "x" + std::to_string(i) + ": 1\n";
  const auto style = read(style_text(more));
  ASSERT_FALSE(style.has_value());
  EXPECT_EQ(style.error().size(), 21U);
  EXPECT_EQ(style.error().back().code, "base.left-out");
}

TEST(Presets, APresetThatIsNoObjectIsRefused) {
  auto all = test::presets();
  all.insert_or_assign("uk-c5", test::yaml("[1]"));
  EXPECT_THAT(HouseStyle::from(test::yaml(style_text("", "uk-c5")), all), FailsWith("style.type"));
}

}  // namespace
}  // namespace engross
