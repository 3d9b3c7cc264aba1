// The reader of finished letters is only worth something if it sees faults: each test here spoils a good letter in one
// way, with libqpdf, and names the fault that must be told. Letters that pass such a reader conform for a reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pdf/conformance.hpp"
#include "pdf/mutate.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string& good_letter() {
  static const std::string bytes = [] {
    DrawCache cache;
    const auto pdf = draw(sample_letter(), sample_info(), {}, cache);
    return pdf ? *pdf : print(pdf.error());
  }();
  return bytes;
}

std::string rewritten(
    const Change& change, const Setting& setting = [](QPDFWriter&) {}) {
  return test::rewritten(good_letter(), change, setting);
}

// A letter whose bytes are changed, so that libqpdf cannot mend them.
std::string with_bytes(std::string_view from, std::string_view to) {
  return replaced(good_letter(), from, to);
}

QPDFObjectHandle page(QPDF& pdf, std::size_t index = 0) {
  return QPDFPageDocumentHelper(pdf).getAllPages().at(index).getObjectHandle();
}

// What it holds, as a list: one kid may stand alone.
QPDFObjectHandle kids(QPDFObjectHandle element) {
  QPDFObjectHandle held = element.getKey("/K");
  if (held.isArray()) return held;
  return element.replaceKeyAndGetNew("/K", QPDFObjectHandle::newArray({held}));
}

QPDFObjectHandle page_with_link(QPDF& pdf) {
  return annotation(pdf).getKey("/P");
}

QPDFObjectHandle font(QPDF& pdf) {
  QPDFObjectHandle fonts = page(pdf).getKey("/Resources").getKey("/Font");
  return fonts.getKey(*fonts.getKeys().begin());
}
QPDFObjectHandle descendant(QPDF& pdf) {
  return font(pdf).getKey("/DescendantFonts").getArrayItem(0);
}
QPDFObjectHandle descriptor(QPDF& pdf) {
  return descendant(pdf).getKey("/FontDescriptor");
}
QPDFObjectHandle picture(QPDF& pdf) {
  QPDFObjectHandle pictures = page(pdf).getKey("/Resources").getKey("/XObject");
  return pictures.getKey(*pictures.getKeys().begin());
}
QPDFObjectHandle intent(QPDF& pdf) {
  return pdf.getRoot().getKey("/OutputIntents").getArrayItem(0);
}
QPDFObjectHandle tree(QPDF& pdf) {
  return pdf.getRoot().getKey("/StructTreeRoot");
}

Change in_content(std::string from, std::string to) {
  return [from = std::move(from), to = std::move(to)](QPDF& pdf) {
    QPDFObjectHandle content = page(pdf).getKey("/Contents");
    put_data(content, replaced(data_of(content), from, to));
  };
}

Change after_content(std::string more) {
  return [more = std::move(more)](QPDF& pdf) {
    QPDFObjectHandle content = page(pdf).getKey("/Contents");
    put_data(content, data_of(content) + more);
  };
}

Change in_packet(std::string from, std::string to) {
  return [from = std::move(from), to = std::move(to)](QPDF& pdf) {
    QPDFObjectHandle packet = pdf.getRoot().getKey("/Metadata");
    put_data(packet, replaced(data_of(packet), from, to));
  };
}

struct Mutation {
  std::string name;
  std::function<std::string()> spoil;
  std::string fault;  // words of what must be told
};

Mutation changed(std::string name, Change change, std::string fault) {
  return {std::move(name), [change = std::move(change)] { return rewritten(change); }, std::move(fault)};
}

// The document as a whole.
std::vector<Mutation> document_mutations() {
  return {
      changed(
          "MarkInfoIsMissing", [](QPDF& pdf) { pdf.getRoot().removeKey("/MarkInfo"); }, "MarkInfo does not say"),
      changed(
          "TagsAreSuspect",
          [](QPDF& pdf) { pdf.getRoot().getKey("/MarkInfo").replaceKey("/Suspects", parsed("true")); },
          "MarkInfo has Suspects"),
      changed(
          "LanguageIsMissing", [](QPDF& pdf) { pdf.getRoot().removeKey("/Lang"); }, "the catalog has no language"),
      changed(
          "LanguageIsNone", [](QPDF& pdf) { pdf.getRoot().replaceKey("/Lang", parsed("(English!)")); },
          "the catalog has no language"),
      changed(
          "TitleIsNotShown",
          [](QPDF& pdf) { pdf.getRoot().getKey("/ViewerPreferences").replaceKey("/DisplayDocTitle", parsed("false")); },
          "DisplayDocTitle"),
      changed(
          "OutputIntentIsDropped", [](QPDF& pdf) { pdf.getRoot().removeKey("/OutputIntents"); },
          "not one output intent"),
      changed(
          "OutputIntentIsOfPdfX", [](QPDF& pdf) { intent(pdf).replaceKey("/S", parsed("/GTS_PDFX")); },
          "not GTS_PDFA1"),
      changed(
          "ProfileIsDropped", [](QPDF& pdf) { intent(pdf).removeKey("/DestOutputProfile"); }, "has no profile"),
      changed(
          "ProfileIsOfAnotherKind",
          [](QPDF& pdf) { intent(pdf).getKey("/DestOutputProfile").getDict().replaceKey("/N", parsed("4")); },
          "not an RGB profile"),
      changed(
          "SomethingRunsOnOpening",
          [](QPDF& pdf) { pdf.getRoot().replaceKey("/OpenAction", parsed("<</S /JavaScript /JS (app.beep())>>")); },
          "the catalog has /OpenAction"),
      changed(
          "PictureIsInterpolated", [](QPDF& pdf) { picture(pdf).getDict().replaceKey("/Interpolate", parsed("true")); },
          "asks for interpolation"),
      changed(
          "PictureIsCmyk", [](QPDF& pdf) { picture(pdf).getDict().replaceKey("/ColorSpace", parsed("/DeviceCMYK")); },
          "has the colours of DeviceCMYK"),
      changed(
          "PaletteIsShort",
          [](QPDF& pdf) {
            picture(pdf).getDict().replaceKey("/ColorSpace", parsed("[/Indexed /DeviceRGB 3 <000000 FFFFFF>]"));
          },
          "has the colours of [ /Indexed"),
      changed(
          "SamplesHaveThreeBits",
          [](QPDF& pdf) { picture(pdf).getDict().replaceKey("/BitsPerComponent", parsed("3")); },
          "has 3 bits a component"),
      changed(
          "SamplesAreTooFew", [](QPDF& pdf) { picture(pdf).getDict().replaceKey("/Height", parsed("1000")); },
          "bytes of samples for"),
      {"FileIsEncrypted",
       [] {
         return rewritten([](QPDF&) {},
                          [](QPDFWriter& writer) {
                            writer.setR6EncryptionParameters("", "owner", true, true, true, true, true, true,
                                                             qpdf_r3p_full, true);
                          });
       },
       "the file is encrypted"},
      {"IdIsMissing", [] { return with_bytes("/ID [", "/Ix ["); }, "the trailer has no ID"},
      {"HeaderIsOlder", [] { return with_bytes("%PDF-1.7", "%PDF-1.4"); }, "the header is not %PDF-1.7"},
      {"BinaryCommentIsMissing", [] { return with_bytes("%\xE2\xE3\xCF\xD3", "%abcd"); }, "four high bytes"},
      {"HalfOfTheFileIsMissing", [] { return good_letter().substr(0, good_letter().size() / 2); },
       "can't find startxref"},
      {"CrossReferencesAreWrong", [] { return with_bytes("startxref\n", "startxref\n1"); }, "xref not found"},
  };
}

// Title, claims and dates.
std::vector<Mutation> metadata_mutations() {
  return {
      changed(
          "PacketIsMissing", [](QPDF& pdf) { pdf.getRoot().removeKey("/Metadata"); }, "there is no XMP packet"),
      changed("UniversalAccessIsNotClaimed", in_packet("<pdfuaid:part>1</pdfuaid:part>", ""), "XMP: pdfuaid:part"),
      changed("ArchivingIsNotClaimed", in_packet("<pdfaid:part>2</pdfaid:part>", ""), "XMP: pdfaid:part"),
      changed("ALowerLevelIsClaimed", in_packet("conformance>A<", "conformance>B<"),
              "XMP: pdfaid:conformance is \"B\""),
      changed("ExtensionSchemaIsAnothers", in_packet("pdfaSchema:prefix>pdfuaid<", "pdfaSchema:prefix>pdfua<"),
              "pdfaSchema:prefix is \"pdfua\""),
      changed("PacketIsMalformed", in_packet("</dc:title>", "</dc:tittle>"), "XMP: mismatched tag"),
      changed("PacketHasNoMarks", in_packet("<?xpacket end=\"r\"?>", ""), "XMP: no packet marks"),
      {"PacketIsEncoded",  // as long as before: libqpdf would decode the packet
       [] { return with_bytes("/Type /Metadata\n/Subtype /XML\n", "/Subtype /XML /Filter []      \n"); },
       "XMP: the packet is compressed"},
      changed(
          "TitleIsMissing",
          [](QPDF& pdf) {
            in_packet("Safer routes to school (2016-0046030)", "")(pdf);
            pdf.getTrailer().getKey("/Info").removeKey("/Title");
          },
          "XMP: no title"),
      changed(
          "TitlesDisagree",
          [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/Title", parsed("(Another)")); },
          "Info /Title is \"Another\""),
      changed(
          "DatesDisagree",
          [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/ModDate", parsed("(D:20161026000000Z)")); },
          "Info /ModDate"),
      changed(
          "InfoSaysMore",
          [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/Keywords", parsed("(school)")); },
          "Info /Keywords has no match"),
  };
}

// The structure tree and the ties between it and the content.
std::vector<Mutation> structure_mutations() {
  return {
      changed(
          "TreeIsMissing", [](QPDF& pdf) { pdf.getRoot().removeKey("/StructTreeRoot"); }, "no structure tree"),
      changed(
          "ParentTreeIsMissing", [](QPDF& pdf) { tree(pdf).removeKey("/ParentTree"); }, "no parent tree"),
      changed(
          "ParentTreeEntriesAreSwapped",
          [](QPDF& pdf) {
            QPDFObjectHandle parents = tree(pdf).getKey("/ParentTree").getKey("/Nums").getArrayItem(1);
            QPDFObjectHandle first = parents.getArrayItem(0);
            parents.setArrayItem(0, parents.getArrayItem(1));
            parents.setArrayItem(1, first);
          },
          "MCID 0 of page 1 is not the element's in the parent tree"),
      changed(
          "ParentTreeKeysRunBackwards",
          [](QPDF& pdf) { tree(pdf).getKey("/ParentTree").getKey("/Nums").setArrayItem(2, parsed("0")); },
          "keys of the parent tree do not grow"),
      changed(
          "NextKeyIsTaken", [](QPDF& pdf) { tree(pdf).replaceKey("/ParentTreeNextKey", parsed("1")); },
          "ParentTreeNextKey"),
      changed(
          "PageHasNoKey", [](QPDF& pdf) { page(pdf).removeKey("/StructParents"); }, "page 1: no StructParents"),
      changed(
          "AlternativeIsRemoved", [](QPDF& pdf) { element(pdf, "Figure").removeKey("/Alt"); }, "Figure without Alt"),
      changed(
          "FigureHasNoBox", [](QPDF& pdf) { element(pdf, "Figure").removeKey("/A"); }, "Figure without BBox"),
      changed(
          "SpanHasAnEmptyLanguage", [](QPDF& pdf) { element(pdf, "Span").replaceKey("/Lang", parsed("()")); },
          "an empty Lang"),
      changed(
          "ListHoldsAParagraph", [](QPDF& pdf) { element(pdf, "LI").replaceKey("/S", parsed("/P")); }, "P inside L"),
      changed(
          "ItemHasNoBody", [](QPDF& pdf) { element(pdf, "LBody").replaceKey("/S", parsed("/Lbl")); },
          "LI without LBody"),
      changed(
          "ListHasNoNumbering", [](QPDF& pdf) { element(pdf, "L").removeKey("/A"); }, "L without ListNumbering"),
      changed(
          "HeadingSkipsALevel", [](QPDF& pdf) { element(pdf, "H2").replaceKey("/S", parsed("/H4")); },
          "heading H4 follows level 1"),
      changed(
          "RoleIsUnknown", [](QPDF& pdf) { element(pdf, "P").replaceKey("/S", parsed("/Sentence")); },
          "unknown role Sentence"),
      changed(
          "HeaderCellHasNoScope", [](QPDF& pdf) { element(pdf, "TH").removeKey("/A"); }, "TH without Scope"),
      changed(
          "RowLosesACell", [](QPDF& pdf) { element(pdf, "TR", 1).getKey("/K").eraseItem(1); },
          "rows of different lengths"),
      changed(
          "ElementNamesAnotherParent", [](QPDF& pdf) { element(pdf, "TR").replaceKey("/P", element(pdf, "L")); },
          "whose P is not its parent"),
      changed(
          "ElementStandsTwice", [](QPDF& pdf) { element(pdf, "Document").getKey("/K").appendItem(element(pdf, "P")); },
          "element twice"),
      changed(
          "ElementIsEmpty", [](QPDF& pdf) { element(pdf, "P").replaceKey("/K", parsed("[]")); }, "empty P"),
      changed(
          "ContentBelongsToNoElement", [](QPDF& pdf) { element(pdf, "Document").getKey("/K").eraseItem(1); },
          "belongs to no element"),
      changed(
          "ContentBelongsToTwo",
          [](QPDF& pdf) { kids(element(pdf, "P", 1)).appendItem(kids(element(pdf, "P")).getArrayItem(0)); },
          "belongs to two elements"),
      changed(
          "ContentIsNotThere", [](QPDF& pdf) { kids(element(pdf, "P")).appendItem(parsed("999")); },
          "MCID 999 of page 1 is not in the content"),
      changed(
          "LinkLosesItsAnnotation",
          [](QPDF& pdf) {
            QPDFObjectHandle kids = element(pdf, "Link").getKey("/K");
            kids.eraseItem(kids.getArrayNItems() - 1);
          },
          "Link without its annotation"),
  };
}

// What the pages draw, and the annotations on them.
std::vector<Mutation> page_mutations() {
  return {
      changed("ContentIsUntagged", in_content("/P <</MCID 1>> BDC", "/P BMC"), "outside tagged content and artifacts"),
      changed("RectangleIsUntagged", after_content("0 0 9 9 re f\n"), "f outside tagged content and artifacts"),
      changed("TagIsNotTheElements", in_content("/P <</MCID 1>>", "/H1 <</MCID 1>>"),
              "is tagged H1 and belongs to a P"),
      changed("McidStandsTwice", in_content("/MCID 2>>", "/MCID 1>>"), "MCID 1 twice"),
      changed("ArtifactHoldsTaggedContent",
              in_content("/P <</MCID 1>> BDC", "/Artifact BMC EMC /Artifact BMC /P <</MCID 1>> BDC"),
              "tagged content or an artifact inside another"),
      changed("SequenceIsNotClosed", after_content("/P BMC\n"), "a marked-content sequence is not closed"),
      changed("SequenceIsNotOpened", after_content("EMC\n"), "EMC without a beginning"),
      changed("TextObjectIsNotClosed", after_content("BT\n"), "a text object is not closed"),
      changed("StateIsNotRestored", after_content("q\n"), "q and Q do not pair"),
      changed("ColourIsCmyk", after_content("0 0 0 1 k\n"), "k, which no letter needs"),
      changed("FontIsNotThePages", after_content("/Artifact BMC BT /F99 9 Tf ET EMC\n"),
              "a font that the page does not have"),
      changed("PictureIsInline", after_content("/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G ID x EI EMC\n"),
              "an inline image"),
      changed(
          "TabOrderIsNotTheTrees", [](QPDF& pdf) { page_with_link(pdf).removeKey("/Tabs"); }, "Tabs /S"),
      changed(
          "LinkSaysNothing", [](QPDF& pdf) { annotation(pdf).removeKey("/Contents"); }, "without Contents"),
      changed(
          "LinkIsHidden", [](QPDF& pdf) { annotation(pdf).replaceKey("/F", parsed("6")); }, "that is not printed"),
      changed(
          "LinkRunsAScript",
          [](QPDF& pdf) { annotation(pdf).replaceKey("/A", parsed("<</S /JavaScript /JS (app.beep())>>")); },
          "that leads nowhere"),
      changed(
          "LinkIsNotInTheTree", [](QPDF& pdf) { annotation(pdf).removeKey("/StructParent"); }, "without StructParent"),
      changed(
          "LinkIsAnothersInTheTree", [](QPDF& pdf) { annotation(pdf).replaceKey("/StructParent", parsed("0")); },
          "an annotation is not its element's"),
  };
}

std::vector<Mutation> font_mutations() {
  return {
      changed(
          "UnicodeIsRemoved", [](QPDF& pdf) { font(pdf).removeKey("/ToUnicode"); }, "no ToUnicode"),
      changed(
          "UnicodeIsShort",
          [](QPDF& pdf) { put_data(font(pdf).getKey("/ToUnicode"), "1 beginbfchar\n<0001> <0020>\nendbfchar\n"); },
          "has no Unicode"),
      changed(
          "FontIsNotEmbedded", [](QPDF& pdf) { descriptor(pdf).removeKey("/FontFile2"); }, "not embedded"),
      changed(
          "FontProgramIsDamaged",
          [](QPDF& pdf) { put_data(descriptor(pdf).getKey("/FontFile2"), std::string(64, 'x')); },
          "the program lacks tables"),
      changed(
          "WidthsAreWrong",
          [](QPDF& pdf) {
            QPDFObjectHandle widths = descendant(pdf).getKey("/W").getArrayItem(1);
            for (int i = 0; i < widths.getArrayNItems(); ++i) widths.setArrayItem(i, parsed("1"));
          },
          "is not that of its glyph"),
      changed(
          "SubsetHasNoTag", [](QPDF& pdf) { font(pdf).replaceKey("/BaseFont", parsed("/LiberationSans")); },
          "no subset tag"),
      changed(
          "NamesDiffer", [](QPDF& pdf) { descriptor(pdf).replaceKey("/FontName", parsed("/ABCDEF+Other")); },
          "three names that differ"),
      changed(
          "DescriptorIsPoor", [](QPDF& pdf) { descriptor(pdf).removeKey("/CapHeight"); }, "lacks /CapHeight"),
      changed(
          "EncodingIsSimple", [](QPDF& pdf) { font(pdf).replaceKey("/Encoding", parsed("/WinAnsiEncoding")); },
          "not a Type0 font with Identity-H"),
  };
}

void PrintTo(const Mutation& mutation, std::ostream* to) {
  *to << mutation.name;
}

class Mutated : public testing::TestWithParam<Mutation> {};

TEST_P(Mutated, IsTold) {
  EXPECT_THAT(conformance_faults(GetParam().spoil()), Contains(HasSubstr(GetParam().fault)));
}

std::string name_of(const testing::TestParamInfo<Mutation>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Document, Mutated, testing::ValuesIn(document_mutations()), name_of);
INSTANTIATE_TEST_SUITE_P(Metadata, Mutated, testing::ValuesIn(metadata_mutations()), name_of);
INSTANTIATE_TEST_SUITE_P(Structure, Mutated, testing::ValuesIn(structure_mutations()), name_of);
INSTANTIATE_TEST_SUITE_P(Page, Mutated, testing::ValuesIn(page_mutations()), name_of);
INSTANTIATE_TEST_SUITE_P(Font, Mutated, testing::ValuesIn(font_mutations()), name_of);

// What the mutations start from has no fault, and writing it again brings none.
TEST(Unmutated, HasNoFault) {
  EXPECT_THAT(conformance_faults(good_letter()), ElementsAre());
  EXPECT_THAT(conformance_faults(rewritten([](QPDF&) {})), ElementsAre());
}

}  // namespace
}  // namespace engross::test
