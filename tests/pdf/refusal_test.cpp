// What draw() refuses: each test spoils good Pages in one way and names the code.
#include <limits>

#include "pdf/draw.hpp"
#include "pdf/sample_signature.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

struct Refusal {
  const char* name;
  void (*spoil)(Pages&, DocumentInfo&);
  const char* code;
  const char* words;
};

constexpr ElementId nowhere = 9999;
constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

PictureRef short_picture() {
  auto made = std::make_shared<Picture>(*colour_picture());
  made->samples.pop_back();
  return made;
}
PictureRef short_alpha() {
  auto made = std::make_shared<Picture>(*ink_picture());
  made->alpha.pop_back();
  return made;
}
PictureRef picture_of_two_components() {
  auto made = std::make_shared<Picture>(*colour_picture());
  made->components = 2;
  return made;
}

Page& first(Pages& pages) {
  return pages.pages.front();
}

const Refusal refusals[] = {
    {"NoTitle", [](Pages&, DocumentInfo& info) { info.title = " \x01 "; }, "pdf.no-title", "has no title"},
    {"NoLanguage",
     [](Pages& pages, DocumentInfo& info) {
       info.language.clear();
       pages.language.clear();
     },
     "pdf.no-language", "has no language"},
    {"NoPage", [](Pages& pages, DocumentInfo&) { pages.pages.clear(); }, "pdf.pages", "no page"},
    {"FigureWithoutAlternative", [](Pages& pages, DocumentInfo&) { pages.elements[1].alternative = "\t"; },
     "pdf.no-alternative", "figure 1"},
    {"NoDocument", [](Pages& pages, DocumentInfo&) { pages.elements.front().role = Role::paragraph; }, "pdf.pages",
     "element 0 is not the document"},
    {"NoElement", [](Pages& pages, DocumentInfo&) { pages.elements.clear(); }, "pdf.pages", "element 0"},
    {"ElementIsItsOwnParent", [](Pages& pages, DocumentInfo&) { pages.elements[3].parent = 3; }, "pdf.pages",
     "element 3 does not stand after its parent 3"},
    {"ParentIsNone", [](Pages& pages, DocumentInfo&) { pages.elements[3].parent = -7; }, "pdf.pages", "parent -7"},
    {"TooDeep",
     [](Pages& pages, DocumentInfo&) {
       for (int i = 0; i < 40; ++i)
         pages.elements.push_back({Role::span, static_cast<ElementId>(pages.elements.size()) - 1, {}, {}, false});
     },
     "pdf.pages", "more than 32 levels deep"},
    {"MissingFace", [](Pages& pages, DocumentInfo&) { pages.faces[0] = nullptr; }, "pdf.pages", "a face is missing"},
    {"MissingPicture", [](Pages& pages, DocumentInfo&) { pages.pictures[0] = nullptr; }, "pdf.pages",
     "a picture is missing"},
    {"PictureIsShort", [](Pages& pages, DocumentInfo&) { pages.pictures[0] = short_picture(); }, "pdf.picture",
     "colour do not fill 16 x 8 pixels of 3"},
    {"AlphaIsShort", [](Pages& pages, DocumentInfo&) { pages.pictures[0] = short_alpha(); }, "pdf.picture", "ink"},
    {"PictureOfTwoComponents", [](Pages& pages, DocumentInfo&) { pages.pictures[0] = picture_of_two_components(); },
     "pdf.picture", "2 components"},
    {"RunOfNoFace", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].face = 7; }, "pdf.pages", "set in face 7"},
    {"RunOfNoElement", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].element = nowhere; }, "pdf.pages",
     "a run belongs to element 9999"},
    {"RunOfTheDocument", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].element = 0; }, "pdf.pages",
     "a Document, which holds elements only"},
    {"RunWithoutSize", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].size = 0; }, "pdf.pages",
     "no sensible place or size"},
    {"RunAtNoPlace", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].x = nothing; }, "pdf.pages",
     "no sensible place or size"},
    {"RunThatIsNotUtf8",
     [](Pages& pages, DocumentInfo&) {
       change_words(first(pages).runs[0], [](ShownText& shown) { shown.text[1] = '\xFF'; });
     },
     "pdf.pages", "byte 1 of a run's text is not UTF-8"},
    {"GlyphOfNoCharacter",
     [](Pages& pages, DocumentInfo&) {
       change_words(first(pages).runs[0], [](ShownText& shown) { shown.glyphs[0].id = 0; });
     },
     "pdf.pages", "glyph 0, which shows no character"},
    {"GlyphBeyondTheFace",
     [](Pages& pages, DocumentInfo&) {
       change_words(first(pages).runs[0], [](ShownText& shown) { shown.glyphs[0].id = 65535; });
     },
     "pdf.pages", "glyph 65535"},
    {"ClusterBeyondTheText",
     [](Pages& pages, DocumentInfo&) {
       change_words(first(pages).runs[0], [](ShownText& shown) { shown.glyphs[0].cluster = 5000; });
     },
     "pdf.pages", "text that is not there"},
    {"RunThatShowsNothing", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].shown = nullptr; }, "pdf.pages",
     "a run shows nothing"},
    {"OrderNamesNothing", [](Pages& pages, DocumentInfo&) { first(pages).order[0].index = 700; }, "pdf.pages",
     "its order names item 700"},
    {"PageWithoutEnd", [](Pages& pages, DocumentInfo&) { first(pages).width = endless; }, "pdf.pages",
     "page 1: it has no sensible size"},
    {"RuleAtNoPlace",
     [](Pages& pages, DocumentInfo&) {
       first(pages).rules.push_back({0, 0, endless, 1, {}, artifact});
     },
     "pdf.pages", "a rule has no sensible place"},
    {"PictureOfNoNumber", [](Pages& pages, DocumentInfo&) { first(pages).pictures[0].picture = 9; }, "pdf.pages",
     "it shows picture 9"},
    {"PictureAtNoPlace", [](Pages& pages, DocumentInfo&) { first(pages).pictures[0].y = 1e9; }, "pdf.pages",
     "a picture has no sensible place"},
    {"LinkOfAParagraph",
     [](Pages& pages, DocumentInfo&) {
       first(pages).links.push_back({0, 0, 9, 9, "https://example.org", "", 2});
     },
     "pdf.pages", "belongs to element 2, which is not a link"},
    {"LinkAtNoPlace",
     [](Pages& pages, DocumentInfo&) {
       pages.elements.push_back({Role::link, 0, {}, {}, false});
       first(pages).links.push_back(
           {nothing, 0, 9, 9, "https://example.org", "", static_cast<ElementId>(pages.elements.size()) - 1});
     },
     "pdf.pages", "a link has no sensible place"},
};

// Fields are in a letter of their own, whose last element is the form.
ElementId form_of(const Pages& pages) {
  return static_cast<ElementId>(pages.elements.size()) - 1;
}
FieldArea& field_of(Pages& pages) {
  return pages.pages.back().fields.front();
}

const Refusal field_refusals[] = {
    {"FieldWithoutAlternative",
     [](Pages& pages, DocumentInfo&) {
       pages.elements[static_cast<std::size_t>(form_of(pages))].alternative = " \x02";
     },
     "pdf.no-alternative", "has no alternative text"},
    {"FieldOfAParagraph", [](Pages& pages, DocumentInfo&) { field_of(pages).element = 2; }, "pdf.pages",
     "the field Signature belongs to element 2, which is not a form"},
    {"FieldOfNoElement", [](Pages& pages, DocumentInfo&) { field_of(pages).element = nowhere; }, "pdf.pages",
     "belongs to element 9999"},
    {"FieldOfAnArtifact", [](Pages& pages, DocumentInfo&) { field_of(pages).element = artifact; }, "pdf.pages",
     "belongs to element -1"},
    {"FieldWithoutName", [](Pages& pages, DocumentInfo&) { field_of(pages).name.clear(); }, "pdf.pages",
     "a field is called \"\""},
    {"FieldOfAField", [](Pages& pages, DocumentInfo&) { field_of(pages).name = "Signature.Of"; }, "pdf.pages",
     "a field is called \"Signature.Of\""},
    {"FieldsOfOneName",
     [](Pages& pages, DocumentInfo&) {
       const FieldArea again = field_of(pages);
       first(pages).fields.push_back(again);
     },
     "pdf.pages", "two fields are called \"Signature\""},
    {"FieldAtNoPlace", [](Pages& pages, DocumentInfo&) { field_of(pages).width = endless; }, "pdf.pages",
     "a field has no sensible place"},
    {"InkOfAFieldThatIsNotSeen", [](Pages& pages, DocumentInfo&) { field_of(pages).height = 0; }, "pdf.pages",
     "a picture belongs to field 43, which cannot be seen on this page"},
    {"WordsOfAFieldOfAnotherPage", [](Pages& pages, DocumentInfo&) { first(pages).runs[0].element = form_of(pages); },
     "pdf.pages", "page 1: a run belongs to field 43, which cannot be seen on this page"},
};

void PrintTo(const Refusal& refusal, std::ostream* to) {
  *to << refusal.name;
}

void expect_refused(Pages pages, const Refusal& refusal) {
  DocumentInfo info = sample_info();
  refusal.spoil(pages, info);
  DrawCache cache;
  const auto pdf = draw(pages, info, {}, cache);
  ASSERT_THAT(pdf, FailsWith(refusal.code));
  EXPECT_THAT(print(pdf.error()), testing::HasSubstr(refusal.words));
}

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, WithItsCode) {
  expect_refused(sample_letter(), GetParam());
}

class RefusedField : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedField, WithItsCode) {
  expect_refused(sample_with_fields(), GetParam());
}

std::string name_of(const testing::TestParamInfo<Refusal>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Pages, Refused, testing::ValuesIn(refusals), name_of);
INSTANTIATE_TEST_SUITE_P(Pages, RefusedField, testing::ValuesIn(field_refusals), name_of);

TEST(Refusals, AreCollectedButNotWithoutEnd) {
  Pages pages = sample_letter();
  for (GlyphRun& run : pages.pages[0].runs) run.face = 7;
  DocumentInfo info = sample_info();
  info.title.clear();
  DrawCache cache;
  const auto pdf = draw(pages, info, {}, cache);
  ASSERT_THAT(pdf, FailsWith("pdf.no-title"));
  EXPECT_THAT(pdf, FailsWith("pdf.pages"));
  EXPECT_EQ(pdf.error().size(), 20U);
}

TEST(Refusals, LeaveTheCacheAsItWas) {
  DrawCache cache, fresh;
  Pages spoilt = sample_letter();
  spoilt.pictures[0] = short_picture();
  ASSERT_THAT(draw(spoilt, sample_info(), {}, cache), FailsWith("pdf.picture"));
  EXPECT_EQ(draw(sample_letter(), sample_info(), {}, cache).value(),
            draw(sample_letter(), sample_info(), {}, fresh).value());
}

}  // namespace
}  // namespace engross::test
