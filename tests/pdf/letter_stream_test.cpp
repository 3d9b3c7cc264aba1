// Many letters in one file conform as one letter does; each is a part of the tree, fonts and pictures are there once,
// and what a page shows does not depend on the letters around it.
#include "pdf/letter_stream.hpp"

#include "pdf/conformance.hpp"
#include "pdf/page_contents.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Pages letter(int number) {
  SampleOptions options;
  options.number = number;
  Pages pages = sample_letter(options);
  return pages;
}

// Words in a language of their own.
Pages short_letter(const std::string& language, std::string_view words) {
  PagesBuilder make({packaged_face("liberation/LiberationSans-Regular.ttf")}, language);
  make.paragraph(make.element(Role::paragraph), words);
  return make.take();
}

ModuleMark mark(std::size_t page = 0) {
  return {.page = page, .x = 20, .y = 300, .module = 1.5, .side = 2, .black = {true, false, true, true}};
}

std::string written(LetterStream& stream) {
  const auto pdf = stream.write();
  EXPECT_THAT(pdf, Succeeds());
  return pdf ? *pdf : "";
}

std::string stream_of(const std::vector<Pages>& letters, DrawCache& cache) {
  LetterStream stream(sample_info(), cache);
  for (const Pages& pages : letters) EXPECT_THAT(stream.add(pages, {mark()}), Succeeds());
  return written(stream);
}

std::string stream_of(const std::vector<Pages>& letters) {
  DrawCache cache;
  return stream_of(letters, cache);
}

std::size_t count_of(const std::string& pdf, const std::string& key, const std::string& name) {
  const auto file = open_pdf(pdf);
  std::size_t count = 0;
  for (QPDFObjectHandle& object : file->getAllObjects()) {
    QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
    if (dictionary.isDictionary() && dictionary.getKey(key).isNameAndEquals(name)) ++count;
  }
  return count;
}

TEST(LetterStream, OfLettersWithMarksAndEmptyBacksConforms) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  for (int i = 1; i <= 3; ++i) {
    ASSERT_THAT(stream.add(letter(i), {mark(0), mark(1)}), Succeeds());
    stream.add_blank(595.276, 841.89);
  }
  ASSERT_THAT(stream.add(short_letter("cy", "Diolch am eich llythyr ynghylch llwybrau’r dŵr.")), Succeeds());
  const std::size_t pages = stream.pages();
  const std::string pdf = written(stream);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_EQ(page_contents(pdf).size(), pages);
  EXPECT_EQ(page_contents(pdf)[letter(1).pages.size()], "") << "an empty back";
}

TEST(LetterStream, EachLetterIsAPartInItsLanguage) {
  const std::string tree = tag_tree(stream_of({short_letter("en-GB", "Thank you."), short_letter("cy", "Diolch.")}));
  EXPECT_EQ(tree, "Document\n  Part lang=en-GB\n    P | Thank you.\n  Part lang=cy\n    P | Diolch.\n");
}

TEST(LetterStream, HoldsFontsAndPicturesOnce) {
  const std::string one = stream_of({letter(1)}), many = stream_of({letter(1), letter(2), letter(3), letter(4)});
  EXPECT_EQ(count_of(one, "/Subtype", "/Type0"), count_of(many, "/Subtype", "/Type0"));
  EXPECT_EQ(count_of(one, "/Subtype", "/Image"), count_of(many, "/Subtype", "/Image"));
  EXPECT_GT(count_of(many, "/Subtype", "/Image"), 0U);
}

// A hyphen for a hyphen that does not break, a no-break space for a space: glyphs that stand for two texts.
TEST(LetterStream, APageIsTheSameWhateverStandsAround) {
  const Pages odd = short_letter("en-GB", "ten\u00A0pounds, a\u2011b, ẅ Ω");
  const Pages even = short_letter("en-GB", "ten pounds, a-b, ẅ Ω");
  const std::string first = stream_of({odd, even, letter(1)}), second = stream_of({letter(2), even, odd});
  EXPECT_EQ(page_contents(first)[0], page_contents(second).back());
  EXPECT_EQ(page_contents(first)[1], page_contents(second)[letter(2).pages.size()]);
  EXPECT_THAT(tag_tree(first), HasSubstr("ten pounds, a-b, ẅ Ω"));
  EXPECT_THAT(tag_tree(first), HasSubstr("ten\u00A0pounds"));
  EXPECT_THAT(conformance_faults(first), ElementsAre());
}

// Ligatures, contextual forms and marks: glyphs that no character of the font names alone.
TEST(LetterStream, SpellsWhatShapedGlyphsShow) {
  PagesBuilder make({packaged_face("dejavu/DejaVuSans.ttf")});
  const std::string words = "office, fjord, e\u0301te\u0301";
  make.paragraph(make.element(Role::paragraph), words);
  make.text(make.element(Role::paragraph), "\u0634\u0643\u0631\u0627", 60, 300);
  const std::string pdf = stream_of({make.take()});
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_THAT(tag_tree(pdf), HasSubstr("P | " + words));
  for (const char* letter : {"\u0634", "\u0643", "\u0631", "\u0627"}) EXPECT_THAT(tag_tree(pdf), HasSubstr(letter));
}

TEST(LetterStream, HasTheSameBytesWhateverTheCacheHolds) {
  DrawCache used;
  ASSERT_THAT(draw(letter(5), sample_info(), {}, used), Succeeds());
  stream_of({letter(7)}, used);
  EXPECT_EQ(stream_of({letter(1), letter(2)}, used), stream_of({letter(1), letter(2)}));
}

TEST(LetterStream, LeavesALetterOfItsOwnAsItIs) {
  DrawCache used, fresh;
  stream_of({letter(1), letter(2)}, used);
  EXPECT_EQ(draw(letter(1), sample_info(), {}, used).value(), draw(letter(1), sample_info(), {}, fresh).value());
}

TEST(LetterStream, DrawsAMarkAsOneArtifact) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  ASSERT_THAT(stream.add(short_letter("en-GB", "Words."), {mark()}), Succeeds());
  EXPECT_TRUE(page_contents(written(stream))[0].ends_with(
      "/Artifact <</Type /Page>> BDC\nq 0 g 1.5 0 0 1.5 20 538.89 cm\n0 1 1 1 re\n0 0 2 1 re\nf Q\nEMC\n"));
}

// Leaves of the parent tree, nodes of the page tree.
TEST(LetterStream, OfManyLettersHasTreesOfSeveralNodes) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  const Pages pages = letter(1);
  for (int i = 0; i < 60; ++i) {
    ASSERT_THAT(stream.add(pages), Succeeds());
    for (int blank = 0; blank < 6; ++blank) stream.add_blank(595.276, 841.89);
  }
  const std::string pdf = written(stream);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  const auto file = open_pdf(pdf);
  QPDFObjectHandle catalog = file->getRoot();
  EXPECT_GT(catalog.getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Kids").getArrayNItems(), 1);
  EXPECT_GT(catalog.getKey("/Pages").getKey("/Kids").getArrayNItems(), 1);
  EXPECT_LT(catalog.getKey("/Pages").getKey("/Kids").getArrayNItems(), 10);
}

TEST(LetterStream, RefusesWhatOnlyOneLetterCanHave) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  PagesBuilder with_field(short_letter("en-GB", "Words."));
  const ElementId form = with_field.element(Role::form);
  with_field.at(form).alternative = "Signature";
  with_field.field(form, "Signature", 60, 200, 100, 50);
  const auto field = stream.add(with_field.take());
  ASSERT_THAT(field, FailsWith("pdf.field"));
  EXPECT_EQ(field.error()[0].message, "the field Signature cannot be in a file of many letters");
  Pages with_bookmark = short_letter("en-GB", "Words.");
  with_bookmark.bookmarks.push_back({.title = "Words"});
  EXPECT_THAT(stream.add(with_bookmark), FailsWith("pdf.bookmark"));
  EXPECT_EQ(stream.pages(), 0U);
  EXPECT_THAT(stream.write(), FailsWith("pdf.pages"));
}

TEST(LetterStream, RefusesMarksThatLieOnNoPage) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  const Pages pages = short_letter("en-GB", "Words.");
  std::vector<ModuleMark> wrong(6, mark());
  wrong[0].page = 1;
  wrong[1].side = 3;
  wrong[2].x = -1;
  wrong[3].y = 840;
  wrong[4].module = 0;
  wrong[5].side = 0;
  for (const ModuleMark& one : wrong) EXPECT_THAT(stream.add(pages, {one}), FailsWith("pdf.mark"));
  EXPECT_THAT(stream.add(pages, {mark()}), Succeeds());
}

TEST(LetterStream, RefusesPagesThatCannotBeDrawnAndGoesOn) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  Pages wrong = short_letter("en-GB", "Words.");
  wrong.pages[0].runs[0].face = 9;
  EXPECT_THAT(stream.add(wrong), FailsWith("pdf.pages"));
  EXPECT_THAT(stream.add(short_letter("en-GB", "Words.")), Succeeds());
  EXPECT_THAT(conformance_faults(written(stream)), ElementsAre());
  LetterStream untitled({}, cache);
  EXPECT_THAT(untitled.add(short_letter("en-GB", "Words.")), FailsWith("pdf.no-title"));
}

TEST(LetterStream, SaysWhatLibharuRefused) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  ASSERT_THAT(stream.add(short_letter("en-GB", "Words.")), Succeeds());
  stream.add_blank(1, 842);  // libharu takes pages of 3 to 14,400 points
  EXPECT_THAT(stream.write(), FailsWith("pdf.library"));
}

TEST(LetterStream, EndsBeforeItIsTooLarge) {
  DrawCache cache;
  for (const StreamLimits limits : {StreamLimits{.objects = 60}, StreamLimits{.bytes = 2000}}) {
    LetterStream stream(sample_info(), cache, limits);
    Result<void> added;
    std::size_t letters = 0;
    for (; letters < 100 && added; ++letters) added = stream.add(short_letter("en-GB", "Words."));
    ASSERT_THAT(added, FailsWith("pdf.too-large"));
    EXPECT_GT(letters, 2U);
    EXPECT_EQ(added.error()[0].hints[0], "split the letters among more files");
    EXPECT_THAT(conformance_faults(written(stream)), ElementsAre());
  }
}

}  // namespace
}  // namespace engross::test
