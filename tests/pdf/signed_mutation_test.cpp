// The reader of finished letters sees what is wrong with fields and signatures: each test spoils a signed letter in one
// way and names the fault that must be told. Bytes are changed for others of the same number, so that every offset
// stays right.
#include <gmock/gmock.h>

#include "pdf/conformance.hpp"
#include "pdf/mutate.hpp"
#include "pdf/sample_signature.hpp"

namespace engross::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string& signed_letter() {
  static const std::string bytes = sample_signed({.stamp = true, .store = true});
  return bytes;
}

struct Mutation {
  std::string name;
  std::function<std::string()> spoil;
  std::string fault;
};

// The first place where `from` stands.
Mutation bytes(std::string name, std::string from, const std::string& to, std::string fault) {
  if (from.size() != to.size()) throw std::logic_error(name + " moves what follows");
  return {std::move(name), [from = std::move(from), to] { return replaced(signed_letter(), from, to); },
          std::move(fault)};
}

// libqpdf moves everything, so the ranges are wrong besides.
Mutation objects(std::string name, Change change, std::string fault) {
  return {std::move(name), [change = std::move(change)] { return rewritten(signed_letter(), change); },
          std::move(fault)};
}

QPDFObjectHandle widget(QPDF& pdf) {
  return annotation(pdf, "/Widget");
}

std::vector<Mutation> field_mutations() {
  return {
      bytes("FormIsMissing", "/AcroForm", "/AcroFarm", "there are fields, and no form"),
      bytes("FormHasXfa", "/SigFlags 3", "/XFA (x)   ", "the form has /XFA"),
      bytes("FormIsNotSigned", "/SigFlags 3", "/SigFlags 1", "SigFlags"),
      objects(
          "FieldIsNotInTheForm", [](QPDF& pdf) { pdf.getRoot().getKey("/AcroForm").getKey("/Fields").eraseItem(1); },
          "the form's fields are not those of the pages"),
      bytes("FieldMayBeMoved", "/F 132", "/F 004", "that is not printed and locked"),
      bytes("FieldIsHidden", "/F 132", "/F 134", "that is not printed"),
      bytes("FieldHasNoName", "/T (Signature)", "/t (Signature)", "a field without a name"),
      objects(
          "FieldsShareAName", [](QPDF& pdf) { widget(pdf).replaceKey("/T", parsed("(TimeStamp)")); },
          "two fields of one name"),
      bytes("FieldHasNoTip", "/TU (Sig", "/Tu (Sig", "words for those who cannot see it"),
      objects(
          "FieldSaysNothing", [](QPDF& pdf) { widget(pdf).removeKey("/Contents"); }, "without Contents"),
      bytes("FieldIsNoSignatures", "/FT /Sig", "/FT /Btn", "is not a signature's"),
      objects(
          "FieldActs", [](QPDF& pdf) { widget(pdf).replaceKey("/AA", parsed("<<>>")); }, "that acts"),
      objects(
          "FieldNamesAnotherPage",
          [](QPDF& pdf) {
            widget(pdf).replaceKey("/P", QPDFPageDocumentHelper(pdf).getAllPages().at(0).getObjectHandle());
          },
          "that names another page"),
      bytes("AppearanceIsMissing", "/AP <<", "/Ap <<", "a field has no appearance"),
      bytes("AppearanceIsOfAnotherBox", "/BBox [57", "/BBox [58", "another box than its field"),
      objects(
          "AppearanceIsNoForm",
          [](QPDF& pdf) { widget(pdf).getKey("/AP").getKey("/N").getDict().replaceKey("/Subtype", parsed("/PS")); },
          "an appearance is no form"),
      objects(
          "AppearanceIsMarked",
          [](QPDF& pdf) {
            QPDFObjectHandle form = widget(pdf).getKey("/AP").getKey("/N");
            put_data(form, "/P <</MCID 0>> BDC\n" + data_of(form) + "EMC\n");
          },
          "marked content in an appearance"),
      objects(
          "AppearanceHasAnothersFont",
          [](QPDF& pdf) { widget(pdf).getKey("/AP").getKey("/N").getDict().getKey("/Resources").removeKey("/Font"); },
          "a font that the page does not have"),
      objects(
          "AppearanceIsCmyk",
          [](QPDF& pdf) {
            QPDFObjectHandle form = widget(pdf).getKey("/AP").getKey("/N");
            put_data(form, "0 0 0 1 k\n" + data_of(form));
          },
          "k, which no letter needs"),
      objects(
          "UnseenFieldHasAnAppearance", [](QPDF& pdf) { widget(pdf).replaceKey("/Rect", parsed("[0 0 0 0]")); },
          "a field that cannot be seen has an appearance"),
      objects(
          "ElementHasNoAlternative", [](QPDF& pdf) { element(pdf, "Form").removeKey("/Alt"); }, "Form without Alt"),
      objects(
          "ElementLosesItsField", [](QPDF& pdf) { element(pdf, "Form").removeKey("/K"); },
          "Form that is not one field"),
      objects(
          "FieldIsAnothersInTheTree", [](QPDF& pdf) { widget(pdf).replaceKey("/StructParent", parsed("0")); },
          "an annotation is not its element's"),
  };
}

std::string with_range(const std::string& from, const std::string& to) {
  return replaced(signed_letter(), "/ByteRange [0 " + from, "/ByteRange [0 " + to);
}

std::vector<Mutation> signature_mutations() {
  const std::string begin = std::to_string(sample_to_sign({.stamp = true, .store = true}).value.begin);
  return {
      {"RangeBeginsLate", [] { return replaced(signed_letter(), "/ByteRange [0", "/ByteRange [1"); },
       "the range of a Sig is not everything but its value"},
      {"RangeLeavesMoreOut", [begin] { return with_range(begin, std::to_string(std::stoul(begin) - 1)); },
       "the range of a Sig is not everything but its value"},
      bytes("ValueIsNoNumber", "/Contents <3004", "/Contents (3004", "unexpected EOF"),
      bytes("KindIsOld", "ETSI.CAdES.detached", "adbe.pkcs7.detached", "the signature is not one of PAdES"),
      bytes("StampIsOfAnotherKind", "ETSI.RFC3161", "ETSI.RFC3162", "the time stamp is not one of PAdES"),
      bytes("StampIsNone", "/DocTimeStamp", "/DocTimeStump", "a value of the type DocTimeStump"),
      bytes("TimeIsNotSaid", "/M (D:", "/m (D:", "does not say when it was made"),
      bytes("TimeIsNone", "/M (D:2016", "/M (D:noon", "does not say when it was made"),
      bytes("SignerIsNotSaid", "/Name <", "/name <", "does not say who made it"),
      bytes("ChangesArePermitted", "/P 1>>", "/P 2>>", "does not forbid every change"),
      bytes("TransformIsAnother", "/TransformMethod /DocMDP", "/TransformMethod /FieMDP",
            "does not forbid every change"),
      bytes("IsNotCertified", "/Perms <<", "/Parms <<", "the one that certifies"),
      bytes("ExtensionIsNotNamed", "/ESIC", "/ESIX", "the extension of PAdES"),
      bytes("StoreIsDamaged", "\x30\x03one", "\x30\x09one", "/Certs that are not DER"),
      bytes("StoreHoldsOtherThings", "/CRLs [", "/Text [", "the document security store has /Text"),
      {"SomethingFollows", [] { return signed_letter() + "\n"; }, "bytes that no signature covers"},
      {"StampIsCutOff",
       [] {
         const Signable first = sample_to_sign({.stamp = true});
         const std::string made = with_value(first.pdf, first.value, "\x30\x04sign");
         return made + "%\n";
       },
       "bytes that no signature covers"},
  };
}

void PrintTo(const Mutation& mutation, std::ostream* to) {
  *to << mutation.name;
}

class SignedMutated : public testing::TestWithParam<Mutation> {};

TEST_P(SignedMutated, IsTold) {
  EXPECT_THAT(conformance_faults(GetParam().spoil()), Contains(HasSubstr(GetParam().fault)));
}

std::string name_of(const testing::TestParamInfo<Mutation>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Field, SignedMutated, testing::ValuesIn(field_mutations()), name_of);
INSTANTIATE_TEST_SUITE_P(Signature, SignedMutated, testing::ValuesIn(signature_mutations()), name_of);

// What the mutations start from has no fault; written again by libqpdf it has only that of ranges which are no longer
// right.
TEST(SignedUnmutated, HasNoFault) {
  EXPECT_THAT(conformance_faults(signed_letter()), ElementsAre());
  for (const std::string& fault : conformance_faults(rewritten(signed_letter(), [](QPDF&) {})))
    EXPECT_TRUE(fault.find("the range of a ") != fault.npos || fault.find("no signature covers") != fault.npos ||
                fault.find("does not end a revision") != fault.npos)
        << fault;
}

}  // namespace
}  // namespace engross::test
