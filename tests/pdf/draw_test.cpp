// Pages built by hand become files that conform, say what they should to a reader, and are the same bytes every time;
// Pages that contradict themselves are refused with all their faults.
#include "pdf/draw.hpp"

#include <algorithm>
#include <thread>

#include "pdf/conformance.hpp"
#include "pdf/deflate.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr FontEmbedding embeddings[] = {FontEmbedding::tiered, FontEmbedding::exact};

const FaceRef& sans() {
  static const FaceRef face = packaged_face("liberation/LiberationSans-Regular.ttf");
  return face;
}

std::string drawn(const Pages& pages, FontEmbedding embedding = FontEmbedding::tiered,
                  const DocumentInfo& info = sample_info()) {
  DrawCache cache;
  const auto pdf = draw(pages, info, {embedding}, cache);
  EXPECT_THAT(pdf, Succeeds());
  return pdf ? *pdf : "";
}

void expect_conforming(const Pages& pages) {
  for (const FontEmbedding embedding : embeddings)
    EXPECT_THAT(conformance_faults(drawn(pages, embedding)), ElementsAre())
        << (embedding == FontEmbedding::exact ? "exact" : "tiered");
}

TEST(Draw, ALetterWithEverythingConforms) {
  expect_conforming(sample_letter());
}

TEST(Draw, ALetterOfWordsConforms) {
  SampleOptions options;
  options.plain = true;
  expect_conforming(sample_letter(options));
}

TEST(Draw, TheTreeSaysWhatTheLetterSays) {
  SampleOptions options;
  for (const FontEmbedding embedding : embeddings) {
    const std::string tree = tag_tree(drawn(sample_letter(options), embedding));
    EXPECT_TRUE(tree.starts_with(R"(Document
  Figure alt="Department for Safer Roads"
  P | Councillor J. Watling
  P | 12 Tŷ Gwyn
  P | Llanfair
  P | TF3 4NT
  P | Our reference: 2016-46031
  P | Dear Councillor Watling,
  H1 | Safer routes to school
  P | Thank you for your letter of 30 September, which the Secretary of State has asked me to answer. You raise)"))
        << tree;
    EXPECT_TRUE(tree.ends_with(R"(
  H2 | What happens next
  L
    LI
      Lbl | 1.
      LBody | the count before Easter;
    LI
      Lbl | 2.
      LBody | the decision in May.
  Table
    TR
      TH | Year
      TH | Injuries
    TR
      TD | 2014
      TD | 31
    TR
      TD | 2015
      TD
  P | The guidance is on  and, in Welsh, as 
    Link | our pages
    Span lang=cy | llwybrau’r dŵr a’r tŷ
  P | Yours sincerely,
  Figure alt="Signature of Denise Clavery"
  P | Denise Clavery
)")) << tree;
    EXPECT_THAT(tree, Not(HasSubstr("Page 2"))) << "headers and footers are artifacts";
  }
}

// Every role inside every level that a letter has.
TEST(Draw, NestedListsAndHeadingsConform) {
  PagesBuilder make({sans()});
  for (const Role role : {Role::h1, Role::h2, Role::h3, Role::h4, Role::h5, Role::h6})
    make.paragraph(make.element(role), "A heading");
  const ElementId list = make.element(Role::list);
  const ElementId item = make.element(Role::list_item, list);
  make.text(make.element(Role::label, item), "•", 57, make.pen());
  const ElementId body = make.element(Role::list_body, item);
  make.paragraph(make.element(Role::paragraph, body), "outer", 75);
  const ElementId inner = make.element(Role::list, body);
  make.at(inner).ordered = true;
  const ElementId inner_item = make.element(Role::list_item, inner);
  make.text(make.element(Role::label, inner_item), "a.", 75, make.pen());
  make.paragraph(make.element(Role::list_body, inner_item), "inner", 95);
  const Pages pages = make.take();
  expect_conforming(pages);
  EXPECT_THAT(tag_tree(drawn(pages)), HasSubstr(R"(
  L
    LI
      Lbl | •
      LBody
        P | outer
        L
          LI
            Lbl | a.
            LBody | inner
)"));
}

TEST(Draw, AHeadingBesideDataHeadsItsRow) {
  PagesBuilder make({sans()});
  const ElementId table = make.element(Role::table);
  const ElementId row = make.element(Role::table_row, table);
  make.text(make.element(Role::table_header, row), "2014", 57, make.pen());
  make.text(make.element(Role::table_data, row), "31", 120, make.pen());
  const std::string pdf = drawn(make.take());
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_THAT(pdf, HasSubstr("/Scope /Row"));
}

TEST(Draw, AParagraphAcrossPagesIsOneElement) {
  PagesBuilder make({sans()});
  std::string words;
  for (int i = 0; i < 1200; ++i) words += "word ";
  make.paragraph(make.element(Role::paragraph), words);
  const Pages pages = make.take();
  ASSERT_GT(pages.pages.size(), 1U);
  expect_conforming(pages);
  const std::string tree = tag_tree(drawn(pages));
  EXPECT_EQ(tree, "Document\n  P | " + words + "\n");
}

TEST(Draw, ALinkOverTwoLinesIsOneElement) {
  PagesBuilder make({sans()});
  const ElementId words = make.element(Role::paragraph);
  const ElementId link = make.element(Role::link, words);
  make.text(link, "our ", 500, 100);
  make.link(link, 500, 90, 30, 12, "https://example.org/(a)\\b", "Guidance");
  make.text(link, "pages", 57, 113);
  make.link(link, 57, 103, 30, 12, "https://example.org/(a)\\b", "");
  const std::string pdf = drawn(make.take());
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_EQ(tag_tree(pdf), "Document\n  P\n    Link | our pages\n");
}

// What a reader hears where a hyphen was drawn, and where several characters share a glyph or one has several.
TEST(Draw, WordsComeOutAsTheyWereMeant) {
  const FaceRef serif = packaged_face("dejavu/DejaVuSerif.ttf");
  PagesBuilder make({sans(), serif});
  const ElementId words = make.element(Role::paragraph);
  make.text(words, "consti-", 57, 100);
  change_words(make.last_run(), [](ShownText& shown) { shown.actual_text = "consti\u00AD"; });
  make.text(words, "tution, office, ﬁnd ", 57, 113, 1);
  make.text(words, "W\u0302\u0323ŵ \u00A0£5 \U0001F600", 57, 126, 1);
  Pages pages = make.take();
  change_words(pages.pages[0].runs.back(),
               [](ShownText& shown) { std::erase_if(shown.glyphs, [](const Glyph& glyph) { return glyph.id == 0; }); });
  expect_conforming(pages);
  const std::string expected = "Document\n  P | consti\u00ADtution, office, ﬁnd W\u0302\u0323ŵ \u00A0£5 ";
  EXPECT_THAT(tag_tree(drawn(pages)), testing::StartsWith(expected));
  EXPECT_THAT(tag_tree(drawn(pages, FontEmbedding::exact)), testing::StartsWith(expected));
}

TEST(Draw, RightToLeftWordsReadInOrder) {
  PagesBuilder make({packaged_face("dejavu/DejaVuSans.ttf")});
  make.text(make.element(Role::paragraph), "שלום", 57, 100);
  const Pages pages = make.take();
  expect_conforming(pages);
}

TEST(Draw, PicturesOfEveryKindConform) {
  PagesBuilder make({sans()});
  double y = 60;
  for (const PictureRef& picture : {grey_picture(), colour_picture(), ink_picture(), jpeg_picture()}) {
    const ElementId figure = make.element(Role::figure);
    make.at(figure).alternative = "A <picture> & “words”";
    make.picture(figure, picture, 57, y += 60, 80, 40);
  }
  make.picture(artifact, grey_picture(), 300, 300, 8, 4);
  const Pages pages = make.take();
  expect_conforming(pages);
  EXPECT_THAT(tag_tree(drawn(pages)), HasSubstr("Figure alt=\"A <picture> & “words”\""));
  const std::string pdf = drawn(pages);
  EXPECT_THAT(pdf, HasSubstr("/SMask"));
  EXPECT_THAT(pdf, HasSubstr("/DCTDecode"));
  EXPECT_THAT(pdf, HasSubstr("/DeviceGray"));
}

TEST(Draw, TheTitleMayHoldAnything) {
  DocumentInfo info = sample_info();
  info.title = "  Ŵyl (\\) <b>&amp;</b> ]]> \U0001F600\x01\x7F ";
  info.subject = "";
  info.language = "cy";
  const std::string pdf = drawn(sample_letter(), FontEmbedding::tiered, info);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  EXPECT_THAT(pdf, HasSubstr("/Lang (cy)"));
}

TEST(Draw, DatesKeepTheirZone) {
  for (const char* date : {"2016-10-26T00:00:00Z", "2016-07-01T00:00:00+01:00", "1999-12-31T23:59:59-09:30"}) {
    DocumentInfo info = sample_info();
    info.date = *Timestamp::parse(date);
    EXPECT_THAT(conformance_faults(drawn(sample_letter(), FontEmbedding::tiered, info)), ElementsAre()) << date;
  }
}

// The bytes are a function of the letter: not of what the cache holds, nor of who else draws.
TEST(Draw, TheSameLetterIsTheSameBytes) {
  SampleOptions other;
  other.number = 7;
  other.extra = "Łódź, Ŵ and ż";
  other.regular = "dejavu/DejaVuSerif.ttf";
  for (const FontEmbedding embedding : embeddings) {
    const std::string alone = drawn(sample_letter(), embedding);
    DrawCache cache;
    for (int round = 0; round < 2; ++round) {
      ASSERT_THAT(draw(sample_letter(other), sample_info(), {embedding}, cache), Succeeds());
      const auto again = draw(sample_letter(), sample_info(), {embedding}, cache);
      ASSERT_THAT(again, Succeeds());
      EXPECT_EQ(*again, alone);
    }
    DrawCache moved = std::move(cache);
    EXPECT_EQ(draw(sample_letter(), sample_info(), {embedding}, moved).value(), alone);
  }
}

TEST(Draw, ThreadsSharingFacesDrawTheSameBytes) {
  const Pages pages = sample_letter();
  const std::string alone = drawn(pages, FontEmbedding::exact);
  std::array<std::string, 4> made;
  std::vector<std::thread> threads;
  for (std::string& mine : made) threads.emplace_back([&] { mine = drawn(pages, FontEmbedding::exact); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& mine : made) EXPECT_EQ(mine, alone);
}

std::string id_of(const std::string& pdf) {
  return pdf.substr(pdf.rfind("/ID ["), 80);
}

TEST(Draw, TheIdTellsLettersApart) {
  SampleOptions other;
  other.number = 2;
  const std::string first = id_of(drawn(sample_letter()));
  EXPECT_EQ(first, id_of(drawn(sample_letter())));
  EXPECT_NE(first, id_of(drawn(sample_letter(other))));
  EXPECT_NE(first, id_of(drawn(sample_letter(), FontEmbedding::exact)));
  Pages wider = sample_letter();
  wider.pages[1].width += 1;
  EXPECT_NE(first, id_of(drawn(wider)));
}

// Then what is alike is hashed once.
TEST(Draw, LettersWithTheSameFontsAndPicturesBeginAlike) {
  SampleOptions other;
  other.number = 2;
  const std::string one = drawn(sample_letter()), two = drawn(sample_letter(other));
  const auto differ = std::ranges::mismatch(one, two).in1 - one.begin();
  EXPECT_GE(static_cast<std::size_t>(differ), one.find("/Type /Page\n"));
  EXPECT_GT(static_cast<std::size_t>(differ), one.size() / 2);
  EXPECT_NE(one, two);
}

TEST(Draw, RemembersWhatItDeflated) {
  pdf::Deflater deflate;
  for (int round = 0; round < 3; ++round) {
    for (const int length : {0, 1, 700, 200'000, 300'000}) {
      const std::string words(static_cast<std::size_t>(length), static_cast<char>('a' + length % 7));
      EXPECT_EQ(deflate.remembered(words), deflate(words, pdf::Deflater::Effort::quick)) << length;
    }
  }
}

// The smallest tier that covers the letter, then its own glyphs.
TEST(Draw, TiersGrowWithTheCharacters) {
  const auto size_with = [](const char* extra) {
    SampleOptions options;
    options.plain = true;
    PagesBuilder make({sans()});
    make.paragraph(make.element(Role::paragraph), extra);
    const Pages pages = make.take();
    expect_conforming(pages);
    return drawn(pages).size();
  };
  const std::size_t plain = size_with("words"), latin = size_with("wörds"), extended = size_with("ŵords");
  EXPECT_EQ(plain, size_with("other"));
  EXPECT_GT(latin, plain + 2000);
  EXPECT_GT(extended, latin + 2000);
  EXPECT_LT(size_with("wяrds"), plain) << "no tier has Cyrillic: exactly what is drawn";
}

TEST(Draw, ExactFontsAreSmaller) {
  EXPECT_LT(drawn(sample_letter(), FontEmbedding::exact).size() + 10000, drawn(sample_letter()).size());
}

}  // namespace
}  // namespace engross::test
