// Signature fields on the pages: what a reader of the file finds where the ink is, with and without a signature.
#include <fmt/format.h>

#include "pdf/conformance.hpp"
#include "pdf/mutate.hpp"
#include "pdf/sample_signature.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string drawn(const Pages& pages, FontEmbedding embedding = FontEmbedding::tiered) {
  DrawCache cache;
  const auto pdf = draw(pages, sample_info(), {embedding}, cache);
  EXPECT_THAT(pdf, Succeeds());
  return pdf ? *pdf : "";
}

// A file and its fields in the order of the form.
struct Read {
  explicit Read(const std::string& bytes) : file(bytes) {
    pdf.processMemoryFile("letter", file.data(), file.size());
    QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
    if (form.isDictionary()) fields = form.getKey("/Fields").getArrayAsVector();
  }
  QPDFObjectHandle page(std::size_t index) {
    return QPDFPageDocumentHelper(pdf).getAllPages().at(index).getObjectHandle();
  }
  std::string content(std::size_t index) { return data_of(page(index).getKey("/Contents")); }

  std::string file;
  QPDF pdf;
  std::vector<QPDFObjectHandle> fields;
};

std::string text(QPDFObjectHandle object) {
  return object.isString() ? object.getUTF8Value() : object.unparse();
}

TEST(Fields, OneThatIsSeenIsAWidgetWithItsAppearance) {
  Read read(drawn(sample_with_fields()));
  ASSERT_EQ(read.fields.size(), 1U);
  QPDFObjectHandle widget = read.fields[0];
  EXPECT_EQ(text(widget.getKey("/Subtype")) + text(widget.getKey("/FT")), "/Widget/Sig");
  EXPECT_EQ(text(widget.getKey("/T")), "Signature");
  EXPECT_EQ(text(widget.getKey("/TU")), "Signature of Denise Clavery");
  EXPECT_EQ(text(widget.getKey("/Contents")), "Signature of Denise Clavery");
  EXPECT_EQ(text(widget.getKey("/F")), "132");
  EXPECT_EQ(widget.getKey("/P").getObjGen(), read.page(1).getObjGen());
  EXPECT_EQ(text(widget.getKey("/Rect")), "[ 57 101.89 357 141.89 ]");
  EXPECT_EQ(text(read.pdf.getRoot().getKey("/AcroForm").getKey("/SigFlags")), "3");
  QPDFObjectHandle appearance = widget.getKey("/AP").getKey("/N");
  ASSERT_TRUE(appearance.isStream());
  EXPECT_EQ(text(appearance.getDict().getKey("/BBox")), text(widget.getKey("/Rect")));
  QPDFObjectHandle resources = appearance.getDict().getKey("/Resources");
  EXPECT_EQ(resources.getKey("/Font").getKeys().size(), 2U);
  ASSERT_EQ(resources.getKey("/XObject").getKeys().size(), 1U);
  QPDFObjectHandle ink = resources.getKey("/XObject").getKey(*resources.getKey("/XObject").getKeys().begin());
  EXPECT_TRUE(ink.getDict().getKey("/SMask").isStream()) << "ink keeps what is seen through it";
  const std::string content = data_of(appearance);
  EXPECT_THAT(content, HasSubstr("cm /X1 Do Q\n"));
  EXPECT_THAT(content, Not(HasSubstr("BDC")));
}

// What is in the field is in its appearance alone: other words there change no page.
TEST(Fields, LeaveThePagesAsTheyAre) {
  Read one(drawn(sample_with_fields({.words = "Digitally signed by one"})));
  Read other(drawn(sample_with_fields({.words = "Digitally signed by another"})));
  for (const std::size_t page : {0U, 1U}) EXPECT_EQ(one.content(page), other.content(page));
  const auto shown = [](Read& read) { return data_of(read.fields.at(0).getKey("/AP").getKey("/N")); };
  EXPECT_NE(shown(one), shown(other));
  Read none(drawn(sample_letter()));
  EXPECT_EQ(one.content(1), none.content(1));
}

TEST(Fields, StandInTheTreeByWhatTheyAre) {
  const std::string tree = tag_tree(drawn(sample_with_fields({.stamp = true})));
  EXPECT_TRUE(tree.ends_with("\n  Form alt=\"Signature of Denise Clavery\"\n  Form alt=\"Time stamp\"\n")) << tree;
  Read read(drawn(sample_with_fields()));
  QPDFObjectHandle form = element(read.pdf, "Form");
  QPDFObjectHandle held = form.getKey("/K");
  if (held.isArray()) held = held.getArrayItem(0);
  EXPECT_EQ(text(held.getKey("/Type")), "/OBJR");
  EXPECT_EQ(held.getKey("/Obj").getObjGen(), read.fields[0].getObjGen());
}

TEST(Fields, ThatCannotBeSeenHaveNoAppearance) {
  Read read(drawn(sample_with_fields({.visible = false, .stamp = true})));
  ASSERT_EQ(read.fields.size(), 2U);
  for (QPDFObjectHandle field : read.fields) {
    EXPECT_EQ(text(field.getKey("/Rect")), "[ 0 0 0 0 ]");
    EXPECT_FALSE(field.hasKey("/AP"));
    EXPECT_EQ(text(field.getKey("/F")), "132");
  }
  EXPECT_EQ(text(read.fields[1].getKey("/TU")), "Time stamp");
}

TEST(Fields, StayEmptyWhenNothingIsSigned) {
  const std::string pdf = drawn(sample_with_fields({.stamp = true}));
  Read read(pdf);
  for (QPDFObjectHandle field : read.fields) EXPECT_FALSE(field.hasKey("/V"));
  for (const char* word : {"/ByteRange", "/Perms", "/Extensions", "/DSS"}) EXPECT_THAT(pdf, Not(HasSubstr(word)));
  Read none(drawn(sample_letter()));
  EXPECT_FALSE(none.pdf.getRoot().hasKey("/AcroForm")) << "no form without fields";
}

TEST(Fields, Conform) {
  for (const FontEmbedding embedding : {FontEmbedding::tiered, FontEmbedding::exact})
    for (const bool visible : {true, false})
      for (const bool stamp : {true, false})
        EXPECT_THAT(conformance_faults(drawn(sample_with_fields({.visible = visible, .stamp = stamp}), embedding)),
                    ElementsAre())
            << visible << stamp;
}

// Characters that the letter itself does not have are in the fonts for the field's sake.
TEST(Fields, BringTheirOwnCharactersIntoTheFonts) {
  const Pages pages = sample_with_fields({.words = "Llofnodwyd yn ddigidol gan Ŷ Ẁ Ÿ § ¶ ½"});
  for (const FontEmbedding embedding : {FontEmbedding::tiered, FontEmbedding::exact})
    EXPECT_THAT(conformance_faults(drawn(pages, embedding)), ElementsAre());
}

}  // namespace
}  // namespace engross::test
