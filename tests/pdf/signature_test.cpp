// Files with room for a signature: what they cover, permit and bring along, and what one revision more adds to them.
#include <fmt/format.h>

#include <regex>

#include "pdf/conformance.hpp"
#include "pdf/mutate.hpp"
#include "pdf/sample_signature.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// The numbers of the n-th /ByteRange.
std::vector<std::size_t> range_in(const std::string& pdf, std::size_t n = 0) {
  static const std::regex pattern(R"(/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\])");
  auto found = std::sregex_iterator(pdf.begin(), pdf.end(), pattern);
  std::advance(found, static_cast<std::ptrdiff_t>(n));
  std::vector<std::size_t> numbers;
  for (std::size_t i = 1; i < 5; ++i) numbers.push_back(std::stoul(found->str(i)));
  return numbers;
}

std::vector<std::size_t> all_but(const std::string& pdf, const ValueHole& hole) {
  return {0, hole.begin, hole.end, pdf.size() - hole.end};
}

void opened(const std::string& file, const std::function<void(QPDF&)>& look) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(false);
  pdf.processMemoryFile("letter", file.data(), file.size());
  look(pdf);
  EXPECT_TRUE(pdf.getWarnings().empty());
}

QPDFObjectHandle field(QPDF& pdf, int index) {
  return pdf.getRoot().getKey("/AcroForm").getKey("/Fields").getArrayItem(index);
}

TEST(ToSign, EverythingButTheValueIsCovered) {
  for (const bool store : {false, true}) {
    const Signable file = sample_to_sign({.stamp = true, .store = store});
    EXPECT_EQ(range_in(file.pdf), all_but(file.pdf, file.value));
    const std::string value = file.pdf.substr(file.value.begin, file.value.end - file.value.begin);
    EXPECT_EQ(value, "<" + std::string(2 * sample_entries().room, '0') + ">");
  }
}

TEST(ToSign, SaysWhoWhenAndWhy) {
  opened(sample_to_sign().pdf, [](QPDF& pdf) {
    QPDFObjectHandle value = field(pdf, 0).getKey("/V");
    EXPECT_EQ(
        value.getKey("/Type").getName() + value.getKey("/Filter").getName() + value.getKey("/SubFilter").getName(),
        "/Sig/Adobe.PPKLite/ETSI.CAdES.detached");
    EXPECT_EQ(value.getKey("/M").getUTF8Value(), "D:20161026093000+01'00'");
    EXPECT_EQ(value.getKey("/Name").getUTF8Value(), "Denise Clavery (Ŵyn)");
    EXPECT_EQ(value.getKey("/Reason").getUTF8Value(), "To answer");
    EXPECT_EQ(value.getKey("/ContactInfo").getUTF8Value(), "020 7946 0000");
    EXPECT_FALSE(value.hasKey("/Location")) << "what is empty is not said";
    EXPECT_FALSE(value.hasKey("/Cert"));
  });
}

TEST(ToSign, IsCertifiedAgainstEveryChange) {
  opened(sample_to_sign().pdf, [](QPDF& pdf) {
    QPDFObjectHandle value = field(pdf, 0).getKey("/V");
    EXPECT_EQ(pdf.getRoot().getKey("/Perms").getKey("/DocMDP").getObjGen(), value.getObjGen());
    QPDFObjectHandle reference = value.getKey("/Reference").getArrayItem(0);
    EXPECT_EQ(reference.getKey("/TransformMethod").getName(), "/DocMDP");
    EXPECT_EQ(reference.getKey("/TransformParams").getKey("/P").getIntValue(), 1);
    EXPECT_EQ(pdf.getRoot().getKey("/Extensions").getKey("/ESIC").getKey("/ExtensionLevel").getIntValue(), 5);
    EXPECT_FALSE(pdf.getRoot().hasKey("/DSS"));
  });
}

TEST(ToSign, BringsItsEvidenceAlong) {
  opened(sample_to_sign({.store = true}).pdf, [](QPDF& pdf) {
    QPDFObjectHandle store = pdf.getRoot().getKey("/DSS");
    EXPECT_EQ(store.getKey("/Certs").getArrayNItems(), 2);
    EXPECT_EQ(data_of(store.getKey("/Certs").getArrayItem(1)), "\x30\x03two");
    EXPECT_EQ(data_of(store.getKey("/CRLs").getArrayItem(0)), "\x30\x04more");
    EXPECT_FALSE(store.hasKey("/OCSPs"));
  });
}

TEST(ToSign, IsTheSameBytesWhateverTheCacheHolds) {
  const SignatureOptions options{.stamp = true, .store = true};
  const std::string alone = sample_to_sign(options).pdf;
  DrawCache cache;
  ASSERT_THAT(draw(sample_letter({.number = 7}), sample_info(), {}, cache), Succeeds());
  for (int round = 0; round < 2; ++round)
    EXPECT_EQ(draw_to_sign(sample_with_fields(options), sample_info(), sample_entries(options), {}, cache)->pdf, alone);
  const auto id = [](const std::string& pdf) { return pdf.substr(pdf.rfind("/ID ["), 80); };
  EXPECT_NE(id(alone), id(sample_to_sign().pdf));
}

TEST(ToSign, NeedsItsField) {
  DrawCache cache;
  EXPECT_THAT(draw_to_sign(sample_letter(), sample_info(), sample_entries(), {}, cache), FailsWith("pdf.no-field"));
  SignatureEntries other = sample_entries();
  other.field = "TimeStamp";
  EXPECT_THAT(draw_to_sign(sample_with_fields(), sample_info(), other, {}, cache), FailsWith("pdf.no-field"));
}

TEST(ToSign, LeavesTheFirstOtherFieldForTheStamp) {
  EXPECT_EQ(sample_to_sign().next.field, 0U);
  PagesBuilder make(sample_with_fields({.stamp = true}));
  const ElementId another = make.element(Role::form);
  make.at(another).alternative = "Another";
  make.field(another, "Another", 0, 0, 0, 0);
  DrawCache cache;
  const auto file = draw_to_sign(make.take(), sample_info(), sample_entries(), {}, cache);
  ASSERT_THAT(file, Succeeds());
  EXPECT_THAT(file->next.field_body, HasSubstr("/T (TimeStamp)"));
}

TEST(ToSign, SignedLettersConform) {
  for (const bool visible : {true, false})
    for (const bool stamp : {true, false})
      for (const bool store : {true, false})
        EXPECT_THAT(conformance_faults(sample_signed({.visible = visible, .stamp = stamp, .store = store})),
                    ElementsAre())
            << visible << stamp << store;
}

// The signed file, and the revision that a time stamp adds to it.
struct Stamped {
  Signable first = sample_to_sign({.stamp = true, .store = true});
  std::string before = with_value(first.pdf, first.value, "\x30\x04sign");
  Signable second = with_time_stamp(before, first.next, 1000);
  std::string added = second.pdf.substr(before.size());
};

TEST(TimeStamp, KeepsTheSignedFileByteForByte) {
  const Stamped stamped;
  EXPECT_EQ(stamped.second.pdf.substr(0, stamped.before.size()), stamped.before);
  EXPECT_EQ(range_in(stamped.second.pdf), all_but(stamped.before, stamped.first.value))
      << "the signature's range stays";
  EXPECT_EQ(range_in(stamped.second.pdf, 1), all_but(stamped.second.pdf, stamped.second.value));
  EXPECT_EQ(stamped.second.value.end - stamped.second.value.begin, 2U * 1000U + 2U);
  EXPECT_EQ(stamped.second.next.field, 0U);
}

TEST(TimeStamp, AddsTheFieldAndTheStampAlone) {
  const Stamped stamped;
  static const std::regex object(R"((\d+) 0 obj\n)");
  std::vector<std::string> numbers;
  for (auto at = std::sregex_iterator(stamped.added.begin(), stamped.added.end(), object); at != std::sregex_iterator();
       ++at)
    numbers.push_back(at->str(1));
  EXPECT_THAT(numbers,
              ElementsAre(std::to_string(stamped.first.next.field), std::to_string(stamped.first.next.objects)));
  opened(stamped.before, [&](QPDF& before) {
    opened(stamped.second.pdf, [&](QPDF& after) {
      EXPECT_FALSE(field(before, 1).hasKey("/V"));
      QPDFObjectHandle changed = field(after, 1);
      EXPECT_EQ(changed.getKey("/V").getKey("/Type").getName(), "/DocTimeStamp");
      changed.removeKey("/V");
      EXPECT_EQ(changed.unparseResolved(), field(before, 1).unparseResolved()) << "nothing else of it changes";
      EXPECT_EQ(after.getAllObjects().size(), before.getAllObjects().size() + 1);
    });
  });
}

TEST(TimeStamp, IsReadThroughItsOwnCrossReferences) {
  const Stamped stamped;
  const std::string& file = stamped.second.pdf;
  const std::size_t starts = std::stoul(file.substr(file.rfind("startxref\n") + 10));
  EXPECT_EQ(file.substr(starts, 5), "xref\n");
  EXPECT_THAT(stamped.added, HasSubstr(fmt::format("/Prev {}\n", stamped.first.next.cross_references)));
  EXPECT_EQ(file.substr(stamped.first.next.cross_references, 5), "xref\n");
  EXPECT_THAT(stamped.added, HasSubstr(fmt::format("/Size {}\n", stamped.first.next.objects + 1)));
  const TemporaryDirectory folder;
  write_file(folder / "stamped.pdf", file);
  const Outcome checked = run({"qpdf", "--check", folder / "stamped.pdf"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
}

TEST(TimeStamp, TellsTheRevisionsApartByTheSecondHalfOfTheId) {
  const Stamped stamped;
  static const std::regex id(R"(/ID \[ ?<([0-9A-Fa-f]{32})> ?<([0-9A-Fa-f]{32})> ?\])");
  std::vector<std::smatch> found;
  for (auto at = std::sregex_iterator(stamped.second.pdf.begin(), stamped.second.pdf.end(), id);
       at != std::sregex_iterator(); ++at)
    found.push_back(*at);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].str(1), found[1].str(1));
  EXPECT_NE(found[0].str(2), found[1].str(2));
}

TEST(TimeStamp, IsTheSameBytesForTheSameFile) {
  EXPECT_EQ(Stamped().second.pdf, Stamped().second.pdf);
  Stamped other;
  other.before[other.first.value.begin + 1] = 'f';
  const std::string again = with_time_stamp(other.before, other.first.next, 1000).pdf.substr(other.before.size());
  EXPECT_NE(again, other.added) << "the ID is of all that came before";
}

}  // namespace
}  // namespace engross::test
